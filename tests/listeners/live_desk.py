"""A live call over sources that the tests hold in their hands: no sound server, real threads."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from agent_assist.datatypes import Speaker, Unfinished, Utterance
from agent_assist.errors import AudioError
from agent_assist.listeners.frames import Samples, SpeechSegment
from agent_assist.listeners.hearing import Recogniser
from agent_assist.listeners.live import LiveCall
from agent_assist.listeners.transcriber import Transcript
from tests.listeners.sounds import LevelVad, scripted

WAIT = 20.0
SPEECH = scripted([0.9] * 20 + [0.0] * 20)


@dataclass
class Tap:
    """A source whose sound the test gives piece by piece; an AudioError among the pieces loses the source."""

    speaker: Speaker
    pieces: queue.Queue[Samples | Exception] = field(default_factory=queue.Queue)
    opened: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    plugged: bool = True

    @property
    def label(self) -> str:
        return f"{self.speaker} tap"

    @contextmanager
    def open(self) -> Iterator[Tap]:
        if not self.plugged:
            raise AudioError(f"There is no {self.label}.", "Plug it in.")
        self.opened.release()
        yield self

    def read(self) -> Samples:
        piece = self.pieces.get(timeout=WAIT)
        if isinstance(piece, Exception):
            raise piece
        return piece

    def present(self) -> bool:
        return self.plugged


@dataclass
class Slow:
    """A recogniser that waits until it may go on."""

    lang: str = "en"
    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    fails: bool = False

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        self.begun.set()
        assert self.go_on.wait(WAIT)
        if self.fails:
            self.fails = False
            raise ZeroDivisionError
        return Transcript(f"{segment.speaker} speaks", 0.9)


class Desk:
    """A call with two taps, and everything it tells."""

    def __init__(self, recogniser: Recogniser | None = None, *, loading: bool = False, **options: Any) -> None:
        """loading: the call begins without its recogniser; `call.speak(desk.recogniser)` brings it."""
        self.agent, self.customer = Tap(Speaker.AGENT), Tap(Speaker.CUSTOMER)
        if recogniser is None:
            recogniser = Slow()
            recogniser.go_on.set()
        self.recogniser = recogniser
        self.utterances: queue.Queue[Utterance] = queue.Queue()
        self.partials: queue.Queue[Unfinished] = queue.Queue()
        self.behind: queue.Queue[tuple[bool, float]] = queue.Queue()
        self.failures: queue.Queue[Exception] = queue.Queue()
        self.recoveries: queue.Queue[Speaker] = queue.Queue()
        self.levels: queue.Queue[tuple[Speaker, float]] = queue.Queue()
        self.call = LiveCall(
            None if loading else self.recogniser,
            (self.agent, self.customer),
            on_utterance=self.utterances.put,
            on_level=lambda speaker, rms: self.levels.put((speaker, rms)),
            on_failure=self.failures.put,
            on_recovery=self.recoveries.put,
            on_partial=self.partials.put,
            on_behind=lambda behind, seconds: self.behind.put((behind, seconds)),
            **{"vad": LevelVad, **options},
        )

    def hear(self, tap: Tap, samples: Samples = SPEECH) -> None:
        for at in range(0, len(samples), 1600):
            tap.pieces.put(samples[at : at + 1600])

    def close(self) -> bool:
        """Stop the call; the listeners wake by one more piece of silence each."""
        threading.Thread(target=self._wake).start()
        return self.call.stop(timeout=WAIT)

    def _wake(self) -> None:
        self.call._stop.wait(WAIT)
        for tap in (self.agent, self.customer):
            tap.pieces.put(scripted([0.0]))
