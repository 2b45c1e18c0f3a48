"""What feeds a contact by itself: the sound card of a live call, or a file played as if it were live."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from agent_assist.datatypes import Channel, Speaker, Unfinished, Utterance
from agent_assist.errors import ProtocolError, SideTrouble, UserFacingError
from agent_assist.listeners.transcript_file import ContactFile, read_transcript
from agent_assist.logs import fault, logger
from agent_assist.protocol import Command, Update, error_update

if TYPE_CHECKING:
    from agent_assist.listeners.hearing import Recogniser
    from agent_assist.listeners.phone_stream import PhoneSource
    from agent_assist.recognisers import Recognisers

_UNNOTICED = "The customer is not heard before the recording notice was given."
_SAY_NOTICE = "Say it, or confirm that you have said it."

#: Files with these endings are sound; everything else is a transcript.
SOUND_ENDINGS = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3"})


class Feed(Protocol):
    """The engine's side of a session."""

    def say(self, command: Command, heard_at: float) -> None:
        """Hand in an utterance; `heard_at` is the monotonic clock when its last word was heard."""

    def unfinished(self, contact: str, line: Unfinished) -> None:
        """Hand in a line that is still being spoken; a newer one of its speaker may overtake it."""

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
        **({"spoken": utterance.spoken} if utterance.spoken else {}),
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


