"""Sounds for the tests: spoken by espeak-ng, made by arithmetic, and detectors that follow a script."""

from __future__ import annotations

import difflib
import io
import re
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
import soxr

from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import FRAME_SECONDS, SAMPLE_RATE, AudioFrame, Samples, SpeechSegment

CHUNK = 512
AGENT_LINE = "Please wait a moment while I look at your account."
CUSTOMER_LINE = "I would like to cancel my contract today."


@lru_cache(maxsize=16)
def spoken(text: str, voice: str = "en-us") -> Samples:
    """The text in a synthetic voice, 16 kHz, without silence around it worth speaking of."""
    command = ["espeak-ng", "-v", voice, "-s", "150", "--stdout", text]
    wav = subprocess.run(command, capture_output=True, check=True).stdout
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    result: Samples = soxr.resample(samples, rate, SAMPLE_RATE).astype(np.float32)
    return result


def alike(heard: str, line: str) -> bool:
    """Whether most words are the line's, in their order: a small model mishears a synthetic voice now and then."""
    said, got = (re.findall(r"\w+", text.lower()) for text in (line, heard))
    return difflib.SequenceMatcher(None, said, got).ratio() >= 0.7


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)


def noise(seconds: float, level: float = 0.05) -> Samples:
    """White noise, the same every time."""
    return np.random.default_rng(0).normal(0, level, round(seconds * SAMPLE_RATE)).astype(np.float32)


def room(sound: Samples, level: float, delay: float = 0.08) -> Samples:
    """The sound as a microphone hears it: late, softer (decibels), with a reflection and some noise of its own."""
    late = np.concatenate([silence(delay), sound, silence(0.2)])
    reflection = np.concatenate([silence(0.03), late])[: len(late)] * 0.3
    heard = (late + reflection) * 10 ** (level / 20) + noise(len(late) / SAMPLE_RATE, 0.0005)[: len(late)]
    return heard.astype(np.float32)


def segment(samples: Samples, speaker: Speaker = Speaker.CUSTOMER) -> SpeechSegment:
    return SpeechSegment(speaker, 0.0, len(samples) / SAMPLE_RATE, samples)


def frames(samples: Samples, speaker: Speaker = Speaker.CUSTOMER, start: float = 0.0) -> list[AudioFrame]:
    """The samples as frames of .1 s."""
    size = round(FRAME_SECONDS * SAMPLE_RATE)
    return [
        AudioFrame(speaker, start + at / SAMPLE_RATE, samples[at : at + size]) for at in range(0, len(samples), size)
    ]


def write_call(path: Path, agent: Samples, customer: Samples, rate: int = SAMPLE_RATE) -> Path:
    """A two-channel file: left agent, right customer, the shorter one followed by silence."""
    length = max(len(agent), len(customer))
    channels = [np.pad(side, (0, length - len(side))) for side in (agent, customer)]
    sound = np.stack(channels, axis=1)
    soundfile.write(path, soxr.resample(sound, SAMPLE_RATE, rate) if rate != SAMPLE_RATE else sound, rate)
    return path


@dataclass
class LevelVad:
    """A detector for scripted sound: the probability of a chunk is its greatest sample."""

    resets: int = 0
    chunk_samples: int = field(default=CHUNK)

    def probability(self, samples: Samples) -> float:
        assert len(samples) == self.chunk_samples
        return float(samples.max(initial=0.0))

    def reset(self) -> None:
        self.resets += 1


def scripted(probabilities: list[float]) -> Samples:
    """Sound to which a LevelVad gives these probabilities, one a chunk."""
    return np.repeat(np.array(probabilities, dtype=np.float32), CHUNK)
