"""The inner edge of a docked panel: dragged, it makes the panel wider or narrower."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from agent_assist.ui.desk.dock import Dock

_WIDTH = 6


class Grip(QWidget):
    """Lies over the window's edge while the panel is docked and whole. By keyboard the menu does the same."""

    def __init__(self, window: QWidget, dock: Dock) -> None:
        super().__init__(window)
        self._dock = dock
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        dock.changed.connect(self._place)
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        self.setVisible(bool(self._dock.edge) and not self._dock.compact)
        inner = 0 if self._dock.edge == "right" else window.width() - _WIDTH
        self.setGeometry(inner, 0, _WIDTH, window.height())
        self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            window, at = self.parentWidget().geometry(), round(event.globalPosition().x())
            self._dock.widen(window.right() + 1 - at if self._dock.edge == "right" else at - window.left())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
