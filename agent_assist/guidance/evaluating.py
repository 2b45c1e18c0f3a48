"""Whether a condition holds at a moment, by what is known of the contact: a pure function (docs/rules.md)."""

from __future__ import annotations

import math

from agent_assist.guidance.conditions import (
    LASTING,
    AbsentBy,
    And,
    AtLeast,
    Attr,
    Condition,
    Count,
    Not,
    NotFollowed,
    Or,
    Overlap,
    Rate,
    Repeat,
    RuleRef,
    Says,
    Sequence,
    Silence,
    State,
    TalkRatio,
    Window,
)
from agent_assist.guidance.looking import WHOLE, Outcome, Scope, View, doubted, marks, outside
from agent_assist.guidance.measuring import measure
from agent_assist.guidance.owing import absent_by, not_followed
from agent_assist.guidance.record import Mark
from agent_assist.guidance.truth import Truth, at_least, between, every, opposite, some

#: Marks that an outcome shows.
_SHOWN = 8
_NOTHING = Scope(low=math.inf)


def evaluate(condition: Condition, view: View, scope: Scope = WHOLE) -> Outcome:
    """How the condition stands at view.t, looking at marks inside the scope."""
    match condition:
        case Says() | Sequence() | Repeat() | Overlap():
            return _marked(condition, view, scope)
        case State():
            return _state(condition, view, scope)
        case Count():
            return _count(condition, view, scope)
        case Window():
            return _window(condition, view, scope)
        case And() | Or() | AtLeast() | Not():
            return _joined(condition, view, scope)
        case AbsentBy():
            return absent_by(condition, view)
        case NotFollowed():
            return not_followed(condition, view)
        case Attr():
            return _attr(condition, view)
        case Silence() | Rate() | TalkRatio():
            return measure(condition, view)
        case RuleRef():
            raise ValueError(f"the rule {condition.rule} has not been put in its place")


def _marked(condition: Condition, view: View, scope: Scope) -> Outcome:
    found = marks(condition, view, scope)
    sure = [mark for mark in found if mark.sure]
    if sure:
        shown = tuple(sure[-_SHOWN:])
        return Outcome(condition, Truth.TRUE, Truth.TRUE, shown, tuple(mark.id for mark in shown), "It happened.")
    if found:
        note = "It may have happened: the recogniser was unsure."
        return Outcome(condition, Truth.UNKNOWN, Truth.UNKNOWN, tuple(found[-_SHOWN:]), (), note)
    if doubted(condition, view, scope):
        return Outcome(condition, Truth.UNKNOWN, Truth.UNKNOWN, (), (), "Not all of it could be heard.")
    return Outcome(condition, Truth.FALSE, Truth.FALSE, (), (), "It has not happened.")


def _state(condition: State, view: View, scope: Scope) -> Outcome:
    found = marks(condition, view, scope)
    name = condition.step or condition.name
    if condition.name in LASTING:
        now = view.record.spell(condition.name, view.t)
        found = [mark for mark in found if now is not None and mark.id == f"{name}@{now.at:g}"]
    value = Truth.TRUE if found else Truth.FALSE
    note = f"{name}: {'so it is' if found else 'not so'}."
    shown = tuple(found[-_SHOWN:])
    return Outcome(condition, value, value, shown, tuple(mark.id for mark in shown), note)


def _count(condition: Count, view: View, scope: Scope) -> Outcome:
    found = marks(condition.of, view, scope)
    sure = [mark for mark in found if mark.sure]
    possible = 1 << 30 if doubted(condition.of, view, scope) else len(found)
    value = between(condition.at_least, condition.at_most, len(sure), possible)
    note = f"It happened {len(sure)} times." if possible == len(sure) else f"It happened {len(sure)} times at least."
    return Outcome(condition, value, value, tuple(sure[-_SHOWN:]), (), note, float(len(sure)))


# -- windows and joints ----------------------------------------------------------------------------------------------


