"""From frames to utterances, in a loop: what a sound file and a live call share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.listeners.audiofile import DEFAULT_CHANNELS, read_audio
from agent_assist.listeners.echo import SLACK, EchoGate, Overheard
from agent_assist.listeners.endpointer import DEFAULT_RULES, Endpointer, EndpointRules
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, SpeechSegment
from agent_assist.listeners.models import find_model
from agent_assist.listeners.spoken_numbers import with_digits
from agent_assist.listeners.transcriber import Transcriber, Transcript
from agent_assist.listeners.vad import SileroVad, VoiceActivity

#: Seconds by which a segment's sound may be shorter than its time.
_SAME_LENGTH = 0.05


class Recogniser(Protocol):
    """What turns speech into words; `Transcriber` is the real one."""

    lang: str

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        """The words, or None for noise."""
        ...


def utterance_of(name: str, segment: SpeechSegment, transcript: Transcript, lang: str) -> Utterance:
    """The utterance of a segment, its times rounded to milliseconds, its numbers as digits."""
    text = with_digits(transcript.text, lang)
    # Segments that were joined have lost some silence: their words cannot be placed.
    whole = abs(len(segment.samples) / SAMPLE_RATE - (segment.end - segment.start)) < _SAME_LENGTH
    words = tuple(replace(w, at=w.at + segment.start, end=w.end + segment.start) for w in transcript.words)
    return Utterance(
        id=name,
        speaker=segment.speaker,
        text=text,
        at=round(segment.start, 3),
        end=round(segment.end, 3),
        lang=lang,
        confidence=round(transcript.confidence, 4),
        spoken=transcript.text if text != transcript.text else "",
        words=words if whole else (),
    )


class Hearing:
    """Endpointers for each speaker and one recogniser, driven by a loop: the same frames give the same utterances.

    They are numbered u1, u2, … as they come; noise, and the customer's echo on the agent's side, get no number.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        vad: Callable[[], VoiceActivity] = SileroVad,
        rules: EndpointRules = DEFAULT_RULES,
    ) -> None:
        self._recogniser = recogniser
        self._vad = vad
        self._rules = rules
        self._endpointers: dict[Speaker, Endpointer] = {}
        self._gate = EchoGate()
        self._held: deque[tuple[SpeechSegment, Transcript]] = deque()  # the agent's lines, while the customer speaks
        self._count = 0
        self.echoes = 0

    def feed(self, frame: AudioFrame) -> Iterator[Utterance]:
        """Take a frame; gives the utterances that it completed."""
        endpointer = self._endpointers.get(frame.speaker)
        if endpointer is None:
            endpointer = self._endpointers[frame.speaker] = Endpointer(frame.speaker, self._vad(), self._rules)
        if frame.speaker is Speaker.CUSTOMER:
            self._gate.sound(frame)
        yield from self._write(endpointer.feed(frame))

    def flush(self) -> Iterator[Utterance]:
        """The end of all streams: gives what was still open, in order of its end."""
        rest = [segment for endpointer in self._endpointers.values() for segment in endpointer.flush()]
        rest.sort(key=lambda segment: (segment.end, segment.speaker))
        for number, segment in enumerate(rest, start=1):
            later = [other.start for other in rest[number:] if other.speaker is Speaker.CUSTOMER]
            yield from self._write([segment], min(later, default=None))
        yield from self._release(None)

    def utterances(self, path: Path, channels: str = DEFAULT_CHANNELS) -> Iterator[Utterance]:
        """The utterances of a sound file as fast as the computer can; an agent's line comes once it is known whether
        it is an echo of what the customer says at the same time.

        Raises AudioError naming the file, UsageError for a wrong `channels`.
        """
        for frame in read_audio(path, channels):
            yield from self.feed(frame)
        yield from self.flush()

    def _write(self, segments: list[SpeechSegment], later: float | None = None) -> Iterator[Utterance]:
        for segment in segments:
            transcript = self._recogniser.transcribe(segment)
            if transcript is None:
                continue
            if segment.speaker is Speaker.AGENT:
                self._held.append((segment, transcript))
            else:
                self._gate.said(Overheard(segment.start, segment.end, transcript.text))
                yield self._numbered(segment, transcript)
        if self._held:
            customer = self._endpointers.get(Speaker.CUSTOMER)
            since = customer.speaking_since if customer is not None else None
            yield from self._release(since if since is not None else later)

    def _release(self, customer_since: float | None) -> Iterator[Utterance]:
        """The agent's lines that the customer's speech under way cannot have been heard in."""
        while self._held:
            segment, transcript = self._held[0]
            if customer_since is not None and customer_since - SLACK < segment.end:
                return
            self._held.popleft()
            own = self._gate.own(transcript.text, segment)
            if own is None:
                self.echoes += 1
            else:
                yield self._numbered(segment, transcript.of(own))

    def _numbered(self, segment: SpeechSegment, transcript: Transcript) -> Utterance:
        self._count += 1
        return utterance_of(f"u{self._count}", segment, transcript, self._recogniser.lang)


def transcribe_file(
    path: Path, *, model: Path | None = None, lang: str = "en", channels: str = DEFAULT_CHANNELS
) -> list[Utterance]:
    """The utterances of a sound file.

    model: a model folder, None for the packaged one of the language.  lang: BCP 47 tag of the language spoken.
    channels: see `audiofile.read_audio`.  Raises AudioError, ModelError, UsageError.
    """
    recogniser = Transcriber.open(find_model(model, lang), lang)
    return list(Hearing(recogniser).utterances(path, channels))
