"""The monitor: what is owed, when it is prompted, how it is kept, broken, taken back and proved."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from agent_assist.datatypes import Channel, ItemState, Prompt, Speaker
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.monitor import CompiledRules, Monitor
from tests.guidance.words import bag_of_words, brief, compiled, monitor, said, says

CUSTOMER = Speaker.CUSTOMER
NOTICE = {"id": "notice", "absent_by": {"says": says("recorded"), "within": 30, "warn": 15}, "say": "It is recorded."}
IDENTITY = {"id": "identity", "absent_by": {"says": says("birthday"), "before": says("balance")}, "say": "Ask first."}
APOLOGY = {
    "id": "apology",
    "absent_by": {"after": says("broken", role="customer"), "says": says("sorry"), "within": 20},
}
CLOSING = {"id": "closing", "absent_by": {"says": says("anything else"), "by_end": True}}
FORBIDDEN = {"id": "forbidden", "severity": "urgent", "says": says("guarantee", none=[{"exact": "cannot guarantee"}])}
ADVICE = {"id": "advice", "severity": "advice", "says": says("cancel", role="customer"), "say": "Ask why."}


def state(watching: Monitor, rule: str) -> ItemState:
    return watching.states()[rule]


# -- deadlines


def test_the_agent_is_warned_before_the_deadline_and_told_when_it_has_passed() -> None:
    watching = monitor(NOTICE)
    assert watching.next_deadline() == 15
    assert watching.tick(15) == []
    (owed,) = watching.tick(15.001)
    assert (owed.state, owed.at, owed.deadline, owed.say) == ("owed", 15.0, 30.0, "It is recorded.")
    assert watching.next_deadline() == 30
    assert watching.tick(30) == []
    (violated,) = watching.tick(45)
    assert (violated.state, violated.at, violated.evidence) == ("violated", 30.0, None)
    assert watching.next_deadline() is None
    assert watching.tick(100) == watching.close(200) == []


def test_one_late_look_at_the_clock_fires_everything_at_its_own_time() -> None:
    late = {"id": "late", "absent_by": {"says": says("late"), "within": 20}}
    assert brief(monitor(NOTICE, late).tick(1000)) == [
        ("late", "owed", 0.0),
        ("notice", "owed", 15.0),
        ("late", "violated", 20.0),
        ("notice", "violated", 30.0),
    ]


def test_words_at_the_deadline_itself_are_in_time_and_take_the_prompt_back() -> None:
    watching = monitor(NOTICE)
    assert brief(watching.tick(20)) == [("notice", "owed", 15.0)]
    (met,) = watching.on_utterance(said("This is RECORDED.", 30), 30)
    assert (met.state, met.say, met.at) == ("met", "", 30)
    assert met.evidence is not None
    assert (met.evidence.quote, met.evidence.utterance_id) == ("RECORDED", "agent-30")
    assert watching.tick(60) == watching.close(60) == []
    assert state(watching, "notice") is ItemState.MET


def test_words_said_before_any_prompt_are_met_in_silence() -> None:
    watching = monitor(NOTICE)
    assert watching.on_utterance(said("it is recorded", 3), 4) == []
    assert watching.next_deadline() is None
    assert state(watching, "notice") is ItemState.MET


def test_words_spoken_in_time_and_recognised_late_take_the_violation_back() -> None:
    watching = monitor(NOTICE)
    watching.tick(20)
    prompts = watching.on_utterance(said("recorded", 29, 31), 33)
    assert brief(prompts) == [("notice", "violated", 30.0), ("notice", "met", 33)]
    assert state(watching, "notice") is ItemState.MET


def test_words_said_too_late_stay_a_violation_but_are_no_longer_asked_for() -> None:
    watching = monitor(NOTICE)
    watching.tick(31)
    (late,) = watching.on_utterance(said("recorded", 40), 41)
    assert (late.state, late.say) == ("violated", "")
    assert late.why["reason"] == "The words were said after the deadline."
    assert state(watching, "notice") is ItemState.VIOLATED


def test_a_contact_that_ends_before_the_deadline_leaves_it_unknown() -> None:
    watching = monitor(NOTICE)
    assert watching.close(10) == []
    assert state(watching, "notice") is ItemState.UNKNOWN


# -- clocks that something starts


def test_the_clock_starts_when_the_words_that_call_for_it_end() -> None:
    watching = monitor(APOLOGY)
    assert watching.next_deadline() is None
    assert watching.on_utterance(said("sorry to keep you waiting", 1), 1) == []
    (owed,) = watching.on_utterance(said("it is broken", 8, 11, by=CUSTOMER), 12)
    assert (owed.state, owed.at, owed.deadline) == ("owed", 12, 31.0)
    assert brief(watching.tick(40)) == [("apology", "violated", 31.0)]


def test_it_starts_once() -> None:
    watching = monitor(APOLOGY)
    watching.on_utterance(said("broken", 10, by=CUSTOMER), 10)
    watching.on_utterance(said("sorry", 15), 15)
    assert watching.on_utterance(said("broken", 50, by=CUSTOMER), 50) == []
    assert watching.tick(100) == []
    assert state(watching, "apology") is ItemState.MET


def test_an_answer_recognised_before_the_question_still_counts() -> None:
    watching = monitor(APOLOGY)
    assert watching.on_utterance(said("I am so sorry", 9, 10), 11) == []
    assert watching.on_utterance(said("a long story, it is broken", 5, 12, by=CUSTOMER), 13) == []
    assert state(watching, "apology") is ItemState.MET


def test_a_question_recognised_after_its_deadline_is_told_at_once() -> None:
    watching = monitor(APOLOGY)
    prompts = watching.on_utterance(said("broken", 5, by=CUSTOMER), 90)
    assert brief(prompts) == [("apology", "violated", 90)]
    assert prompts[0].deadline == 25


def test_the_other_side_does_not_count() -> None:
    watching = monitor(APOLOGY, NOTICE)
    watching.on_utterance(said("is this recorded", 1, by=CUSTOMER), 1)
    watching.on_utterance(said("is it broken", 2), 2)
    assert (state(watching, "apology"), state(watching, "notice")) == (ItemState.OPEN, ItemState.OWED)


# -- order


def test_what_must_wait_and_came_first_is_a_violation_with_its_words() -> None:
    watching = monitor(IDENTITY)
    (violated,) = watching.on_utterance(said("Your balance is 40", 10), 10)
    assert violated.evidence is not None
    assert (violated.state, violated.say, violated.evidence.quote) == ("violated", "Ask first.", "balance")
    (after,) = watching.on_utterance(said("your birthday?", 20), 20)
    assert (after.state, after.say) == ("violated", "")
    assert state(watching, "identity") is ItemState.VIOLATED


def test_words_first_or_in_the_same_breath_are_kept() -> None:
    for lines in (["your birthday?", "your balance is 4"], ["after your birthday I tell the balance"]):
        watching = monitor(IDENTITY)
        for at, line in enumerate(lines):
            assert watching.on_utterance(said(line, at), at) == []
        assert state(watching, "identity") is ItemState.MET


def test_words_spoken_first_and_recognised_second_take_the_violation_back() -> None:
    watching = monitor({**IDENTITY, "absent_by": {"says": says("birthday"), "before": says("balance", role="any")}})
    watching.on_utterance(said("so what is the balance", 9, by=CUSTOMER), 10)
    assert state(watching, "identity") is ItemState.VIOLATED
    (met,) = watching.on_utterance(said("your birthday please", 5, 9), 11)
    assert met.state == "met"
    assert state(watching, "identity") is ItemState.MET


def test_what_never_came_leaves_the_rule_open() -> None:
    watching = monitor(IDENTITY)
    assert watching.close(60) == []
    assert state(watching, "identity") is ItemState.OPEN


# -- until the end


def test_closing_words_are_owed_without_a_prompt_and_violated_at_the_end() -> None:
    watching = monitor(CLOSING)
    assert watching.tick(500) == []
    assert state(watching, "closing") is ItemState.OWED
    (violated,) = watching.close(600)
    assert (violated.state, violated.at) == ("violated", 600)
    assert watching.on_utterance(said("anything else?", 601), 601) == watching.close(700) == []
    assert state(watching, "closing") is ItemState.VIOLATED


def test_closing_words_that_something_calls_for_are_prompted_then() -> None:
    watching = monitor({**CLOSING, "absent_by": {**CLOSING["absent_by"], "after": says("bye", role="customer")}})  # type: ignore[dict-item]
    assert brief(watching.on_utterance(said("bye", 50, by=CUSTOMER), 51)) == [("closing", "owed", 51)]
    assert brief(watching.on_utterance(said("anything else?", 55), 56)) == [("closing", "met", 56)]
    assert watching.close(60) == []


# -- forbidden words, advice


def test_forbidden_words_are_told_each_time_with_the_proof_of_that_time() -> None:
    watching = monitor(FORBIDDEN)
    assert watching.on_utterance(said("I cannot guarantee it", 1), 1) == []
    for at in (5, 9):
        (prompt,) = watching.on_utterance(said("I guarantee it", at), at)
        assert (prompt.state, prompt.severity) == ("violated", "urgent")
        assert prompt.evidence is not None
        assert prompt.evidence.at == prompt.why["conditions"]["says"]["time"] == at
    assert watching.on_utterance(said("guarantee", 10, by=CUSTOMER), 10) == []
    assert watching.close(20) == []
    assert state(watching, "forbidden") is ItemState.VIOLATED


def test_forbidden_words_that_never_came_are_met_at_the_end() -> None:
    watching = monitor(FORBIDDEN, ADVICE)
    assert state(watching, "forbidden") is ItemState.OPEN
    assert watching.close(20) == []
    assert (state(watching, "forbidden"), state(watching, "advice")) == (ItemState.MET, ItemState.OPEN)


def test_advice_is_no_violation() -> None:
    (prompt,) = monitor(ADVICE).on_utterance(said("I want to cancel", 3, by=CUSTOMER), 3)
    assert (prompt.state, prompt.say, prompt.severity) == ("advice", "Ask why.", "advice")


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
    assert watching.tick(60) == watching.close(60) == []
    assert state(watching, "notice") is ItemState.UNKNOWN


def test_unsure_words_in_time_soften_a_violation_that_was_told() -> None:
    watching = monitor(NOTICE)
    watching.tick(31)
    assert brief(watching.on_utterance(said("recorded", 29, confidence=0.1), 32)) == [("notice", "advice", 32)]
    assert state(watching, "notice") is ItemState.UNKNOWN


def test_unsure_words_neither_break_nor_start_a_rule() -> None:
    watching = monitor(FORBIDDEN, IDENTITY, APOLOGY)
    for words, by in (("guarantee", Speaker.AGENT), ("balance", Speaker.AGENT), ("broken", CUSTOMER)):
        assert watching.on_utterance(said(words, 5, by=by, confidence=0.2), 5) == []
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


def test_what_is_not_final_decides_nothing() -> None:
    watching = monitor(NOTICE, FORBIDDEN)
    assert watching.on_utterance(said("recorded guarantee", 1, final=False), 1) == []
    assert (state(watching, "notice"), state(watching, "forbidden")) == (ItemState.OWED, ItemState.OPEN)


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
    node = violated.why["conditions"]["says"]
    # The nearest miss is what an agent or maintainer wants to see.
    assert (node["met"], node["utterance"], node["any"][0]["score"], node["any"][0]["threshold"]) == (
        False,
        "agent-1",
        0.5,
        0.8,
    )


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
        for condition in why["conditions"].values():
            assert isinstance(condition["met"], bool)
            assert all(
                isinstance(node["met"], bool) for part in ("any", "all", "none") for node in condition.get(part, [])
            )


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
