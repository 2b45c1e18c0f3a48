"""The intake's WebSocket: updates out, messages in, and how it ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest

from agent_assist.listeners import intake_updates
from agent_assist.listeners.intake import IntakeServer
from tests.listeners.intake_engine import TOKEN, SmallEngine, serving

CHAT = "/v1/contacts/chat-1"
Session = aiohttp.ClientSession
Socket = aiohttp.ClientWebSocketResponse


@pytest.fixture
def intake() -> Iterator[tuple[SmallEngine, str]]:
    with serving() as both:
        yield both


def follow(url: str, conversation: Callable[[Session, Socket], Awaitable[Any]]) -> Any:
    """Opens chat-1 and follows it."""

    async def run() -> Any:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with Session(url, headers=headers, timeout=aiohttp.ClientTimeout(20)) as session:
            async with session.post("/v1/contacts", json={"contact": "chat-1"}) as response:
                assert response.status == 200
            async with session.ws_connect(f"{CHAT}/updates") as socket:
                return await conversation(session, socket)

    return asyncio.run(run())


async def heard(socket: Socket, count: int) -> list[dict[str, Any]]:
    return [await socket.receive_json(timeout=10) for _ in range(count)]


async def end(socket: Socket) -> int | None:
    """The code with which the server closes, after whatever else it still sends."""
    while not socket.closed:
        await socket.receive(timeout=10)
    return socket.close_code


def test_whoever_speaks_all_followers_of_the_contact_hear_it_and_no_others(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def chat(session: Session, socket: Socket) -> list[list[dict[str, Any]]]:
        async with session.post("/v1/contacts", json={"contact": "chat-2"}):
            pass
        async with (
            session.ws_connect(f"{CHAT}/updates") as second,
            session.ws_connect("/v1/contacts/chat-2/updates") as other,
        ):
            async with session.post(f"{CHAT}/messages", json={"speaker": "customer", "text": "by post"}):
                pass
            await socket.send_json({"speaker": "agent", "text": "by socket"})
            async with session.post("/v1/contacts/chat-2/messages", json={"speaker": "agent", "text": "elsewhere"}):
                pass
            return [await heard(socket, 2), await heard(second, 2), await heard(other, 1)]

    first, second, other = follow(url, chat)
    assert [update["text"] for update in first] == ["by post", "by socket"]
    assert first == second
    assert [update["text"] for update in other] == ["elsewhere"]


def test_commands_are_answered_under_their_id_after_what_they_caused(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def chat(_: Session, socket: Socket) -> list[dict[str, Any]]:
        await socket.send_json({"id": 1, "speaker": "customer", "text": "hello", "message": "m"})
        await socket.send_json({"id": "two", "cmd": "draft", "text": "I promise"})
        return await heard(socket, 4)

    utterance, first, draft, second = follow(url, chat)
    assert (utterance["type"], draft["type"]) == ("utterance", "draft")
    assert (first, second) == ({"type": "ok", "re": 1}, {"type": "ok", "re": "two"})


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"id": 7, "speaker": "boss", "text": "x"}', "speaker"),
        ('{"id": 7, "cmd": "shutdown"}', "cmd"),
        ('{"id": 7, "speaker": "agent", "text": "x", "contact": "other"}', "contact"),
        ("no json", None),
        ("[]", None),
        ("[" * 5000, None),
    ],
)
def test_what_is_wrong_is_told_and_the_socket_stays(
    intake: tuple[SmallEngine, str], text: str, field: str | None
) -> None:
    engine, url = intake

    async def chat(_: Session, socket: Socket) -> list[dict[str, Any]]:
        await socket.send_str(text)
        await socket.send_json({"speaker": "agent", "text": "still here"})
        return await heard(socket, 2)

    error, update = follow(url, chat)
    assert (error["type"], error.get("field"), error.get("re")) == ("error", field, 7 if field else None)
    assert update["text"] == "still here"
    assert [command["cmd"] for command in engine.taken] == ["open", "say"]


def test_too_many_messages_are_told_to_wait() -> None:
    with serving(rate=0.001, burst=3) as (engine, url):

        async def chat(_: Session, socket: Socket) -> list[dict[str, Any]]:
            for number in range(3):
                await socket.send_json({"id": number, "speaker": "agent", "text": str(number)})
            return [update for update in await heard(socket, 5) if update["type"] != "utterance"]

        answers = follow(url, chat)
        assert [answer["type"] for answer in answers] == ["ok", "ok", "error"]
        assert answers[2]["code"] == "busy"
        assert [command.get("text") for command in engine.taken] == [None, "0", "1"]


def test_after_the_summary_the_socket_closes(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def chat(_: Session, socket: Socket) -> tuple[str, int | None]:
        await socket.send_json({"cmd": "close"})
        return (await heard(socket, 1))[0]["type"], await end(socket)

    assert follow(url, chat) == ("summary", 1000)


def test_a_closed_contact_can_no_longer_be_followed(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def chat(session: Session, socket: Socket) -> int:
        await socket.send_json({"cmd": "close"})
        await end(socket)
        with pytest.raises(aiohttp.WSServerHandshakeError) as told:
            await session.ws_connect(f"{CHAT}/updates")
        return told.value.status

    assert follow(url, chat) == 404


def test_binary_is_refused(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def chat(_: Session, socket: Socket) -> int | None:
        await socket.send_bytes(b"{}")
        return await end(socket)

    assert follow(url, chat) == 1003


def test_a_message_too_big_ends_the_socket_only(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake

    async def chat(session: Session, socket: Socket) -> tuple[int | None, int]:
        await socket.send_str("x" * 300_000)
        code = await end(socket)
        async with session.post(f"{CHAT}/messages", json={"speaker": "agent", "text": "goes on"}) as response:
            return code, response.status

    assert follow(url, chat) == (1009, 200)
    assert len(engine.taken) == 2


def test_a_slow_reader_is_dropped_and_nobody_waits_for_it(
    intake: tuple[SmallEngine, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, url = intake
    monkeypatch.setattr(intake_updates, "MAX_WAITING", 4)

    async def chat(session: Session, socket: Socket) -> tuple[int | None, int]:
        # More than the sockets' own buffers hold, while the client reads nothing.
        big = {"type": "utterance", "contact": "chat-1", "text": "x" * 500_000}
        await asyncio.to_thread(lambda: [engine.publish(big) for _ in range(200)])
        code = await end(socket)
        async with session.post(f"{CHAT}/messages", json={"speaker": "agent", "text": "goes on"}) as response:
            return code, response.status

    assert follow(url, chat) == (1013, 200)


def test_the_end_of_the_server_is_told() -> None:
    engine = SmallEngine()
    server = IntakeServer(engine.submit, TOKEN)
    try:

        async def chat(_: Session, socket: Socket) -> int | None:
            stopped = asyncio.create_task(asyncio.to_thread(server.stop))
            code = await end(socket)
            await stopped
            return code

        assert follow(server.start(), chat) == 1001
    finally:
        server.stop()
        engine.stop()


def test_updates_are_the_same_in_the_answer_and_on_the_socket(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def chat(session: Session, socket: Socket) -> tuple[Any, Any]:
        async with session.post(
            f"{CHAT}/messages", json={"speaker": "customer", "text": "é 录音 \U0001f600"}
        ) as response:
            answer = json.loads(await response.text())
        return answer["updates"], await heard(socket, 1)

    answered, followed = follow(url, chat)
    assert answered == followed
