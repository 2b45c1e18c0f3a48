"""Whole trees of conditions: three values, partial results, batches, timers against every millisecond, replays."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.datatypes import Channel, ItemState, Prompt, Speaker, Utterance
from agent_assist.guidance.conditions import Overlap, Repeat
from agent_assist.guidance.evaluating import evaluate
from agent_assist.guidance.looking import View
from agent_assist.guidance.matching import CompiledRules, hear
from agent_assist.guidance.monitor import Monitor
from agent_assist.guidance.record import Record
from agent_assist.guidance.rules import Rule
from agent_assist.guidance.truth import Truth, at_least, every, opposite, some
from tests.guidance.words import compiled

# -- the three values

truths = st.sampled_from(Truth)


@given(truths, truths, truths)
def test_the_laws_of_three_values(a: Truth, b: Truth, c: Truth) -> None:
    assert opposite(opposite(a)) is a
    assert opposite(every((a, b))) is some((opposite(a), opposite(b)))
    assert every((a, some((b, c)))) is some((every((a, b)), every((a, c))))
    assert every((a, every((b, c)))) is every((every((a, b)), c))
    assert some((a, every((a, b)))) is a
    assert every((a, b)) is every((b, a))
    assert at_least(1, (a, b, c)) is some((a, b, c))
    assert at_least(3, (a, b, c)) is every((a, b, c))


@given(st.lists(truths, max_size=6), st.integers(1, 6))
def test_unknown_is_what_every_filling_in_does_not_agree_on(values: list[Truth], n: int) -> None:
    known = (Truth.FALSE, Truth.TRUE)
    fillings = itertools.product(*(known if value is Truth.UNKNOWN else (value,) for value in values))
    agreed = {at_least(n, filling) for filling in fillings}
    assert at_least(n, values) is (agreed.pop() if len(agreed) == 1 else Truth.UNKNOWN)


# -- contacts and rules, made up

WORDS = ("sorry", "balance", "birthday", "recorded", "promise")


def condition(words: st.SearchStrategy[str], depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Any condition; times in tenths, so that limits are often hit."""
    seconds = st.integers(1, 60).map(lambda tenth: tenth / 10)
    sides = st.sampled_from(["agent", "customer"])
    says = st.builds(
        lambda role, word: {"says": {"role": role, "any": [{"exact": word}]}},
        st.sampled_from(["agent", "customer", "any"]),
        words,
    )
    state = st.sampled_from(
        [
            *({"state": name} for name in ("hold", "resume", "transfer", "wrap-up", "typing")),
            {"state": {"step": "offer"}},
            {"state": {"is": "hold", "longer_than": 0.7}},
        ]
    )
    marked = st.one_of(says, says, state)
    sequence = st.builds(lambda a, b, w: {"sequence": {"of": [a, b], "within": w}}, says, marked, seconds)
    leaves = st.one_of(
        says,
        state,
        sequence,
        st.builds(lambda of, n: {"count": {"of": of, "at_least": n}}, marked, st.integers(1, 3)),
        st.builds(lambda of, n: {"count": {"of": of, "at_most": n}}, says, st.integers(0, 2)),
        st.builds(lambda of, s: {"window": {"of": of, "last": s}}, st.one_of(says, sequence), seconds),
        st.builds(lambda of, s: {"window": {"of": of, "first": s}}, says, seconds),
        st.builds(lambda of, a, b: {"window": {"of": of, "after": a, "before": b}}, says, marked, says),
        st.builds(lambda of, n: {"window": {"of": of, "last_turns": n}}, says, st.integers(1, 2)),
        st.builds(lambda s, w, x: {"absent_by": {**s, "within": w, "warn": x}}, says, seconds, seconds),
        st.builds(lambda s, a, w: {"absent_by": {**s, "after": a, "within": w}}, says, marked, seconds),
        st.builds(lambda s, b: {"absent_by": {**s, "before": b}}, says, says),
        st.builds(lambda s, n: {"absent_by": {**s, "turns": n}}, says, st.integers(1, 2)),
        st.builds(lambda a, b, w: {"not_followed_by": {"first": a, "by": b, "within": w}}, marked, says, seconds),
        st.builds(lambda s, r: {"silence": {"seconds": s, "role": r}}, seconds, st.sampled_from(["agent", "any"])),
        st.just({"attr": {"name": "product", "is": "loan"}}),
        st.sampled_from([{"attr": {"name": "product", "known": False}}, {"attr": {"name": "product", "in": ["card"]}}]),
        st.builds(lambda of, n: {"window": {"of": of, "first_turns": n}}, says, st.integers(1, 2)),
        st.builds(lambda of, a, s: {"window": {"of": of, "after": a, "first": s}}, says, marked, seconds),
        st.builds(
            lambda a, b, n: {"not_followed_by": {"first": a, "by": b, "turns": n}}, says, says, st.integers(1, 2)
        ),
        st.builds(lambda s, a, b: {"absent_by": {**s, "after": a, "before": b}}, says, says, marked),
        st.builds(lambda s, a: {"absent_by": {**s, "after": a, "by_end": True}}, says, marked),
        st.builds(lambda s: {"overlap": {"seconds": s}}, seconds),
        st.builds(
            lambda n, s: {"count": {"of": {"overlap": {"seconds": s}}, "at_least": n}}, st.integers(1, 2), seconds
        ),
        st.builds(
            lambda r, n, w: {"repeat": {"role": r, "times": n, "within": w, "words": 1}},
            st.sampled_from(["agent", "customer", "any"]),
            st.integers(2, 3),
            seconds,
        ),
        st.builds(lambda r, a, o: {"rate": {"role": r, "above": a, "over": o}}, sides, st.integers(20, 90), seconds),
        st.builds(lambda r, b, o: {"rate": {"role": r, "below": b, "over": o}}, sides, st.integers(20, 90), seconds),
        st.builds(lambda r, a: {"talk_ratio": {"role": r, "above": a}}, sides, st.sampled_from([0.3, 0.5, 0.7])),
        st.builds(
            lambda r, b, o: {"talk_ratio": {"role": r, "below": b, "over": o}},
            sides,
            st.sampled_from([0.4, 0.6]),
            seconds,
        ),
    )
    if depth == 0:
        return leaves
    inner = condition(words, depth - 1)
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        leaves,
        st.builds(lambda of: {"and": of}, several),
        st.builds(lambda of: {"or": of}, several),
        st.builds(lambda of: {"not": of}, inner),
        st.builds(lambda of: {"at_least": {"n": 1, "of": of}}, several),
    )


