"""What a bundle is worth: the figures of the publish gate, measured through exactly the path that the client takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import matthews_corrcoef, roc_auc_score

from agent_assist.datatypes import Query
from agent_assist.retrieval.searcher import Searcher
from agent_assist.retrieval.suggesting import Suggester
from kb_index.records import Question

Progress = Callable[[int, int], None]
_RESAMPLES = 300
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one question: ids ranked best first, the id shown first ("" = nothing), the top probability."""

    relevant: tuple[str, ...]
    ranked: tuple[str, ...]
    shown: str
    probability: float
    ms: float

    @property
    def answerable(self) -> bool:
        """Whether the KB has an answer."""
        return bool(self.relevant)

    @property
    def right(self) -> bool:
        """The right article shown first, or nothing shown where there is none."""
        return self.shown in self.relevant if self.answerable else self.shown == _NOTHING

    def rank(self) -> int:
        """Place of the first relevant article, from 1; 0 where none was found."""
        return next((place for place, found in enumerate(self.ranked, 1) if found in self.relevant), 0)


def evaluate(
    bundle_folder: Path, questions: Sequence[Question], progress: Progress | None = None, check_hashes: bool = True
) -> dict[str, Any]:
    """Ask the bundle every question; the figures of DESIGN's contract, undefined ones None.

    recall@k = share of answerable questions with a relevant article among the first k, whatever need gate and
    threshold say.
    "shown" = what the client would have shown first: need gate and threshold included.
    """
    searcher = Searcher.open(bundle_folder, check_hashes)
    try:
        return figures_of(searcher, ask(searcher, questions, progress))
    finally:
        searcher.close()


def ask(searcher: Searcher, questions: Sequence[Question], progress: Progress | None = None) -> list[Outcome]:
    """The outcome of each question, in order."""
    suggester = Suggester(searcher)
    outcomes = []
    for number, question in enumerate(questions, 1):
        query = Query(question.text, question.lang or None, question.context, attributes=question.attributes)
        if question.today:
            query = replace(query, today=question.today)
        started = perf_counter()
        found = searcher.find(query)
        cards = suggester.cards(found, query, {})
        ms = (perf_counter() - started) * 1000
        ranked = found if found.need else searcher.find(replace(query, typed=True))
        outcomes.append(
            Outcome(
                relevant=question.relevant,
                ranked=tuple(hit.article_id for hit in ranked.hits),
                shown=cards[0].article_id if cards else _NOTHING,
                probability=found.hits[0].probability if found.hits else 0.0,
                ms=ms,
            )
        )
        if progress is not None:
            progress(number, len(questions))
    return outcomes


