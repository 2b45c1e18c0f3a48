"""Holds, attributes, typing and lost audio reach the rules, are kept with the contact, and a replay gives the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook, play_again
from agent_assist.contacts.journal import Journal
from agent_assist.feeds import Feeds
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import CompiledRules
from agent_assist.inbox import Inbox, Task
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import Update, check_command, check_update, without_timings
from agent_assist.retrieval.bundle import current
from agent_assist.settings import Settings

RULES = (
    {"id": "hold", "title": "Long hold", "severity": "advice", "state": {"is": "hold", "longer_than": 60}},
    {
        "id": "loan",
        "title": "Loan",
        "severity": "required",
        "and": [{"attr": {"name": "product", "is": "loan"}}, {"state": {"step": "sign"}}],
    },
    {
        "id": "promise",
        "title": "Promise",
        "severity": "urgent",
        "checklist": True,
        "says": {"role": "agent", "any": [{"exact": "promise"}]},
    },
)


@pytest.fixture(scope="module")
def knowledge(bundles: Path) -> Knowledge:
    opened = open_knowledge(current(bundles))
    return replace(opened, rules=CompiledRules.of(parse_rules(RULES), opened.searcher.encode))


def test_what_happens_besides_words(knowledge: Knowledge) -> None:
    wall = [1_700_000_000.0]
    journal = Journal.in_memory(now=lambda: wall[0])
    book = ContactBook(journal, learn=False, wall=lambda: wall[0], on_journal_lost=lambda error: None)
    book.use(knowledge)
    updates: list[Update] = list(book.open({"contact": "c", "channel": "call", "lang": "en"}))

    def happen(seconds: float, **told: Any) -> None:
        wall[0] += seconds
        command = {"cmd": "happen", "contact": "c", **told}
        check_command(command)
        updates.extend(book.happen(command))

    happen(1, state="hold")
    happen(61, state="resume")
    happen(1, attributes={"product": "loan"}, typing=True)
    happen(1, step="sign", typing=False)
    happen(1, audio="lost", speaker="agent")
    answer = {"cmd": "answer", "contact": "c", "rule_id": "loan", "verdict": "dismissed", "reason": "signed on paper"}
    check_command(answer)
    updates.extend(book.answer(answer))
    updates.extend(book.close({"contact": "c"}))
    for update in updates:
        check_update(update)
    prompts = [(one["rule_id"], one["state"], one["at"]) for one in updates if one["type"] == "prompt"]
    assert prompts == [("hold", "advice", 61.0), ("loan", "violated", 64.0)]
    checklist = [one for one in updates if one["type"] == "checklist"][-1]["items"]
    assert [(item["rule_id"], item["state"]) for item in checklist] == [("promise", "unknown")]
    again = play_again(journal.events("c"), knowledge)
    assert [without_timings(one) for one in again] == [without_timings(one) for one in updates]


@pytest.mark.parametrize("then", [(), ("heard",), ("silent",)])
def test_a_side_that_was_lost_is_never_taken_for_one_that_kept_the_rule(
    knowledge: Knowledge, then: tuple[str, ...]
) -> None:
    """What the agent said meanwhile may have been the forbidden word, whether or not the side came back."""
    assert _checklist_after(knowledge, ("heard", "lost", "lost", *then)) == [("promise", "unknown")]


def test_a_side_that_is_only_silent_is_heard(knowledge: Knowledge) -> None:
    assert _checklist_after(knowledge, ("heard", "silent", "heard")) == [("promise", "met")]


def _checklist_after(knowledge: Knowledge, states: tuple[str, ...]) -> list[tuple[str, str]]:
    book = ContactBook(Journal.in_memory(), learn=False, on_journal_lost=lambda error: None)
    book.use(knowledge)
    inbox, updates = Inbox(), list[Update]()
    feeds = Feeds(Settings(), book, inbox, updates.append, updates.extend)
    updates += book.open({"contact": "c", "channel": "call", "lang": "en"})
    for state in states:
        feeds.tell({"type": "source", "contact": "c", "speaker": "agent", "state": state, "what": "", "next": ""})
        for item in inbox.take(0.0):
            assert isinstance(item, Task)
            item.run()
    updates += book.close({"contact": "c"})
    items = [update for update in updates if update["type"] == "checklist"][-1]["items"]
    return [(item["rule_id"], item["state"]) for item in items]
