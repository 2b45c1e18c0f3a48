"""The contacts under way: each an assistant with a clock, every event journalled before it is acted on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from agent_assist.assistant import Assistant, Knowledge
from agent_assist.contacts.journal import Journal
from agent_assist.datatypes import Channel, Speaker, Unfinished, Utterance, language_tag
from agent_assist.early import EarlyCards
from agent_assist.errors import JournalError, ProtocolError, UnknownContact
from agent_assist.events import (
    Answered,
    Closed,
    ContactInfo,
    Corrected,
    Drafted,
    Event,
    FeedbackGiven,
    Happened,
    Noted,
    Said,
    event_from_json,
    event_json,
    info_from_json,
    info_json,
)
from agent_assist.learning import Learning
from agent_assist.protocol import Update

#: The reason kept with the recording notice's rule where the agent has confirmed the notice.
NOTICED = "noticed"
#: A chat agent holds 3 to 6 contacts; this many is a runaway script.
MAX_OPEN = 200


class LiveContact:
    """One open contact: its assistant, its clock, and the messages that were taken in."""

    def __init__(self, info: ContactInfo, assistant: Assistant, began: float, rate: float = 1.0) -> None:
        self.info = info
        self.assistant = assistant
        self.early = EarlyCards(assistant)
        self.began = began  # wall clock, seconds since 1970
        self.rate = rate  # contact seconds per wall second: a demo may play faster
        self.answers: dict[str, list[Update]] = {}
        self.count = 0
        self.noticed = False
        self.taught: set[tuple[str, str, bool]] = set()  # article, utterance, verdict: once a contact

    def now(self, wall: float) -> float:
        """The contact's clock; it never runs backwards, whatever the wall clock does."""
        return max(self.assistant.now, (wall - self.began) * self.rate)


