"""What conditions look at: the marks inside a scope, as the contact is seen at a moment.

Values change only with what happens and just after certain moments (the end of a window, a deadline); those moments are
noted while judging, and the monitor judges again just after the earliest. Limits are closed: what happens at a deadline
or at the end of a window is still in.
"""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from agent_assist.datatypes import Speaker
from agent_assist.guidance.conditions import Condition, Or, Overlap, Repeat, Says, Sequence, State
from agent_assist.guidance.record import Mark, Record
from agent_assist.guidance.truth import Truth


class Outcome(NamedTuple):
    """How a condition stands.

    projected: how it would stand if nothing more came that is still owed.  marks: what decided it.  occasions: names of
    the separate times it has come true.  note: why, as a sentence.  figure: what was measured.  pending: something is
    owed.  armed, deadline, warn: since when, until when it is or was owed, and from when the agent is prompted.
    kept: what was owed has been given.  late: it was given after the deadline.
    """

    condition: Condition
    value: Truth
    projected: Truth
    marks: tuple[Mark, ...] = ()
    occasions: tuple[str, ...] = ()
    note: str = ""
    figure: float | None = None
    pending: bool = False
    armed: float | None = None
    deadline: float | None = None
    warn: float | None = None
    kept: bool = False
    late: Mark | None = None
    parts: tuple[Outcome, ...] = ()


class Scope(NamedTuple):
    """Which marks count. last: at most so many seconds ago.  low, high: from, to.  open_high: before, not at.

    turns: from the first to the last turn.
    """

    last: float = math.inf
    low: float = -math.inf
    high: float = math.inf
    open_high: float = math.inf
    first_turn: int = 0
    last_turn: int = 1 << 60


WHOLE = Scope()


@dataclass(slots=True)
class View:
    """The contact as it is seen at t. wake: the earliest moment from t on just after which a value may change."""

    record: Record
    t: float
    wake: float = math.inf

    def wake_after(self, moment: float) -> None:
        """Something changes just after this moment, unless it has passed."""
        if self.t <= moment < self.wake:
            self.wake = moment

    def inside(self, mark: Mark, scope: Scope) -> bool:
        """Whether a mark counts; notes when it leaves a window that moves."""
        if scope is WHOLE:
            return mark.at <= self.t
        if mark.at > self.t or mark.at < scope.low or mark.at > scope.high or mark.at >= scope.open_high:
            return False
        if not scope.first_turn <= mark.turn <= scope.last_turn:
            return False
        if scope.last != math.inf:
            if mark.at + scope.last < self.t:
                return False
            self.wake_after(mark.at + scope.last)
        return True


def marks(condition: Condition, view: View, scope: Scope = WHOLE) -> list[Mark]:
    """The marks of a condition that has any, in order of time."""
    match condition:
        case Or():
            found = [mark for part in condition.of for mark in marks(part, view, scope)]
            return sorted(found, key=lambda mark: (mark.at, mark.id))
        case Sequence():
            return [chain[-1] for chain in _chains(condition, view, scope)]
        case State():
            return _spells(condition, view, scope)
        case _:
            return [mark for mark in view.record.marks.get(id(condition), ()) if view.inside(mark, scope)]


def doubted(condition: Condition, view: View, scope: Scope = WHOLE) -> bool:
    """Whether there may have been a mark that nobody could hear."""
    match condition:
        case Or():
            return any(doubted(part, view, scope) for part in condition.of)
        case Sequence():
            may = [(bool(marks(part, view, scope)), doubted(part, view, scope)) for part in condition.of]
            return all(mark or doubt for mark, doubt in may) and any(doubt for _, doubt in may)
        case Says() | Repeat():
            return unheard(condition.role, view, scope)
        case Overlap():
            return lost(None, view, scope)
        case _:
            return False


def unheard(role: Speaker | None, view: View, scope: Scope = WHOLE) -> bool:
    """Whether a side (None: either) was lost, or said something that the recogniser was unsure of."""
    record = view.record
    for side in Speaker if role is None else (role,):
        for talk in record.doubts[side]:
            if view.inside(Mark(talk.id, talk.at, talk.end, talk.turn), scope):
                return True
    return lost(role, view, scope)


def lost(role: Speaker | None, view: View, scope: Scope = WHOLE) -> bool:
    """Whether the audio of a side (None: either) was lost for some time inside the scope."""
    for side in Speaker if role is None else (role,):
        for spell in view.record.lost[side]:
            if spell.at <= min(view.t, scope.high, scope.open_high) and spell.until >= scope.low:
                if scope.last == math.inf:
                    return True
                if spell.until + scope.last >= view.t:
                    view.wake_after(spell.until + scope.last)
                    return True
    return False


def _chains(condition: Sequence, view: View, scope: Scope) -> list[tuple[Mark, ...]]:
    """For each mark of the last part, the chain that begins as late as possible, where there is one in time.

    The last mark says whether all of the chain is sure. Of marks in a chain none begins before the one in front of it.
    """
    found = [marks(part, view, scope) for part in condition.of]
    chains = []
    for last in found[-1]:
        for sure in (True, False):
            chain = _chain(found[:-1], last, sure)
            if chain and (condition.within is None or last.at <= chain[0].end + condition.within):
                quote = " … ".join(mark.quote for mark in chain if mark.quote)
                score = min(mark.score for mark in chain)
                end = replace(last, quote=quote, score=score, sure=sure and last.sure)
                chains.append((*chain[:-1], end))
                break
    return chains


def _chain(before: list[list[Mark]], last: Mark, sure: bool) -> tuple[Mark, ...]:
    chain = [last]
    for found in reversed(before):
        head = chain[0]
        # From the latest that begins no later than the one behind it.
        place = bisect.bisect_right(found, head.at, key=lambda mark: mark.at) - 1
        while place >= 0 and (found[place].id == head.id or (sure and not found[place].sure)):
            place -= 1
        if place < 0:
            return ()
        chain.insert(0, found[place])
    return tuple(chain)


def _spells(condition: State, view: View, scope: Scope) -> list[Mark]:
    """The times at which the contact came into the state (or had been in it for long enough)."""
    longer = condition.longer_than
    found = []
    for spell in view.record.spells:
        if spell.name != condition.name or (condition.step is not None and spell.step != condition.step):
            continue
        at = spell.at
        if longer is not None:
            at += longer
            view.wake_after(at)
            if not at < min(view.t, spell.until):
                continue
        name = f"{spell.step or spell.name}@{spell.at:g}"
        mark = Mark(name, at, at, view.record.turn_at(spell.at))
        if view.inside(mark, scope):
            found.append(mark)
    return found


def outside(figure: float | None, above: float | None, below: float | None) -> Truth:
    """Whether a figure is above or below the limits that are given; unknown where there is no figure."""
    if figure is None:
        return Truth.UNKNOWN
    over = above is not None and figure > above
    under = below is not None and figure < below
    return Truth.TRUE if over or under else Truth.FALSE
