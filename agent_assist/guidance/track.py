"""One rule in one contact: its state, and what it has to say when that changes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from agent_assist.datatypes import ItemState, Speaker
from agent_assist.guidance.conditions import (
    AbsentBy,
    Attr,
    Condition,
    NotFollowed,
    Overlap,
    Rate,
    Repeat,
    Says,
    Silence,
    State,
    TalkRatio,
    Window,
)
from agent_assist.guidance.evaluating import evaluate
from agent_assist.guidance.looking import Outcome, View
from agent_assist.guidance.record import Mark, Record
from agent_assist.guidance.rules import Rule
from agent_assist.guidance.truth import Truth

#: Occasions and times of firing that are remembered.
_OCCASIONS, _TIMES = 256, 8


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule has to say. asks: it asks for something, rather than telling what has become of its prompt."""

    state: str
    mark: Mark | None
    asks: bool = True


@dataclass(slots=True)
class Track:
    """keys: of the conditions whose marks matter.  measures, turns, states, attributes: whether every utterance, turn,
    state or attribute matters.  sides: whose words matter.  whole: it looks at all of the contact alike.
    windows: it looks at parts of it.  obliges: the rule's own.

    fired: occasions that have prompted.  times: when it came true, so that it can be judged again whether it did.
    shown: the state that was last said.  warned: the clocks that have prompted.  wake: when to look again.
    """

    rule: Rule
    keys: frozenset[int]
    derived: tuple[Repeat | Overlap, ...]
    measures: bool
    turns: bool
    states: bool
    attributes: bool
    sides: frozenset[Speaker]
    whole: bool
    windows: bool
    obliges: bool
    outcome: Outcome
    state: ItemState = ItemState.OPEN
    reason: str = ""
    mark: Mark | None = None
    fired: dict[str, None] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    shown: str = ""
    warned: tuple[float, float | None] | None = None
    late: str = ""
    wake: float = math.inf

    @classmethod
    def of(cls, rule: Rule) -> Track:
        """The rule before anything has happened."""
        inside = tuple(rule.conditions())
        derived = tuple(one for one in inside if isinstance(one, Repeat | Overlap))
        keys = frozenset(id(one) for one in inside if isinstance(one, Says | Repeat | Overlap))
        return cls(
            rule,
            keys,
            derived,
            any(isinstance(one, Silence | Rate | TalkRatio) for one in inside),
            any(_turns(one) for one in inside),
            any(isinstance(one, State | Silence) for one in inside),
            any(isinstance(one, Attr) for one in inside),
            frozenset(side for one in inside if isinstance(one, Says | Repeat) for side in _sides(one)),
            not any(isinstance(one, Window | AbsentBy | NotFollowed) for one in inside),
            any(isinstance(one, Window) for one in inside),
            rule.obliges,
            Outcome(rule.condition, Truth.FALSE, Truth.FALSE),
        )

    def heeds_doubt(self, side: Speaker, at: float, first: bool) -> bool:
        """Whether it may matter that nobody knows what a side said at `at`. first: that has not happened before."""
        if side not in self.sides:
            return False
        if self.whole and not first:
            return False
        if not isinstance(self.rule.condition, AbsentBy):
            return True
        # Of words owed, a doubt matters while they are owed, or where it comes to light that they were.
        one = self.outcome
        if one.pending:
            return one.projected is Truth.TRUE
        limit = one.marks[0].at if one.deadline is None and one.marks else one.deadline
        return one.value is Truth.TRUE and (limit is None or at <= limit)

    @property
    def deadline(self) -> float | None:
        """Until when something is owed, or was."""
        return self.outcome.deadline


def _sides(condition: Says | Repeat) -> tuple[Speaker, ...]:
    return tuple(Speaker) if condition.role is None else (condition.role,)


def _turns(condition: Condition) -> bool:
    match condition:
        case AbsentBy() | NotFollowed():
            return condition.turns is not None
        case Window():
            return condition.last_turns is not None
        case _:
            return False


