"""Speech to text: SpeechRecognition's Whisper adapter over one loaded faster-whisper model."""

from __future__ import annotations

import importlib.util
import math
import os
import sys
import threading
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from agent_assist.datatypes import Word
from agent_assist.errors import ModelError
from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment
from agent_assist.listeners.models import SpeechModel
from agent_assist.listeners.word_times import align, words_of
from agent_assist.listeners.writing import in_script

#: Below this mean log probability, or above this probability of no speech, Whisper's text is noise
#: (the thresholds of Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision", section 4.5).
LEAST_LOG_PROBABILITY = -1.0
MOST_NO_SPEECH = 0.6
#: Text that compresses better than this is a decoding loop (same source).
MOST_COMPRESSION = 2.4
#: Whisper was taught on windows of 30 s and fills the rest with silence. Most of that silence can be left out, which
#: takes a third of the time and is heard no worse (docs/adr/0010), but not all: with 1 s of it the decoder loops.
#: Seconds of silence behind the speech, and of the shortest window.
_WINDOW = 30.0
_SILENCE_BEHIND = 4.0
_SHORTEST_WINDOW = 12.0
#: Windows go by two seconds: for each length the library makes code of its own and keeps it, 3 MB each.
_WINDOW_STEP = 2.0
_FRAMES_A_SECOND = 100
#: A line of a model of many languages whose tokens are less probable than this on average is heard again in the whole
#: window, which such models miss more than English ones (docs/adr/0010).
_SURE = 0.55
#: How many ways of writing a line are followed at once, of languages other than English: they are heard worse, and one
#: wrong character in four becomes one in five (docs/adr/0010). English gains nothing.
_BEAM = 5


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said.  confidence: 0..1, the geometric mean of the tokens' probabilities.

    words: when each was spoken, from the segment's start, where that was asked for.
    """

    text: str
    confidence: float
    words: tuple[Word, ...] = ()

    def of(self, text: str) -> Transcript:
        """The same with another text, whose words are not timed."""
        return self if text == self.text else replace(self, text=text, words=())


class LoadedModel:
    """A model in memory; any thread may call it, one at a time gets through."""

    def __init__(self, name: str, whisper: Any) -> None:
        self.name = name
        self._whisper = whisper
        self._recognizer = _recognizer(whisper)
        self._lock = threading.Lock()

    @classmethod
    def load(cls, model: SpeechModel, *, threads: int = 0) -> LoadedModel:
        """Load a model that `models.find_model` or `models.check_model` has checked.

        threads: 0 = the library's choice.  Raises ModelError when the model cannot be loaded.
        """
        return cls(model.name, _load(model.folder, threads))

    def knows(self, lang: str) -> bool:
        """Whether the model can hear this language (BCP 47)."""
        return whisper_language(lang) in self._whisper.supported_languages

    @property
    def english_only(self) -> bool:
        """Whether the model knows no other language than English."""
        return bool(self._whisper.supported_languages == ["en"])

    def recognize(
        self,
        audio: Any,
        seconds: float,
        *,
        language: str,
        whole_window: bool = False,
        timed: bool = False,
        **options: Any,
    ) -> tuple[list[Any], list[dict[str, Any]]]:
        """The parts of an AudioData that is `seconds` long, and its words with their times, as the library gives them.

        whole_window: look at 30 s however short it is.  timed: times are wanted; only sound of one window has any.
        """
        with self._lock:
            self._whisper.window = window_frames(_WINDOW if whole_window else seconds)
            answer = self._recognizer.recognize(
                audio,
                show_dict=True,
                temperature=0.0,
                condition_on_previous_text=False,
                without_timestamps=True,
                language=language,
                **options,
            )
            parts: list[Any] = answer["segments"]
            encoding, self._whisper.encoding = self._whisper.encoding, None
            if not timed or len(parts) != 1:
                return parts, []
            frames = min(self._whisper.window, round(seconds * _FRAMES_A_SECOND))
            return parts, align(self._whisper, encoding, parts[0].tokens, language, frames)


class Transcriber:
    """One language on a loaded model."""

    eager = True

    def __init__(
        self, model: LoadedModel, lang: str, hotwords: str = "", *, whole_window: bool = False, timed: bool = False
    ) -> None:
        """lang: BCP 47 tag of the language spoken; it is never guessed.

        hotwords: words to expect, separated by spaces or commas.  whole_window: look at 30 s however short the speech
        is, as the model was taught; three times slower.  timed: finals tell when each word was spoken.
        Raises ModelError for a language that the model does not know.
        """
        if not model.knows(lang):
            only = " knows English only and" if model.english_only else ""
            raise ModelError(
                f"The speech model {model.name}{only} cannot hear {lang!r}.",
                "Choose another language, or set the folder of a multilingual Whisper model (base or larger).",
            )
        self._model = model
        self._hotwords = hotwords
        self._whole_window = whole_window
        self._sure = 0.0 if model.english_only or whole_window else _SURE
        self._timed = timed
        self._beam = 1 if whisper_language(lang) == "en" else _BEAM
        self.lang = lang

    @classmethod
    def open(cls, model: SpeechModel, lang: str = "en", *, threads: int = 0, hotwords: str = "") -> Transcriber:
        """Load a model for one language. Raises ModelError."""
        return cls(LoadedModel.load(model, threads=threads), lang, hotwords)

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        """The words of a segment, or None where it holds none (noise, silence)."""
        options = {"beam_size": self._beam, "timed": self._timed}
        heard = self._hear(segment, whole_window=self._whole_window, **options)
        if heard is None or heard.confidence >= self._sure:
            return heard
        return self._hear(segment, whole_window=True, **options) or heard

    def draft(self, segment: SpeechSegment) -> Transcript | None:
        """The words of somebody who is still speaking."""
        return self._hear(segment, beam_size=1, whole_window=self._whole_window)

    def _hear(self, segment: SpeechSegment, **options: Any) -> Transcript | None:
        audio = audio_data(segment)
        parts, aligned = self._recognize(audio, segment, **options)
        if any(part.compression_ratio > MOST_COMPRESSION for part in parts):
            # A loop. Whisper's remedy, sampling at a higher temperature, would not give the same text twice.
            parts, aligned = self._recognize(audio, segment, **options, no_repeat_ngram_size=3)
        transcript = self._transcript(parts)
        if transcript is None or not aligned:
            return transcript
        words = words_of(aligned, len(segment.samples) / SAMPLE_RATE, lambda word: in_script(word, self.lang))
        return replace(transcript, words=words)

    def _recognize(self, audio: Any, segment: SpeechSegment, **options: Any) -> tuple[list[Any], list[dict[str, Any]]]:
        if self._hotwords:
            options["hotwords"] = self._hotwords
        seconds = len(segment.samples) / SAMPLE_RATE
        return self._model.recognize(audio, seconds, language=whisper_language(self.lang), **options)

    def _transcript(self, parts: list[Any]) -> Transcript | None:
        heard = [part for part in parts if _is_speech(part) and part.text.strip()]
        if not heard:
            return None
        tokens = sum(max(1, len(part.tokens)) for part in heard)
        mean = sum(part.avg_logprob * max(1, len(part.tokens)) for part in heard) / tokens
        text = in_script(" ".join(part.text.strip() for part in heard), self.lang)
        return Transcript(text, min(1.0, math.exp(mean)))


def whisper_language(lang: str) -> str:
    """Whisper's code of a BCP 47 tag: its first subtag, in lower case (`zh-Hant` is `zh`)."""
    return lang.split("-")[0].split("_")[0].lower()


