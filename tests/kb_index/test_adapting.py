"""Adapting an encoder to a knowledge base, with a very small one that knows nothing yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent_assist.errors import UsageError
from agent_assist.retrieval.bundle import read_manifest
from agent_assist.retrieval.passages import ArticleRow, VectorRow
from kb_index import contrast
from kb_index.adapting import _better, adapt
from kb_index.building import build
from kb_index.models import ModelFolder, describe
from kb_index.shots import few_shots
from kb_index.sources import read_sources
from tests.kb_index.small_encoder import write_small_encoder

pytestmark = pytest.mark.timeout(300)

THINGS = {
    "bill": "invoice bill payment charge",
    "net": "router wifi internet cable",
    "move": "moving house address flat",
    "shop": "shop opening hours sunday",
    "phone": "phone screen battery charger",
    "plan": "contract plan subscription notice",
}
FRAMES = ("please help me with the {}", "my {} is wrong", "what about the {} then", "i have a question on {}",
          "can you change the {}", "where do i find my {}", "tell me about {} again", "the {} again")  # fmt: skip


def questions() -> dict[str, list[str]]:
    """32 questions of each article."""
    return {name: [frame.format(word) for word in words.split() for frame in FRAMES] for name, words in THINGS.items()}


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelFolder:
    """The small encoder; what is tuned lands in a cache of the test's own, and few steps do."""
    monkeypatch.setenv("KB_INDEX_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("kb_index.adapting._STEPS", (12, 12))
    monkeypatch.setattr(contrast, "_RATE", 1e-2)
    words = " ".join(text for texts in questions().values() for text in texts).split()
    return describe(write_small_encoder(tmp_path / "small", [*words, *THINGS]), "small")


def rows_of(asked: dict[str, list[str]]) -> tuple[list[ArticleRow], list[VectorRow]]:
    articles = [ArticleRow(id=name, topic=name, title=name, lang="en", text="") for name in asked]
    rows = [VectorRow(0, name, f"{name}#title", "title", name) for name in asked]
    rows += [VectorRow(0, name, f"{name}#ex{i}", "example", t) for name, ts in asked.items() for i, t in enumerate(ts)]
    return articles, rows


def weights(folder: ModelFolder) -> dict[str, Any]:
    from safetensors.numpy import load_file

    return dict(load_file(folder.path / "model.safetensors"))


def test_it_learns_what_it_was_not_shown_and_keeps_the_words(model: ModelFolder) -> None:
    told: list[tuple[str, int, int]] = []
    found = adapt(model, *rows_of(questions()), 5, lambda *step: told.append(step))
    assert found.figures["kept"]
    assert found.figures["after"]["recall@1"] > found.figures["before"]["recall@1"]
    assert (found.model.id, found.base_sha256) == ("small adapted", model.sha256)
    assert found.model.sha256 != model.sha256
    assert len(found.unseen) == found.figures["held_out"] == round(0.12 * 6 * 32)
    assert told[-1] == ("adapt", 200, 200)
    assert [step[1] for step in told] == sorted(step[1] for step in told)
    # What was judged had not seen the questions held out; what is served has.
    assert found.judged is not None
    assert len({model.sha256, found.judged.sha256, found.model.sha256}) == 3
    before, after = weights(model), weights(found.model)
    assert set(before) == set(after)
    changed = {name for name in before if not np.array_equal(before[name], after[name])}
    assert changed
    assert all(name.startswith("encoder.layer.1.") for name in changed)


def test_the_second_time_nothing_is_tuned(model: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = adapt(model, *rows_of(questions()), 5, lambda *_: None)
    monkeypatch.setattr("kb_index.adapting.load_reference", None)
    assert adapt(model, *rows_of(questions()), 5, lambda *_: None) == first


@pytest.mark.parametrize("at", [6, 19])
def test_an_interrupted_run_goes_on_and_ends_the_same(
    model: ModelFolder, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr("kb_index.adapting.cores", lambda: 1)
    undisturbed = adapt(model, *rows_of(questions()), 5, lambda *_: None)
    folder = model.path.parent / "other"
    monkeypatch.setenv("KB_INDEX_CACHE", str(folder))
    monkeypatch.setattr(contrast, "_SAVE_EVERY", 0.0)
    steps = 0

    def stop(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adapt(model, *rows_of(questions()), 5, stop)
    assert len(list(folder.glob("*.checkpoint"))) == 1
    resumed = adapt(model, *rows_of(questions()), 5, stop)
    # Two runs of twelve steps and a last word each, and the step that was told, but not saved, once more.
    assert steps == 2 * (12 + 1) + 1
    assert resumed.figures == undisturbed.figures
    for mine, other in ((resumed.model, undisturbed.model), (resumed.judged, undisturbed.judged)):
        assert mine is not None
        assert other is not None
        again, whole = weights(mine), weights(other)
        assert all(np.array_equal(whole[name], again[name]) for name in whole)
    assert not list(folder.glob("*.checkpoint"))


def test_many_questions_are_tuned_on_once(model: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb_index.adapting._MOST_ROWS", 100)
    found = adapt(model, *rows_of(questions()), 5, lambda *_: None)
    assert found.figures["kept"]
    assert found.judged == found.model


@pytest.mark.parametrize("name", ["_RATE", "_WIDTH"])  # the rate goes with the width that it is for
def test_it_is_not_kept_where_it_does_not_help(model: ModelFolder, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(contrast, name, 0.0)
    found = adapt(model, *rows_of(questions()), 5, lambda *_: None)
    assert not found.figures["kept"]
    assert (found.model, found.judged, found.unseen, found.base_sha256) == (model, None, frozenset(), "")


@pytest.mark.parametrize(
    ("recall", "auroc", "kept"),
    [(0.9, 0.9, False), (0.9, 0.92, True), (0.91, 0.897, True), (0.95, 0.89, False), (0.89, 0.99, False)],
)
def test_one_figure_must_rise_and_none_fall(recall: float, auroc: float, kept: bool) -> None:
    assert _better({"recall@1": 0.9, "auroc": 0.9}, {"recall@1": recall, "auroc": auroc}) is kept


def test_too_few_questions_are_told(model: ModelFolder) -> None:
    few = {name: texts[:4] for name, texts in questions().items()}
    found = adapt(model, *rows_of(few), 5, lambda *_: None)
    assert found.figures == {"kept": False, "reason": "too few customer questions to judge by"}
    with pytest.raises(UsageError, match="more than 0"):
        adapt(model, *rows_of(few), 0, lambda *_: None)


def write_kb(path: Path) -> Path:
    lines = [{"id": n, "title": n, "text": "", "lang": "en", "examples": t} for n, t in questions().items()]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_the_adapted_encoder_travels_in_the_bundle(model: ModelFolder, tmp_path: Path) -> None:
    report = build([write_kb(tmp_path / "kb.jsonl")], tmp_path / "out", str(model.path), adapt_minutes=5)
    manifest = read_manifest(report.bundle)
    assert (manifest.model.id, manifest.model.base_sha256) == ("small adapted", model.sha256)
    assert manifest.evaluation["adapted"] == report.adapted
    assert report.adapted["kept"]
    calibration = json.loads((report.bundle / "calibration.json").read_text(encoding="utf-8"))
    # Only what tuning did not see was asked.
    assert calibration["fit"]["samples"]["own"] <= report.adapted["held_out"]
    plain = build([tmp_path / "kb.jsonl"], tmp_path / "out", str(model.path))
    assert read_manifest(plain.bundle).model.base_sha256 == ""


def test_few_shots_are_a_seeded_choice_in_order(tmp_path: Path) -> None:
    kb = read_sources([write_kb(tmp_path / "kb.jsonl")], lambda _: None)
    few = few_shots(kb, 5)
    assert few == few_shots(kb, 5)
    assert few != few_shots(kb, 5, seed=1)
    for article, chosen in zip(kb.articles, few.articles, strict=True):
        assert len(chosen.questions) == 5
        assert list(chosen.questions) == [q for q in article.questions if q in chosen.questions]
    assert few_shots(kb, 1000) == kb
    with pytest.raises(UsageError):
        few_shots(kb, -1)
