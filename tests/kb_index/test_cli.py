"""The commands: what they print, where, and how they exit."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from agent_assist.retrieval.bundle import current
from kb_index.cli import main
from tests.bundles import tiny_bundle, write_tiny_kb


class Ran:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kb-index", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    return command


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    asked = [("q1", "my wifi is so slow", ["slow-internet"]), ("q2", "you billed me two times", ["invoice"]),
             ("q3", "who won the world cup in 1994?", [])]  # fmt: skip
    lines = [json.dumps({"id": i, "text": text, "lang": "en", "relevant": ids}) for i, text, ids in asked]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_build_prints_counts(tmp_path: Path, run: Any) -> None:
    kb, bundles = write_tiny_kb(tmp_path / "kb"), tiny_bundle(tmp_path)
    ran = run("build", kb, "-o", bundles, "--model", "minilm", "--json")
    assert ran.code == 0
    assert ran.err == ""
    report = ran.json
    assert (report["articles"], report["templates"], report["rules"], report["encoded"]) == (6, 1, 2, 0)
    assert report["bundle"] == str(current(bundles))
    for_people = run("build", kb, "-o", bundles, "--model", "minilm")
    assert for_people.code == 0
    assert "all-MiniLM-L6-v2" in for_people.out


def test_evaluate_prints_every_figure(tmp_path: Path, run: Any, questions: Path) -> None:
    bundles = tiny_bundle(tmp_path)
    ran = run("evaluate", bundles, questions, "--json")
    assert ran.code == 0
    names = (
        "n answerable recall@1 recall@3 recall@5 mrr ndcg@10 auroc shown precision_shown accuracy in_scope_accuracy "
    )
    assert set(ran.json) == {*names.split(), "oos_recall", "mcc", "detection_f1", "ece", "ci95", "latency_ms",
                             "threshold", "lexical_weight"}  # fmt: skip
    assert ran.json["recall@1"] == 1.0
    assert "recall@1" in run("evaluate", bundles, questions).out


def test_evaluate_draws(tmp_path: Path, run: Any, questions: Path) -> None:
    ran = run("evaluate", tiny_bundle(tmp_path), questions, "--plot", tmp_path / "drawn.png", "--json")
    assert ran.json["plots"] == [str(tmp_path / "drawn.png"), str(tmp_path / "drawn.html")]
    assert all(Path(path).stat().st_size > 10_000 for path in ran.json["plots"])


def test_check_of_sources(tmp_path: Path, run: Any) -> None:
    kb = write_tiny_kb(tmp_path / "kb")
    clean = run("check", kb, "--json")
    assert (clean.code, clean.json["errors"], clean.json["findings"]) == (0, 0, [])
    path = kb / "articles" / "wrong.md"
    path.write_text("---\ntitel: A\nlang: en\n---\n", encoding="utf-8")
    ran = run("check", kb)
    assert ran.code == 1
    assert f"{path}:2: error: The article has an unknown key “titel”. Did you mean “title”?" in ran.err
    machine = run("check", kb, "--json")
    assert machine.code == 1
    (finding,) = machine.json["findings"]
    assert (finding["level"], finding["file"], finding["line"]) == ("error", str(path), 2)


def test_check_of_a_bundle(tmp_path: Path, run: Any) -> None:
    bundles = tiny_bundle(tmp_path)
    assert run("check", bundles, "--json").json["counts"]["articles"] == 6
    assert "whole" in run("check", current(bundles)).out
    (current(bundles) / "calibration.json").write_text("{}", encoding="utf-8")
    ran = run("check", bundles)
    assert ran.code == 1
    assert ran.err.startswith(f"error: {current(bundles)}/calibration.json: ")


def test_what_fails_says_what_to_do(tmp_path: Path, run: Any, questions: Path) -> None:
    kb = write_tiny_kb(tmp_path / "kb")
    (kb / "articles" / "wrong.md").write_text("text", encoding="utf-8")
    ran = run("build", kb, "-o", tmp_path / "out", "--json")
    assert ran.code == 1
    assert ran.json["error"]["line"] == 1
    assert ran.json["error"]["next"]
    assert ran.err.startswith("error: ")
    assert not (tmp_path / "out").exists()
    assert run("evaluate", tmp_path, questions).code == 1


@pytest.mark.parametrize(
    "words", [("build", "nowhere", "-o", "x"), ("build",), ("nonsense",), ("evaluate", "x"), ("check", "kb.toml")]
)
def test_wrong_usage_exits_2(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_evaluate_needs_questions(tmp_path: Path, run: Any) -> None:
    bundles = tiny_bundle(tmp_path)
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    assert run("evaluate", bundles, empty).code == 2
    empty.write_text('{"id": "q"}', encoding="utf-8")
    assert f"{empty}:1: " in run("evaluate", bundles, empty).err
