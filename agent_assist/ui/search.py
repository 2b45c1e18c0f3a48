"""The search palette (Ctrl+K): one line to type in, and what is found, which lies over the panel until Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QStyle, QStyleOption, QVBoxLayout, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.layouts import GivenScroll
from agent_assist.ui.palette import MOST, Entry
from agent_assist.ui.parts import button, icon_button, label, restyle
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look
from agent_assist.ui.words import clock, language_name, percent, plain_reply, reply_html, source_line

_PREVIEW = 120
#: The style sheet's border, both sides.
_BORDER = 2
#: What a field keeps free beside its words.
_FIELD_EDGES = 8


class SearchBox(QFrame):
    """One line to type in; `asked` comes with every letter, `entered` with Enter."""

    asked = Signal(str)
    opened = Signal()
    left = Signal()
    moved = Signal(int)
    entered = Signal()
    chosen = Signal(int)
    pasted = Signal()
    typed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("searchBox")
        self.setFixedHeight(look.px(40))
        glass = label(look)
        side = look.px(16)
        glass.setPixmap(icon("search", look.color("dim"), side).pixmap(side, side))
        self.field = QLineEdit()
        self.field.setFont(look.font(14))
        self._hint = self.tr("Search articles, scripts and this contact")
        self.field.setAccessibleName(self.tr("Search articles, scripts and this contact"))
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
        self.field.textEdited.connect(self._typed)

    def look_for(self, text: str) -> None:
        """Type for the agent."""
        self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit(text.strip())

    def _typed(self, text: str) -> None:
        if text.strip():
            self.asked.emit(text.strip())
        else:
            self.left.emit()
        # Last, so that the engine searches before it tells the rules that the agent types.
        self.typed.emit()

    def _fit_hint(self) -> None:
        """In a narrow window a word says enough: half a sentence says less."""
        whole = self.field.fontMetrics().horizontalAdvance(self._hint) <= self.field.width() - _FIELD_EDGES
        self.field.setPlaceholderText(self._hint if whole else self.tr("Search"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_hint()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self, "focused", event.type() == QEvent.Type.FocusIn)
            if event.type() == QEvent.Type.FocusIn:
                self.opened.emit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self.field.clear()
                    self.left.emit()
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Down:
                    self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.entered.emit()
                    return True
        number = _number(event)
        if number and event.type() == QEvent.Type.KeyPress:
            self.chosen.emit(number)
            return True
        # Ctrl+1 to 9 are the results' here, not the cards'.
        if number and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _number(event: QEvent) -> int:
    """1 to 9 where the event is that number's key with Ctrl, else 0."""
    if isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        digit = event.key() - Qt.Key.Key_0.value
        return digit if 1 <= digit <= MOST else 0
    return 0