conditions = condition(st.sampled_from(WORDS), 2)


@st.composite
def happenings(draw: st.DrawFn) -> list[tuple[str, Any, float]]:
    """A short contact: ("said", Utterance, now) and others in order of time, in tenths of seconds."""
    happens: list[tuple[str, Any, float]] = []
    for number in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, 60)) / 10
        end = at + draw(st.one_of(st.integers(0, 15), st.integers(30, 60))) / 10
        utterance = Utterance(
            f"u{number}",
            draw(st.sampled_from(Speaker)),
            " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))),
            at,
            end,
            None,
            draw(st.sampled_from([1.0, 1.0, 1.0, 0.2])),
        )
        happens.append(("said", utterance, round(end + draw(st.integers(0, 10)) / 10, 1)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, 70)) / 10
        other = [("state", name) for name in ("hold", "resume", "transfer", "wrap-up", "offer")]
        other += [("attr", "loan"), ("attr", "card"), ("typing", True), ("typing", False)]
        kind, what = draw(st.sampled_from([*other, ("lost", Speaker.AGENT), ("back", Speaker.AGENT)]))
        happens.append((kind, what, at))
    return sorted(happens, key=lambda one: one[2])


def let_happen(monitor: Monitor, kind: str, what: Any, now: float) -> list[Prompt]:
    match kind:
        case "said":
            return monitor.on_utterance(what, now)
        case "state" if what == "offer":
            return monitor.on_state("step", now, what)
        case "state":
            return monitor.on_state(what, now)
        case "typing":
            return monitor.on_typing(what, now)
        case "attr":
            return monitor.on_attributes({"product": what}, now)
        case _:
            return monitor.on_audio(what, kind == "lost", now)


