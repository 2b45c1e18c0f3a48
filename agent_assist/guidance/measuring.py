"""What is measured of talk: silence, rate, share. Unknown where audio was lost or too little was heard."""

from __future__ import annotations

import bisect
from operator import attrgetter

from agent_assist.datatypes import Speaker
from agent_assist.guidance.conditions import Rate, Silence, TalkRatio
from agent_assist.guidance.looking import WHOLE, Outcome, Scope, View, lost, outside
from agent_assist.guidance.record import Mark, Talk
from agent_assist.guidance.truth import Truth

#: Seconds of talk below which a rate or a share says nothing.
LEAST_RATE, LEAST_SHARE = 3.0, 10.0
_at = attrgetter("at")


def measure(condition: Silence | Rate | TalkRatio, view: View) -> Outcome:
    """How the measure stands at view.t."""
    match condition:
        case Silence():
            return _silence(condition, view)
        case Rate():
            return _rate(condition, view)
        case TalkRatio():
            return _ratio(condition, view)


def _silence(condition: Silence, view: View) -> Outcome:
    record, t = view.record, view.t
    sides = tuple(Speaker) if condition.role is None else (condition.role,)
    resumed = max((spell.until for spell in record.spells if spell.name == "hold" and spell.until <= t), default=0.0)
    since = max(record.last_end(sides, t), resumed)
    over = next((spell.at for spell in record.spells if spell.name == "wrap-up" and spell.at <= t), record.closed)
    due = since + condition.seconds
    view.wake_after(due)
    if record.spell("hold", t) is not None or over <= t or t <= due:
        return Outcome(condition, Truth.FALSE, Truth.FALSE, note="There has been no such silence.", figure=t - since)
    if lost(condition.role, view, Scope(low=since)):
        note = "It may have been silent: the audio was lost."
        return Outcome(condition, Truth.UNKNOWN, Truth.UNKNOWN, note=note)
    name = f"silence@{since:g}"
    mark = Mark(name, since, t, record.turn_at(t))
    note = f"Silent for more than {condition.seconds:g} s."
    return Outcome(condition, Truth.TRUE, Truth.TRUE, (mark,), (name,), note, t - since)


def _recent(view: View, over: float | None) -> list[Talk]:
    """Final utterances begun in the last `over` seconds; notes when one leaves."""
    finals = view.record.finals
    talks = finals[: bisect.bisect_right(finals, view.t, key=_at)]
    if over is None:
        return talks
    recent = talks[bisect.bisect_left(talks, view.t, key=lambda talk: talk.at + over) :]
    if recent:
        view.wake_after(recent[0].at + over)
    return recent


def _seconds(talks: list[Talk], side: Speaker) -> float:
    return sum(talk.end - talk.at for talk in talks if talk.speaker is side)


def _rate(condition: Rate, view: View) -> Outcome:
    talks = [talk for talk in _recent(view, condition.over) if talk.speaker is condition.role]
    seconds = _seconds(talks, condition.role)
    heard = seconds >= LEAST_RATE and not lost(condition.role, view, Scope(last=condition.over))
    rate = sum(len(talk.words) for talk in talks) / seconds * 60 if heard else None
    value = outside(rate, condition.above, condition.below)
    note = "Too little was heard." if rate is None else f"{rate:.0f} words a minute."
    return Outcome(condition, value, value, note=note, figure=rate)


def _ratio(condition: TalkRatio, view: View) -> Outcome:
    talks = _recent(view, condition.over)
    spoken = {side: _seconds(talks, side) for side in Speaker}
    if condition.over is None:
        spoken = {side: seconds + view.record.spoken[side] for side, seconds in spoken.items()}
    whole = sum(spoken.values())
    scope = WHOLE if condition.over is None else Scope(last=condition.over)
    heard = whole >= LEAST_SHARE and not lost(None, view, scope)
    ratio = spoken[condition.role] / whole if heard else None
    value = outside(ratio, condition.above, condition.below)
    note = "Too little was heard." if ratio is None else f"{ratio:.0%} of the talk."
    return Outcome(condition, value, value, note=note, figure=ratio)
