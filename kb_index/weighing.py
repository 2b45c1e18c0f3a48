"""What words weigh beside vectors in one knowledge base, fitted at build to its own questions.

Words help where an encoder does not know the trade, and do harm where it was tuned on the very questions. How much
shows in how likely the right article comes out of a softmax over the scores of what a question finds: that moves
smoothly with the weight, where counting first places would need thousands of questions. A prior holds the weight at
its default, so that a few questions move it little (maximum a posteriori).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.ranking import LEXICAL_WEIGHT, Ranked

#: Weights to choose from, the temperatures at which scores become shares, and the prior's standard deviation.
_WEIGHTS = (0.0, 0.05, 0.1, 0.15, LEXICAL_WEIGHT, 0.25, 0.3)
_TEMPERATURES = np.geomspace(0.015, 0.2, 20)
_SPREAD = 0.2
#: Best articles of a question that are compared, and the least share of a right one: a hopeless question tells nothing.
_COMPARED, _LEAST = 40, 1e-3


@dataclass(frozen=True, slots=True)
class Asked:
    """One question asked of the KB. ranked: what it found, words weighing what they do by default.

    kind: own, title, near or far.  right: places of the articles that answer it, None where none does.  words: content
    words of the question.  code: whether it holds one; then words weigh what they do for codes.
    """

    kind: str
    ranked: Ranked
    right: npt.NDArray[np.int64] | None
    words: int
    code: bool

    def weighed(self, lexical_weight: float) -> Ranked:
        """What it finds, best first, where words weigh so much."""
        if self.code or lexical_weight == LEXICAL_WEIGHT:
            return self.ranked
        more = np.float32(lexical_weight - LEXICAL_WEIGHT)
        score = np.asarray(self.ranked.score + more * self.ranked.lexical, dtype=np.float32)
        return replace(self.ranked, score=score).take(np.lexsort((self.ranked.article, -score)))


def fit_weight(asked: Sequence[Asked]) -> float:
    """The weight under which the KB's own customer questions find their articles most surely, prior included.

    The temperature is the best one for each weight, since a larger weight also spreads the scores.
    """
    telling = [found for one in asked if (found := _compared(one)) is not None]
    if not telling:
        return LEXICAL_WEIGHT
    scores, lexical, right = (np.stack(arrays) for arrays in zip(*telling, strict=True))
    # The default comes first, so that it stands where another is no better.
    order = sorted(_WEIGHTS, key=lambda weight: abs(weight - LEXICAL_WEIGHT))
    loss = [_loss(scores + (weight - LEXICAL_WEIGHT) * lexical, right) + _prior(weight) for weight in order]
    return order[int(np.argmin(loss))]


def _compared(
    asked: Asked,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.bool_]] | None:
    """Scores (-inf where fewer were found), agreements and rightness of the best articles; None where they tell nothing
    of the weight: a title as a question, a code, an answer that was not found."""
    if asked.kind != "own" or asked.code or asked.right is None:
        return None
    n = min(len(asked.ranked), _COMPARED)
    right = np.zeros(_COMPARED, dtype=np.bool_)
    right[:n] = np.isin(asked.ranked.article[:n], asked.right)
    if not right.any():
        return None
    scores, lexical = np.full(_COMPARED, -np.inf), np.zeros(_COMPARED)
    scores[:n], lexical[:n] = asked.ranked.score[:n], asked.ranked.lexical[:n]
    return scores, lexical, right


def _loss(scores: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Negative log likelihood of the right articles, (n, articles) each, at the best temperature."""
    above = scores - scores.max(axis=1, keepdims=True)
    losses = []
    for temperature in _TEMPERATURES:
        heights = np.exp(above / temperature)
        share = (heights * right).sum(axis=1) / heights.sum(axis=1)
        losses.append(-float(np.log(np.maximum(share, _LEAST)).sum()))
    return min(losses)


def _prior(weight: float) -> float:
    return float((weight - LEXICAL_WEIGHT) ** 2 / (2 * _SPREAD**2))
