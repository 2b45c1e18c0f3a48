"""What the agent writes beside lines is kept; script templates are told; reasons decide what is learned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook, play_again
from agent_assist.contacts.journal import Journal
from agent_assist.errors import ProtocolError
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import check_command, check_update, without_timings
from agent_assist.retrieval.bundle import current
from tests.engine.process import EngineProcess

QUESTION = "Can I take my broadband with me when I move?"


@pytest.fixture(scope="module")
def knowledge(bundles: Path) -> Knowledge:
    return open_knowledge(current(bundles))


@pytest.fixture
def book(knowledge: Knowledge) -> ContactBook:
    book = ContactBook(Journal.in_memory(), wall=lambda: 1_700_000_000.0, on_journal_lost=lambda error: None)
    book.use(knowledge)
    book.open({"contact": "c", "channel": "chat", "lang": "en"})
    book.say({"contact": "c", "speaker": "customer", "text": QUESTION, "message": "m1"})
    return book


def test_a_note_is_told_kept_and_comes_again(book: ContactBook, knowledge: Knowledge) -> None:
    command = {"cmd": "note", "contact": "c", "utterance": "m1", "text": "moves in June", "mark": True}
    check_command(command)
    (update,) = book.note(command)
    check_update(update)
    assert (update["utterance"], update["text"], update["mark"]) == ("m1", "moves in June", True)
    assert [one["text"] for one in book.snapshot() if one["type"] == "note"] == ["moves in June"]
    book.note({"contact": "c", "utterance": "m1", "text": ""})
    again = [without_timings(one) for one in play_again(book.journal.events("c"), knowledge)]
    assert [(one["text"], one["mark"]) for one in again if one["type"] == "note"] == [
        ("moves in June", True),
        ("", False),
    ]


def test_a_note_needs_a_line(book: ContactBook) -> None:
    with pytest.raises(ProtocolError) as caught:
        book.note({"contact": "c", "utterance": "nothing", "text": "x"})
    assert caught.value.field == "utterance"


@pytest.mark.parametrize(("reason", "lessons"), [("known", 0), ("not-now", 0), ("wrong", 1), ("", 1)])
def test_a_right_answer_put_away_teaches_nothing(book: ContactBook, reason: str, lessons: int) -> None:
    given: dict[str, Any] = {"contact": "c", "article_id": "moving", "passage_id": "p", "verdict": "dismissed"}
    updates = book.feedback({**given, "reason": reason})
    assert [one["items"] for one in updates if one["type"] == "suggestions"]
    assert len(book.journal.lessons()) == lessons


def test_templates_are_told_with_what_the_contact_knows(bundles: Path, tmp_path: Path) -> None:
    with EngineProcess(bundles, tmp_path).ready() as engine:
        engine.send(cmd="open", contact="c", channel="chat", lang="en", attributes={"new_address": "Storgatan 1"})
        told = engine.ask("templates", cmd="templates", contact="c", lang="en")
        check_update(told)
        (card,) = [item for item in told["items"] if item["template_id"] == "moving-ask.en"]
        assert card["reply"] == "I can move your broadband to Storgatan 1 free of charge."
        assert card["missing"] == []
        assert engine.ask("templates", cmd="templates", lang="sv")["items"] == []
