"""What an engine with a real keyring keeps, and how it comes back after the worst."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from agent_assist.listeners.intake_guard import MAX_BODY
from agent_assist.protocol import without_timings
from tests.engine.process import EngineProcess, Message

QUESTION = "How do I move my broadband to a new address?"
SAID = "My name is Karin. Wibbly flummox 4711?"


def shown(updates: list[Message], contact: str) -> list[Message]:
    """The numbered updates of a contact, without what differs from run to run."""
    return [
        {key: value for key, value in without_timings(update).items() if key != "re"}
        for update in updates
        if update.get("contact") == contact and "seq" in update
    ]


def command(*arguments: str, home: Path, keyring: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        **keyring,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    return subprocess.run(
        [sys.executable, "-m", "agent_assist", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_killed_in_mid_contact_the_journal_brings_it_back(
    bundles: Path, tmp_path: Path, keyring: dict[str, str]
) -> None:
    with EngineProcess(bundles, tmp_path, keyring) as engine:
        assert engine.ready().of("engine", state="ready")["journal"] == "encrypted"
        engine.send(cmd="open", contact="c", channel="chat", lang="en", title="Karin")
        engine.ask("suggestions", cmd="say", contact="c", speaker="customer", text=QUESTION, message="m1")
        engine.ask("utterance", cmd="say", contact="c", speaker="agent", text="It is free of charge.", message="m2")
        checklist = [u["items"] for u in engine.updates if u["type"] == "checklist"]
        before = shown(engine.updates, "c")
        engine.kill()
    with EngineProcess(bundles, tmp_path, keyring) as engine:
        engine.ready()
        engine.send(cmd="resume")
        engine.settle()
        texts = [u["text"] for u in engine.updates if u["type"] == "utterance" and u["contact"] == "c"]
        assert texts[-2:] == [QUESTION, "It is free of charge."]
        assert [u["items"] for u in engine.updates if u["type"] == "checklist"][-1:] == checklist[-1:]
        assert [u["items"] for u in engine.updates if u["type"] == "suggestions"][-1] == before[
            [u["type"] for u in before].index("suggestions")
        ]["items"]
        # The message that was taken in before the crash is not taken in twice.
        engine.send(cmd="say", contact="c", speaker="customer", text=QUESTION, message="m1")
        assert engine.ask("summary", cmd="close", contact="c")["turns"] == 2
    files = b"".join(place.read_bytes() for place in (tmp_path / "data").rglob("contacts.db*"))
    assert files
    assert b"broadband" not in files


def test_a_kept_contact_replays_as_it_was_shown(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    with EngineProcess(bundles, tmp_path, keyring) as engine:
        engine.ready()
        engine.send(cmd="open", contact="c", channel="chat", lang="en", title="Karin")
        for number, text in enumerate([QUESTION, "Thanks", "And my bill is too high", "My router shows E-4711"]):
            engine.ask("utterance", cmd="say", contact="c", speaker="customer", text=text, message=f"m{number}")
        engine.ask("draft", cmd="draft", contact="c", text="I guarantee that it works.")
        cards = [u for u in engine.updates if u["type"] == "suggestions"]
        first = cards[-1]["items"][0]
        engine.send(
            cmd="feedback",
            contact="c",
            article_id=first["article_id"],
            passage_id=first["passage_id"],
            verdict="dismissed",
        )
        engine.ask("summary", cmd="close", contact="c")
        live = shown(engine.updates, "c")
        assert engine.end() == 0
    played = command(
        "contacts", "replay", "c", "--bundle", str(bundles), "--no-timings", home=tmp_path, keyring=keyring
    )
    assert played.returncode == 0, played.stderr
    assert [json.loads(line) for line in played.stdout.splitlines()] == live
    listed = command("contacts", "list", "--json", home=tmp_path, keyring=keyring)
    assert [row["id"] for row in json.loads(listed.stdout)] == ["c"]
    assert command("contacts", "purge", home=tmp_path, keyring=keyring).stdout.startswith("1 ")
    gone = command("contacts", "replay", "c", "--bundle", str(bundles), home=tmp_path, keyring=keyring)
    assert gone.returncode == 1
    assert "Traceback" not in gone.stderr
    secrets = command("secrets", "list", "--json", home=tmp_path, keyring=keyring)
    assert json.loads(secrets.stdout)["journal-key"] is True


def test_a_second_engine_is_told_and_keeps_to_memory(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    with EngineProcess(bundles, tmp_path, keyring) as first:
        assert first.ready().of("engine", state="ready")["journal"] == "encrypted"
        with EngineProcess(bundles, tmp_path, keyring) as second:
            state = second.ready().of("engine", state="ready")
            assert state["journal"] == "memory"
            assert "another engine" in state["notice"]


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk of one's own can only be mounted by root")
def test_a_full_disk_loses_no_contact(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    disk = tmp_path / "data"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], check=True)
    try:
        with EngineProcess(bundles, tmp_path, keyring) as engine:
            assert engine.ready().of("engine", state="ready")["journal"] == "encrypted"
            engine.ask("opened", cmd="open", contact="c", channel="chat")
            for number in range(120):
                engine.send(cmd="say", contact="c", speaker="agent", text="x" * 6000, message=f"m{number}")
            error = engine.of("error", code="journal")
            assert "full" in error["what"]
            assert error["next"]
            state = engine.of("engine", journal="memory")
            assert "memory" in state["notice"]
            assert engine.ask("summary", cmd="close", contact="c")["turns"] == 120
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


async def post_all(url: str, token: str, seconds: int, rate: int) -> list[int]:
    """Post `rate` messages a second for `seconds`; the answers' statuses."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as client:
        async with client.post(f"{url}/v1/contacts", json={"contact": "flood", "channel": "chat"}) as answer:
            assert answer.status in (200, 201), await answer.text()

        async def post(number: int) -> int:
            body: dict[str, Any] = {"message": f"m{number}", "speaker": "customer", "text": f"{QUESTION} {number}"}
            async with client.post(f"{url}/v1/contacts/flood/messages", json=body) as answer:
                return answer.status

        waiting = []
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number in range(seconds * rate):
            await asyncio.sleep(max(0.0, began + number / rate - loop.time()))
            waiting.append(asyncio.create_task(post(number)))
        return list(await asyncio.gather(*waiting))


