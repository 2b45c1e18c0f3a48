"""What a contact shows of words that are not final yet. None of it is kept: the final brings the panel as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent_assist.assistant import RIGHT_ANSWER, USED, Assistant
from agent_assist.datatypes import Speaker, Unfinished, Utterance
from agent_assist.events import FeedbackGiven
from agent_assist.protocol import Update, suggestions_update, unfinished_update

#: Fewer words than this are the beginning of anything; a Chinese character counts as half a word.
_FEW = 3
_WORDS = re.compile(r"[^\W\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


class EarlyCards:
    """The cards that committed words bring before their line is final. The assistant's own state never changes."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._searched = ""
        self._line = ""
        self._words: Utterance | None = None
        self._articles: tuple[str, ...] = ()

    def wants(self, line: Unfinished) -> Utterance | None:
        """The words to search, None where there are too few or none new."""
        if line.speaker is not Speaker.CUSTOMER:
            return None
        text = line.committed.strip()
        if line.id != self._line:
            self._line, self._searched = line.id, ""
        enough = len(_WORDS.findall(text)) + len(_HAN.findall(text)) / 2 >= _FEW
        if not enough or text == self._searched:
            return None
        self._searched = text
        return Utterance(line.id, line.speaker, text, line.at, line.end, line.lang, final=False)

    def hear(self, line: Unfinished, words: Utterance | None, lifts: Mapping[str, float]) -> list[Update]:
        """The line as it is to be shown, and the cards for its words where they are others than those that stand."""
        updates = [unfinished_update(line)]
        if not line.committed and not line.tentative and line.id == self._line:
            updates += self._panel()
        cards = self._assistant.preview(words, lifts) if words is not None else ()
        if words is not None and cards and cards[0].article_id != self._first():
            self._words, self._articles = words, tuple(card.article_id for card in cards)
            shown = suggestions_update(self._assistant.now, words.id, cards, "", {})
            updates.append({**shown, "early": True})
        return [{**update, "contact": self._assistant.info.id} for update in updates]

    def settle(self, updates: list[Update]) -> list[Update]:
        """What an event brought; with the panel as it stands where only early cards have been shown since."""
        if any(update["type"] == "suggestions" for update in updates):
            self._articles = ()
        elif any(update["type"] == "utterance" and update["id"] == self._line for update in updates):
            return updates + [{**update, "contact": self._assistant.info.id} for update in self._panel()]
        return updates

    def lesson(self, given: FeedbackGiven) -> tuple[Utterance, bool] | None:
        """As `Assistant.lesson`, for an early card while it is shown: the words that brought it."""
        if self._words is None or given.article_id not in self._articles or given.reason in RIGHT_ANSWER:
            return None
        return (self._words, given.verdict in USED) if given.verdict in (*USED, "dismissed") else None

    def dismissed(self, given: FeedbackGiven) -> list[Update]:
        """The panel as it stands, where an early card was dismissed."""
        if given.verdict != "dismissed" or given.article_id not in self._articles:
            return []
        return [{**update, "contact": self._assistant.info.id} for update in self._panel()]

    def _first(self) -> str:
        """The article of the first card that is shown."""
        if self._articles:
            return self._articles[0]
        items = self._assistant.panel()["items"]
        return str(items[0]["article_id"]) if items else ""

    def _panel(self) -> list[Update]:
        if not self._articles:
            return []
        self._articles = ()
        return [self._assistant.panel()]
