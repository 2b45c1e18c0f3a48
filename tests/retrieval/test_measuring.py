"""What kb_index measures and fits with retrieval's parts."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent_assist.retrieval.calibration import FEATURES, Calibration
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.prototypes import Prototypes
from kb_index.building import build
from kb_index.calibrating import fit
from kb_index.evaluating import Outcome, evaluate, figures
from kb_index.fitting import Sample, solve
from kb_index.negatives import BY_LANGUAGE, negatives
from kb_index.records import Place, Question


def outcome(relevant: str, ranked: str, shown: str, probability: float = 0.5) -> Outcome:
    return Outcome(tuple(relevant), tuple(ranked), shown, probability, 1.0)


def test_figures_by_hand() -> None:
    found = figures(
        [
            outcome("a", "abc", "a", 0.9),  # right, shown
            outcome("b", "abc", "a", 0.8),  # wrong, shown
            outcome("c", "abc", "", 0.4),  # found third, not shown
            outcome("ad", "xbd", "", 0.3),  # one of two found, third
            outcome("", "abc", "", 0.2),  # rightly silent
            outcome("", "abc", "b", 0.6),  # wrongly shown
        ]
    )
    assert (found["n"], found["answerable"], found["shown"]) == (6, 4, 3)
    assert (found["recall@1"], found["recall@3"], found["recall@5"]) == (0.25, 1.0, 1.0)
    assert found["mrr"] == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 3) / 4, abs=1e-4)
    both = 1 + 1 / math.log2(3)
    expected = (1 + 1 / math.log2(3) + 0.5 + 0.5 / both) / 4
    assert found["ndcg@10"] == pytest.approx(expected, abs=1e-4)
    assert found["precision_shown"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["accuracy"] == pytest.approx(2 / 6, abs=1e-4)
    assert (found["in_scope_accuracy"], found["oos_recall"]) == (0.25, 0.5)
    assert found["auroc"] == pytest.approx(6 / 8)
    for name, (low, high) in found["ci95"].items():
        assert low <= found[name] <= high
    assert set(found["latency_ms"]) == {"p50", "p95", "p99"}


def test_figures_that_mean_nothing_are_none() -> None:
    assert figures([])["recall@1"] is None
    only = figures([outcome("a", "a", "a")])
    assert (only["oos_recall"], only["auroc"], only["mcc"]) == (None, None, None)
    assert only["ci95"]["oos_recall"] is None


def test_wilson_is_as_published() -> None:
    # 8 of 10: Wilson's interval at 95 % is .490 to .943.
    found = figures([outcome("a", "a" if i < 8 else "b", "") for i in range(10)])
    assert found["ci95"]["recall@1"] == pytest.approx([0.4902, 0.9433], abs=1e-4)


def samples(kind: str, score: float, n: int, right: bool, spread: float = 0.05) -> list[Sample]:
    random = np.random.default_rng(len(kind))
    return [
        Sample(kind, (float(s), float(s) - 0.2, 0.1), 0.3, 6, right) for s in score + spread * random.normal(size=n)
    ]


def test_a_fit_divides_what_can_be_divided() -> None:
    fitted = solve(
        [*samples("own", 0.9, 200, True), *samples("near", 0.5, 200, False), *samples("far", 0.3, 40, False)]
    )
    assert fitted.floor == pytest.approx(0.3, abs=0.05)

    def probability(score: float) -> float:
        scores = np.array([score, score - 0.2, 0.1], dtype=np.float32)
        return float(fitted.probabilities(scores, np.full(3, 0.3, dtype=np.float32), 6)[0])

    assert probability(0.9) > 0.9 > fitted.threshold > probability(0.5) > probability(0.3)
    assert fitted.fit["ece"] < 0.1


def test_a_kb_that_answers_what_others_do_not_is_not_silenced() -> None:
    usual = [*samples("own", 0.9, 200, True), *samples("near", 0.5, 200, False)]
    answered = [*usual, *samples("far", 0.9, 30, False), *samples("far", 0.3, 20, False)]
    scores = np.array([0.88, 0.6], dtype=np.float32)
    assert float(solve(answered).probabilities(scores, np.full(2, 0.3, dtype=np.float32), 6)[0]) > 0.5


def test_how_long_questions_are_plays_no_part_in_a_fit() -> None:
    long = [replace(s, words=14) for s in samples("own", 0.9, 100, True)]
    found = solve([*long, *samples("near", 0.5, 100, False), *samples("far", 0.3, 30, False)])
    assert found.weights[FEATURES.index("length")] == 0
    assert found.weights[FEATURES.index("score")] > 1


def test_a_few_questions_say_no_more_for_the_many_requests_beside_them() -> None:
    few = [*samples("own", 0.9, 4, True), *samples("near", 0.5, 4, False)]
    few_others, many_others = (solve([*few, *samples("far", 0.3, n, False)]) for n in (8, 400))
    moved = [abs(fitted.bias - Calibration().bias) for fitted in (few_others, many_others)]
    assert moved[1] == pytest.approx(moved[0], rel=0.5)


def test_without_anything_to_fit_the_prior_stands() -> None:
    assert solve([]) == Calibration()
    assert solve(samples("far", 0.4, 30, False)).weights == Calibration().weights


def test_negatives_are_of_the_kbs_languages() -> None:
    assert {lang for lang, _ in negatives(frozenset({"sv", "de"}))} == {"sv"}
    assert {lang for lang, _ in negatives(frozenset({"de"}))} == set(BY_LANGUAGE)
    for texts in BY_LANGUAGE.values():
        assert len(texts) == len(set(texts)) >= 40


def test_fitting_twice_gives_the_same(bundle: Path) -> None:
    encoder = Encoder.open(bundle / "encoder")
    first = fit(bundle, encoder)
    files = ("calibration.json", "prototypes.npz")
    before = [(bundle / name).read_bytes() for name in files]
    assert fit(bundle, encoder) == first == Calibration.from_json((bundle / "calibration.json").read_text())
    assert [(bundle / name).read_bytes() for name in files] == before
    assert (Prototypes.load(bundle / "prototypes.npz").place >= 0).sum() >= 3


def test_translations_share_what_is_learned(tmp_path: Path) -> None:
    articles = [
        {"id": "cancel.en", "topic": "cancel", "title": "Ending a plan", "lang": "en", "questions": ["I want out"]},
        {
            "id": "cancel.sv",
            "topic": "cancel",
            "title": "Säga upp ett abonnemang",
            "lang": "sv",
            "text": "Gör det här.",
        },
        {"id": "hours", "topic": "hours", "title": "Opening hours", "lang": "en", "text": "From ten to six."},
    ]
    source = tmp_path / "kb.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    learned = Prototypes.load(build([source], tmp_path / "out", "minilm").bundle / "prototypes.npz")
    # Two titles and a question: each translation alone has too few texts.
    assert learned.place.tolist() == [0, 0, -1]
    assert len(learned.vectors) == 1


def test_without_customer_lines_nothing_is_fitted_but_the_floor(tmp_path: Path) -> None:
    titles = {"hours": "Opening hours", "bill": "Paying a bill", "move": "Moving house"}
    articles = [
        {"id": id_, "title": title, "lang": "en", "text": f"{title}: see here."} for id_, title in titles.items()
    ]
    source = tmp_path / "kb.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    built = build([source], tmp_path / "out", "minilm").bundle
    found = Calibration.from_json((built / "calibration.json").read_text(encoding="utf-8"))
    assert found == Calibration(floor=found.floor)
    assert found.floor != Calibration().floor


def test_evaluate_goes_the_clients_way(shared_bundle: Path) -> None:
    place = Place("q.jsonl", 1)
    questions = [
        Question("1", "my internet is slow", "en", ("slow-internet",), place),
        Question("2", "thanks, bye", "en", (), place),
        Question("3", "what is the capital of Mongolia", "en", (), place),
        Question("4", "you charged me twice", "", ("invoice",), place, today="2026-11-22"),
    ]
    seen: list[tuple[int, int]] = []
    found = evaluate(shared_bundle, questions, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (found["n"], found["recall@1"], found["accuracy"], found["shown"]) == (4, 1.0, 1.0, 2)