def step(track: Track, record: Record, now: float, *, strict: bool = False) -> Said | None:
    """Judges the rule at `now` and says what has changed. strict: a prompt due at `now` itself waits."""
    view = View(record, now)
    before, old = track.outcome, track.state
    outcome = evaluate(track.rule.condition, view)
    track.outcome, track.wake = outcome, view.wake
    latched = outcome.value is not Truth.TRUE and _still_true_then(track, record)
    track.state, track.reason = _state(track, outcome, latched, record.closed <= now)
    track.mark = _mark(track, outcome) if not latched else track.mark
    if outcome.value is Truth.TRUE:
        return _came_true(track, before, outcome, now)
    if track.shown in ("violated", "advice") and not latched and track.times:
        return _taken_back(track)
    return _owed(track, outcome, old, now, strict)


def _still_true_then(track: Track, record: Record) -> bool:
    """Whether it was true when it fired, by what is known now; what lies too far back is no longer doubted."""
    return any(at < record.horizon for at in track.times) or any(
        evaluate(track.rule.condition, View(record, at)).value is Truth.TRUE for at in reversed(track.times)
    )


def _state(track: Track, outcome: Outcome, latched: bool, closed: bool) -> tuple[ItemState, str]:
    rule = track.rule
    if outcome.value is Truth.TRUE:
        return ItemState.VIOLATED, outcome.note
    if latched:
        return ItemState.VIOLATED, "It was so, though it no longer is."
    if outcome.value is Truth.UNKNOWN:
        return ItemState.UNKNOWN, outcome.note
    if outcome.pending and outcome.projected is Truth.TRUE:
        return ItemState.OWED, outcome.note
    if outcome.projected is Truth.UNKNOWN:
        return ItemState.UNKNOWN, outcome.note
    if track.obliges:
        return (ItemState.MET if outcome.kept else ItemState.OPEN), outcome.note
    if closed and not rule.advises:
        return ItemState.MET, "It has not happened."
    return ItemState.OPEN, outcome.note


def _mark(track: Track, outcome: Outcome) -> Mark | None:
    if not outcome.marks:
        return None
    return outcome.marks[0] if track.obliges else outcome.marks[-1]


def _came_true(track: Track, before: Outcome, outcome: Outcome, now: float) -> Said | None:
    """A prompt for each new occasion, or for coming true where there are no separate ones."""
    state = "advice" if track.rule.advises else "violated"
    new = [name for name in outcome.occasions if name not in track.fired]
    rises = before.value is not Truth.TRUE and not outcome.occasions
    if not new and not rises:
        if outcome.late is not None and track.late != outcome.late.id:
            track.late = outcome.late.id
            return _say(track, state, outcome.late, asks=False)
        return None
    track.fired.update(dict.fromkeys(new))
    for name in list(track.fired)[: max(0, len(track.fired) - _OCCASIONS)]:
        del track.fired[name]
    track.times = [*track.times, now][-_TIMES:]
    track.late = "" if outcome.late is None else outcome.late.id
    mark = next((mark for mark in reversed(outcome.marks) if mark.id in new), track.mark)
    track.mark = mark
    return _say(track, state, mark)


def _taken_back(track: Track) -> Said:
    """What made it true turned out to be otherwise."""
    track.fired.clear()
    track.times = []
    if track.state is ItemState.MET:
        return _say(track, "met", track.mark, asks=False)
    if track.state is ItemState.UNKNOWN and track.shown == "violated":
        return _say(track, "advice", track.mark, asks=False)
    return _say(track, "withdrawn", track.mark, asks=False)


def _owed(track: Track, outcome: Outcome, old: ItemState, now: float, strict: bool) -> Said | None:
    pending = outcome.pending and outcome.projected is not Truth.FALSE
    if pending and outcome.armed is not None and outcome.warn is not None:
        clock = (outcome.armed, outcome.deadline)
        if track.warned != clock:
            if now < outcome.warn or (strict and now == outcome.warn):
                track.wake = min(track.wake, outcome.warn)
            else:
                track.warned = clock
                if track.shown != "owed":
                    return _say(track, "owed", track.mark)
    if track.shown != "owed":
        return None
    if track.state is ItemState.MET:
        return _say(track, "met", track.mark, asks=False)
    if pending:
        # Asked for again, because the words may have been said but nobody is sure.
        again = track.state is ItemState.UNKNOWN and old is ItemState.OWED and track.mark is not None
        return _say(track, "owed", track.mark) if again else None
    return _say(track, "withdrawn", track.mark, asks=False)


def _say(track: Track, state: str, mark: Mark | None, *, asks: bool = True) -> Said:
    track.shown = state
    return Said(state, mark, asks)
