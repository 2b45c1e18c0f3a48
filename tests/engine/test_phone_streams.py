"""Calls that phone systems stream into a real engine: keys from a real keyring, real recognition, cards in time."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from agent_assist.datatypes import Speaker
from agent_assist.listeners.audiohook_messages import seconds
from tests.engine.process import EngineProcess
from tests.listeners.audiohook_client import Client, connected, media, signed
from tests.listeners.sounds import AGENT_LINE, CUSTOMER_LINE, alike, silence, spoken
from tests.listeners.test_twilio import CONNECTED, say, start, stream

LINES = {Speaker.CUSTOMER: CUSTOMER_LINE, Speaker.AGENT: AGENT_LINE}


def run(*arguments: str, home: Path, keyring: dict[str, str], given: str = "") -> str:
    environment = {**os.environ, **keyring, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    environment |= {"XDG_DATA_HOME": str(home / "data"), "XDG_STATE_HOME": str(home / "state")}
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    done = subprocess.run(
        [sys.executable, "-m", "agent_assist", *arguments], input=given, capture_output=True, text=True, env=environment
    )
    return done.stdout + done.stderr


def test_keys_are_made_listed_shown_and_removed(tmp_path: Path, keyring: dict[str, str]) -> None:
    def keys(*arguments: str, given: str = "") -> str:
        return run("intake-keys", *arguments, home=tmp_path, keyring=keyring, given=given)

    made = json.loads(keys("new", "--json"))
    assert len(base64.b64decode(made["secret"])) == 32
    assert keys("set", "given", given="bm90IHNlY3JldA==\n") == ""
    assert keys("set", "bare", "--without-secret") == ""
    assert "not base64" in keys("set", "wrong", given="%%%\n")
    assert json.loads(keys("list", "--json")) == {made["key"]: True, "given": True, "bare": False}
    assert "bm90IHNlY3JldA==" in keys("show", "given")
    assert "bm90IHNlY3JldA==" not in keys("list")
    assert keys("remove", "given") == ""
    assert "no such key" in keys("remove", "given")
    listed = run("secrets", "list", "--json", home=tmp_path, keyring=keyring)
    assert json.loads(listed)["audiohook-keys"] is True


def kind(entity: dict[str, Any]) -> tuple[str, str]:
    """What an entity is, and of which side a final line is."""
    data = entity["data"]
    if entity["type"] == "transcript":
        return "transcript", data["channel"] if data["isFinal"] else ""
    return "agentassist" if data["suggestions"] else "", ""


async def call(url: str, key: str, secret: bytes, inverted: bool) -> tuple[str, list[dict[str, Any]]]:
    """A stereo call over AudioHook, spoken as fast as it is read; the entities that came back."""
    name = str(uuid.uuid4())
    async with aiohttp.ClientSession() as session:
        headers = signed(url, name, secret=secret, nonce=uuid.uuid4().hex, key=key)
        client = Client(await connected(session, url, headers), name)
        channels = ("internal", "external") if inverted else ("external", "internal")
        await client.open(offers=[media(*channels)], language="en-US", customConfig={"events": True})
        customer, agent = spoken(CUSTOMER_LINE), spoken(AGENT_LINE)
        sides = {"external": customer, "internal": silence(0)}
        await client.sound(*(sides[channel] for channel in channels))
        await client.sound(silence(1.0), silence(1.0))
        sides = {"external": silence(0), "internal": agent}
        await client.sound(*(sides[channel] for channel in channels))
        await client.sound(silence(1.0), silence(1.0))
        entities: list[dict[str, Any]] = []
        while not {("transcript", "external"), ("transcript", "internal"), ("agentassist", "")} <= set(
            map(kind, entities)
        ):
            entities += (await client.answer("event"))["parameters"]["entities"]
        await client.close()
        for data in (entity["data"] for entity in entities if entity["type"] == "transcript"):
            assert data["isFinal"], "nobody asked for more"
            begun, long = seconds(data["offset"]), seconds(data["duration"])
            tokens = data["alternatives"][0]["interpretations"][0]["tokens"]
            assert tokens[0]["type"] == "word"
            # Each of the three is rounded to a millisecond.
            assert all(begun - 0.001 <= seconds(token["offset"]) <= begun + long + 0.002 for token in tokens)
            assert (
                " ".join(token["value"] for token in tokens)
                == data["alternatives"][0]["interpretations"][0]["transcript"]
            )
        return name, entities


def test_four_stereo_calls_at_once_and_one_of_twilio(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    made = json.loads(run("intake-keys", "new", "--json", home=tmp_path, keyring=keyring))
    token = run("secrets", "token", home=tmp_path, keyring=keyring).strip()

    async def twilio(url: str) -> None:
        async with aiohttp.ClientSession() as session:
            socket = await session.ws_connect(f"{url}/twilio", autoclose=False)
            await say(socket, CONNECTED, start(token, lang="en"))
            await say(socket, *stream(spoken(CUSTOMER_LINE), silence(1.0)), json.dumps({"event": "stop"}))
            assert (await socket.receive(timeout=60)).type is aiohttp.WSMsgType.CLOSE

    async def all_calls(url: str) -> list[Any]:
        key, secret = made["key"], base64.b64decode(made["secret"])
        return await asyncio.gather(*(call(url, key, secret, bool(n % 2)) for n in range(4)), twilio(url))

    with EngineProcess(bundles, tmp_path, {**keyring, "AGENT_ASSIST_PHONE_LEGS": "5"}, intake=True) as engine:
        url = engine.ready().of("engine", state="ready")["intake"]["url"]
        results = asyncio.run(all_calls(url))[:4]
        names = [name for name, _ in results]
        for name in [*names, "CA4d"]:
            assert engine.of("summary", contact=name)
            finals = [u for u in engine.updates if u["type"] == "utterance" and u["final"] and u.get("contact") == name]
            heard = {Speaker(u["speaker"]): u["text"] for u in finals}
            assert set(heard) == (set(Speaker) if name in names else {Speaker.CUSTOMER})
            assert all(alike(text, LINES[speaker]) for speaker, text in heard.items()), heard
            cards = [
                u for u in engine.updates if u["type"] == "suggestions" and u.get("contact") == name and u["items"]
            ]
            assert cards, "the customer's words brought a card"


def test_a_model_that_cannot_be_loaded_ends_the_session_with_the_reason(
    bundles: Path, tmp_path: Path, keyring: dict[str, str]
) -> None:
    made = json.loads(run("intake-keys", "new", "--json", home=tmp_path, keyring=keyring))
    secret = base64.b64decode(made["secret"])

    async def broken(url: str) -> str:
        name = str(uuid.uuid4())
        async with aiohttp.ClientSession() as session:
            headers = signed(url, name, secret=secret, nonce=uuid.uuid4().hex, key=made["key"])
            client = Client(await connected(session, url, headers), name)
            await client.open()
            await client.sound(silence(1.0), silence(1.0))
            info: str = (await client.answer("disconnect"))["parameters"]["info"]
            await client.close("disconnect")
            return info

    missing = {**keyring, "AGENT_ASSIST_SPEECH_MODEL": str(tmp_path / "nowhere")}
    with EngineProcess(bundles, tmp_path, missing, intake=True) as engine:
        url = engine.ready().of("engine", state="ready")["intake"]["url"]
        assert "nowhere" in asyncio.run(broken(url))
        assert engine.ask("results", cmd="search", text="moving")["items"] is not None


@pytest.mark.parametrize("setting", ["AGENT_ASSIST_PHONE_STREAMS"])
def test_policy_can_close_the_lines(bundles: Path, tmp_path: Path, keyring: dict[str, str], setting: str) -> None:
    async def status(url: str, path: str) -> int:
        async with aiohttp.ClientSession() as session, session.get(url + path) as answer:
            return answer.status

    with EngineProcess(bundles, tmp_path, {**keyring, setting: "false"}, intake=True) as engine:
        url = engine.ready().of("engine", state="ready")["intake"]["url"]
        assert [asyncio.run(status(url, path)) for path in ("/audiohook", "/twilio")] == [401, 401]
