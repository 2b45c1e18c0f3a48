"""The engines that the speech benchmark compares: ours, and SpeechRecognition's own offline ones as it calls them."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.hearing import Recogniser
from agent_assist.listeners.models import find_model, multilingual_model
from agent_assist.listeners.transcriber import LoadedModel, Transcriber, Transcript, audio_data


class NotInstalled(Exception):
    """An engine is not on this computer; the text says how it gets there."""


class Library:
    """An engine of SpeechRecognition through its own `recognize_…` call: it builds its model again each time."""

    def __init__(self, method: str, lang: str, **options: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            from speech_recognition import Recognizer, UnknownValueError

        self.lang = lang
        self._recognize: Callable[..., Any] = getattr(Recognizer(), method)
        self._unknown, self._options = UnknownValueError, options

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        try:
            text = str(self._recognize(audio_data(segment), **self._options)).strip()
        except self._unknown:
            return None
        return Transcript(text, 1.0) if text else None


#: Ours by the name of its packaged model (`folder`: another one), then the library's.
ENGINES = ("tiny.en", "base", "folder", "pocketsphinx", "vosk", "faster_whisper")
#: Those that hear other languages than English.
_MANY = ("base", "folder", "faster_whisper")
#: Vosk's English models are in no package index: the library's own command fetches one from their maker.
_INSTALL = {"pocketsphinx": "pip install pocketsphinx", "vosk": "pip install vosk && sprc download vosk"}


def engines(lang: str, model: Path | None) -> tuple[str, ...]:
    """The names of the engines that can be compared for a language; model: a folder of one's own, among them."""
    names = tuple(name for name in ENGINES if name != "folder" or model is not None)
    return names if lang.split("-")[0] == "en" else tuple(name for name in names if name in _MANY)


def open_engine(
    name: str, lang: str, *, model: Path | None = None, threads: int = 1, hotwords: str = ""
) -> tuple[Recogniser, Recogniser]:
    """What hears segments, and what hears whole clips.

    model: the folder for `folder` and, in place of the packaged one, for `faster_whisper`.
    Raises NotInstalled, and ModelError for ours.
    """
    if name in ("tiny.en", "base", "folder"):
        found = multilingual_model() if name == "base" else find_model(model if name == "folder" else None, lang)
        loaded = LoadedModel.load(found, threads=threads)
        return Transcriber(loaded, lang, hotwords), Transcriber(loaded, lang, whole_window=True)
    library = _library(name, lang, model, threads)
    return library, library


def _library(name: str, lang: str, model: Path | None, threads: int) -> Library:
    if name == "faster_whisper":
        # The defaults of the library but for the language: a beam of five, and hotter where it is unsure.
        given = {"compute_type": "int8", "cpu_threads": threads, "local_files_only": True}
        return Library(
            "recognize_faster_whisper",
            lang,
            model=str(find_model(model, lang).folder),
            init_options=given,
            language=lang.split("-")[0],
        )
    if importlib.util.find_spec(name) is None:
        raise NotInstalled(_INSTALL[name])
    if name == "pocketsphinx":
        return Library("recognize_sphinx", lang)
    import speech_recognition

    if not (Path(speech_recognition.__file__).parent / "models" / "vosk").is_dir():
        raise NotInstalled(_INSTALL[name])
    return Library("recognize_vosk", lang)
