"""What confirmed questions say of the articles they were confirmed for: whom to believe, and how far each moves.

Believing: a click is right nine times in ten; a wrong one lands anywhere. By Bayes, a question that points clearly at
another article (its titles, texts and confirmed questions) is hardly believed, one that points nowhere is, and each
further contact that says the same counts nine times as much.

Moving: the nearest question, the centroid (prototypes as in Snell, Swersky and Zemel 2017) and a linear discriminant
with a shared within-class covariance, shrunk towards the sphere (Fisher 1936; Ledoit and Wolf 2004). Customers' words
are nearer to customers' words than to any title; what that alone gives is taken off again, measured on the questions
themselves as questions of an article that is not theirs, or else whatever nobody has taught would sink.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.prototypes import MINIMUM

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

#: How often a click is right, the temperatures at which cosines become shares (of titles alone, and beside other
#: questions), and how much nearer two customers' wordings of different matters are than a wording and a title.
_RIGHT, _TITLES_TELL, _TEMPERATURE, _ALIKE = 0.9, 0.1, 0.05, 0.1
#: However clearly a question points elsewhere: one contact is ignored, two are half believed, three are believed.
_LEAST = 0.01
#: Questions believed less than this count for nothing; the others lose so much cosine for each factor e.
_IGNORED, _DISBELIEF = 0.3, 0.1
#: Weight of the centroid with one text, and the power of their number by which it falls.
_CENTROID, _FALL = 3.0, 0.65
#: Weight of the discriminant with one question for each article, its shrinkage, and the questions at which it gets half
#: its weight.
_DISCRIMINANT, _SHRINKAGE, _HALF_TRUST = 0.03, 0.6, 60
#: More questions than this make the discriminant no stronger: the nearest one knows better by then.
_MANY = 8
#: On so many questions, the newest, it is measured what any confirmed question gives.
_MEASURED = 300


@dataclass(frozen=True, slots=True)
class Taught:
    """Confirmed questions, those of one article next to each other, and their articles; d is the dimension.

    vectors: (n, d).  place: (n,) rising, each question's article, of a.  times: (n,) contacts that confirmed it.
    own: (m, d) all rows of the articles.  own_place: (m,) rising, every article has one.  short: (m,) no passages.
    """

    vectors: FloatArray
    place: IntArray
    times: FloatArray
    own: FloatArray
    own_place: IntArray
    short: npt.NDArray[np.bool_]

    @property
    def articles(self) -> int:
        """Their number, a."""
        return int(self.own_place[-1]) + 1 if len(self.own_place) else 0


def belief(taught: Taught, rivals: FloatArray) -> FloatArray:
    """(n,) how likely each confirmed question is right, 0 where that is hardly so.

    rivals: (n, r) cosines of the r nearest articles of which nothing is taught, -1 where there are fewer.
    """
    own = _best(taught.vectors @ taught.own.T, _starts(taught.own_place), taught.articles)
    between = taught.vectors @ taught.vectors.T
    np.fill_diagonal(between, -1)
    near = np.maximum(own, _best(between, _starts(taught.place), taught.articles) - _ALIKE)
    everything = np.concatenate([near, rivals], axis=1)
    # Of an article that has no other question only titles tell, and these tell little of what customers say.
    alone = np.bincount(taught.place, minlength=taught.articles)[taught.place] == 1
    temperature = np.where(alone, _TITLES_TELL, _TEMPERATURE)[:, None]
    heights = np.exp((everything - everything.max(axis=1, keepdims=True)) / temperature)
    share = heights[np.arange(len(near)), taught.place] / heights.sum(axis=1)
    compared = near.shape[1] + (rivals > -1).sum(axis=1)
    odds = np.power(_RIGHT / (1 - _RIGHT), np.minimum(taught.times, 9)) * np.maximum(share * compared, _LEAST)
    believed = odds / (1 + odds)
    return np.where(believed < _IGNORED, 0, believed).astype(np.float32)


class Moves:
    """How far what was taught moves each of its articles for a query, from vectors alone; fitted once."""

    def __init__(self, taught: Taught, believed: FloatArray) -> None:
        self._taught = taught
        self._penalty = (_DISBELIEF * np.log(np.maximum(believed, 1e-4))).astype(np.float32)
        self._own_starts, self._starts = _starts(taught.own_place), _starts(taught.place)
        a = taught.articles
        short, short_place = taught.own[taught.short].astype(np.float64), taught.own_place[taught.short]
        texts = np.bincount(short_place, minlength=a)
        questions = np.bincount(taught.place[believed > 0], minlength=a)
        titles = _sums(short, short_place, a)
        weighed = taught.vectors.astype(np.float64) * believed[:, None]
        means = (titles + _sums(weighed, taught.place, a)) / np.maximum(
            texts + np.bincount(taught.place, believed, minlength=a), 1e-9
        )[:, None]
        weight = _CENTROID / np.maximum(texts - 1 + questions, 1) ** _FALL
        share = np.where(questions > 0, weight / (1 + weight), 0)
        # Where the bundle has learned a centroid of its own, the new one stands against that one.
        had = texts >= MINIMUM
        direction = share[:, None] * (_units(means) - np.where(had[:, None], _units(titles), 0))
        self._nearest = np.asarray(1 - share, dtype=np.float32)
        self._before = np.asarray(np.where(had, 1 - share, 1), dtype=np.float32)
        solved, offset = self._discriminant(means, believed, short, short_place)
        trust = questions.sum() / (questions.sum() + _HALF_TRUST)
        new = questions / np.maximum(questions + texts - 1, 1)
        strength = _DISCRIMINANT * trust * new * np.sqrt(np.minimum(questions, _MANY))
        directions = np.asarray(direction + strength[:, None] * solved, dtype=np.float32)
        self._offset = np.asarray(strength * offset, dtype=np.float32)
        # One product with all rows is cheaper than three.
        self._rows = np.concatenate([taught.own, taught.vectors, directions])
        self._offset -= np.float32(self._given())

    def __call__(self, vectors: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """For queries (q, d) the moves, and the cosines of the articles' nearest rows and nearest questions; (q, a)."""
        a = self._taught.articles
        own, questions = len(self._taught.own), len(self._taught.vectors)
        found = vectors @ self._rows.T
        cosine = _best(found[:, :own], self._own_starts, a)
        near = _best(found[:, own : own + questions] + self._penalty, self._starts, a)
        moves = self._nearest * np.maximum(cosine, near) - self._before * cosine
        return moves + found[:, own + questions :] + self._offset, cosine, near

    def _discriminant(
        self, means: npt.NDArray[np.float64], believed: FloatArray, short: npt.NDArray[np.float64], place: IntArray
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """((a, d), (a,)): scores of spread 1 and mean 0 over the articles."""
        rest = np.concatenate(
            [(self._taught.vectors - means[self._taught.place]) * np.sqrt(believed)[:, None], short - means[place]]
        )
        covariance = rest.T @ rest / max(float(believed.sum()), 1.0)
        sphere = max(float(np.trace(covariance)) / len(covariance), 1e-9) * np.eye(len(covariance))
        solved = np.linalg.solve((1 - _SHRINKAGE) * covariance + _SHRINKAGE * sphere, means.T).T
        offset = -0.5 * np.einsum("ij,ij->i", solved, means)
        spread = max(float((means @ solved.T + offset).std()), 1e-9)
        return (solved - solved.mean(axis=0)) / spread, (offset - offset.mean()) / spread

    def _given(self) -> float:
        """What being taught gives an article over its own texts where it is not the right one but the best of those."""
        if self._taught.articles < 2 or not len(self._taught.place):
            return 0.0
        newest = slice(None, None, max(1, -(-len(self._taught.place) // _MEASURED)))
        moves, cosine, _ = self(self._taught.vectors[newest])
        after, before = cosine + moves, cosine
        rows = np.arange(len(after))
        after[rows, self._taught.place[newest]] = before[rows, self._taught.place[newest]] = -2
        return float((after.max(axis=1) - before.max(axis=1)).mean())


def _starts(place: IntArray) -> tuple[IntArray, IntArray]:
    """Where each article's rows begin, and the articles that have some. place: (n,) rising."""
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    return starts, place[starts]


def _best(values: FloatArray, rows: tuple[IntArray, IntArray], articles: int) -> FloatArray:
    """(q, a) the largest of each article's values (q, n), -1 where it has none. rows: `_starts` of their places."""
    starts, whose = rows
    if len(starts) == articles == values.shape[1]:
        return values
    found = np.full((len(values), articles), -1, dtype=np.float32)
    if len(starts):
        found[:, whose] = np.maximum.reduceat(values, starts, axis=1)
    return found


def _sums(rows: npt.NDArray[np.float64], place: IntArray, articles: int) -> npt.NDArray[np.float64]:
    found = np.zeros((articles, rows.shape[1]))
    np.add.at(found, place, rows)
    return found


def _units(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    result: npt.NDArray[np.float64] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return result
