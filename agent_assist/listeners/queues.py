"""What waits for the one recogniser thread, in the order in which it should be done.

Finals first, then the early final of somebody who has just fallen silent, then partials. Of these last two each side of
a call has one place, and the newest takes it. Calls take turns, so that none is starved by another; within a call the
oldest final goes first. When finals wait too long, partials are left out until the recogniser has caught up, and
segments of one side that wait behind one another are recognised as one.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment

#: Seconds of speech that may wait on one side of a call; then the oldest goes, counted and told.
MOST_WAITING = 300.0
#: A final that waited longer than this turns drafts off until none waits any more.
_BEHIND = 1.0
#: From this many seconds of waiting on, segments are merged, up to what the recogniser takes at once (30 s).
_MERGE_AFTER = 2.0
_LONGEST = 28.0
#: Silence put between merged segments, at most: enough for a sentence's end.
_GAP = 0.3


class Kind(IntEnum):
    """What is wanted; smaller is sooner."""

    FINAL = 0
    EARLY = 1
    PARTIAL = 2
    WAKE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One thing to do for a call (any object that can be a key).

    merged: starts of the segments that were put into this one behind its first.
    """

    call: Any
    kind: Kind
    segment: SpeechSegment | None
    arrived: float
    merged: tuple[float, ...] = ()


@dataclass(slots=True)
class _Side:
    finals: deque[Job] = field(default_factory=deque)
    draft: Job | None = None


@dataclass(slots=True)
class _Call:
    name: Any
    served: int
    sides: dict[Speaker, _Side] = field(default_factory=lambda: {speaker: _Side() for speaker in Speaker})
    wake: float | None = None
    held: bool = False


class WorkQueue:
    """Any thread puts, one takes; nobody who puts ever waits."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls: dict[Any, _Call] = {}
        self._turn = 0
        self._clock = clock
        self._closed = False
        self._changed = threading.Condition()
        self._behind = False
        self.dropped = 0

    def final(self, call: Any, segment: SpeechSegment) -> bool:
        """Queue a whole segment; it takes the place of its side's drafts. False where an older one had to go for it."""
        with self._changed:
            side = self._side(call, segment.speaker)
            side.draft = None
            side.finals.append(Job(call, Kind.FINAL, segment, self._clock()))
            kept = True
            while len(side.finals) > 1 and sum(_seconds(job) for job in side.finals) > MOST_WAITING:
                side.finals.popleft()
                self.dropped += 1
                kept = False
            self._changed.notify()
            return kept

    def draft(self, call: Any, segment: SpeechSegment, *, early: bool) -> None:
        """Ask for a draft of speech that goes on, or (early) for the final of speech that seems to have ended."""
        with self._changed:
            kind = Kind.EARLY if early else Kind.PARTIAL
            self._side(call, segment.speaker).draft = Job(call, kind, segment, self._clock())
            self._changed.notify()

    def wake(self, call: Any, after: float) -> None:
        """Give a job without a segment `after` seconds from now."""
        with self._changed:
            self._call(call).wake = self._clock() + after
            self._changed.notify()

    def hold(self, call: Any) -> None:
        """Give nothing of this call until `release`; what comes meanwhile waits."""
        with self._changed:
            self._call(call).held = True

    def release(self, call: Any) -> None:
        """Give what waits of this call, too."""
        with self._changed:
            state = self._calls.get(call)
            if state is not None:
                state.held = False
                self._changed.notify()

    def get(self, taken: Callable[[Job], None] = lambda job: None) -> Job | None:
        """Wait for the next job; None once the queue is closed and empty. taken: called with it before others look."""
        with self._changed:
            while True:
                job = self._next()
                if job is not None:
                    taken(job)
                    return job
                if self._closed:
                    return None
                wakes = [call.wake for call in self._served() if call.wake is not None]
                self._changed.wait(max(0.0, min(wakes) - self._clock()) if wakes else None)

    def forget(self, call: Any) -> None:
        """Nothing more comes from this call, and nothing of it is wanted."""
        with self._changed:
            self._calls.pop(call, None)

    def close(self) -> None:
        """Nothing more will come; finals that wait can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def waiting(self, call: Any) -> int:
        """Finals of the call that wait, but for those of one that is held."""
        with self._changed:
            state = self._calls.get(call)
            return 0 if state is None or state.held else sum(len(side.finals) for side in state.sides.values())

    @property
    def behind(self) -> bool:
        """Whether partials are left out because finals wait."""
        with self._changed:
            return self._behind

    @property
    def lag(self) -> float:
        """Seconds that the oldest final has waited."""
        with self._changed:
            now = self._clock()
            return max((now - job.arrived for _, job in self._oldest()), default=0.0)

    # -- inside, under the lock

    def _call(self, name: Any) -> _Call:
        return self._calls.setdefault(name, _Call(name, self._turn))

    def _side(self, call: Any, speaker: Speaker) -> _Side:
        return self._call(call).sides[speaker]

    def _served(self) -> list[_Call]:
        return [call for call in self._calls.values() if not call.held]

    def _oldest(self) -> list[tuple[_Call, Job]]:
        """Of each call the final that has waited longest."""
        waiting = []
        for call in self._served():
            heads = [side.finals[0] for side in call.sides.values() if side.finals]
            if heads:
                waiting.append((call, min(heads, key=lambda job: job.arrived)))
        return waiting

    def _next(self) -> Job | None:
        oldest = self._oldest()
        if oldest:
            call, job = min(oldest, key=lambda both: both[0].served)
            return self._final(call, job)
        now = self._clock()
        for call in self._served():
            if call.wake is not None and (call.wake <= now or self._closed):
                call.wake = None
                return Job(call.name, Kind.WAKE, None, now)
        if self._behind:
            self._caught_up()
        if self._closed:
            return None
        drafts = [
            (side.draft.kind, call.served, side.draft.arrived, call, side)
            for call in self._served()
            for side in call.sides.values()
            if side.draft is not None
        ]
        if not drafts:
            return None
        *_, call, side = min(drafts, key=lambda draft: draft[:3])
        chosen, side.draft = side.draft, None
        self._serve(call)
        return chosen

    def _caught_up(self) -> None:
        """No final waits any more. The drafts that were asked for meanwhile are old by now."""
        self._behind = False
        for call in self._calls.values():
            for side in call.sides.values():
                side.draft = None

    def _final(self, call: _Call, job: Job) -> Job:
        assert job.segment is not None
        side = call.sides[job.segment.speaker]
        side.finals.popleft()
        self._serve(call)
        waited = self._clock() - job.arrived
        if waited > _BEHIND:
            self._behind = True
        if waited > _MERGE_AFTER:
            while side.finals and (together := _merged(job, side.finals[0])) is not None:
                side.finals.popleft()
                job = together
        return job

    def _serve(self, call: _Call) -> None:
        self._turn += 1
        call.served = self._turn


def _seconds(job: Job) -> float:
    return len(job.segment.samples) / SAMPLE_RATE if job.segment is not None else 0.0


def _merged(first: Job, second: Job) -> Job | None:
    """Both as one, None where that would be too long."""
    one, two = first.segment, second.segment
    assert one is not None
    assert two is not None
    gap = min(_GAP, max(0.0, two.start - one.end))
    if _seconds(first) + gap + _seconds(second) > _LONGEST:
        return None
    silence = np.zeros(round(gap * SAMPLE_RATE), dtype=np.float32)
    samples = np.concatenate((one.samples, silence, two.samples))
    segment = SpeechSegment(one.speaker, one.start, two.end, samples)
    return Job(first.call, Kind.FINAL, segment, first.arrived, (*first.merged, two.start))
