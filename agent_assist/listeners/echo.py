"""The customer heard again in the agent's microphone, because there is no headset: such words are not the agent's.

Only the agent's side loses anything, and only words that the customer said at the same time: by their text, and by how
alike the loudness of both sides runs (an echo is misheard more often than the voice itself).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment

#: The microphone hears the customer later or sooner than the loudspeaker's own stream, by at most so many seconds.
SLACK = 0.5
#: From this share of words that the customer said too a line is an echo; from the second where the loudness runs alike,
#: and whatever the words where it runs so much alike as no two voices do.
_SAME = 0.6
_SAME_IF_ALIKE = 0.2
_ALIKE = 0.8
_SURELY_ALIKE = 0.9
#: Lines shorter than this are often said by both ("yes"): these must be the same and run alike.
_FEW = 3
#: A run of this many words of the customer within a line of the agent's own is cut out of it.
_RUN = 4
_STEP = 0.02
#: Seconds of the customer's sound that are kept to compare with: the longest segment and what it may wait.
_KEPT = 25.0
#: Customer's lines that are kept to compare with.
_LINES = 40
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Overheard:
    """What the customer said, from `start` to `end` seconds."""

    start: float
    end: float
    text: str


class EchoGate:
    """What the customer said and sounded like of late, to tell the agent's own lines by."""

    def __init__(self) -> None:
        self._frames: deque[AudioFrame] = deque()
        self._lines: deque[Overheard] = deque(maxlen=_LINES)
        self.dropped = 0

    def sound(self, frame: AudioFrame) -> None:
        """Remember a piece of the customer's sound."""
        self._frames.append(frame)
        while self._frames[0].end < frame.end - _KEPT:
            self._frames.popleft()

    def said(self, line: Overheard) -> None:
        """Remember what the customer said."""
        self._lines.append(line)

    def own(self, text: str, segment: SpeechSegment, so_far: Overheard | None = None) -> str | None:
        """What of an agent's line is the agent's own, None for an echo.  so_far: what the customer is just saying."""
        overheard = [*self._lines, *([so_far] if so_far is not None else [])]
        if not any(at_once(line, segment.start, segment.end) for line in overheard):
            return text
        alike = likeness(segment.samples, self._cut(segment.start - SLACK, segment.end + SLACK))
        return without_echo(text, segment.start, segment.end, overheard, alike)

    def _cut(self, start: float, end: float) -> Samples:
        sound = np.zeros(round((end - start) * SAMPLE_RATE), dtype=np.float32)
        for frame in tuple(self._frames):
            at = round((frame.start - start) * SAMPLE_RATE)
            head, tail = max(0, -at), min(len(frame.samples), len(sound) - at)
            if head < tail:
                sound[at + head : at + tail] = frame.samples[head:tail]
        return sound


def at_once(line: Overheard, start: float, end: float) -> bool:
    """Whether the customer said this in the time from `start` to `end`, as the microphone may have heard it."""
    return line.start - SLACK < end and line.end + SLACK > start


def without_echo(line: str, start: float, end: float, overheard: Sequence[Overheard], alike: float = 0.0) -> str | None:
    """What of an agent's line, heard from `start` to `end`, is the agent's own; None where all of it is an echo.

    alike: how alike the loudness of both sides runs in that time, -1..1 (`likeness`).
    """
    theirs = [
        unit.casefold() for words in overheard if at_once(words, start, end) for unit in _UNIT.findall(words.text)
    ]
    found = list(_UNIT.finditer(line))
    if not theirs or not found:
        return line
    mine = [unit.group().casefold() for unit in found]
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    share = sum(block.size for block in blocks) / len(mine)
    if len(mine) < _FEW:
        return None if share == 1 and alike >= _ALIKE else line
    if share >= _SAME or alike >= _SURELY_ALIKE or (alike >= _ALIKE and share >= _SAME_IF_ALIKE):
        return None
    # Backwards, so that the places of earlier runs stay right.
    for block in reversed([block for block in blocks if block.size >= _RUN]):
        line = line[: found[block.a].start()] + line[found[block.a + block.size - 1].end() :]
    own = line.lstrip(" ,.;:!?，。！？；：").rstrip()
    return own if _UNIT.search(own) else None


def likeness(mine: Samples, theirs: Samples) -> float:
    """How alike the loudness of two pieces of sound runs, -1..1: the best correlation of their envelopes.

    theirs: the other side's sound of the same time with `SLACK` more at both ends, so that an echo may come late.
    """
    short, long = _envelope(mine), _envelope(theirs)
    if len(short) < 10 or len(long) < len(short) or not short.any():
        return 0.0
    windows = np.lib.stride_tricks.sliding_window_view(long, len(short))
    windows = windows - windows.mean(axis=1, keepdims=True)
    short = short - short.mean()
    lengths = np.linalg.norm(windows, axis=1) * np.linalg.norm(short)
    return float(np.max(np.divide(windows @ short, lengths, out=np.zeros(len(windows)), where=lengths > 0)))


def _envelope(samples: Samples) -> npt.NDArray[np.float64]:
    """Loudness in steps of 20 ms, in decibels above the quietest that counts (60 below the loudest)."""
    size = round(_STEP * SAMPLE_RATE)
    count = len(samples) // size
    power = np.mean(np.square(samples[: count * size].reshape(count, size), dtype=np.float64), axis=1)
    loudest = power.max(initial=0.0)
    return np.zeros(count) if loudest <= 0 else 10 * np.log10(np.maximum(power / loudest, 1e-6)) + 60
