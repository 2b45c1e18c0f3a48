"""What else goes wrong, or is not allowed, during a call on a real sound server: told, survived, resumed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_assist.listeners.models import find_model
from tests.listeners.engine_desk import CALL, Desk
from tests.listeners.sound_server import SoundServer
from tests.listeners.sounds import CUSTOMER_LINE, alike, spoken

QUESTION = "Can I take my broadband with me when I move?"


def test_a_customer_who_says_nothing(bundles: Path, tmp_path: Path, server: SoundServer) -> None:
    with Desk(bundles, tmp_path, {**server.own, "AGENT_ASSIST_SILENT_AFTER": "1"}) as engine:
        assert isinstance(engine, Desk)
        engine.ready().listen()  # type: ignore[attr-defined]
        assert "silent for 1 seconds" in engine.told("customer", "silent")["what"]
        before = engine.now
        server.play("phone", spoken(CUSTOMER_LINE))
        engine.told("customer", "heard", before)


def test_a_paused_side_is_not_heard_and_then_again(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    desk.ask("ok", cmd="pause", contact=CALL, speaker="customer")
    desk.told("customer", "paused")
    desk.wait(lambda u: "phone.monitor" not in server.listed("source-outputs"), len(desk.updates))
    before = desk.now
    server.play("phone", spoken("This is private."))
    desk.ask("ok", cmd="resume", contact=CALL, speaker="customer")
    desk.of("level", desk.now, speaker="customer")
    server.play("phone", spoken(CUSTOMER_LINE))
    assert alike(desk.heard(before)["text"], CUSTOMER_LINE), "nothing of the pause was written"
    error = desk.ask("error", cmd="pause", contact="nobody")
    assert "not listened to" in error["what"]


@pytest.fixture
def notice_desk(tmp_path: Path, bundles: Path, server: SoundServer) -> Iterator[Desk]:
    environment = {**server.own, "AGENT_ASSIST_REQUIRE_NOTICE": "true", "AGENT_ASSIST_NOTICE_RULE": "recording-notice"}
    with Desk(bundles, tmp_path, environment) as engine:
        assert isinstance(engine, Desk)
        engine.ready().listen()  # type: ignore[attr-defined]
        yield engine


def test_the_customer_is_not_heard_before_the_recording_notice(notice_desk: Desk, server: SoundServer) -> None:
    engine = notice_desk
    assert "recording notice" in engine.told("customer", "waiting")["what"]
    assert "phone.monitor" not in server.listed("source-outputs"), "its device is not even opened"
    refused = engine.ask("error", cmd="resume", contact=CALL, speaker="customer")
    assert "recording notice" in refused["what"]
    server.play("phone", spoken("This is private."))
    engine.ask("ok", cmd="noticed", contact=CALL)
    before = engine.now
    engine.told("customer", "heard")
    engine.of("level", before, speaker="customer")
    server.play("phone", spoken(CUSTOMER_LINE))
    assert alike(engine.heard()["text"], CUSTOMER_LINE)


def test_the_rule_of_the_notice_frees_the_customer_by_itself(notice_desk: Desk) -> None:
    engine = notice_desk
    engine.told("customer", "waiting")
    engine.send(cmd="say", contact=CALL, speaker="agent", text="Welcome, this call is recorded for quality.")
    engine.told("customer", "heard")


def test_a_missing_or_damaged_model_is_told_and_typing_goes_on(
    bundles: Path, tmp_path: Path, server: SoundServer
) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(find_model().folder, damaged)
    (damaged / "tokenizer.json").unlink()
    environment = {**server.own, "AGENT_ASSIST_HISTORY": "memory"}
    missing = Desk(bundles, tmp_path / "one", {**environment, "AGENT_ASSIST_SPEECH_MODEL": str(tmp_path / "nowhere")})
    broken = Desk(bundles, tmp_path / "two", {**environment, "AGENT_ASSIST_SPEECH_MODEL": str(damaged)})
    with missing, broken:
        for engine in (missing, broken):
            engine.ready()
            engine.send(cmd="listen", contact=CALL, lang="en")
            error = engine.of("error", code="model")
            assert error["next"]
            engine.of("state", state="stopped")
            assert engine.finds()
            engine.send(cmd="say", contact=CALL, speaker="customer", text=QUESTION)
            assert engine.of("suggestions")["items"]


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk of one's own can only be mounted by root")
def test_a_full_disk_does_not_stop_listening(
    bundles: Path, tmp_path: Path, server: SoundServer, keyring: dict[str, str]
) -> None:
    disk = tmp_path / "data"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], check=True)
    try:
        environment = {**keyring, **{name: value for name, value in server.own.items() if name != "XDG_RUNTIME_DIR"}}
        environment["PULSE_SERVER"] = f"unix:{server.folder}/pulse/native"
        with Desk(bundles, tmp_path, environment) as engine:
            assert isinstance(engine, Desk)
            assert engine.ready().of("engine", state="ready")["journal"] == "encrypted"
            engine.listen()
            for _ in range(120):
                engine.send(cmd="say", contact=CALL, speaker="agent", text="x" * 6000)
            assert "full" in engine.of("error", code="journal")["what"]
            before = engine.now
            server.play("phone", spoken(CUSTOMER_LINE))
            assert alike(engine.heard(before)["text"], CUSTOMER_LINE)
            assert engine.ask("summary", cmd="close", contact=CALL)["turns"] == 121
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_killed_engine_goes_on_with_the_call_in_the_next_one(
    bundles: Path, tmp_path: Path, server: SoundServer
) -> None:
    """What the window does when the engine dies, recogniser and all: restore, then listen to the same contact."""
    environment = {**server.own, "AGENT_ASSIST_HISTORY": "memory"}
    with Desk(bundles, tmp_path, environment) as first:
        assert isinstance(first, Desk)
        first.ready().listen()  # type: ignore[attr-defined]
        server.play("phone", spoken(CUSTOMER_LINE))
        kept = first.heard()
        first.kill()
    line = {key: kept[key] for key in ("id", "speaker", "text", "at", "end")}
    with Desk(bundles, tmp_path, environment) as second:
        assert isinstance(second, Desk)
        second.ready()
        second.send(cmd="restore", contact=CALL, channel="call", lines=[json.loads(json.dumps(line))])
        assert second.of("utterance", id=kept["id"])["text"] == kept["text"]
        second.listen()
        before = second.now
        server.play("phone", spoken(CUSTOMER_LINE))
        again = second.heard(before)
        assert again["id"] != kept["id"]
        assert again["at"] >= kept["end"]
