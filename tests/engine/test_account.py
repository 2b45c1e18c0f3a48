"""What is kept and what was sent can be asked for and erased, through a real engine and its journal on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_assist.account import account
from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook
from agent_assist.contacts.journal import Journal
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import check_update
from agent_assist.retrieval.bundle import current
from tests.engine.process import EngineProcess

QUESTION = "How do I move my broadband to a new address?"


def converse(engine: EngineProcess, contact: str) -> None:
    engine.send(cmd="open", contact=contact, channel="chat", lang="en")
    engine.send(cmd="say", contact=contact, speaker="customer", text=QUESTION)


def test_all_of_it_is_told_and_can_be_erased(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    with EngineProcess(bundles, tmp_path, keyring) as engine:
        engine.ready()
        for contact in ("one", "two", "three"):
            converse(engine, contact)
        engine.send(cmd="feedback", contact="one", article_id="moving", passage_id="p", verdict="used")
        engine.send(cmd="close", contact="one")
        engine.send(cmd="close", contact="two")
        kept = engine.ask("kept", cmd="kept")
        check_update(kept)
        assert (kept["journal"], kept["path"]) == ("encrypted", str(tmp_path / "data" / "agent-assist" / "contacts.db"))
        assert kept["bytes"] > 0
        assert [(one["contact"], one["open"], one["closed"] is None) for one in kept["contacts"]] == [
            ("three", True, True),
            ("two", False, False),
            ("one", False, False),
        ]
        assert all(one["bytes"] > len(QUESTION) and one["events"] >= 2 for one in kept["contacts"])
        assert kept["sent"] == []
        (lesson,) = kept["lessons"]
        assert (lesson["article_id"], lesson["confirmed"], lesson["times"]) == ("moving", True, 1)

        refused = engine.ask("error", cmd="erase", what="contact", contact="three")
        assert "still open" in refused["what"]
        assert engine.ask("erased", cmd="erase", what="contact", contact="one")["contacts"] == 1
        assert engine.ask("erased", cmd="erase", what="contact", contact="one")["contacts"] == 0
        assert engine.ask("erased", cmd="erase", what="contacts")["contacts"] == 1
        assert engine.ask("erased", cmd="erase", what="lesson", lesson=lesson["lesson"])["lessons"] == 1
        kept = engine.ask("kept", cmd="kept")
        assert ([one["contact"] for one in kept["contacts"]], kept["lessons"]) == (["three"], [])
        assert "lesson" in engine.ask("error", cmd="erase", what="lesson")["field"]
    assert QUESTION.encode() not in (tmp_path / "data" / "agent-assist" / "contacts.db").read_bytes()


@pytest.fixture
def book(bundles: Path) -> ContactBook:
    made = ContactBook(Journal.in_memory(), on_journal_lost=lambda error: None)
    knowledge: Knowledge = open_knowledge(current(bundles))
    made.use(knowledge)
    return made


def test_an_erased_lesson_counts_no_more(book: ContactBook) -> None:
    book.open({"contact": "a", "channel": "chat", "lang": "en"})
    book.say({"contact": "a", "speaker": "customer", "text": QUESTION})
    book.feedback({"contact": "a", "article_id": "moving", "passage_id": "p", "verdict": "used"})
    assert book.learning is not None
    assert book.learning.lifts(QUESTION, "en")
    assert account(book, {"cmd": "erase", "what": "lessons"})["lessons"] == 1
    assert book.learning.lifts(QUESTION, "en") == {}


def test_what_is_sent_is_counted_by_receiver(book: ContactBook) -> None:
    for size in (10, 20):
        book.journal.note_sent("speech.example", "sound", size)
    book.journal.note_sent("AudioHook", "transcripts", 5)
    update = account(book, {"cmd": "kept"})
    check_update(update)
    sent = {(one["to"], one["what"]): (one["times"], one["bytes"]) for one in update["sent"]}
    assert sent == {("speech.example", "sound"): (2, 30), ("AudioHook", "transcripts"): (1, 5)}
    assert all(one["first"] <= one["last"] for one in update["sent"])
    assert (update["journal"], update["path"], update["bytes"]) == ("memory", "", 0)
