"""What the window knows: every contact and the engine, reduced from updates. Plain Python, no Qt.

Times `at` are seconds on the contact's own clock; `now` is any steady clock of the caller, in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from agent_assist.datatypes import Card, ChecklistItem, Evidence, ItemState, Prompt
from agent_assist.errors import ProtocolError
from agent_assist.protocol import Command, Update
from agent_assist.ui.card_stand import DISMISSED, Offer, Stand, occupied, offered
from agent_assist.ui.muting import Mutes, audible

_Record = TypeVar("_Record", Card, Evidence, Prompt, ChecklistItem)

#: Why no card stands although there was one: its kind was put away again and again.
MUTED = "Muted."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript."""

    id: str
    speaker: str
    text: str
    at: float
    end: float
    lang: str | None
    confidence: float
    final: bool
    #: While it is spoken: how many characters of the text will hardly change any more.
    committed: int = 0
    corrected: bool = False
    #: What the agent wrote beside the line, and whether it is marked.
    note: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """How one side of a live call stands: heard, paused, waiting, lost, muted or silent; what to say about it."""

    state: str = "heard"
    what: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class FlowStep:
    """Where the contact is in a call flow: its step, what to ask next, and the titles of the steps that are done."""

    flow: str
    title: str
    step: str
    ask: str
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What an update changed. `row`: the transcript's row; `added`: that row is new; kind `gone`: it was taken away."""

    kind: str
    contact: str | None = None
    row: int = -1
    added: bool = False


@dataclass(slots=True)
class Engine:
    """What is known of the engine."""

    state: str = "starting"
    program: str = ""
    bundle: Mapping[str, Any] | None = None
    journal: str = ""
    speech: str = ""
    intake: str = ""
    notice: str = ""


@dataclass(slots=True)
class Contact:
    """One contact as it stands."""

    id: str
    channel: str = "call"
    lang: str | None = None
    title: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    started: str = ""
    lines: list[Line] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    stand: Stand = field(default_factory=Stand)
    notes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    step: FlowStep | None = None
    lag_ms: float | None = None
    prompts: dict[str, Prompt] = field(default_factory=dict)
    put_away: set[tuple[str, float]] = field(default_factory=set)
    checklist: tuple[ChecklistItem, ...] = ()
    unread: int = 0
    activity: str = ""
    detail: str = ""
    levels: dict[str, float] = field(default_factory=dict)
    speech: dict[str, bool] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    behind: float = 0.0
    audio_to: str = ""
    closed: bool = False
    summary: Mapping[str, Any] | None = None
    anchor: tuple[float, float] = (0.0, 0.0)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that stand."""
        return self.stand.cards

    def silence(self) -> None:
        """Nobody is listened to any more."""
        self.levels, self.speech, self.sides, self.audio_to, self.behind = {}, {}, {}, "", 0.0

    def clock(self, now: float) -> float:
        """Seconds on the contact's clock at `now`; it stands still once the contact is closed."""
        at, seen = self.anchor
        return at if self.closed else at + max(0.0, now - seen)

    def saw(self, at: float, now: float) -> None:
        """An update of time `at` arrived: the contact's clock is at least there."""
        if at > self.clock(now) or self.anchor == (0.0, 0.0):
            self.anchor = (at, now)

    @property
    def heard(self) -> bool:
        """Whether a live call is listened to (a side of it may be paused)."""
        return not self.closed and self.activity in ("listening", "overloaded", "paused")

    def pressing(self) -> list[Prompt]:
        """Prompts to show, most pressing first: owed by deadline, then what was violated, then advice."""
        order = {"owed": 0, "violated": 1, "advice": 2}
        shown = [
            prompt
            for prompt in self.prompts.values()
            if prompt.state in order and (prompt.rule_id, prompt.at) not in self.put_away
        ]
        far = float("inf")
        return sorted(shown, key=lambda p: (order[p.state], far if p.deadline is None else p.deadline, -p.at))

    def restore_command(self) -> Command:
        """The command that rebuilds this contact in an engine that has no journal."""
        return {
            "cmd": "restore",
            "contact": self.id,
            "channel": self.channel,
            "lang": self.lang,
            "title": self.title,
            "attributes": dict(self.attributes),
            "started": self.started,
            "closed": self.closed,
            "lines": [
                {
                    "id": line.id,
                    "speaker": line.speaker,
                    "text": line.text,
                    "at": line.at,
                    "end": line.end,
                    "lang": line.lang,
                    "confidence": line.confidence,
                }
                for line in self.lines
                if line.final
            ],
        }


