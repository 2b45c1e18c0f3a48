"""Holds, attributes, typing and lost audio reach the rules, are kept with the contact, and a replay gives the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent_assist.assistant import Knowledge
from agent_assist.contactbook import ContactBook, play_again
from agent_assist.contacts.journal import Journal
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import CompiledRules
from agent_assist.keeper import open_knowledge
from agent_assist.protocol import Update, check_command, check_update, without_timings
from agent_assist.retrieval.bundle import current

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
