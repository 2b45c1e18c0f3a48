"""The one thread that recognises, for every call that is heard at the same time."""

from __future__ import annotations

import threading
from typing import Protocol

from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.heap import give_back
from agent_assist.listeners.queues import Job, Kind, WorkQueue


class Heard(Protocol):
    """A call as the recogniser thread sees it."""

    def work(self, job: Job) -> None:
        """Do a job of this call. Raises nothing: its failures are its own to tell."""


class Recognition:
    """A thread and its queue; calls take turns. Started once, and stopped when no call needs it any more."""

    def __init__(self) -> None:
        self._queue = WorkQueue()
        self._thread = threading.Thread(target=self._run, name="recognise", daemon=True)
        self._done = threading.Condition()
        self._busy: Heard | None = None

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> bool:
        """Finish the finals that wait, then end; False where that takes longer than `timeout` seconds."""
        self._queue.close()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def final(self, call: Heard, segment: SpeechSegment) -> bool:
        """Recognise a whole segment; False where older speech of the call had to be left out for it."""
        return self._queue.final(call, segment)

    def draft(self, call: Heard, segment: SpeechSegment, *, early: bool) -> None:
        """Recognise what has been said of a line so far, if there is time; early: it seems to have ended."""
        self._queue.draft(call, segment, early=early)

    def wake(self, call: Heard, after: float) -> None:
        """Call `work` without a segment in `after` seconds."""
        self._queue.wake(call, after)

    def hold(self, call: Heard) -> None:
        """Keep what comes of this call, and do none of it before `release`."""
        self._queue.hold(call)

    def release(self, call: Heard) -> None:
        """Do what was kept of this call, and what comes from now on."""
        self._queue.release(call)

    def leave(self, call: Heard, timeout: float) -> bool:
        """Wait until nothing of this call is left to be done, and forget it; False after `timeout` seconds.

        What is held is forgotten at once.
        """
        with self._done:
            done = self._done.wait_for(lambda: self._queue.waiting(call) == 0 and self._busy is not call, timeout)
        self._queue.forget(call)
        return done

    def waiting(self, call: Heard) -> int:
        """Finals of the call that wait."""
        return self._queue.waiting(call)

    @property
    def dropped(self) -> int:
        """Segments left out, of all calls, because the computer is too slow."""
        return self._queue.dropped

    @property
    def behind(self) -> bool:
        """Whether drafts are left out because finals wait."""
        return self._queue.behind

    @property
    def lag(self) -> float:
        """Seconds that the oldest final has waited."""
        return self._queue.lag

    def _run(self) -> None:
        while (job := self._queue.get(self._take)) is not None:
            job.call.work(job)
            with self._done:
                self._busy = None
                self._done.notify_all()
            if job.kind is Kind.FINAL:
                give_back()

    def _take(self, job: Job) -> None:
        """Under the queue's lock, so that nobody sees a job that neither waits nor is being done."""
        self._busy = job.call
