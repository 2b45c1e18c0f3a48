"""An AudioHook client for tests, which writes each message as it stands here."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp

from agent_assist.listeners.frames import Samples
from agent_assist.listeners.mulaw import encode
from tests.listeners.phone_engine import KEY, SECRET

ORGANIZATION = "d7934305-0972-4844-938e-9060eef73d05"
SESSION = "e160e428-53b2-487c-977d-96989bf5c99d"
CORRELATION = "30b0e395-84d3-4570-ac13-9a62d8f514c0"
CONVERSATION = "090eaa2f-72fa-480a-83e0-8667ff89c0ec"
PARTICIPANT = "883efee8-3d6c-4537-b500-6d7ca4b92fa0"
NULL = "00000000-0000-0000-0000-000000000000"
NONCE = "VGhpc0lzQVVuaXF1ZU5vbmNl"
COVERED = (
    '"@request-target" "@authority" "audiohook-organization-id" "audiohook-session-id"'
    ' "audiohook-correlation-id" "x-api-key"'
)

Socket = aiohttp.ClientWebSocketResponse


def media(*channels: str) -> dict[str, Any]:
    return {"type": "audio", "format": "PCMU", "channels": list(channels), "rate": 8000}


OFFERS = [media("external", "internal"), media("external"), media("internal")]


def opening(offers: list[dict[str, Any]] = OFFERS, **more: Any) -> dict[str, Any]:
    return {
        "organizationId": ORGANIZATION,
        "conversationId": CONVERSATION,
        "participant": {"id": PARTICIPANT, "ani": "+15551234", "aniName": "Karin", "dnis": "+18005556789"},
        "media": offers,
        **more,
    }


def upgrade(session: str = SESSION, key: str = KEY) -> dict[str, str]:
    return {
        "Audiohook-Organization-Id": ORGANIZATION,
        "Audiohook-Session-Id": session,
        "Audiohook-Correlation-Id": CORRELATION,
        "X-API-KEY": key,
    }


def signed(
    url: str,
    session: str = SESSION,
    *,
    secret: bytes = SECRET,
    nonce: str = NONCE,
    created: float = 0.0,
    target: str = "/audiohook",
    covered: str = COVERED,
    key: str = KEY,
) -> dict[str, str]:
    """The headers of a signed request. created: seconds from now."""
    headers = upgrade(session, key)
    stamp = int(time.time() + created)
    line = f'({covered});keyid="{key}";nonce="{nonce}";alg="hmac-sha256";created={stamp};expires={stamp + 30}'
    values = {name.lower(): value for name, value in headers.items()}
    values |= {"@request-target": target, "@authority": url.removeprefix("http://")}
    names = [name.strip('"') for name in covered.split()]
    base = "\n".join([*(f'"{name}": {values[name]}' for name in names), f'"@signature-params": {line}'])
    signature = base64.b64encode(hmac.new(secret, base.encode(), hashlib.sha256).digest()).decode()
    return {**headers, "Signature-Input": f"sig1={line}", "Signature": f"sig1=:{signature}:"}


class Client:
    """One session over an open socket; it counts as it should unless told otherwise."""

    def __init__(self, socket: Socket, session: str = SESSION) -> None:
        self.socket, self.session = socket, session
        self.seq = self.serverseq = 0
        self.sent = 0
        self.events: list[dict[str, Any]] = []

    async def send(self, type_: str, parameters: Mapping[str, Any] | None = None, **envelope: Any) -> None:
        self.seq += 1
        message = {
            "version": "2",
            "id": self.session,
            "type": type_,
            "seq": self.seq,
            "serverseq": self.serverseq,
            "position": f"PT{self.sent / 8000:g}S",
            "parameters": parameters or {},
            **envelope,
        }
        await self.socket.send_str(json.dumps(message))

    async def answer(self, type_: str) -> dict[str, Any]:
        """The next message that is no event, which must be of this type."""
        while True:
            message = await self.socket.receive_json(timeout=60)
            assert (message["version"], message["id"]) == ("2", self.session)
            assert message["seq"] == self.serverseq + 1
            assert message["clientseq"] <= self.seq
            self.serverseq = message["seq"]
            if message["type"] != "event" or type_ == "event":
                assert message["type"] == type_, message
                return message  # type: ignore[no-any-return]
            self.events.append(message)

    async def open(self, **parameters: Any) -> dict[str, Any]:
        await self.send("open", opening(**parameters))
        return await self.answer("opened")

    async def sound(self, *channels: Samples) -> None:
        """16 kHz sides of a call, one a channel, as frames of .2 s."""
        sides = [encode(side[::2]) for side in channels]
        length = max(map(len, sides))
        woven = bytearray(length * len(sides))
        for index, side in enumerate(sides):
            woven[index :: len(sides)] = side.ljust(length, b"\xff")
        step = 1600 * len(sides)
        for at in range(0, len(woven), step):
            await self.socket.send_bytes(bytes(woven[at : at + step]))
        self.sent += length

    async def close(self, reason: str = "end") -> dict[str, Any]:
        await self.send("close", {"reason": reason})
        return await self.answer("closed")


async def connected(session: aiohttp.ClientSession, url: str, headers: Mapping[str, str]) -> Socket:
    return await session.ws_connect(f"{url}/audiohook", headers=headers, compress=0)


def converse(url: str, talk: Callable[[Client], Awaitable[Any]], headers: Mapping[str, str] | None = None) -> Any:
    """Runs a conversation in a signed session (or with these headers)."""

    async def run() -> Any:
        async with aiohttp.ClientSession() as session:
            socket = await connected(session, url, headers or signed(url))
            return await talk(Client(socket))

    return asyncio.run(run())
