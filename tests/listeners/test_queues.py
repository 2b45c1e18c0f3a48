"""The order in which the one recogniser works."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment
from agent_assist.listeners.queues import Job, Kind, WorkQueue

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def speech(speaker: Speaker = CUSTOMER, start: float = 0.0, seconds: float = 1.0) -> SpeechSegment:
    samples = np.full(round(seconds * SAMPLE_RATE), 0.1, dtype=np.float32)
    return SpeechSegment(speaker, start, start + seconds, samples)


def taken(queue: WorkQueue) -> list[Job]:
    """All that waits, in order; the queue is closed."""
    queue.close()
    jobs = []
    while (job := queue.get()) is not None:
        jobs.append(job)
    return jobs


def test_finals_come_before_early_finals_and_these_before_partials() -> None:
    queue = WorkQueue()
    queue.draft("one", speech(CUSTOMER), early=False)
    queue.draft("two", speech(CUSTOMER), early=True)
    queue.final("three", speech())
    jobs = [queue.get() for _ in range(3)]
    assert [(job.call, job.kind) for job in jobs if job] == [
        ("three", Kind.FINAL),
        ("two", Kind.EARLY),
        ("one", Kind.PARTIAL),
    ]


def test_of_drafts_the_newest_of_each_side_is_kept_and_a_final_takes_their_place() -> None:
    queue = WorkQueue()
    for start in (1.0, 2.0):
        queue.draft("call", speech(CUSTOMER, start), early=False)
        queue.draft("call", speech(AGENT, start), early=False)
    queue.final("call", speech(AGENT, 2.0))
    jobs = [queue.get(), queue.get()]
    assert [(job.kind, job.segment.speaker, job.segment.start) for job in jobs if job and job.segment] == [
        (Kind.FINAL, AGENT, 2.0),
        (Kind.PARTIAL, CUSTOMER, 2.0),
    ]


def test_calls_take_turns_and_each_keeps_its_order() -> None:
    queue = WorkQueue()
    for n in range(3):
        queue.final("busy", speech((AGENT, CUSTOMER)[n % 2], n))
    queue.final("quiet", speech(start=9))
    order = [(job.call, job.segment.start) for job in taken(queue) if job.segment]
    assert order == [("busy", 0), ("quiet", 9), ("busy", 1), ("busy", 2)]


def test_when_finals_waited_long_drafts_stop_and_neighbours_are_merged() -> None:
    clock = Clock()
    queue = WorkQueue(clock)
    for start in (0.0, 1.2, 3.0):
        queue.final("call", speech(CUSTOMER, start))
    clock.now = 0.1
    queue.final("call", speech(AGENT, 0.5))
    clock.now = 3.0
    first = queue.get()
    assert first is not None
    assert first.segment is not None
    assert queue.behind
    assert (first.segment.start, first.segment.end, first.merged) == (0.0, 4.0, (1.2, 3.0))
    assert len(first.segment.samples) == round((3 + 0.2 + 0.3) * SAMPLE_RATE), "short silence between"
    queue.draft("call", speech(CUSTOMER, 5.0), early=False)
    second = queue.get()
    assert second is not None
    assert second.segment is not None
    assert second.segment.speaker is AGENT
    assert taken(queue) == [], "a draft asked for while behind is old by now"
    assert not queue.behind


def test_merged_speech_fits_into_the_recognisers_window() -> None:
    clock = Clock()
    queue = WorkQueue(clock)
    for n in range(5):
        queue.final("call", speech(CUSTOMER, n * 12.0, 11.0))
    clock.now = 60.0
    lengths = [len(job.segment.samples) / SAMPLE_RATE for job in taken(queue) if job.segment]
    assert len(lengths) == 3
    assert max(lengths) <= 28.0


def test_only_more_than_five_minutes_that_wait_lose_their_oldest_and_that_is_counted() -> None:
    queue = WorkQueue()
    kept = [queue.final("call", speech(CUSTOMER, n * 15.0, 15.0)) for n in range(22)]
    assert kept == [True] * 20 + [False] * 2
    assert queue.dropped == 2
    assert taken(queue)[0].segment.start == 30.0  # type: ignore[union-attr]


def test_a_call_is_woken_when_it_asked_for_it_and_forgotten_when_it_left() -> None:
    clock = Clock()
    queue = WorkQueue(clock)
    queue.wake("call", 1.5)
    clock.now = 2.0
    job = queue.get()
    assert job is not None
    assert (job.kind, job.segment) == (Kind.WAKE, None)
    queue.final("call", speech())
    queue.forget("call")
    assert queue.waiting("call") == 0
    assert taken(queue) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(Speaker), st.booleans()), max_size=40))
def test_every_final_comes_out_once_and_in_order_of_its_side(puts: list[tuple[str, Speaker, bool]]) -> None:
    queue = WorkQueue()
    for n, (call, speaker, final) in enumerate(puts):
        if final:
            assert queue.final(call, speech(speaker, float(n), 0.1))
        else:
            queue.draft(call, speech(speaker, float(n), 0.1), early=bool(n % 2))
    finals = [(job.call, job.segment.speaker, job.segment.start) for job in taken(queue) if job.segment]
    for call in "abc":
        for speaker in Speaker:
            mine = [start for name, who, start in finals if (name, who) == (call, speaker)]
            assert mine == [float(n) for n, put in enumerate(puts) if put == (call, speaker, True)]
