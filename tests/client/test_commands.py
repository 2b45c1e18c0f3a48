"""The headless sub-commands: what they print for people and for machines, and how they fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent_assist import __version__
from agent_assist.cli import main
from tests.bundles import tiny_bundle


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bundle(tmp_path_factory.mktemp("bundles"))


def test_search_prints_cards_for_machines(bundles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "I am moving to a new flat", "--bundle", str(bundles), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["items"][0]["article_id"] == "moving"
    assert answer["stage_ms"]["encode"] > 0


def test_search_prints_a_table_for_people(bundles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "E 4711", "--bundle", str(bundles), "--limit", "1"]) == 0
    assert "4711" in capsys.readouterr().out


def test_bench_times_this_bundle(bundles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--bundle", str(bundles), "-n", "10", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["n"] == 10
    assert 0 < figures["ms"]["p50"] <= figures["ms"]["p99"]


def test_doctor_lists_every_check(bundles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--bundle", str(bundles), "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {check["name"] for check in checks} >= {"bundle", "encoder", "keyring"}
    assert code == (0 if all(check["ok"] for check in checks if check["required"]) else 1)
    assert all(check["next_step"] for check in checks if not check["ok"])
    main(["doctor", "--bundle", str(bundles)])
    assert "encoder" in capsys.readouterr().out


def test_replay_draws_and_prints(bundles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contact = tmp_path / "chat.jsonl"
    contact.write_text(
        '{"contact": {"channel": "chat", "lang": "en", "title": "Karin"}}\n'
        '{"at": 0.1, "speaker": "customer", "text": "I want to cancel my subscription"}\n',
        encoding="utf-8",
    )
    assert main(["replay", str(contact), "--bundle", str(bundles), "--json"]) == 0
    kinds = [json.loads(line)["type"] for line in capsys.readouterr().out.splitlines()]
    assert kinds[0] == "opened"
    assert "suggestions" in kinds
    assert kinds[-1] == "summary"
    assert main(["replay", str(contact), "--bundle", str(bundles), "--view", "--speed", "100"]) == 0
    drawn = capsys.readouterr().out
    assert "Suggested reply" in drawn
    assert "Karin" in drawn


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["replay", "x.jsonl", "--view", "--json"], 2, "exclude each other"),
        (["replay", "x.jsonl", "--speed", "-1"], 2, "negative"),
        (["replay", "no-such-file.jsonl"], 1, "no-such-file.jsonl"),
        (["search"], 2, "text"),
        (["search", "x", "--colour", "red"], 2, "colour"),
        (["search", "x", "--bundle", "nowhere"], 1, "nowhere"),
        (["transcribe", "no-such.wav"], 1, "no-such.wav"),
        (["contacts", "replay"], 2, "contact"),
    ],
)
def test_failures_say_what_and_never_trace(
    arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    told = capsys.readouterr().err
    assert says in told.casefold()
    assert "traceback" not in told.casefold()


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__
