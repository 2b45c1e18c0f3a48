"""One learned vector per article that has several short texts of its own (title, questions, template lines).

Score = inner product + bias. The vector joins the normalised centroid with a linear discriminant whose within-class
covariance is shrunk towards the sphere (Fisher 1936; Ledoit and Wolf 2004), so that directions in which an article's
own questions vary count less. Being linear, both cost one inner product per candidate.
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
    return Prototypes(place, result.astype(np.float32), bias.astype(np.float32))


def _shrunk(differences: npt.NDArray[np.float64], residuals: int) -> npt.NDArray[np.float64]:
    covariance = differences.T @ differences / max(residuals, 1)
    sphere = max(float(np.trace(covariance)) / len(covariance), 1e-9) * np.eye(len(covariance))
    result: npt.NDArray[np.float64] = (1 - _SHRINKAGE) * covariance + _SHRINKAGE * sphere
    return result
