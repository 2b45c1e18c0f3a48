"""Speech services that sound is sent to, through SpeechRecognition: off unless the settings name one.

An OpenAI-compatible service (one's own or OpenAI's), Azure, or Google Cloud. Each is asked with a time limit; when it
fails, the local model recognises the line, so no words are lost.
"""

from __future__ import annotations

import contextlib
import importlib
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.errors import UserFacingError
from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment
from agent_assist.listeners.transcriber import Transcriber, Transcript, audio_data, whisper_language
from agent_assist.listeners.writing import in_script

#: Seconds that a service may take for a line.
PATIENCE = 5.0
#: After a failure the service is left alone for so many seconds, so that calls do not wait for a dead one.
_REST = 30.0
#: These services give no confidence that can be compared with the local one's; their words are taken as sure.
_CONFIDENCE = 0.9
#: What the services want to hear instead of our language tags.
_LOCALES = {"en": "en-US", "sv": "sv-SE", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "zh": "zh-CN"}
_GOOGLE_LOCALES = {**_LOCALES, "zh-hans": "cmn-Hans-CN", "zh-hant": "cmn-Hant-TW", "zh": "cmn-Hans-CN"}


class ServiceError(UserFacingError):
    """A speech service cannot be used; the local model recognises instead."""

    code = "speech-service"


@dataclass(frozen=True, slots=True)
class Service:
    """A service. host: where sound goes, "" where that is this computer.  ask: AudioData and language tag to text."""

    host: str
    ask: Callable[[Any, str], str]


def open_service(engine: str, secret: str | None, *, url: str = "", model: str = "", region: str = "") -> Service:
    """The service that the settings name (`openai`, `azure`, `google-cloud`).

    secret: its key (for Google Cloud the JSON of a service account), None where there is none.  url, model: of an
    OpenAI-compatible one.  region: Azure's.  Raises ServiceError.
    """
    if not secret and not (engine == "openai" and url):
        raise ServiceError(
            "The key of the speech service is not in the keyring.",
            f"Keep it with: agent-assist secrets set speech-{engine}.",
        )
    try:
        match engine:
            case "openai":
                return _openai(secret or "none", url, model)
            case "azure":
                return _azure(secret or "", region)
            case "google-cloud":
                return _google(secret or "")
    except ImportError as error:
        raise ServiceError(
            f"The library of the speech service is not installed ({error.name}).",
            "Install the cloud extra: pip install 'agent-assist[cloud]'.",
        ) from error
    raise ValueError(f"unknown engine: {engine}")


class ServiceRecogniser:
    """A service with a local recogniser behind it, which also makes the drafts: only finals are sent."""

    eager = False

    def __init__(
        self,
        service: Service,
        local: Transcriber,
        on_trouble: Callable[[ServiceError], None],
        patience: float = PATIENCE,
        on_sent: Callable[[str, int], None] = lambda host, size: None,
    ) -> None:
        """on_trouble: told once when the service begins to fail, from the recogniser's thread.

        on_sent: told, from that thread, that so many bytes of sound leave this computer, and to which host.
        """
        self.lang = local.lang
        self.audio_to = service.host
        self._service = service
        self._local = local
        self._on_trouble = on_trouble
        self._patience = patience
        self._on_sent = on_sent
        self._resting_until = 0.0
        self._failing = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speech-service")

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        """The words by the service, or by the local model where it does not answer in time."""
        if time.monotonic() < self._resting_until:
            return self._local.transcribe(segment)
        sound = audio_data(segment)
        if self._service.host:
            self._on_sent(self._service.host, len(sound.frame_data))
        # A call that hangs keeps its thread; the next one gets a thread of its own.
        answer = self._pool.submit(self._service.ask, sound, self.lang)
        try:
            text = answer.result(self._patience).strip()
        except FutureTimeout:
            self._pool.shutdown(wait=False)
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speech-service")
            return self._fallen_back(segment, f"does not answer within {self._patience:.0f} seconds")
        except Exception as error:  # whatever a service's library raises, the line must not be lost
            return self._fallen_back(segment, f"fails ({type(error).__name__})")
        self._failing = False
        return Transcript(in_script(text, self.lang), _CONFIDENCE) if text else None

    def draft(self, segment: SpeechSegment) -> Transcript | None:
        """By the local model: what is not final yet never leaves the computer."""
        return self._local.draft(segment)

    def _fallen_back(self, segment: SpeechSegment, how: str) -> Transcript | None:
        self._resting_until = time.monotonic() + _REST
        if not self._failing:
            self._failing = True
            self._on_trouble(
                ServiceError(
                    f"The speech service {self.audio_to or 'on this computer'} {how}.",
                    "This computer recognises the words meanwhile.",
                )
            )
        return self._local.transcribe(segment)