def _noted(contact: Contact, line: Line) -> Line:
    text, marked = contact.notes.get(line.id, ("", False))
    return line if (text, marked) == (line.note, line.marked) else replace(line, note=text, marked=marked)


def _record(kind: type[_Record], value: Mapping[str, Any]) -> _Record:
    known = {part.name for part in fields(kind)}
    return kind(**{key: part for key, part in value.items() if key in known})


def card_of(value: Mapping[str, Any]) -> Card:
    """A card of the wire as a record; unknown keys are passed over."""
    return _record(Card, {**value, "missing": tuple(value.get("missing", ()))})


def _step(value: Mapping[str, Any]) -> FlowStep | None:
    """The step of an update; None where the contact is in no flow (any more)."""
    if not value["flow"]:
        return None
    done = tuple(str(one["title"]) for one in value.get("done", ()))
    return FlowStep(str(value["flow"]), str(value["title"]), str(value["step"]), str(value.get("ask") or ""), done)


def _evidence(value: Mapping[str, Any] | None) -> Evidence | None:
    return None if value is None else _record(Evidence, value)


def _item(value: Mapping[str, Any]) -> ChecklistItem:
    state = ItemState(value["state"])
    return _record(ChecklistItem, {**value, "state": state, "evidence": _evidence(value.get("evidence"))})


