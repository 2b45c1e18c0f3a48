"""A live call: the microphone and what the loudspeaker plays, heard at the same time, as utterances."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence

from agent_assist.datatypes import Speaker, Unfinished, Utterance
from agent_assist.errors import AudioError
from agent_assist.listeners.call_lines import CallLines
from agent_assist.listeners.drafting import DraftingEndpointer
from agent_assist.listeners.endpointer import DEFAULT_RULES, Endpointer, EndpointRules
from agent_assist.listeners.frames import AudioFrame, SpeechSegment
from agent_assist.listeners.hearing import Recogniser
from agent_assist.listeners.listener import Ear, Listener, Patience
from agent_assist.listeners.queues import Job
from agent_assist.listeners.recognition import Recognition
from agent_assist.listeners.soundcard import SoundCardSource
from agent_assist.listeners.sources import SoundSource
from agent_assist.listeners.vad import SileroVad, VoiceActivity
from agent_assist.listeners.watchdog import Watchdog

#: Seconds in which devices must let their threads go at a call's end; the words under way may take longer.
_LET_GO = 1.0


class RecognitionBehind(AudioError):
    """The computer is too slow for the call: speech had to be left out."""

    code = "overloaded"


def sound_card(microphone: str | None = None, loudspeaker: str | None = None) -> tuple[SoundCardSource, ...]:
    """The two sides of a call on the sound card; None is the system's default device."""
    return SoundCardSource(Speaker.AGENT, microphone), SoundCardSource(Speaker.CUSTOMER, loudspeaker)