def test_a_flood_over_the_intake_loses_nothing(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    with EngineProcess(bundles, tmp_path, keyring, intake=True) as engine:
        url = engine.ready().of("engine", state="ready")["intake"]["url"]
        token = command("secrets", "token", home=tmp_path, keyring=keyring).stdout.strip()
        statuses = asyncio.run(post_all(url, token, seconds=10, rate=100))
        taken = sum(status in (200, 201) for status in statuses)
        assert len(statuses) == 1000
        assert taken + statuses.count(429) == 1000
        assert engine.ask("summary", cmd="close", contact="flood")["turns"] == taken


def test_the_intake_refuses_strangers(bundles: Path, tmp_path: Path, keyring: dict[str, str]) -> None:
    async def statuses(url: str, token: str) -> list[int]:
        found = []
        async with aiohttp.ClientSession(headers={"Content-Type": "application/json"}) as client:
            for headers, path, body in (
                ({"Authorization": "Bearer wrong"}, "/v1/contacts/c/messages", b"{}"),
                (
                    {"Authorization": f"Bearer {token}"},
                    "/v1/contacts/none/messages",
                    b'{"message":"m","speaker":"agent","text":"x"}',
                ),
                ({"Authorization": f"Bearer {token}"}, "/v1/contacts", b"x" * (MAX_BODY + 1)),
            ):
                async with client.post(url + path, data=body, headers=headers) as answer:
                    found.append(answer.status)
        return found

    with EngineProcess(bundles, tmp_path, keyring, intake=True) as engine:
        url = engine.ready().of("engine", state="ready")["intake"]["url"]
        token = command("secrets", "token", home=tmp_path, keyring=keyring).stdout.strip()
        assert asyncio.run(statuses(url, token)) == [401, 404, 413]
        assert engine.ask("opened", cmd="open", contact="c", channel="chat")


def test_what_was_taught_is_listed_exported_and_forgotten(
    bundles: Path, tmp_path: Path, keyring: dict[str, str]
) -> None:
    with EngineProcess(bundles, tmp_path, keyring) as engine:
        engine.ready()
        engine.ask("opened", cmd="open", contact="c", channel="chat", lang="en")
        engine.ask(
            "utterance", cmd="say", contact="c", speaker="customer", text="My name is Karin. Wibbly flummox 4711?"
        )
        engine.ask("ok", cmd="feedback", contact="c", article_id="slow-internet", passage_id="p", verdict="used")
        found = engine.ask("results", cmd="search", text="Wibbly flummox")["items"]
        assert found[0]["article_id"] == "slow-internet", "typed search knows it at once"
        engine.kill()

    def memory(*arguments: str) -> subprocess.CompletedProcess[str]:
        return command("memory", *arguments, home=tmp_path, keyring=keyring)

    (lesson,) = json.loads(memory("list", "--json").stdout)
    assert lesson["text"] == "My name is [name]. Wibbly flummox [number]?"
    assert "slow-internet" in memory("list").stdout
    file = tmp_path / "taught.jsonl"
    assert memory("export", str(file)).stdout.startswith("1 lessons")
    line = json.loads(file.read_text(encoding="utf-8"))
    assert (line["article_id"], line["confirmed"], line["text"]) == ("slow-internet", True, lesson["text"])
    assert file.stat().st_mode & 0o077 == 0
    assert memory("export", str(tmp_path / "nowhere" / "x.jsonl")).returncode == 1
    assert memory("forget").returncode == 2
    assert memory("forget", "99").returncode == 1
    assert memory("forget", str(lesson["id"])).stdout.startswith("1 ")
    assert json.loads(memory("list", "--json").stdout) == []
    assert memory("forget", "--all").stdout.startswith("0 ")
