"""Clips for the speech benchmark where no recordings are at hand: spoken by espeak-ng, with a manifest."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

_RATE = 16_000
_GAP = 0.4
_TALK = (
    ("agent", "Good morning. How can I help you?"),
    ("customer", "I would like to cancel my contract today."),
    ("agent", "Please wait a moment while I look at your account."),
    ("customer", "My internet connection has been slow since Monday morning."),
    ("agent", "Thank you. I will send you a new router this week."),
    ("customer", "Thank you very much and goodbye."),
)
_VOICES = {"agent": "en-us+m3", "customer": "en-us"}


def speak_clips(folder: Path) -> None:
    """Write every line as a clip of its own and all as one two-channel call, at telephone rate, and manifest.jsonl.

    Raises FileNotFoundError without espeak-ng.
    """
    clips: list[dict[str, Any]] = []
    segments: list[dict[str, Any]] = []
    sides: dict[str, list[npt.NDArray[np.float32]]] = {"agent": [], "customer": []}
    at = 0.0
    for number, (speaker, text) in enumerate(_TALK):
        samples = _spoken(text, _VOICES[speaker])
        seconds = len(samples) / _RATE
        clips.append(_clip(folder, f"line-{number}", text, samples))
        segments.append({"speaker": speaker, "start": at + _GAP, "end": at + _GAP + seconds, "text": text})
        gap: npt.NDArray[np.float32] = np.zeros(round(_GAP * _RATE), dtype=np.float32)
        for side, pieces in sides.items():
            pieces += [gap, samples if side == speaker else np.zeros_like(samples)]
        at += len(gap) / _RATE + seconds
    call = np.stack([np.concatenate(sides["agent"]), np.concatenate(sides["customer"])], axis=1)
    clips.append({**_clip(folder, "call", " ".join(text for _, text in _TALK), call), "segments": segments})
    (folder / "manifest.jsonl").write_text("".join(json.dumps(clip) + "\n" for clip in clips), encoding="utf-8")


def _clip(folder: Path, name: str, text: str, samples: npt.NDArray[np.float32]) -> dict[str, Any]:
    soundfile.write(folder / f"{name}.wav", soxr.resample(samples, _RATE, 8_000), 8_000)
    return {"id": name, "path": f"{name}.wav", "text": text, "lang": "en", "seconds": len(samples) / _RATE}


def _spoken(text: str, voice: str) -> npt.NDArray[np.float32]:
    command = ["espeak-ng", "-v", voice, "-s", "150", "--stdout", text]
    wav = subprocess.run(command, capture_output=True, check=True).stdout
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    result: npt.NDArray[np.float32] = soxr.resample(samples, rate, _RATE).astype(np.float32)
    return result
