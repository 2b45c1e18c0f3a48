"""Keys taken on X11: a passive grab gives the panel the key and keeps it from the program that is worked in."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from PySide6.QtCore import QObject, Signal
from Xlib import XK, X, error

from agent_assist.ui.desk.keys import Keys
from agent_assist.ui.desk.x_input import keysym_of
from agent_assist.ui.desk.x_server import XServer

_MASKS = {"Shift": X.ShiftMask, "Ctrl": X.ControlMask, "Alt": X.Mod1Mask, "Meta": X.Mod4Mask}
_ALL = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask
#: Keys that switch something on until they are pressed again; held or not, a combination is the same.
_LOCKING = ("Num_Lock", "Scroll_Lock")


class XGrabs(QObject):
    """See `hotkeys.Grabs`."""

    pressed = Signal(str)
    refused = Signal(str, str)

    def __init__(self, server: XServer, parent: QObject) -> None:
        super().__init__(parent)
        self._server = server
        self._display = server.display
        self._wanted: Mapping[str, Keys] = {}
        #: (key code, modifiers without locks) → action.
        self._held: dict[tuple[int, int], str] = {}
        self._down: set[int] = set()
        server.told.connect(self._take)

    def bind(self, wanted: Mapping[str, Keys]) -> None:
        self._wanted = wanted
        for code, mask in self._held:
            self._let_go(code, mask)
        self._held = {}
        for action, keys in wanted.items():
            code = self._code(keys)
            mask = sum(_MASKS[one] for one in keys.modifiers)
            if not code:
                self.refused.emit(action, "missing")
            elif self._grab(code, mask):
                self._held[code, mask] = action
            else:
                self._let_go(code, mask)
                self.refused.emit(action, "taken")
        self._server.drain_soon()

    def close(self) -> None:
        self.bind({})

    def _code(self, keys: Keys) -> int:
        name = keys.x_name
        keysym = keysym_of(name) if len(name) == 1 else XK.string_to_keysym(name)
        return int(self._display.keysym_to_keycode(keysym))

    def _lock_masks(self) -> list[int]:
        """Every mixture of the locks that this keyboard has."""
        codes = {self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in _LOCKING} - {0}
        masks = {X.LockMask}
        for at, row in enumerate(self._display.get_modifier_mapping()):
            if codes & set(row):
                masks.add(1 << at)
        return [sum(some) for count in range(len(masks) + 1) for some in combinations(sorted(masks), count)]

    def _grab(self, code: int, mask: int) -> bool:
        # BadAccess: another program has it already (X11 protocol, GrabKey).
        refusal = error.CatchError(error.BadAccess)
        for locks in self._lock_masks():
            self._server.heard_root.grab_key(
                code, mask | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refusal
            )
        self._server.ears.sync()
        return refusal.get_error() is None

    def _let_go(self, code: int, mask: int) -> None:
        for locks in self._lock_masks():
            self._server.heard_root.ungrab_key(code, mask | locks)
        self._server.ears.sync()

    def _take(self, event: object) -> None:
        kind = getattr(event, "type", None)
        if kind == X.KeyPress:
            code, state = event.detail, event.state  # type: ignore[attr-defined]
            action = self._held.get((code, state & _ALL))
            if action is not None and code not in self._down:
                self._down.add(code)
                self.pressed.emit(action)
        elif kind == X.KeyRelease:
            code = event.detail  # type: ignore[attr-defined]
            # A key that is held down is let go and pressed anew by the server, again and again.
            if not self._display.query_keymap()[code // 8] & (1 << code % 8):
                self._down.discard(code)
        elif kind == X.MappingNotify:
            self.bind(self._wanted)
