"""What feeds a contact by itself: the sound card of a live call, or a file played as if it were live."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from agent_assist.datatypes import Channel, Speaker, Utterance
from agent_assist.errors import UserFacingError
from agent_assist.listeners.transcript_file import ContactFile, read_transcript
from agent_assist.logs import fault, logger
from agent_assist.protocol import Command, Update, error_update

if TYPE_CHECKING:
    from agent_assist.listeners.transcriber import Transcriber
    from agent_assist.settings import Settings

#: Files with these endings are sound; everything else is a transcript.
SOUND_ENDINGS = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3"})


class Feed(Protocol):
    """The engine's side of a session."""

    def say(self, command: Command, heard_at: float) -> None:
        """Hand in an utterance; `heard_at` is the monotonic clock when its last word was heard."""

    def tell(self, update: Update) -> None:
        """Send an update that is no event of the contact (levels, states, failures)."""

    def ended(self, contact: str) -> None:
        """The source has come to its end by itself."""


def say_command(contact: str, utterance: Utterance) -> Command:
    """The command that brings an utterance in."""
    return {
        "cmd": "say",
        "contact": contact,
        "speaker": str(utterance.speaker),
        "text": utterance.text,
        "at": utterance.at,
        "end": utterance.end,
        "lang": utterance.lang,
        "confidence": utterance.confidence,
    }


class Playback:
    """Plays utterances at their own times, `speed` times as fast as they were spoken."""

    def __init__(self, contact: str, utterances: tuple[Utterance, ...], speed: float, feed: Feed) -> None:
        self._contact = contact
        self._utterances = utterances
        self._speed = speed
        self._feed = feed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"play-{contact}", daemon=True)

    def start(self) -> None:
        """Begin to play."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; what was played stays."""
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        began = time.monotonic()
        for utterance in self._utterances:
            if self._stop.wait(max(0.0, utterance.end / self._speed - (time.monotonic() - began))):
                return
            self._feed.say(say_command(self._contact, utterance), time.monotonic())
        self._feed.ended(self._contact)


class Recognisers:
    """The speech models of this engine, each loaded once and kept: loading one takes seconds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._loaded: dict[str, Transcriber] = {}

    def get(self, lang: str) -> Transcriber:
        """The recogniser of a language; ModelError where there is none."""
        from agent_assist.listeners.models import find_model
        from agent_assist.listeners.transcriber import Transcriber

        with self._lock:
            if lang not in self._loaded:
                folder = self.settings.speech_model
                self._loaded[lang] = Transcriber.open(find_model(Path(folder) if folder else None), lang)
            return self._loaded[lang]


class LiveCall:
    """Hears the sound card: the microphone is the agent, what the loudspeaker plays is the customer."""

    def __init__(self, contact: str, command: Command, recognisers: Recognisers, feed: Feed, at: float) -> None:
        """at: the contact clock's seconds now."""
        self._contact = contact
        self._at = self._began = at
        self._command = command
        self._recognisers = recognisers
        self._feed = feed
        self._call: Any = None
        self._opening = threading.Thread(target=self._open, name=f"listen-{contact}", daemon=True)
        self._stopped = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Load the recogniser and open the devices behind the scenes."""
        self._opening.start()

    def stop(self) -> None:
        """Close the devices; the words under way are still recognised."""
        self._stopped.set()
        if self._opening is not threading.current_thread():
            self._opening.join(timeout=15)
        with self._lock:
            call, self._call = self._call, None
        if call is not None:
            call.stop()

    def _open(self) -> None:
        # These open the sound server: only when somebody wants to listen.
        from agent_assist.listeners.live import LiveCall as Listener
        from agent_assist.listeners.live import sound_card

        settings = self._recognisers.settings
        try:
            recogniser = self._recognisers.get(self._command.get("lang") or settings.contact_language or "en")
            call = Listener(
                recogniser,
                sound_card(
                    self._command.get("microphone") or settings.microphone or None,
                    self._command.get("loudspeaker") or settings.loudspeaker or None,
                ),
                on_utterance=self._heard,
                on_level=self._level,
                on_failure=self._failed,
                on_recovery=self._recovered,
                at=self._at,
            )
            if self._stopped.is_set():
                return
            self._began = time.monotonic() - self._at
            call.start()
        except UserFacingError as error:
            self._failed(error)
            self._feed.ended(self._contact)
            return
        with self._lock:
            self._call = call
        self._feed.tell(self._state("listening", ""))

    def _heard(self, utterance: Utterance) -> None:
        self._feed.say(say_command(self._contact, utterance), self._began + utterance.end)

    def _level(self, speaker: Speaker, rms: float) -> None:
        at = round(time.monotonic() - self._began, 3)
        self._feed.tell(
            {"type": "level", "contact": self._contact, "at": at, "speaker": str(speaker), "rms": round(rms, 4)}
        )

    def _recovered(self, speaker: Speaker) -> None:
        self._feed.tell(self._state("listening", f"The {speaker} is heard again."))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserFacingError):
            logger("session").error("fault", **fault(error))
            error = UserFacingError(
                "Listening has failed by a fault of the program.", "Stop and start listening again."
            )
        self._feed.tell({**error_update(error), "contact": self._contact})

    def _state(self, state: str, detail: str) -> Update:
        return {"type": "state", "contact": self._contact, "at": 0.0, "state": state, "detail": detail}


def read_contact(path: Path, recognisers: Recognisers) -> ContactFile:
    """The contact in a transcript or a sound file (which is recognised first). Raises UserFacingError."""
    if path.suffix.lower() not in SOUND_ENDINGS:
        return read_transcript(path)
    from agent_assist.listeners.hearing import Hearing

    lang = recognisers.settings.contact_language or "en"
    heard = Hearing(recognisers.get(lang)).utterances(path)
    return ContactFile(Channel.CALL, lang, path.stem, {}, tuple(heard))
