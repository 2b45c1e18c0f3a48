"""What a listener tells of its side, and how it is paused; the source is in the test's hands."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.errors import SideTrouble
from agent_assist.listeners.endpointer import Endpointer
from agent_assist.listeners.frames import SAMPLE_RATE, Samples, SpeechSegment
from agent_assist.listeners.listener import Ear, Listener, Patience
from agent_assist.listeners.sources import SourceMoved
from agent_assist.listeners.stream_clock import TOLERANCE, WINDOW, StreamClock
from tests.listeners.sounds import LevelVad, scripted

WAIT = 20.0
QUIET = np.full(1600, 0.01, dtype=np.float32)
ZEROS = np.zeros(1600, dtype=np.float32)
CALM = Patience(WAIT, WAIT, 0.0)


@dataclass
class Plug:
    """A source that the test feeds; it can be muted, and the system's default can move away from it."""

    speaker: Speaker = Speaker.AGENT
    pieces: queue.Queue[Samples] = field(default_factory=queue.Queue)
    opened: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    closed: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    is_muted: bool = False
    moves: bool = False
    hangs: threading.Event | None = None
    label: str = "microphone"

    @contextmanager
    def open(self) -> Iterator[Plug]:
        if self.hangs is not None:
            hanging, self.hangs = self.hangs, None
            self.opened.release()
            assert hanging.wait(WAIT)
        else:
            self.opened.release()
        try:
            yield self
        finally:
            self.closed.release()

    def read(self) -> Samples:
        return self.pieces.get(timeout=WAIT)

    def present(self) -> bool:
        if self.moves:
            self.moves = False
            raise SourceMoved("The default moved.", "Listening goes on.")
        return True

    def muted(self) -> bool:
        return self.is_muted


class Bench:
    """A listener at work on a plug; the test does the watchdog's looks itself."""

    def __init__(self, plug: Plug) -> None:
        self.plug = plug
        self.troubles: queue.Queue[Exception] = queue.Queue()
        self.recoveries: queue.Queue[Speaker] = queue.Queue()
        self.segments: queue.Queue[SpeechSegment] = queue.Queue()
        self.levels: queue.Queue[float] = queue.Queue()
        self.stop = threading.Event()
        ear = Ear(self.segments.put, lambda _speaker, rms: self.levels.put(rms), self.troubles.put, self.recoveries.put)
        endpointer = Endpointer(plug.speaker, LevelVad())
        self.listener = Listener(plug, endpointer, ear, self.stop, lambda: 0.0, retry=0.01)
        self.listener.start()
        assert plug.opened.acquire(timeout=WAIT)

    def hear(self, *pieces: Samples) -> None:
        """Give the pieces, and wait until they were taken."""
        for piece in pieces:
            self.plug.pieces.put(piece)
        for _ in pieces:
            self.levels.get(timeout=WAIT)

    def look(self) -> None:
        """What the watchdog's threads do."""
        self.listener.ask()
        self.listener.check(CALM)

    def trouble(self) -> SideTrouble:
        error = self.troubles.get(timeout=WAIT)
        assert isinstance(error, SideTrouble)
        return error

    def close(self) -> None:
        self.stop.set()
        for _ in range(4):
            self.plug.pieces.put(QUIET)
        assert self.listener.join(WAIT)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(Plug())
    yield made
    made.close()


def test_a_microphone_that_the_system_mutes_is_told_once_and_when_it_is_well_again(bench: Bench) -> None:
    bench.hear(QUIET)
    bench.plug.is_muted = True
    bench.look()
    bench.look()
    told = bench.trouble()
    assert (told.speaker, told.state) == ("agent", "muted")
    bench.plug.is_muted = False
    bench.look()
    assert bench.recoveries.get(timeout=WAIT) is Speaker.AGENT
    assert bench.troubles.empty()


def test_two_seconds_of_zeros_are_a_muted_microphone_and_noise_is_none(bench: Bench) -> None:
    bench.hear(*[ZEROS] * 19)
    bench.look()
    assert bench.troubles.empty()
    bench.hear(ZEROS)
    bench.look()
    assert bench.trouble().state == "muted"
    bench.hear(QUIET)
    bench.look()
    assert bench.recoveries.get(timeout=WAIT) is Speaker.AGENT


def test_a_microphone_behind_a_noise_gate_is_not_called_muted_in_every_pause(bench: Bench) -> None:
    for _ in range(2):
        bench.hear(*[ZEROS] * 10, QUIET)
    bench.hear(*[ZEROS] * 30)
    bench.look()
    assert bench.troubles.empty()
    bench.hear(*[ZEROS] * 270)
    bench.look()
    assert bench.trouble().state == "muted"


def test_the_customers_silence_is_told_and_a_word_ends_it() -> None:
    bench = Bench(Plug(Speaker.CUSTOMER, label="loudspeaker"))
    bench.hear(*[ZEROS] * 30)
    bench.look()
    assert bench.troubles.empty(), "a loudspeaker that plays nothing is not muted"
    bench.listener.check(Patience(WAIT, WAIT, 1e-9))
    assert bench.trouble().state == "silent"
    bench.hear(*np.split(scripted([0.9] * 25), 8))
    assert bench.recoveries.get(timeout=WAIT) is Speaker.CUSTOMER
    assert bench.listener.speaking
    bench.close()


