"""The messages of Genesys AudioHook, version 2: what a client may send, and what we send.

https://developer.genesys.cloud/devapps/audiohook/
"""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent_assist.datatypes import Speaker, Word, language_tag
from agent_assist.errors import ProtocolError
from agent_assist.listeners.intake_guard import read_object

VERSION = "2"
MOST_TEXT = 65_535
MOST_DEPTH = 16
#: Seconds that a client may leave out at once, and a conversation may last: more is a broken clock.
MOST_SECONDS = 86_400.0
#: Characters of an answer in one suggestion: a message must stay below the client's 64 KiB.
_MOST_EXCERPT = 4000

_DURATION = re.compile(r"PT(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,18})?)S)?", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_NULL = str(uuid.UUID(int=0))
_SPEAKERS = {"external": Speaker.CUSTOMER, "internal": Speaker.AGENT}


@dataclass(frozen=True, slots=True)
class ClientMessage:
    """One message of the client, its envelope checked."""

    type: str
    session: str
    seq: int
    serverseq: int
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Media:
    """The chosen offer, as it was offered, and who speaks on each of its channels."""

    offer: Mapping[str, Any]
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What `open` says. probe: nobody calls; the connection is being tried.  continued: sessions that this one goes on
    from, oldest first.  lang: as the client says it, None where it does not."""

    organization: str
    conversation: str
    participant: Mapping[str, str]
    offers: Sequence[Any]
    lang: str | None
    wants_languages: bool
    continued: tuple[str, ...]
    custom: Mapping[str, Any]
    probe: bool


def read_message(text: str) -> ClientMessage:
    """A text frame. Raises ProtocolError."""
    if len(text) > MOST_TEXT:
        raise ProtocolError("The message is longer than 64 KiB.")
    body = read_object(text.encode("utf-8", "surrogatepass"), MOST_DEPTH)
    if str(body.get("version")) != VERSION:
        raise ProtocolError("The version is not 2.")
    session, type_, parameters = body.get("id"), body.get("type"), body.get("parameters", {})
    if not isinstance(session, str) or not _UUID.fullmatch(session):
        raise ProtocolError("'id' is not a UUID.")
    if not isinstance(type_, str) or not isinstance(parameters, dict):
        raise ProtocolError("'type' or 'parameters' is missing.")
    return ClientMessage(type_, session, number(body, "seq"), number(body, "serverseq", 0), parameters)


def number(body: Mapping[str, Any], name: str, default: int | None = None) -> int:
    """A counter, written as a number or as a string. Raises ProtocolError."""
    value = body.get(name, default)
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value, re.ASCII):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**15:
        raise ProtocolError(f"'{name}' is not a number.", field=name)
    return value


def read_opening(parameters: Mapping[str, Any]) -> Opening:
    """The parameters of `open`. Raises ProtocolError."""
    participant = _object(parameters, "participant")
    conversation, identity = _text(parameters, "conversationId"), _text(participant, "id")
    offers = parameters.get("media")
    continued = parameters.get("continuedSessions") or []
    if not isinstance(offers, list) or not isinstance(continued, list):
        raise ProtocolError("'media' is not a list of offers.")
    return Opening(
        organization=_text(parameters, "organizationId"),
        conversation=conversation,
        participant={name: _text(participant, name) for name in ("id", "ani", "aniName", "dnis")},
        offers=offers,
        lang=_text(parameters, "language") or None,
        wants_languages=parameters.get("supportedLanguages") is True,
        continued=tuple(_text(one, "id") for one in continued[:16] if isinstance(one, dict)),
        custom=_object(parameters, "customConfig"),
        probe=conversation == _NULL and identity == _NULL,
    )


def choose_media(offers: Sequence[Any]) -> Media | None:
    """The offer that tells most: both sides apart, else the customer, else the agent; None where none can be heard."""
    heard = [media for media in map(_media, offers) if media is not None]
    return min(heard, key=_wish, default=None)


def _media(offer: Any) -> Media | None:
    if not isinstance(offer, dict) or offer.get("format") != "PCMU" or str(offer.get("rate")) != "8000":
        return None
    channels = offer.get("channels")
    if not isinstance(channels, list) or not 1 <= len(channels) <= 2 or offer.get("type", "audio") != "audio":
        return None
    speakers = tuple(_SPEAKERS[name] for name in channels if isinstance(name, str) and name in _SPEAKERS)
    return Media(offer, speakers) if len(set(speakers)) == len(channels) else None


def _wish(media: Media) -> tuple[bool, bool]:
    return len(media.speakers) != 2, media.speakers != (Speaker.CUSTOMER,)


def contact_language(tag: str) -> str:
    """The client's tag as contacts have it: the language alone, except for Chinese, whose script it tells."""
    known = language_tag(tag)
    return known if known.startswith("zh-") else known.split("-")[0][:8]


# -- durations --------------------------------------------------------------------------------------------------------


def seconds(duration: Any) -> float:
    """An ISO 8601 duration such as `PT6.3S`. Raises ProtocolError."""
    found = _DURATION.fullmatch(duration) if isinstance(duration, str) else None
    if found is None:
        raise ProtocolError("A duration is not written as in PT6.3S.")
    hours, minutes, rest = (float(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + rest
    if total > MOST_SECONDS:
        raise ProtocolError("A duration is longer than a day.")
    return total


def duration(seconds: float) -> str:
    """Seconds as an ISO 8601 duration, to the millisecond."""
    return f"PT{max(0.0, seconds):.3f}".rstrip("0").rstrip(".") + "S"


# -- what is sent back ------------------------------------------------------------------------------------------------


def transcript(
    session: str, update: Mapping[str, Any], media: Media, begun: float, words: Sequence[Word] = ()
) -> dict[str, Any] | None:
    """An `utterance` update as an entity; None for a side that this session does not carry.

    begun: the contact's seconds at which the session's sound begins.  words: as they were spoken, on the contact's
    clock, where that is known; a line's own times hold some silence before and behind them.
    """
    speaker = Speaker(update["speaker"])
    if speaker not in media.speakers:
        return None
    index = media.speakers.index(speaker)
    interpretation: dict[str, Any] = {"type": "display", "transcript": update["text"]}
    spans = [_inside(word, update) for word in words] or [(update["at"], update["end"])]
    if words:
        interpretation["tokens"] = [_token(word, *span, begun) for word, span in zip(words, spans, strict=True)]
    alternative: dict[str, Any] = {"confidence": update["confidence"], "interpretations": [interpretation]}
    if update["lang"]:
        alternative["languages"] = [update["lang"]]
    data = {
        "id": _name(session, update["id"]),
        "channelId": index,
        "channel": media.offer["channels"][index],
        "isFinal": update["final"],
        "offset": duration(spans[0][0] - begun),
        "duration": duration(spans[-1][1] - spans[0][0]),
        "alternatives": [alternative],
    }
    return {"type": "transcript", "data": data}


def _inside(word: Word, line: Mapping[str, Any]) -> tuple[float, float]:
    # A line's own times are rounded: its words stay inside them.
    at = min(max(word.at, line["at"]), line["end"])
    return at, min(max(word.end, at), line["end"])


def _token(word: Word, at: float, end: float, begun: float) -> dict[str, Any]:
    return {
        "type": "word",
        "value": word.text,
        "confidence": round(word.confidence, 4),
        "offset": duration(at - begun),
        "duration": duration(end - at),
    }


def agent_assist(
    session: str, update: Mapping[str, Any], words: Mapping[str, Any] | None, begun: float
) -> dict[str, Any]:
    """A `suggestions` update, and the `utterance` that it answers, as an entity; no items clears the panel."""
    at = duration(update["at"] - begun)
    data: dict[str, Any] = {
        "id": _name(session, f"suggestions of {update['utterance_id']} at {update['at']}"),
        "suggestions": [_suggestion(session, card, at) for card in update["items"]],
    }
    if words is not None:
        data["utterances"] = [
            {
                "id": _name(session, words["id"]),
                "position": duration(words["at"] - begun),
                "duration": duration(words["end"] - words["at"]),
                "text": words["text"],
                "language": words["lang"] or "",
                "confidence": words["confidence"],
                "channel": "external" if words["speaker"] == Speaker.CUSTOMER else "internal",
                "isFinal": words["final"],
            }
        ]
    return {"type": "agentassist", "data": data}


def _suggestion(session: str, card: Mapping[str, Any], at: str) -> dict[str, Any]:
    name = _name(session, f"{card['article_id']} {card['passage_id']} {card['template_id']}")
    common = {"id": name, "confidence": card["confidence"], "position": at}
    reply = card["reply"][:_MOST_EXCERPT]
    if card["template_id"]:
        # A reply to read out; the field takes HTML.
        return {"type": "faq", **common, "question": card["title"], "answer": html.escape(reply, quote=False)}
    metadata = {name: str(card[name]) for name in ("article_id", "source", "why", "lang", "version") if card[name]}
    uri = card["url"]
    return {
        "type": "article",
        **common,
        "title": card["title"],
        "excerpts": [reply],
        "documentUri": uri,
        "metadata": metadata,
    }


def _name(session: str, what: str) -> str:
    """The same thing of the same session always has the same UUID, a partial and its final line too."""
    return str(uuid.uuid5(uuid.UUID(session), what))


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str) or len(value) > 500:
        raise ProtocolError(f"'{name}' is not a short text.", field=name)
    return value


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ProtocolError(f"'{name}' is not an object.", field=name)
    return value
