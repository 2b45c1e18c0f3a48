"""Writing into other programs on X11: XTest for keys, selections to paste from, XInput 2 to see that others type."""

from __future__ import annotations

import struct
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QWindow
from Xlib.ext import ge, xinput

from agent_assist.ui.desk.clipboard import Lent, XReaders
from agent_assist.ui.desk.insertion import is_terminal
from agent_assist.ui.desk.x_input import XInput
from agent_assist.ui.desk.x_server import XServer

_V, _Z = ("v", "Control_L"), ("z", "Control_L")
#: In terminals Ctrl+V is a character; this pastes the selection there, so the text is lent as the selection too.
_TERMINAL_PASTE = ("Insert", "Shift_L")


class XHand(QObject):
    """See `hands.Hand`."""

    def __init__(self, server: XServer, parent: QObject) -> None:
        super().__init__(parent)
        self._server = server
        self._input = XInput(server)
        #: Never shown: by its number our windows are known from those of other programs.
        self._sign = QWindow()
        self._sign.create()
        self._readers: XReaders | None = None
        self._ours_to_come = 0
        self._typed = 0
        self._target = 0
        self._see(server.active())
        server.active_changed.connect(self._see)
        server.told.connect(self._take)

    @property
    def possible(self) -> bool:
        """Whether this server takes keys from programs."""
        return self._input.possible

    # -- windows ------------------------------------------------------------------------------------------------------

    def _ours(self, window: int) -> bool:
        return self._server.same_client(window, int(self._sign.winId()))

    def _see(self, window: int) -> None:
        if window and not self._ours(window):
            self._target = window

    def target(self) -> int:
        # Asked anew: the news of the window manager may still be on its way.
        self._see(self._server.active())
        return self._target if self._target and self._server.alive(self._target) else 0

    def focused(self) -> int:
        return self._server.active()

    def give_keys(self, window: int) -> None:
        self._server.activate(window)

    def is_terminal(self, window: int) -> bool:
        return is_terminal(*self._server.kind_of(window))

    # -- keys ---------------------------------------------------------------------------------------------------------

    def held(self) -> bool:
        return self._input.held()

    def release(self) -> None:
        self._input.release()

    def can_type(self, text: str) -> bool:
        return self._input.can_type(text)

    def type(self, text: str) -> None:
        self._ours_to_come += self._input.type(text)

    def erase(self, count: int) -> None:
        self._ours_to_come += self._input.press("BackSpace", times=count)

    def paste(self, window: int) -> None:
        self._ours_to_come += self._input.press(*(_TERMINAL_PASTE if self.is_terminal(window) else _V))

    def take_back(self) -> None:
        self._ours_to_come += self._input.press(*_Z)

    # -- the clipboard ------------------------------------------------------------------------------------------------

    def lend(self, text: str, window: int) -> Lent:
        board, selection = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
        return Lent(text, (board, selection) if self.is_terminal(window) else (board,))

    def reads(self, window: int, read: Callable[[], None] | None) -> None:
        if self._readers is not None:
            self._readers.stop()
            self._readers = None
        if read is not None:
            # A clipboard manager reads too; what counts is the program that was pasted into.
            told = read
            self._readers = XReaders(
                self._server, lambda requestor: told() if self._server.same_client(requestor, window) else None
            )
            self._readers.start()

    # -- whether others type ------------------------------------------------------------------------------------------

    def watch(self, watching: bool) -> None:
        self._typed = self._ours_to_come = 0
        if self._server.ears.has_extension("XInputExtension"):
            mask = xinput.RawKeyPressMask if watching else 0
            xinput.select_events(self._server.heard_root, [(xinput.AllMasterDevices, mask)])
            self._server.ears.sync()
            self._server.drain_soon()

    def typed(self) -> int:
        self._server.ears.sync()
        self._server.drain()
        return self._typed

    def forgive(self) -> None:
        self._typed = max(0, self._typed - 1)

    def _take(self, event: object) -> None:
        raw = getattr(event, "type", None) == ge.GenericEventCode and getattr(event, "evtype", 0) == xinput.RawKeyPress
        if not raw:
            return
        # What XTest presses is told as well, in its order. Of a key it is only looked whether it is a modifier.
        if self._ours_to_come:
            self._ours_to_come -= 1
        elif self._key_of(event) not in self._input.modifiers():
            self._typed += 1

    @staticmethod
    def _key_of(event: object) -> int:
        """XIRawEvent (XI2proto.h) from the device on: device 2 bytes, time 4, key 4."""
        return int(struct.unpack_from("=HII", event.data)[2])  # type: ignore[attr-defined]
