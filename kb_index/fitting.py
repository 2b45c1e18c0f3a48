"""Fits the logistic and its threshold to what a KB's questions brought: kinds of samples, their shares, the prior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]

from agent_assist.retrieval.calibration import FEATURES, Calibration, features

#: Standard deviations of the prior on the weights and the bias.
_PRIOR_SPREAD, _PRIOR_BIAS_SPREAD = 1.5, 2.0
#: What share of contacts' questions the KB is taken to answer, and of the rest, what share is near its trade.
_ANSWERABLE, _NEAR = 0.7, 0.3
#: Rounds of the fit; after each, requests of other trades that the KB answers more likely than not are left out.
_ROUNDS = 3
#: The threshold may move this far to suit the samples; more would be fitting noise.
_THRESHOLDS = (0.34, 0.36, 0.38, 0.40, 0.42, 0.44, 0.46)
#: How long a KB's own questions are tells nothing of a customer's: a fit leaves the length out.
_LENGTH = (0, 0)
#: A fit speaks as so many independent samples at most.
_EFFECTIVE = 400.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One question asked of the KB: the three best scores, lexical agreement of the best, and whether it was right."""

    kind: str
    scores: tuple[float, ...]
    lexical: float
    words: int
    right: bool


def solve(samples: Sequence[Sample]) -> Calibration:
    """The logistic with the highest posterior, and the threshold by which most samples come out right."""
    every = [sample for sample in samples if sample.scores]
    found, usable = Calibration(), every
    for _ in range(_ROUNDS):
        far = [s.scores[0] for s in usable if s.kind == "far"]
        scale = Calibration(floor=round(float(np.median(far)), 6) if far else Calibration().floor)
        # A title meets everything of its article but itself, which tells little about a customer's words.
        if not any(s.right for s in usable if s.kind == "own"):
            return scale
        found = _solve(usable, scale)
        # A KB of jokes and weather does answer some of what other KBs do not.
        usable = [s for s in every if s.kind != "far" or _probability(s, found) < 0.5]
    return found


def _solve(samples: Sequence[Sample], prior: Calibration) -> Calibration:
    rows = np.stack([_features(sample, prior) for sample in samples])
    right = np.array([s.right for s in samples])
    weight = _weights([s.kind for s in samples])
    start = np.array([prior.bias, *prior.weights])
    spread = np.array([_PRIOR_BIAS_SPREAD, *[_PRIOR_SPREAD] * len(FEATURES)])
    inputs = np.column_stack([np.ones(len(rows)), rows])

    def loss(x: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        logits = inputs @ x
        error = 1 / (1 + np.exp(-logits)) - right
        distance = (x - start) / spread
        value = np.sum(weight * (np.logaddexp(0, logits) - right * logits)) + 0.5 * np.sum(distance**2)
        return float(value), inputs.T @ (weight * error) + distance / spread

    bounds = [(None, None), (0.5, None), (0, None), (0, None), _LENGTH]
    solution = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    probability = 1 / (1 + np.exp(-(inputs @ solution)))
    answerable = np.array([s.kind in ("own", "title") for s in samples])
    counts = {kind: sum(s.kind == kind for s in samples) for kind in sorted({s.kind for s in samples})}
    return replace(
        prior,
        bias=round(float(solution[0]), 6),
        weights=tuple(round(float(w), 6) for w in solution[1:]),
        threshold=_threshold(probability, right, answerable, weight),
        fit={"samples": counts, "ece": _ece(probability, right, weight)},
    )


def _probability(sample: Sample, calibration: Calibration) -> float:
    scores = np.array(sample.scores, dtype=np.float32)
    lexical = np.full(len(scores), sample.lexical, dtype=np.float32)
    return float(calibration.probabilities(scores, lexical, sample.words)[0])


def _features(sample: Sample, scale: Calibration) -> npt.NDArray[np.float64]:
    scores = np.array(sample.scores, dtype=np.float32)
    first: npt.NDArray[np.float64] = features(
        scale.normalised(scores), np.full(len(scores), sample.lexical, dtype=np.float32), sample.words
    )[0]
    return first


def _weights(kinds: Sequence[str]) -> npt.NDArray[np.float64]:
    """Weight of each sample, so that every kind has its share whatever its number.

    All together they weigh as much as so many equal ones would tell (Kish 1965): four questions that stand for most of
    a contact do not tell more than four, however many requests of other trades stand beside them.
    """
    share = {
        "own": _ANSWERABLE, "title": _ANSWERABLE / 2,
        "near": (1 - _ANSWERABLE) * _NEAR, "far": (1 - _ANSWERABLE) * (1 - _NEAR),
    }  # fmt: skip
    count = {kind: kinds.count(kind) for kind in set(kinds)}
    each = np.array([share[kind] / count[kind] for kind in kinds])
    effective = min(float(each.sum() ** 2 / np.sum(each**2)), _EFFECTIVE)
    weights: npt.NDArray[np.float64] = effective * each / each.sum()
    return weights


def _threshold(
    probability: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    answerable: npt.NDArray[np.bool_],
    weight: npt.NDArray[np.float64],
) -> float:
    """Right = the right article shown, or nothing shown where nothing answers."""
    good = [float(np.sum(weight * np.where(probability >= t, right, ~answerable))) for t in _THRESHOLDS]
    return _THRESHOLDS[int(np.argmax(good))]


def _ece(probability: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64]) -> float:
    """Expected calibration error in ten bins (Naeini and others 2015), on the samples of the fit."""
    place = np.minimum((probability * 10).astype(int), 9)
    gaps = [abs(np.sum(weight[place == b] * (probability - right)[place == b])) for b in range(10)]
    return round(float(sum(gaps) / np.sum(weight)), 4)