def figures_of(searcher: Searcher, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """`figures`, with what was fitted to the bundle: the threshold from which it shows, and what words weigh in it."""
    fitted = {"threshold": searcher.threshold, "lexical_weight": searcher.calibration.lexical_weight}
    return {**figures(outcomes), **fitted}


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All figures of a run; `ci95` holds [low, high] of each: Wilson for shares, seeded bootstrap for the others."""
    answerable = [o for o in outcomes if o.answerable]
    unanswerable = [o for o in outcomes if not o.answerable]
    shown = [o for o in outcomes if o.shown]
    shares: dict[str, list[bool]] = {
        **{f"recall@{k}": [0 < o.rank() <= k for o in answerable] for k in (1, 3, 5)},
        "precision_shown": [o.shown in o.relevant for o in shown],
        "accuracy": [o.right for o in outcomes],
        "in_scope_accuracy": [o.right for o in answerable],
        "oos_recall": [o.right for o in unanswerable],
    }
    measures: dict[str, tuple[Callable[[Sequence[Outcome]], float | None], Sequence[Outcome]]] = {
        "mrr": (_mrr, answerable),
        "ndcg@10": (_ndcg, answerable),
        "auroc": (_auroc, outcomes),
        "mcc": (_mcc, outcomes),
        "detection_f1": (_detection_f1, outcomes),
        "ece": (_ece, outcomes),
    }
    result: dict[str, Any] = {"n": len(outcomes), "answerable": len(answerable)}
    ci95: dict[str, Any] = {}
    for name, values in shares.items():
        result[name] = _round(float(np.mean(values))) if values else None
        ci95[name] = _wilson(sum(values), len(values))
    for name, (measure, over) in measures.items():
        result[name] = _round(measure(over))
        ci95[name] = _bootstrap(measure, over)
    times = [o.ms for o in outcomes] or [0.0]
    order = ("n", "answerable", "recall@1", "recall@3", "recall@5", "mrr", "ndcg@10", "auroc")
    return {
        **{name: result[name] for name in order},
        "shown": len(shown),
        **{name: result[name] for name in ("precision_shown", "accuracy", "in_scope_accuracy", "oos_recall", "mcc")},
        "detection_f1": result["detection_f1"],
        "ece": result["ece"],
        "ci95": ci95,
        "latency_ms": {f"p{p}": round(float(np.percentile(times, p)), 3) for p in (50, 95, 99)},
    }


def _mrr(outcomes: Sequence[Outcome]) -> float | None:
    return float(np.mean([1 / o.rank() if o.rank() else 0.0 for o in outcomes])) if outcomes else None


def _ndcg(outcomes: Sequence[Outcome]) -> float | None:
    """Binary gains, the first ten (Järvelin and Kekäläinen 2002)."""
    if not outcomes:
        return None
    gains = []
    for o in outcomes:
        got = sum(1 / math.log2(place + 1) for place, found in enumerate(o.ranked[:10], 1) if found in o.relevant)
        gains.append(got / sum(1 / math.log2(place + 1) for place in range(1, min(len(o.relevant), 10) + 1)))
    return float(np.mean(gains))


def _auroc(outcomes: Sequence[Outcome]) -> float | None:
    """How well the top probability tells answerable from unanswerable questions."""
    labels = [o.answerable for o in outcomes]
    if len(set(labels)) < 2:
        return None
    return float(roc_auc_score(labels, [o.probability for o in outcomes]))


def _mcc(outcomes: Sequence[Outcome]) -> float | None:
    """Matthews correlation over all articles, with "nothing" as one more class (Gorodkin 2004)."""
    if not outcomes:
        return None
    truth = [o.shown if o.right else (o.relevant[0] if o.relevant else _NOTHING) for o in outcomes]
    shown = [o.shown for o in outcomes]
    # One class alone correlates with nothing.
    return float(matthews_corrcoef(truth, shown)) if len({*truth, *shown}) > 1 else None


def _detection_f1(outcomes: Sequence[Outcome]) -> float | None:
    """F1 of showing anything against there being an answer, whichever it is; None where neither ever happens."""
    both = sum(bool(o.shown) and o.answerable for o in outcomes)
    either = sum(bool(o.shown) for o in outcomes) + sum(o.answerable for o in outcomes)
    return 2 * both / either if either else None


def _ece(outcomes: Sequence[Outcome]) -> float | None:
    """Expected calibration error of the top probability in ten bins of equal width (Naeini and others 2015).

    Right = the first article ranked is relevant; what the need gate holds back has no probability and is left out.
    """
    asked = [o for o in outcomes if o.probability]
    if not asked:
        return None
    probability = np.array([o.probability for o in asked])
    gap = probability - np.array([o.rank() == 1 for o in asked])
    place = np.minimum((probability * 10).astype(int), 9)
    return float(np.abs(np.bincount(place, gap, minlength=10)).sum() / len(asked))


def _wilson(right: int, n: int) -> list[float] | None:
    """Wilson's score interval (1927) at 95 %."""
    if not n:
        return None
    z, share = 1.959964, right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)]


def _bootstrap(measure: Callable[[Sequence[Outcome]], float | None], outcomes: Sequence[Outcome]) -> list[float] | None:
    if measure(outcomes) is None:
        return None
    random = np.random.default_rng(7)
    draws: npt.NDArray[np.int64] = random.integers(0, len(outcomes), (_RESAMPLES, len(outcomes)))
    found = [measure([outcomes[i] for i in draw]) for draw in draws]
    low, high = np.percentile([value for value in found if value is not None], [2.5, 97.5])
    return [round(float(low), 4), round(float(high), 4)]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