class LiveCall:
    """Hears the sound card (the microphone is the agent, the loudspeaker plays the customer), or a phone line."""

    def __init__(
        self,
        contact: str,
        command: Command,
        recognisers: Recognisers,
        feed: Feed,
        at: float,
        *,
        noticed: bool = True,
        line: Sequence[PhoneSource] = (),
    ) -> None:
        """at: the contact clock's seconds now.  noticed: the customer may be heard; otherwise only after `notice`.
        line: the sides of a call that a phone system streams; none for the sound card.
        """
        self._line = line
        self._contact = contact
        self._at = self._began = at
        self._command = command
        self._recognisers = recognisers
        self._feed = feed
        self._call: Any = None
        self._audio_to = ""
        self._paused: set[Speaker] = set()
        self._noticed = noticed
        self._opening = threading.Thread(target=self._open, name=f"listen-{contact}", daemon=True)
        self._stopped = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Open the devices and load the recogniser behind the scenes; what is said meanwhile waits for it."""
        self._opening.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Close the devices; the words under way are still recognised, if that takes no longer than `timeout`."""
        self._stopped.set()
        if self._opening is not threading.current_thread():
            self._opening.join(timeout=15)
        self._hang_up(timeout)

    def pause(self, speakers: Iterable[Speaker]) -> None:
        """Hear these sides no more until `resume`."""
        with self._lock:
            for speaker in speakers:
                self._paused.add(speaker)
                if self._call is not None:
                    self._call.pause(speaker)
                self._side(speaker, "paused")

    def resume(self, speakers: Iterable[Speaker]) -> None:
        """Hear these sides again.  Raises ProtocolError where the customer still has to be told of the recording."""
        with self._lock:
            for speaker in speakers:
                self._paused.discard(speaker)
                if speaker is Speaker.CUSTOMER and not self._noticed:
                    raise ProtocolError(_UNNOTICED, _SAY_NOTICE)
                if self._call is not None:
                    self._call.resume(speaker)
                self._side(speaker, "heard")

    def notice(self) -> None:
        """The customer has been told of the recording, and is heard from now on unless paused."""
        with self._lock:
            if self._noticed:
                return
            self._noticed = True
            if Speaker.CUSTOMER in self._paused:
                return
            if self._call is not None:
                self._call.resume(Speaker.CUSTOMER)
            self._side(Speaker.CUSTOMER, "heard")

    def speak(self, lang: str) -> None:
        """Another language is spoken from now on; its model is loaded behind the scenes."""

        def change() -> None:
            try:
                recogniser = self._recogniser(lang)
            except UserFacingError as error:
                self._failed(error)
                return
            self._opening.join()
            with self._lock:
                if self._call is not None:
                    self._call.speak(recogniser)

        threading.Thread(target=change, name=f"speak-{self._contact}", daemon=True).start()

    def _hang_up(self, timeout: float) -> None:
        with self._lock:
            call, self._call = self._call, None
        if call is not None:
            call.stop(timeout)

    def _held(self) -> set[Speaker]:
        return self._paused | (set() if self._noticed else {Speaker.CUSTOMER})

    def _open(self) -> None:
        # These open the sound server: only when somebody wants to listen.
        from agent_assist.listeners.live import LiveCall as Listener
        from agent_assist.listeners.live import sound_card

        settings = self._recognisers.settings
        try:
            call = Listener(
                None,
                self._line
                or sound_card(
                    self._command.get("microphone") or settings.microphone or None,
                    self._command.get("loudspeaker") or settings.loudspeaker or None,
                ),
                on_utterance=self._heard,
                on_level=self._level,
                on_failure=self._failed,
                on_recovery=self._recovered,
                on_partial=lambda line: self._feed.unfinished(self._contact, line),
                on_behind=self._behind,
                recognition=self._recognisers.recognition,
                at=self._at,
                silent_after=0.0 if self._line else settings.silent_after,
                held=self._held(),
            )
            if self._stopped.is_set():
                return
            self._began = time.monotonic() - self._at
            call.start()
            with self._lock:
                self._call = call
                for speaker in Speaker:  # what was asked for while the devices were opened
                    (call.pause if speaker in self._held() else call.resume)(speaker)
            lang = self._command.get("lang") or settings.contact_language or "en"
            recogniser = self._recogniser(lang)
            self._audio_to = getattr(recogniser, "audio_to", "")
            call.speak(recogniser)
        except UserFacingError as error:
            self._hang_up(1.0)
            for source in self._line:
                source.ignore()
            self._failed(error)
            self._feed.ended(self._contact)
            return
        self._feed.tell(self._state("listening", ""))
        if not self._noticed:
            self._side(Speaker.CUSTOMER, "waiting", _UNNOTICED, _SAY_NOTICE)

    def _recogniser(self, lang: str) -> Recogniser:
        return self._recognisers.live(lang, self._failed, timed=any(source.timed for source in self._line))

    def _heard(self, utterance: Utterance) -> None:
        for source in self._line:
            if source.speaker is utterance.speaker:
                source.heard(utterance.id, utterance.words)
        # Its id is that of the line shown while it was spoken.
        command = {**say_command(self._contact, utterance), "message": utterance.id}
        self._feed.say(command, self._began + utterance.end)

    def _behind(self, behind: bool, seconds: float) -> None:
        detail = "Words come late: this computer is busy." if behind else ""
        update = self._state("overloaded" if behind else "listening", detail)
        self._feed.tell({**update, "lag": round(seconds, 1)})

    def _level(self, speaker: Speaker, rms: float) -> None:
        update: Update = {"type": "level", "contact": self._contact, "at": round(time.monotonic() - self._began, 3)}
        update |= {"speaker": str(speaker), "rms": round(rms, 4)}
        call = self._call
        if call is not None:
            update["speech"] = call.speaking(speaker)
        self._feed.tell(update)

    def _recovered(self, speaker: Speaker) -> None:
        if speaker not in self._held():
            self._side(speaker, "heard", f"The {speaker} is heard again.")

    def _side(self, speaker: str, state: str, what: str = "", next_step: str = "") -> None:
        at = round(time.monotonic() - self._began, 3) if self._call is not None else self._at
        update: Update = {"type": "source", "contact": self._contact, "at": at, "speaker": str(speaker)}
        self._feed.tell({**update, "state": state, "what": what, "next": next_step})

    def _failed(self, error: Exception) -> None:
        if isinstance(error, SideTrouble):
            self._side(error.speaker, error.state, error.what, error.next_step)
            return
        if not isinstance(error, UserFacingError):
            logger("session").error("fault", **fault(error))
            error = UserFacingError(
                "Listening has failed by a fault of the program.", "Stop and start listening again."
            )
        self._feed.tell({**error_update(error), "contact": self._contact})

    def _state(self, state: str, detail: str) -> Update:
        away = {"audio_to": self._audio_to} if self._audio_to else {}
        return {"type": "state", "contact": self._contact, "at": 0.0, "state": state, "detail": detail, **away}


def read_contact(path: Path, recognisers: Recognisers) -> ContactFile:
    """The contact in a transcript or a sound file (which is recognised first). Raises UserFacingError."""
    if path.suffix.lower() not in SOUND_ENDINGS:
        return read_transcript(path)
    from agent_assist.listeners.hearing import Hearing

    lang = recognisers.settings.contact_language or "en"
    heard = Hearing(recognisers.get(lang)).utterances(path)
    return ContactFile(Channel.CALL, lang, path.stem, {}, tuple(heard))
