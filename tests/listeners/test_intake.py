"""The chat intake from outside, over real sockets: what it takes in, what it answers and what it turns away."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import aiohttp
import pytest

from agent_assist.listeners.intake_guard import MAX_BODY
from tests.listeners.intake_client import AUTH, CHAT, OPEN, Answer, Session, once, post, said, talk
from tests.listeners.intake_engine import TOKEN, SmallEngine, serving


def test_a_chat_from_open_to_close(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake

    async def chat(session: Session) -> list[Answer]:
        return [
            await post(session, "/v1/contacts", OPEN),
            await post(session, f"{CHAT}/messages", {"speaker": "customer", "text": "Hej 你好", "message": "m-1"}),
            await post(session, f"{CHAT}/messages", {"speaker": "agent", "text": "Välkommen"}),
            await post(session, f"{CHAT}/draft", {"text": "Jag ska se"}),
            await post(session, f"{CHAT}/close", {}),
        ]

    answers = talk(url, chat)
    assert [status for status, _ in answers] == [200] * 5
    assert {body["contact"] for _, body in answers} == {"chat-1"}
    kinds = [[update["type"] for update in body["updates"]] for _, body in answers]
    assert kinds == [["opened"], ["utterance"], ["utterance"], ["draft"], ["summary"]]
    assert answers[0][1]["updates"][0]["channel"] == "chat"
    assert said(engine) == ["Hej 你好", "Välkommen"]


def test_a_contact_without_an_id_gets_one_of_its_own(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake
    first, second = once(url, "/v1/contacts", {}), once(url, "/v1/contacts", {})
    assert (first[0], second[0]) == (200, 200)
    assert first[1]["contact"] != second[1]["contact"]


def test_an_id_may_hold_any_character(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake
    name = "a/b ?#%å 录"
    assert once(url, "/v1/contacts", {"contact": name})[0] == 200
    path = "/v1/contacts/a%2Fb%20%3F%23%25%C3%A5%20%E5%BD%95/messages"
    status, body = talk(
        url, lambda session: post(session, aiohttp.client.URL(path, encoded=True), {"speaker": "agent", "text": "hi"})
    )
    assert (status, body["contact"], engine.taken[-1]["contact"]) == (200, name, name)


def test_a_message_id_makes_a_retry_harmless(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake
    message = {"speaker": "customer", "text": "once", "message": "m-1"}

    async def retry(session: Session) -> tuple[list[Answer], Answer]:
        await post(session, "/v1/contacts", OPEN)
        answers = await asyncio.gather(*(post(session, f"{CHAT}/messages", message) for _ in range(5)))
        return answers, await post(session, f"{CHAT}/close", {})

    answers, (_, closed) = talk(url, retry)
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 200
    assert closed["updates"][-1]["turns"] == 1


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", TOKEN, "Bearer \xe5"]
)
@pytest.mark.parametrize("path", ["/v1/health", f"{CHAT}/updates", "/nowhere"])
def test_without_the_token_there_is_nothing(intake: tuple[SmallEngine, str], header: str | None, path: str) -> None:
    engine, url = intake

    async def get(session: Session) -> tuple[int, str | None]:
        async with session.get(path) as response:
            return response.status, response.headers.get("WWW-Authenticate")

    assert talk(url, get, headers={} if header is None else {"Authorization": header}) == (401, "Bearer")
    assert once(url, "/v1/contacts", OPEN, headers={"Authorization": "Bearer no"})[0] == 401
    assert engine.taken == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8737", "127.0.0.1.evil.example", "", "[::2]"])
def test_a_rebound_host_name_is_turned_away(intake: tuple[SmallEngine, str], host: str) -> None:
    engine, url = intake
    status, body = once(url, "/v1/contacts", OPEN, headers={**AUTH, "Host": host})
    assert (status, body["error"]["code"]) == (421, "host")
    assert once(url, "/v1/contacts", OPEN, headers={**AUTH, "Host": "localhost:1"})[0] == 200
    assert len(engine.taken) == 1


def test_browsers_get_no_permission(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def preflight(session: Session) -> dict[str, str]:
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        async with session.options("/v1/contacts", headers=headers) as response:
            assert response.status == 405
            return dict(response.headers)

    assert not [name for name in talk(url, preflight) if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/v1/contacts", {"channel": "fax"}, "channel"),
        ("/v1/contacts", {"titel": "x"}, "titel"),
        ("/v1/contacts", {"contact": ""}, "contact"),
        ("/v1/contacts", {"contact": 7}, "contact"),
        ("/v1/contacts", {"attributes": {"a": {"b": 1}}}, "attributes.a"),
        ("/v1/contacts", {"cmd": "shutdown"}, "cmd"),
        ("/v1/contacts", {"id": 1}, "id"),
        (f"{CHAT}/messages", {"text": "x"}, "speaker"),
        (f"{CHAT}/messages", {"speaker": "boss", "text": "x"}, "speaker"),
        (f"{CHAT}/messages", {"speaker": "agent", "text": ""}, "text"),
        (f"{CHAT}/messages", {"speaker": "agent", "text": "x" * 8001}, "text"),
        (f"{CHAT}/messages", {"speaker": "agent", "text": "x", "at": -1}, "at"),
        (f"{CHAT}/messages", {"speaker": "agent", "text": "x", "contact": "other"}, "contact"),
        (f"{CHAT}/messages", {"speaker": "agent", "text": "x", "cmd": "open"}, "cmd"),
        (f"{CHAT}/draft", {}, "text"),
        (f"{CHAT}/close", {"text": "x"}, "text"),
    ],
)
def test_what_is_wrong_names_the_field(intake: tuple[SmallEngine, str], path: str, body: Any, field: str) -> None:
    engine, url = intake
    status, answer = once(url, path, body)
    assert (status, answer["error"]["code"], answer["error"]["field"]) == (422, "protocol", field)
    assert field.split(".")[0] in answer["error"]["what"]
    assert engine.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b'{"text": "\xc3"}',
        b'{"speaker": "agent", "text": "\\ud800"}',
        b'{"speaker": "agent", "text": "x", "at": NaN}',
        b'{"speaker": "agent", "text": "x", "at": ' + b"9" * 5000 + b"}",
        b'{"attributes": ' + b"[" * 9 + b"]" * 9 + b"}",
        b"[" * 100_000,
        b'{"a":' * 40_000,
    ],
)
def test_what_is_no_json_object_is_400(intake: tuple[SmallEngine, str], body: bytes) -> None:
    engine, url = intake
    headers = {**AUTH, "Content-Type": "application/json"}

    async def send(session: Session) -> Answer:
        async with session.post(f"{CHAT}/messages", data=body, headers=headers) as response:
            return response.status, await response.json()

    status, answer = talk(url, send)
    assert (status, answer["error"]["code"]) == (400, "protocol")
    assert answer["error"]["next"]
    assert engine.taken == []


def test_brackets_in_a_text_are_no_depth(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake
    once(url, "/v1/contacts", OPEN)
    text = '[[[[[[[[[[[[{{{{ \\" [[[['
    assert once(url, f"{CHAT}/messages", {"speaker": "agent", "text": text})[0] == 200
    assert said(engine) == [text]


def test_another_content_type_method_or_path_is_refused(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def ask(session: Session) -> list[int]:
        async with (
            session.post("/v1/contacts", data=b"{}", headers={"Content-Type": "text/plain"}) as plain,
            session.get("/v1/contacts") as get,
            session.post("/v2/contacts", json={}) as path,
        ):
            return [plain.status, get.status, path.status]

    assert talk(url, ask) == [415, 405, 404]


def test_a_contact_that_is_not_open_is_404(intake: tuple[SmallEngine, str]) -> None:
    _, url = intake

    async def ask(session: Session) -> list[Answer]:
        answers = [
            await post(session, f"{CHAT}/messages", {"speaker": "agent", "text": "x"}),
            await post(session, f"{CHAT}/draft", {"text": "x"}),
            await post(session, f"{CHAT}/close", {}),
        ]
        async with session.get(f"{CHAT}/updates") as response:
            return [*answers, (response.status, await response.json())]

    for status, answer in talk(url, ask):
        assert (status, answer["error"]["code"]) == (404, "unknown-contact")
        assert answer["error"]["next"] == "Open it first."


@pytest.mark.parametrize("framing", ["Content-Length: 10000000", "Transfer-Encoding: chunked"])
def test_a_body_of_ten_megabytes_is_413_and_the_server_goes_on(intake: tuple[SmallEngine, str], framing: str) -> None:
    engine, url = intake
    port = int(url.rpartition(":")[2])
    head = f"POST {CHAT}/messages HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {TOKEN}\r\n"
    head += f"Content-Type: application/json\r\n{framing}\r\n\r\n"
    piece = b"x" * 10_000 if "Length" in framing else b"2710\r\n" + b"x" * 10_000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        try:
            client.sendall(head.encode() + piece * 1000)
            answer = client.recv(100)
        except ConnectionError:
            # A client that is still writing when the answer comes may see the connection end instead.
            answer = b"HTTP/1.1 413"
    assert answer.startswith(b"HTTP/1.1 413")
    assert engine.taken == []
    assert once(url, "/v1/contacts", OPEN)[0] == 200


def test_the_answer_to_a_body_too_long_is_413(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake
    body = {"speaker": "agent", "text": "x" * MAX_BODY}
    status, answer = once(url, f"{CHAT}/messages", body)
    assert (status, answer["error"]["code"]) == (413, "size")
    assert engine.taken == []


def test_a_flood_is_taken_in_or_refused_with_429_and_nothing_is_lost() -> None:
    with serving(rate=100.0, burst=50) as (engine, url):

        async def flood(session: Session) -> list[tuple[int, str | None]]:
            await post(session, "/v1/contacts", OPEN)

            async def one(number: int) -> tuple[int, str | None]:
                message = {"speaker": "customer", "text": str(number), "message": f"m-{number}"}
                async with session.post(f"{CHAT}/messages", json=message) as response:
                    await response.read()
                    return response.status, response.headers.get("Retry-After")

            return await asyncio.gather(*(one(number) for number in range(1000)))

        answers = talk(url, flood)
        taken = [str(number) for number, (status, _) in enumerate(answers) if status == 200]
        assert sorted(said(engine)) == sorted(taken)
        assert len(taken) >= 49
        assert {status for status, _ in answers} == {200, 429}
        assert {after for status, after in answers if status == 429} == {"1"}


def test_a_thousand_messages_at_a_hundred_a_second_are_all_taken_in(intake: tuple[SmallEngine, str]) -> None:
    engine, url = intake

    async def flood(session: Session) -> set[int]:
        await post(session, "/v1/contacts", OPEN)
        statuses = set()
        for number in range(1000):
            message = {"speaker": "customer", "text": str(number), "message": f"m-{number}"}
            status, _ = await post(session, f"{CHAT}/messages", message)
            while status == 429:
                # What an honest client does: wait as told, and send the same message again.
                await asyncio.sleep(0.1)
                status, _ = await post(session, f"{CHAT}/messages", message)
            statuses.add(status)
        return statuses

    assert talk(url, flood) == {200}
    assert said(engine) == [str(number) for number in range(1000)]
