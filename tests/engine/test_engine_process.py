"""The engine as front ends meet it: a child process, spoken to in lines, killed and started again."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from agent_assist.protocol import MAX_LINE_BYTES, check_update
from tests.engine.process import EngineProcess

QUESTION = "How do I move my broadband to a new address?"


def test_a_chat_from_open_to_close(bundles: Path, tmp_path: Path) -> None:
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        opened = engine.ask("opened", cmd="open", contact="c1", channel="chat", lang="EN_gb", title="Karin")
        assert (opened["title"], opened["lang"]) == ("Karin", "en-GB")
        cards = engine.ask("suggestions", cmd="say", contact="c1", speaker="customer", text=QUESTION)
        assert cards["items"]
        assert cards["items"][0]["confidence"] >= cards["items"][-1]["confidence"]
        assert cards["lag_ms"] > 0
        engine.send(cmd="say", contact="c1", speaker="agent", text=QUESTION)
        engine.send(cmd="say", contact="c1", speaker="customer", text="Thanks a lot, bye!")
        found = engine.ask("results", cmd="search", text="new address")
        assert found["items"]
        summary = engine.ask("summary", cmd="close", contact="c1")
        assert summary["turns"] == 3
        shown_for = {u["utterance_id"] for u in engine.updates if u["type"] == "suggestions" and u["items"]}
        assert shown_for == {cards["utterance_id"]}, "agent lines and thanks show no card"
        for update in engine.updates:
            check_update(update)
        sequence = [u["seq"] for u in engine.updates if u.get("contact") == "c1" and "seq" in u]
        assert sequence == list(range(1, len(sequence) + 1))
    assert engine.end() == 0


def test_messages_are_idempotent_and_contacts_apart(bundles: Path, tmp_path: Path) -> None:
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        for name in ("a", "b"):
            engine.send(cmd="open", contact=name, channel="chat")
        first = engine.ask("utterance", cmd="say", contact="a", speaker="customer", text=QUESTION, message="m1")
        again = engine.ask("utterance", cmd="say", contact="a", speaker="customer", text=QUESTION, message="m1")
        assert {**again, "re": 0} == {**first, "re": 0}
        other = engine.ask("utterance", cmd="say", contact="b", speaker="customer", text="Hello", message="m1")
        assert other["contact"] == "b"
        assert engine.ask("summary", cmd="close", contact="a")["turns"] == 1
        assert engine.ask("error", cmd="close", contact="a")["code"] == "unknown-contact"


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense\n",
        b"\xff\xfe\n",
        b'{"cmd":"fly"}\n',
        b'{"cmd":"say"}\n',
        b"[" * 5000 + b"\n",
        b"x" * 10_000_000 + b"\n",
    ],
    ids=["words", "not-utf8", "unknown", "incomplete", "deep", "10-MB"],
)
def test_a_bad_line_is_answered_and_the_engine_goes_on(bundles: Path, tmp_path: Path, line: bytes) -> None:
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        before = len(engine.updates)
        engine.raw(line)
        error = engine.of("error", after=before)
        assert error["code"] == "protocol"
        assert len(json.dumps(error)) < 1000
        assert engine.ask("opened", cmd="open", contact="c", channel="chat")


def test_a_line_just_short_enough_is_taken(bundles: Path, tmp_path: Path) -> None:
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        command = b'{"cmd":"hello","version":1,"id":"x"}'
        engine.raw(command + b" " * (MAX_LINE_BYTES - len(command) - 1) + b"\n")
        assert engine.of("engine", re="x")


def test_killed_in_mid_contact_without_a_keyring_the_window_restores(bundles: Path, tmp_path: Path) -> None:
    lines = [
        {"speaker": "customer", "text": QUESTION, "at": 1.0, "id": "m1"},
        {"speaker": "agent", "text": "Let me look.", "at": 4.0},
    ]
    with EngineProcess(bundles, tmp_path, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}) as engine:
        state = engine.ready().of("engine", state="ready")
        assert state["journal"] == "memory"
        assert "memory" in state["notice"]
        engine.ask("opened", cmd="open", contact="c", channel="chat", lang="en")
        engine.kill()
    with EngineProcess(bundles, tmp_path, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}) as engine:
        engine.ready()
        engine.send(cmd="restore", contact="c", channel="chat", lang="en", lines=lines)
        engine.settle()
        texts = [u["text"] for u in engine.updates if u["type"] == "utterance"]
        assert texts == [line["text"] for line in lines]
        assert any(u["type"] == "suggestions" and u["items"] for u in engine.updates)
        engine.ask("utterance", cmd="say", contact="c", speaker="customer", text="Hello again")
        assert engine.ask("summary", cmd="close", contact="c")["turns"] == 3
    assert not list(tmp_path.rglob("*.db")), "without a keyring nothing is written"


def test_no_bundle_at_all_still_takes_the_transcript(tmp_path: Path) -> None:
    with EngineProcess(tmp_path / "nothing", tmp_path) as engine:
        state = engine.ready().of("engine", state="ready")
        assert state["bundle"] is None
        assert engine.of("error", code="bundle")["next"]
        engine.ask("opened", cmd="open", contact="c", channel="chat")
        assert engine.ask("utterance", cmd="say", contact="c", speaker="customer", text=QUESTION)
        assert engine.ask("error", cmd="search", text="anything")["what"]


def test_a_damaged_bundle_is_refused_and_an_older_good_one_used(bundles: Path, tmp_path: Path) -> None:
    copy = tmp_path / "bundles"
    shutil.copytree(bundles, copy)
    good = (copy / "CURRENT").read_text().strip()
    bad = "29991231T000000Z-deadbeef"
    shutil.copytree(copy / good, copy / bad)
    with (copy / bad / "dense.faiss").open("r+b") as stream:
        stream.seek(100)
        stream.write(b"broken")
    (copy / "CURRENT").write_text(bad)
    with EngineProcess(copy, tmp_path) as engine:
        state = engine.ready().of("engine", state="ready")
        assert state["bundle"]["name"] == good
        assert "dense.faiss" in engine.of("error", code="bundle")["what"]
        assert state["notice"]


def test_hot_swap_and_a_bad_swap(bundles: Path, tmp_path: Path) -> None:
    copy = tmp_path / "bundles"
    shutil.copytree(bundles, copy)
    good = (copy / "CURRENT").read_text().strip()
    with EngineProcess(copy, tmp_path) as engine:
        engine.ready().ask("opened", cmd="open", contact="c", channel="chat", lang="en")
        bad = copy / "29991231T000000Z-deadbeef"
        shutil.copytree(copy / good, bad)
        (bad / "manifest.json").write_text("{")
        name_current(copy, bad.name)
        engine.of("error", code="bundle")
        assert engine.ask("suggestions", cmd="say", contact="c", speaker="customer", text=QUESTION)["items"]
        better = copy / "29991231T000001Z-cafecafe"
        shutil.copytree(copy / good, better)
        name_current(copy, better.name)
        swapped = engine.wait(lambda u: u["type"] == "engine" and (u["bundle"] or {}).get("name") == better.name)
        assert swapped["state"] == "ready"
        assert engine.ask("suggestions", cmd="say", contact="c", speaker="customer", text=QUESTION + " Please")["items"]


def name_current(bundles: Path, name: str) -> None:
    (bundles / "CURRENT.new").write_text(name)
    os.replace(bundles / "CURRENT.new", bundles / "CURRENT")


def test_a_demo_contact_plays_as_if_live(bundles: Path, tmp_path: Path) -> None:
    demo = tmp_path / "demo.jsonl"
    demo.write_text(
        '{"contact": {"channel": "call", "lang": "en", "title": "Demo"}}\n'
        + json.dumps({"at": 1.0, "speaker": "agent", "text": "Hello"})
        + "\n"
        + json.dumps({"at": 40.0, "speaker": "customer", "text": QUESTION})
        + "\n"
    )
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        engine.send(cmd="replay", contact="demo", path=str(demo), speed=200)
        assert engine.of("opened", contact="demo")["title"] == "Demo"
        assert engine.of("suggestions", contact="demo")["items"]
        engine.of("state", contact="demo", state="stopped")
        engine.send(cmd="replay", contact="bad", path=str(tmp_path / "none.jsonl"), id=1)
        assert engine.of("error", contact="bad")["code"] == "source"


def test_the_end_of_its_input_ends_the_engine(bundles: Path, tmp_path: Path) -> None:
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        assert engine.child.stdin is not None
        engine.child.stdin.close()
        assert engine.child.wait(timeout=30) == 0


def test_a_service_manager_ends_it_in_good_order(bundles: Path, tmp_path: Path) -> None:
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready()
        engine.child.terminate()
        engine.of("engine", state="stopping")
        assert engine.child.wait(timeout=30) == 0


def test_nothing_said_reaches_the_log(bundles: Path, tmp_path: Path) -> None:
    secret = "My secret word is rhododendron, how do I move?"
    with EngineProcess(bundles, tmp_path) as engine:
        engine.ready().ask("opened", cmd="open", contact="c", channel="chat")
        engine.ask("utterance", cmd="say", contact="c", speaker="customer", text=secret)
        engine.ask("results", cmd="search", text=secret)
        engine.raw(b'{"cmd":"say","text":"rhododendron"}\n')
        engine.settle()
    logs = list(tmp_path.rglob("*.log"))
    assert logs
    for place in logs:
        assert "rhododendron" not in place.read_text()
