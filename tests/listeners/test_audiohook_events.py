"""What an AudioHook client is sent back: transcripts, with the times of their words."""

from __future__ import annotations

from typing import Any

import pytest

from agent_assist.listeners.audiohook_messages import seconds
from tests.listeners import audiohook_client as ah
from tests.listeners.audiohook_client import Client, converse, media
from tests.listeners.phone_engine import PhoneBench, Times, phones
from tests.listeners.sounds import scripted

SILENCE = scripted([0.0] * 40)
SPEECH = scripted([0.9] * 20 + [0.0] * 40)


def test_events_are_sent_back_where_the_client_asks() -> None:
    async def call(client: Client) -> list[dict[str, Any]]:
        await client.open(offers=[media("internal", "external")], customConfig={"transcripts": True})
        await client.sound(SILENCE, SPEECH)
        await client.close()
        return client.events

    with phones() as bench:
        (event,) = converse(bench.url, call)
        (entity,) = event["parameters"]["entities"]
        data = entity["data"]
        assert entity["type"] == "transcript"
        assert (data["channelId"], data["channel"], data["isFinal"]) == (1, "external", True)
        assert data["alternatives"] == [
            {
                "confidence": 0.9,
                "interpretations": [{"type": "display", "transcript": "customer1"}],
                "languages": ["en"],
            }
        ]
        assert (data["offset"], data["duration"]) == ("PT0S", "PT0.832S")


def test_a_transcript_has_its_words_on_the_clock_of_the_session() -> None:
    async def call(client: Client) -> list[dict[str, Any]]:
        await client.open(customConfig={"transcripts": True})
        await client.sound(SILENCE, SILENCE)  # 1.28 s
        await client.sound(SPEECH, SILENCE)
        await client.close()
        return client.events

    with phones(Times(timed=True)) as bench:
        (event,) = converse(bench.url, call)
        (data,) = (entity["data"] for entity in event["parameters"]["entities"])
        (display,) = data["alternatives"][0]["interpretations"]
        begun = 1.28 - 0.288  # with what was heard before the first loud chunk
        assert seconds(data["offset"]) == pytest.approx(begun + 0.1, abs=0.002)  # of the word, not of the silence
        assert data["duration"] == "PT0.3S"
        assert display == {
            "type": "display",
            "transcript": "customer1",
            "tokens": [
                {
                    "type": "word",
                    "value": "customer1",
                    "confidence": 0.8,
                    "offset": data["offset"],
                    "duration": "PT0.3S",
                }
            ],
        }


@pytest.mark.parametrize(("partials", "finals"), [(True, [False, True]), (False, [True])])
def test_lines_still_being_spoken_are_sent_only_where_they_are_asked_for(partials: bool, finals: list[bool]) -> None:
    update = {"type": "utterance", "contact": ah.SESSION, "at": 0.0, "end": 0.5, "id": "c0", "speaker": "customer"}
    update |= {"text": "cust", "lang": "en", "confidence": 0.0, "final": False}

    async def call(client: Client, bench: PhoneBench) -> list[dict[str, Any]]:
        await client.open(customConfig={"transcripts": True, "partials": partials})
        bench.ears.tell(update)
        await client.sound(SPEECH, SILENCE)
        await client.close()
        return [event["parameters"]["entities"][0]["data"] for event in client.events]

    with phones() as bench:
        sent = converse(bench.url, lambda client: call(client, bench))
        assert [data["isFinal"] for data in sent] == finals


@pytest.mark.parametrize(
    ("events", "config", "count"), [("asked", {}, 0), ("never", {"events": True}, 0), ("always", {}, 1)]
)
def test_events_are_sent_as_the_setting_says(events: str, config: dict[str, Any], count: int) -> None:
    async def call(client: Client) -> int:
        await client.open(customConfig=config)
        await client.sound(SPEECH, SILENCE)
        await client.close()
        return len(client.events)

    with phones(events=events) as bench:
        assert converse(bench.url, call) == count
        assert [what for what, size in bench.ears.gone if size > 100] == ["transcripts"] * count
