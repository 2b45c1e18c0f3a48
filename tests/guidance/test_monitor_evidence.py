"""The monitor: words that are unsure, in other languages or only meant; proofs and drafts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from agent_assist.datatypes import Channel, ItemState, Prompt, Speaker
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.monitor import CompiledRules, Monitor
from tests.guidance.words import (
    ADVICE,
    APOLOGY,
    CLOSING,
    CUSTOMER,
    FORBIDDEN,
    IDENTITY,
    NOTICE,
    bag_of_words,
    brief,
    compiled,
    monitor,
    said,
    says,
    state,
)

# -- the recogniser unsure


def test_words_that_the_recogniser_was_unsure_of_make_it_unknown_until_they_are_clear() -> None:
    watching = monitor(NOTICE)
    watching.tick(16)
    (again,) = watching.on_utterance(said("recorded", 20, confidence=0.39), 20)
    assert (again.state, again.say, again.why["state"]) == ("owed", "It is recorded.", "unknown")
    assert state(watching, "notice") is ItemState.UNKNOWN
    assert brief(watching.on_utterance(said("recorded", 25, confidence=0.4), 25)) == [("notice", "met", 25)]


def test_what_is_unknown_at_the_deadline_stays_unknown() -> None:
    watching = monitor(NOTICE)
    watching.on_utterance(said("recorded", 20, confidence=0.1), 20)
    assert brief(watching.tick(60)) == [("notice", "withdrawn", 30)]
    assert watching.close(60) == []
    assert state(watching, "notice") is ItemState.UNKNOWN


def test_unsure_words_in_time_soften_a_violation_that_was_told() -> None:
    watching = monitor(NOTICE)
    watching.tick(31)
    assert brief(watching.on_utterance(said("recorded", 29, confidence=0.1), 32)) == [("notice", "advice", 32)]
    assert state(watching, "notice") is ItemState.UNKNOWN


def test_unsure_words_neither_break_nor_start_a_rule() -> None:
    watching = monitor(FORBIDDEN, IDENTITY, APOLOGY)
    heard = ((4, "guarantee", Speaker.AGENT), (5, "balance", Speaker.AGENT), (6, "broken", CUSTOMER))
    for at, words, by in heard:
        assert watching.on_utterance(said(words, at, by=by, confidence=0.2), at) == []
    assert watching.states() == {
        "forbidden": ItemState.UNKNOWN,
        "identity": ItemState.UNKNOWN,
        "apology": ItemState.OPEN,
    }
    watching.on_utterance(said("your birthday", 8), 8)
    assert watching.close(9) == []
    # The words came clearly, but perhaps after the balance.
    assert (state(watching, "forbidden"), state(watching, "identity")) == (ItemState.UNKNOWN, ItemState.UNKNOWN)


def test_an_unsure_block_after_the_words_does_no_harm() -> None:
    watching = monitor(IDENTITY)
    watching.on_utterance(said("your birthday", 3), 3)
    watching.on_utterance(said("balance", 5, confidence=0.2), 5)
    assert state(watching, "identity") is ItemState.MET


def test_an_unsure_block_is_a_violation_once_the_deadline_passes() -> None:
    both = {"id": "both", "absent_by": {"says": says("birthday"), "before": says("balance"), "within": 30}}
    watching = monitor(both)
    watching.on_utterance(said("balance", 5, confidence=0.2), 5)
    assert state(watching, "both") is ItemState.UNKNOWN
    assert brief(watching.tick(50))[-1] == ("both", "violated", 30.0)


def test_what_is_not_final_counts_until_it_turns_out_otherwise() -> None:
    watching = monitor(NOTICE, FORBIDDEN)
    prompts = watching.on_utterance(said("recorded I guarantee", 1, final=False), 1)
    assert brief(prompts) == [("forbidden", "violated", 1)]
    assert (state(watching, "notice"), state(watching, "forbidden")) == (ItemState.MET, ItemState.VIOLATED)
    taken_back = watching.on_utterance(said("record I cannot guarantee", 1, final=False), 2)
    assert brief(taken_back) == [("forbidden", "withdrawn", 2)]
    assert (state(watching, "notice"), state(watching, "forbidden")) == (ItemState.OWED, ItemState.OPEN)
    assert watching.on_utterance(said("recorded I cannot guarantee", 1), 3) == []
    assert (state(watching, "notice"), state(watching, "forbidden")) == (ItemState.MET, ItemState.OPEN)


# -- languages, channels, meaning


def test_only_the_rules_of_the_channel_hold() -> None:
    call, chat = {**NOTICE, "channels": ["call"]}, {**FORBIDDEN, "channels": ["chat"], "checklist": True}
    rules = compiled(call, chat)
    assert list(Monitor(rules, Channel.CALL, "en").states()) == ["notice"]
    assert [item.rule_id for item in Monitor(rules, Channel.CHAT, "en").checklist()] == ["forbidden"]


def test_a_matcher_of_another_language_does_not_match() -> None:
    item = {"says": {"role": "any", "any": [{"exact": "gift", "lang": "sv"}]}, "id": "r", "severity": "urgent"}
    assert brief(monitor(item, lang="sv").on_utterance(said("gift", 1), 1)) == [("r", "violated", 1)]
    assert monitor(item, lang="sv").on_utterance(said("gift", 1, lang="en"), 1) == []
    assert monitor(item, lang="en").on_utterance(said("gift", 1), 1) == []


def test_titles_and_words_come_in_the_language_of_the_contact() -> None:
    item = {**NOTICE, "title": {"en": "Notice", "sv": "Inspelning"}, "say": {"en": "Recorded.", "sv": "Spelas in."}}
    (prompt,) = monitor(item, lang="sv").tick(16)
    assert (prompt.title, prompt.say) == ("Inspelning", "Spelas in.")
    assert monitor(item, lang="de").checklist()[0].title == "Notice"


class Counting:
    """An encoder that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> npt.NDArray[np.float32]:
        self.asked.append(text)
        return bag_of_words(text)


