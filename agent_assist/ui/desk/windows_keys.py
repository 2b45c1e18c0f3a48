"""Keys taken on Windows (RegisterHotKey, winuser.h). Written to Microsoft's documentation; not yet tried."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal

from agent_assist.ui.desk.keys import Keys

_MODIFIERS = {"Alt": 0x0001, "Ctrl": 0x0002, "Shift": 0x0004, "Meta": 0x0008}
_NO_REPEAT = 0x4000
_WM_HOTKEY = 0x0312
#: Virtual key codes of keys that write nothing.
_CODES = {
    "Space": 0x20, "Return": 0x0D, "Enter": 0x0D, "Tab": 0x09, "Esc": 0x1B, "Backspace": 0x08, "Ins": 0x2D,
    "Del": 0x2E, "Home": 0x24, "End": 0x23, "PgUp": 0x21, "PgDown": 0x22, "Left": 0x25, "Up": 0x26, "Right": 0x27,
    "Down": 0x28, "Pause": 0x13, "Print": 0x2C, **{f"F{number}": 0x6F + number for number in range(1, 25)},
}  # fmt: skip


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, owner: WindowsGrabs) -> None:
        super().__init__()
        self._owner = owner

    def nativeEventFilter(self, kind: object, message: int) -> object:
        if bytes(kind).startswith(b"windows") and sys.platform == "win32":  # type: ignore[call-overload]
            told = wintypes.MSG.from_address(int(message))
            if told.message == _WM_HOTKEY:
                self._owner.take(int(told.wParam))
                return True, 0
        return False, 0


class WindowsGrabs(QObject):
    """See `hotkeys.Grabs`."""

    pressed = Signal(str)
    refused = Signal(str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: dict[int, str] = {}
        self._filter = _Messages(self)
        QCoreApplication.instance().installNativeEventFilter(self._filter)

    def bind(self, wanted: Mapping[str, Keys]) -> None:
        if sys.platform != "win32":
            raise OSError("RegisterHotKey is of Windows")
        user = ctypes.windll.user32
        for number in self._held:
            user.UnregisterHotKey(None, number)
        self._held = {}
        for number, (action, keys) in enumerate(wanted.items(), 1):
            code = _CODES.get(keys.key) or user.VkKeyScanW(ord(keys.key.lower())) & 0xFF
            mask = sum(_MODIFIERS[one] for one in keys.modifiers) | _NO_REPEAT
            if code in (0, 0xFF):
                self.refused.emit(action, "missing")
            elif user.RegisterHotKey(None, number, mask, code):
                self._held[number] = action
            else:
                self.refused.emit(action, "taken")

    def close(self) -> None:
        self.bind({})
        QCoreApplication.instance().removeNativeEventFilter(self._filter)

    def take(self, number: int) -> None:
        """The combination of that number was pressed."""
        action = self._held.get(number)
        if action is not None:
            self.pressed.emit(action)
