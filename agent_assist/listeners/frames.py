"""Pieces of sound on their way from a source to the recogniser: float32 mono at 16 kHz, full scale -1..1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Speaker

#: Samples a second everywhere behind a source: what the voice detector and the recogniser take.
SAMPLE_RATE = 16_000

#: Seconds of sound in the frames that sources hand on.
FRAME_SECONDS = 0.1

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class AudioFrame:
    """A short piece of one speaker's sound.

    start: seconds of stream time of the first sample.  samples: shape (n,), float32, mono, 16 kHz.
    """

    speaker: Speaker
    start: float
    samples: Samples

    @property
    def end(self) -> float:
        """Seconds of stream time just after the last sample."""
        return self.start + len(self.samples) / SAMPLE_RATE


@dataclass(frozen=True, slots=True, eq=False)
class SpeechSegment:
    """One stretch of speech of one speaker, as the recogniser gets it.

    start, end: seconds of stream time of the first sample and just after the last.
    samples: shape (n,), float32, mono, 16 kHz.
    """

    speaker: Speaker
    start: float
    end: float
    samples: Samples


def rms(samples: Samples) -> float:
    """Root mean square of the samples, 0 (silence) to 1 (full scale square wave); 0 for no samples."""
    if len(samples) == 0:
        return 0.0
    return min(1.0, float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))))
