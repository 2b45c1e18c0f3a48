"""What reaches the agent, what came of it, and which contacts a rule is for."""

from __future__ import annotations

from typing import Any

import pytest

from agent_assist.datatypes import Channel, ItemState, Prompt, Speaker
from agent_assist.guidance.monitor import Monitor
from tests.guidance.words import CUSTOMER, brief, compiled, monitor, said, says

PROMISE: dict[str, Any] = {"id": "promise", "severity": "urgent", "says": says("promise")}


def promises(watching: Monitor, *times: float) -> list[Prompt]:
    return [prompt for at in times for prompt in watching.on_utterance(said("I promise", at), at)]


def statuses(watching: Monitor) -> list[tuple[float, str]]:
    return [(firing.at, firing.status) for firing in watching.firings()]


def test_after_a_prompt_there_is_a_pause() -> None:
    watching = monitor({**PROMISE, "cooldown": 10})
    assert brief(promises(watching, 1, 5, 11)) == [("promise", "violated", 1), ("promise", "violated", 11)]
    assert statuses(watching) == [(1, "shown"), (5, "suppressed"), (11, "shown")]
    assert all(firing.why["tree"]["value"] == "true" for firing in watching.firings())


@pytest.mark.parametrize(("limit", "shown"), [({"once": True}, 1), ({"max": 2}, 2)])
def test_a_rule_prompts_so_often_and_no_more(limit: dict[str, Any], shown: int) -> None:
    assert len(promises(monitor({**PROMISE, **limit}), 1, 2, 3)) == shown


def test_a_prompt_taken_back_does_not_count() -> None:
    watching = monitor({**PROMISE, "once": True})
    watching.on_utterance(said("promise", 1, final=False), 1)
    assert brief(watching.on_utterance(said("premise", 1), 2)) == [("promise", "withdrawn", 2)]
    assert brief(promises(watching, 5)) == [("promise", "violated", 5)]


def test_what_suppresses_a_rule() -> None:
    watching = monitor({**PROMISE, "suppress_if": {"attr": {"name": "kind", "is": "test"}}})
    assert len(promises(watching, 1)) == 1
    watching.on_attributes({"kind": "Test"}, 2)
    assert promises(watching, 3) == []
    assert statuses(watching)[-1] == (3, "suppressed")


def test_a_prompt_waits_until_the_agent_has_finished() -> None:
    watching = monitor({"id": "angry", "says": says("angry", role="customer"), "hold_while": ["speaking", "typing"]})
    watching.on_utterance(said("well you", 1, 2, final=False), 2)
    assert watching.on_utterance(said("I am angry", 2, by=CUSTOMER), 3) == []
    assert brief(watching.on_utterance(said("well you see", 1, 4), 4)) == [("angry", "violated", 4)]
    watching.on_typing(True, 5)
    assert watching.on_utterance(said("so angry", 6, by=CUSTOMER), 6) == []
    assert brief(watching.on_typing(False, 8)) == [("angry", "violated", 8)]


def test_words_that_never_become_final_hold_nothing_for_ever() -> None:
    watching = monitor({"id": "angry", "says": says("angry", role="customer"), "hold_while": ["speaking"]})
    watching.on_utterance(said("well you", 1, 2, final=False), 2)
    assert watching.on_utterance(said("I am angry", 2, by=CUSTOMER), 3) == []
    assert brief(watching.tick(20)) == [("angry", "violated", 7)]


def test_a_prompt_expires() -> None:
    watching = monitor({**PROMISE, "expiry": 5})
    promises(watching, 1)
    assert watching.next_deadline() == 6
    assert brief(watching.tick(10)) == [("promise", "withdrawn", 6)]
    assert watching.states() == {"promise": ItemState.VIOLATED}