def watching(rules: CompiledRules) -> Monitor:
    return Monitor(rules, Channel.CALL, "en")


END = 12.0

# -- timers against every millisecond


def at_every_millisecond(rules: CompiledRules, contact: list[tuple[str, Any, float]]) -> list[tuple[float, Truth]]:
    """When the condition of the only rule changed, to what: judged anew at each millisecond, without any timer."""
    (rule,) = rules.rules
    record, waiting, changes = Record(), list(contact), []
    value = evaluate(rule.condition, View(record, 0.0)).value
    for milli in range(int(END * 1000) + 1):
        # What is due at a millisecond is seen just after it, sums of tenths as they come out in binary.
        now = milli / 1000 + 1e-9
        while waiting and waiting[0][2] <= milli / 1000:
            kind, what, _ = waiting.pop(0)
            note(record, rule, rules, kind, what, milli / 1000)
        new = evaluate(rule.condition, View(record, now)).value
        if new is not value:
            changes.append((milli / 1000, new))
            value = new
    return changes


def note(record: Record, rule: Rule, rules: CompiledRules, kind: str, what: Any, now: float) -> None:
    match kind:
        case "said":
            derived = [one for one in rule.conditions() if isinstance(one, Repeat | Overlap)]
            record.hear(what, hear(rules, what, "en"), derived)
        case "state" if what == "offer":
            record.enter("step", now, what)
        case "state":
            record.enter(what, now)
        case "typing":
            (record.enter if what else record.leave)("typing", now)
        case "attr":
            record.set("product", what, now)
        case "lost":
            record.lose(what, now)
        case "back":
            record.find_again(what, now)


def by_timers(rules: CompiledRules, contact: list[tuple[str, Any, float]]) -> list[tuple[float, Truth]]:
    """The same changes, looking only when something happens and just after what the monitor says is due."""
    monitor, waiting = watching(rules), list(contact)
    (track,) = monitor._tracks
    seen = {-1.0: track.outcome.value}

    def look(at: float) -> None:
        seen[round(at, 3)] = track.outcome.value

    def run_timers(until: float) -> None:
        while (due := monitor.next_deadline()) is not None and due < until:
            monitor.tick(math.nextafter(math.nextafter(due, math.inf), math.inf))
            look(due)

    while waiting:
        now = waiting[0][2]
        run_timers(now)
        while waiting and waiting[0][2] == now:
            let_happen(monitor, *waiting.pop(0))
        look(now)
    run_timers(END)
    moments = list(seen.items())
    return [after for before, after in itertools.pairwise(moments) if after[1] is not before[1]]


@settings(max_examples=40, deadline=None)
@given(body=conditions, contact=happenings())
def test_timers_fire_when_judging_at_every_millisecond_sees_a_change(
    body: dict[str, Any], contact: list[tuple[str, Any, float]]
) -> None:
    rules = compiled(body)
    assert by_timers(rules, contact) == at_every_millisecond(rules, contact)


# -- cadence, partial results, replay


def played(rules: CompiledRules, contact: list[tuple[str, Any, float]], ticks: list[float]) -> tuple[Any, ...]:
    monitor, prompts, waiting = watching(rules), [], sorted(ticks)
    for kind, what, now in contact:
        while waiting and waiting[0] <= now:
            prompts += monitor.tick(waiting.pop(0))
        prompts += let_happen(monitor, kind, what, now)
    prompts += [prompt for tick in waiting for prompt in monitor.tick(min(tick, END))]
    prompts += monitor.close(END)
    return prompts, monitor.states(), monitor.firings(), monitor.checklist()


ticks = st.lists(st.integers(0, 120).map(lambda tenth: tenth / 10), max_size=20)
control = st.fixed_dictionaries(
    {},
    optional={
        "cooldown": st.integers(1, 5),
        "max": st.integers(1, 2),
        "expiry": st.sampled_from([0.5, 2]),
        "group": st.just("one"),
        "priority": st.sampled_from([10, 50, 90]),
        "severity": st.sampled_from(["advice", "urgent"]),
        "hold_while": st.just(["speaking"]),
        "suppress_if": conditions,
        "follow": st.just({"says": {"role": "agent", "any": [{"exact": "sorry"}]}, "within": 1.5}),
    },
)


