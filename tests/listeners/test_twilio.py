"""Twilio Media Streams over real sockets, and their order and gaps."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.errors import ProtocolError
from agent_assist.listeners import twilio
from agent_assist.listeners.frames import Samples
from agent_assist.listeners.mulaw import encode
from agent_assist.listeners.phone_order import MOST_OVERTAKEN, Order
from agent_assist.listeners.twilio_messages import Chunk, Event, read_event
from tests.listeners.intake_engine import TOKEN
from tests.listeners.phone_engine import Times, phones, speakers, wait_for
from tests.listeners.sounds import scripted

#: As it came over the wire, character for character.
CONNECTED = '{"event":"connected","protocol":"Call","version":"1.0.0"}'
STOP = '{"event":"stop","sequenceNumber":"999","streamSid":"MZ18","stop":{"accountSid":"AC87","callSid":"CA4d"}}'
SPEECH = scripted([0.9] * 20 + [0.0] * 40)
SILENCE = scripted([0.0] * 40)

Socket = aiohttp.ClientWebSocketResponse


def start(token: str = TOKEN, **parameters: str) -> str:
    return (
        '{"event":"start","sequenceNumber":"1","streamSid":"MZ18","start":{"streamSid":"MZ18","accountSid":"AC87",'
        '"callSid":"CA4d","tracks":["inbound","outbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,'
        '"channels":1},"customParameters":' + json.dumps({"agent": "a17", "token": token, **parameters}) + "}}"
    )


def media(number: Any, track: str, chunk: Any, data: bytes) -> str:
    payload = base64.b64encode(data).decode()
    about = {"track": track, "chunk": chunk, "timestamp": "5", "payload": payload}
    return json.dumps({"event": "media", "sequenceNumber": number, "streamSid": "MZ18", "media": about})


def stream(inbound: Samples, outbound: Samples, text: bool = True, together: bool = True) -> list[str]:
    """Both sides (16 kHz) as messages of 20 ms in turn. text: numbers as text.  together: one chunk counter."""
    wrap = str if text else int
    sides = {"inbound": encode(inbound[::2]), "outbound": encode(outbound[::2])}
    number, messages = 1, []
    for at in range(0, max(map(len, sides.values())), 160):
        for track, data in sides.items():
            number += 1
            chunk = number - 1 if together else at // 160 + 1
            messages.append(media(wrap(number), track, wrap(chunk), data[at : at + 160].ljust(160, b"\xff")))
    return messages


def converse(url: str, talk: Callable[[Socket], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with aiohttp.ClientSession() as session:
            # autoclose: a client that leaves its side open must be dropped all the same
            socket = await session.ws_connect(f"{url}/twilio", autoclose=False, compress=0)
            return await talk(socket)

    return asyncio.run(run())


async def say(socket: Socket, *messages: str) -> None:
    for message in messages:
        await socket.send_str(message)


async def end(socket: Socket) -> tuple[int, str]:
    message = await socket.receive(timeout=20)
    assert message.type is aiohttp.WSMsgType.CLOSE
    return message.data, message.extra or ""


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("together", [True, False])
def test_a_call_whose_client_never_closes_its_socket(text: bool, together: bool) -> None:
    async def call(socket: Socket) -> tuple[int, str]:
        await say(socket, CONNECTED, start(customer_name="Karin", lang="sv-SE", title="Karin L."))
        await say(socket, *stream(SPEECH, SILENCE, text, together), '{"event":"dtmf","dtmf":{"digit":"1"}}')
        await say(socket, '{"event":"mark","sequenceNumber":"4","mark":{"name":"x"}}', STOP)
        return await end(socket)

    with phones() as bench:
        assert converse(bench.url, call)[0] == aiohttp.WSCloseCode.OK
        wait_for(lambda: bench.closed() == ["CA4d"])
        assert bench.engine.taken[0] == {
            "cmd": "open",
            "contact": "CA4d",
            "channel": "call",
            "lang": "sv",
            "title": "Karin L.",
            "attributes": {"agent": "a17", "customer_name": "Karin"},
        }
        (line,) = bench.lines()
        assert line["speaker"] == "customer"
        assert (line["at"], line["end"]) == (pytest.approx(0, abs=0.05), pytest.approx(0.84, abs=0.05))


@pytest.mark.parametrize(
    ("setting", "parameters", "speaker"),
    [
        (Speaker.CUSTOMER, {}, "customer"),
        (Speaker.AGENT, {}, "agent"),
        (Speaker.CUSTOMER, {"inbound": "agent"}, "agent"),
    ],
)
def test_who_is_inbound_is_a_setting(setting: Speaker, parameters: dict[str, str], speaker: str) -> None:
    async def call(socket: Socket) -> None:
        await say(socket, CONNECTED, start(**parameters), *stream(SPEECH, SILENCE), STOP)
        await end(socket)

    with phones(inbound=setting) as bench:
        converse(bench.url, call)
        wait_for(lambda: bench.closed() == ["CA4d"])
        assert speakers(bench.lines()) == [speaker]


@pytest.mark.parametrize(
    "first", [start("wrong"), start(""), start(TOKEN + "x"), start().replace("customParameters", "x")]
)
def test_without_the_token_nothing_is_heard(first: str) -> None:
    async def call(socket: Socket) -> tuple[int, str]:
        await say(socket, CONNECTED, first)
        return await end(socket)

    with phones() as bench:
        code, reason = converse(bench.url, call)
        assert code == aiohttp.WSCloseCode.POLICY_VIOLATION
        assert TOKEN not in reason
        assert not bench.engine.taken


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([stream(SPEECH, SILENCE)[0]], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        (["no json"], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        (["{}"], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        (['{"event":' * 20 + "1" + "}" * 20], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        ([start().replace("audio/x-mulaw", "audio/l16")], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        ([start(), media("2", "lobby", "1", b"")], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        (
            [start(), media("2", "inbound", "1", b"").replace('"payload": ""', '"payload": "%"')],
            aiohttp.WSCloseCode.PROTOCOL_ERROR,
        ),
        ([start(inbound="boss")], aiohttp.WSCloseCode.POLICY_VIOLATION),
        (["x" * 70_000], aiohttp.WSCloseCode.PROTOCOL_ERROR),
        (["x" * 200_000], aiohttp.WSCloseCode.MESSAGE_TOO_BIG),
    ],
)
def test_what_breaks_the_protocol_closes_the_socket(messages: list[str], code: int) -> None:
    async def call(socket: Socket) -> tuple[int, str]:
        await say(socket, *messages)
        return await end(socket)

    with phones() as bench:
        assert converse(bench.url, call)[0] == code


def test_a_client_that_says_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio, "START_SECONDS", 0.2)
    monkeypatch.setattr(twilio, "IDLE_SECONDS", 0.2)

    async def silent(socket: Socket) -> tuple[int, str]:
        return await end(socket)

    async def falls_silent(socket: Socket) -> tuple[int, str]:
        await say(socket, CONNECTED, start(), *stream(SPEECH, SILENCE))
        return await end(socket)

    with phones() as bench:
        assert converse(bench.url, silent)[0] == aiohttp.WSCloseCode.POLICY_VIOLATION
        assert converse(bench.url, falls_silent)[0] == aiohttp.WSCloseCode.OK
        wait_for(lambda: bench.closed() == ["CA4d"])
        assert len(bench.lines()) == 1


def test_beyond_the_limit_clients_are_told_to_come_later() -> None:
    async def run(url: str) -> int:
        async with aiohttp.ClientSession() as session:
            first = await session.ws_connect(f"{url}/twilio")
            await say(first, CONNECTED, start())
            await asyncio.to_thread(wait_for, lambda: bench.engine.taken)
            second = await session.ws_connect(f"{url}/twilio", autoclose=False)
            await say(second, CONNECTED, start().replace("CA4d", "CA5e"))
            return (await end(second))[0]

    with phones(limit=1) as bench:
        assert asyncio.run(run(bench.url)) == aiohttp.WSCloseCode.TRY_AGAIN_LATER


def test_a_call_that_the_agent_closes_closes_its_socket() -> None:
    with phones() as bench:

        async def call(socket: Socket) -> tuple[int, str]:
            await say(socket, CONNECTED, start(), *stream(SPEECH, SILENCE))
            await asyncio.to_thread(wait_for, lambda: len(bench.lines()) == 1)
            await asyncio.to_thread(bench.engine.submit({"cmd": "close", "contact": "CA4d"}).result, 20)
            await say(socket, media("999", "inbound", "999", b"\xff" * 160))
            return await end(socket)

        assert converse(bench.url, call) == (aiohttp.WSCloseCode.OK, "the call is over")


def test_a_second_stream_of_a_call_is_a_contact_of_its_own() -> None:
    with phones() as bench:

        async def second(socket: Socket) -> None:
            await say(socket, CONNECTED, start().replace("MZ18", "MZ19"), *stream(SILENCE, SPEECH), STOP)
            await end(socket)

        async def first(socket: Socket) -> None:
            await say(socket, CONNECTED, start(), *stream(SPEECH, SILENCE))
            await asyncio.to_thread(wait_for, lambda: len(bench.lines()) == 1)
            await asyncio.to_thread(converse, bench.url, second)
            await say(socket, STOP)
            await end(socket)

        converse(bench.url, first)
        wait_for(lambda: sorted(bench.closed()) == ["CA4d", "MZ19"])
        assert speakers(bench.lines("CA4d")) == [Speaker.CUSTOMER]
        assert speakers(bench.lines("MZ19")) == [Speaker.AGENT]


def test_chunks_out_of_order_and_missing_keep_their_place_in_time() -> None:
    """A second of silence, half of it lost, and the speech behind it with neighbours changed."""
    sent = stream(scripted([0.0] * 32 + [0.9] * 20 + [0.0] * 30), SILENCE, together=False)
    kept = [message for index, message in enumerate(sent) if not 20 <= index < 60]
    swapped = [kept[index ^ 1] if (index ^ 1) < len(kept) else kept[index] for index in range(len(kept))]

    async def call(socket: Socket) -> None:
        await say(socket, CONNECTED, start(), *swapped, STOP)
        await end(socket)

    with phones() as bench:
        converse(bench.url, call)
        wait_for(lambda: bench.closed() == ["CA4d"])
        (line,) = bench.lines()
        assert line["at"] == pytest.approx(32 * 0.032 - 0.3, abs=0.1)


def test_a_side_that_begins_later_is_placed_where_the_other_is() -> None:
    both = stream(scripted([0.0] * 100), scripted([0.0] * 40 + [0.9] * 20 + [0.0] * 40))
    sent = [json.loads(message) for index, message in enumerate(both) if index % 2 == 0 or index > 80]
    counted = ((number, one["media"]["track"], one["media"]["payload"]) for number, one in enumerate(sent, start=2))
    late = [media(number, track, number - 1, base64.b64decode(data)) for number, track, data in counted]

    async def call(socket: Socket) -> None:
        await say(socket, CONNECTED, start(), *late, STOP)
        await end(socket)

    with phones() as bench:
        converse(bench.url, call)
        wait_for(lambda: bench.closed() == ["CA4d"])
        (line,) = bench.lines()
        assert line["speaker"] == "agent"
        assert line["at"] == pytest.approx(1.28 - 0.3, abs=0.1)


# -- order, without a socket ------------------------------------------------------------------------------------------


def event(number: int | None, track: str, chunk: int | None) -> Event:
    return Event("media", number, Chunk(track, b"x", chunk))


def passed(events: list[Event]) -> list[tuple[int | None, int]]:
    order = Order()
    placed = [one for item in events for one in order.take(item)] + order.end()
    return [(one.event.number, one.lost) for one in placed]


@given(
    lost=st.sets(st.integers(2, 199), max_size=30),
    swaps=st.lists(st.integers(0, 198), max_size=40),
    together=st.booleans(),
    start_at=st.integers(0, 5),
)
def test_whatever_is_lost_or_overtaken_each_track_comes_in_order_and_with_its_length(
    lost: set[int], swaps: list[int], together: bool, start_at: int
) -> None:
    tracks = ("inbound", "outbound")
    sent = [event(n + start_at, tracks[n % 2], n if together else n // 2 + 1) for n in range(200)]
    kept = [one for index, one in enumerate(sent) if index not in lost]
    for at in swaps:
        if at + 1 < len(kept):
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    order = Order()
    placed = [one for item in kept for one in order.take(item)] + order.end()
    if not swaps or kept[0].number == start_at:
        numbers = [one.event.number for one in placed]
        if len(swaps) <= MOST_OVERTAKEN:
            assert numbers == sorted(one.number for one in kept if one.number is not None)
    if not swaps and not together:
        for index, track in enumerate(tracks):
            mine = [one for one in placed if isinstance(one.event.content, Chunk) and one.event.content.track == track]
            gone = len([n for n in lost if n % 2 == index and n < max(one.event.number - start_at for one in mine)])
            assert sum(one.lost for one in mine) == gone


def test_numbers_that_do_not_count_are_not_believed() -> None:
    assert passed([event(1, "inbound", 1)] * 3) == [(1, 0)] * 3
    assert passed([event(None, "inbound", None)] * 3) == [(None, 0)] * 3
    assert passed([event(None, "inbound", n) for n in (1, 2, 5)]) == [(None, 0), (None, 0), (None, 2)]


def test_one_that_comes_after_its_place_was_given_up_is_left_out() -> None:
    events = [event(n, "inbound", n) for n in range(1, 30) if n != 3]
    assert passed([*events, event(3, "inbound", 3)]) == [(n, int(n == 4)) for n in range(1, 30) if n != 3]


def test_a_counter_that_begins_anew_makes_no_hole() -> None:
    assert passed([event(1, "inbound", 1), *(event(n, "inbound", n) for n in range(10**6, 10**6 + 20))])[1] == (
        10**6,
        0,
    )


@pytest.mark.parametrize("track", ["inbound", "outbound", "inbound_track"])
def test_tracks_are_known_by_both_their_names(track: str) -> None:
    content = read_event(media(3, track, None, b"\xff")).content
    assert content == Chunk(track.removesuffix("_track"), b"\xff", None)


@given(st.text(max_size=80))
def test_any_text_is_an_event_or_refused(text: str) -> None:
    try:
        read_event(text)
    except ProtocolError:
        return


def test_recognition_that_is_behind_loses_nothing() -> None:
    recogniser = Times()
    recogniser.go_on.clear()

    async def call(socket: Socket) -> None:
        await say(socket, CONNECTED, start())
        for number, part in enumerate(stream(SPEECH, SILENCE) * 6):
            await say(socket, json.dumps({**json.loads(part), "sequenceNumber": number + 2}))
        await say(socket, json.dumps({"event": "stop"}))
        await end(socket)

    with phones(recogniser) as bench:
        converse(bench.url, call)
        recogniser.go_on.set()
        wait_for(lambda: bench.closed() == ["CA4d"])
        assert len(bench.lines()) == 6