def _window(condition: Window, view: View, scope: Scope) -> Outcome:
    """The part inside; where it is unsure where the window lies, what all possible windows agree on."""
    outcomes = [
        evaluate(condition.of, view, _within(condition, scope, after, before, view))
        for after in _edges(condition.after, view)
        for before in _edges(condition.before, view)
    ]
    first = outcomes[0]
    if any(one.value is not first.value for one in outcomes):
        note = "Where its window lies is not known."
        return Outcome(condition, Truth.UNKNOWN, Truth.UNKNOWN, first.marks, (), note, parts=(first,))
    return first._replace(condition=condition, parts=(first,))


def _edges(edge: Condition | None, view: View) -> list[Mark | None]:
    """The first mark of an edge (None: there is none), and what else it may be."""
    if edge is None:
        return [None]
    found = marks(edge, view)
    sure = next((mark for mark in found if mark.sure), None)
    maybe = next((mark for mark in found if not mark.sure and (sure is None or mark.at < sure.at)), None)
    edges = [sure] if maybe is None else [sure, maybe]
    if sure is None and doubted(edge, view):
        edges.append(Mark("", 0.0, 0.0, 0))
    return edges


def _within(condition: Window, scope: Scope, after: Mark | None, before: Mark | None, view: View) -> Scope:
    if condition.after is not None and after is None:
        return _NOTHING
    base, turn = (0.0, 0) if after is None else (after.end, after.turn)
    low, high, first_turn, last_turn = scope.low, scope.high, scope.first_turn, scope.last_turn
    if after is not None:
        low = max(low, base)
    if condition.first is not None:
        high = min(high, base + condition.first)
    if condition.first_turns is not None:
        last_turn = min(last_turn, turn + condition.first_turns)
    if condition.last_turns is not None:
        first_turn = max(first_turn, view.record.turn_at(view.t) - condition.last_turns + 1)
    open_high = scope.open_high if before is None else min(scope.open_high, before.at)
    last = scope.last if condition.last is None else min(scope.last, condition.last)
    return Scope(last, low, high, open_high, first_turn, last_turn)


def _joined(condition: And | Or | AtLeast | Not, view: View, scope: Scope) -> Outcome:
    of = (condition.of,) if isinstance(condition, Not) else condition.of
    parts = tuple(evaluate(part, view, scope) for part in of)
    values, projected = [part.value for part in parts], [part.projected for part in parts]
    match condition:
        case And():
            value, later = every(values), every(projected)
        case Or():
            value, later = some(values), some(projected)
        case AtLeast():
            value, later = at_least(condition.n, values), at_least(condition.n, projected)
        case Not():
            value, later = opposite(values[0]), opposite(projected[0])
    # `not` turns round what a part means, so its words are no evidence.
    shown = () if isinstance(condition, Not) else tuple(part for part in parts if part.value is Truth.TRUE)
    pending = any(part.pending for part in parts)
    clocks = [part for part in parts if part.armed is not None and part.pending is pending]
    soon = min(clocks, key=lambda part: math.inf if part.deadline is None else part.deadline, default=None)
    return Outcome(
        condition,
        value,
        later,
        tuple(sorted((mark for part in shown for mark in part.marks), key=lambda mark: mark.at))[-_SHOWN:],
        tuple(name for part in shown for name in part.occasions),
        f"{sum(one is Truth.TRUE for one in values)} of {len(values)} conditions hold.",
        None,
        pending,
        soon.armed if soon else None,
        soon.deadline if soon else None,
        soon.warn if soon else None,
        any(part.kept for part in parts),
        next((part.late for part in parts if part.late is not None), None),
        parts,
    )


def _attr(condition: Attr, view: View) -> Outcome:
    value = view.record.attribute(condition.name, view.t)
    note = f"{condition.name} is not known." if value is None else f"{condition.name} is {value}."
    if condition.known is not None:
        truth = Truth.TRUE if condition.known == (value is not None) else Truth.FALSE
    elif value is None:
        truth = Truth.UNKNOWN
    elif condition.among:
        wanted = {_plain(one) for one in condition.among}
        truth = Truth.TRUE if _plain(value) in wanted else Truth.FALSE
    else:
        truth = outside(_number(value), condition.above, condition.below)
    return Outcome(condition, truth, truth, (), (), note)


def _plain(value: str | float | bool) -> str:
    number = _number(value)
    return str(value).strip().casefold() if number is None else f"{number:g}"


def _number(value: str | float | bool) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except ValueError:
        return None
