"""The lines of one live call: what the recogniser thread makes of segments and drafts."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from agent_assist.datatypes import Speaker, Unfinished, Utterance
from agent_assist.listeners.agreement import Agreement, Partial
from agent_assist.listeners.echo import SLACK, EchoGate, Overheard
from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.hearing import Recogniser, utterance_of
from agent_assist.listeners.queues import Job, Kind
from agent_assist.listeners.transcriber import Transcript

#: Seconds for which an agent's line waits for what the customer was saying at the same time.
HOLD = 1.5
#: A draft that ends this much before a line's end still tells what was said during it.
_NEARLY = 0.3


@runtime_checkable
class Drafter(Protocol):
    """A recogniser that is quick enough to be asked while somebody still speaks.

    eager: finals may be made before it is sure that the speaker has ended, and be thrown away.
    """

    eager: bool

    def draft(self, segment: SpeechSegment) -> Transcript | None:
        """The words so far, quickly; None for noise."""
        ...


@dataclass(frozen=True, slots=True)
class _Held:
    """An agent's final that waits. until: monotonic."""

    segment: SpeechSegment
    transcript: Transcript
    until: float


def line_id(speaker: Speaker, start: float) -> str:
    """The id of the line that begins there: the same while it is spoken and when it is final."""
    return f"{speaker[0]}{round(start * 1000)}"


