"""One thread that listens to one source: opens it, measures its level, cuts its sound into speech, and comes back
when the source was lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError, SideTrouble, UserFacingError
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment, rms
from agent_assist.listeners.stream_clock import StreamClock

#: Seconds of nothing but zeros after which a microphone counts as muted: a real one always has some noise.
MUTED_AFTER = 2.0
#: The same for a microphone behind a noise gate, which gives zeros whenever nobody speaks: two such gaps betray it.
GATED_MUTED_AFTER = 30.0
_GATED_GAPS = 2


class SourceMoved(AudioError):
    """The system's default device is another one now: the source is to be opened anew."""


class OpenSound(Protocol):
    """A source while it is open."""

    def read(self) -> Samples:
        """Waits for the next short piece of sound.  Raises AudioError when there will be none."""
        ...

    def present(self) -> bool:
        """Whether the device is still there.  Raises SourceMoved, or AudioError when that cannot be asked."""
        ...


@runtime_checkable
class Device(Protocol):
    """An open source that is a device of this computer: it runs by a crystal of its own, and somebody may mute it."""

    def muted(self) -> bool:
        """Whether the system says so.  Raises AudioError when that cannot be asked."""
        ...


@runtime_checkable
class SelfTimed(Protocol):
    """An open source that counts its own time (a phone line): its sound may come early, late or with holes."""

    def position(self) -> float:
        """Seconds from the source's first sample to the first of the last read."""
        ...

    def is_cut(self) -> bool:
        """Whether speech ends where the last read does, though somebody goes on speaking."""
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


class Cutter(Protocol):
    """What cuts a side's frames into segments of speech; `Endpointer` does."""

    @property
    def speaking(self) -> bool:
        """Whether speech has begun and not ended yet."""
        ...

    def feed(self, frame: AudioFrame) -> list[SpeechSegment]:
        """Take the next frame; the segments that it completed."""
        ...

    def flush(self) -> list[SpeechSegment]:
        """The end of the stream: the speech that was still open."""
        ...


