"""What became of an insertion, said for a moment over the foot of the panel. Nothing moves for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from agent_assist.ui.parts import button, label
from agent_assist.ui.theme import Look

_MARGIN = 16


class Toast(QFrame):
    """`acted`: its button was pressed. It leaves by itself, but not while the pointer or the keys are on it."""

    acted = Signal()

    def __init__(self, look: Look, text: str, action: str, stays_ms: int, parent: QWidget, above: QWidget) -> None:
        """It lies at the foot of `parent`, above that part of it."""
        super().__init__(parent)
        self._over, self._above = parent, above
        self.setObjectName("results")
        self.text = label(look, text, 13, wrap=True)
        self.setAccessibleName(text)
        self.action = button(look, action, action, pixels=13)
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._leaving = QTimer(self)
        self._leaving.setInterval(stays_ms)
        self._leaving.timeout.connect(self._leave)
        self._leaving.start()
        parent.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _place(self) -> None:
        parent = self._over
        width = parent.width() - 2 * _MARGIN
        height = max(self.layout().totalHeightForWidth(width), self.minimumSizeHint().height())
        foot = (
            self._above.mapTo(parent, self._above.rect().topLeft()).y() if self._above.isVisible() else parent.height()
        )
        self.setGeometry(_MARGIN, max(0, foot - height - _MARGIN), width, height)

    def _leave(self) -> None:
        if not self.underMouse() and not self.action.hasFocus():
            self.end()

    def end(self) -> None:
        """Go now."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
