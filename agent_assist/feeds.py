"""The contacts that feed themselves: files that play and calls that are heard, one source a contact."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent_assist.contactbook import ContactBook
from agent_assist.datatypes import Speaker, Unfinished, Utterance
from agent_assist.errors import JournalError, ProtocolError, UserFacingError
from agent_assist.inbox import Inbox, Request, Task
from agent_assist.protocol import Command, Update, error_update
from agent_assist.recognisers import Recognisers
from agent_assist.session import LiveCall, Playback, read_contact
from agent_assist.settings import Settings
from agent_assist.sound_devices import SoundDevices

if TYPE_CHECKING:
    from agent_assist.listeners.phone_stream import PhoneSource


#: A side that is none of these can be heard. One that is silent can; it only says nothing.
_UNHEARD = frozenset({"lost", "muted", "paused", "waiting"})
#: Seconds for the words under way when the engine ends.
_LAST_WORDS = 12.0


class Feeds:
    """Starts and stops sources; called by the thinking thread, except for the methods of `session.Feed`."""

    def __init__(
        self,
        settings: Settings,
        book: ContactBook,
        inbox: Inbox,
        send: Callable[[Update], None],
        publish: Callable[[list[Update]], None],
    ) -> None:
        self._settings = settings
        self._book = book
        self._inbox = inbox
        self._send = send
        self._publish = publish
        self._sources: dict[str, Playback | LiveCall] = {}
        self._recognisers = Recognisers(settings, lambda host, size: self.sent(host, "sound", size))
        self._noticed: set[str] = set()  # contacts whose customer was told of the recording
        self._sound = SoundDevices(self._send)
        self._lock = threading.Lock()
        self._unheard: set[tuple[str, str]] = set()  # contact and side, as the rules were told last
        self._unfinished: dict[tuple[str, Speaker], Unfinished] = {}  # the newest that waits, of each side

    # -- session.Feed, from the sources' threads

    def say(self, command: Command, heard_at: float) -> None:
        """An utterance of a source."""
        self._inbox.put(Request(command, received=heard_at, live=True))

    def unfinished(self, contact: str, line: Unfinished) -> None:
        """A line that is still being spoken. At most one of a side waits for the thinking thread: the newest."""
        key = (contact, line.speaker)
        with self._lock:
            waiting = key in self._unfinished
            self._unfinished[key] = line
        if not waiting:
            self._inbox.put(Task(lambda: self._hear(key)))

    def tell(self, update: Update) -> None:
        """An update of a source that is no event of its contact."""
        if update["type"] == "level":
            self._send(update)
            return
        if update["type"] == "source" and "contact" in update:
            self._tell_rules(update["contact"], update["speaker"], update["state"] in _UNHEARD)
        self._publish([update])  # those who follow the contact are told too

    def sent(self, to: str, what: str, size: int) -> None:
        """So many bytes leave this computer: counted in the journal. Any thread may tell."""
        self._inbox.put(Task(lambda: self._count(to, what, size)))

    def _count(self, to: str, what: str, size: int) -> None:
        try:
            self._book.journal.note_sent(to, what, size)
        except JournalError as error:
            self._send(error_update(error))

    def ended(self, contact: str) -> None:
        """A source has come to its end by itself."""
        self._inbox.put(Task(lambda: self.stop(contact)))

    def _tell_rules(self, contact: str, side: str, unheard: bool) -> None:
        """What nobody could hear was neither said nor left out: a rule must know that."""
        key = (contact, side)
        with self._lock:
            if unheard == (key in self._unheard):
                return
            (self._unheard.add if unheard else self._unheard.discard)(key)
        audio = "lost" if unheard else "back"
        self._inbox.put(Task(lambda: self._happen({"contact": contact, "audio": audio, "speaker": side})))

    # -- the thinking thread

    def _happen(self, command: Command) -> None:
        if command["contact"] in self._book:
            self._publish(self._book.happen(command))

    def _hear(self, key: tuple[str, Speaker]) -> None:
        with self._lock:
            line = self._unfinished.pop(key)
        if key[0] in self._book:
            self._publish(self._book.hear(key[0], line))

    def replay(self, command: Command) -> None:
        """Play a file as a live contact, once it has been read."""
        contact, speed = command["contact"], float(command.get("speed", 1.0))
        self._free(contact)
        path = Path(command["path"])

        def read() -> None:
            try:
                file = read_contact(path, self._recognisers)
            except UserFacingError as error:
                self._send({**error_update(error, command.get("id")), "contact": contact})
                return
            opening = {
                "contact": contact,
                "channel": str(file.channel),
                "lang": file.lang,
                "title": file.title,
                "attributes": dict(file.attributes),
            }
            self._inbox.put(Task(lambda: self._play(opening, file.utterances, speed)))

        # Recognising a sound file takes seconds; the thinking thread must not wait for it.
        threading.Thread(target=read, name=f"read-{contact}", daemon=True).start()

    def listen(self, command: Command) -> list[Update]:
        """Hear the sound card; opens the contact where it is not open yet."""
        contact = command["contact"]
        self._free(contact)
        self._sound.meters_off()
        self._sound.watch()
        updates: list[Update] = []
        if contact not in self._book:
            with self._lock:  # a contact of this name that was heard before is another one
                self._unheard = {key for key in self._unheard if key[0] != contact}
            about = {key: value for key, value in command.items() if key in ("contact", "lang", "title")}
            updates = self._book.open({"channel": "call", **about})
        noticed = not self._settings.require_notice or contact in self._noticed
        at = self._book.clock(contact)
        self._start(contact, LiveCall(contact, command, self._recognisers, self, at, noticed=noticed))
        return updates

    def hear(self, command: Command, line: Sequence[PhoneSource]) -> float:
        """Hear a call that a phone system streams (`open` as a command); the contact's seconds where it begins."""
        contact = command["contact"]
        self._free(contact)
        if contact not in self._book:
            self._publish(self._book.open(command))
        noticed = not self._settings.require_notice or contact in self._noticed
        if not noticed:
            for source in line:
                if source.speaker is Speaker.CUSTOMER:
                    source.ignore()
        at = self._book.clock(contact)
        self._start(contact, LiveCall(contact, command, self._recognisers, self, at, noticed=noticed, line=line))
        return at

    def hush(self, contact: str, timeout: float, done: Callable[[], None]) -> None:
        """End a call's source; `done` is called by the thinking thread when all that was heard has been said."""
        source = self._sources.pop(contact, None)

        def end() -> None:
            if isinstance(source, LiveCall):
                source.stop(timeout)
                self.tell(_state(contact, "stopped"))
            self._inbox.put(Task(done))

        threading.Thread(target=end, name=f"hush-{contact}", daemon=True).start()

    def speak(self, contact: str, lang: str) -> None:
        """Another language is spoken on a call."""
        self._call(contact).speak(lang)

    def pause(self, command: Command) -> None:
        """Hear one side of a call, or both, no more for now."""
        self._call(command["contact"]).pause(_sides(command))

    def resume(self, command: Command) -> None:
        """Hear a paused side again."""
        self._call(command["contact"]).resume(_sides(command))

    def noticed(self, contact: str) -> None:
        """The customer has been told that the call is recorded."""
        self._noticed.add(contact)
        source = self._sources.get(contact)
        if isinstance(source, LiveCall):
            source.notice()

    def saw(self, update: Update) -> None:
        """An update went out: the rule of the recording notice may be met by it, or the contact be over."""
        if update["type"] == "checklist":
            rule = self._settings.notice_rule
            if any(item["rule_id"] == rule and item["state"] == "met" for item in update["items"]):
                self.noticed(update["contact"])
        elif update["type"] == "summary":
            self._noticed.discard(update["contact"])

    def devices(self) -> Update:
        """The sound devices; from now on changes are told."""
        return self._sound.list()

    def meters(self, command: Command) -> None:
        """Tell the levels of devices that nobody is listened to on, or stop it."""
        if command.get("off"):
            self._sound.meters_off()
            return
        if any(isinstance(source, LiveCall) for source in self._sources.values()):
            raise ProtocolError("A call is listened to.", "Its levels are told already.")
        self._sound.meters_on(
            command.get("microphone", self._settings.microphone), command.get("loudspeaker", self._settings.loudspeaker)
        )

    def stop(self, contact: str) -> None:
        """End a contact's source behind the scenes: the last words of a call take a moment to be recognised."""
        source = self._sources.pop(contact, None)
        if source is None:
            return

        def end() -> None:
            source.stop()
            if contact not in self._sources:  # listened to again meanwhile, with other devices
                self._send(_state(contact, "stopped"))

        threading.Thread(target=end, name=f"stop-{contact}", daemon=True).start()

    def stop_all(self) -> None:
        """End every source, and wait for them together."""
        self._sound.stop()
        ends = [threading.Thread(target=source.stop, daemon=True) for source in self._sources.values()]
        self._sources.clear()
        for end in ends:
            end.start()
        deadline = time.monotonic() + _LAST_WORDS
        for end in ends:
            end.join(max(0.0, deadline - time.monotonic()))

    def _play(self, opening: Command, utterances: tuple[Utterance, ...], speed: float) -> None:
        contact = opening["contact"]
        try:
            self._free(contact)
            if contact in self._book:
                self._publish(self._book.close(opening))
            self._publish(self._book.open(opening, rate=speed))
        except UserFacingError as error:
            self._send({**error_update(error), "contact": contact})
            return
        self._send(_state(contact, "replaying"))
        self._start(contact, Playback(contact, utterances, speed, self))

    def _start(self, contact: str, source: Playback | LiveCall) -> None:
        self._sources[contact] = source
        source.start()

    def _call(self, contact: str) -> LiveCall:
        source = self._sources.get(contact)
        if not isinstance(source, LiveCall):
            raise ProtocolError("This contact is not listened to.", "Listen to it first.", field="contact")
        return source

    def _free(self, contact: str) -> None:
        if contact in self._sources:
            raise ProtocolError("This contact is playing or listening already.", "Stop it first.", field="contact")


def _sides(command: Command) -> tuple[Speaker, ...]:
    return (Speaker(command["speaker"]),) if "speaker" in command else tuple(Speaker)


def _state(contact: str, state: str) -> Update:
    return {"type": "state", "contact": contact, "at": 0.0, "state": state, "detail": ""}