def _openai(key: str, url: str, model: str) -> Service:
    from openai import OpenAI

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from speech_recognition.recognizers.whisper_api.base import OpenAICompatibleRecognizer

    client = OpenAI(api_key=key, base_url=url or None, timeout=PATIENCE, max_retries=0)
    recognizer = OpenAICompatibleRecognizer(client)

    def ask(audio: Any, lang: str) -> str:
        return str(recognizer.recognize(audio, model, language=whisper_language(lang)))

    return Service(_away(urlsplit(url).hostname if url else "api.openai.com"), ask)


def _azure(key: str, region: str) -> Service:
    recognizer, unknown = _recognizer()

    def ask(audio: Any, lang: str) -> str:
        with contextlib.suppress(unknown):
            found = recognizer.recognize_azure(audio, key, language=_locale(lang, _LOCALES), location=region)
            return str(found[0] if isinstance(found, tuple) else found)
        return ""

    return Service(f"{region}.stt.speech.microsoft.com", ask)


def _google(account: str) -> Service:
    importlib.import_module("google.cloud.speech")  # told now rather than at the first line

    recognizer, unknown = _recognizer()

    def ask(audio: Any, lang: str) -> str:
        # The library wants a file; it lives, readable by this user only, for as long as the question.
        with tempfile.TemporaryDirectory(prefix="agent-assist-") as folder, contextlib.suppress(unknown):
            place = Path(folder) / "account.json"
            place.touch(mode=0o600)
            place.write_text(account, encoding="utf-8")
            locale = _locale(lang, _GOOGLE_LOCALES)
            return str(recognizer.recognize_google_cloud(audio, str(place), language_code=locale))
        return ""

    return Service("speech.googleapis.com", ask)


def _recognizer() -> tuple[Any, type[Exception]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from speech_recognition import Recognizer, UnknownValueError

    recognizer = Recognizer()
    recognizer.operation_timeout = PATIENCE
    return recognizer, UnknownValueError


def _locale(lang: str, locales: dict[str, str]) -> str:
    return locales.get(lang.casefold().replace("_", "-"), lang)


def _away(host: str | None) -> str:
    """The host, "" where it is this computer."""
    if host is None or host == "localhost":
        return ""
    with contextlib.suppress(ValueError):
        return "" if ip_address(host).is_loopback else host
    return host


def probe(service: Service, patience: float = PATIENCE) -> None:
    """Sends half a second of silence. Raises ServiceError where the service does not take it in time."""
    silence = audio_data(SpeechSegment(Speaker.AGENT, 0.0, 0.5, np.zeros(SAMPLE_RATE // 2, dtype=np.float32)))
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speech-service")
    where = service.host or "on this computer"
    try:
        pool.submit(service.ask, silence, "en").result(patience)
    except FutureTimeout:
        raise ServiceError(
            f"The speech service {where} does not answer within {patience:.0f} seconds.", "Check the network."
        ) from None
    except Exception as error:  # whatever a service's library raises
        raise ServiceError(
            f"The speech service {where} refuses or fails ({type(error).__name__}).",
            "Check the key, what it may be used for, and the network.",
        ) from None
    finally:
        pool.shutdown(wait=False)
