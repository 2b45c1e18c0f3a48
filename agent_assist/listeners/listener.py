"""One thread that listens to one source: opens it, measures its level, cuts its sound into speech, and comes back
when the source was lost.

A device may hold a thread for ever in any of its calls. Such a thread is left behind, and another one begins.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError, SideTrouble, UserFacingError
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment, rms
from agent_assist.listeners.sources import Device, OpenSound, SelfTimed, SoundSource, SourceMoved, Unanswered
from agent_assist.listeners.stream_clock import StreamClock

#: Seconds of nothing but zeros after which a microphone counts as muted: a real one always has some noise.
MUTED_AFTER = 2.0
#: The same for a microphone behind a noise gate, which gives zeros whenever nobody speaks: two such gaps betray it.
GATED_MUTED_AFTER = 30.0
_GATED_GAPS = 2
#: Seconds without sound after which a device that cannot be asked either counts as lost.
_UNHEARD = 1.0


class _LeftBehind(Exception):
    """Another thread has taken this one's place."""


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
    voice: without a word before a customer counts as silent, 0: never.  held: in which a device must let a thread go
    that opens or closes it, before that thread is left behind."""

    sound: float = 2.0
    first: float = 4.0
    voice: float = 0.0
    held: float = 5.0


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
        self._position = 0.0  # the stream time reached
        self._last = self._voiced = self._back = time.monotonic()
        self._zeros = self._gaps = 0
        self._is_muted = False  # what the system said last
        self._turn = threading.Lock()  # held for what only the thread of now may do, never while a device is called
        self._thread = self._new_thread()

    def _new_thread(self) -> threading.Thread:
        # A daemon: a device that gives no sound holds the thread inside the library, where nothing can wake it.
        return threading.Thread(target=self._run, name=f"listen-{self.source.speaker}", daemon=True)

    def start(self, at: float = 0.0) -> None:
        """Begin listening; at: the clock now, the same for all sides."""
        self._base = at
        self._last = self._voiced = self._back = time.monotonic()
        self._thread.start()

    def join(self, timeout: float) -> bool:
        """Wait for the thread's end; False when its device still held it after `timeout` seconds, and it was left
        behind. What was heard until then is handed on in both cases.
        """
        thread = self._thread
        thread.join(timeout)
        if not thread.is_alive():
            return True
        with self._turn:
            self._thread = threading.current_thread()
            self._hand_on(self._endpointer.flush())
        return False

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
        """Did sound come, does anybody speak? Asks no device and waits for none.

        What is wrong is reported once. A source that only gives no sound stays open, so that its first sound is heard
        when it comes; one that does not even let itself be opened or closed is tried anew by another thread.
        """
        opened, label, now = self._open, self.source.label, time.monotonic()
        if now - self._back > patience.held and (opened is None or self._leave.is_set()):
            self._leave_behind()
        if self.paused or self._leave.is_set():
            return
        if now - self._last > (patience.sound if self._delivers else patience.first):
            next_step = "See that it is switched on, or choose another in the settings."
            self._fail("lost", f"No sound comes from the {label}.", next_step)
        elif self._is_muted:
            self._fail("muted", f"Your {label} is muted in the system.", "Unmute it to be heard.")
        elif isinstance(opened, Device) and self._is_agent and self._zeros >= self._muted_after * SAMPLE_RATE:
            self._fail("muted", f"Your {label} gives nothing but silence.", "See that it is not muted.")
        elif self._trouble == "muted":
            self._well()
        elif patience.voice and not self._is_agent and now - self._voiced > patience.voice:
            what = f"The customer has been silent for {patience.voice:.0f} seconds."
            self._fail("silent", what, "See that the call plays on the chosen loudspeaker.")

    def ask(self) -> None:
        """Ask the device whether it is there and not muted; one that is no more is opened anew."""
        opened = self._open
        if opened is None or self.paused or self._leave.is_set():
            return
        try:
            present = opened.present()
            self._is_muted = present and isinstance(opened, Device) and opened.muted()
        except Unanswered as error:
            if time.monotonic() - self._last > _UNHEARD:  # while sound comes, all is well enough
                self._fail("lost", error.what, error.next_step)
        except SourceMoved as moved:
            if self._is_open(opened):
                self._tell(SideTrouble(self.source.speaker, "heard", moved.what, moved.next_step))
                self._leave.set()
        except UserFacingError as error:
            if self._is_open(opened):
                self._lose(error)
        else:
            if not present and self._is_open(opened):
                what = f"The {self.source.label} was unplugged."
                self._lose(AudioError(what, "Plug it in again; listening goes on by itself."))

    def _is_open(self, opened: OpenSound) -> bool:
        """Whether it is still this one that is listened to: the answer took a while."""
        return self._open is opened and not self._stop.is_set()

    def _leave_behind(self) -> None:
        """The device does not let the thread go: another one takes its place."""
        with self._turn:
            if self._stop.is_set():
                return
            self._open = None
            self._back = time.monotonic()
            self._thread = self._new_thread()
        self._thread.start()

    def _own_turn(self) -> None:
        """Raises _LeftBehind in a thread that was; to be called under `_turn`."""
        if self._thread is not threading.current_thread():
            raise _LeftBehind
        self._back = time.monotonic()

    @property
    def _muted_after(self) -> float:
        return MUTED_AFTER if self._gaps < _GATED_GAPS else GATED_MUTED_AFTER

    @property
    def _is_agent(self) -> bool:
        return self.source.speaker is Speaker.AGENT

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                if not self._once():
                    break
                # One that gave sound is opened again at once: somebody may be speaking.
                if not self.paused and not self._delivers:
                    self._stop.wait(self._retry)
            with self._turn:
                self._own_turn()
                self._hand_on(self._endpointer.flush())
        except _LeftBehind:
            return

    def _once(self) -> bool:
        """Listen until the source is lost or left; False after a fault of ours."""
        trouble: Exception | None = None
        with self._turn:
            self._own_turn()
            self._delivers = False
        try:
            if self._hearing.wait(0.1):
                self._listen()
        except Exception as error:
            trouble = error
        with self._turn:
            self._own_turn()
            self._open = None
            if isinstance(trouble, UserFacingError):
                self._lose(trouble)
            elif trouble is not None:  # our own bug: shown as one, and the other side goes on
                self._tell(trouble)
                return False
            self._hand_on(self._endpointer.flush())
        return True

    def _listen(self) -> None:
        """Open the source and take its sound until it is lost or the call ends."""
        self._leave.clear()
        with self.source.open() as sound:
            with self._turn:
                self._own_turn()
                self._open = sound
                self._last = time.monotonic()
                self._zeros, self._is_muted = 0, False
            clock: StreamClock | None = None
            while not (self._stop.is_set() or self._leave.is_set()):
                samples = sound.read()
                with self._turn:
                    self._own_turn()
                    if clock is None:
                        clock = StreamClock(max(self._position, self._clock() - len(samples) / SAMPLE_RATE))
                    self._hear(sound, samples, clock)

    def _hear(self, sound: OpenSound, samples: Samples, clock: StreamClock) -> None:
        movable = isinstance(sound, Device) and not self._endpointer.speaking
        start = clock.place(len(samples), self._clock(), movable=movable)
        self._position = clock.position
        if isinstance(sound, SelfTimed):
            start = self._base + sound.position()
        self._take(AudioFrame(self.source.speaker, start, samples))
        if isinstance(sound, SelfTimed) and sound.is_cut():
            self._hand_on(self._endpointer.flush())

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
