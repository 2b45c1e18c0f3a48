"""Speech to text: SpeechRecognition's Whisper adapter over one loaded faster-whisper model."""

from __future__ import annotations

import importlib.util
import math
import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from agent_assist.errors import ModelError
from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment
from agent_assist.listeners.models import SpeechModel

#: Below this mean log probability, or above this probability of no speech, Whisper's text is noise
#: (the thresholds of Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision", section 4.5).
LEAST_LOG_PROBABILITY = -1.0
MOST_NO_SPEECH = 0.6
#: Text that compresses better than this is a decoding loop (same source).
MOST_COMPRESSION = 2.4


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said.  confidence: 0..1, the geometric mean of the tokens' probabilities."""

    text: str
    confidence: float


class Transcriber:
    """One loaded model; `transcribe` may be called from one thread at a time."""

    def __init__(self, recognizer: Any, lang: str) -> None:
        self._recognizer = recognizer
        self.lang = lang

    @classmethod
    def open(cls, model: SpeechModel, lang: str = "en", *, threads: int = 0) -> Transcriber:
        """Load a model that `models.find_model` or `models.check_model` has checked.

        lang: BCP 47 tag of the language spoken; it is never guessed.  threads: 0 = the library's choice.
        Raises ModelError when the model cannot be loaded or does not know the language.
        """
        whisper = _load(model.folder, threads)
        if whisper_language(lang) not in whisper.supported_languages:
            only = " knows English only and" if whisper.supported_languages == ["en"] else ""
            raise ModelError(
                f"The speech model {model.name}{only} cannot hear {lang!r}.",
                "Choose another language, or set the folder of a multilingual Whisper model (base or larger).",
            )
        return cls(_recognizer(whisper), lang)

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        """The words of a segment, or None where it holds none (noise, silence)."""
        audio = _audio_data(segment)
        parts = self._recognize(audio)
        if any(part.compression_ratio > MOST_COMPRESSION for part in parts):
            # A loop. Whisper's remedy, sampling at a higher temperature, would not give the same text twice.
            parts = self._recognize(audio, no_repeat_ngram_size=3)
        return _transcript(parts)

    def _recognize(self, audio: Any, **options: Any) -> list[Any]:
        answer = self._recognizer.recognize(
            audio,
            show_dict=True,
            language=whisper_language(self.lang),
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            **options,
        )
        parts: list[Any] = answer["segments"]
        return parts


def whisper_language(lang: str) -> str:
    """Whisper's code of a BCP 47 tag: its first subtag, in lower case (`zh-Hant` is `zh`)."""
    return lang.split("-")[0].split("_")[0].lower()


def _transcript(parts: list[Any]) -> Transcript | None:
    heard = [part for part in parts if _is_speech(part) and part.text.strip()]
    if not heard:
        return None
    tokens = sum(max(1, len(part.tokens)) for part in heard)
    mean = sum(part.avg_logprob * max(1, len(part.tokens)) for part in heard) / tokens
    return Transcript(" ".join(part.text.strip() for part in heard), min(1.0, math.exp(mean)))


def _is_speech(part: Any) -> bool:
    return bool(part.avg_logprob >= LEAST_LOG_PROBABILITY and part.no_speech_prob <= MOST_NO_SPEECH)


def _audio_data(segment: SpeechSegment) -> Any:
    from speech_recognition.audio import AudioData

    pcm = np.clip(np.round(segment.samples * 32768.0), -32768, 32767).astype("<i2")
    return AudioData(pcm.tobytes(), SAMPLE_RATE, 2)


def _recognizer(model: Any) -> Any:
    with warnings.catch_warnings():
        # SpeechRecognition imports aifc and audioop, which Python 3.11 and 3.12 call deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer
        from speech_recognition.recognizers.whisper_local.faster_whisper import TranscribableAdapter
    return WhisperCompatibleRecognizer(TranscribableAdapter(model))


def _load(folder: Path, threads: int) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the hub's library is first imported: nothing is ever fetched
    _allow_missing_av()
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise ModelError(
            f"Speech recognition is not installed ({error.name or 'faster_whisper'} is missing).",
            "Install the speech extra: pip install 'agent-assist[speech]'.",
        ) from error
    try:
        return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(
            f"The speech model in {folder} cannot be loaded: {error}",
            "It must be a Whisper model in CTranslate2 form.",
        ) from error


def _allow_missing_av() -> None:
    """faster-whisper imports PyAV only to open sound files, which we never ask it to; packages leave PyAV out."""
    if "av" not in sys.modules and importlib.util.find_spec("av") is None:
        sys.modules["av"] = ModuleType("av")
