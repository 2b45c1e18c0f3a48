"""A docked panel leaves the keys where the agent works, and has them only while the agent types in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget


class FocusKeeper(QObject):
    """While `keep(True)`: clicks on buttons leave the keys with the other program, a click into a field takes them.

    `lend` takes them because the agent asked by a key. They go back when another window gets them.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keeping = False
        self._before: QWidget | None = None
        self._handle: QWindow | None = None

    def keep(self, keeping: bool) -> None:
        """Call it again whenever the window was made anew."""
        self._keeping = keeping
        handle = self._window.windowHandle()
        if handle is not self._handle:
            if self._handle is not None:
                self._handle.removeEventFilter(self)
            self._handle = handle
            if handle is not None:
                handle.installEventFilter(self)
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, keeping and not self._window.isActiveWindow())

    def lend(self) -> None:
        """Take the keys, for the agent asked for it."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
        self._window.raise_()
        self._window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._keeping:
            kind = event.type()
            if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                assert isinstance(event, QMouseEvent)
                self._before = self._window.focusWidget()
                if _takes_words(self._window.childAt(event.position().toPoint())):
                    self.lend()
            elif kind is QEvent.Type.MouseButtonRelease:
                # A click may have opened a field: the editor of a line, or of a reply.
                QTimer.singleShot(0, self, self._see_new_field)
            elif kind is QEvent.Type.FocusOut:
                self._window.windowHandle().setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, True)
        return super().eventFilter(watched, event)

    def _see_new_field(self) -> None:
        now = self._window.focusWidget()
        if now is not self._before and _takes_words(now) and not self._window.isActiveWindow():
            self.lend()


def _takes_words(widget: QWidget | None) -> bool:
    """Whether an input method writes into the widget: Qt's own sign of a field."""
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
