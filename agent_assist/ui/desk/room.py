"""Keeping room for the panel at a screen's edge: a strut on X11, an application bar on Windows, nothing elsewhere."""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtGui import QScreen

from agent_assist.ui.desk.edges import Area, Edge, strut
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

    def __init__(self, server: XServer) -> None:
        self._server = server

    def keep(self, window_id: int, edge: Edge, panel: Area, screen: QScreen) -> bool:
        taken = strut(edge, in_device_pixels(panel, screen), self._server.desktop(), self._server.screens())
        self._server.reserve(window_id, taken)
        return taken is not None

    def give_back(self, window_id: int) -> None:
        self._server.reserve(window_id, None)


def room_of(server: XServer | None) -> Room | None:
    """What this desktop offers; None where a window has no say in where it lies (Wayland) or nothing is reserved."""
    if server is not None:
        return XRoom(server)
    if sys.platform == "win32":
        from agent_assist.ui.desk.windows_bar import WindowsRoom

        return WindowsRoom()
    return None
