"""What holds for every contact: the cadence of the clock changes nothing, and a replay gives what was given live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Channel, ItemState, Prompt, Speaker, Utterance
from agent_assist.guidance.monitor import Monitor
from tests.guidance.words import compiled, says

WORDS = ("recorded", "birthday", "balance", "broken", "sorry", "guarantee", "else", "one two three")

RULES = compiled(
    {"id": "notice", "absent_by": {"says": says("recorded"), "within": 30, "warn": 15}},
    {"id": "at-once", "absent_by": {"says": says("recorded", role="any"), "within": 10}},
    {"id": "order", "absent_by": {"says": says("birthday"), "before": says("balance", role="any")}},
    {
        "id": "order-in-time",
        "absent_by": {"says": says("birthday"), "before": says("balance"), "within": 40, "warn": 5},
    },
    {"id": "apology", "absent_by": {"says": says("sorry"), "after": says("broken", role="customer"), "within": 12}},
    {
        "id": "apology-first",
        "absent_by": {
            "says": says("sorry"),
            "after": says("broken", role="any"),
            "before": says("balance"),
            "within": 25,
            "warn": 3,
        },
    },
    {"id": "closing", "absent_by": {"says": says("else"), "by_end": True}},
    {"id": "closing-called", "absent_by": {"says": says("else"), "by_end": True, "after": says("balance", role="any")}},
    {"id": "never", "severity": "urgent", "says": says("guarantee", none=[{"exact": "sorry"}])},
    {"id": "meaning", "severity": "advice", "says": {"role": "any", "any": [{"semantic": "one two", "score": 0.6}]}},
)


@dataclass(frozen=True)
class Heard:
    """An utterance, and how long after its end it was recognised."""

    utterance: Utterance
    now: float


@st.composite
def contacts(draw: st.DrawFn) -> tuple[Heard, ...]:
    """Whole half seconds, so that deadlines are often hit exactly; recognised in any order of speech."""
    heard = []
    for number in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, 120)) / 2
        end = at + draw(st.integers(0, 10)) / 2
        utterance = Utterance(
            f"u{number}",
            draw(st.sampled_from(Speaker)),
            " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
            at,
            end,
            None,
            draw(st.sampled_from([1.0, 1.0, 0.4, 0.2])),
        )
        heard.append(Heard(utterance, end + draw(st.integers(0, 8)) / 2))
    return tuple(sorted(heard, key=lambda one: one.now))


def play(contact: Sequence[Heard], ticks: Sequence[float], end: float) -> tuple[list[Prompt], dict[str, ItemState]]:
    """All prompts of a contact whose clock is looked at, besides at each utterance, at `ticks`; and how it ended."""
    monitor = Monitor(RULES, Channel.CALL, "en")
    prompts: list[Prompt] = []
    waiting = sorted(ticks)
    for one in contact:
        while waiting and waiting[0] <= one.now:
            prompts += monitor.tick(waiting.pop(0))
        prompts += monitor.on_utterance(one.utterance, one.now)
    for tick in waiting:
        prompts += monitor.tick(min(tick, end))
    return prompts + monitor.close(end), monitor.states()


ticks = st.lists(st.integers(0, 180).map(lambda half: half / 2), max_size=30)


@given(contact=contacts(), ticks=ticks, more=st.integers(0, 80))
def test_the_cadence_of_ticks_changes_no_prompt(contact: tuple[Heard, ...], ticks: list[float], more: int) -> None:
    end = max((one.now for one in contact), default=0.0) + more / 2
    without = play(contact, [], end)
    assert play(contact, ticks, end) == without
    assert play(contact, [half / 2 for half in range(240)], end) == without


@given(contact=contacts(), more=st.integers(0, 80))
def test_a_replay_that_looks_at_deadlines_only_gives_the_same(contact: tuple[Heard, ...], more: int) -> None:
    end = max((one.now for one in contact), default=0.0) + more / 2
    monitor = Monitor(RULES, Channel.CALL, "en")
    prompts: list[Prompt] = []
    for one in contact:
        while (due := monitor.next_deadline()) is not None and due + 0.001 < one.now:
            fired = monitor.tick(due + 0.001)
            assert all(prompt.at == due for prompt in fired)
            prompts += fired
        prompts += monitor.on_utterance(one.utterance, one.now)
    prompts += monitor.close(end)
    assert (prompts, monitor.states()) == play(contact, [], end)


@given(contact=contacts(), more=st.integers(0, 80))
def test_prompts_follow_from_one_another(contact: tuple[Heard, ...], more: int) -> None:
    end = max((one.now for one in contact), default=0.0) + more / 2
    prompts, states = play(contact, [], end)
    last: dict[str, Prompt] = {}
    for prompt in prompts:
        before = last.get(prompt.rule_id)
        if prompt.state == "met":
            assert before is not None
            assert before.state != "met"
        if prompt.state == "owed" and before is not None:
            # Asked for again only because the recogniser was unsure.
            assert prompt.why["state"] == "unknown" or before.why["state"] == "unknown"
        if prompt.state in ("violated", "advice") and prompt.evidence is None:
            assert prompt.at == (end if prompt.rule_id.startswith("closing") else prompt.deadline) or prompt.at > (
                prompt.deadline or 0
            )
        last[prompt.rule_id] = prompt
    for rule, prompt in last.items():
        if prompt.state == "violated":
            assert states[rule] is ItemState.VIOLATED
        if prompt.state == "met":
            assert states[rule] is ItemState.MET


def owed_from_the_start(contact: Sequence[Heard], word: str, within: float, end: float) -> ItemState:
    """The rule `notice` from its definition, without any machine."""
    spoken = [
        one.utterance
        for one in contact
        if word in one.utterance.text.split() and one.utterance.speaker is Speaker.AGENT and one.utterance.at <= within
    ]
    if any(utterance.confidence >= 0.4 for utterance in spoken):
        return ItemState.MET
    if spoken or end <= within or any(one.at <= within for one in doubtful(contact)):
        return ItemState.UNKNOWN
    return ItemState.VIOLATED


def doubtful(contact: Sequence[Heard]) -> list[Utterance]:
    """What of the agent's words might have been anything."""
    return [
        one.utterance
        for one in contact
        if one.utterance.speaker is Speaker.AGENT
        and one.utterance.confidence < 0.4
        and len(one.utterance.text.split()) >= 3
    ]


