"""The messages of Twilio Media Streams, which other phone services copy.

https://www.twilio.com/docs/voice/media-streams/websocket-messages
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agent_assist.errors import ProtocolError
from agent_assist.listeners.intake_guard import read_object
from agent_assist.listeners.mulaw import PHONE_RATE

MOST_TEXT = 65_535
TRACKS = ("inbound", "outbound")


@dataclass(frozen=True, slots=True)
class Start:
    """What `start` says. parameters: those that whoever set up the stream chose, as text."""

    stream: str
    call: str
    tracks: tuple[str, ...]
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of one track's sound. number: its chunk number, None where it has none."""

    track: str
    data: bytes
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Any message: what it is, its number in the stream (None where it has none), and what it holds."""

    name: str
    number: int | None = None
    content: Start | Chunk | None = None


def read_event(text: str) -> Event:
    """A text frame; events that say nothing to us come without content. Raises ProtocolError."""
    if len(text) > MOST_TEXT:
        raise ProtocolError("The message is longer than 64 KiB.")
    body = read_object(text.encode("utf-8", "surrogatepass"))
    name = body.get("event")
    if not isinstance(name, str):
        raise ProtocolError("'event' is missing.", field="event")
    number = _number(body.get("sequenceNumber", body.get("sequence_number")))
    if name == "start":
        return Event(name, number, _start(body))
    if name == "media":
        return Event(name, number, _chunk(body))
    return Event(name[:32], number)


def _start(body: Mapping[str, Any]) -> Start:
    start = _part(body, "start")
    about = start.get("mediaFormat", start.get("media_format"))
    if isinstance(about, dict):
        encoding = str(about.get("encoding", "audio/x-mulaw")).lower()
        rate, channels = _number(about.get("sampleRate", about.get("sample_rate"))), _number(about.get("channels"))
        # Others call it PCMU.
        if (
            not encoding.endswith(("mulaw", "pcmu", "ulaw"))
            or rate not in (None, PHONE_RATE)
            or channels not in (None, 1)
        ):
            raise ProtocolError("Only mu-law at 8000 Hz, one channel a track, can be heard.", field="mediaFormat")
    given = start.get("customParameters", start.get("custom_parameters"))
    parameters = {str(name): str(value) for name, value in given.items()} if isinstance(given, dict) else {}
    tracks = start.get("tracks")
    return Start(
        stream=str(start.get("streamSid") or body.get("streamSid") or body.get("stream_id") or "")[:64],
        call=str(start.get("callSid") or start.get("call_control_id") or "")[:64],
        tracks=tuple(track for track in tracks if track in TRACKS) if isinstance(tracks, list) else TRACKS,
        parameters=parameters,
    )


def _chunk(body: Mapping[str, Any]) -> Chunk:
    media = _part(body, "media")
    # A stream of one track may leave its name out.
    track = str(media.get("track") or "inbound").removesuffix("_track")
    payload = media.get("payload")
    if track not in TRACKS:
        raise ProtocolError("'track' is neither inbound nor outbound.", field="track")
    if not isinstance(payload, str):
        raise ProtocolError("'payload' is missing.", field="payload")
    try:
        data = base64.b64decode(payload, validate=True)
    except (binascii.Error, ValueError):
        raise ProtocolError("'payload' is not base64.", field="payload") from None
    return Chunk(track, data, _number(media.get("chunk")))


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    if not isinstance(part, dict):
        raise ProtocolError(f"'{name}' is missing.", field=name)
    return part


def _number(value: Any) -> int | None:
    """Most numbers come as text."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value if 0 <= value < 10**15 else None
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
