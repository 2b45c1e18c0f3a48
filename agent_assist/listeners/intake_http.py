"""The chat intake's HTTP and WebSocket handlers (docs/intake.md). Each request becomes one command of the protocol."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from agent_assist.errors import ProtocolError, UnknownContact, UserFacingError
from agent_assist.listeners.intake_guard import (
    MAX_BODY,
    TokenBucket,
    is_local_host,
    is_loopback,
    read_object,
    retry_after,
    token_matches,
)
from agent_assist.listeners.intake_updates import Fanout, Follower
from agent_assist.listeners.phone_routes import PATHS, PhoneRoutes
from agent_assist.logs import fault, logger
from agent_assist.protocol import check_command, error_update

Update = dict[str, Any]
Submit = Callable[[dict[str, Any]], "Future[list[Update]]"]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Seconds that the engine may take over one command, and a client over sending its body.
ANSWER_SECONDS = 30.0
BODY_SECONDS = 10.0
#: Seconds that a reader who was told to go may take over it.
GOODBYE_SECONDS = 2.0

_SOCKET_COMMANDS = ("say", "draft", "close")


class Busy(UserFacingError):
    """More came in than is let in; `seconds` until the next will be."""

    code = "busy"

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(what, f"Try again in {seconds:.2g} s.")
        self.seconds = seconds


class Intake:
    """The handlers of one server."""

    def __init__(
        self, submit: Submit, token: str, bucket: TokenBucket, fanout: Fanout, phones: PhoneRoutes | None = None
    ) -> None:
        self._submit = submit
        self._token = token
        self._bucket = bucket
        self._fanout = fanout
        self._phones = phones
        self._log = logger("intake")
        self._sockets: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """The routes, behind the guard."""
        application = web.Application(middlewares=[self._guard], client_max_size=MAX_BODY)
        application.router.add_get("/v1/health", self._health)
        application.router.add_post("/v1/contacts", self._open)
        application.router.add_post("/v1/contacts/{contact}/messages", self._message)
        application.router.add_post("/v1/contacts/{contact}/draft", self._draft)
        application.router.add_post("/v1/contacts/{contact}/close", self._close)
        application.router.add_get("/v1/contacts/{contact}/updates", self._updates)
        if self._phones is not None:
            self._phones.add_to(application)
        application.on_shutdown.append(self._say_goodbye)
        return application

    # -- the guard ----------------------------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self._phones is not None and request.path in PATHS:
            return await handler(request)  # these check for themselves who calls; behind a proxy the Host is its name
        if not is_local_host(request.headers.get("Host")) or not is_loopback(request.remote or ""):
            return _refused(421, "host", "The Host header does not name this computer.", "Use 127.0.0.1 or localhost.")
        if not token_matches(request.headers.get("Authorization"), self._token):
            response = _refused(
                401, "token", "The bearer token is missing or wrong.", "docs/intake.md says where it is."
            )
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        try:
            return await handler(request)
        except web.HTTPRequestEntityTooLarge:
            return _refused(413, "size", f"The body is longer than {MAX_BODY} bytes.", "Send less at once.")
        except web.HTTPException as error:
            return _refused(error.status, "http", f"{error.reason}.", "docs/intake.md lists what there is.")
        except UserFacingError as error:
            return _told(error)
        except TimeoutError:
            return _refused(
                504, "timeout", "The engine did not answer in time.", "Try again; message ids make it safe."
            )
        except Exception as error:  # our own bug: told without what was said, and kept from taking the server down
            self._log.error("request_failed", **fault(error))
            return _refused(500, "fault", "The program has a fault.", "Please send the log to support.")

    # -- the handlers -------------------------------------------------------------------------------------------------

    async def _health(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"status": "ok", "version": 1})

    async def _open(self, request: web.Request) -> web.StreamResponse:
        body = await self._body(request)
        body.setdefault("contact", secrets.token_hex(8))
        body.setdefault("channel", "chat")
        if "cmd" in body:
            raise ProtocolError("'cmd' is not part of this body.", "Leave it out.", field="cmd")
        return await self._answered({**body, "cmd": "open"})

    async def _message(self, request: web.Request) -> web.StreamResponse:
        return await self._answered(self._command("say", request.match_info["contact"], await self._body(request)))

    async def _draft(self, request: web.Request) -> web.StreamResponse:
        return await self._answered(self._command("draft", request.match_info["contact"], await self._body(request)))

    async def _close(self, request: web.Request) -> web.StreamResponse:
        body = await self._body(request) if request.can_read_body else {}
        return await self._answered(self._command("close", request.match_info["contact"], body))

    async def _updates(self, request: web.Request) -> web.StreamResponse:
        contact = request.match_info["contact"]
        if not self._fanout.is_open(contact):
            raise UnknownContact("No such contact is open.", "Open it first.", field="contact")
        socket = web.WebSocketResponse(
            heartbeat=20.0, timeout=GOODBYE_SECONDS, max_msg_size=MAX_BODY, autoping=True, compress=False
        )
        follower = self._fanout.follow(contact)
        try:
            await socket.prepare(request)
            self._sockets.add(socket)
            writer = asyncio.create_task(self._write(socket, follower))
            dropper = asyncio.create_task(self._drop_when_slow(socket, follower, writer))
            try:
                await self._read(socket, contact, follower)
            finally:
                for task in (writer, dropper):
                    task.cancel()
                await asyncio.gather(writer, dropper, return_exceptions=True)
        finally:
            self._sockets.discard(socket)
            self._fanout.leave(contact, follower)
        return socket

    # -- in and out ---------------------------------------------------------------------------------------------------

    async def _body(self, request: web.Request) -> dict[str, Any]:
        self._let_in()
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(reason="Send application/json")
        if (request.content_length or 0) > MAX_BODY:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY, request.content_length or 0)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(reason="The body did not come in time") from None
        return read_object(body)

    def _let_in(self) -> None:
        wait = self._bucket.take()
        if wait:
            raise Busy("More messages came in than are let in.", wait)

    @staticmethod
    def _command(cmd: str, contact: str, body: dict[str, Any]) -> dict[str, Any]:
        for key in ("cmd", "contact"):
            if key in body:
                raise ProtocolError(f"'{key}' is not part of this body.", "Leave it out.", field=key)
        return {**body, "cmd": cmd, "contact": contact}

    async def _ask(self, command: dict[str, Any]) -> list[Update]:
        if "id" in command:
            raise ProtocolError("'id' is not part of this body.", "Messages have `message` for it.", field="id")
        check_command(command)
        try:
            future = self._submit(command)
        except ProtocolError as error:
            if error.field is None:
                # The command follows the schema, so the engine has turned it away: its inbox is full.
                raise Busy(error.what, 1.0) from error
            raise
        async with asyncio.timeout(ANSWER_SECONDS):
            # Shielded: the engine is to finish what it has begun, whoever still waits for it.
            updates = await asyncio.shield(asyncio.wrap_future(future))
        if command["cmd"] == "open":
            self._fanout.note_open(command["contact"])
        return updates

    async def _answered(self, command: dict[str, Any]) -> web.Response:
        updates = await self._ask(command)
        return web.json_response({"contact": command["contact"], "updates": updates})

    # -- the socket ---------------------------------------------------------------------------------------------------

    async def _write(self, socket: web.WebSocketResponse, follower: Follower) -> None:
        while (line := await follower.lines.get()) is not None:
            await socket.send_str(line)
        await socket.close(code=WSCloseCode.OK, message=b"the contact has closed")

    async def _drop_when_slow(
        self, socket: web.WebSocketResponse, follower: Follower, writer: asyncio.Task[None]
    ) -> None:
        await follower.too_slow.wait()
        writer.cancel()
        with contextlib.suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await socket.close(code=WSCloseCode.TRY_AGAIN_LATER, message=b"read faster and come again")

    async def _read(self, socket: web.WebSocketResponse, contact: str, follower: Follower) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                await socket.close(code=WSCloseCode.UNSUPPORTED_DATA, message=b"send JSON as text")
                return
            for update in await self._socket_answer(contact, message.data):
                # In line with the updates, so that an answer comes after what it answers for.
                follower.put(_line(update))

    async def _socket_answer(self, contact: str, data: str) -> list[Update]:
        """`ok` or `error` with the caller's `id`; the updates themselves come as everybody's do."""
        re: object = None
        try:
            self._let_in()
            body = read_object(data.encode())
            re = body.pop("id", None)
            cmd = body.pop("cmd", "say")
            if cmd not in _SOCKET_COMMANDS:
                raise ProtocolError(f"'cmd' must be one of: {', '.join(_SOCKET_COMMANDS)}.", field="cmd")
            await self._ask(self._command(cmd, contact, body))
        except UserFacingError as error:
            return [error_update(error, re)]
        except TimeoutError:
            return [error_update(UserFacingError("The engine did not answer in time.", "Try again."), re)]
        except Exception as error:  # our own bug, told as one; the socket stays
            self._log.error("message_failed", **fault(error))
            return [error_update(UserFacingError("The program has a fault.", "Please send the log to support."), re)]
        return [] if re is None else [{"type": "ok", "re": re}]

    async def _say_goodbye(self, _: web.Application) -> None:
        goodbyes = [socket.close(code=WSCloseCode.GOING_AWAY, message=b"the engine ends") for socket in self._sockets]
        await asyncio.gather(*goodbyes, return_exceptions=True)


def _line(update: Update) -> str:
    return json.dumps(update, ensure_ascii=False, separators=(",", ":"))


def _told(error: UserFacingError) -> web.Response:
    body = error_update(error)
    del body["type"]
    headers = {}
    if isinstance(error, UnknownContact):
        status = 404
    elif isinstance(error, Busy):
        status, headers = 429, {"Retry-After": retry_after(error.seconds)}
    elif isinstance(error, ProtocolError) and error.field:
        status = 422
    elif isinstance(error, ProtocolError):
        status = 400
    else:
        status = 503
    return web.json_response({"error": body}, status=status, headers=headers)


def _refused(status: int, code: str, what: str, next_step: str) -> web.Response:
    return web.json_response({"error": {"code": code, "what": what, "next": next_step}}, status=status)