def test_of_a_group_the_weightiest_stands() -> None:
    heavy = {"id": "heavy", "says": says("lawyer", role="any"), "group": "one", "priority": 90}
    light = {"id": "light", "says": says("refund", role="any"), "group": "one", "priority": 10}
    watching = monitor(light, heavy)
    assert brief(watching.on_utterance(said("refund", 1), 1)) == [("light", "violated", 1)]
    both = watching.on_utterance(said("my lawyer", 2), 2)
    assert brief(both) == [("light", "withdrawn", 2), ("heavy", "violated", 2)]
    assert watching.on_utterance(said("refund", 3), 3) == []
    watching.on_answer("heavy", "dismissed", 4, "not my case")
    assert brief(watching.on_utterance(said("refund", 5), 5)) == [("light", "violated", 5)]
    answered = next(firing for firing in watching.firings() if firing.rule_id == "heavy")
    assert (answered.answer, answered.answer_reason) == ("dismissed", "not my case")


def test_of_one_moment_the_weightier_comes_first() -> None:
    first, second = {**PROMISE, "id": "a", "priority": 10}, {**PROMISE, "id": "b", "priority": 20}
    assert [prompt.rule_id for prompt in promises(monitor(first, second), 1)] == ["b", "a"]


@pytest.mark.parametrize(
    ("at", "words", "confidence", "followed"),
    [(11, "sorry", 1, "yes"), (11.1, "sorry", 1, "no"), (5, "sorry", 0.1, "unknown"), (5, "well", 1, "no")],
)
def test_whether_the_agent_did_as_asked(at: float, words: str, confidence: float, followed: str) -> None:
    watching = monitor({**PROMISE, "follow": {"says": says("sorry"), "within": 10}})
    promises(watching, 1)
    assert watching.firings()[0].followed == ""
    watching.on_utterance(said(words, at, confidence=confidence), at)
    watching.tick(20)
    assert watching.firings()[0].followed == followed


def test_shadow_rules_are_judged_and_kept_but_not_shown() -> None:
    watching = monitor({**PROMISE, "status": "shadow", "checklist": True})
    assert promises(watching, 1) == []
    assert (statuses(watching), watching.checklist()) == ([(1, "shadow")], ())
    assert watching.check_draft("I promise", 2) == ()
    assert monitor({**PROMISE, "status": "draft"}).states() == {}


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        ({"effective": {"from": "2026-05-01", "until": "2026-05-01"}}, True),
        ({"effective": {"from": "2026-05-02"}}, False),
        ({"effective": {"until": "2026-04-30"}}, False),
        ({"languages": ["sv", "en"]}, True),
        ({"languages": ["sv"]}, False),
        ({"queues": ["loans"]}, True),
        ({"queues": ["cards"]}, False),
    ],
)
def test_for_which_contacts_a_rule_is(scope: dict[str, Any], holds: bool) -> None:
    rules = compiled({**PROMISE, **scope})
    watching = Monitor(rules, Channel.CALL, "en", attributes={"queue": "loans"}, today="2026-05-01")
    assert bool(watching.states()) == holds


def test_what_to_say_is_filled_with_what_is_known() -> None:
    watching = monitor({**PROMISE, "say": "{{ name }}, order {{ order }}", "slots": ["name", "order"]})
    watching.on_attributes({"name": "Karin"}, 0.5)
    (prompt,) = promises(watching, 1)
    assert prompt.say == "Karin, order «order»"


def test_a_draft_with_data_about_to_be_disclosed_is_told() -> None:
    rule = {"id": "card", "severity": "urgent", "says": {"role": "agent", "any": [{"entity": "card_number"}]}}
    watching = monitor(rule)
    (found,) = watching.check_draft("Your card is 4111 1111 1111 1111.", 1)
    assert (found.rule_id, found.quote) == ("card", "4111 1111 1111 1111")
    assert watching.check_draft("Your card is 4111 1111 1111 1112.", 2) == ()
    assert watching.states() == {"card": ItemState.OPEN}


def test_what_is_known_is_bounded() -> None:
    watching = monitor(PROMISE, {"silence": {"seconds": 5}}, {"repeat": {"role": "agent"}})
    for number in range(2000):
        watching.on_utterance(said("I promise this and that", number, number + 1), number + 1)
        watching.on_state("hold", number + 1)
        watching.on_state("resume", number + 1)
        watching.on_audio(Speaker.AGENT, number % 2 == 0, number + 1)
    record = watching._record
    assert len(record.talks) <= 256
    assert all(len(marks) <= 256 for marks in record.marks.values())
    assert max(len(record.spells), len(record.lost[Speaker.AGENT])) <= 64
    assert len(watching.firings()) <= 500
