"""From frames to utterances, in a loop: what a sound file and a live call share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.listeners.audiofile import DEFAULT_CHANNELS, read_audio
from agent_assist.listeners.endpointer import DEFAULT_RULES, Endpointer, EndpointRules
from agent_assist.listeners.frames import AudioFrame, SpeechSegment
from agent_assist.listeners.models import find_model
from agent_assist.listeners.transcriber import Transcriber, Transcript
from agent_assist.listeners.vad import SileroVad, VoiceActivity


class Recogniser(Protocol):
    """What turns speech into words; `Transcriber` is the real one."""

    lang: str

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        """The words, or None for noise."""
        ...


class Scribe:
    """Segments to utterances, numbered u<first>, … in the order they come; noise gets no number."""

    def __init__(self, recogniser: Recogniser, first: int = 1) -> None:
        self._recogniser = recogniser
        self._next = first

    def write(self, segment: SpeechSegment) -> Utterance | None:
        """The utterance of a segment, its times rounded to milliseconds, or None for noise."""
        transcript = self._recogniser.transcribe(segment)
        if transcript is None:
            return None
        number, self._next = self._next, self._next + 1
        return Utterance(
            id=f"u{number}",
            speaker=segment.speaker,
            text=transcript.text,
            at=round(segment.start, 3),
            end=round(segment.end, 3),
            lang=self._recogniser.lang,
            confidence=round(transcript.confidence, 4),
        )


class Hearing:
    """Endpointers for each speaker and one scribe, driven by a loop: the same frames give the same utterances."""

    def __init__(
        self,
        recogniser: Recogniser,
        vad: Callable[[], VoiceActivity] = SileroVad,
        rules: EndpointRules = DEFAULT_RULES,
    ) -> None:
        self._scribe = Scribe(recogniser)
        self._vad = vad
        self._rules = rules
        self._endpointers: dict[Speaker, Endpointer] = {}

    def feed(self, frame: AudioFrame) -> Iterator[Utterance]:
        """Take a frame; gives the utterances that it completed."""
        endpointer = self._endpointers.get(frame.speaker)
        if endpointer is None:
            endpointer = self._endpointers[frame.speaker] = Endpointer(frame.speaker, self._vad(), self._rules)
        yield from self._write(endpointer.feed(frame))

    def flush(self) -> Iterator[Utterance]:
        """The end of all streams: gives what was still open, in order of its end."""
        rest = [segment for endpointer in self._endpointers.values() for segment in endpointer.flush()]
        yield from self._write(sorted(rest, key=lambda segment: (segment.end, segment.speaker)))

    def utterances(self, path: Path, channels: str = DEFAULT_CHANNELS) -> Iterator[Utterance]:
        """The utterances of a sound file as fast as the computer can, in the order in which they would be heard live.

        Raises AudioError naming the file, UsageError for a wrong `channels`.
        """
        for frame in read_audio(path, channels):
            yield from self.feed(frame)
        yield from self.flush()

    def _write(self, segments: list[SpeechSegment]) -> Iterator[Utterance]:
        for segment in segments:
            utterance = self._scribe.write(segment)
            if utterance is not None:
                yield utterance


def transcribe_file(
    path: Path, *, model: Path | None = None, lang: str = "en", channels: str = DEFAULT_CHANNELS
) -> list[Utterance]:
    """The utterances of a sound file.

    model: a model folder, None for the packaged English one.  lang: BCP 47 tag of the language spoken.
    channels: see `audiofile.read_audio`.  Raises AudioError, ModelError, UsageError.
    """
    recogniser = Transcriber.open(find_model(model), lang)
    return list(Hearing(recogniser).utterances(path, channels))
