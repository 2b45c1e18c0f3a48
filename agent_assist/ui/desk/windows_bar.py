"""An application bar of Windows (SHAppBarMessage, shellapi.h). Written to Microsoft's documentation; not yet tried."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtGui import QScreen

from agent_assist.ui.desk.edges import Area, Edge
from agent_assist.ui.desk.room import in_device_pixels

_NEW, _REMOVE, _QUERY_POSITION, _SET_POSITION = 0, 1, 2, 3
_EDGES: dict[Edge, int] = {"left": 0, "right": 2}
#: The bar's own message, in the range that programs may use (WM_APP + 1); its notifications need no answer of ours:
#: Qt tells of screens that come, go or change, and the bar is placed anew then.
_CALLBACK = 0x8001


class _BarData(ctypes.Structure):
    """APPBARDATA."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("hWnd", wintypes.HWND),
        ("uCallbackMessage", wintypes.UINT),
        ("uEdge", wintypes.UINT),
        ("rc", wintypes.RECT),
        ("lParam", wintypes.LPARAM),
    )


class WindowsRoom:
    """Registers the window as a bar once, and moves the bar."""

    def __init__(self) -> None:
        self._registered: set[int] = set()

    def _send(self, message: int, data: _BarData) -> int:
        if sys.platform != "win32":
            raise OSError("application bars are of Windows")
        return int(ctypes.windll.shell32.SHAppBarMessage(message, ctypes.byref(data)))

    def _data(self, window_id: int) -> _BarData:
        data = _BarData()
        data.cbSize = ctypes.sizeof(_BarData)
        data.hWnd = window_id
        data.uCallbackMessage = _CALLBACK
        return data

    def keep(self, window_id: int, edge: Edge, panel: Area, screen: QScreen) -> bool:
        data = self._data(window_id)
        if window_id not in self._registered:
            if not self._send(_NEW, data):
                return False
            self._registered.add(window_id)
        real = in_device_pixels(panel, screen)
        data.uEdge = _EDGES[edge]
        data.rc = wintypes.RECT(real.x, real.y, real.right, real.bottom)
        # The system moves what it is asked for away from other bars; the width stays ours.
        self._send(_QUERY_POSITION, data)
        if edge == "left":
            data.rc.right = data.rc.left + real.width
        else:
            data.rc.left = data.rc.right - real.width
        self._send(_SET_POSITION, data)
        return True

    def give_back(self, window_id: int) -> None:
        if window_id in self._registered:
            self._registered.discard(window_id)
            self._send(_REMOVE, self._data(window_id))
