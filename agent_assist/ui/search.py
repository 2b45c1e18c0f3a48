"""The search box (Ctrl+K) and its results, which lie over the panel until Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.layouts import ContentScroll
from agent_assist.ui.parts import button, icon_button, label, restyle
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look
from agent_assist.ui.words import language_name, percent, reply_html, source_line

_TYPING_MS = 180


class SearchBox(QFrame):
    """One line to type in; `asked` comes a moment after the last key, or at once with Enter."""

    asked = Signal(str)
    left = Signal()
    moved = Signal(int)
    entered = Signal()
    pasted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("searchBox")
        self.setFixedHeight(look.px(40))
        glass = label(look)
        glass.setPixmap(icon("search", look.color("dim"), 16).pixmap(16, 16))
        self.field = QLineEdit()
        self.field.setFont(look.font(14))
        self.field.setPlaceholderText(self.tr("Search articles and replies"))
        self.field.setAccessibleName(self.tr("Search the knowledge base"))
        self.field.setMaxLength(1000)
        self.field.installEventFilter(self)
        key = label(look, "Ctrl K", 11, bold=True)
        key.setObjectName("key")
        self.paste_button = icon_button(look, "paste", self.tr("Paste a customer message (Ctrl+Shift+V)"))
        self.paste_button.clicked.connect(self.pasted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(glass)
        row.addWidget(self.field, 1)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.paste_button)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.left.emit()

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self, "focused", event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self._pause.stop()
                    self.field.clear()
                    self.left.emit()
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Down:
                    self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    if self._pause.isActive():
                        self._pause.stop()
                        self._ask()
                    else:
                        self.entered.emit()
                    return True
        return super().eventFilter(watched, event)


class _Result(QFrame):
    copied = Signal(object)

    def __init__(self, look: Look, card: Card) -> None:
        super().__init__()
        self.card = card
        self.setObjectName("folded")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(card.title)
        self.setAccessibleDescription(card.reply)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(look, card.title, 14, bold=True, wrap=True), 1)
        if card.foreign:
            chip = label(look, language_name(card.lang), 11, bold=True)
            chip.setObjectName("chip")
            head.addWidget(chip)
        head.addWidget(label(look, percent(card.confidence), 12, tone="dim", figures=True))
        self._preview = label(look, "", 13, wrap=True, plain=False)
        self._whole = reply_html(card.reply, look.tokens.missing, look.tokens.ink, look.px(20))
        short = card.reply if len(card.reply) <= 140 else card.reply[:138].rstrip() + "…"
        self._short = reply_html(short, look.tokens.missing, look.tokens.ink, look.px(20))
        self._preview.setText(self._short)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(label(look, source_line(card, look.lang), 12, tone="dim", wrap=True), 1)
        copy = button(look, self.tr("Copy"), self.tr("Copy the reply"), kind="primary", pixels=13)
        copy.clicked.connect(lambda: self.copied.emit(self.card))
        foot.addWidget(copy)
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._preview)
        column.addWidget(self._foot)

    def choose(self, chosen: bool) -> None:
        """Show the whole reply of the chosen result, a preview of the others."""
        self.setObjectName("card" if chosen else "folded")
        self.style().unpolish(self)
        self.style().polish(self)
        self._preview.setText(self._whole if chosen else self._short)
        self._foot.setVisible(chosen)

    def focusInEvent(self, event: object) -> None:
        owner = self.parent()
        while owner is not None and not isinstance(owner, SearchResults):
            owner = owner.parent()
        if owner is not None:
            owner.choose(self)


class SearchResults(QFrame):
    """Results over the panel, above the search box; the chosen one is shown whole."""

    copied = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self._look = look
        self.rows: list[_Result] = []
        self._at = 0
        self._head: QLabel = label(look, "", 12, tone="dim", wrap=True)
        body = QWidget()
        body.setObjectName("cardsBody")
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(8)
        self._scroll = ContentScroll(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._scroll)
        self.hide()

    def show_results(self, cards: list[Card], took_ms: float | None) -> None:
        """Show what was found; an empty list says that nothing was."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Result(self._look, card) for card in cards]
        for row in self.rows:
            self._list.addWidget(row)
            row.copied.connect(self.copied)
        self._scroll.setVisible(bool(cards))
        if not cards:
            self._head.setText(self.tr("Nothing in the knowledge base answers this."))
        elif took_ms is None:
            self._head.setText(self.tr("{0} found · ↑ ↓ choose · Enter copies · Esc closes").format(len(cards)))
        else:
            self._head.setText(
                self.tr("{0} found in {1} ms · ↑ ↓ choose · Enter copies · Esc closes").format(
                    len(cards), max(1, round(took_ms))
                )
            )
        self._at = 0
        self._mark()
        self.show()
        self.raise_()

    def choose(self, row: QFrame) -> None:
        """Choose the row that has the focus."""
        self._at = next((at for at, one in enumerate(self.rows) if one is row), self._at)
        self._mark()

    def move_choice(self, by: int) -> None:
        """Choose the next or previous result."""
        if self.rows:
            self._at = (self._at + by) % len(self.rows)
            self._mark()

    def chosen(self) -> Card | None:
        """The chosen result."""
        return self.rows[self._at].card if self.rows else None

    def _mark(self) -> None:
        for at, row in enumerate(self.rows):
            row.choose(at == self._at)
        if self.rows:
            self._scroll.ensureWidgetVisible(self.rows[self._at], 0, 8)

    def place(self, room: QRect) -> None:
        """Lie at the bottom of `room` (the parent's coordinates), as high as needed and no higher."""
        width = room.width()
        layout = self.layout()
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self._scroll.updateGeometry()
        wanted = max(
            wanted, self._head.heightForWidth(width - 24) + 30 + self._scroll.sizeHint().height() * bool(self.rows)
        )
        height = min(wanted, room.height())
        self.setGeometry(QRect(QPoint(room.left(), room.bottom() - height + 1), room.bottomRight()))


def copy_text(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
