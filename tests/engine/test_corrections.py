"""Lines that the agent corrects, and lines shown before they are final; a replay equals what finals brought."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook, play_again
from agent_assist.contacts.journal import Journal
from agent_assist.datatypes import Speaker, Unfinished
from agent_assist.errors import ProtocolError
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import Update, check_update, without_timings
from agent_assist.retrieval.bundle import current

QUESTION = "How do I move my broadband to a new address?"
MISHEARD = "How do I move my broad beans to a new dress?"


class Desk:
    """A book with one open call, its journal, and a clock that the test moves."""

    def __init__(self, knowledge: Knowledge | None) -> None:
        self.time = 1_000_000.0
        self.journal = Journal.in_memory()
        self.book = ContactBook(self.journal, wall=lambda: self.time, on_journal_lost=_raise)
        if knowledge is not None:
            self.book.use(knowledge)
        self.shown = self.book.open({"contact": "c", "channel": "call", "lang": "en"})

    def after(self, seconds: float, act: Callable[[], list[Update]]) -> list[Update]:
        self.time += seconds
        updates = act()
        for update in updates:
            check_update(update)
        self.shown += updates
        return updates

    def say(self, text: str, message: str, speaker: str = "customer") -> list[Update]:
        command = {"contact": "c", "speaker": speaker, "text": text, "message": message}
        return self.after(2.0, lambda: self.book.say(command))

    def hear(self, committed: str, tentative: str = "", name: str = "c2", revision: int = 1) -> list[Update]:
        line = Unfinished(name, Speaker.CUSTOMER, 2.0, 3.0, "en", committed, tentative, revision)
        return self.after(0.5, lambda: self.book.hear("c", line))

    def correct(self, utterance: str, text: str) -> list[Update]:
        return self.after(1.0, lambda: self.book.correct({"contact": "c", "utterance": utterance, "text": text}))

    def replayed(self) -> list[Update]:
        return [without_timings(u) for u in play_again(self.journal.events("c"), self.book.knowledge)]


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture(scope="module")
def knowledge(bundles: Path) -> Knowledge:
    return open_knowledge(current(bundles))


@pytest.fixture
def desk(knowledge: Knowledge) -> Desk:
    return Desk(knowledge)


def of(updates: list[Update], kind: str) -> list[Update]:
    return [update for update in updates if update["type"] == kind]


def test_a_corrected_line_takes_its_old_place_and_is_searched_again(desk: Desk) -> None:
    assert not of(desk.say(MISHEARD, "u1"), "suggestions")
    desk.say("Let me see.", "u2", "agent")
    updates = desk.correct("u1", QUESTION)
    (line,) = of(updates, "utterance")
    assert (line["id"], line["text"], line["corrected"], line["confidence"]) == ("u1", QUESTION, True, 1.0)
    (cards,) = of(updates, "suggestions")
    assert cards["utterance_id"] == "u1"
    assert cards["items"]
    assert [u["text"] for u in of(desk.book.snapshot(), "utterance")] == [QUESTION, "Let me see."]


def test_cards_for_misheard_words_go_when_the_right_words_have_none(desk: Desk) -> None:
    assert of(desk.say(QUESTION, "u1"), "suggestions")[0]["items"]
    (cards,) = of(desk.correct("u1", "Is there a unicorn in the garden of my aunt?"), "suggestions")
    assert cards["items"] == []


def test_a_line_that_is_not_there_cannot_be_corrected(desk: Desk) -> None:
    with pytest.raises(ProtocolError) as caught:
        desk.correct("u9", QUESTION)
    assert caught.value.field == "utterance"


def test_a_replay_shows_corrections_and_leaves_out_what_was_not_final(desk: Desk) -> None:
    desk.say("Good morning.", "u1", "agent")
    desk.hear("How do I move ", "my broad")
    desk.hear("How do I move my broadband to a new ", "address", revision=2)
    desk.say(MISHEARD, "c2")
    desk.correct("c2", QUESTION)
    kept = [without_timings(update) for update in desk.shown if "seq" in update]
    assert kept == desk.replayed()
    assert len(kept) < len(desk.shown)


def test_committed_words_bring_cards_early_and_the_final_brings_them_to_stay(desk: Desk) -> None:
    assert not of(desk.hear("How do ", "I"), "suggestions")
    (early,) = of(desk.hear("How do I move my broadband to a new ", "address", revision=2), "suggestions")
    assert early["early"]
    assert early["items"]
    assert not of(desk.hear("How do I move my broadband to a new address ", revision=3), "suggestions"), "no flicker"
    (cards,) = of(desk.say(QUESTION, "c2"), "suggestions")
    assert "early" not in cards
    assert cards["items"][0]["article_id"] == early["items"][0]["article_id"]


def test_early_cards_leave_when_the_final_or_its_withdrawal_has_none(desk: Desk) -> None:
    desk.hear("How do I move my broadband to a new address ")
    (cards,) = of(desk.say("Thank you.", "c2"), "suggestions")
    assert cards["items"] == []
    desk.hear("How do I move my broadband to a new address ", name="c3")
    (cards,) = of(desk.hear("", name="c3", revision=2), "suggestions")
    assert cards["items"] == []


def test_what_the_agent_says_meanwhile_neither_searches_nor_keeps_early_cards(desk: Desk) -> None:
    desk.hear("How do I move my broadband to a new address ")
    aside = Unfinished("a9", Speaker.AGENT, 2.5, 3.5, "en", "How do I cancel my broadband contract ", "", 1)
    assert [u["type"] for u in desk.after(0.1, lambda: desk.book.hear("c", aside))] == ["utterance"]
    assert not of(desk.say("Just a moment.", "a9", "agent"), "suggestions")
    (cards,) = of(desk.say("Thank you.", "c2"), "suggestions")
    assert cards["items"] == []


def test_nothing_of_an_unfinished_line_reaches_the_journal(desk: Desk) -> None:
    before = desk.journal.events("c")
    desk.hear("How do I move my broadband to a new address ")
    assert desk.journal.events("c") == before


def test_a_used_early_card_teaches_the_words_that_brought_it(desk: Desk) -> None:
    (early,) = of(desk.hear("How do I move my broadband to a new address "), "suggestions")
    card = early["items"][0]
    given = {"contact": "c", "article_id": card["article_id"], "passage_id": card["passage_id"], "verdict": "used"}
    desk.after(0.1, lambda: desk.book.feedback(given))
    (lesson,) = desk.journal.lessons()
    assert (lesson.article_id, lesson.confirmed) == (card["article_id"], True)
    assert "broadband" in lesson.text


def test_without_a_knowledge_base_lines_are_shown_and_corrected_all_the_same() -> None:
    desk = Desk(None)
    assert [u["type"] for u in desk.hear("How do I move my broadband ")] == ["utterance"]
    desk.say(MISHEARD, "c2")
    assert [u["type"] for u in desk.correct("c2", QUESTION)] == ["utterance"]
