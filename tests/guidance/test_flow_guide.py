"""A contact led through its flows: chosen, left and come back to, mended, and what past contacts teach."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.errors import BundleError
from agent_assist.guidance.flow_choice import CompiledFlows, flow_lines
from agent_assist.guidance.flow_guide import FlowGuide
from agent_assist.guidance.flow_tracking import Place
from agent_assist.guidance.flows import FlowError, parse_flows
from agent_assist.guidance.habits import Habits, turns_of

FAULT = {
    "id": "fault",
    "title": {"en": "Fault", "sv": "Fel"},
    "attributes": {"kind": "fault"},
    "when": ["nothing works"],
    "triggers": ["(router|box) ~2 dead"],
    "steps": [
        {"id": "code", "say": {"en": "Which code is shown?", "sv": "Vilken kod visas?"},
         "slot": "code", "regex": r"\bE-\d{3}\b"},
        {"id": "name", "say": "What is your name?", "slot": "name", "type": "name"},
        {"id": "plug", "say": "Pull the plug, {{ name }}."},
        {"id": "wait", "say": "Then wait five minutes."},
        {"id": "bye", "kind": "close", "say": "Goodbye.", "next": []},
    ],
}  # fmt: skip
MOVE = {
    "id": "move",
    "title": "Move",
    "triggers": ["moving"],
    "steps": [
        {"id": "who", "say": "May I have your name?", "slot": "name", "type": "name"},
        {"id": "where", "say": "What is the new address?", "slot": "address"},
        {"id": "book", "do": "Book it", "next": "done"},
        {"id": "done", "say": "It is booked.", "next": []},
    ],
}


def encode(text: str) -> npt.NDArray[np.float32]:
    """A vector by letters: alike texts have alike vectors."""
    vector = np.zeros(64, np.float32)
    for one, two in zip(text.casefold(), text.casefold()[1:], strict=False):
        vector[hash_of(one + two) % 64] += 1
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def hash_of(pair: str) -> int:
    return ord(pair[0]) * 31 + ord(pair[1])


FLOWS = CompiledFlows.of(parse_flows([FAULT, MOVE]), encode)


def guide(**attributes: Any) -> FlowGuide:
    return FlowGuide(FLOWS, "en", attributes)


def say(led: FlowGuide, *lines: str, first: int = 0) -> FlowGuide:
    for number, line in enumerate(lines, first):
        at = 10.0 * number
        speaker = Speaker.AGENT if line[0] == "a" else Speaker.CUSTOMER
        led.on_utterance(Utterance(f"u{number}", speaker, line[3:], at, at + 5))
    return led


def test_a_trigger_or_what_means_the_same_calls_for_a_flow_and_small_talk_does_not() -> None:
    assert say(guide(), "c: The router seems dead").shown().flow == "fault"
    assert say(guide(), "c: Nothing works!").shown().flow == "fault"
    assert say(guide(), "c: Lovely weather today, is it not").shown().flow == ""
    assert say(guide(), "a: The router is dead").shown().flow == "", "the customer calls for a flow, not the agent"


def test_what_is_known_beforehand_is_not_asked_for() -> None:
    shown = guide(kind="fault", name="Karin", code="E-203").shown()
    assert shown.now is not None
    assert (shown.now.step, shown.now.ask) == ("plug", "Pull the plug, Karin.")
    assert shown.slots == {"code": "E-203", "name": "Karin"}


def test_another_flow_knows_what_was_said_in_the_first_and_the_first_is_come_back_to() -> None:
    led = say(guide(), "c: My name is Karin Lindqvist", "c: the router is dead, it shows E-203")
    assert led.shown().slots == {"code": "E-203", "name": "Karin Lindqvist"}
    led = say(led, "a: Pull the plug, Karin.", "c: Also we are moving", first=2)
    led = say(led, "a: What is the new address?", "c: Lake Street 2.", first=4)
    shown = led.shown()
    assert (shown.flow, shown.now and shown.now.step) == ("move", "done")
    assert shown.slots["address"] == "Lake Street 2"
    led.on_attributes({"flow": "fault"})
    assert [step.step for step in led.shown().done] == ["plug"]


def test_a_question_asked_before_the_flow_began_is_not_asked_again() -> None:
    led = say(guide(), "a: Hello, may I have your name?", "c: It is me again", "c: we are moving")
    assert led.shown().now is not None
    assert led.shown().now.step == "where"  # type: ignore[union-attr]


def test_what_is_done_in_silence_is_ticked_off_with_its_time() -> None:
    led = say(guide(), "c: we are moving")
    led.on_step("book", 42.0)
    led.on_step("nowhere", 43.0)
    assert [(step.step, step.title, step.at) for step in led.shown().done] == [("book", "Book it", 42.0)]


def test_the_first_statement_after_the_question_is_the_answer() -> None:
    led = say(
        guide(), "c: we are moving", "a: What is the new address?", "c: Lake Street 2. Is that far?", "c: No, fine."
    )
    assert led.shown().slots == {"address": "Lake Street 2"}


def test_the_words_are_those_of_the_contact_s_language() -> None:
    led = FlowGuide(FLOWS, "sv", {"kind": "fault"})
    assert led.shown().title == "Fel"
    assert led.shown().now is not None
    assert led.shown().now.ask == "Vilken kod visas?"  # type: ignore[union-attr]


LINES = st.lists(
    st.sampled_from(
        ["c: the router is dead", "c: we are moving", "c: E-203", "a: Which code is shown?", "c: Karin",
         "a: It is booked.", "a: What is your name?", "c: thanks, bye", "a: Pull the plug",
         "c: My name is Olle"]
    ),
    min_size=1, max_size=10,
)  # fmt: skip


@given(LINES, st.data())
def test_a_mended_line_leads_where_it_would_have_led_at_once(lines: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    wrong = data.draw(st.sampled_from(["E-999", "moving", "Which code is shown?", "hm"]))
    led = say(guide(), *[line[:3] + wrong if number == place else line for number, line in enumerate(lines)])
    at = 10.0 * place
    speaker = Speaker.AGENT if lines[place][0] == "a" else Speaker.CUSTOMER
    led.on_utterance(Utterance(f"u{place}", speaker, lines[place][3:], at, at + 5, corrected=True))
    assert led.shown() == say(guide(), *lines).shown()


def test_past_contacts_teach_what_usually_comes_next() -> None:
    flow = FLOWS.flows[0]
    past = [
        (Speaker.CUSTOMER, "the router is dead and my time is short"),
        (Speaker.AGENT, "Then wait five minutes."),
        (Speaker.CUSTOMER, "thank you"),
        (Speaker.AGENT, "Goodbye."),
    ]
    turns = turns_of(flow, past, "en", FLOWS.alike)
    assert [(turn.at, turn.step) for turn in turns] == [("", "wait"), ("wait", "bye")]
    vectors = np.stack([encode(turn.said) for turn in turns])
    habits = Habits.of([(turn.flow, turn.at, turn.step) for turn in turns], vectors)
    learned = CompiledFlows.of(FLOWS.flows, encode, habits=habits)
    said = "my router is dead and my time is short"
    assert FLOWS.next_steps(Place(flow, greeting=False), said, 2)[0].id == "code"
    assert learned.next_steps(Place(flow, greeting=False), said, 2)[0].id == "wait"
    assert learned.next_steps(Place(flow, greeting=False), "qqqq", 2)[0].id == "code"


def test_vectors_that_do_not_belong_to_the_flows_are_refused() -> None:
    lines = flow_lines(FLOWS.flows)
    stored = np.stack([encode(line) for line in lines])
    assert CompiledFlows.of(FLOWS.flows, encode, stored).called_by("nothing works at all") is not None
    with pytest.raises(BundleError):
        CompiledFlows.of(FLOWS.flows, encode, stored[1:])
    with pytest.raises(BundleError):
        Habits.of([("fault", "", "code")], stored)


@pytest.mark.parametrize(
    ("change", "told", "path"),
    [
        ({"triggers": ["* ~"]}, "is no pattern", ("triggers", 0)),
        ({"attributes": "fault"}, "must be a mapping", ("attributes",)),
        ({"title": {"english": "Fault"}}, "Did you mean 'en'?", ("title", "english")),
        ({"steps": [{"id": "a", "say": "{{ nmae }}!", "slot": "name"}]}, "Did you mean 'name'?", ("steps", 0, "say")),
        ({"steps": [{"id": "a", "say": "Hello {{ name }}"}]}, "Add it to the flow's `slots`", ("steps", 0, "say")),
        ({"steps": [{"id": "a", "say": {"en": "Hello {% x"}}]}, "cannot be filled", ("steps", 0, "say", "en")),
        ({"steps": [{"id": "a", "say": "x", "slot": "s", "regex": "(a+)+$"}]}, "is refused", ("steps", 0, "regex")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(change: dict[str, Any], told: str, path: tuple[str | int, ...]) -> None:
    with pytest.raises(FlowError) as caught:
        parse_flows([{**FAULT, **change}])
    assert told in str(caught.value)
    assert caught.value.path == path


def test_the_article_that_answers_a_line_begins_its_flow_with_that_line() -> None:
    flows = CompiledFlows.of(parse_flows([{**FAULT, "articles": ["faults"]}, MOVE]), encode)
    led = say(FlowGuide(flows, "en", {}), "c: It shows E-203 all the time")
    assert led.shown().flow == ""
    led.on_answer("u0", "invoices.en", "en")
    assert led.shown().flow == ""
    led.on_answer("u0", "faults.en", "en")
    assert (led.shown().flow, led.shown().slots) == ("fault", {"code": "E-203"})
    led.on_utterance(Utterance("u0", Speaker.CUSTOMER, "Lovely weather", 0.0, 5.0, corrected=True))
    assert led.shown().flow == "", "the words that it answered were others"
