"""What the agent does with a card: say it, mend it, keep it, put it away, look where it is from."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.attention import Attention
from agent_assist.ui.body import Body
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.source import Source


class CardActions(QObject):
    """`insert_asked` carries the words that are to go where the agent writes, `fill_in_asked` a card of which variables
    are missing, `search_asked` words to search for. Until something has said that it inserts (`offer_insert`), words go
    to the clipboard."""

    insert_asked = Signal(str)
    fill_in_asked = Signal(object)
    search_asked = Signal(str)

    def __init__(self, panel: Panel, source: Source, attention: Attention, window: QWidget) -> None:
        super().__init__(window)
        self._panel = panel
        self._source = source
        self._attention = attention
        self._window = window
        self.inserts = False

    def wire(self, body: Body) -> None:
        """Serve the cards of a body."""
        cards = body.cards
        cards.insert = body.results.insert = self.inserts
        cards.copied.connect(lambda card: self._copied_in(body, card))
        cards.inserted.connect(self.insert)
        cards.edited.connect(self.edited)
        cards.used.connect(lambda card: self.feedback(card, "used"))
        cards.unhelpful.connect(self.put_away)
        cards.pinned.connect(self.pin)
        cards.more.connect(self.more)
        cards.held.connect(self._attention.held)
        cards.newer.connect(self._attention.take)
        cards.typed.connect(self._attention.typed)

    def offer_insert(self, body: Body) -> None:
        """Something takes `insert_asked` and `fill_in_asked` from now on: cards offer to insert."""
        self.inserts = body.cards.insert = body.results.insert = True
        body.cards.rebuild()

    def number(self, body: Body, number: int) -> None:
        """Ctrl+1 to 3: open that card, and insert or copy it."""
        card = body.cards.open_number(number)
        if card is not None:
            self.insert(card) if self.inserts else self._copied_in(body, card)

    def give(self, card: Card) -> None:
        """Insert a reply, or copy it where nothing inserts."""
        self.insert(card) if self.inserts else self.copy(card)

    def copy(self, card: Card) -> None:
        """Put a reply on the clipboard, and keep that it was copied."""
        QGuiApplication.clipboard().setText(card.reply)
        self.feedback(card, "copied")

    def insert(self, card: Card) -> None:
        """Put a reply where the agent writes; variables that are missing are asked for first."""
        if card.missing:
            self.fill_in_asked.emit(card)
        else:
            self.insert_asked.emit(card.reply)
            self.feedback(card, "used")

    def edited(self, card: Card, text: str) -> None:
        """The agent has mended the words (or filled them in)."""
        if self.inserts:
            self.insert_asked.emit(text)
        else:
            QGuiApplication.clipboard().setText(text)
        self.feedback(card, "edited")

    def put_away(self, card: Card, reason: str) -> None:
        """The card does not help."""
        self.feedback(card, "dismissed", reason)
        self._attention.put_away(card)

    def pin(self, card: Card, on: bool) -> None:
        """Keep a card, or let go of it."""
        self._attention.pin(card, on)
        if on:
            self.feedback(card, "pinned")

    def feedback(self, card: Card, verdict: str, reason: str = "") -> None:
        """Tell the engine what became of a card of the contact that is shown."""
        contact = self._panel.shown
        if verdict in ("used", "copied", "edited"):
            self._attention.used(card)
        if contact is not None and not contact.closed:
            command = {
                "cmd": "feedback",
                "contact": contact.id,
                "article_id": card.article_id,
                "passage_id": card.passage_id,
                "verdict": verdict,
            }
            self._source.send({**command, "reason": reason} if reason else command)

    def more(self, card: Card, button: QWidget) -> None:
        """The menu of a card's three dots."""
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Search like this")).triggered.connect(
            lambda _checked=False: self.search_asked.emit(card.title)
        )
        if card.url:
            menu.addSeparator()
            menu.addAction(self.tr("Open the article")).triggered.connect(
                lambda _checked=False: QDesktopServices.openUrl(QUrl(card.url))
            )
            menu.addAction(self.tr("Copy the article's address")).triggered.connect(
                lambda _checked=False: QGuiApplication.clipboard().setText(card.url)
            )
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _copied_in(self, body: Body, card: Card) -> None:
        self.copy(card)
        opened = body.cards.open_card()
        if opened is not None:
            opened.say_copied()