class CallLines:
    """Finals, early finals and partials of both sides; an echo of the customer is taken off the agent's side.

    recogniser: None where it is not there yet; nothing may be done before `speak` brings it.
    customer_since: when the speech that the customer is in the middle of began, None in silence.
    wake: asks for a job of `Kind.WAKE` in so many seconds.
    """

    def __init__(
        self,
        recogniser: Recogniser | None,
        *,
        on_utterance: Callable[[Utterance], None],
        on_partial: Callable[[Unfinished], None],
        customer_since: Callable[[], float | None],
        wake: Callable[[float], None],
    ) -> None:
        self.gate = EchoGate()
        self._known = recogniser
        self._on_utterance = on_utterance
        self._on_partial = on_partial
        self._customer_since = customer_since
        self._wake = wake
        self._pending: list[float] = []  # starts of the customer's segments that are not recognised yet
        self._lock = threading.Lock()
        self._early: dict[Speaker, tuple[SpeechSegment, Transcript | None]] = {}
        self._lines: dict[str, Agreement] = {}
        self._customer_so_far: Overheard | None = None
        self._held: deque[_Held] = deque()
        self.echoes = 0

    def speak(self, recogniser: Recogniser) -> None:
        """Recognise with another one from now on."""
        self._known = recogniser

    @property
    def _recogniser(self) -> Recogniser:
        assert self._known is not None, "a call without a recogniser is held"
        return self._known

    @property
    def _eager(self) -> bool:
        return isinstance(self._recogniser, Drafter) and self._recogniser.eager

    @property
    def drafts(self) -> bool:
        """Whether drafts are of any use."""
        return isinstance(self._known, Drafter)

    def expect(self, segment: SpeechSegment) -> None:
        """A segment is on its way to the recogniser; called from the side's own thread."""
        if segment.speaker is Speaker.CUSTOMER:
            with self._lock:
                self._pending.append(segment.start)

    def do(self, job: Job) -> None:
        """A job of the recogniser thread."""
        segment = job.segment
        if segment is None:
            self._release()
        elif job.kind is Kind.FINAL:
            self._final(segment, job.merged)
        elif job.kind is Kind.EARLY and self._eager:
            transcript = self._recogniser.transcribe(segment)
            self._early[segment.speaker] = (segment, transcript)
            self._partial(segment, transcript)
        elif isinstance(self._recogniser, Drafter):
            self._partial(segment, self._recogniser.draft(segment))

    def end(self) -> None:
        """Nothing more comes: what is held goes out."""
        self._release(last=True)

    # -- finals

    def _final(self, segment: SpeechSegment, merged: tuple[float, ...]) -> None:
        early = self._early.pop(segment.speaker, None)
        try:
            if early is not None and _same(early[0], segment):
                transcript = early[1]
            else:
                transcript = self._recogniser.transcribe(segment)
        finally:
            # Even a failed one is over: nothing may wait for it.
            self._resolve(segment, merged)
        for start in merged:
            self._withdraw(segment, start)
        if segment.speaker is Speaker.CUSTOMER:
            if transcript is not None:
                self.gate.said(Overheard(segment.start, segment.end, transcript.text))
            self._deliver(segment, transcript)
        elif transcript is None:
            self._deliver(segment, None)
        else:
            self._held.append(_Held(segment, transcript, time.monotonic() + HOLD))
        self._release()

    def _resolve(self, segment: SpeechSegment, merged: tuple[float, ...]) -> None:
        if segment.speaker is Speaker.CUSTOMER:
            self._customer_so_far = None
            with self._lock:
                last = max(segment.start, *merged) if merged else segment.start
                # Those before it are done too, or were left out for lack of time.
                self._pending = [start for start in self._pending if start > last]

    def _deliver(self, segment: SpeechSegment, transcript: Transcript | None) -> None:
        name = line_id(segment.speaker, segment.start)
        if transcript is None:
            self._withdraw(segment, segment.start)
            return
        self._lines.pop(name, None)
        self._on_utterance(utterance_of(name, segment, transcript, self._recogniser.lang))

    def _release(self, last: bool = False) -> None:
        """Hand on the agent's lines that wait, in their order, as far as can be told whose words they are."""
        while self._held:
            held = self._held[0]
            waits = self._unresolved(held.segment) and not self._covered(held.segment)
            if waits and not last and (left := held.until - time.monotonic()) > 0:
                self._wake(left)
                return
            self._held.popleft()
            own = self.gate.own(held.transcript.text, held.segment, self._customer_so_far)
            if own is None:
                self.echoes += 1
                self._withdraw(held.segment, held.segment.start)
            else:
                self._deliver(held.segment, held.transcript.of(own))

    def _unresolved(self, segment: SpeechSegment) -> bool:
        """Whether the customer said something at the same time that is not final yet."""
        since = self._customer_since()
        with self._lock:
            starts = [*self._pending, *([since] if since is not None else [])]
        return any(start - SLACK < segment.end for start in starts)

    def _covered(self, segment: SpeechSegment) -> bool:
        """Whether what is known of the customer's words so far reaches to the segment's end."""
        so_far = self._customer_so_far
        return so_far is not None and so_far.end >= segment.end - _NEARLY

    # -- partials

    def _partial(self, segment: SpeechSegment, transcript: Transcript | None) -> None:
        text = transcript.text if transcript is not None else ""
        if segment.speaker is Speaker.CUSTOMER:
            self._customer_so_far = Overheard(segment.start, segment.end, text)
            self._release()
        elif (self._unresolved(segment) and not self._covered(segment)) or not (
            text and self.gate.own(text, segment, self._customer_so_far)
        ):
            return  # it may be an echo: shown only when that is clear
        line = self._lines.setdefault(line_id(segment.speaker, segment.start), Agreement())
        if text and (partial := line.hear(text)) is not None:
            self._show(segment, segment.start, partial)

    def _withdraw(self, segment: SpeechSegment, start: float) -> None:
        line = self._lines.pop(line_id(segment.speaker, start), None)
        if line is not None and line.shown:
            self._show(segment, start, line.withdraw())

    def _show(self, segment: SpeechSegment, start: float, partial: Partial) -> None:
        self._on_partial(
            Unfinished(
                id=line_id(segment.speaker, start),
                speaker=segment.speaker,
                at=round(start, 3),
                end=round(max(start, segment.end), 3),
                lang=self._recogniser.lang,
                committed=partial.committed,
                tentative=partial.tentative,
                revision=partial.revision,
            )
        )


def _same(early: SpeechSegment, segment: SpeechSegment) -> bool:
    return early.start == segment.start and len(early.samples) == len(segment.samples)
