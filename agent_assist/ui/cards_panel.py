"""The panel of cards: stable, at most three, one of them open; and the next question to ask."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.card_stand import Key, Stand, key_of
from agent_assist.ui.cards import FoldedCard, OpenCard, fade_in
from agent_assist.ui.layouts import height_at
from agent_assist.ui.parts import Tile, button, label
from agent_assist.ui.theme import Look

#: The cards' place in the column: below the words for none.
_FIRST = 1


class AskNext(Tile):
    """The next question, as a strip; a click copies it."""

    copied = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("ask")
        self._look = look
        self._question = self._of_card = self._of_step = ""
        #: Experienced agents are shown the questions of call flows only.
        self.flows_only = False
        self._words = label(look, "", 14, wrap=True, plain=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 10, 7)
        row.addWidget(self._words, 1)
        self.setToolTip(self.tr("Click to copy the question"))
        self.clicked.connect(lambda: self.copied.emit(self._question))
        self.hide()

    @property
    def question(self) -> str:
        """What the strip asks, "" where it is hidden."""
        return self._question

    def show_question(self, text: str) -> None:
        """The question that the open card asks next; "" for none."""
        self._of_card = text
        self._show()

    def show_step(self, text: str) -> None:
        """The question of the call flow's step, which goes before that of a card; "" for none."""
        self._of_step = text
        self._show()

    def _show(self) -> None:
        self._question = text = self._of_step or ("" if self.flows_only else self._of_card)
        caption = self.tr("Ask next")
        # One label, so that caption and question share a baseline whatever their scripts.
        self._words.setText(
            f'<span style="color:{self._look.tokens.accent};font-weight:600;">{caption}</span>'
            f"&nbsp;&nbsp; {html.escape(text, quote=False)}"
        )
        self.setAccessibleName(f"{caption}: {text}")
        self.setVisible(bool(text))


