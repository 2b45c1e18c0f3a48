"""The pure state machine in the middle: events of one contact in, updates out, on the contact's own clock.

Nothing here looks at a wall clock, a thread or a file. The same events with the same knowledge give the same updates,
which is what makes a replay of a stored contact equal to what the agent saw live.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from agent_assist.datatypes import Card, Found, Query, Speaker, Turn, Unfinished, Utterance
from agent_assist.events import (
    Answered,
    Closed,
    ContactInfo,
    Corrected,
    Drafted,
    Event,
    FeedbackGiven,
    Happened,
    Heard,
    Noted,
    Said,
)
from agent_assist.guidance.flow_choice import CompiledFlows
from agent_assist.guidance.monitor import CompiledRules
from agent_assist.guiding import Guiding
from agent_assist.protocol import Update, note_update, seconds, suggestions_update, utterance_update
from agent_assist.retrieval.analysis import detect_language
from agent_assist.retrieval.questions import is_question
from agent_assist.retrieval.searcher import Searcher
from agent_assist.retrieval.suggesting import Suggester

#: Turns that retrieval sees as context.
_CONTEXT_TURNS = 8
#: A card that nothing has asked for again expires after this many seconds: the contact has moved on.
_CARD_LIFE = 150.0
#: Hits that a contact needs: three cards, and what comes near them.
_HITS = 5
#: Verdicts that say that the card answered.
USED = ("used", "copied", "edited")
#: Reasons to put a card away that say nothing against its answer.
RIGHT_ANSWER = ("known", "not-now")
#: Share of the threshold from which a question still counts as one about the article shown.
_TOUCHES = 0.5


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one bundle gives to a contact."""

    searcher: Searcher
    suggester: Suggester
    rules: CompiledRules
    flows: CompiledFlows = field(default_factory=CompiledFlows)


