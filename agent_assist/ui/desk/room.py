"""Keeping room for the panel at a screen's edge: a strut on X11, an application bar on Windows, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QGuiApplication, QScreen

from agent_assist.ui.desk.edges import Area, Edge, strut

if TYPE_CHECKING:
    from agent_assist.ui.desk.x_server import XServer


class Room(Protocol):
    """`keep` when the window is shown, and again whenever it lies otherwise or was made anew."""

    def keep(self, window_id: int, edge: Edge, panel: Area, screen: QScreen) -> bool:
        """Keep other windows off `panel` (device-independent pixels); False where the system will not."""

    def give_back(self, window_id: int) -> None:
        """The room is anybody's again."""


def in_device_pixels(area: Area, screen: QScreen) -> Area:
    """Qt leaves a screen's corner where the system has it and counts from there in device-independent pixels."""
    corner, ratio = screen.geometry().topLeft(), screen.devicePixelRatio()
    left, top = (round((one - start) * ratio) for one, start in ((area.x, corner.x()), (area.y, corner.y())))
    right = round((area.right - corner.x()) * ratio)
    bottom = round((area.bottom - corner.y()) * ratio)
    return Area(corner.x() + left, corner.y() + top, right - left, bottom - top)


class XRoom:
    """Struts, that every window manager of the last twenty years heeds."""

    def __init__(self, server: Callable[[], XServer | None]) -> None:
        """server: gives the connection, which is made when it is first needed: the window is painted by then."""
        self._server = server

    def keep(self, window_id: int, edge: Edge, panel: Area, screen: QScreen) -> bool:
        server = self._server()
        if server is None:
            return False
        taken = strut(edge, in_device_pixels(panel, screen), server.desktop(), server.screens())
        server.reserve(window_id, taken)
        return taken is not None

    def give_back(self, window_id: int) -> None:
        server = self._server()
        if server is not None:
            server.reserve(window_id, None)


def on_x11() -> bool:
    """Whether the window is shown by an X server."""
    return QGuiApplication.platformName() == "xcb"


def room_of(server: Callable[[], XServer | None]) -> Room | None:
    """What this desktop offers; None where a window has no say in where it lies (Wayland) or nothing is reserved."""
    if on_x11():
        return XRoom(server)
    if sys.platform == "win32":
        from agent_assist.ui.desk.windows_bar import WindowsRoom

        return WindowsRoom()
    return None
