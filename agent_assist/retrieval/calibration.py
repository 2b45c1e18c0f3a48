"""How sure a hit is: a logistic over what ranking saw, fitted at build (kb_index.calibrating), read by the client."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError
from agent_assist.retrieval.ranking import CODE_WEIGHT, LEXICAL_WEIGHT

FloatArray = npt.NDArray[np.float32]
#: Names of the features, in the order of `features` below; all but the length may only raise the probability.
FEATURES = ("score", "margin", "lexical", "length")
_LONG, _WIDE = 12.0, 0.5


@dataclass(frozen=True, slots=True)
class Calibration:
    """floor: the mean top score of questions that this KB cannot answer; scores are measured from there to 1.

    Defaults are the prior that every fit starts from. clear: normalised score above which the last utterance needs no
    context. lexical_weight: what the query's words weigh in a score; absent from bundles of before it was fitted.
    fit: figures of the fit, for people.
    """

    floor: float = 0.3
    bias: float = -3.0
    weights: tuple[float, ...] = (7.0, 3.0, 1.5, 0.5)
    threshold: float = 0.5
    clear: float = 0.5
    lexical_weight: float = LEXICAL_WEIGHT
    fit: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def from_json(text: str) -> Calibration:
        """Raises BundleError when it is not a calibration."""
        try:
            data = json.loads(text)
            weights = tuple(float(w) for w in data["weights"])
            numbers = [float(data[name]) for name in ("floor", "bias", "threshold", "clear")]
            if len(weights) != len(FEATURES) or not np.isfinite([*weights, *numbers]).all() or not numbers[0] < 1:
                raise ValueError("weights")
            floor, bias, threshold, clear = numbers
            words = float(data.get("lexical_weight", LEXICAL_WEIGHT))
            if not 0 <= words <= CODE_WEIGHT:
                raise ValueError("lexical_weight")
            return Calibration(floor, bias, weights, threshold, clear, words, dict(data.get("fit", {})))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BundleError("calibration.json is not a calibration.", "Build the bundle again.") from error

    def to_json(self) -> str:
        """Canonical JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    def normalised(self, scores: FloatArray) -> FloatArray:
        """0 = as near as an unanswerable question comes on average, 1 = the same words."""
        return np.asarray((scores - self.floor) / (1 - self.floor), dtype=np.float32)

    def probabilities(self, scores: FloatArray, lexical: FloatArray, words: int) -> FloatArray:
        """(n,) probability that each hit is the right one; hits stand best first, and it never rises down the list.

        lexical: share of the query's word weight that the article has.  words: content words of the query.
        """
        if not len(scores):
            return np.zeros(0, dtype=np.float32)
        logits = self.bias + features(self.normalised(scores), lexical, words) @ np.asarray(self.weights)
        return np.minimum.accumulate(1 / (1 + np.exp(-logits))).astype(np.float32)


def features(normalised: FloatArray, lexical: FloatArray, words: int) -> npt.NDArray[np.float64]:
    """(n, features) of hits that stand best first. Margin = distance to the best other hit."""
    # Filled in place: this is on the way to the first card, and short arrays cost by the call.
    found = np.empty((len(normalised), len(FEATURES)))
    score, margin = found[:, 0], found[:, 1]
    score[:] = normalised
    np.subtract(score, score[0], out=margin)
    margin[0] = score[0] - (score[1] if len(normalised) > 1 else 0.0)
    np.minimum(np.maximum(margin, -_WIDE, out=margin), _WIDE, out=margin)
    found[:, 2] = lexical
    found[:, 3] = min(words, _LONG) / _LONG
    return found