class Assistant:
    """One contact. `now` is seconds on the contact clock and never runs backwards."""

    def __init__(self, info: ContactInfo, knowledge: Knowledge | None) -> None:
        self.info = info
        self._knowledge = knowledge
        self._guiding: Guiding | None = None
        self._seq = 0
        self._turns: deque[tuple[str, Turn]] = deque(maxlen=_CONTEXT_TURNS)  # with the id of its utterance
        self._lines: dict[str, Utterance] = {}
        self._cards: tuple[Card, ...] = ()
        self._card_utterance = ""
        self._expires: float | None = None
        self._answered: dict[str, Utterance] = {}
        self._asked: Utterance | None = None
        self._notes: dict[str, Update] = {}
        self._shown = 0
        self._used = 0
        self.now = 0.0
        self.closed = False
        if knowledge is not None:
            self._guiding = Guiding(info, knowledge.rules, knowledge.flows, self._language(knowledge))

    def _language(self, knowledge: Knowledge) -> str:
        languages = knowledge.searcher.manifest.languages
        return self.info.lang or (languages[0] if languages else "en")

    # -- what the engine calls

    def open(self) -> list[Update]:
        """The first updates: who it is, and the checklist as it stands before anything was said."""
        return self._number([self._opened(), *(self._guiding.open() if self._guiding else ())])

    def on(self, event: Event, now: float) -> list[Update]:
        """Take one event at `now`; timers that were due before it fire first."""
        self.now = max(self.now, now)
        updates = self._due()
        match event:
            case Said():
                updates += self._said(event)
            case Corrected():
                updates += self._corrected(event)
            case Drafted():
                updates.append(self._drafted(event.text))
            case FeedbackGiven():
                updates += self._feedback(event)
            case Heard():
                updates += self._guiding.judge(event.utterance, self.now) if self._guiding else []
            case Happened():
                updates += self._guiding.happened(event, self.now) if self._guiding else []
            case Answered():
                updates += self._guiding.answered(event, self.now) if self._guiding else []
            case Noted():
                self._notes[event.utterance] = note_update(event.utterance, event.text, event.mark, self.now)
                updates.append(self._notes[event.utterance])
            case Closed():
                updates += self._close()
        return self._number(updates)

    def tick(self, now: float) -> list[Update]:
        """Let time pass: deadlines fire with the time they were due, whatever the cadence of the ticks."""
        self.now = max(self.now, now)
        return self._number(self._due())

    def swap(self, knowledge: Knowledge) -> None:
        """Search the newer bundle from now on; the rules of the contact's start stay, so that one set judges it."""
        self._knowledge = knowledge

    def heeds(self, line: Unfinished) -> Heard | None:
        """The event that a line which is still being spoken is to the rules; None where it is nothing to them."""
        words = self._guiding.heeds(line) if self._guiding and not self.closed else None
        return None if words is None else Heard(words)

    def lesson(self, event: FeedbackGiven) -> tuple[Utterance, bool] | None:
        """What a verdict teaches: the words that the article did (True) or did not answer.

        An article on no card of late was searched for: it answers the customer's last question. None where nothing is
        to be learned.
        """
        if event.verdict in USED:
            words = self._answered.get(event.article_id, self._asked)
        elif event.verdict == "dismissed" and event.reason not in RIGHT_ANSWER:
            words = self._answered.get(event.article_id)
        else:
            return None
        return None if words is None else (words, event.verdict != "dismissed")

    def line(self, utterance_id: str) -> Utterance | None:
        """A line of the transcript as it stands."""
        return self._lines.get(utterance_id)

    def preview(self, words: Utterance, lifts: Mapping[str, float]) -> tuple[Card, ...]:
        """The cards that these words of the customer would bring if no more followed. Changes nothing."""
        if self._knowledge is None:
            return ()
        query = self._query(words, lifts)
        found = self._knowledge.searcher.find(query, _HITS)
        return self._knowledge.suggester.cards(found, query, self._values()) if found.need else ()

    def panel(self) -> Update:
        """The cards as they stand."""
        return suggestions_update(self.now, self._card_utterance, self._cards, "", {})

    def snapshot(self) -> list[Update]:
        """Everything a front end needs to show the contact as it stands."""
        updates = [self._opened(), *map(utterance_update, self._lines.values()), *self._notes.values()]
        if self._cards:
            updates.append(self.panel())
        updates += self._guiding.standing(self.now) if self._guiding else []
        if self.closed:
            updates.append(self._summary())
        return [{**update, "contact": self.info.id} for update in updates]

    # -- inside -------------------------------------------------------------------------------------------------------

    def _number(self, updates: list[Update]) -> list[Update]:
        numbered = []
        for update in updates:
            self._seq += 1
            numbered.append({**update, "contact": self.info.id, "seq": self._seq})
        return numbered

    def _opened(self) -> Update:
        info = self.info
        return {
            "type": "opened",
            "at": 0.0,
            "channel": str(info.channel),
            "lang": info.lang,
            "title": info.title,
            "attributes": dict(info.attributes),
            "started": info.started,
        }

    def _due(self) -> list[Update]:
        """Timers that were due before now, one after the other, so that the cadence of ticks leaves no trace."""
        updates: list[Update] = []
        while not self.closed:
            deadline = self._guiding.next_deadline() if self._guiding else None
            due = min((at for at in (deadline, self._expires) if at is not None), default=math.inf)
            if due >= self.now:
                break
            if self._guiding is not None and due == deadline:
                updates += self._guiding.tick(due)
            if due == self._expires:
                self._cards, self._expires = (), None
                updates.append(suggestions_update(due, self._card_utterance, (), "The contact has moved on.", {}))
        return updates

    def _said(self, event: Said) -> list[Update]:
        utterance = event.utterance
        self._lines[utterance.id] = utterance
        updates = [utterance_update(utterance)]
        if self._knowledge is not None:
            if utterance.final and self._guiding is not None:
                self._guiding.follow(utterance)
            found = []
            if utterance.speaker is Speaker.CUSTOMER and utterance.final and event.search:
                found = self._suggest(utterance, self._knowledge, event.lifts)
            updates += [*found, *self._refilled(self._knowledge), *self._judge(utterance)]
        if utterance.final:
            self._turns.append((utterance.id, Turn(utterance.speaker, utterance.text)))
        return updates

    def _corrected(self, event: Corrected) -> list[Update]:
        """The line is another one now: it is searched again, and the rules judge it anew."""
        utterance = event.utterance
        self._lines[utterance.id] = utterance
        turn = Turn(utterance.speaker, utterance.text)
        self._turns = deque(
            [(name, turn if name == utterance.id else old) for name, old in self._turns], maxlen=_CONTEXT_TURNS
        )
        updates = [utterance_update(utterance)]
        if self._knowledge is None:
            return updates
        if self._guiding is not None:
            self._guiding.follow(utterance)
        if utterance.speaker is Speaker.CUSTOMER:
            self._answered = {a: utterance if u.id == utterance.id else u for a, u in self._answered.items()}
            found = self._suggest(utterance, self._knowledge, event.lifts)
            if not found and self._cards and self._card_utterance == utterance.id:
                self._cards, self._expires = (), None
                found = [suggestions_update(self.now, utterance.id, (), "The line was corrected.", {})]
            updates += found
        return [*updates, *self._refilled(self._knowledge), *self._judge(utterance)]

    def _judge(self, utterance: Utterance) -> list[Update]:
        return self._guiding.judge(utterance, self.now) if self._guiding else []

    def _values(self) -> Mapping[str, Any]:
        """What templates may use."""
        return self._guiding.values if self._guiding else self.info.attributes

    def _refilled(self, knowledge: Knowledge) -> list[Update]:
        """The cards with what the customer has just said, where one of them lacked it."""
        cards = tuple(knowledge.suggester.refilled(card, self._values()) for card in self._cards)
        if cards == self._cards:
            return []
        self._cards = cards
        return [self.panel()]

    def _query(self, utterance: Utterance, lifts: Mapping[str, float]) -> Query:
        lang = utterance.lang or self.info.lang or detect_language(utterance.text)
        before: list[Turn] = []
        for name, turn in self._turns:
            if name == utterance.id:
                break
            before.append(turn)
        info = self.info
        return Query(utterance.text, lang, tuple(before), info.today, info.audience, info.attributes, lifts)

    def _suggest(self, utterance: Utterance, knowledge: Knowledge, lifts: Mapping[str, float]) -> list[Update]:
        query = self._query(utterance, lifts)
        found = knowledge.searcher.find(query, _HITS)
        if not found.need:
            return []
        self._asked = utterance
        cards = knowledge.suggester.cards(found, query, self._values())
        if cards:
            # A click may come just after its card has gone: what the panel before held is known too.
            self._answered = {card.article_id: self._answered[card.article_id] for card in self._cards}
            self._answered.update((card.article_id, utterance) for card in cards)
            if self._guiding is not None:
                self._guiding.found(utterance.id, cards[0].article_id, cards[0].lang)
            self._cards = self._steady(cards)
            self._card_utterance = utterance.id
            self._expires = self.now + _CARD_LIFE
            self._shown += 1
            return [suggestions_update(self.now, utterance.id, self._cards, "", found.stage_ms)]
        if self._cards and self._moved_on(utterance, found):
            self._cards, self._expires = (), None
            reason = "Nothing in the knowledge base answers this."
            return [suggestions_update(self.now, utterance.id, (), reason, found.stage_ms)]
        return []

    def _steady(self, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        """The same answer keeps its words while the agent reads them, even where another sentence now scores higher."""
        if not self._cards or self._cards[0].article_id != cards[0].article_id:
            return cards
        old = self._cards[0]
        if old.template_id != cards[0].template_id or old.missing:
            return cards
        kept = replace(old, confidence=cards[0].confidence, why=cards[0].why, because=cards[0].because)
        return (kept, *cards[1:])

    def _moved_on(self, utterance: Utterance, found: Found) -> bool:
        """A question that the shown article does not touch has changed the topic; a mere detail has not."""
        touched = any(
            hit.article_id == self._cards[0].article_id and hit.probability >= found.threshold * _TOUCHES
            for hit in found.hits
        )
        return is_question(utterance.text) and not touched

    def _drafted(self, text: str) -> Update:
        findings = self._guiding.drafted(text, self.now) if self._guiding else []
        return {"type": "draft", "at": seconds(self.now), "ok": not findings, "findings": findings}

    def _feedback(self, event: FeedbackGiven) -> list[Update]:
        if event.verdict in USED:
            self._used += 1
            return []
        left = tuple(card for card in self._cards if card.article_id != event.article_id)
        if event.verdict != "dismissed" or len(left) == len(self._cards):
            return []
        self._cards = left
        if not left:
            self._expires = None
        return [suggestions_update(self.now, self._card_utterance, left, "Dismissed.", {})]

    def _close(self) -> list[Update]:
        if self.closed:
            return []
        updates = self._guiding.close(self.now) if self._guiding else []
        self.closed = True
        return [*updates, self._summary()]

    def _summary(self) -> Update:
        return {
            "type": "summary",
            "at": seconds(self.now),
            "turns": len(self._lines),
            "seconds": seconds(self.now),
            "shown": self._shown,
            "used": self._used,
            **(self._guiding.summary() if self._guiding else {"checklist": []}),
        }