@settings(max_examples=50, deadline=None)
@given(bodies=st.lists(st.tuples(conditions, control), min_size=1, max_size=4), contact=happenings(), when=ticks)
def test_the_cadence_of_ticks_and_a_replay_change_nothing(
    bodies: list[tuple[dict[str, Any], dict[str, Any]]], contact: list[tuple[str, Any, float]], when: list[float]
) -> None:
    rules = compiled(*({**body, **more} for body, more in bodies))
    live = played(rules, contact, when)
    assert played(rules, contact, when) == live
    assert played(rules, contact, []) == live
    assert played(rules, contact, [tenth / 20 for tenth in range(240)]) == live


@settings(max_examples=50, deadline=None)
@given(body=conditions, contact=happenings(), data=st.data())
def test_partial_results_come_to_the_verdict_of_the_final_text(
    body: dict[str, Any], contact: list[tuple[str, Any, float]], data: st.DataObject
) -> None:
    revised = list(contact)
    for kind, what, now in contact:
        if kind == "said":
            for _ in range(data.draw(st.integers(0, 2))):
                text = " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))
                at = data.draw(st.integers(0, int(now * 10))) / 10
                if at >= what.at:
                    early = Utterance(what.id, what.speaker, text, what.at, max(what.at, at), None, 1.0, False)
                    revised.append(("said", early, at))
    # A final text comes last of those with its time.
    revised.sort(key=lambda one: (one[2], one[0] == "said" and one[1].final))
    contact = [one for one in revised if one[0] != "said" or one[1].final]
    rules = compiled(body)
    (with_partials,), (without,) = watching_to_the_end(rules, revised), watching_to_the_end(rules, contact)
    assert with_partials == without


def watching_to_the_end(rules: CompiledRules, contact: list[tuple[str, Any, float]]) -> list[tuple[Any, ...]]:
    monitor = watching(rules)
    for one in contact:
        let_happen(monitor, *one)
    monitor.tick(END)
    return [(track.outcome.value, track.outcome.projected, track.outcome.pending) for track in monitor._tracks]


@settings(max_examples=50, deadline=None)
@given(body=conditions, contact=happenings(), data=st.data())
def test_words_that_come_in_batches_come_to_the_same_verdict(
    body: dict[str, Any], contact: list[tuple[str, Any, float]], data: st.DataObject
) -> None:
    """Words count by when they were spoken: a recogniser may hand over several at once, with the last of them."""
    said = [one for one in contact if one[0] == "said"]
    batched, waiting = [], list(said)
    while waiting:
        size = data.draw(st.integers(1, len(waiting)))
        batch, waiting = waiting[:size], waiting[size:]
        batched += [(kind, what, batch[-1][2]) for kind, what, _ in batch]
    rules = compiled(body)
    assert watching_to_the_end(rules, batched) == watching_to_the_end(rules, said)


# -- unknown is never shown as met


@settings(max_examples=50, deadline=None)
@given(body=conditions, contact=happenings())
def test_a_rule_is_met_only_where_its_condition_is_known_to_be_false(
    body: dict[str, Any], contact: list[tuple[str, Any, float]]
) -> None:
    monitor = watching(compiled(body))
    for one in contact:
        let_happen(monitor, *one)
    monitor.close(END)
    (track,) = monitor._tracks
    if track.state is ItemState.MET:
        assert track.outcome.value is Truth.FALSE


@pytest.mark.parametrize("lost", [True, False])
def test_lost_audio_leaves_forbidden_words_unknown(lost: bool) -> None:
    monitor = watching(compiled({"says": {"role": "agent", "any": [{"exact": "promise"}]}}))
    if lost:
        monitor.on_audio(Speaker.AGENT, True, 3)
        monitor.on_audio(Speaker.AGENT, False, 4)
    monitor.on_audio(Speaker.CUSTOMER, True, 5)
    monitor.close(9)
    assert monitor.states() == {"rule-0": ItemState.UNKNOWN if lost else ItemState.MET}
