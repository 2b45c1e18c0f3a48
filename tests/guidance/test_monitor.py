"""The monitor: what is owed, when it is prompted, how it is kept, broken, taken back and proved."""

from __future__ import annotations

from agent_assist.datatypes import ItemState
from tests.guidance.words import (
    ADVICE,
    APOLOGY,
    CLOSING,
    CUSTOMER,
    FORBIDDEN,
    IDENTITY,
    NOTICE,
    brief,
    monitor,
    said,
    says,
    state,
)

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
        assert prompt.evidence.at == prompt.why["tree"]["marks"][-1]["time"] == at
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