class ContactBook:
    """Opens, feeds and closes contacts. One thread at a time; all methods return the updates they caused."""

    def __init__(
        self,
        journal: Journal,
        *,
        lang: str = "",
        audience: str = "",
        learn: bool = True,
        wall: Callable[[], float] = time.time,
        on_journal_lost: Callable[[JournalError], None],
    ) -> None:
        self.journal = journal
        self.knowledge: Knowledge | None = None
        self.learning = Learning(journal) if learn else None
        self._lang = lang
        self._audience = audience
        self._wall = wall
        self._on_journal_lost = on_journal_lost
        self._contacts: dict[str, LiveContact] = {}

    def __len__(self) -> int:
        return len(self._contacts)

    def __contains__(self, contact: str) -> bool:
        return contact in self._contacts

    # -- commands -----------------------------------------------------------------------------------------------------

    def open(self, command: Mapping[str, Any], rate: float = 1.0) -> list[Update]:
        """`open`; a contact that is open already is sent again instead, so that a client may retry."""
        name = command["contact"]
        if name in self._contacts:
            return self._contacts[name].assistant.snapshot()
        if len(self._contacts) >= MAX_OPEN:
            raise ProtocolError(f"{MAX_OPEN} contacts are open already.", "Close some first.", field="contact")
        began = self._wall()
        info = ContactInfo(
            id=name,
            channel=Channel(command["channel"]),
            started=command.get("started") or _iso(began),
            lang=language_tag(command.get("lang") or self._lang) or None,
            title=command.get("title", ""),
            attributes=command.get("attributes", {}),
            audience=self._audience,
        )
        self._forget_old(name)
        self._write(name, "opened", info_json(info))
        contact = LiveContact(info, Assistant(info, self.knowledge), began, rate)
        self._contacts[name] = contact
        return contact.assistant.open()

    def say(self, command: Mapping[str, Any], search: bool = True) -> list[Update]:
        """`say`; the same `message` again gives the same answer again."""
        contact = self._contact(command)
        message = command.get("message")
        if message is not None and message in contact.answers:
            return contact.answers[message]
        now = contact.now(self._wall())
        at = float(command.get("at", now))
        end = max(at, float(command.get("end", at)))
        contact.count += 1
        utterance = Utterance(
            id=message or f"u{contact.count}",
            speaker=Speaker(command["speaker"]),
            text=command["text"],
            at=at,
            end=end,
            lang=language_tag(command.get("lang") or "") or None,
            confidence=float(command.get("confidence", 1.0)),
            spoken=command.get("spoken", ""),
        )
        said = Said(utterance, search, self._lifts(contact.info, utterance) if search else {})
        updates = contact.early.settle(self._take(contact, said, max(now, end)))
        if message is not None:
            contact.answers[message] = updates
        return updates

    def hear(self, name: str, line: Unfinished) -> list[Update]:
        """A line that is still being spoken: shown, and searched early where its words suffice.

        It is kept only where rules hear something in it, for their prompts are part of the contact.
        """
        contact = self._contacts[name]
        words = contact.early.wants(line)
        updates = contact.early.hear(line, words, self._lifts(contact.info, words) if words is not None else {})
        heard = contact.assistant.heeds(line)
        return updates if heard is None else updates + self._take(contact, heard, contact.now(self._wall()))

    def correct(self, command: Mapping[str, Any]) -> list[Update]:
        """`correct`: a line that was misheard, as the agent says that it was."""
        contact = self._contact(command)
        line = contact.assistant.line(command["utterance"])
        if line is None:
            raise _no_line()
        line = replace(line, text=command["text"], spoken="", confidence=1.0, corrected=True)
        corrected = Corrected(line, self._lifts(contact.info, line))
        return self._take(contact, corrected, contact.now(self._wall()))

    def draft(self, command: Mapping[str, Any]) -> list[Update]:
        """`draft`: what the rules say about a text before it is sent."""
        contact = self._contact(command)
        return self._take(contact, Drafted(command["text"]), contact.now(self._wall()))

    def feedback(self, command: Mapping[str, Any]) -> list[Update]:
        """`feedback`: kept with the contact, and learned from; a dismissed card leaves the panel."""
        contact = self._contact(command)
        given = FeedbackGiven(
            command["article_id"], command["passage_id"], command["verdict"], command.get("reason", "")
        )
        lesson = contact.early.lesson(given) or contact.assistant.lesson(given)
        updates = self._take(contact, given, contact.now(self._wall()))
        updates += contact.early.dismissed(given)
        if lesson is not None:
            self._learn(contact, given.article_id, *lesson)
        return updates

    def happen(self, command: Mapping[str, Any]) -> list[Update]:
        """`happen`: hold, transfer, a step, an attribute, typing, lost audio."""
        contact = self._contact(command)
        told = {key: value for key, value in command.items() if key in Happened.__slots__}
        if "step" in told:
            told["state"] = "step"
        return self._take(contact, Happened(**told), contact.now(self._wall()))

    def answer(self, command: Mapping[str, Any]) -> list[Update]:
        """`answer`: the agent acknowledged or dismissed a prompt."""
        contact = self._contact(command)
        given = Answered(command["rule_id"], command["verdict"], command.get("reason", ""))
        return self._take(contact, given, contact.now(self._wall()))

    def unlearn(self, lesson: int | None) -> int:
        """Delete a lesson, or all of them, for good; how many. Raises JournalError."""
        gone = self.journal.unlearn(lesson)
        if self.learning is not None:
            self.learning.forget(lesson)
        return gone

    def note(self, command: Mapping[str, Any]) -> list[Update]:
        """`note`: what the agent writes beside a line; kept with the contact."""
        contact = self._contact(command)
        if contact.assistant.line(command["utterance"]) is None:
            raise _no_line()
        noted = Noted(command["utterance"], command["text"], command.get("mark", False))
        return self._take(contact, noted, contact.now(self._wall()))

    def attributes(self, name: str | None) -> Mapping[str, Any]:
        """What is known of an open contact; nothing where there is none of that name."""
        contact = self._contacts.get(name) if name is not None else None
        return contact.info.attributes if contact is not None else {}

    def close(self, command: Mapping[str, Any]) -> list[Update]:
        """`close`: the last deadlines are judged, the summary goes out, the contact leaves the book."""
        contact = self._contact(command)
        updates = self._take(contact, Closed(), contact.now(self._wall()))
        del self._contacts[contact.info.id]
        try:
            self.journal.mark_closed(contact.info.id)
        except JournalError as error:
            self._lost(error)
        return updates

    def restore(self, command: Mapping[str, Any]) -> list[Update]:
        """`restore`: the contact as the front end remembers it replaces whatever stood here."""
        name = command["contact"]
        self._contacts.pop(name, None)
        lines = command["lines"]
        self.open(command)
        contact = self._contacts[name]
        last = max((float(line.get("end", line["at"])) for line in lines), default=0.0)
        contact.began = self._wall() - last
        for line in lines:
            at = float(line["at"])
            contact.count += 1
            utterance = Utterance(
                id=line.get("id") or f"u{contact.count}",
                speaker=Speaker(line["speaker"]),
                text=line["text"],
                at=at,
                end=max(at, float(line.get("end", at))),
                lang=line.get("lang"),
                confidence=float(line.get("confidence", 1.0)),
            )
            said = Said(utterance, lifts=self._lifts(contact.info, utterance))
            contact.answers[utterance.id] = self._take(contact, said, utterance.end)
        updates = contact.assistant.snapshot()
        if command.get("closed"):
            updates = [*updates, *self.close({"contact": name})]
        return updates

    def snapshot(self) -> list[Update]:
        """Every open contact as it stands (`resume`)."""
        return [update for contact in self._contacts.values() for update in contact.assistant.snapshot()]

    def tick(self) -> list[Update]:
        """Deadlines that time alone has brought."""
        wall = self._wall()
        return [u for contact in self._contacts.values() for u in contact.assistant.tick(contact.now(wall))]

    def clock(self, contact: str) -> float:
        """The contact's clock now, seconds."""
        return self._contact({"contact": contact}).now(self._wall())

    # -- knowledge and journal ----------------------------------------------------------------------------------------

    def keep_in(self, journal: Journal) -> None:
        """Keep what happens in this journal from now on, and learn what it holds. Raises JournalError."""
        if self.learning is not None:
            try:
                self.learning.load(journal)
            except JournalError:
                journal.close()
                raise
        self.journal = journal

    def use(self, knowledge: Knowledge) -> None:
        """Search a newer bundle from the next words on."""
        self.knowledge = knowledge
        if self.learning is not None:
            self.learning.use(knowledge.searcher)
        for contact in self._contacts.values():
            contact.assistant.swap(knowledge)

    def reload(self, unreadable: Callable[[str, Exception], None]) -> list[Update]:
        """Take up the contacts that the journal holds open, as they stood when the engine before this one ended."""
        for name in self.journal.open_contacts():
            if name in self._contacts:
                continue
            events = self.journal.events(name)
            try:
                info, assistant, answers = rebuild(events, self.knowledge)
            except Exception as error:  # one contact that brings the program down must not do so at every start
                unreadable(name, error)
                self.journal.mark_closed(name)
                continue
            contact = LiveContact(info, assistant, events[0].written)
            contact.answers = answers
            contact.count = len(answers)
            contact.noticed = any(event.payload.get("reason") == NOTICED for event in events)
            self._contacts[name] = contact
        return self.snapshot()

    def noticed(self) -> list[str]:
        """The contacts taken up from the journal whose agent had confirmed the recording notice."""
        return [name for name, contact in self._contacts.items() if contact.noticed]

    def _contact(self, command: Mapping[str, Any]) -> LiveContact:
        contact = self._contacts.get(command["contact"])
        if contact is None:
            raise UnknownContact("No such contact is open.", "Open it first.", field="contact")
        return contact

    def _take(self, contact: LiveContact, event: Event, now: float) -> list[Update]:
        kind, payload = event_json(event, now)
        self._write(contact.info.id, kind, payload)
        return contact.assistant.on(event, now)

    def _write(self, name: str, kind: str, payload: Mapping[str, Any]) -> None:
        try:
            self.journal.append(name, kind, payload)
        except JournalError as error:
            self._lost(error)

    def _forget_old(self, name: str) -> None:
        # A name used before stands for a new contact now; its journal begins anew.
        try:
            self.journal.forget(name)
        except JournalError as error:
            self._lost(error)

    def _lost(self, error: JournalError) -> None:
        """The contact goes on in memory; who looks at the window is told."""
        self.journal = Journal.in_memory()
        if self.learning is not None:
            self.learning.move(self.journal)
        self._on_journal_lost(error)

    def _lifts(self, info: ContactInfo, utterance: Utterance) -> Mapping[str, float]:
        """What was learned about these words, written with them, so that a replay does not depend on what is now."""
        if self.learning is None or utterance.speaker is not Speaker.CUSTOMER:
            return {}
        return self.learning.lifts(utterance.text, utterance.lang or info.lang)

    def _learn(self, contact: LiveContact, article_id: str, words: Utterance, confirmed: bool) -> None:
        key = (article_id, words.id, confirmed)
        if self.learning is None or key in contact.taught:
            return
        contact.taught.add(key)
        try:
            self.learning.teach(contact.info, article_id, words, confirmed)
        except JournalError as error:
            self._lost(error)


def _no_line() -> ProtocolError:
    return ProtocolError("No such line is in this contact.", "Take its id from the transcript.", field="utterance")


def rebuild(
    events: tuple[Any, ...], knowledge: Knowledge | None
) -> tuple[ContactInfo, Assistant, dict[str, list[Update]]]:
    """The assistant that these journal events lead to, and what each utterance was answered with, by its id."""
    info = info_from_json(events[0].payload)
    assistant = Assistant(info, knowledge)
    assistant.open()
    answers: dict[str, list[Update]] = {}
    for event in events[1:]:
        updates = assistant.on(*event_from_json(event.kind, event.payload))
        if event.kind == "said":
            answers[event.payload["utterance"]["id"]] = updates
    return info, assistant, answers


def play_again(events: tuple[Any, ...], knowledge: Knowledge | None) -> Iterator[Update]:
    """The updates that these journal events gave when they were live."""
    assistant = Assistant(info_from_json(events[0].payload), knowledge)
    yield from assistant.open()
    for event in events[1:]:
        yield from assistant.on(*event_from_json(event.kind, event.payload))


def _iso(wall: float) -> str:
    return datetime.fromtimestamp(wall, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