class LiveCall:
    """Two listener threads, one watchdog, one stop event, and the recogniser thread, which calls may share.

    recogniser: None where it is still being loaded. The devices are opened all the same, and what is said meanwhile
    waits for `speak` to bring it.
    on_utterance(utterance), from the recogniser's thread, in the order in which speech ended; ids are unique in the
    contact.  on_partial(unfinished), from there too, while somebody speaks; a final with its id takes its place.
    on_level(speaker, rms 0..1), ten times a second and side, from the listener threads.
    on_failure(error): one side is lost, muted or silent (SideTrouble; the other side goes on and a lost one comes back
    by itself), speech left out (RecognitionBehind), or a bug of ours.  on_recovery(speaker): all is well with the side.
    on_behind(behind, seconds): recognition falls behind by so much (partials are left out), or has caught up.
    """

    def __init__(
        self,
        recogniser: Recogniser | None,
        sources: Sequence[SoundSource],
        *,
        on_utterance: Callable[[Utterance], None],
        on_level: Callable[[Speaker, float], None],
        on_failure: Callable[[Exception], None],
        on_recovery: Callable[[Speaker], None] = lambda speaker: None,
        on_partial: Callable[[Unfinished], None] = lambda unfinished: None,
        on_behind: Callable[[bool, float], None] = lambda behind, seconds: None,
        recognition: Recognition | None = None,
        at: float = 0.0,
        vad: Callable[[], VoiceActivity] = SileroVad,
        rules: EndpointRules = DEFAULT_RULES,
        patience: float = 2.0,
        silent_after: float = 0.0,
        held: Collection[Speaker] = (),
    ) -> None:
        """at: the contact clock's seconds at `start`.  patience: seconds without sound before a side counts as lost,
        twice as many before a source's first.

        recognition: the running thread that calls share; without one the call has its own.
        silent_after: seconds without a word before the customer counts as silent, 0: never.
        held: sides that are not heard before `resume`.
        """
        self._on_failure = on_failure
        self._on_behind = on_behind
        self._at = at
        self._began = 0.0
        self._stop = threading.Event()
        self._told_behind = self._told_dropped = False
        self._own = Recognition() if recognition is None else None
        self._recognition = recognition or self._own or Recognition()
        self._lines = CallLines(
            recogniser,
            on_utterance=on_utterance,
            on_partial=on_partial,
            customer_since=self._customer_since,
            wake=lambda after: self._recognition.wake(self, after),
        )
        ear = Ear(self._queue, on_level, on_failure, on_recovery)
        self._sides = {source.speaker: self._side(Endpointer(source.speaker, vad(), rules)) for source in sources}
        self._listeners = [
            Listener(source, self._sides[source.speaker], ear, self._stop, self._clock) for source in sources
        ]
        self._watchdog = Watchdog(self._listeners, self._stop, Patience(patience, 2 * patience, silent_after))
        if recogniser is None:
            self._recognition.hold(self)
        for speaker in held:
            self.pause(speaker)

    def _side(self, endpointer: Endpointer) -> DraftingEndpointer:
        customer = endpointer.speaker is Speaker.CUSTOMER
        return DraftingEndpointer(
            endpointer, self._ask, self._lines.expect, self._lines.gate.sound if customer else _unheard
        )

    def start(self) -> None:
        """Begin to listen; failures come through on_failure.  A call is started once."""
        self._began = time.monotonic()
        if self._own is not None:
            self._own.start()
        for listener in self._listeners:
            listener.start(self._at)
        self._watchdog.start()

    def stop(self, timeout: float = 10.0) -> bool:
        """End listening; what was said until now is still recognised and handed on before this returns.

        False when a device or the recogniser was still busy after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        self._stop.set()
        let_go = min(deadline, time.monotonic() + _LET_GO)
        joined = [listener.join(max(0.0, let_go - time.monotonic())) for listener in self._listeners]
        self._watchdog.join(max(0.0, deadline - time.monotonic()))
        done = self._recognition.leave(self, max(0.0, deadline - time.monotonic()))
        if self._own is not None:
            done = self._own.stop(max(0.0, deadline - time.monotonic())) and done
        if done:
            self._guarded(self._lines.end)
        return all(joined) and done

    def pause(self, speaker: Speaker) -> None:
        """Hear this side no more until `resume`; its source is closed."""
        for listener in self._of(speaker):
            listener.pause()

    def resume(self, speaker: Speaker) -> None:
        """Hear a paused side again."""
        for listener in self._of(speaker):
            listener.resume()

    def speak(self, recogniser: Recogniser) -> None:
        """Recognise with this one from now on: it has been loaded, or the language has changed."""
        self._lines.speak(recogniser)
        self._recognition.release(self)

    def speaking(self, speaker: Speaker) -> bool:
        """Whether this side is speaking now."""
        return any(listener.speaking for listener in self._of(speaker))

    def _of(self, speaker: Speaker) -> list[Listener]:
        return [listener for listener in self._listeners if listener.source.speaker is speaker]

    @property
    def dropped(self) -> int:
        """Segments of speech left out because the recogniser was too slow."""
        return self._recognition.dropped

    @property
    def waiting(self) -> int:
        """Segments that wait for the recogniser."""
        return self._recognition.waiting(self)

    @property
    def echoes(self) -> int:
        """Lines on the agent's side that were the customer heard again, and were left out."""
        return self._lines.echoes

    def work(self, job: Job) -> None:
        """A job for the recogniser's thread; failures are told, and the call's later words are still heard."""
        self._guarded(lambda: self._lines.do(job))
        behind = self._recognition.behind
        if behind != self._told_behind:
            self._told_behind = behind
            self._on_behind(behind, self._recognition.lag)
        if not behind:
            self._told_dropped = False

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # shown as our bug
            self._on_failure(error)

    def _clock(self) -> float:
        return self._at + time.monotonic() - self._began

    def _customer_since(self) -> float | None:
        side = self._sides.get(Speaker.CUSTOMER)
        return side.since if side is not None else None

    def _ask(self, segment: SpeechSegment, *, early: bool) -> None:
        if self._lines.drafts:
            self._recognition.draft(self, segment, early=early)

    def _queue(self, segment: SpeechSegment) -> None:
        if self._recognition.final(self, segment):
            return
        if not self._told_dropped:
            self._told_dropped = True
            self._on_failure(
                RecognitionBehind(
                    "This computer is too slow for the call; some speech was left out.",
                    "Close other programs, or choose a smaller speech model.",
                )
            )


def _unheard(frame: AudioFrame) -> None:
    """The agent's own sound is compared with, not kept."""
