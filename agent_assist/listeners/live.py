"""A live call: the microphone and what the loudspeaker plays, heard at the same time, as utterances."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.errors import AudioError
from agent_assist.listeners.endpointer import DEFAULT_RULES, Endpointer, EndpointRules
from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.hearing import Recogniser, Scribe
from agent_assist.listeners.listener import Ear, Listener, Patience, SoundSource, Watchdog
from agent_assist.listeners.queues import DropQueue
from agent_assist.listeners.soundcard import SoundCardSource
from agent_assist.listeners.vad import SileroVad, VoiceActivity

#: Segments that may wait for the recogniser: more than five minutes of unbroken speech.
MOST_WAITING = 24


class RecognitionBehind(AudioError):
    """The computer is too slow for the call: speech had to be left out."""

    code = "overloaded"


def sound_card(microphone: str | None = None, loudspeaker: str | None = None) -> tuple[SoundCardSource, ...]:
    """The two sides of a call on the sound card; None is the system's default device."""
    return SoundCardSource(Speaker.AGENT, microphone), SoundCardSource(Speaker.CUSTOMER, loudspeaker)


class LiveCall:
    """Two listener threads, one recognition thread, one watchdog, one stop event.

    on_utterance(utterance), from the recognition thread: ids count from u<first> in the order in which speech ended.
    on_level(speaker, rms 0..1), ten times a second and side, from the listener threads.
    on_failure(error): one side is lost, muted or silent (SideTrouble; the other side goes on and a lost one comes back
    by itself), speech left out (RecognitionBehind), or a bug of ours.  on_recovery(speaker): all is well with the side.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        sources: Sequence[SoundSource],
        *,
        on_utterance: Callable[[Utterance], None],
        on_level: Callable[[Speaker, float], None],
        on_failure: Callable[[Exception], None],
        on_recovery: Callable[[Speaker], None] = lambda speaker: None,
        at: float = 0.0,
        first: int = 1,
        vad: Callable[[], VoiceActivity] = SileroVad,
        rules: EndpointRules = DEFAULT_RULES,
        patience: float = 3.0,
        silent_after: float = 0.0,
        held: Collection[Speaker] = (),
    ) -> None:
        """at: the contact clock's seconds at `start`.  patience: seconds without sound before a side counts as lost.

        silent_after: seconds without a word before the customer counts as silent, 0: never.
        held: sides that are not heard before `resume`.
        """
        self._scribe = Scribe(recogniser, first)
        self._on_utterance = on_utterance
        self._on_failure = on_failure
        self._at = at
        self._began = 0.0
        self._stop = threading.Event()
        self._segments: DropQueue[SpeechSegment] = DropQueue(MOST_WAITING)
        self._behind = threading.Event()
        ear = Ear(self._queue, on_level, on_failure, on_recovery)
        self._listeners = [
            Listener(source, Endpointer(source.speaker, vad(), rules), ear, self._stop, self._clock)
            for source in sources
        ]
        self._watchdog = Watchdog(self._listeners, self._stop, Patience(patience, silent_after))
        for speaker in held:
            self.pause(speaker)
        self._worker = threading.Thread(target=self._recognise, name="recognise", daemon=True)

    def start(self) -> None:
        """Begin to listen; failures come through on_failure.  A call is started once."""
        self._began = time.monotonic()
        self._worker.start()
        for listener in self._listeners:
            listener.start()
        self._watchdog.start()

    def stop(self, timeout: float = 10.0) -> bool:
        """End listening; what was said until now is still recognised and handed on before this returns.

        False when a device or the recogniser was still busy after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        self._stop.set()
        joined = [listener.join(max(0.0, deadline - time.monotonic())) for listener in self._listeners]
        self._watchdog.join(max(0.0, deadline - time.monotonic()))
        self._segments.close()
        self._worker.join(max(0.0, deadline - time.monotonic()))
        return all(joined) and not self._worker.is_alive()

    def pause(self, speaker: Speaker) -> None:
        """Hear this side no more until `resume`; its source is closed."""
        for listener in self._of(speaker):
            listener.pause()

    def resume(self, speaker: Speaker) -> None:
        """Hear a paused side again."""
        for listener in self._of(speaker):
            listener.resume()

    def speaking(self, speaker: Speaker) -> bool:
        """Whether this side is speaking now."""
        return any(listener.speaking for listener in self._of(speaker))

    def _of(self, speaker: Speaker) -> list[Listener]:
        return [listener for listener in self._listeners if listener.source.speaker is speaker]

    @property
    def dropped(self) -> int:
        """Segments of speech left out because the recogniser was too slow."""
        return self._segments.dropped

    @property
    def waiting(self) -> int:
        """Segments that wait for the recogniser."""
        return len(self._segments)

    def _clock(self) -> float:
        return self._at + time.monotonic() - self._began

    def _queue(self, segment: SpeechSegment) -> None:
        if self._segments.put(segment):
            return
        if not self._behind.is_set():
            self._behind.set()
            self._on_failure(
                RecognitionBehind(
                    "This computer is too slow for the call; some speech was left out.",
                    "Close other programs, or choose a smaller speech model.",
                )
            )

    def _recognise(self) -> None:
        while (segment := self._segments.get()) is not None:
            try:
                utterance = self._scribe.write(segment)
                if utterance is not None:
                    self._on_utterance(utterance)
            except Exception as error:  # shown as our bug; the call's later words are still heard
                self._on_failure(error)
            if not len(self._segments):
                self._behind.clear()
