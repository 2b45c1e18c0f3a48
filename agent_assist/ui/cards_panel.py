"""The panel of cards: stable, at most three, one of them open; and the next question to ask."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.cards import FoldedCard, OpenCard, fade_in, key_of
from agent_assist.ui.parts import label
from agent_assist.ui.theme import Look

_KEYS = list[tuple[str, str, str, str]]


class AskNext(QFrame):
    """The next question, as a strip; a click copies it."""

    copied = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("ask")
        self._look = look
        self._question = ""
        self._words = label(look, "", 14, wrap=True, plain=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 10, 7)
        row.addWidget(self._words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Click to copy the question"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def show_question(self, text: str) -> None:
        """Show a question; an empty one hides the strip."""
        self._question = text
        caption = self.tr("Ask next")
        # One label, so that caption and question share a baseline whatever their scripts.
        self._words.setText(
            f'<span style="color:{self._look.tokens.accent};font-weight:600;">{caption}</span>'
            f"&nbsp;&nbsp; {html.escape(text, quote=False)}"
        )
        self.setAccessibleName(f"{caption}: {text}")
        self.setVisible(bool(text))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.copied.emit(self._question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.copied.emit(self._question)
        else:
            super().keyPressEvent(event)


class CardsPanel(QWidget):
    """Shows what the engine says and nothing else; a card is replaced only when the engine sends another."""

    copied = Signal(object)
    used = Signal(object)
    unhelpful = Signal(object)
    more = Signal(object, object)
    ask_changed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("cardsBody")
        self._look = look
        self._cards: tuple[Card, ...] = ()
        self._contact: str | None = None
        self._open = 0
        self._widgets: list[OpenCard | FoldedCard] = []
        self._empty = label(look, "", 13, tone="dim", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(0, 16, 0, 16)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that stand, in order."""
        return self._cards

    def show_cards(self, contact: str | None, cards: tuple[Card, ...], empty: str) -> None:
        """Show `cards` of a contact; `empty` is said where there are none."""
        old: _KEYS = [key_of(card) for card in self._cards]
        new: _KEYS = [key_of(card) for card in cards]
        same_contact = contact == self._contact
        self._contact, self._cards = contact, cards
        self._empty.setText(empty)
        self._empty.setVisible(not cards and bool(empty))
        if new == old and same_contact:
            for widget, card in zip(self._widgets, cards, strict=True):
                widget.refresh(card)
            return
        # What the agent has open stays open when it is still among the cards.
        reading = old[self._open] if same_contact and old else None
        keep = reading is not None and reading in new and self._open != 0
        self._open = new.index(reading) if keep and reading is not None else 0
        self._build(fresh=set(new) - set(old) if same_contact else set())

    def _build(self, fresh: set[tuple[str, str, str, str]]) -> None:
        for widget in self._widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        for at, card in enumerate(self._cards):
            widget = self._card(at, card)
            self._widgets.append(widget)
            self._column.insertWidget(self._column.count() - 1, widget)
            # Shown now and not when the layout gets to it: the next paint has the card.
            widget.show()
            if key_of(card) in fresh:
                fade_in(widget, self._look)
        self.ask_changed.emit(self._cards[self._open].ask if self._cards else "")
        self.updateGeometry()

    def _card(self, at: int, card: Card) -> OpenCard | FoldedCard:
        if at != self._open:
            folded = FoldedCard(self._look, card, at + 1)
            folded.opened.connect(self.open_number)
            return folded
        made = OpenCard(self._look, card, at + 1)
        made.copied.connect(self.copied)
        made.used.connect(self.used)
        made.unhelpful.connect(self.unhelpful)
        made.more.connect(self.more)
        return made

    def open_number(self, number: int) -> Card | None:
        """Open card 1, 2 or 3 and fold the rest; None where there is no such card."""
        if not 1 <= number <= len(self._cards):
            return None
        if number - 1 != self._open:
            self._open = number - 1
            self._build(fresh=set())
        return self._cards[self._open]

    def open_card(self) -> OpenCard | None:
        """The widget of the open card."""
        return next((widget for widget in self._widgets if isinstance(widget, OpenCard)), None)