def counting(*items: dict[str, object]) -> tuple[Counting, CompiledRules]:
    encode = Counting()
    full = [{"id": f"r{n}", "title": "T", "severity": "urgent", **item} for n, item in enumerate(items)]
    return encode, CompiledRules.of(parse_rules(full), encode)


def test_an_utterance_is_encoded_once_and_only_where_a_rule_asks_for_it() -> None:
    meaning = {"role": "agent", "any": [{"semantic": "we will never fail you"}, {"semantic": "trust me"}]}
    encode, rules = counting(
        {"says": meaning}, {"says": meaning}, {"says": {**meaning, "any": [{"semantic": "lita på mig", "lang": "sv"}]}}
    )
    assert sorted(encode.asked) == ["lita på mig", "trust me", "we will never fail you"]
    encode.asked.clear()
    watching = Monitor(rules, Channel.CHAT, "en")
    watching.on_utterance(said("we will never ever fail you", 1), 1)
    watching.on_utterance(said("we will see", 2, by=CUSTOMER), 2)
    assert encode.asked == ["we will never ever fail you"]
    assert watching.states() == {"r0": ItemState.VIOLATED, "r1": ItemState.VIOLATED, "r2": ItemState.OPEN}


def test_rules_without_meaning_encode_nothing() -> None:
    encode, rules = counting({"says": says("x")})
    Monitor(rules, Channel.CHAT, "en").on_utterance(said("x", 1), 1)
    assert encode.asked == []


def test_the_score_decides_and_stands_in_the_proof() -> None:
    meaning = {"role": "agent", "any": [{"semantic": "one two three four", "score": 0.8}]}
    watching = monitor({"id": "r", "absent_by": {"says": meaning, "within": 10}})
    watching.on_utterance(said("one two five six", 1), 1)
    watching.on_utterance(said("one", 2), 2)
    (violated,) = [prompt for prompt in watching.tick(20) if prompt.state == "violated"]
    (node,) = violated.why["tree"]["of"]
    # The nearest miss is what an agent or maintainer wants to see.
    assert (node["kind"], node["value"], node["matchers"][0]["threshold"]) == ("says", "false", 0.8)
    assert node["nearest"] == {"score": 0.5, "utterance": "agent-1"}


