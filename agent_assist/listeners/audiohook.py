"""Genesys AudioHook, version 2: the sockets on which a phone system streams its calls in (docs/phone-streams.md)."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Mapping, Sequence

from aiohttp import WSCloseCode, WSMsgType, web

from agent_assist.errors import KeyringError
from agent_assist.listeners.audiohook_access import Access
from agent_assist.listeners.audiohook_messages import MOST_TEXT
from agent_assist.listeners.audiohook_session import Send, Session, State
from agent_assist.listeners.http_signature import SignatureRefused
from agent_assist.listeners.intake_guard import TokenBucket
from agent_assist.listeners.intake_updates import Fanout
from agent_assist.listeners.phone_desk import PhoneDesk
from agent_assist.logs import logger

#: Seconds without any frame after which a socket is dead; clients ping each five.
DEAD_SECONDS = 60.0
#: Seconds after which a failed check is answered, so that the time tells nothing of how it failed.
REFUSAL_SECONDS = 0.5
#: Seconds that a client that was told to go may take over its `close`, and over taking what is sent to it.
GOODBYE_SECONDS = 10.0
#: Frames a second, and at once: a client at eight times real time stays below.
_TEXTS, _SOUNDS = (50.0, 200), (400.0, 2000)
#: Refused clients that may wait for their answer at once.
_MOST_REFUSED = 32
_HEADER_UUID = re.compile(r"[0-9a-fA-F-]{36}", re.ASCII)

Keys = Callable[[], Mapping[str, bytes]]


class AudioHook:
    """The sockets of one server."""

    def __init__(
        self, desk: PhoneDesk, fanout: Fanout, keys: Keys, *, unsigned: bool, events: str, languages: Sequence[str]
    ) -> None:
        """keys: API keys and their secrets, looked up at each connection.  unsigned: see `Access`.  events, languages:
        see `Session`.
        """
        self._desk, self._fanout, self._keys = desk, fanout, keys
        self._access = Access(unsigned=unsigned)
        self._events, self._languages = events, languages
        self._log = logger("audiohook")
        self._refused = 0
        self._open: dict[Session, web.WebSocketResponse] = {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its upgrade to its end."""
        came = asyncio.get_running_loop().time()
        socket = web.WebSocketResponse(timeout=GOODBYE_SECONDS, max_msg_size=4 * MOST_TEXT, compress=False)
        headers = {name.lower(): ", ".join(request.headers.getall(name)) for name in request.headers}
        if not socket.can_prepare(request):
            return web.Response(status=426, headers={"Upgrade": "websocket"}, text="This is a WebSocket.\n")
        refused = await self._refusal(headers, request.raw_path)
        if refused:
            self._log.warning("connection_refused", why=refused)
            if "x-api-key" not in headers or self._refused >= _MOST_REFUSED:
                await self._wait_until(came + REFUSAL_SECONDS)
                return web.Response(status=401, text="An API key and its signature are needed.\n")
        await socket.prepare(request)
        session = Session(self._desk, self._fanout, self._sender(socket), headers, self._events, self._languages)
        if refused:
            await self._turn_away(socket, session, came)
        else:
            await self._serve(socket, session)
        return socket

    async def say_goodbye(self) -> None:
        """The engine ends: clients are told to come back."""
        for session, socket in list(self._open.items()):
            with contextlib.suppress(TimeoutError, ConnectionError):
                await session.go_elsewhere("The engine restarts.")
                await socket.close(code=WSCloseCode.GOING_AWAY, message=b"the engine ends")

    async def _refusal(self, headers: Mapping[str, str], target: str) -> str:
        """Why the request is refused, for the log; empty where it is not."""
        if not _HEADER_UUID.fullmatch(headers.get("audiohook-session-id", "0" * 36)):
            return "the session's id is not a UUID"
        try:
            keys = await asyncio.to_thread(self._keys)
            self._access.check(headers, target, keys)
        except SignatureRefused as error:
            return str(error)
        except KeyringError:
            return "the keyring cannot be read"
        return ""

    async def _turn_away(self, socket: web.WebSocketResponse, session: Session, came: float) -> None:
        self._refused += 1
        try:
            await self._wait_until(came + REFUSAL_SECONDS)
            await session.end("unauthorized")
            await self._hear_out(socket, session)
        finally:
            self._refused -= 1

    async def _serve(self, socket: web.WebSocketResponse, session: Session) -> None:
        self._open[session] = socket
        try:
            await self._read(socket, session)
            await self._hear_out(socket, session)
        except (TimeoutError, ConnectionError):
            self._log.info("client_gone")
        finally:
            del self._open[session]
            await session.leave()
            with contextlib.suppress(TimeoutError, ConnectionError):
                await socket.close()

    async def _read(self, socket: web.WebSocketResponse, session: Session) -> None:
        texts, sounds = TokenBucket(*_TEXTS), TokenBucket(*_SOUNDS)
        while session.state in (State.PREPARING, State.OPEN) and not socket.closed:
            try:
                message = await socket.receive(timeout=DEAD_SECONDS)
            except TimeoutError:
                await session.end("error", f"Nothing came for {DEAD_SECONDS:.0f} s.")
                return
            if message.type is WSMsgType.TEXT:
                if texts.take():
                    await session.end("error", "Too many messages a second.")
                else:
                    await session.on_text(message.data)
            elif message.type is WSMsgType.BINARY:
                if sounds.take():
                    await session.end("error", "Too many frames a second.")
                else:
                    await session.on_binary(message.data)
            else:
                return

    async def _hear_out(self, socket: web.WebSocketResponse, session: Session) -> None:
        """Until a client that was told to go has closed in good order, or has had the time for it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                while not socket.closed:
                    message = await socket.receive()
                    if message.type is WSMsgType.TEXT:
                        await session.on_text(message.data)
                    elif message.type is not WSMsgType.BINARY:
                        break
        with contextlib.suppress(TimeoutError, ConnectionError):
            await socket.close()

    @staticmethod
    def _sender(socket: web.WebSocketResponse) -> Send:
        async def send(text: str) -> None:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await socket.send_str(text)

        return send

    @staticmethod
    async def _wait_until(moment: float) -> None:
        await asyncio.sleep(moment - asyncio.get_running_loop().time())