@given(contact=contacts(), more=st.integers(0, 80))
def test_how_it_ends_is_what_the_definition_says(contact: tuple[Heard, ...], more: int) -> None:
    end = max((one.now for one in contact), default=0.0) + more / 2
    _, states = play(contact, [], end)
    assert states["notice"] is owed_from_the_start(contact, "recorded", 30, end)
    guaranteed = [
        one.utterance.confidence >= 0.4
        for one in contact
        if one.utterance.speaker is Speaker.AGENT
        and "guarantee" in one.utterance.text.split()
        and "sorry" not in one.utterance.text.split()
    ]
    unsure = guaranteed or doubtful(contact)
    expected = ItemState.VIOLATED if any(guaranteed) else ItemState.UNKNOWN if unsure else ItemState.MET
    assert states["never"] is expected


@given(contact=contacts(), data=st.data())
def test_the_order_of_recognition_does_not_change_how_rules_from_the_start_end(
    contact: tuple[Heard, ...], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([one.utterance for one in contact]))
    at_once = [Heard(utterance, 90.0) for utterance in shuffled]
    _, expected = play(contact, [], 200.0)
    _, states = play(at_once, [], 200.0)
    for rule in ("notice", "at-once", "order", "order-in-time", "closing", "never", "meaning"):
        assert states[rule] is expected[rule]
