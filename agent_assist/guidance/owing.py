"""Words owed: `absent_by` and `not_followed_by`. True once they have not come in time."""

from __future__ import annotations

import bisect
import math
from operator import attrgetter
from typing import NamedTuple

from agent_assist.guidance.conditions import AbsentBy, Condition, NotFollowed
from agent_assist.guidance.looking import Outcome, Scope, View, doubted, marks
from agent_assist.guidance.record import Mark
from agent_assist.guidance.truth import Truth, some

#: Occasions of `not_followed_by` that are looked at, the latest ones.
_ANCHORS = 32
_START = Mark("start", 0.0, 0.0, 0)
_UNSURE = "The words may have been said: the recogniser was unsure."
_UNSURE_ORDER = "What must wait for the words may have come first: the recogniser was unsure."


_at = attrgetter("at")


class _Term(NamedTuple):
    """Until when something is owed: seconds, turns, or the contact's end."""

    within: float | None
    turns: int | None
    by_end: bool
    warn: float | None


def absent_by(condition: AbsentBy, view: View) -> Outcome:
    """`absent_by`: the clock starts once, with the contact or with the first mark of `after`."""
    term = _Term(condition.within, condition.turns, condition.by_end, condition.warn)
    said = marks(condition.says, view)
    blocks = [] if condition.before is None else marks(condition.before, view)
    if condition.after is None:
        return _owed(condition, condition.says, term, _START, said, blocks, view)
    found = marks(condition.after, view)
    for mark in found:
        if mark.sure:
            return _owed(condition, condition.says, term, mark, said, blocks, view)
    if found:
        return _perhaps(_owed(condition, condition.says, term, found[0], said, blocks, view))
    return Outcome(condition, Truth.FALSE, Truth.FALSE, note="Nothing has started its clock.")


def not_followed(condition: NotFollowed, view: View) -> Outcome:
    """`not_followed_by`: a clock for each mark of `first`."""
    term = _Term(condition.within, condition.turns, False, condition.warn)
    anchors = marks(condition.first, view)[-_ANCHORS:]
    said = marks(condition.by, view) if anchors else []
    each = [_owed(condition, condition.by, term, mark, said, [], view) for mark in anchors]
    each = [one if mark.sure else _perhaps(one) for one, mark in zip(each, anchors, strict=True)]
    if not each:
        return Outcome(condition, Truth.FALSE, Truth.FALSE, note="Nothing has started its clock.")
    value, projected = some(one.value for one in each), some(one.projected for one in each)
    telling = next((one for one in reversed(each) if one.value is value), each[-1])
    pending = [one for one in each if one.pending]
    soon = min(pending, key=lambda one: math.inf if one.deadline is None else one.deadline, default=telling)
    return telling._replace(
        value=value,
        projected=projected,
        occasions=tuple(name for one in each for name in one.occasions),
        note=soon.note if value is Truth.FALSE and pending else telling.note,
        pending=bool(pending),
        armed=soon.armed,
        deadline=soon.deadline,
        warn=soon.warn,
        kept=any(one.kept for one in each) and not pending,
    )


def _perhaps(outcome: Outcome) -> Outcome:
    """The same for a clock that may not have started: nothing is asked for, and a failure is unknown."""
    value = min(outcome.value, Truth.UNKNOWN)
    return outcome._replace(
        value=value, projected=value, occasions=(), pending=False, armed=None, deadline=None, warn=None, kept=False
    )


def _owed(
    condition: Condition,
    words: Condition,
    term: _Term,
    anchor: Mark,
    said: list[Mark],
    blocks: list[Mark],
    view: View,
) -> Outcome:
    """One clock. What is spoken from the anchor's beginning on counts, even in the same utterance.

    said, blocks: all marks of the words, and of what must wait for them.
    """
    record, t = view.record, view.t
    said, blocks = (found[bisect.bisect_left(found, anchor.at, key=_at) :] for found in (said, blocks))
    due = math.inf if term.within is None else anchor.end + term.within
    deadline = None if due == math.inf else due
    last_turn = 1 << 60 if term.turns is None else anchor.turn + term.turns
    blocked = next((mark for mark in blocks if mark.sure), None)
    # Both in one utterance: the words count, for their order within it cannot be told.
    limit = min(due, math.inf if blocked is None else blocked.at)
    over = t > due or record.started_after(last_turn) <= t or (term.by_end and record.closed <= t)
    timely = [mark for mark in said if mark.at <= limit and mark.turn <= last_turn]
    sure = next((mark for mark in timely if mark.sure), None)

    def stands(value: Truth, note: str, *shown: Mark, projected: Truth | None = None, kept: bool = False) -> Outcome:
        later = value if projected is None else projected
        return Outcome(
            condition, value, later, shown, (), note, armed=anchor.end, deadline=deadline, warn=None, kept=kept
        )

    if sure is not None:
        doubtful = next((mark for mark in blocks if mark.at < sure.at), None)
        if doubtful is not None:
            return stands(Truth.UNKNOWN, _UNSURE_ORDER, doubtful)
        return stands(Truth.FALSE, "The words were said in time.", sure, kept=True)
    view.wake_after(due)
    failed = over or blocked is not None
    perhaps = bool(timely) or doubted(words, view, Scope(low=anchor.at, high=limit, last_turn=last_turn))
    if failed and perhaps:
        return stands(Truth.UNKNOWN, _UNSURE, *timely[:1])
    if failed:
        return _failed(condition, anchor, blocked, said, deadline)
    if blocks:
        return stands(Truth.UNKNOWN, _UNSURE_ORDER, blocks[0])
    if record.closed <= t:
        if due == math.inf and term.turns is None:
            return stands(Truth.FALSE, "What must wait for the words has not come.")
        return stands(Truth.UNKNOWN, "The contact ended before the deadline.", *timely[:1])
    if due == math.inf and term.turns is None and not term.by_end:
        later = Truth.UNKNOWN if timely else Truth.FALSE
        return stands(Truth.FALSE, "What must wait for the words has not come.", *timely[:1], projected=later)
    until = "by the deadline" if due < math.inf else "in the next turns" if term.turns else "before the contact ends"
    return Outcome(
        condition,
        Truth.FALSE,
        Truth.UNKNOWN if perhaps else Truth.TRUE,
        tuple(timely[:1]),
        (),
        _UNSURE if perhaps else f"The words are owed {until}.",
        pending=True,
        armed=anchor.end,
        deadline=deadline,
        warn=_warning(term, anchor, due),
    )


def _failed(
    condition: Condition, anchor: Mark, blocked: Mark | None, said: list[Mark], deadline: float | None
) -> Outcome:
    late = next((mark for mark in said if mark.sure), None)
    if blocked is not None:
        shown: tuple[Mark, ...] = (blocked,)
        note = "This came before the words that it must wait for."
    elif late is not None:
        shown, note = (late,), "The words were said after the deadline."
    else:
        shown, note = (), "The words were not said in time."
    return Outcome(
        condition, Truth.TRUE, Truth.TRUE, shown, (anchor.id,), note, armed=anchor.end, deadline=deadline, late=late
    )


def _warning(term: _Term, anchor: Mark, due: float) -> float | None:
    """When the agent is to be prompted, None for never."""
    if term.by_end and anchor is _START:
        # Closing words are owed from the first second; a prompt all along would only be noise.
        return None
    return anchor.end if term.warn is None or due == math.inf else max(anchor.end, due - term.warn)
