"""Call flows: read with exact complaints, followed by what is said, nothing asked twice, the next step proposed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.errors import SourceError
from agent_assist.guidance.flow_tracking import MOST, Place, checklist, done, hear, proposals, recognise
from agent_assist.guidance.flows import Flow, FlowError, StepKind, parse_flows, procedure_flow
from agent_assist.guidance.scripts import read_script
from agent_assist.guidance.slots import answer, find_value

MOVING = {
    "id": "moving",
    "title": {"en": "Moving house", "sv": "Flytt"},
    "when": ["We are moving next month"],
    "steps": [
        {"id": "hello", "kind": "open", "say": {"en": "Hello, how can I help?", "sv": "Hej, vad gäller det?"}},
        {"id": "name", "say": {"en": "What is your name?"}, "slot": "customer_name", "type": "name"},
        {"id": "address", "say": {"en": "What is the new address?"}, "slot": "new_address"},
        {"id": "day", "say": {"en": "On which day do you move in?"}, "slot": "moving_date", "type": "day"},
        {
            "id": "check",
            "do": "Look whether there is fibre",
            "next": [{"to": "book", "when": "fibre"}, {"to": "none", "when": "no fibre"}],
        },
        {
            "id": "book",
            "say": {"en": "There is fibre at {{ new_address }}. Shall I book the move?"},
            "next": [{"to": "booked", "when": "yes"}, {"to": "more", "when": "no"}],
        },
        {"id": "none", "say": {"en": "I am sorry, there is no fibre at that address."}, "next": "more"},
        {"id": "booked", "say": {"en": "The move is booked."}},
        {"id": "more", "kind": "more", "say": {"en": "Is there anything else?"}},
        {"id": "bye", "kind": "close", "say": {"en": "Thank you and goodbye."}, "next": []},
    ],
}


def flow(**more: Any) -> Flow:
    (read,) = parse_flows([{**MOVING, **more}])
    return read


def after(place: Place, *lines: str) -> Place:
    """The place after lines such as `a: Hello` and `c: Hi`."""
    for line in lines:
        place = hear(place, Speaker.AGENT if line[0] == "a" else Speaker.CUSTOMER, line[3:], "en")
    return place


def ids(place: Place) -> list[str]:
    return [step.id for step in proposals(place)]


def test_a_contact_led_from_the_greeting_to_the_farewell() -> None:
    place = Place(flow())
    assert ids(place)[0] == "hello"
    place = after(place, "a: Hello, how can I help?", "c: We are moving next month.")
    assert ids(place)[0] == "name"
    place = after(place, "a: What is your name?", "c: Karin Lindqvist")
    assert place.slots == {"customer_name": "Karin Lindqvist"}
    place = after(
        place, "a: What is the new address?", "c: Björkgatan 12", "a: On which day do you move in?", "c: Friday"
    )
    assert place.slots["moving_date"] == "Friday"
    assert ids(place)[:2] == ["book", "none"]
    place = after(place, "a: There is fibre at Björkgatan 12. Shall I book the move?", "c: Yes please")
    assert (place.at, ids(place)[0]) == ("book", "booked")
    place = after(place, "a: The move is booked.")
    assert ids(place)[0] == "more"
    place = after(place, "a: Is there anything else?", "c: No, that's all.")
    assert ids(place)[0] == "bye"


def test_what_was_told_unasked_is_not_asked_for() -> None:
    place = after(Place(flow()), "c: Hi, my name is Karin Lindqvist and we move on Friday.")
    assert place.slots == {"customer_name": "Karin Lindqvist", "moving_date": "Friday"}
    assert ids(place)[0] == "address"


def test_an_answer_replaces_what_was_overheard() -> None:
    place = after(Place(flow()), "c: My name is Karin and we move on Friday.")
    place = after(place, "a: On which day do you move in?", "c: On Sunday, sorry.")
    assert place.slots["moving_date"] == "Sunday"


def test_other_words_for_a_line_are_recognised_and_small_talk_is_none() -> None:
    place = Place(flow())
    assert recognise(place, "And what is the new address, please?", "en") == "address"
    assert recognise(place, "Lovely weather today.", "en") is None
    assert (
        recognise(place, "Lovely weather today.", "en", lambda line, text: float("new address?" in line)) == "address"
    )


def test_a_customer_who_does_not_know_is_asked_for_something_else() -> None:
    steps = [
        {
            "id": "number",
            "say": "What is your customer number?",
            "slot": "number",
            "type": "code",
            "next": [{"to": "bill"}, {"to": "born", "when": "unsure"}],
        },
        {"id": "born", "say": "When were you born?", "slot": "born", "type": "day", "next": "bill"},
        {"id": "bill", "say": "Your bill is paid."},
    ]
    place = Place(flow(steps=steps))
    place = after(place, "a: What is your customer number?", "c: I don't know it")
    assert ids(place)[0] == "born"
    place = after(Place(flow(steps=steps)), "a: What is your customer number?", "c: It is 48213")
    assert ids(place)[0] == "bill"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"wehn": ["x"]}, "Did you mean 'when'?"),
        ({"steps": [{"id": "a", "say": "x", "do": "y"}]}, "steps.1 needs either `say` or `do`"),
        ({"steps": [{"id": "a"}]}, "steps.1 needs either `say` or `do`"),
        ({"steps": [{"id": "a", "say": "x", "next": "b"}]}, "names 'b', which there is not"),
        ({"steps": [{"id": "a", "say": "x"}, {"id": "a", "say": "y"}]}, "taken by another step"),
        ({"steps": [{"id": "a", "say": "x?", "type": "dya"}]}, "Did you mean 'day'?"),
        ({"steps": [{"id": "a", "say": "x?", "kind": "aks"}]}, "Did you mean 'ask'?"),
        ({"steps": [{"id": "a", "say": "x", "optional": "yes"}]}, "must be true or false"),
        ({"steps": [{"id": "a", "say": "x", "next": [{"too": "a"}]}]}, "Did you mean 'to'?"),
        ({"steps": []}, "at least one entry"),
        ({"title": " "}, "not empty"),
        ({"ordered": "yes"}, "must be true or false"),
        ({"steps": ["a"]}, "must be a mapping"),
    ],
)
def test_what_is_wrong_is_said_exactly(change: dict[str, Any], told: str) -> None:
    with pytest.raises(FlowError) as caught:
        flow(**change)
    assert told in str(caught.value)
    assert caught.value.index == 0


def test_two_flows_of_one_id_are_refused() -> None:
    with pytest.raises(FlowError, match="taken by another flow"):
        parse_flows([MOVING, MOVING])


def test_a_script_as_a_graph_finds_its_branches() -> None:
    read = read_script(
        {
            "task": "book_table",
            "graph": {
                "hello": "ask_name",
                "ask_name": "table_ask_time",
                "table_ask_time": "query_check",
                "available": "table_ask_confirm",
                "unavailable": "table_full",
                "yes": "query_book",
                "no": "ask_name",
                "query_success": "table_booked",
                "query_failure": "table_failed",
                "info_missing": "table_ask_phone",
            },
            "replies": {
                "hello": "Hello, how can I help?",
                "ask_name": "What is your name?",
                "table_ask_time": "At what time?",
                "table_ask_phone": "What is your phone number?",
                "table_ask_confirm": "There is a table at {time:s}. Shall I book it?",
                "table_full": "I am sorry, we are full.",
                "table_booked": "The table is yours.",
                "table_failed": "That did not work.",
                "table_nothing_found": "I found nothing.",
                "anything_else": "Is there anything else?",
                "goodbye_1": "Goodbye.",
                "available": "Available",
                "unavailable": "Unavailable",
                "yes": "Yes",
                "no": "No",
                "query_success": "Succeeded",
                "query_failure": "Failed",
                "query_check": "Query Check",
                "query_book": "Query Book",
                "info_missing": "Info missing",
            },
        }
    )
    following = {name: {(one.when, one.to) for one in step.next} for name, step in read.steps.items()}
    assert {("available", "table_ask_confirm"), ("unavailable", "table_full")} <= following["query_check"]
    assert {("query_success", "table_booked"), ("query_failure", "table_failed")} <= following["query_book"]
    assert following["table_ask_confirm"] == {("yes", "query_book"), ("no", "ask_name")}
    assert ("unsure", "table_ask_phone") in following["table_ask_time"]
    assert read.steps["query_check"].kind is StepKind.DO
    assert read.steps["goodbye_1"].kind is StepKind.CLOSE
    assert read.steps["anything_else"].kind is StepKind.MORE
    assert read.steps["table_ask_confirm"].say[""] == "There is a table at {{ time }}. Shall I book it?"
    assert "yes" not in read.steps


@pytest.mark.parametrize(
    "script",
    [
        {},
        {"task": "x", "graph": {}, "replies": {}},
        {"task": "x", "graph": [], "replies": {}},
        {"subflow": "x", "actions": []},
    ],
)
def test_what_is_no_script_is_refused(script: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        read_script(script)


def test_a_procedure_is_a_checklist_that_is_ticked_off() -> None:
    read = procedure_flow({"subflow": "reset_2fa", "actions": ["pull-up-account", "send-link", "send-link"]})
    assert read.ordered
    place = Place(read)
    assert [(item.title, item.done, item.next) for item in checklist(place, "en")] == [
        ("Pull up account", False, True),
        ("Send link", False, False),
        ("Send link", False, False),
    ]
    place = done(done(place, "pull-up-account"), "send-link")
    assert [(item.step_id, item.done, item.next) for item in checklist(place, "en")] == [
        ("pull-up-account", True, False),
        ("send-link", True, False),
        ("send-link-2", False, True),
    ]


@pytest.mark.parametrize(
    ("text", "form", "asked", "value"),
    [
        ("My name is Karin Lindqvist", "name", False, "Karin Lindqvist"),
        ("Karin", "name", True, "Karin"),
        ("Karin", "name", False, ""),
        ("Jag heter Åsa", "name", False, "Åsa"),
        ("我叫王小明", "name", False, "王小明"),
        ("on Friday please", "day", False, "Friday"),
        ("på fredag", "day", False, "fredag"),
        ("下周二可以吗", "day", False, "周二"),
        ("at 11:30 or so", "time", False, "at 11:30"),
        ("klockan 14", "time", False, "klockan 14"),
        ("下午三点", "time", False, "下午三点"),
        ("for six people", "number", False, "six"),
        ("it is N-48213", "code", False, "N-48213"),
        ("400 kronor", "amount", False, "400 kronor"),
        ("a.b@example.org it is", "email", False, "a.b@example.org"),
        ("yes please", "yes_no", True, "yes"),
        ("nej tack", "yes_no", True, "no"),
        ("yes please", "yes_no", False, ""),
        ("the blue one", "text", True, "the blue one"),
        ("the blue one", "text", False, ""),
        ("no idea", "text", True, ""),
    ],
)
def test_values_found_in_what_people_say(text: str, form: str, asked: bool, value: str) -> None:
    assert find_value(text, form, asked=asked) == value


@pytest.mark.parametrize(
    ("text", "given"),
    [("Yes", "yes"), ("ja tack", "yes"), ("好的", "yes"), ("Nope", "no"), ("不用了", "no"), ("I forgot", "unsure"),
     ("det vet jag inte", "unsure"), ("不知道", "unsure"), ("blue", "")],
)  # fmt: skip
def test_answers(text: str, given: str) -> None:
    assert answer(text) == given


LINES = st.lists(
    st.tuples(
        st.sampled_from(list(Speaker)),
        st.sampled_from(
            [str(step.get("say", {}).get("en", "x")) for step in MOVING["steps"]] + ["yes", "no", "Friday", "?"]
        ),  # type: ignore[attr-defined]
    ),
    max_size=12,
)


@given(LINES)
def test_whatever_is_said_the_next_step_is_one_of_the_flow_and_the_place_follows_from_the_lines(
    lines: list[tuple[Speaker, str]],
) -> None:
    one = two = Place(flow())
    for speaker, text in lines:
        one = hear(one, speaker, text, "en")
        shown = proposals(one)
        assert len({step.id for step in shown}) == len(shown) <= MOST
        assert all(one.flow.steps[step.id].say for step in shown)
    for speaker, text in lines:
        two = hear(two, speaker, text, "en")
    assert one == two
