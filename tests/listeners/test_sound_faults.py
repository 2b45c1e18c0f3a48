"""What goes wrong with sound during a call, on a real sound server, with the real engine: told, survived, resumed."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_assist.listeners.models import find_model
from tests.bundles import tiny_bundle
from tests.engine.process import EngineProcess
from tests.listeners.sound_server import SoundServer
from tests.listeners.sounds import CUSTOMER_LINE, alike, spoken

CALL = "c"
QUESTION = "Can I take my broadband with me when I move?"


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bundle(tmp_path_factory.mktemp("faults"))


def _open_or_waiting(speaker: str, update: dict[str, Any]) -> bool:
    """A busy computer may lose a side and find it again while devices open; once it gives levels that is over."""
    kind = update["type"]
    return update.get("speaker") == speaker and (kind == "level" or (kind == "source" and update["state"] == "waiting"))


class Desk(EngineProcess):
    """An engine in the middle of a call."""

    def listen(self, **more: Any) -> Desk:
        start = len(self.updates)
        self.send(cmd="listen", contact=CALL, lang="en", **more)
        self.of("state", start, state="listening")
        for speaker in ("agent", "customer"):
            self.wait(functools.partial(_open_or_waiting, speaker), start)
        return self

    def told(self, speaker: str, state: str, after: int = 0) -> dict[str, Any]:
        return self.of("source", after, speaker=speaker, state=state)

    def heard(self, after: int = 0) -> dict[str, Any]:
        """The next final line of the customer."""
        return self.of("utterance", after, speaker="customer", final=True)

    def finds(self) -> bool:
        """Typed search goes on whatever happens to sound."""
        return bool(self.ask("results", cmd="search", text="E-4711")["items"])

    @property
    def now(self) -> int:
        self.settle()
        return len(self.updates)


@pytest.fixture
def desk(bundles: Path, tmp_path: Path, server: SoundServer) -> Iterator[Desk]:
    with Desk(bundles, tmp_path, {**server.own, "AGENT_ASSIST_HISTORY": "memory"}) as engine:
        assert isinstance(engine, Desk)
        engine.ready()
        yield engine


def test_a_headset_that_is_taken_away_and_comes_back(desk: Desk, server: SoundServer) -> None:
    desk.listen(microphone="headset")
    before = desk.now
    server.unplug()
    lost = desk.told("agent", "lost", before)
    assert "microphone" in lost["what"]
    assert lost["next"]
    assert desk.finds()
    before = desk.now
    server.play("phone", spoken(CUSTOMER_LINE))
    assert alike(desk.heard(before)["text"], CUSTOMER_LINE), "the other side goes on"
    before = desk.now
    server.plug()
    desk.told("agent", "heard", before)


def test_the_default_loudspeaker_is_followed(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    desk.ask("devices", cmd="devices")
    before = desk.now
    server.control("load-module", "module-null-sink", "sink_name=other")
    listed = desk.of("devices", before)
    assert "other" in [device["id"] for device in listed["loudspeakers"]], "a device that is plugged in is told"
    server.control("set-default-sink", "other")
    told = desk.told("customer", "heard", before)
    assert "another one" in told["what"]
    # Opened anew when sound comes from it: levels go on.
    after = desk.now
    desk.of("level", after, speaker="customer")
    server.play("other", spoken(CUSTOMER_LINE))
    assert alike(desk.heard(after)["text"], CUSTOMER_LINE)


def test_a_chosen_loudspeaker_stays_whatever_the_default_is(desk: Desk, server: SoundServer) -> None:
    desk.listen(loudspeaker="phone")
    server.control("load-module", "module-null-sink", "sink_name=other")
    before = desk.now
    server.control("set-default-sink", "other")
    server.play("phone", spoken(CUSTOMER_LINE))
    desk.heard(before)
    assert not [u for u in desk.updates[before:] if u["type"] == "source" and u["speaker"] == "customer"]


def test_a_sound_server_that_is_killed_and_started_again(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    server.play("phone", spoken(CUSTOMER_LINE))
    first = desk.heard()
    before = desk.now
    server.kill()
    for speaker in ("agent", "customer"):
        assert desk.told(speaker, "lost", before)["what"]
    assert desk.finds()
    before = desk.now
    server.start()
    for speaker in ("agent", "customer"):
        desk.told(speaker, "heard", before)
    server.play("phone", spoken(CUSTOMER_LINE))
    second = desk.heard(before)
    assert second["id"] != first["id"]
    assert second["at"] > first["end"]


def test_a_muted_microphone(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    server.control("set-source-mute", "headset", "1")
    told = desk.wait(lambda u: u["type"] == "source" and u["state"] == "muted")
    assert "muted" in told["what"] or "silence" in told["what"]
    assert desk.finds()


def test_a_loudspeaker_that_stops_giving_frames(desk: Desk, server: SoundServer) -> None:
    desk.listen()
    # A busy computer may have lost and found a side before.
    before = desk.now
    server.control("suspend-sink", "phone", "1")
    assert "No sound comes" in desk.told("customer", "lost", before)["what"]
    before = desk.now
    server.control("suspend-sink", "phone", "0")
    desk.told("customer", "heard", before)


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
    for folder in (tmp_path / "nowhere", damaged):
        environment = {**server.own, "AGENT_ASSIST_SPEECH_MODEL": str(folder), "AGENT_ASSIST_HISTORY": "memory"}
        with Desk(bundles, tmp_path, environment) as engine:
            assert isinstance(engine, Desk)
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
