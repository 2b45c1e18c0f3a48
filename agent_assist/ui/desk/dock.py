"""The panel's place: at an edge of a screen with room kept for it, or free; above other windows; folded to a strip."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from agent_assist.ui.desk.edges import LEAST, STRIP, Area, Edge, ScreenPlace, choose_screen, docked
from agent_assist.ui.desk.placement import Placement
from agent_assist.ui.desk.room import Room
from agent_assist.ui.parts import least_size

#: Screens change in several steps (one goes, the rest move): the panel waits until they have stood for so long.
_SETTLED_MS = 150
_STRIP_HEIGHT = 148


def area_of(rect: QRect) -> Area:
    """A Qt rectangle as a record."""
    return Area(rect.x(), rect.y(), rect.width(), rect.height())


def rect_of(area: Area) -> QRect:
    """A record as a Qt rectangle."""
    return QRect(area.x, area.y, area.width, area.height)


def place_of(screen: QScreen) -> ScreenPlace:
    """A screen's name and where it lies."""
    return ScreenPlace(screen.name(), area_of(screen.geometry()))


class Dock(QObject):
    """`changed`: the panel lies otherwise.  `chosen`: the agent took another edge, or another choice of staying above.

    `room` is None where a window cannot choose its place.

    `reserved` tells whether other windows keep off the docked panel.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, window: QWidget, room: Room | None, placement: Placement) -> None:
        super().__init__(window)
        self._window = window
        self._room = room
        self._placement = placement
        self.reserved = False
        #: How much larger than usual the text is, and with it the panel at an edge and the strip.
        self._scale = 1.0
        #: Columns left and right that others had taken before we took ours: from then on the system tells only sums.
        self._taken: dict[ScreenPlace, tuple[int, int]] = {}
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED_MS)
        self._settling.timeout.connect(self._screens_changed)
        self._watched: list[QScreen] = []
        QGuiApplication.instance().screenAdded.connect(self._watch)
        QGuiApplication.instance().screenRemoved.connect(self._unsettle)
        QGuiApplication.instance().primaryScreenChanged.connect(self._unsettle)
        for screen in QGuiApplication.screens():
            self._watch(screen)
        window.installEventFilter(self)

    # -- how it stands ------------------------------------------------------------------------------------------------

    @property
    def possible(self) -> bool:
        """Whether this desktop lets a window choose its place."""
        return self._room is not None

    @property
    def edge(self) -> Edge | Literal[""]:
        """The edge that the panel lies at; "" where it lies free."""
        return self._placement.edge if self.possible else ""

    @property
    def on_top(self) -> bool:
        """Whether it stays above other windows."""
        return self._placement.on_top

    @property
    def compact(self) -> bool:
        """Whether it is folded to a strip."""
        return self._placement.compact

    @property
    def width(self) -> int:
        """How wide the docked panel is when it is whole."""
        return round(self._placement.width * self._scale)

    @property
    def screen(self) -> QScreen:
        """The screen it is docked to, or would be."""
        screens = self._screens()
        chosen = choose_screen(self._placement.screen, [place_of(one) for one in screens])
        return next(one for one in screens if place_of(one) == chosen)

    def placement(self) -> Placement:
        """What is to be remembered; asked for when the program ends."""
        self._remember_free()
        return self._placement

    # -- what the agent chooses ---------------------------------------------------------------------------------------

    def dock(self, edge: Edge | Literal[""], screen: QScreen | None = None) -> None:
        """Go to an edge, of the screen where the window is unless one is named; "": lie free."""
        if not self.edge:
            self._remember_free()
        if edge:
            chosen = screen or (self.screen if self.edge else self._window.screen())
            self._placement = replace(self._placement, screen=place_of(chosen))
        self._placement = replace(self._placement, edge=edge)
        self.settle()
        self.chosen.emit()

    def keep_on_top(self, on_top: bool) -> None:
        """Stay above other windows, or not."""
        if on_top != self.on_top:
            self._placement = replace(self._placement, on_top=on_top)
            self.settle()
            self.chosen.emit()

    def grow(self, scale: float) -> None:
        """The text is so much larger than usual: what was chosen for the usual size grows with it."""
        if scale != self._scale:
            self._scale = scale
            if self.edge or self.compact:
                self.settle()
            else:
                self._keep_least()

    def follow(self, edge: Edge | Literal[""], on_top: bool) -> None:
        """Lie as the settings say."""
        if (edge, on_top) != (self._placement.edge, self._placement.on_top):
            if not self.edge:
                self._remember_free()
            self._placement = replace(self._placement, edge=edge, on_top=on_top)
            self.settle()

    def fold(self, compact: bool) -> None:
        """Be a narrow strip, or whole."""
        if compact != self.compact:
            self._remember_free()
            self._placement = replace(self._placement, compact=compact)
            self.settle()

    def widen(self, width: int) -> None:
        """Be as wide as the agent drags it (device-independent pixels); a strip has a width of its own."""
        if self.edge and not self.compact:
            self._placement = replace(self._placement, width=max(LEAST, round(width / self._scale)))
            self._lie_at_edge()

    def settle(self) -> None:
        """Lie where the choices say. The window is shown as before, and does not ask for the keys."""
        window = self._window
        shown = window.isVisible()
        flags = window.windowFlags()
        for flag, wanted in (
            (Qt.WindowType.FramelessWindowHint, bool(self.edge)),
            (Qt.WindowType.WindowStaysOnTopHint, self.on_top or bool(self.edge)),
        ):
            flags = flags | flag if wanted else flags & ~flag
        typed = window.testAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock)
        if flags != window.windowFlags() or typed != bool(self.edge):
            self._give_back()
            window.hide()
            window.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock, bool(self.edge))
            window.setWindowFlags(flags)
        self._keep_least()
        if self.edge:
            self._lie_at_edge()
        else:
            self._lie_free()
        if shown:
            window.show()
        self.changed.emit()

    def _keep_least(self) -> None:
        strip = QSize(self._px(STRIP), self._px(_STRIP_HEIGHT))
        self._window.setMinimumSize(strip if self.compact else least_size(self._window, self._scale))

    def _px(self, pixels: int) -> int:
        return round(pixels * self._scale)

    # -- doing it -----------------------------------------------------------------------------------------------------

    def _lie_at_edge(self) -> None:
        edge = self.edge
        assert edge
        screen = self.screen
        width = self._px(STRIP) if self.compact else self.width
        area = docked(edge, self._room_on(screen), width, self._px(STRIP) if self.compact else LEAST)
        self._window.setGeometry(rect_of(area))
        self._keep_room()

    def _keep_room(self) -> None:
        edge, handle = self.edge, self._window.windowHandle()
        if edge and self._room is not None and handle is not None and self._window.isVisible():
            # Not the widget's `winId`: after a change of flags it names a window that is gone until Qt sees to it.
            self.reserved = self._room.keep(int(handle.winId()), edge, area_of(self._window.geometry()), self.screen)

    def _give_back(self) -> None:
        handle = self._window.windowHandle()
        if self._room is not None and handle is not None and self.reserved:
            self._room.give_back(int(handle.winId()))
        self.reserved = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange) and self.edge:
            # When it is on the screen; a window that was made anew has to ask for its room again.
            QTimer.singleShot(0, self, self._keep_room)
        return super().eventFilter(watched, event)

    def _lie_free(self) -> None:
        self._give_back()
        free = self._placement.free
        if self.compact:
            corner = free if free is not None else area_of(self._window.geometry())
            self._window.setGeometry(corner.x, corner.y, self._px(LEAST), self._px(_STRIP_HEIGHT))
        elif free is not None and any(free.meets(place_of(one).area) for one in self._screens()):
            self._window.setGeometry(rect_of(free))
        elif free is not None:
            # Its screen is gone: the size stays, the system finds a place.
            self._window.resize(free.width, free.height)

    def _remember_free(self) -> None:
        whole = not self.edge and not self.compact
        if whole and self._window.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self._placement = replace(self._placement, free=area_of(self._window.geometry()))

    # -- screens ------------------------------------------------------------------------------------------------------

    def _screens(self) -> list[QScreen]:
        """All screens, the primary one first."""
        primary = QGuiApplication.primaryScreen()
        return [primary, *(one for one in QGuiApplication.screens() if one is not primary)]

    def _watch(self, screen: QScreen) -> None:
        if screen not in self._watched:
            self._watched.append(screen)
            screen.geometryChanged.connect(self._unsettle)
            screen.availableGeometryChanged.connect(self._unsettle)
        self._measure(screen)
        self._settling.start()

    def _unsettle(self, _what: object = None) -> None:
        self._settling.start()

    def _measure(self, screen: QScreen) -> None:
        if not self.reserved:
            whole, room = area_of(screen.geometry()), area_of(screen.availableGeometry())
            self._taken[place_of(screen)] = (room.x - whole.x, whole.right - room.right)

    def _room_on(self, screen: QScreen) -> Area:
        whole, room = area_of(screen.geometry()), area_of(screen.availableGeometry())
        left, right = self._taken.get(place_of(screen), (0, 0))
        return Area(whole.x + left, room.y, whole.width - left - right, room.height)

    def _screens_changed(self) -> None:
        self._watched = [one for one in self._watched if one in QGuiApplication.screens()]
        for screen in self._watched:
            if place_of(screen) not in self._taken:
                self._measure(screen)
        if self.edge and self._window.isVisible():
            self._lie_at_edge()
