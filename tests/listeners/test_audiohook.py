"""AudioHook over real sockets: what a phone system sends and what it is answered."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import aiohttp
import pytest

from agent_assist.listeners import audiohook, phone_desk
from tests.listeners import audiohook_client as ah
from tests.listeners.audiohook_client import Client, converse, media, signed
from tests.listeners.phone_engine import PhoneBench, Times, phones, speakers, wait_for
from tests.listeners.sounds import scripted

SILENCE = scripted([0.0] * 40)
SPEECH = scripted([0.9] * 20 + [0.0] * 40)


def test_a_call_from_open_to_close() -> None:
    async def call(client: Client, bench: PhoneBench) -> tuple[dict[str, Any], dict[str, Any]]:
        opened = await client.open()
        await client.sound(SPEECH, SILENCE)
        await asyncio.to_thread(wait_for, lambda: len(bench.lines()) == 1)  # sides that come at once race
        await client.sound(SILENCE, SPEECH)
        return opened, await client.close()

    with phones() as bench:
        opened, closed = converse(bench.url, lambda client: call(client, bench))
        assert opened == {
            "version": "2",
            "id": ah.SESSION,
            "type": "opened",
            "seq": 1,
            "clientseq": 1,
            "parameters": {"media": [media("external", "internal")], "startPaused": False},
        }
        assert (closed["seq"], closed["clientseq"], closed["parameters"]) == (2, 2, {})
        assert bench.engine.taken[0] == {
            "cmd": "open",
            "contact": ah.SESSION,
            "channel": "call",
            "lang": None,
            "title": "Karin",
            "attributes": {
                "customer_name": "Karin",
                "customer_phone": "+15551234",
                "called_number": "+18005556789",
                "conversation": ah.CONVERSATION,
            },
        }
        customer, agent = bench.lines()
        assert speakers([customer, agent]) == ["customer", "agent"]
        assert customer["at"] == pytest.approx(0.0, abs=0.05)
        assert agent["at"] == pytest.approx(1.92 - 0.3, abs=0.1), "timed by samples, not by when they came"


def test_inverted_channels_are_read_as_they_were_offered() -> None:
    async def call(client: Client) -> None:
        opened = await client.open(offers=[media("internal"), media("internal", "external")])
        assert opened["parameters"]["media"] == [media("internal", "external")]
        await client.sound(SPEECH, SILENCE)
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        assert speakers(bench.lines()) == ["agent"]


@pytest.mark.parametrize(
    ("offers", "chosen"),
    [
        ([media("internal"), media("external")], media("external")),
        ([media("internal")], media("internal")),
        ([{**media("external", "internal"), "format": "L16"}, media("internal")], media("internal")),
        ([{**media("external"), "rate": "8000"}], {**media("external"), "rate": "8000"}),
    ],
)
def test_one_channel_is_heard_where_there_are_not_two(offers: list[dict[str, Any]], chosen: dict[str, Any]) -> None:
    async def call(client: Client) -> Any:
        opened = await client.open(offers=offers)
        await client.sound(SPEECH)
        await client.close()
        return opened["parameters"]["media"]

    with phones() as bench:
        assert converse(bench.url, call) == [chosen]
        assert len(bench.lines()) == 1


@pytest.mark.parametrize("offers", [[], [{**media("external"), "format": "L16"}], [media("lobby")], ["PCMU"]])
def test_media_that_cannot_be_heard_are_refused(offers: list[Any]) -> None:
    async def call(client: Client) -> Any:
        await client.send("open", ah.opening(offers))
        refused = await client.answer("disconnect")
        await client.close("disconnect")
        return refused["parameters"]

    with phones() as bench:
        told = converse(bench.url, call)
        assert told["reason"] == "error"
        assert "PCMU" in told["info"]
        assert not bench.engine.taken


def test_a_probe_is_answered_and_opens_nothing() -> None:
    async def call(client: Client) -> None:
        probe = ah.opening(conversationId=ah.NULL, participant={"id": ah.NULL, "ani": "", "aniName": "", "dnis": ""})
        await client.send("open", probe)
        opened = await client.answer("opened")
        assert opened["parameters"]["media"] == [media("external", "internal")]
        await client.sound(SPEECH, SPEECH)
        await client.send("ping")
        await client.answer("pong")
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        assert not bench.engine.taken


def test_pings_are_answered_at_once_with_their_number() -> None:
    async def call(client: Client) -> None:
        await client.open()
        for _ in range(3):
            await client.send("ping", {"rtt": "PT0.012S"})
            pong = await client.answer("pong")
            assert (pong["clientseq"], pong["parameters"]) == (client.seq, {})
        await client.close()

    with phones() as bench:
        converse(bench.url, call)


def test_what_is_discarded_stays_on_the_clock() -> None:
    async def call(client: Client) -> None:
        await client.open()
        await client.sound(SPEECH, SILENCE)  # 1.92 s
        await client.send("discarded", {"start": "PT1.92S", "discarded": "PT10S"})
        await client.sound(SPEECH, SILENCE)
        await client.send("dtmf", {"digit": "4"})  # passed over
        await client.send("paused")
        await client.send("resumed", {"start": "PT13.84S", "discarded": "PT1M0.5S"})
        await client.sound(SPEECH, SILENCE)
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        first, second, third = (line["at"] for line in bench.lines())
        assert first == pytest.approx(0, abs=0.05)
        assert second == pytest.approx(11.92, abs=0.05)
        assert third == pytest.approx(13.84 + 60.5, abs=0.05)
        told = [update["state"] for update in bench.ears.told if "phone system" in update["detail"]]
        assert told == ["paused", "listening"]


def test_speech_is_not_joined_over_what_was_discarded() -> None:
    async def call(client: Client) -> None:
        await client.open()
        await client.sound(scripted([0.9] * 20), scripted([0.0] * 20))
        await client.send("discarded", {"start": "PT0.64S", "discarded": "PT5S"})
        await client.sound(SPEECH, SILENCE)
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        assert [round(line["end"], 1) for line in bench.lines()] == [0.6, pytest.approx(6.5, abs=0.1)]


def test_words_under_way_are_written_when_the_client_pauses() -> None:
    async def call(client: Client) -> None:
        await client.open(customConfig={"transcripts": True})
        await client.sound(scripted([0.9] * 20), scripted([0.0] * 20))
        await client.send("paused")
        await client.answer("event")  # a pause may last for minutes
        await client.send("resumed", {"start": "PT0.64S", "discarded": "PT0S"})
        await client.sound(SPEECH, SILENCE)
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        assert [(round(line["at"], 2), round(line["end"], 1)) for line in bench.lines()] == [(0, 0.6), (0.64, 1.5)]


def test_a_client_at_many_times_real_time_loses_nothing_and_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_desk, "MOST_WAITING", 2.0)
    monkeypatch.setattr(phone_desk, "_BEHIND", 1.0)
    waiting: list[float] = []
    pace = phone_desk.PhoneDesk.pace

    async def looked(desk: phone_desk.PhoneDesk, leg: phone_desk.Leg) -> None:
        waiting.append(leg.waiting)
        await pace(desk, leg)

    monkeypatch.setattr(phone_desk.PhoneDesk, "pace", looked)

    async def call(client: Client) -> None:
        await client.open()
        for _ in range(20):
            await client.sound(SPEECH, SPEECH)
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        lines = bench.lines()
        assert len(lines) == 40
        assert [line["at"] for line in lines if line["speaker"] == "customer"] == pytest.approx(
            [0.0, *(1.92 * n - 0.288 for n in range(1, 20))], abs=0.1
        )
        told = bench.ears.told
        assert told[0]["state"] == "overloaded"
        assert 1.0 < told[0]["lag"] <= 2.2
        assert {update["state"] for update in told} <= {"overloaded", "listening"}
    assert max(waiting) <= 2.0 + 0.2


def test_the_language_can_change() -> None:
    async def call(client: Client) -> None:
        await client.open(language="en-US", supportedLanguages=True)
        await client.send("update", {"language": "zh-TW"})
        assert (await client.answer("updated"))["parameters"] == {}
        await client.close()

    with phones(languages=("en-US", "sv-SE")) as bench:
        converse(bench.url, call)
        assert bench.engine.taken[0]["lang"] == "en"
        assert bench.ears.languages == ["zh-Hant"]


def test_a_line_ends_where_the_language_changes() -> None:
    async def call(client: Client) -> None:
        await client.open(language="en-US")
        await client.sound(scripted([0.9] * 20), scripted([0.0] * 20))
        await client.send("update", {"language": "sv-SE"})
        await client.answer("updated")
        await client.sound(SPEECH, SILENCE)
        await client.close()

    with phones() as bench:
        converse(bench.url, call)
        first, second = bench.lines()
        assert (first["at"], first["end"]) == (pytest.approx(0.0, abs=0.01), pytest.approx(0.64, abs=0.01))
        assert second["at"] == pytest.approx(0.64, abs=0.01), "nothing is lost, and the clock stays"


def test_languages_are_told_where_they_are_asked_for() -> None:
    async def call(client: Client) -> Any:
        opened = await client.open(supportedLanguages=True)
        await client.close()
        return opened["parameters"]["supportedLanguages"]

    with phones(languages=("en-US", "sv-SE")) as bench:
        assert converse(bench.url, call) == ["en-US", "sv-SE"]


def test_as_many_calls_as_the_limit_says_and_a_clear_no_beyond() -> None:
    async def run(url: str) -> dict[str, Any]:
        async with aiohttp.ClientSession() as session:
            first = await ah.connected(session, url, signed(url))
            await Client(first).open()
            other = "11111111-1111-4111-8111-111111111111"
            second = Client(await ah.connected(session, url, signed(url, other, nonce="n" * 22)), other)
            await second.send("open", ah.opening())
            told = await second.answer("disconnect")
            await second.close("disconnect")
            return told["parameters"]  # type: ignore[no-any-return]

    with phones(limit=1) as bench:
        told = asyncio.run(run(bench.url))
        assert told["reason"] == "error"
        assert "1 calls are heard already" in told["info"]


def test_a_dead_socket_ends_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audiohook, "DEAD_SECONDS", 0.3)
    monkeypatch.setattr(audiohook, "GOODBYE_SECONDS", 0.2)
    monkeypatch.setattr(phone_desk, "COME_BACK_SECONDS", 0.0)

    async def call(client: Client) -> tuple[Any, Any]:
        await client.open()
        await client.sound(SPEECH, SILENCE)
        told = await client.answer("disconnect")
        return told["parameters"], (await client.socket.receive(timeout=20)).type

    with phones() as bench:
        told, end = converse(bench.url, call)
        assert told["reason"] == "error"
        assert end is aiohttp.WSMsgType.CLOSE
        wait_for(lambda: bench.closed() == [ah.SESSION])
        assert len(bench.lines()) == 1


def test_a_session_goes_on_in_the_contact_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    again = "22222222-2222-4222-8222-222222222222"

    async def run(url: str) -> None:
        async with aiohttp.ClientSession() as session:
            broken = Client(await ah.connected(session, url, signed(url)))
            await broken.open()
            await broken.sound(SPEECH, SILENCE)
            broken.socket._response.connection.transport.abort()  # as when a network breaks
            client = Client(await ah.connected(session, url, signed(url, again, nonce="n" * 22)), again)
            await client.open(continuedSessions=[{"id": ah.SESSION, "serverseq": 1, "clientseq": 1}])
            await client.sound(SPEECH, SILENCE)
            await client.close()

    with phones() as bench:
        asyncio.run(run(bench.url))
        wait_for(lambda: bench.closed() == [ah.SESSION])
        assert len(bench.lines(ah.SESSION)) == 2
        assert not bench.lines(again)


def test_where_nobody_may_be_heard_the_phone_system_is_told_to_send_nothing() -> None:
    def source(speaker: str, state: str) -> dict[str, Any]:
        return {
            "type": "source",
            "contact": ah.SESSION,
            "at": 0,
            "speaker": speaker,
            "state": state,
            "what": "",
            "next": "",
        }

    async def call(client: Client, bench: Any) -> None:
        await client.open()
        bench.ears.tell(source("customer", "paused"))
        bench.ears.tell(source("agent", "paused"))
        await client.answer("pause")
        await client.send("paused")
        bench.ears.tell(source("customer", "heard"))
        await client.answer("resume")
        await client.send("resumed", {"start": "PT0S", "discarded": "PT0S"})
        await client.close()

    with phones() as bench:
        converse(bench.url, lambda client: call(client, bench))


def test_a_contact_that_the_agent_closes_ends_its_session() -> None:
    async def call(client: Client, bench: PhoneBench) -> Any:
        await client.open()
        await asyncio.wrap_future(bench.engine.submit({"cmd": "close", "contact": ah.SESSION}))
        told = await client.answer("disconnect")
        await client.close("disconnect")
        return told["parameters"]["reason"]

    with phones() as bench:
        assert converse(bench.url, lambda client: call(client, bench)) == "completed"


def test_finals_that_wait_long_are_not_lost() -> None:
    """The client is told `closed` in time; the last words come later, and the contact ends after them."""
    recogniser = Times()
    recogniser.go_on.clear()

    async def call(client: Client) -> None:
        await client.open()
        await client.sound(SPEECH, SPEECH)
        await client.send("close", {"reason": "end"})
        await client.answer("closed")

    with phones(recogniser) as bench:
        threading.Timer(6.0, recogniser.go_on.set).start()
        converse(bench.url, call)
        assert not recogniser.go_on.is_set()
        wait_for(lambda: bench.closed() == [ah.SESSION])
        assert len(bench.lines()) == 2


def test_the_end_of_the_engine_is_told() -> None:
    async def call(client: Client, stop: Any) -> Any:
        await client.open()
        threading.Thread(target=stop).start()
        told = await client.answer("reconnect")
        return told["parameters"], (await client.socket.receive(timeout=20)).data

    with phones() as bench:
        told, code = converse(bench.url, lambda client: call(client, bench.stop_server))
        assert code == aiohttp.WSCloseCode.GOING_AWAY
        assert told == {"info": "The engine restarts."}
        assert not bench.closed(), "the contact stays open, to be taken up again"
