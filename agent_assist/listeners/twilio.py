"""Twilio Media Streams: the sockets on which a phone service streams its calls in (docs/phone-streams.md)."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
from collections.abc import Mapping

from aiohttp import WSCloseCode, WSMsgType, web

from agent_assist.datatypes import Speaker
from agent_assist.errors import ProtocolError, UserFacingError
from agent_assist.listeners.audiohook_messages import contact_language
from agent_assist.listeners.intake_guard import TokenBucket
from agent_assist.listeners.phone_desk import Caller, Leg, PhoneDesk, TooManyCalls
from agent_assist.listeners.phone_order import Order, Placed
from agent_assist.listeners.twilio_messages import MOST_TEXT, Chunk, Event, Start, read_event
from agent_assist.logs import logger

#: Seconds in which `start` must come, and without any message after which a call is over.
START_SECONDS = 10.0
IDLE_SECONDS = 30.0
#: Seconds after which a wrong token is answered.
REFUSAL_SECONDS = 0.5
GOODBYE_SECONDS = 2.0
#: Messages a second, and at once: two tracks are 100; a client at eight times real time stays below.
_RATE = (1000.0, 4000)
#: Sockets that may be open without having shown the token.
_MOST_STRANGERS = 32
#: Parameters that are about the stream and not about the call.
_OURS = ("token", "lang", "language", "title", "inbound")


class Refused(Exception):
    """The socket is closed with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Twilio:
    """The sockets of one server."""

    def __init__(self, desk: PhoneDesk, token: str, inbound: Speaker) -> None:
        """token: what `start` must show.  inbound: who speaks on the track of that name; a call may say otherwise."""
        self._desk, self._token, self._inbound = desk, token, inbound
        self._strangers = 0
        self._open: set[web.WebSocketResponse] = set()
        self._log = logger("twilio")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its upgrade to its end."""
        socket = web.WebSocketResponse(timeout=GOODBYE_SECONDS, max_msg_size=2 * MOST_TEXT, compress=False)
        if not socket.can_prepare(request):
            return web.Response(status=426, headers={"Upgrade": "websocket"}, text="This is a WebSocket.\n")
        if self._strangers >= _MOST_STRANGERS:
            return web.Response(status=503, headers={"Retry-After": "10"}, text="Too many connections wait.\n")
        await socket.prepare(request)
        code, reason = WSCloseCode.OK.value, "the call is over"
        self._open.add(socket)
        try:
            await _Call(self._desk, socket, *await self._admitted(socket)).run()
        except Refused as error:
            code, reason = error.code, error.reason
            self._log.warning("call_refused", why=reason)
        except ConnectionError:
            self._log.info("client_gone")
        finally:
            self._open.discard(socket)
            with contextlib.suppress(TimeoutError, ConnectionError):
                # A client that never closes its side is not waited for.
                await socket.close(code=code, message=reason.encode()[:120])
        return socket

    async def say_goodbye(self) -> None:
        """The engine ends."""
        for socket in list(self._open):
            with contextlib.suppress(TimeoutError, ConnectionError):
                await socket.close(code=WSCloseCode.GOING_AWAY, message=b"the engine ends")

    async def _admitted(self, socket: web.WebSocketResponse) -> tuple[Start, Mapping[str, Speaker], Event]:
        """The `start` of a client that has shown the token, and who speaks on which track. Raises Refused."""
        self._strangers += 1
        try:
            event = await self._start(socket)
            start = event.content
            assert isinstance(start, Start)
            given = start.parameters.get("token", "")
            if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self._token.encode()):
                await asyncio.sleep(REFUSAL_SECONDS)
                raise Refused(WSCloseCode.POLICY_VIOLATION, "the token is missing or wrong")
        finally:
            self._strangers -= 1
        inbound = start.parameters.get("inbound", str(self._inbound))
        if inbound not in tuple(Speaker):
            raise Refused(WSCloseCode.POLICY_VIOLATION, "the parameter 'inbound' is neither customer nor agent")
        other = Speaker.AGENT if inbound == Speaker.CUSTOMER else Speaker.CUSTOMER
        return start, {"inbound": Speaker(inbound), "outbound": other}, event

    async def _start(self, socket: web.WebSocketResponse) -> Event:
        try:
            async with asyncio.timeout(START_SECONDS):
                while (event := await _next(socket)) is not None:
                    if event.name == "start":
                        return event
                    if event.name != "connected":
                        raise Refused(WSCloseCode.PROTOCOL_ERROR, "something came before 'start'")
        except TimeoutError:
            raise Refused(WSCloseCode.POLICY_VIOLATION, "'start' did not come in time") from None
        raise Refused(WSCloseCode.OK, "the client went before 'start'")


class _Call:
    """One admitted call."""

    def __init__(
        self,
        desk: PhoneDesk,
        socket: web.WebSocketResponse,
        start: Start,
        speakers: Mapping[str, Speaker],
        event: Event,
    ) -> None:
        self._desk, self._socket, self._start, self._speakers = desk, socket, start, speakers
        self._order = Order()
        self._order.take(event)

    async def run(self) -> None:
        """Until `stop`, the socket's end, silence, or the agent's closing the contact. Raises Refused."""
        try:
            leg = await self._desk.open(self._caller(), tuple(Speaker))
        except TooManyCalls as error:
            raise Refused(WSCloseCode.TRY_AGAIN_LATER, error.what) from error
        except UserFacingError as error:
            raise Refused(WSCloseCode.INTERNAL_ERROR, error.what) from error
        try:
            await self._hear(leg)
        finally:
            for placed in self._order.end():
                self._put(leg, placed)
            self._desk.finish(leg, come_back=False)

    async def _hear(self, leg: Leg) -> None:
        bucket = TokenBucket(*_RATE)
        while True:
            try:
                async with asyncio.timeout(IDLE_SECONDS):
                    event = await _next(self._socket)
            except TimeoutError:
                self._desk.log("call_idle", seconds=IDLE_SECONDS)
                return
            if bucket.take():
                raise Refused(WSCloseCode.POLICY_VIOLATION, "too many messages a second")
            if event is None:
                return
            for placed in self._order.take(event):
                self._put(leg, placed)
            if event.name == "stop":
                return
            await self._desk.pace(leg)
            if self._desk.is_over(leg):
                self._desk.log("closed_by_agent")
                return

    def _put(self, leg: Leg, placed: Placed) -> None:
        chunk = placed.event.content
        if isinstance(chunk, Chunk):
            speaker = self._speakers[chunk.track]
            leg.align(speaker)
            if placed.lost:
                leg.miss(speaker, placed.lost * len(chunk.data))
            leg.put(speaker, chunk.data)

    def _caller(self) -> Caller:
        given = self._start.parameters
        lang = given.get("lang") or given.get("language")
        about = {name: value for name, value in given.items() if name not in _OURS}
        name = self._start.call or self._start.stream or secrets.token_hex(16)
        if self._start.stream and self._desk.is_heard(name):
            name = self._start.stream  # a second stream of the call is a contact of its own
        return Caller(name, contact_language(lang) if lang else None, given.get("title", ""), about)


async def _next(socket: web.WebSocketResponse) -> Event | None:
    """The next message, None at the socket's end. Raises Refused."""
    message = await socket.receive()
    if message.type is WSMsgType.TEXT:
        try:
            return read_event(message.data)
        except ProtocolError as error:
            raise Refused(WSCloseCode.PROTOCOL_ERROR, error.what) from error
    if message.type is WSMsgType.BINARY:
        raise Refused(WSCloseCode.UNSUPPORTED_DATA, "messages are JSON text")
    return None
