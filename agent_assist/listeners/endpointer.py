"""Where speech begins and ends: a state machine over the voice detector's probabilities.

It looks at sound in the detector's own chunks, counted from the first sample of the stream, so its answer does not
depend on how the sound was cut into frames.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment
from agent_assist.listeners.vad import VoiceActivity


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """Thresholds (probabilities) and times (seconds).

    on, off: speech begins at a chunk of at least `on`, and lasts while chunks are at least `off`.
    hangover: silence that ends speech.  pre_roll, tail: sound kept before the first and after the last voiced chunk.
    longest: a segment is cut when it gets this long, at its least voiced chunk within the last `cut_window`.
    shortest: voiced sound below this is a click, not speech.
    """

    on: float = 0.5
    off: float = 0.35
    hangover: float = 0.5
    pre_roll: float = 0.3
    tail: float = 0.2
    longest: float = 15.0
    cut_window: float = 5.0
    shortest: float = 0.1


DEFAULT_RULES = EndpointRules()


@dataclass(slots=True)
class _Speech:
    """Speech that has begun: chunks and their probabilities from sample `first` of the stream on."""

    first: int
    chunks: list[Samples]
    probabilities: list[float]
    voiced: int = 0
    silent: int = 0


@dataclass(slots=True)
class Endpointer:
    """Cuts one speaker's frames into speech segments.

    A hole in the frames' times (frames were lost) ends the speech at the hole and starts anew behind it.
    """

    speaker: Speaker
    vad: VoiceActivity
    rules: EndpointRules = DEFAULT_RULES
    _position: int = 0  # stream sample of the first sample in _pending
    _pending: Samples = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    _started: bool = False
    _recent: list[Samples] = field(default_factory=list)  # chunks before speech, for the pre-roll
    _speech: _Speech | None = None

    @property
    def speaking(self) -> bool:
        """Whether speech has begun and not ended yet."""
        return self._speech is not None

    def feed(self, frame: AudioFrame) -> list[SpeechSegment]:
        """Take the next frame; returns the segments that it completed, mostly none.

        Raises ValueError for another speaker's frame.
        """
        if frame.speaker != self.speaker:
            raise ValueError(f"a frame of {frame.speaker} came to the endpointer of {self.speaker}")
        first = round(frame.start * SAMPLE_RATE)
        done: list[SpeechSegment] = []
        if self._started and abs(first - self._position - len(self._pending)) > self.vad.chunk_samples:
            done = self.flush()
        if not self._started:
            self._position = first
            self._started = True
        self._pending = np.concatenate((self._pending, frame.samples))
        size = self.vad.chunk_samples
        while len(self._pending) >= size:
            chunk, self._pending = self._pending[:size], self._pending[size:]
            done += self._step(chunk, self.vad.probability(chunk))
        return done

    @property
    def speaking_since(self) -> float | None:
        """Seconds of stream time at which the speech under way began, None in silence."""
        return None if self._speech is None else self._speech.first / SAMPLE_RATE

    @property
    def heard_until(self) -> float:
        """Seconds of stream time up to which sound was looked at."""
        return self._position / SAMPLE_RATE

    @property
    def falling_silent(self) -> bool:
        """Whether the speech under way has had its whole tail of silence: it ends here unless its speaker goes on."""
        return self._speech is not None and self._speech.silent >= self._chunks(self.rules.tail)

    def draft(self) -> SpeechSegment | None:
        """The speech under way as the segment that it would be if nothing but silence followed; None for none yet.

        In falling silence that is, sample for sample, the segment that the endpoint will give.
        """
        speech = self._speech
        if speech is None or speech.voiced < self._chunks(self.rules.shortest):
            return None
        return self._segment(speech.first, speech.chunks[: self._kept(speech)])

    def flush(self) -> list[SpeechSegment]:
        """End of the stream: returns the speech that was still open, and starts anew."""
        done: list[SpeechSegment] = []
        if len(self._pending):
            rest = self._pending
            # The detector needs a whole chunk; the segment gets no sound that was not there.
            padded = np.zeros(self.vad.chunk_samples, dtype=np.float32)
            padded[: len(rest)] = rest
            self._pending = rest[:0]
            done += self._step(rest, self.vad.probability(padded))
        if self._speech is not None:
            done += self._finish(self._speech)
        self._recent.clear()
        self._started = False
        self.vad.reset()
        return done

    def _step(self, chunk: Samples, probability: float) -> list[SpeechSegment]:
        self._position += len(chunk)
        speech = self._speech
        if speech is None:
            return self._listen(chunk, probability)
        speech.chunks.append(chunk)
        speech.probabilities.append(probability)
        if probability >= self.rules.off:
            speech.voiced += 1
            speech.silent = 0
        else:
            speech.silent += 1
        if speech.silent >= self._chunks(self.rules.hangover):
            return self._finish(speech)
        if len(speech.chunks) >= self._chunks(self.rules.longest):
            return self._cut(speech)
        return []

    def _listen(self, chunk: Samples, probability: float) -> list[SpeechSegment]:
        """No speech so far: remember the chunk for the pre-roll, or begin."""
        self._recent.append(chunk)
        if probability >= self.rules.on:
            chunks, self._recent = self._recent, []
            first = self._position - sum(map(len, chunks))
            probabilities = [0.0] * (len(chunks) - 1) + [probability]
            self._speech = _Speech(first, chunks, probabilities, voiced=1)
            return []
        keep = self._chunks(self.rules.pre_roll)
        if len(self._recent) > keep:
            del self._recent[0]
        return []

    def _finish(self, speech: _Speech) -> list[SpeechSegment]:
        """Speech is over: keep `tail` of the silence behind it; the rest may be the next one's pre-roll."""
        keep = self._kept(speech)
        self._speech = None
        self._recent = speech.chunks[keep:][-self._chunks(self.rules.pre_roll) :] if keep < len(speech.chunks) else []
        if speech.voiced < self._chunks(self.rules.shortest):
            return []
        return [self._segment(speech.first, speech.chunks[:keep])]

    def _kept(self, speech: _Speech) -> int:
        """How many of its chunks the segment keeps."""
        return len(speech.chunks) - max(0, speech.silent - self._chunks(self.rules.tail))

    def _cut(self, speech: _Speech) -> list[SpeechSegment]:
        """Too long: cut behind the least voiced chunk of the last seconds; what follows is the next segment's start."""
        window = min(self._chunks(self.rules.cut_window), len(speech.chunks) - 1)
        base = len(speech.chunks) - window
        at = base + int(np.argmin(speech.probabilities[base:])) + 1
        head, rest = speech.chunks[:at], speech.chunks[at:]
        probabilities = speech.probabilities[at:]
        segment = self._segment(speech.first, head)
        voiced = sum(p >= self.rules.off for p in probabilities)
        first = speech.first + sum(map(len, head))
        self._speech = _Speech(first, rest, probabilities, voiced, min(speech.silent, len(rest)))
        return [segment]

    def _segment(self, first: int, chunks: list[Samples]) -> SpeechSegment:
        samples = np.concatenate(chunks)
        return SpeechSegment(self.speaker, first / SAMPLE_RATE, (first + len(samples)) / SAMPLE_RATE, samples)

    def _chunks(self, seconds: float) -> int:
        """Seconds as a number of chunks, at least one."""
        return max(1, round(seconds * SAMPLE_RATE / self.vad.chunk_samples))
