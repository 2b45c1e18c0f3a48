"""The quality table's own sums."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from benchmarks.quality import at_best_threshold, measure, row, sets
from kb_index.evaluating import Outcome


def test_the_bare_threshold_is_the_best_in_hindsight() -> None:
    outcomes = [
        Outcome(("a",), ("a",), "a", 0.9, 0.0),
        Outcome((), ("a",), "a", 0.6, 0.0),
        Outcome(("b",), ("b",), "b", 0.7, 0.0),
        Outcome((), ("b",), "b", 0.5, 0.0),
    ]
    assert [o.shown for o in at_best_threshold(outcomes)] == ["a", "", "b", ""]


def test_a_set_is_built_and_measured_beside_the_bare_neighbour(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (tmp_path / "other").mkdir()
    kb = [
        {"id": "pay", "title": "paying", "lang": "en", "examples": ["how do I pay", "which cards do you take"]},
        {"id": "open", "title": "opening hours", "lang": "en", "examples": ["when do you open", "open on sundays?"]},
    ]
    asked = [
        {"id": "1", "text": "can I pay by card", "lang": "en", "relevant": ["pay"]},
        {"id": "2", "text": "are you open at noon", "lang": "en", "relevant": ["open"]},
        {"id": "3", "text": "who won the football match", "lang": "en", "relevant": []},
    ]
    for name, items in (("kb", kb), ("queries", asked)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    found = sets(tmp_path, None)
    assert found == {"small": (folder / "kb.jsonl", folder / "queries.jsonl")}
    assert sets(folder, None) == found
    assert sets(tmp_path, ["none"]) == {}
    options = Namespace(model="minilm", adapt=False, adapt_minutes=1.0, shots=1, limit=None)
    measured = measure(*found["small"], options)
    assert (measured["bundle"]["n"], measured["bundle"]["recall@1"], measured["bare"]["recall@1"]) == (3, 1.0, 1.0)
    assert measured["bare"]["accuracy"] == 1.0
    assert "small" in row("small", "bundle", measured["bundle"])