# -- proofs


def every_prompt() -> list[Prompt]:
    watching = monitor(NOTICE, IDENTITY, APOLOGY, CLOSING, FORBIDDEN, ADVICE)
    prompts = watching.on_utterance(said("it is broken, I cancel", 8, by=CUSTOMER), 8)
    prompts += watching.on_utterance(said("I guarantee the balance", 20), 20)
    prompts += watching.on_utterance(said("sorry", 21), 21)
    return prompts + watching.tick(50) + watching.close(60)


def test_every_prompt_carries_its_proof_as_plain_json() -> None:
    prompts = every_prompt()
    assert {prompt.rule_id for prompt in prompts} == {"notice", "identity", "apology", "closing", "forbidden", "advice"}
    for prompt in prompts:
        why = json.loads(json.dumps(prompt.why, allow_nan=False))
        assert (why["rule"], why["version"], why["time"]) == (prompt.rule_id, 1, prompt.at)
        assert why["reason"].endswith(".")
        assert why["deadline"] == prompt.deadline
        assert why["would_have_met"].endswith(".")
        assert all(node["value"] in ("true", "false", "unknown") for node in nodes(why["tree"]))
        said_so = {mark["quote"] for node in nodes(why["tree"]) for mark in node.get("marks", [])}
        assert prompt.evidence is None or prompt.evidence.quote in said_so


def nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for part in tree.get("of", []):
        yield from nodes(part)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("notice", "The agent saying “recorded” by 30 s."),
        ("identity", "The agent saying “birthday” before the agent says “balance”."),
        ("apology", "The agent saying “sorry” by 28 s."),
        ("closing", "The agent saying “anything else” before the contact ends."),
        ("forbidden", "The agent not saying “guarantee”, without “cannot guarantee”."),
        ("advice", "The customer not saying “cancel”."),
    ],
)
def test_the_proof_says_what_would_have_kept_the_rule(rule: str, sentence: str) -> None:
    assert {prompt.why["would_have_met"] for prompt in every_prompt() if prompt.rule_id == rule} == {sentence}


# -- drafts


def test_a_draft_is_checked_and_changes_nothing() -> None:
    watching = monitor(FORBIDDEN, IDENTITY, ADVICE, {**NOTICE, "title": "Notice"}, channel=Channel.CHAT)
    before = (watching.states(), watching.next_deadline())
    findings = watching.check_draft("I guarantee that your balance is 4", 5)
    assert [(found.rule_id, found.quote, found.severity) for found in findings] == [
        ("forbidden", "guarantee", "urgent"),
        ("identity", "balance", "required"),
    ]
    assert findings[1].say == "Ask first."
    assert (watching.states(), watching.next_deadline()) == before
    assert watching.check_draft("Your birthday, and then the balance", 6) == ()
    assert watching.check_draft("I want to cancel", 6) == ()


def test_a_draft_may_tell_what_the_words_have_opened() -> None:
    watching = monitor(IDENTITY)
    watching.on_utterance(said("your birthday?", 1), 1)
    assert watching.check_draft("your balance is 4", 5) == ()


CASES: list[Callable[[Monitor], object]] = [
    lambda watching: watching.tick(5),
    lambda watching: watching.on_utterance(said("recorded", 1), 2),
]


@pytest.mark.parametrize("step", CASES)
def test_a_clock_that_runs_backwards_is_not_followed(step: Callable[[Monitor], object]) -> None:
    watching = monitor({**NOTICE, "absent_by": {"says": says("never"), "within": 30}})
    watching.tick(40)
    step(watching)
    assert state(watching, "notice") is ItemState.VIOLATED
