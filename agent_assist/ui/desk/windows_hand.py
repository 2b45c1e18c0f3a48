"""Writing into programs on Windows (SendInput, winuser.h). Written to Microsoft's documentation, not yet tried."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from agent_assist.ui.desk.clipboard import Lent

_KEYBOARD, _UP, _UNICODE = 1, 0x0002, 0x0004
_CONTROL, _SHIFT, _ALT, _LEFT_WINDOWS, _RIGHT_WINDOWS, _BACK = 0x11, 0x10, 0x12, 0x5B, 0x5C, 0x08
#: Shift, Ctrl, Alt, the Windows keys and the locks, by both of their codes.
_MODIFIERS = {0x10, 0x11, 0x12, 0x14, 0x5B, 0x5C, 0x90, 0x91, *range(0xA0, 0xA6)}
#: How often it is looked which window has the keys; Windows tells nobody without a hook in every program.
_LOOK_MS = 250


class _Key(ctypes.Structure):
    """KEYBDINPUT."""

    _fields_ = (
        ("wVk", wintypes.WORD),
        ("wScan", wintypes.WORD),
        ("dwFlags", wintypes.DWORD),
        ("time", wintypes.DWORD),
        ("dwExtraInfo", ctypes.c_size_t),
    )


class _Input(ctypes.Structure):
    """INPUT; the padding brings the union to the size of its largest member, MOUSEINPUT."""

    _fields_ = (("type", wintypes.DWORD), ("key", _Key), ("padding", ctypes.c_ubyte * 8))


def _user() -> Any:
    if sys.platform != "win32":
        raise OSError("SendInput is of Windows")
    return ctypes.windll.user32


class _Offer(QMimeData):
    """A text that tells when it is read: Windows asks for the contents only when somebody pastes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.read: Callable[[], None] | None = None

    def formats(self) -> list[str]:
        return ["text/plain"]

    def hasFormat(self, kind: str) -> bool:
        return kind == "text/plain"

    def retrieveData(self, kind: str, wanted: object) -> object:
        if self.read is not None:
            self.read()
        return self._text


class _WindowsLent(Lent):
    def __init__(self, text: str) -> None:
        super().__init__(text, (QClipboard.Mode.Clipboard,))
        self.offer = _Offer(text)
        QGuiApplication.clipboard().setMimeData(self.offer)


class WindowsHand(QObject):
    """See `hands.Hand`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._target = 0
        self._typed = 0
        self._lent: _WindowsLent | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._looking.start()

    def _look(self) -> None:
        window = self.focused()
        process = wintypes.DWORD()
        _user().GetWindowThreadProcessId(window, ctypes.byref(process))
        if window and process.value != os.getpid():
            self._target = window

    def target(self) -> int:
        self._look()
        return self._target if self._target and _user().IsWindow(self._target) else 0

    def focused(self) -> int:
        return int(_user().GetForegroundWindow() or 0)

    def give_keys(self, window: int) -> None:
        _user().SetForegroundWindow(window)

    def is_terminal(self, window: int) -> bool:
        # The console and Windows Terminal paste on Ctrl+V; Ctrl+Z is no undo there.
        name = ctypes.create_unicode_buffer(256)
        _user().GetClassNameW(window, name, 256)
        return name.value in ("ConsoleWindowClass", "CASCADIA_HOSTING_WINDOW_CLASS")

    def held(self) -> bool:
        keys = (_CONTROL, _SHIFT, _ALT, _LEFT_WINDOWS, _RIGHT_WINDOWS)
        return any(_user().GetAsyncKeyState(key) & 0x8000 for key in keys)

    def release(self) -> None:
        keys = (_CONTROL, _SHIFT, _ALT, _LEFT_WINDOWS, _RIGHT_WINDOWS)
        self._send((key, 0, _UP) for key in keys if _user().GetAsyncKeyState(key) & 0x8000)

    def can_type(self, text: str) -> bool:
        # Characters are sent as they are (KEYEVENTF_UNICODE), whatever the keyboard has.
        return True

    def type(self, text: str) -> None:
        units = memoryview(text.encode("utf-16-le")).cast("H")
        self._send((0, unit, _UNICODE | up) for unit in units for up in (0, _UP))

    def erase(self, count: int) -> None:
        self._send((_BACK, 0, up) for _ in range(count) for up in (0, _UP))

    def paste(self, window: int) -> None:
        self._chord(ord("V"))

    def take_back(self) -> None:
        self._chord(ord("Z"))

    def _chord(self, key: int) -> None:
        self._send(((_CONTROL, 0, 0), (key, 0, 0), (key, 0, _UP), (_CONTROL, 0, _UP)))

    def _send(self, keys: Iterable[tuple[int, int, int]]) -> None:
        inputs = [_Input(_KEYBOARD, _Key(code, scan, flags, 0, 0)) for code, scan, flags in keys]
        if inputs:
            _user().SendInput(len(inputs), (_Input * len(inputs))(*inputs), ctypes.sizeof(_Input))
        # Our own presses do not count.
        self._pressed_since()

    def lend(self, text: str, window: int) -> Lent:
        self._lent = _WindowsLent(text)
        return self._lent

    def reads(self, window: int, read: Callable[[], None] | None) -> None:
        if self._lent is not None:
            self._lent.offer.read = read

    def watch(self, watching: bool) -> None:
        self._pressed_since()
        self._typed = 0

    def typed(self) -> int:
        self._typed += self._pressed_since()
        return self._typed

    def forgive(self) -> None:
        self._typed = max(0, self.typed() - 1)

    def _pressed_since(self) -> int:
        """How many keys were pressed since it was last asked (GetAsyncKeyState's lowest bit); no mouse buttons."""
        keys = (key for key in range(_BACK, 0xFF) if key not in _MODIFIERS)
        return sum(int(_user().GetAsyncKeyState(key) & 1) for key in keys)