class CardsPanel(QWidget):
    """Shows a contact's stand and nothing else.

    `held` says what keeps the cards in place (pointer, focus, editing) and whether it does; `newer` asks for those that
    wait behind them.
    """

    copied = Signal(object)
    inserted = Signal(object)
    edited = Signal(object, str)
    used = Signal(object)
    unhelpful = Signal(object, str)
    pinned = Signal(object, bool)
    more = Signal(object, object)
    ask_changed = Signal(str)
    held = Signal(str, bool)
    newer = Signal()
    typed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("cardsBody")
        self._look = look
        #: New agents see why a reply is shown; where something inserts, cards offer it.
        self.explain, self.insert = False, False
        self._short = False  # the reason waits
        self._cards: tuple[Card, ...] = ()
        self._pin: Key | None = None
        self._contact: str | None = None
        self._open = 0
        self._widgets: list[OpenCard | FoldedCard] = []
        self._opened: OpenCard | None = None
        self._folded: list[FoldedCard] = []
        self._empty = label(look, "", 13, tone="dim", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(0, 16, 0, 16)
        name = self.tr("Show the newer replies that wait")
        self.newer_button: QPushButton = button(look, self.tr("Newer replies wait · show them"), name, pixels=13)
        self.newer_button.clicked.connect(self.newer)
        self.newer_button.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addWidget(self.newer_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that stand, in order."""
        return self._cards

    def show_stand(self, contact: str | None, stand: Stand, empty: str) -> None:
        """Show the cards of a contact; `empty` is said where there are none."""
        cards = stand.cards
        old, new = [key_of(card) for card in self._cards], [key_of(card) for card in cards]
        same_contact = contact == self._contact
        same_pin = stand.pinned == self._pin
        self._contact, self._cards, self._pin = contact, cards, stand.pinned
        self._empty.setText(empty)
        self._empty.setVisible(not cards and bool(empty))
        self.newer_button.setVisible(stand.blocked)
        if new == old and same_contact and same_pin:
            for widget, card in zip(self._widgets, cards, strict=True):
                widget.refresh(card)
            return
        # What the agent has open stays open when it is still among the cards.
        reading = old[self._open] if same_contact and old else None
        keep = reading is not None and reading in new and (self._open != 0 or not same_pin)
        self._open = new.index(reading) if keep and reading is not None else 0
        self._build(fresh=set(new) - set(old) if same_contact else set())
        if not same_contact:  # the keyboard may be in the very same widgets, which are other cards now
            self._focus_moved(None, QApplication.focusWidget())

    @property
    def explains(self) -> bool:
        """Whether the open card says unasked why it is shown."""
        return self.explain and not self._short

    def heights(self, width: int) -> tuple[int, int]:
        """How far down the open card's last button is, and how much its reason adds where that is shown unasked."""
        if self._opened is None or not self._cards:
            return (0 if self._empty.isHidden() else self._empty.heightForWidth(width)), 0
        above = [height_at(widget, width) for widget in self._widgets[: self._open]]
        card, reason = self._opened.heights(width)
        return sum(above) + self._column.spacing() * len(above) + card, reason if self.explain else 0

    def below(self, width: int) -> list[int]:
        """How much each of those folded below the open card adds."""
        gap = self._column.spacing()
        return [height_at(widget, width) + gap for widget in self._widgets[self._open + 1 :]]

    def shorten(self, width: int, by: int) -> None:
        """Let the open card's words scroll, so that it is so many pixels lower."""
        if self._opened is not None:
            self._opened.shorten(width, by)

    def make_room(self, short: bool) -> None:
        """Room is short, or is not any more: the reply has it, and what explains it is there to ask for."""
        if short != self._short:
            self._short = short
            if self._opened is not None:
                self._opened.explain(self.explains)

    def rebuild(self) -> None:
        """Show the same cards in another way: what they offer or explain has changed."""
        for widget in self._widgets:
            self._column.removeWidget(widget)
        for pooled in (*self._folded, *([self._opened] if self._opened is not None else [])):
            pooled.hide()
            pooled.deleteLater()
        self._widgets, self._folded, self._opened = [], [], None
        self._build(fresh=set())

    def _build(self, fresh: set[Key]) -> None:
        """Lay the cards out over the widgets that there are; only those that are too few are made."""
        old, folded = self._widgets, iter(range(len(self._cards)))
        self._widgets = [
            self._open_widget(at, card) if at == self._open else self._folded_widget(next(folded), at, card)
            for at, card in enumerate(self._cards)
        ]
        for widget in old:
            if widget not in self._widgets:
                self._column.removeWidget(widget)
                widget.hide()
        for at, widget in enumerate(self._widgets):
            if self._column.indexOf(widget) != _FIRST + at:
                self._column.removeWidget(widget)
                self._column.insertWidget(_FIRST + at, widget)
            # Shown now and not when the layout gets to it: the next paint has the card.
            widget.show()
            if key_of(self._cards[at]) in fresh:
                fade_in(widget, self._look)
        self.held.emit("editing", False)
        self.ask_changed.emit(self._cards[self._open].ask if self._cards else "")
        self.updateGeometry()

    def _folded_widget(self, which: int, at: int, card: Card) -> FoldedCard:
        if which < len(self._folded):
            made = self._folded[which]
            made.show_card(card, at + 1)
            return made
        made = FoldedCard(self._look, card, at + 1)
        made.opened.connect(self.open_number)
        self._folded.append(made)
        return made

    def _open_widget(self, at: int, card: Card) -> OpenCard:
        pinned = key_of(card) == self._pin
        if self._opened is not None:
            self._opened.show_card(card, at + 1, pinned=pinned)
            return self._opened
        made = OpenCard(self._look, card, at + 1, pinned=pinned, explain=self.explains, insert=self.insert)
        made.copied.connect(self.copied)
        made.inserted.connect(self.inserted)
        made.edited.connect(self.edited)
        made.used.connect(self.used)
        made.unhelpful.connect(self.unhelpful)
        made.pinned.connect(self.pinned)
        made.more.connect(self.more)
        made.typed.connect(self.typed)
        made.editing.connect(lambda on: self.held.emit("editing", on))
        self._opened = made
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

    # -- the agent's hand ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            self.held.emit("pointer", True)
        elif event.type() == QEvent.Type.HoverLeave:
            self.held.emit("pointer", False)
        return super().event(event)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.held.emit("focus", now is not None and self.isAncestorOf(now))
