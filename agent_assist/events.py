"""What can happen in a contact, as frozen records, and their JSON for the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent_assist.datatypes import Channel, Speaker, Utterance, fields_of


@dataclass(frozen=True, slots=True)
class ContactInfo:
    """Who and what the contact is. `started` is UTC in ISO 8601; its date is the one on which validity is judged."""

    id: str
    channel: Channel
    started: str
    lang: str | None = None
    title: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    audience: str = ""

    @property
    def today(self) -> str:
        """ISO date of the contact's start."""
        return self.started[:10]


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody said or wrote something. `search` is False where newer words of the customer already wait.

    lifts: article → what agents had taught about it and such words by then, so that a replay needs no memory.
    """

    utterance: Utterance
    search: bool = True
    lifts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of a line that is still being spoken, in which rules heard something, or had: `final` is False."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Corrected:
    """The agent has mended a line: this is how it stands now. lifts: as in `Said`."""

    utterance: Utterance
    lifts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drafted:
    """The agent is about to send this."""

    text: str


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """The agent used, copied, edited, dismissed or pinned a card."""

    article_id: str
    passage_id: str
    verdict: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something other than words. state: hold, resume, transfer, wrap-up or step (then `step` names it).

    audio: lost or back, of `speaker` ("" = both sides).  typing: the agent begins or stops, None for neither.
    """

    state: str = ""
    step: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    typing: bool | None = None
    audio: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The agent acknowledged or dismissed the prompt of a rule."""

    rule_id: str
    verdict: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The agent wrote beside a line of the transcript, or marked it; no text and no mark take both away."""

    utterance: str
    text: str = ""
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """The contact ended."""


Event = Said | Heard | Corrected | Drafted | FeedbackGiven | Happened | Answered | Noted | Closed


def info_json(info: ContactInfo) -> dict[str, Any]:
    """The contact's first journal entry."""
    return {**fields_of(info), "attributes": dict(info.attributes)}


def info_from_json(payload: Mapping[str, Any]) -> ContactInfo:
    """The reverse of `info_json`."""
    return ContactInfo(**{**payload, "channel": Channel(payload["channel"])})


def event_json(event: Event, now: float) -> tuple[str, dict[str, Any]]:
    """Kind and payload for the journal; `now` is the contact clock at which the event was taken in."""
    match event:
        case Said():
            lifts = {"lifts": dict(event.lifts)} if event.lifts else {}
            return "said", {"now": now, "search": event.search, "utterance": _line(event.utterance), **lifts}
        case Heard():
            return "heard", {"now": now, "utterance": _line(event.utterance)}
        case Corrected():
            lifts = {"lifts": dict(event.lifts)} if event.lifts else {}
            return "corrected", {"now": now, "utterance": _line(event.utterance), **lifts}
        case Drafted():
            return "drafted", {"now": now, "text": event.text}
        case FeedbackGiven():
            return "feedback", {"now": now, **fields_of(event)}
        case Happened():
            return "happened", {"now": now, **fields_of(event), "attributes": dict(event.attributes)}
        case Answered():
            return "answered", {"now": now, **fields_of(event)}
        case Noted():
            return "noted", {"now": now, **fields_of(event)}
        case Closed():
            return "closed", {"now": now}


def event_from_json(kind: str, payload: Mapping[str, Any]) -> tuple[Event, float]:
    """The reverse of `event_json`."""
    fields = dict(payload)
    now = float(fields.pop("now"))
    match kind:
        case "said":
            return Said(_utterance(fields), bool(fields["search"]), dict(fields.get("lifts", {}))), now
        case "heard":
            return Heard(_utterance(fields)), now
        case "corrected":
            return Corrected(_utterance(fields), dict(fields.get("lifts", {}))), now
        case "drafted":
            return Drafted(**fields), now
        case "feedback":
            return FeedbackGiven(**fields), now
        case "happened":
            return Happened(**fields), now
        case "answered":
            return Answered(**fields), now
        case "noted":
            return Noted(**fields), now
        case "closed":
            return Closed(), now
        case _:
            raise ValueError(f"unknown kind of event: {kind}")


def _utterance(fields: Mapping[str, Any]) -> Utterance:
    raw = dict(fields["utterance"])
    return Utterance(**{**raw, "speaker": Speaker(raw["speaker"])})


def _line(utterance: Utterance) -> dict[str, Any]:
    """A line as it is kept: without the times of its words."""
    fields = fields_of(utterance)
    del fields["words"]
    return fields