class Panel:
    """Every contact, which one is shown, and the engine. `apply` is the only way in for updates."""

    def __init__(self) -> None:
        self.contacts: dict[str, Contact] = {}
        self.active: str | None = None
        self.engine = Engine()
        self.mutes = Mutes()

    @property
    def shown(self) -> Contact | None:
        """The contact that the window shows."""
        return self.contacts.get(self.active) if self.active is not None else None

    def show(self, contact_id: str) -> None:
        """Turn to a contact; its lines count as read."""
        self.active = contact_id
        self.contacts[contact_id].unread = 0

    def forget(self, contact_id: str) -> None:
        """Take a contact out of the window and turn to its neighbour."""
        ids = list(self.contacts)
        place = ids.index(contact_id)
        del self.contacts[contact_id]
        if self.active == contact_id:
            left = [one for one in ids if one != contact_id]
            self.active = left[min(place, len(left) - 1)] if left else None
            if self.active is not None:
                self.contacts[self.active].unread = 0

    def apply(self, update: Update, now: float) -> Change:
        """Take one update. Raises ProtocolError where it is not what the protocol says; nothing is lost then."""
        kind = update.get("type")
        try:
            if kind == "engine":
                return self._engine(update)
            if "contact" in update and kind not in ("results", "error", "ok", "devices"):
                return self._of_contact(str(kind), update, now)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ProtocolError(f"The engine sent a '{kind}' update that cannot be read: {error!r}.") from error
        return Change(str(kind), update.get("contact"))

    def _engine(self, update: Update) -> Change:
        intake = update.get("intake") or {}
        self.engine = Engine(
            state=str(update["state"]),
            program=str(update.get("program") or ""),
            bundle=update.get("bundle"),
            journal=str(update.get("journal") or ""),
            speech=str(update.get("speech") or ""),
            intake=str(intake.get("url") or ""),
            notice=str(update.get("notice") or ""),
        )
        return Change("engine")

    def _of_contact(self, kind: str, update: Update, now: float) -> Change:
        name = str(update["contact"])
        if kind == "opened":
            return self._opened(name, update, now)
        contact = self.contacts.get(name)
        if contact is None:
            return Change("unknown", name)
        contact.saw(float(update.get("at") or 0.0), now)
        match kind:
            case "utterance":
                self._heard(
                    contact, str(update["speaker"]), not update.get("final", True) and bool(update["text"]), now
                )
                return self._utterance(contact, update)
            case "suggestions":
                contact.stand = offered(contact.stand, self._offer(update, now), now)
                contact.lag_ms = update.get("lag_ms", contact.lag_ms)
            case "step":
                contact.step = _step(update)
            case "note":
                return self._note(contact, update)
            case "prompt":
                prompt = _record(Prompt, {**update, "evidence": _evidence(update.get("evidence"))})
                contact.prompts[prompt.rule_id] = prompt
            case "checklist":
                contact.checklist = tuple(_item(item) for item in update["items"])
            case "state":
                contact.activity = str(update["state"])
                contact.detail = str(update.get("detail") or "")
                contact.behind = float(update.get("lag") or 0.0)
                contact.audio_to = str(update.get("audio_to", contact.audio_to) or "")
                if contact.activity in ("stopped", "paused"):
                    contact.silence()
                    self._heard(contact, "agent", False, now)
            case "source":
                side = Side(str(update["state"]), str(update["what"]), str(update["next"]))
                contact.sides = {**contact.sides, str(update["speaker"]): side}
                if side.state in ("paused", "waiting", "lost"):
                    contact.levels = {**contact.levels, str(update["speaker"]): 0.0}
                    contact.speech = {**contact.speech, str(update["speaker"]): False}
            case "level":
                contact.levels = {**contact.levels, str(update["speaker"]): float(update["rms"])}
                contact.speech = {**contact.speech, str(update["speaker"]): bool(update.get("speech"))}
                self._heard(contact, str(update["speaker"]), bool(update.get("speech")), now)
            case "summary":
                contact.closed = True
                contact.anchor = (float(update.get("seconds", contact.anchor[0])), now)
                contact.summary = update
                contact.activity = ""
                contact.silence()
                contact.stand = Stand()
                contact.step = None
        return Change(kind, name)

    def _offer(self, update: Update, now: float) -> Offer:
        cards = tuple(card_of(item) for item in update["items"])
        heard = audible(self.mutes, cards)
        reason = MUTED if cards and not heard else str(update.get("reason") or "")
        words, early = str(update.get("utterance_id") or ""), bool(update.get("early"))
        return Offer(heard, words, reason, now, asked=reason == DISMISSED, early=early)

    def _heard(self, contact: Contact, speaker: str, speaks: bool, now: float) -> None:
        """While the agent speaks, cards wait."""
        if speaker == "agent" and ("speaking" in contact.stand.busy) != speaks:
            contact.stand = occupied(contact.stand, "speaking", speaks, now)

    def _note(self, contact: Contact, update: Update) -> Change:
        line = str(update["utterance"])
        contact.notes[line] = (str(update["text"]), bool(update["mark"]))
        row = contact.rows.get(line)
        if row is None:
            return Change("unknown", contact.id)
        contact.lines[row] = _noted(contact, contact.lines[row])
        return Change("utterance", contact.id, row)

    def _opened(self, name: str, update: Update, now: float) -> Change:
        old = self.contacts.get(name)
        # A contact sent again (after the engine's death) starts from nothing, but its clock has run on.
        contact = Contact(name, anchor=old.anchor if old is not None else (0.0, now))
        if old is not None:
            contact.put_away, contact.notes = old.put_away, old.notes
        contact.channel = str(update["channel"])
        contact.lang = update.get("lang")
        contact.title = str(update.get("title") or "")
        contact.attributes = update.get("attributes") or {}
        contact.started = str(update.get("started") or "")
        self.contacts[name] = contact
        if self.active is None or self.active not in self.contacts:
            self.active = name
        return Change("opened", name, added=old is None)

    def _utterance(self, contact: Contact, update: Update) -> Change:
        line = Line(
            id=str(update["id"]),
            speaker=str(update["speaker"]),
            text=str(update["text"]),
            at=float(update["at"]),
            end=float(update["at"] if update.get("end") is None else update["end"]),
            lang=update.get("lang"),
            confidence=float(update.get("confidence", 1.0)),
            final=bool(update.get("final", True)),
            committed=len(str(update.get("committed") or "")),
            corrected=bool(update.get("corrected")),
        )
        line = _noted(contact, line)
        row = contact.rows.get(line.id)
        if not line.text and not line.final:
            if row is None:
                return Change("unknown", contact.id)
            del contact.lines[row]
            contact.rows = {one.id: at for at, one in enumerate(contact.lines)}
            return Change("gone", contact.id, row)
        if row is not None:
            if line.final and not contact.lines[row].final:
                self._count(contact, line)
            contact.lines[row] = line
            return Change("utterance", contact.id, row)
        contact.rows[line.id] = len(contact.lines)
        contact.lines.append(line)
        self._count(contact, line)
        return Change("utterance", contact.id, len(contact.lines) - 1, added=True)

    def _count(self, contact: Contact, line: Line) -> None:
        if contact.id != self.active and line.speaker == "customer" and line.final:
            contact.unread += 1