def window_frames(seconds: float) -> int:
    """How many frames of the encoder's window are used for that much sound; one of few, at most Whisper's own 3000."""
    steps = math.ceil((seconds + _SILENCE_BEHIND) / _WINDOW_STEP)
    return round(min(_WINDOW, max(_SHORTEST_WINDOW, steps * _WINDOW_STEP)) * _FRAMES_A_SECOND)


def audio_data(segment: SpeechSegment) -> Any:
    """A segment as SpeechRecognition's AudioData (16 bit)."""
    with warnings.catch_warnings():
        # SpeechRecognition imports aifc and audioop, which Python 3.11 and 3.12 call deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        from speech_recognition.audio import AudioData

    pcm = np.clip(np.round(segment.samples * 32768.0), -32768, 32767).astype("<i2")
    return AudioData(pcm.tobytes(), SAMPLE_RATE, 2)


def _is_speech(part: Any) -> bool:
    return bool(part.avg_logprob >= LEAST_LOG_PROBABILITY and part.no_speech_prob <= MOST_NO_SPEECH)


def _recognizer(model: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # as above
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

    class ShortWindow(WhisperModel):  # type: ignore[misc]
        """Looks at the first `window` frames of each window only; what lies behind them is silence."""

        window = round(_WINDOW * _FRAMES_A_SECOND)
        encoding: Any = None  # of the window looked at last

        def encode(self, features: Any) -> Any:
            self.encoding = super().encode(np.ascontiguousarray(features[..., : self.window]))
            return self.encoding

    try:
        return ShortWindow(str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(
            f"The speech model in {folder} cannot be loaded: {error}",
            "It must be a Whisper model in CTranslate2 form.",
        ) from error


def _allow_missing_av() -> None:
    """faster-whisper imports PyAV only to open sound files, which we never ask it to; packages leave PyAV out."""
    if "av" not in sys.modules and importlib.util.find_spec("av") is None:
        sys.modules["av"] = ModuleType("av")
