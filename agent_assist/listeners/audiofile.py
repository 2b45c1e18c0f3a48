"""Sound files (WAV, FLAC) as frames, the speakers of both channels interleaved by time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError, UsageError
from agent_assist.listeners.frames import FRAME_SECONDS, SAMPLE_RATE, AudioFrame

MOST_BYTES = 4 * 1024**3
MOST_SECONDS = 6 * 3600.0
MOST_CHANNELS = 8
RATES = range(4_000, 384_001)
_FORMATS = ("WAV", "WAVEX", "RF64", "FLAC")
_FRAME = round(FRAME_SECONDS * SAMPLE_RATE)
#: Channels that correlate this well with the first are one recording, judged on this many first seconds.
_ONE_RECORDING = 0.95
_COMPARED = 600
DEFAULT_CHANNELS = "agent,customer"

_Block = npt.NDArray[np.float32]


def read_audio(path: Path, channels: str = DEFAULT_CHANNELS) -> Iterator[AudioFrame]:
    """Frames of .1 s, in order of time; at one time in the order of the channels.

    channels: whose each channel is, from left to right: `agent`, `customer` or `-` (not heard). A file with one
    channel, or with the same sound in all, is the customer unless `channels` has one name only.
    Raises AudioError naming the file, UsageError for a wrong `channels`.
    """
    names = parse_channels(channels)
    with _opened(path) as sound:
        _check(path, sound)
        speakers = _speakers(path, sound, names)
        for start, block in _blocks(path, sound):
            for index, speaker in speakers:
                yield AudioFrame(speaker, start, np.ascontiguousarray(block[:, index]))


def duration(path: Path) -> float:
    """Seconds of sound in the file.  Raises AudioError."""
    with _opened(path) as sound:
        return float(sound.frames / sound.samplerate)


def parse_channels(channels: str) -> tuple[Speaker | None, ...]:
    """`agent,customer` as speakers, None for `-`.  Raises UsageError."""
    known = {"agent": Speaker.AGENT, "customer": Speaker.CUSTOMER, "-": None}
    names = [name.strip().lower() for name in channels.split(",")]
    wrong = [name for name in names if name not in known]
    speakers = tuple(known.get(name) for name in names)
    heard = [speaker for speaker in speakers if speaker is not None]
    if wrong or not heard or len(set(heard)) != len(heard):
        raise UsageError(
            f"{channels!r} does not say who speaks on which channel.",
            "Write a name for each channel from left to right, each once: agent, customer, or - for one not to hear.",
        )
    return speakers


def _speakers(path: Path, sound: Any, names: tuple[Speaker | None, ...]) -> list[tuple[int, Speaker]]:
    if len(names) > 1 and (sound.channels == 1 or _same_in_all(path, sound)):
        return [(0, Speaker.CUSTOMER)]
    if len(names) > sound.channels:
        raise AudioError(
            f"The file has {sound.channels} channels, but {len(names)} were named.", "Name as many.", file=str(path)
        )
    return [(index, speaker) for index, speaker in enumerate(names) if speaker is not None]


def _same_in_all(path: Path, sound: Any) -> bool:
    """Whether all channels carry one recording (mono or a room saved as stereo); leaves the file at its beginning.

    The measure is each channel's correlation with the first: .999 for a speech in a hall, 0 for the sides of a call,
    some way between where a loudspeaker is heard again in the microphone.
    """
    products: npt.NDArray[np.float64] = np.zeros((sound.channels, sound.channels))
    try:
        for block in sound.blocks(blocksize=sound.samplerate, frames=_COMPARED * sound.samplerate, always_2d=True):
            products += block.T @ block
        sound.seek(0)
    except RuntimeError as error:
        raise _unreadable(path, error) from error
    power = np.sqrt(products[0, 0] * np.diag(products))
    return bool(np.all(power > 0) and np.all(products[0] >= _ONE_RECORDING * power))


def _blocks(path: Path, sound: Any) -> Iterator[tuple[float, _Block]]:
    """Blocks of .1 s at 16 kHz with their start in seconds; shape (samples, channels)."""
    import soxr

    resampler = soxr.ResampleStream(sound.samplerate, SAMPLE_RATE, sound.channels, dtype="float32", quality="HQ")
    pending: _Block = np.zeros((0, sound.channels), dtype=np.float32)
    position = 0
    last = False
    while not last:
        try:
            raw = sound.read(sound.samplerate, dtype="float32", always_2d=True)
        except RuntimeError as error:
            raise _unreadable(path, error) from error
        last = len(raw) < sound.samplerate
        if not np.isfinite(raw).all():
            raise AudioError("The file holds samples that are not numbers.", "Save it again as 16 bit.", file=str(path))
        fresh = resampler.resample_chunk(raw, last=last) if sound.samplerate != SAMPLE_RATE else raw
        pending = np.concatenate((pending, fresh.reshape(-1, sound.channels)))
        while len(pending) >= _FRAME or (last and len(pending)):
            block, pending = pending[:_FRAME], pending[_FRAME:]
            yield position / SAMPLE_RATE, block
            position += len(block)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import soundfile

    try:
        # An open file and not a name: from a name the library guesses the format by the ending.
        with path.open("rb") as file:
            if path.stat().st_size > MOST_BYTES:
                raise AudioError("The file is larger than 4 GiB.", "Cut it into parts.", file=str(path))
            try:
                sound = soundfile.SoundFile(file)
            except (RuntimeError, TypeError) as error:
                raise _unreadable(path, error) from error
            with sound:
                yield sound
    except OSError as error:
        raise AudioError(f"The file cannot be opened: {error.strerror}.", "Check its name.", file=str(path)) from error


def _check(path: Path, sound: Any) -> None:
    problem = ""
    if sound.format not in _FORMATS:
        problem = f"The file is {sound.format}, not WAV or FLAC."
    elif sound.samplerate not in RATES:
        problem = f"The sample rate of {sound.samplerate} Hz is outside {RATES.start} to {RATES.stop - 1} Hz."
    elif sound.channels > MOST_CHANNELS:
        problem = f"The file has {sound.channels} channels; at most {MOST_CHANNELS} are read."
    elif sound.frames == 0:
        problem = "The file holds no sound."
    elif sound.frames / sound.samplerate > MOST_SECONDS:
        problem = f"The file is longer than {MOST_SECONDS / 3600:.0f} hours."
    if problem:
        raise AudioError(problem, "Convert or cut it first.", file=str(path))


def _unreadable(path: Path, error: Exception) -> AudioError:
    return AudioError(f"The file cannot be read as sound: {error}", "Save it as WAV or FLAC.", file=str(path))
