"""What the palette asks for: articles and scripts of the engine, the contact's own lines; the newest question wins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from agent_assist.datatypes import Card
from agent_assist.protocol import Command, Update
from agent_assist.ui.body import Body
from agent_assist.ui.contact_model import Panel, card_of
from agent_assist.ui.palette import Entry, lines_like, merged, templates_like, warm_up
from agent_assist.ui.source import Source

#: What is found in the window itself waits so long for the articles, so that rows do not move when those come.
_TOGETHER_MS = 35
#: An engine that has not answered by then may have died; the next question is asked all the same.
_PATIENCE_MS = 1000


class Searching(QObject):
    """`chosen` carries the card of an article or a script that was taken, `line` the id of a line to show."""

    chosen = Signal(object)
    line = Signal(str)
    typed = Signal()

    def __init__(self, panel: Panel, source: Source, window: QWidget) -> None:
        super().__init__(window)
        self._panel = panel
        self._source = source
        self._count = 0
        self._asked = ""
        self._next = ""
        self._templates: tuple[Card, ...] = ()
        self._templates_asked = ""
        self._local: tuple[list[Entry], list[Entry]] = ([], [])
        self._body: Body | None = None
        self._alone = self._timer(_TOGETHER_MS, lambda: self._show((), None))
        self._answer = self._timer(_PATIENCE_MS, self._ask_next)

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(then)
        return made

    def wire(self, body: Body) -> None:
        """Serve the search box and the results of a body."""
        self._body = body
        body.search.opened.connect(self._opened)
        body.search.typed.connect(self.typed)
        body.search.asked.connect(self.ask)
        body.search.left.connect(self.leave)
        body.search.moved.connect(body.results.move_choice)
        body.search.entered.connect(self._enter)
        body.search.chosen.connect(lambda number: body.results.take(number - 1))
        body.results.taken.connect(self._take)

    def focus(self) -> None:
        """Ctrl+K: type in the search box."""
        assert self._body is not None
        self._body.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._body.search.field.selectAll()

    def look_for(self, words: str) -> None:
        """Search for words that the agent did not type."""
        assert self._body is not None
        self._body.search.look_for(words)

    def ask(self, words: str) -> None:
        """Search everywhere. While an answer is on its way, only the newest words wait for their turn: a question a
        letter, and never a queue of them."""
        if self._answer.isActive():
            self._next = words
            return
        self._answer.start()
        self._count += 1
        self._asked = f"search-{self._count}"
        command: Command = {"cmd": "search", "id": self._asked, "text": words, "limit": 8}
        contact = self._panel.shown
        if contact is not None:
            command["contact"] = contact.id
        self._source.send(command)
        # While the engine searches, so does the window.
        lines = lines_like(words, contact.lines) if contact is not None else []
        self._local = (templates_like(words, self._templates), lines)
        if any(self._local):
            self._alone.start()

    def _enter(self) -> None:
        """Enter takes what is chosen, but never out of a list that is not for the words as they stand."""
        if self._body is not None and not self._answer.isActive():
            self._body.results.take()

    def _ask_next(self) -> None:
        words, self._next = self._next, ""
        if words:
            self.ask(words)

    def leave(self) -> None:
        """Close the palette."""
        self._asked = self._next = ""
        self._alone.stop()
        self._answer.stop()
        if self._body is not None:
            self._body.search.field.clear()
            self._body.results.hide()

    def saw(self, update: Update) -> None:
        """An answer of the engine, if it is one to the last question."""
        if update.get("type") == "results" and self._asked and update.get("re", self._asked) == self._asked:
            self._answer.stop()
            if self._next:  # these words are typed over already
                self._ask_next()
                return
            took = sum(update.get("stage_ms", {}).values()) or None
            self._show(tuple(card_of(item) for item in update["items"]), took)
        elif update.get("type") == "templates" and update.get("re") == self._templates_asked:
            self._templates = tuple(card_of(item) for item in update["items"])

    def _show(self, articles: tuple[Card, ...], took_ms: float | None) -> None:
        self._alone.stop()
        if self._body is not None and self._asked:
            self._body.results.show_entries(merged(articles, *self._local), took_ms)
            self._body.place_results()

    def _opened(self) -> None:
        """The palette is opened: fetch the scripts as they stand for this contact, and what the first letter needs."""
        warm_up()
        if self._body is not None:
            self._body.results.prepare()
        self._count += 1
        self._templates_asked = f"templates-{self._count}"
        command: Command = {"cmd": "templates", "id": self._templates_asked}
        contact = self._panel.shown
        if contact is not None:
            command["contact"] = contact.id
            if contact.lang:
                command["lang"] = contact.lang
        self._source.send(command)

    def _take(self, entry: Entry) -> None:
        self.leave()
        if entry.card is not None:
            self.chosen.emit(entry.card)
        else:
            self.line.emit(entry.line)
