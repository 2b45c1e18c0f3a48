"""What the window knows, reduced from updates; no widgets here."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.errors import ProtocolError
from agent_assist.protocol import check_command, check_update
from agent_assist.ui.contact_model import Contact, Panel
from agent_assist.ui.recorded_stream import read_stream

from .conftest import STREAMS


def opened(contact: str, channel: str = "chat", **more: Any) -> dict[str, Any]:
    update = {"type": "opened", "contact": contact, "seq": 1, "at": 0.0, "channel": channel, "lang": None}
    return {**update, "title": "", "attributes": {}, "started": "2026-11-22T10:00:00Z", **more}


def said(contact: str, number: int, speaker: str = "customer", text: str = "Hej", at: float = 0.0, **more: Any) -> dict:
    update = {"type": "utterance", "contact": contact, "seq": 2, "at": at, "id": f"u{number}", "speaker": speaker}
    return {**update, "text": text, "end": at, "lang": None, "confidence": 1.0, "final": True, **more}


def prompt(rule: str, state: str, at: float = 0.0, deadline: float | None = None) -> dict[str, Any]:
    update = {"type": "prompt", "contact": "a", "seq": 3, "at": at, "rule_id": rule, "state": state, "title": rule}
    return {**update, "say": "", "severity": "required", "deadline": deadline, "evidence": None, "why": {}}


@pytest.mark.parametrize("name", sorted(path.stem for path in STREAMS.glob("*.jsonl")))
def test_recorded_streams_follow_the_protocol(name: str) -> None:
    panel = Panel()
    for update in read_stream(STREAMS / f"{name}.jsonl"):
        check_update(update)
        panel.apply(update, 0.0)
    for contact in panel.contacts.values():
        check_command(contact.restore_command())


def test_the_first_contact_is_shown_and_others_count_unread_customer_lines() -> None:
    panel = Panel()
    for update in (opened("a"), opened("b"), said("a", 1), said("b", 1), said("b", 2, "agent"), said("b", 3)):
        panel.apply(update, 0.0)
    assert panel.active == "a"
    assert (panel.contacts["a"].unread, panel.contacts["b"].unread) == (0, 2)
    panel.show("b")
    assert panel.contacts["b"].unread == 0


def test_a_tentative_line_is_replaced_in_its_row() -> None:
    panel = Panel()
    panel.apply(opened("a"), 0.0)
    first = panel.apply(said("a", 1, text="Jag har", final=False), 0.0)
    second = panel.apply(said("a", 1, text="Jag har flyttat."), 0.0)
    assert (first.row, first.added, second.row, second.added) == (0, True, 0, False)
    assert [line.text for line in panel.contacts["a"].lines] == ["Jag har flyttat."]


def test_prompts_stand_by_how_pressing_they_are_and_go_when_met() -> None:
    panel = Panel()
    panel.apply(opened("a"), 0.0)
    for update in (
        prompt("tip", "advice"),
        prompt("late", "owed", deadline=90.0),
        prompt("soon", "owed", deadline=30.0),
        prompt("end", "owed"),
        prompt("wrong", "violated"),
    ):
        panel.apply(update, 0.0)
    contact = panel.contacts["a"]
    assert [one.rule_id for one in contact.pressing()] == ["soon", "late", "end", "wrong", "tip"]
    panel.apply(prompt("soon", "met"), 0.0)
    contact.put_away.add(("wrong", 0.0))
    assert [one.rule_id for one in contact.pressing()] == ["late", "end", "tip"]
    # The same rule broken once more is a new prompt.
    panel.apply(prompt("wrong", "violated", at=8.0), 0.0)
    assert "wrong" in [one.rule_id for one in contact.pressing()]


def test_a_contact_sent_again_is_rebuilt_but_its_clock_runs_on() -> None:
    panel = Panel()
    panel.apply(opened("a", "call"), 100.0)
    panel.apply(said("a", 1, at=20.0), 120.0)
    panel.apply(opened("a", "call"), 150.0)
    contact = panel.contacts["a"]
    assert contact.lines == []
    assert contact.clock(150.0) == 50.0


def test_the_clock_follows_a_fast_replay_and_stops_with_the_contact() -> None:
    contact = Contact("a", anchor=(0.0, 10.0))
    contact.saw(60.0, 11.0)
    assert contact.clock(11.0) == 60.0
    contact.saw(5.0, 12.0)
    assert contact.clock(12.0) == 61.0
    contact.closed = True
    assert contact.clock(500.0) == contact.clock(13.0)


def test_closing_keeps_the_lines_and_clears_the_cards() -> None:
    panel = Panel()
    for update in read_stream(STREAMS / "call-en.jsonl"):
        panel.apply(update, 0.0)
    lines = list(panel.contacts["call-7"].lines)
    end = {"type": "summary", "contact": "call-7", "seq": 99, "at": 31.0, "turns": 5, "seconds": 31.0}
    panel.apply({**end, "shown": 1, "used": 0, "checklist": []}, 0.0)
    contact = panel.contacts["call-7"]
    assert (contact.closed, contact.cards, contact.lines) == (True, (), lines)
    assert contact.clock(1000.0) == 31.0
    panel.forget("call-7")
    assert panel.active == "chat-2"
    panel.forget("chat-2")
    assert panel.shown is None


@pytest.mark.parametrize(
    "update",
    [
        {"type": "utterance", "contact": "a", "at": 1.0},
        {"type": "suggestions", "contact": "a", "at": 1.0, "items": [{"title": "x"}]},
        {"type": "checklist", "contact": "a", "at": 1.0, "items": [{"state": "sideways"}]},
        {"type": "level", "contact": "a", "at": "soon"},
        {"type": "engine"},
        {"type": "opened", "contact": "b"},
    ],
)
def test_an_update_that_cannot_be_read_is_refused_and_harms_nothing(update: dict[str, Any]) -> None:
    panel = Panel()
    panel.apply(opened("a"), 0.0)
    panel.apply(said("a", 1), 0.0)
    with pytest.raises(ProtocolError):
        panel.apply(update, 0.0)
    assert [line.text for line in panel.contacts["a"].lines] == ["Hej"]
    assert list(panel.contacts) == ["a"]


def test_updates_of_contacts_and_types_that_are_not_known_change_nothing() -> None:
    panel = Panel()
    assert panel.apply(said("nobody", 1), 0.0).kind == "unknown"
    assert panel.apply({"type": "weather"}, 0.0).kind == "weather"
    assert panel.contacts == {}


_SAID = st.tuples(st.sampled_from("ab"), st.integers(0, 6), st.sampled_from(["agent", "customer"]), st.text(max_size=9))


@given(st.lists(_SAID, max_size=40))
def test_lines_are_one_an_id_and_a_restore_says_them_again(spoken: list[tuple[str, int, str, str]]) -> None:
    panel = Panel()
    panel.apply(opened("a"), 0.0)
    panel.apply(opened("b"), 0.0)
    newest: dict[tuple[str, int], str] = {}
    for contact, number, speaker, text in spoken:
        panel.apply(said(contact, number, speaker, text or "-"), 0.0)
        newest[(contact, number)] = text or "-"
    for name, contact in panel.contacts.items():
        expected = {f"u{number}": text for (owner, number), text in newest.items() if owner == name}
        assert {line.id: line.text for line in contact.lines} == expected
        command = contact.restore_command()
        check_command(command)
        again = Panel()
        again.apply(opened(name), 0.0)
        for line in command["lines"]:
            again.apply({"type": "utterance", "contact": name, "final": True, **line}, 0.0)
        assert again.contacts[name].lines == contact.lines