@dataclass(frozen=True, slots=True)
class Ear:
    """Where a listener hands what it hears; all are called from its thread or the watchdog's and must be quick.

    on_failure: something is the matter with this side (SideTrouble, once, at its beginning), or a bug of ours, after
    which this side hears no more.  on_recovery: all is well again.
    """

    on_segment: Callable[[SpeechSegment], None]
    on_level: Callable[[Speaker, float], None]
    on_failure: Callable[[Exception], None]
    on_recovery: Callable[[Speaker], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds.  sound: without any frame before a side counts as lost.  first: the same before a source's first frame
    (an idle loudspeaker of PulseAudio has played up to two seconds ahead, and a busy computer opens it late).
    voice: without a word before a customer counts as silent, 0: never."""

    sound: float = 2.0
    first: float = 4.0
    voice: float = 0.0


class Listener:
    """Listens to a source until `stop` is set.

    clock: seconds on the contact's clock now; sound is placed on it when a source is opened and counted from there, so
    both sides of a call share one time.  retry: seconds between two tries to open a source that gives nothing.
    """

    def __init__(
        self,
        source: SoundSource,
        endpointer: Cutter,
        ear: Ear,
        stop: threading.Event,
        clock: Callable[[], float],
        retry: float = 0.25,
    ) -> None:
        self.source = source
        self._endpointer = endpointer
        self._ear = ear
        self._stop = stop
        self._clock = clock
        self._retry = retry
        self._leave = threading.Event()  # somebody's wish: close the source (and open it anew)
        self._hearing = threading.Event()  # clear while paused
        self._hearing.set()
        self._telling = threading.Lock()
        self._trouble = ""
        self._open: OpenSound | None = None
        self._delivers = False  # whether the open source has given sound yet
        self._base = 0.0  # the clock at the start, from which a source that counts its own time counts
        self._last = self._voiced = time.monotonic()
        self._zeros = self._gaps = 0
        # A daemon: a device that gives no sound holds the thread inside the library, where nothing can wake it.
        self._thread = threading.Thread(target=self._run, name=f"listen-{source.speaker}", daemon=True)

    def start(self, at: float = 0.0) -> None:
        """Begin listening; at: the clock now, the same for all sides."""
        self._base = at
        self._last = self._voiced = time.monotonic()
        self._thread.start()

    def join(self, timeout: float) -> bool:
        """Wait for the thread's end; False when it is still held by its device after `timeout` seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def speaking(self) -> bool:
        """Whether this side is speaking now."""
        return self._open is not None and self._endpointer.speaking

    @property
    def paused(self) -> bool:
        """Whether this side is not listened to by somebody's wish."""
        return not self._hearing.is_set()

    def pause(self) -> None:
        """Close the source until `resume`: what is said meanwhile is not heard at all."""
        self._hearing.clear()
        self._leave.set()

    def resume(self) -> None:
        """Open the source again."""
        self._last = self._voiced = time.monotonic()
        self._hearing.set()

    def check(self, patience: Patience) -> None:
        """What the watchdog asks from its own thread: is the device there, did sound come, does anybody speak?

        What is wrong is reported once. A source that is no more is opened anew; one that only gives no sound stays
        open, so that its first sound is heard when it comes.
        """
        if self.paused or self._leave.is_set():
            return
        opened, label, now = self._open, self.source.label, time.monotonic()
        try:
            if opened is not None and not opened.present():
                self._lose(AudioError(f"The {label} was unplugged.", "Plug it in again; listening goes on by itself."))
            elif now - self._last > (patience.sound if self._delivers else patience.first):
                next_step = "See that it is switched on, or choose another in the settings."
                self._fail("lost", f"No sound comes from the {label}.", next_step)
            elif isinstance(opened, Device) and opened.muted():
                self._fail("muted", f"Your {label} is muted in the system.", "Unmute it to be heard.")
            elif isinstance(opened, Device) and self._is_agent and self._zeros >= self._muted_after * SAMPLE_RATE:
                self._fail("muted", f"Your {label} gives nothing but silence.", "See that it is not muted.")
            elif self._trouble == "muted":
                self._well()
            elif patience.voice and not self._is_agent and now - self._voiced > patience.voice:
                what = f"The customer has been silent for {patience.voice:.0f} seconds."
                self._fail("silent", what, "See that the call plays on the chosen loudspeaker.")
        except SourceMoved as moved:
            self._tell(SideTrouble(self.source.speaker, "heard", moved.what, moved.next_step))
            self._leave.set()
        except UserFacingError as error:
            self._lose(error)

    @property
    def _muted_after(self) -> float:
        return MUTED_AFTER if self._gaps < _GATED_GAPS else GATED_MUTED_AFTER

    @property
    def _is_agent(self) -> bool:
        return self.source.speaker is Speaker.AGENT

    def _run(self) -> None:
        position = 0.0
        while not self._stop.is_set():
            self._delivers = False
            try:
                if self._hearing.wait(0.1):
                    position = self._listen(position)
            except UserFacingError as error:
                self._lose(error)
            except Exception as error:  # our own bug: shown as one, and the other side goes on
                self._tell(error)
                break
            self._hand_on(self._endpointer.flush())
            # One that gave sound is opened again at once: somebody may be speaking.
            if not self.paused and not self._delivers:
                self._stop.wait(self._retry)
        self._hand_on(self._endpointer.flush())

    def _listen(self, position: float) -> float:
        """Open the source and take its sound until it is lost or the call ends; returns the stream time reached."""
        self._leave.clear()
        with self.source.open() as sound:
            self._open = sound
            self._last = time.monotonic()
            self._zeros = 0
            try:
                samples = sound.read()
                clock = StreamClock(max(position, self._clock() - len(samples) / SAMPLE_RATE))
                device = isinstance(sound, Device)
                while True:
                    movable = device and not self._endpointer.speaking
                    start = clock.place(len(samples), self._clock(), movable=movable)
                    if isinstance(sound, SelfTimed):
                        start = self._base + sound.position()
                    self._take(AudioFrame(self.source.speaker, start, samples))
                    if isinstance(sound, SelfTimed) and sound.is_cut():
                        self._hand_on(self._endpointer.flush())
                    if self._stop.is_set() or self._leave.is_set():
                        return clock.position
                    samples = sound.read()
            finally:
                self._open = None

    def _take(self, frame: AudioFrame) -> None:
        self._last = time.monotonic()
        self._delivers = True
        if self._leave.is_set():
            return  # paused, or to be opened anew: what comes now is not to be heard
        if self._trouble == "lost":
            self._well()
        level = rms(frame.samples)
        if level and self._zeros >= SAMPLE_RATE:
            self._gaps += 1
        self._zeros = 0 if level else self._zeros + len(frame.samples)
        self._ear.on_level(frame.speaker, level)
        self._hand_on(self._endpointer.feed(frame))
        if self._endpointer.speaking:
            self._voiced = time.monotonic()
            if self._trouble == "silent":
                self._well()

    def _hand_on(self, segments: list[SpeechSegment]) -> None:
        for segment in segments:
            self._ear.on_segment(segment)

    def _lose(self, error: UserFacingError) -> None:
        self._fail("lost", error.what, error.next_step)
        self._leave.set()

    def _fail(self, state: str, what: str, next_step: str) -> None:
        """Report what is the matter once, whoever notices first."""
        with self._telling:
            if self._trouble in (state, "lost"):
                return
            self._trouble = state
            self._tell(SideTrouble(self.source.speaker, state, what, next_step))

    def _well(self) -> None:
        with self._telling:
            if self._trouble:
                self._trouble = ""
                self._ear.on_recovery(self.source.speaker)

    def _tell(self, error: Exception) -> None:
        self._ear.on_failure(error)


class Watchdog:
    """One thread that sees what a listener's own thread cannot: sound that stopped coming, a device that went."""

    def __init__(
        self, listeners: list[Listener], stop: threading.Event, patience: Patience, every: float = 0.5
    ) -> None:
        """every: seconds between two looks."""
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
