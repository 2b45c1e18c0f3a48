"""Agents teach the engine: at once, for every contact, without a trace in replays, and only what they let it keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook, play_again
from agent_assist.contacts.journal import Journal
from agent_assist.errors import JournalError
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import Update, without_timings
from agent_assist.retrieval.bundle import current

QUESTION = "How do I move my broadband to a new address?"
SLANG = "My flummox has gone all wibbly since 4711"


@pytest.fixture(scope="module")
def knowledge(bundles: Path) -> Knowledge:
    return open_knowledge(current(bundles))


class Desk:
    """A contact book with one thread of time, and every update of each contact."""

    def __init__(self, knowledge: Knowledge, learn: bool = True) -> None:
        self.wall = 1_700_000_000.0
        self.lost: list[JournalError] = []
        self.book = ContactBook(
            Journal.in_memory(now=lambda: self.wall),
            learn=learn,
            wall=lambda: self.wall,
            on_journal_lost=self.lost.append,
        )
        self.book.use(knowledge)
        self.shown: dict[str, list[Update]] = {}

    def _keep(self, contact: str, updates: list[Update]) -> list[Update]:
        self.wall += 1
        self.shown.setdefault(contact, []).extend(without_timings(update) for update in updates)
        return updates

    def open(self, contact: str, **more: Any) -> None:
        self._keep(contact, self.book.open({"contact": contact, "channel": "chat", "lang": "en", **more}))

    def say(self, contact: str, text: str) -> list[str]:
        """The articles of the cards that the customer's words bring."""
        updates = self._keep(contact, self.book.say({"contact": contact, "speaker": "customer", "text": text}))
        return [c["article_id"] for u in updates if u["type"] == "suggestions" for c in u["items"]]

    def verdict(self, contact: str, article: str, verdict: str) -> None:
        command = {"contact": contact, "article_id": article, "passage_id": "p", "verdict": verdict}
        self._keep(contact, self.book.feedback(command))

    def lifts(self, text: str) -> dict[str, float]:
        assert self.book.learning is not None
        return self.book.learning.lifts(text, "en")


def test_searched_then_used_answers_the_last_question_in_the_next_contact(knowledge: Knowledge) -> None:
    desk = Desk(knowledge)
    desk.open("a", attributes={"customer_name": "Wibbly"})
    assert "slow-internet" not in desk.say("a", SLANG)
    desk.say("a", "Thanks")
    desk.verdict("a", "slow-internet", "copied")
    desk.verdict("a", "slow-internet", "copied")
    (lesson,) = desk.book.journal.lessons()
    assert lesson.text == "My flummox has gone all [name] since [number]"
    assert (lesson.article_id, lesson.confirmed, lesson.times) == ("slow-internet", True, 1), "once a contact"
    before = desk.lifts(SLANG)["slow-internet"]
    desk.open("b")
    desk.say("b", SLANG)
    desk.verdict("b", "slow-internet", "used")
    assert {e.times for e in desk.book.journal.lessons()} <= {1, 2}
    assert desk.lifts(SLANG)["slow-internet"] >= before


def test_the_card_that_was_used_learns_the_words_that_it_answered(knowledge: Knowledge) -> None:
    desk = Desk(knowledge)
    desk.open("a")
    assert desk.say("a", QUESTION)[0] == "moving"
    desk.say("a", "Great, thanks")
    desk.verdict("a", "moving", "edited")
    desk.verdict("a", "moving", "pinned")
    (lesson,) = desk.book.journal.lessons()
    assert (lesson.article_id, lesson.text, lesson.confirmed) == ("moving", QUESTION, True)
    desk.verdict("a", "moving", "dismissed")
    (lesson,) = desk.book.journal.lessons()
    assert not lesson.confirmed, "the newest verdict stands"
    assert desk.lifts(QUESTION)["moving"] < 0
    desk.open("b")
    assert desk.say("b", QUESTION)[0] == "moving", "one wrong click does not bury it"


def test_a_verdict_without_a_question_teaches_nothing(knowledge: Knowledge) -> None:
    desk = Desk(knowledge)
    desk.open("a")
    desk.verdict("a", "moving", "used")
    desk.say("a", "Hello")
    desk.verdict("a", "moving", "used")
    desk.say("a", QUESTION)
    desk.verdict("a", "invoice", "dismissed")
    assert desk.book.journal.lessons() == ()


def test_a_replay_gives_what_was_shown_whatever_was_learned_or_forgotten_since(knowledge: Knowledge) -> None:
    desk = Desk(knowledge)
    desk.open("a")
    for _ in range(3):
        desk.say("a", SLANG)
        desk.verdict("a", "slow-internet", "used")
    desk.say("a", "My flummox is all wibbly")
    desk.open("b")
    taught = desk.say("b", SLANG)
    desk.verdict("b", "slow-internet", "dismissed")
    desk.say("b", SLANG)
    desk.book.journal.unlearn()
    for contact in "ab":
        played = [without_timings(update) for update in play_again(desk.book.journal.events(contact), knowledge)]
        assert played == desk.shown[contact]
    assert "slow-internet" in taught
    assert any(event.payload.get("lifts") for event in desk.book.journal.events("b"))


def test_lessons_survive_a_swap_and_the_loss_of_the_journal(knowledge: Knowledge, bundles: Path) -> None:
    desk = Desk(knowledge)
    desk.open("a")
    desk.say("a", SLANG)
    desk.verdict("a", "slow-internet", "used")
    before = desk.lifts(SLANG)
    desk.book.use(open_knowledge(current(bundles)))
    learning = desk.book.learning
    assert learning is not None
    while learning.waits:
        learning.settle()
    assert desk.lifts(SLANG) == before
    desk.book.journal.close()
    desk.say("a", "And my bill is too high")
    assert desk.lost
    assert desk.lifts(SLANG) == before
    desk.verdict("a", "invoice", "used")
    assert [lesson.article_id for lesson in desk.book.journal.lessons()] == ["slow-internet", "invoice"]


def test_an_engine_of_later_learns_what_the_journal_holds(knowledge: Knowledge) -> None:
    journal = Journal.in_memory()
    journal.teach("slow-internet", SLANG, "en", True)
    desk = Desk(knowledge)
    desk.book.keep_in(journal)
    learning = desk.book.learning
    assert learning is not None
    assert learning.waits
    learning.settle()
    assert desk.lifts(SLANG)["slow-internet"] > 0


def test_told_not_to_learn_it_keeps_nothing(knowledge: Knowledge) -> None:
    desk = Desk(knowledge, learn=False)
    desk.open("a")
    desk.say("a", QUESTION)
    desk.verdict("a", "moving", "used")
    assert desk.book.journal.lessons() == ()
    assert desk.book.learning is None
