"""Where a reply is mended before it is inserted or copied: Ctrl+Enter takes it, Escape leaves it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agent_assist.ui.parts import button, takes_escape
from agent_assist.ui.theme import Look
from agent_assist.ui.words import missing_names

_LEAST, _MOST = 76, 220


class _Field(QPlainTextEdit):
    taken = Signal()
    left = Signal()
    widened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def text_height(self) -> int:
        """How high the text stands, in pixels: lines of Han glyphs are higher than those of the font itself."""
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return ceil(height)

    def event(self, event: QEvent) -> bool:
        return takes_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReplyEditor(QWidget):
    """`done` carries the agent's words. verb: what happens to them, on the button."""

    done = Signal(str)
    left = Signal()
    typed = Signal()

    def __init__(self, look: Look, text: str, verb: str) -> None:
        super().__init__()
        self._least, self._most = look.px(_LEAST), look.px(_MOST)
        self._limit = self._most
        self.field = _Field()
        self.field.setFont(look.font(15))
        self.field.setAccessibleName(self.tr("Your words for the reply"))
        self.field.setTabChangesFocus(True)
        self.field.setPlainText(text)
        self._choose_gap(text)
        self.field.textChanged.connect(self._grow)
        self.field.widened.connect(self._grow)
        self.field.textChanged.connect(self.typed)
        self.field.taken.connect(self._take)
        self.field.left.connect(self.left)
        self.take_button = button(look, f"{verb}  Ctrl ↵", self.tr("{0} these words").format(verb), kind="primary")
        self.take_button.clicked.connect(self._take)
        self.leave_button = button(look, self.tr("Leave it"), self.tr("Leave the reply as it was"))
        self.leave_button.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self._grow()

    def wanted(self) -> int:
        """How high the field would be if there were room."""
        return min(self._most, max(self._least, self.field.text_height() + 22))

    def limit(self, height: int) -> None:
        """No higher than this, but never lower than two lines or so: longer words scroll."""
        if height != self._limit:
            self._limit = height
            self._grow()

    def _choose_gap(self, text: str) -> None:
        """The first variable that nothing filled is selected, so that typing fills it; else the caret is at the end."""
        cursor = self.field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for name in missing_names(text)[:1]:
            start = text.index(f"«{name}»")
            cursor.setPosition(start)
            cursor.setPosition(start + len(name) + 2, QTextCursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(cursor)

    def _grow(self) -> None:
        self.field.setFixedHeight(max(self._least, min(self._limit, self.wanted())))

    def _take(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.done.emit(text)
