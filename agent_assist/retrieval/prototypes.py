"""One learned vector per article that has several short texts of its own (title, questions, template lines), which
translations share.

Score = inner product + bias. The vector joins the normalised centroid with a linear discriminant whose within-class
covariance is shrunk towards the sphere (Fisher 1936; Ledoit and Wolf 2004), so that directions in which an article's
own questions vary count less, and with a ridge regression on whether a text is the article's (Hoerl and Kennard 1970),
which tells it from its neighbours. Being linear, all three cost one inner product per candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]

#: Fewer texts than this say too little about how an article is asked for.
MINIMUM = 3
_CENTROID, _DISCRIMINANT, _SHRINKAGE = 0.5, 0.05, 0.6
#: Residuals at which the discriminant gets half its weight: with few texts its covariance is mostly guessed.
_HALF_TRUST = 50
#: Weight and penalty of the regression; texts are worked through so many at a time.
_REGRESSION, _PENALTY, _CHUNK = 0.3, 1.0, 65536


@dataclass(frozen=True, slots=True)
class Prototypes:
    """place: (articles,) row of each article in `vectors`, -1 where it has none.  vectors: (m, d).  bias: (m,)."""

    place: IntArray
    vectors: FloatArray
    bias: FloatArray

    @staticmethod
    def none(articles: int, dimension: int) -> Prototypes:
        """No article has one."""
        empty = np.zeros((0, dimension), dtype=np.float32)
        return Prototypes(np.full(articles, -1, dtype=np.int32), empty, np.zeros(0, dtype=np.float32))

    def scores(self, articles: npt.NDArray[np.integer], vector: FloatArray, fallback: FloatArray) -> FloatArray:
        """(n,) prototype scores of the articles for a query vector; where there is none, half of `fallback`."""
        result = fallback * np.float32(_CENTROID)
        place = self.place[articles]
        known = place >= 0
        if known.any():
            chosen = place[known]
            result[known] = self.vectors[chosen] @ vector + self.bias[chosen]
        return result

    def save(self, path: Path) -> None:
        """Write as .npz."""
        with path.open("wb") as file:
            np.savez(file, place=self.place, vectors=self.vectors, bias=self.bias)

    @staticmethod
    def load(path: Path) -> Prototypes:
        """Raises BundleError when the file is damaged."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return Prototypes(arrays["place"], arrays["vectors"], arrays["bias"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise BundleError("The prototypes cannot be read.", "Build the bundle again.", file=str(path)) from error


def learn(vectors: FloatArray, row_article: IntArray, articles: int) -> Prototypes:
    """Learn from the vectors (n, d) of titles, questions and template lines, and the article each belongs to."""
    dimension = vectors.shape[1]
    counts = np.bincount(row_article, minlength=articles)
    chosen = np.flatnonzero(counts >= MINIMUM)
    if not len(chosen):
        return Prototypes.none(articles, dimension)
    place = np.full(articles, -1, dtype=np.int32)
    place[chosen] = np.arange(len(chosen), dtype=np.int32)
    inside = place[row_article] >= 0
    owner, own = place[row_article[inside]], vectors[inside].astype(np.float64)
    centroids = np.zeros((len(chosen), dimension))
    np.add.at(centroids, owner, own)
    centroids /= counts[chosen][:, None]
    result = _CENTROID * centroids / np.maximum(np.linalg.norm(centroids, axis=1, keepdims=True), 1e-9)
    bias = np.zeros(len(chosen))
    residuals = len(own) - len(chosen)
    if len(chosen) >= 3:
        within = _shrunk(own - centroids[owner], residuals)
        discriminant = np.linalg.solve(within, centroids.T).T
        offset = -0.5 * np.einsum("ij,ij->i", discriminant, centroids)
        spread = centroids @ discriminant.T + offset
        scale = _DISCRIMINANT * residuals / (residuals + _HALF_TRUST) / max(float(spread.std()), 1e-9)
        result += scale * discriminant
        bias += scale * (offset - spread.mean())
        slope, level = _regression(own, owner, counts[chosen])
        result += _REGRESSION * slope
        bias += _REGRESSION * level
    return Prototypes(place, result.astype(np.float32), bias.astype(np.float32))


def _regression(
    own: npt.NDArray[np.float64], owner: IntArray, counts: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """(m, d) slopes and (m,) levels: 0 on average over the texts, about 1 more for an article's own.

    A text weighs 1 / root of its article's texts, so that articles with many do not drown the others.
    """
    weight = 1 / np.sqrt(counts)[owner]
    weight /= weight.mean()
    mean: npt.NDArray[np.float64] = own.mean(axis=0)
    dimension = own.shape[1]
    covariance: npt.NDArray[np.float64] = _PENALTY * np.eye(dimension)
    sums = np.zeros((len(counts), dimension))
    for start in range(0, len(own), _CHUNK):
        part = slice(start, start + _CHUNK)
        centred = own[part] - mean
        weighted = centred * weight[part, None]
        covariance = covariance + weighted.T @ centred
        np.add.at(sums, owner[part], weighted)
    sums -= (counts / len(own))[:, None] * sums.sum(axis=0)
    slope = np.asarray(np.linalg.solve(covariance, sums.T).T, dtype=np.float64)
    return slope, -(slope @ mean)


def _shrunk(differences: npt.NDArray[np.float64], residuals: int) -> npt.NDArray[np.float64]:
    covariance = differences.T @ differences / max(residuals, 1)
    sphere = max(float(np.trace(covariance)) / len(covariance), 1e-9) * np.eye(len(covariance))
    result: npt.NDArray[np.float64] = (1 - _SHRINKAGE) * covariance + _SHRINKAGE * sphere
    return result