class ResultRow(QFrame):
    """One row, used again for every search: building widgets anew at each letter would be felt."""

    chosen = Signal(int)
    taken = Signal(int)

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self._look, self._number = look, number
        self.setObjectName("folded")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._key = label(look, str(number), 11, bold=True, figures=True)
        self._key.setObjectName("key")
        self._title = label(look, "", 14, bold=True, wrap=True)
        self._kind = label(look, "", 11, bold=True)
        self._kind.setObjectName("chip")
        self._figure = label(look, "", 12, tone="dim", figures=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        self._preview = label(look, "", 13, wrap=True, plain=False)
        self._source = label(look, "", 12, tone="dim", wrap=True)
        self.take_button = button(look, "", self.tr("Take this"), kind="primary", pixels=13)
        self.take_button.clicked.connect(lambda: self.taken.emit(self._number))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self._source, 1)
        foot.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._preview)
        column.addWidget(self._foot)

    @property
    def card(self) -> Card | None:
        """The card of an article or a script, None of a line."""
        return self.entry.card if self.entry is not None else None

    def show_entry(self, entry: Entry, verb: str) -> None:
        """Show something else. verb: what Enter does with it."""
        self.entry = entry
        card = entry.card
        if entry.kind == "line":
            who = self.tr("You") if entry.speaker == "agent" else self.tr("Customer")
            title, kind, figure, source = f"{who} · {clock(entry.at)}", self.tr("This contact"), "", ""
        else:
            title = entry.title
            foreign = card is not None and card.foreign
            kind = self.tr("Script") if entry.kind == "template" else language_name(card.lang) if foreign else ""
            figure = percent(card.confidence) if card is not None and entry.kind == "article" else ""
            source = source_line(card, self._look.lang) if card is not None and entry.kind == "article" else ""
        self._title.setText(title)
        self._kind.setText(kind)
        self._kind.setVisible(bool(kind))
        self._figure.setText(figure)
        self._figure.setVisible(bool(figure))
        self._source.setText(source)
        self.take_button.setText(f"{verb}  Ctrl {self._number}")
        self.take_button.setAccessibleName(f"{verb}: {title}")
        self.setAccessibleName(f"{self._number}. {title}")
        self.setAccessibleDescription(entry.text)

    def choose(self, chosen: bool) -> None:
        """Show the whole of the chosen result, a preview of the others."""
        name = "card" if chosen else "folded"
        if self.objectName() != name:
            self.setObjectName(name)
            self.style().unpolish(self)
            self.style().polish(self)
        text = self.entry.text if self.entry is not None else ""
        if not chosen and len(text) > _PREVIEW:
            text = text[: _PREVIEW - 2].rstrip() + "…"
        words = plain_reply(text)
        if chosen:  # only what is read gets the boxes of a reply: rich text is slow to lay out
            words = reply_html(text, self._look.tokens.missing, self._look.tokens.ink, self._look.px(20))
        self._preview.setTextFormat(Qt.TextFormat.RichText if chosen else Qt.TextFormat.PlainText)
        if words != self._preview.text():
            self._preview.setText(words)
        if self._foot.isHidden() == chosen:
            self._foot.setVisible(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.chosen.emit(self._number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self._number)
        else:
            super().keyPressEvent(event)


class SearchResults(QFrame):
    """Results over the panel, above the search box; the chosen one is shown whole. `taken` carries an Entry.

    It has no layout itself but holds one: a list that changes with every letter does not make the window lay out all
    of its parts anew. It is opaque, so that nothing under it is drawn.
    """

    taken = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self._look = look
        #: Whether replies are inserted (else copied) when they are taken.
        self.insert = False
        self.rows: list[ResultRow] = []
        self._pool: list[ResultRow] = []
        self._at = 0
        self._head: QLabel = label(look, "", 12, tone="dim", wrap=True)
        body = QWidget()
        body.setObjectName("cardsBody")
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        self._scroll = GivenScroll(body)
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("background"))  # behind the round corners
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        edge = _BORDER // 2
        self._inside.setGeometry(self.rect().adjusted(edge, edge, -edge, -edge))

    def _row(self, at: int) -> ResultRow:
        while len(self._pool) <= at:
            made = ResultRow(self._look, len(self._pool) + 1)
            made.chosen.connect(lambda number: self.choose(number - 1))
            made.taken.connect(lambda number: self.take(number - 1))
            self._pool.append(made)
            self._list.addWidget(made)
        return self._pool[at]

    def prepare(self) -> None:
        """Make all rows before the first letter is typed."""
        self._row(MOST - 1)
        for row in self._pool:
            row.setVisible(row in self.rows)

    def show_entries(self, entries: Sequence[Entry], took_ms: float | None) -> None:
        """Show what was found; nothing is said to be nothing."""
        reply = self.tr("Insert") if self.insert else self.tr("Copy")
        self.rows = [self._row(at) for at in range(len(entries))]
        for at, row in enumerate(self._pool):
            if at < len(entries):
                row.show_entry(entries[at], self.tr("Show") if entries[at].kind == "line" else reply)
            row.setVisible(at < len(entries))
        self._scroll.setVisible(bool(entries))
        if not entries:
            self._head.setText(self.tr("Nothing was found for this."))
        elif took_ms is None:
            self._head.setText(self.tr("{0} found · ↑ ↓ choose · Enter takes · Esc closes").format(len(entries)))
        else:
            self._head.setText(
                self.tr("{0} found in {1} ms · ↑ ↓ choose · Enter takes · Esc closes").format(
                    len(entries), max(1, round(took_ms))
                )
            )
        self._at = 0
        self._mark()
        if not self.isVisible():
            self.show()
            self.raise_()

    def choose(self, at: int) -> None:
        """Choose a row, counted from 0."""
        if at != self._at and 0 <= at < len(self.rows):
            self._at = at
            self._mark()

    def move_choice(self, by: int) -> None:
        """Choose the next or previous result."""
        if self.rows:
            self.choose((self._at + by) % len(self.rows))

    def take(self, at: int | None = None) -> None:
        """Take a row, counted from 0; the chosen one where none is given."""
        at = self._at if at is None else at
        if self.isVisible() and 0 <= at < len(self.rows):
            self.taken.emit(self.rows[at].entry)

    def _mark(self) -> None:
        for at, row in enumerate(self.rows):
            row.choose(at == self._at)
        if self.rows:
            self._scroll.ensureWidgetVisible(self.rows[self._at], 0, 8)

    def place(self, room: QRect) -> None:
        """Lie at the bottom of `room` (the parent's coordinates), as high as needed and no higher."""
        column = self._inside.layout()
        margins = column.contentsMargins()
        inside = room.width() - margins.left() - margins.right()
        wanted = margins.top() + self._head.heightForWidth(inside - _BORDER) + margins.bottom() + _BORDER
        if self.rows:
            # Asked of the rows themselves: the scroll area only learns of its new width and content later.
            self._list.activate()
            wanted += column.spacing() + self._list.totalHeightForWidth(inside - _BORDER)
        height = min(wanted, room.height())
        self.setGeometry(QRect(QPoint(room.left(), room.bottom() - height + 1), room.bottomRight()))
