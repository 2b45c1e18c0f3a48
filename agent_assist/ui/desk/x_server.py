"""Our own connection to the X server, beside Qt's: who is active, what is reserved, how screens lie.

Sources: Extended Window Manager Hints 1.5 (freedesktop.org), ICCCM 2.0 (X Consortium), RandR 1.5.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from Xlib import X, Xatom, display, error
from Xlib.ext import randr
from Xlib.protocol.event import ClientMessage
from Xlib.xobject.drawable import Window

from agent_assist.ui.desk.edges import Area
from agent_assist.ui.desk.room import on_x11

#: Source of a request to activate: the agent asked for it (EWMH, "source indication in requests").
_BY_THE_USER = 2


def connect(parent: QObject) -> XServer | None:
    """A connection of our own; None where the window is not shown by an X server, or that takes no more clients."""
    if not on_x11():
        return None
    try:
        return XServer(parent)
    except (error.DisplayError, OSError):
        return None


class XServer(QObject):
    """`told` carries every event that was asked for; `active_changed` the id of the window that now has the keys."""

    told = Signal(object)
    active_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Raises Xlib.error.DisplayError where there is no server to speak to."""
        super().__init__(parent)
        #: What is asked and sent goes here; no event comes this way.
        self.display = display.Display()
        self.root: Window = self.display.screen().root
        #: Events come here alone: a reply would carry them past the notifier, into memory where nobody looks.
        self.ears = display.Display()
        self.heard_root: Window = self.ears.screen().root
        self._atoms: dict[str, int] = {}
        self._open = True
        self._active = 0
        self.heard_root.change_attributes(event_mask=X.PropertyChangeMask)
        self.ears.flush()
        self._notifier = QSocketNotifier(self.ears.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.drain)
        self._active = self.active()

    def close(self) -> None:
        """End the connection; grabs end with it."""
        if self._open:
            self._open = False
            self._notifier.setEnabled(False)
            self.ears.close()
            self.display.close()

    def drain(self) -> None:
        """Take what the server has sent."""
        while self._open and self.ears.pending_events():
            event = self.ears.next_event()
            if event.type == X.PropertyNotify and event.atom == self.atom("_NET_ACTIVE_WINDOW"):
                self._see_active()
                continue
            if event.type == X.MappingNotify:
                for one in (self.display, self.ears):
                    one.refresh_keyboard_mapping(event)
            self.told.emit(event)

    def drain_soon(self) -> None:
        """Drain when the caller, who has asked something of `ears`, is done."""
        QTimer.singleShot(0, self, self.drain)

    def atom(self, name: str) -> int:
        """The atom of a name, asked for once."""
        if name not in self._atoms:
            self._atoms[name] = self.display.intern_atom(name)
        return self._atoms[name]

    def window(self, window_id: int) -> Window:
        """A window of any program."""
        return self.display.create_resource_object("window", window_id)

    def numbers(self, window: Window, name: str, kind: int) -> list[int]:
        """A property of numbers; empty where the window has none, or is gone."""
        try:
            found = window.get_full_property(self.atom(name), kind)
        except error.XError:
            return []
        return [] if found is None else [int(value) for value in found.value]

    # -- who has the keys ---------------------------------------------------------------------------------------------

    def _see_active(self) -> None:
        active = self.active()
        if active != self._active:
            self._active = active
            self.active_changed.emit(active)

    def managed(self) -> bool:
        """Whether a window manager is there that keeps to EWMH."""
        told = self.numbers(self.root, "_NET_SUPPORTING_WM_CHECK", Xatom.WINDOW)
        return bool(told) and self.numbers(self.window(told[0]), "_NET_SUPPORTING_WM_CHECK", Xatom.WINDOW) == told

    def active(self) -> int:
        """The id of the window that has the keys; 0 where none has."""
        found = self.numbers(self.root, "_NET_ACTIVE_WINDOW", Xatom.WINDOW) if self.managed() else []
        if found:
            return found[0]
        focus = self.display.get_input_focus().focus
        return 0 if isinstance(focus, int) else self._top_of(focus)

    def _top_of(self, window: Window) -> int:
        """The client's window that `window` lies in: the one that says what program it is."""
        try:
            while window.id != self.root.id:
                if window.get_wm_class() is not None:
                    return int(window.id)
                window = window.query_tree().parent
        except error.XError:
            return 0
        return 0

    def activate(self, window_id: int) -> None:
        """Give the keys to a window, as the agent would by clicking on it."""
        window = self.window(window_id)
        if self.managed():
            data = (32, [_BY_THE_USER, X.CurrentTime, 0, 0, 0])
            asked = ClientMessage(window=window, client_type=self.atom("_NET_ACTIVE_WINDOW"), data=data)
            self.root.send_event(asked, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        else:
            window.set_input_focus(X.RevertToParent, X.CurrentTime, onerror=error.CatchError(error.XError))
        self.display.sync()

    def kind_of(self, window_id: int) -> tuple[str, str]:
        """WM_CLASS of a window: its instance and class, ("", "") where it says none or is gone."""
        try:
            found = self.window(window_id).get_wm_class()
        except error.XError:
            return "", ""
        return found or ("", "")

    def alive(self, window_id: int) -> bool:
        """Whether there is such a window."""
        try:
            self.window(window_id).get_attributes()
        except error.XError:
            return False
        return True

    def same_client(self, one: int, other: int) -> bool:
        """Whether one program's connection made both (the server deals out ids by connection)."""
        mask = self.display.display.info.resource_id_mask
        return (one & ~mask) == (other & ~mask)

    # -- room -----------------------------------------------------------------------------------------------------

    def screens(self) -> list[Area]:
        """Where the screens lie, in device pixels."""
        if self.display.has_extension("RANDR") and (self._randr() >= (1, 5)):
            found = randr.get_monitors(self.root).monitors
            areas = [Area(one.x, one.y, one.width_in_pixels, one.height_in_pixels) for one in found]
            if areas:
                return areas
        return [self.desktop()]

    def _randr(self) -> tuple[int, int]:
        version = randr.query_version(self.root)
        return version.major_version, version.minor_version

    def desktop(self) -> Area:
        """The whole desktop, in device pixels."""
        shape = self.root.get_geometry()
        return Area(0, 0, shape.width, shape.height)

    def reserve(self, window_id: int, strut: Sequence[int] | None) -> None:
        """Keep other windows off the strut (see `edges.strut`); None gives the room back."""
        window = self.window(window_id)
        partial, whole = self.atom("_NET_WM_STRUT_PARTIAL"), self.atom("_NET_WM_STRUT")
        if strut is None:
            window.delete_property(partial)
            window.delete_property(whole)
        else:
            window.change_property(partial, Xatom.CARDINAL, 32, list(strut))
            window.change_property(whole, Xatom.CARDINAL, 32, list(strut[:4]))
        self.display.sync()