def test_a_moved_default_is_told_and_the_source_opened_anew_without_an_outage(bench: Bench) -> None:
    bench.hear(QUIET)
    bench.plug.moves = True
    bench.look()
    assert bench.trouble().state == "heard"
    bench.plug.pieces.put(QUIET)
    assert bench.plug.opened.acquire(timeout=WAIT)
    bench.hear(QUIET)
    assert bench.troubles.empty()
    assert bench.recoveries.empty()


def test_a_paused_side_closes_its_source_keeps_what_was_said_and_hears_again(bench: Bench) -> None:
    bench.hear(*np.split(scripted([0.9] * 25), 8))
    bench.listener.pause()
    bench.plug.pieces.put(scripted([0.9] * 25))
    assert bench.plug.closed.acquire(timeout=WAIT)
    assert bench.segments.get(timeout=WAIT).end == pytest.approx(0.8, abs=0.11)
    bench.listener.check(Patience(0.0, 0.0, 0.0))
    assert bench.troubles.empty(), "a side that is not heard has no trouble"
    assert not bench.plug.opened.acquire(blocking=False)
    bench.listener.resume()
    assert bench.plug.opened.acquire(timeout=WAIT)
    bench.hear(QUIET)
    assert bench.segments.empty(), "nothing of the pause was heard"


def test_a_source_that_gives_no_sound_stays_open_and_its_first_sound_is_heard(bench: Bench) -> None:
    bench.listener.check(Patience(0.0, WAIT))
    assert bench.troubles.empty(), "the first sound of a source may take longer"
    bench.listener.check(Patience(0.0, 0.0))
    assert bench.trouble().state == "lost"
    speech = scripted([0.9] * 25 + [0.0] * 20)
    bench.hear(*np.split(speech, 20))
    assert bench.recoveries.get(timeout=WAIT) is Speaker.AGENT
    assert len(bench.segments.get(timeout=WAIT).samples) >= 25 * 512, "nothing of it is lost"
    bench.listener.check(Patience(0.0, WAIT))
    assert bench.trouble().state == "lost", "once it gives sound, it must go on"
    assert not bench.plug.opened.acquire(blocking=False)


def test_a_device_that_does_not_open_is_tried_anew_and_the_first_try_hears_nothing_when_it_comes_back() -> None:
    hanging = threading.Event()
    bench = Bench(Plug(hangs=hanging))
    bench.listener.check(Patience(0.0, 0.0, held=WAIT))
    assert bench.trouble().state == "lost"
    assert not bench.plug.opened.acquire(blocking=False)
    bench.listener.check(Patience(WAIT, WAIT, held=0.0))
    assert bench.plug.opened.acquire(timeout=WAIT), "another thread tries"
    bench.hear(QUIET)
    assert bench.recoveries.get(timeout=WAIT) is Speaker.AGENT
    hanging.set()
    assert bench.plug.closed.acquire(timeout=WAIT), "the first has opened it, sees that it is late, and closes it"
    bench.hear(QUIET, QUIET)
    assert bench.troubles.empty()
    bench.close()


def test_a_device_that_does_not_let_go_at_the_end_is_left_behind_and_no_word_is_lost() -> None:
    bench = Bench(Plug())
    bench.hear(*np.split(scripted([0.9] * 25), 8))
    bench.stop.set()
    assert not bench.listener.join(0.0), "held in a read that never comes back"
    assert bench.segments.get(timeout=WAIT).end == pytest.approx(0.8, abs=0.11)
    bench.plug.pieces.put(QUIET)
    assert bench.plug.closed.acquire(timeout=WAIT)
    assert bench.segments.empty(), "once"


@given(
    late=st.lists(st.floats(0, 0.4), min_size=200, max_size=400),
    drift=st.sampled_from([-2e-3, -1e-4, 0.0, 1e-4, 2e-3]),
)
def test_count_and_clock_never_part(late: list[float], drift: float) -> None:
    """Frames that come late, and a crystal that is wrong, leave the count where the sound really was."""
    clock = StreamClock(0.0)
    length = 0.1
    for number, delay in enumerate(late * 3):
        true_end = (number + 1) * length * (1 + drift)
        # One frame of every twenty comes at once, as on any computer that is not at its limit.
        now = true_end + (0.0 if number % 20 == 0 else delay)
        start = clock.place(round(length * SAMPLE_RATE), now, movable=True)
        off = start - number * length * (1 + drift)
        assert abs(off) <= TOLERANCE + abs(drift) * 2 * (WINDOW + 2) + length * abs(drift)


def test_sound_that_was_lost_moves_the_count_on_but_not_within_speech() -> None:
    clock = StreamClock(0.0)
    now = 0.0
    for _ in range(150):
        now += 0.1
        clock.place(1600, now, movable=True)
    now += 0.5
    for movable in (False, True):
        for _ in range(150):
            now += 0.1
            clock.place(1600, now, movable=movable)
        assert abs(now - clock.position - (0.0 if movable else 0.5)) < 1e-6
