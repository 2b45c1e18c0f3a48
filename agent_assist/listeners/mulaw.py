"""The sound of telephone networks: mu-law as linear samples and back (ITU-T G.711, 1988), and at twice its rate."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agent_assist.listeners.frames import Samples

#: Samples a second of the streams that phone systems send.
PHONE_RATE = 8_000
#: The byte of the smallest positive amplitude: what a silent line sends.
SILENCE = 0xFF
#: Linear values are 14 bits wide, here as 16 bits.
_BIAS = 0x84


def decode(data: bytes) -> Samples:
    """Bytes as float32 samples, full scale -1..1; shape (len(data),)."""
    return _TABLE[np.frombuffer(data, dtype=np.uint8)]


def encode(samples: Samples) -> bytes:
    """Float samples as bytes; what is louder than full scale is cut."""
    linear = np.clip(np.round(samples * 32768.0), -32635, 32635).astype(np.int32)
    magnitude = np.abs(linear) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    coded = ~(np.where(linear < 0, 0x80, 0) | (exponent << 4) | mantissa) & 0xFF
    return bytes(coded.astype(np.uint8).tobytes())


class Doubler:
    """8 kHz to 16 kHz, piece by piece: what comes in stays, with a sample between each two.

    Those between are the band-limited interpolation (Kaiser-windowed sinc, 32 taps, -80 dB). soxr does it as well but
    holds 60 to 100 ms back, which every line of a transcript would be late; this holds 2 ms.
    """

    def __init__(self) -> None:
        self._kept: Samples = np.zeros(_HALF - 1, dtype=np.float32)

    def double(self, samples: Samples, *, last: bool = False) -> Samples:
        """Twice as many samples, `_HALF` of them later; last: also those that were held back."""
        padding = np.zeros(_HALF if last else 0, dtype=np.float32)
        known = np.concatenate((self._kept, samples, padding))
        count = max(0, len(known) - 2 * _HALF + 1)
        self._kept = known[count:]
        if not count:
            return np.zeros(0, dtype=np.float32)
        doubled: Samples = np.empty(2 * count, dtype=np.float32)
        doubled[0::2] = known[_HALF - 1 : _HALF - 1 + count]
        doubled[1::2] = np.convolve(known, _BETWEEN, "valid")[:count]
        return doubled


#: Taps on each side of a sample in between.
_HALF = 16
_AWAY = np.arange(-_HALF, _HALF) + 0.5
_BETWEEN = (np.sinc(_AWAY) * np.kaiser(2 * _HALF, 8.0)).astype(np.float32)
_BETWEEN /= _BETWEEN.sum()


def _table() -> Samples:
    codes: npt.NDArray[np.int32] = ~np.arange(256) & 0xFF
    exponent, mantissa = (codes >> 4) & 0x07, codes & 0x0F
    magnitude = ((2 * mantissa + 33) << (exponent + 2)) - _BIAS
    return (np.where(codes & 0x80, -magnitude, magnitude) / 32768.0).astype(np.float32)


_TABLE = _table()
