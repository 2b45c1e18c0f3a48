"""One thread that listens to one source: opens it, measures its level, cuts its sound into speech, and comes back
when the source was lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError, UserFacingError
from agent_assist.listeners.endpointer import Endpointer
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment, rms


class OpenSound(Protocol):
    """A source while it is open."""

    def read(self) -> Samples:
        """Waits for the next short piece of sound.  Raises AudioError when there will be none."""
        ...

    def present(self) -> bool:
        """Whether the device is still there.  Raises AudioError when that cannot be asked."""
        ...


class SoundSource(Protocol):
    """Something to listen to live; `SoundCardSource` is the real one."""

    @property
    def speaker(self) -> Speaker:
        """Whose sound it is."""
        ...

    @property
    def label(self) -> str:
        """What people call it."""
        ...

    def open(self) -> AbstractContextManager[OpenSound]:
        """Opens it.  Raises AudioError."""
        ...


@dataclass(frozen=True, slots=True)
class Ear:
    """Where a listener hands what it hears; all are called from its thread and must be quick.

    on_failure: an outage, once, at its beginning, or a bug of ours, after which this side hears no more.
    on_recovery: sound comes again after an outage.
    """

    on_segment: Callable[[SpeechSegment], None]
    on_level: Callable[[Speaker, float], None]
    on_failure: Callable[[Exception], None]
    on_recovery: Callable[[Speaker], None]


class Listener:
    """Listens to a source until `stop` is set.

    clock: seconds on the contact's clock now; sound is placed on it when a source is opened and counted from there, so
    both sides of a call share one time.
    """

    def __init__(
        self,
        source: SoundSource,
        endpointer: Endpointer,
        ear: Ear,
        stop: threading.Event,
        clock: Callable[[], float],
        retry: float = 1.0,
    ) -> None:
        self.source = source
        self._endpointer = endpointer
        self._ear = ear
        self._stop = stop
        self._clock = clock
        self._retry = retry
        self._leave = threading.Event()  # the watchdog's wish: close the source and open it anew
        self._outage = threading.Event()
        self._open: OpenSound | None = None
        self._last = time.monotonic()
        # A daemon: a device that gives no sound holds the thread inside the library, where nothing can wake it.
        self._thread = threading.Thread(target=self._run, name=f"listen-{source.speaker}", daemon=True)

    def start(self) -> None:
        """Begin listening."""
        self._last = time.monotonic()
        self._thread.start()

    def join(self, timeout: float) -> bool:
        """Wait for the thread's end; False when it is still held by its device after `timeout` seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def check(self, patience: float) -> None:
        """What the watchdog asks from its own thread: is the device there, and did sound come in the last seconds?

        When not, the outage is reported and the source opened anew.
        """
        error = self._finding(patience)
        if error is not None:
            self._fail(error)
            self._leave.set()

    def _finding(self, patience: float) -> UserFacingError | None:
        opened = self._open
        label = self.source.label
        try:
            if opened is not None and not opened.present():
                return AudioError(f"The {label} was unplugged.", "Plug it in again; listening goes on by itself.")
        except UserFacingError as error:
            return error
        if time.monotonic() - self._last > patience:
            return AudioError(
                f"No sound comes from the {label}.", "See that it is switched on, or choose another in the settings."
            )
        return None

    def _run(self) -> None:
        position = 0.0
        while not self._stop.is_set():
            try:
                position = self._listen(position)
            except UserFacingError as error:
                self._fail(error)
            except Exception as error:  # our own bug: shown as one, and the other side goes on
                self._ear.on_failure(error)
                break
            self._hand_on(self._endpointer.flush())
            self._stop.wait(self._retry)
        self._hand_on(self._endpointer.flush())

    def _listen(self, position: float) -> float:
        """Open the source and take its sound until it is lost or the call ends; returns the stream time reached."""
        self._leave.clear()
        with self.source.open() as sound:
            self._open = sound
            try:
                samples = sound.read()
                start = max(position, self._clock() - len(samples) / SAMPLE_RATE)
                count = 0
                while True:
                    self._take(AudioFrame(self.source.speaker, start + count / SAMPLE_RATE, samples))
                    count += len(samples)
                    if self._stop.is_set() or self._leave.is_set():
                        return start + count / SAMPLE_RATE
                    samples = sound.read()
            finally:
                self._open = None

    def _take(self, frame: AudioFrame) -> None:
        self._last = time.monotonic()
        if self._outage.is_set() and not self._leave.is_set():
            self._outage.clear()
            self._ear.on_recovery(frame.speaker)
        self._ear.on_level(frame.speaker, rms(frame.samples))
        self._hand_on(self._endpointer.feed(frame))

    def _hand_on(self, segments: list[SpeechSegment]) -> None:
        for segment in segments:
            self._ear.on_segment(segment)

    def _fail(self, error: UserFacingError) -> None:
        """Report an outage once, whoever notices first."""
        if not self._outage.is_set():
            self._outage.set()
            self._ear.on_failure(error)


class Watchdog:
    """One thread that sees what a listener's own thread cannot: sound that stopped coming, a device that went."""

    def __init__(
        self, listeners: list[Listener], stop: threading.Event, patience: float = 3.0, every: float = 0.5
    ) -> None:
        """patience: seconds without sound before a side counts as lost.  every: seconds between two looks."""
        self._listeners = listeners
        self._stop = stop
        self._patience = patience
        self._every = every
        self._thread = threading.Thread(target=self._run, name="listen-watchdog", daemon=True)

    def start(self) -> None:
        """Begin watching."""
        self._thread.start()

    def join(self, timeout: float) -> None:
        """Wait for the thread's end."""
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            for listener in self._listeners:
                listener.check(self._patience)
