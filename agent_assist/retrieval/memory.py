"""What agents have taught: questions whose answer they used or dismissed, and how far these move an article.

A confirmed question counts as one more example of its article: the nearest question and the centroid move towards it
(prototypes as in Snell, Swersky and Zemel 2017). The move is bounded, so that a few wrong clicks cannot bury a good
article: up by at most `STEP` for each time it was confirmed, down by at most `MAX_DOUBT` however often dismissed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.prototypes import MINIMUM

FloatArray = npt.NDArray[np.float32]

#: Questions that count for one article, and of all: those taught last.
PER_ARTICLE, IN_ALL = 30, 3000
#: What one confirmation may add to an article's score; the same question counts at most so many times.
STEP, TIMES = 0.3, 3
MAX_DOUBT = 0.08
#: Cosine up to which nothing taught says anything about a question, and from which it says all.
_FAR, _NEAR = 0.25, 0.45
#: Cosine from which a dismissed question begins to speak against its article, and at which it does so wholly.
_DOUBTED, _SAME = 0.7, 0.95
#: What the query's words add where confirmed questions have them all.
_WORDS = 0.1
#: Of so many confirmed questions, a word that only one has does not count.
_MANY = 20
#: Smaller moves, and those of articles that are not among so many nearest ones, change nothing that is shown.
_LEAST, _MOVED = 0.005, 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, without what names a person, and the article that did or did not answer it.

    times: contacts in a row that said so.
    """

    id: int
    article_id: str
    text: str
    lang: str | None = None
    confirmed: bool = True
    times: int = 1


class Finds(Protocol):
    """What a memory needs of a searcher."""

    def encode(self, text: str, lang: str | None = None) -> FloatArray:
        """The query vector (d,) of a text, L2-normalised."""
        ...

    def own_vectors(self, article_id: str) -> tuple[FloatArray, npt.NDArray[np.bool_]] | None:
        """((n, d) vectors of an article, (n,) which of them are short texts); None where the bundle has none."""
        ...


class Memory:
    """The pairs as one bundle sees them. One caller at a time; the same pairs, whatever their order, move the same."""

    def __init__(self, finds: Finds, pairs: Iterable[Pair] = ()) -> None:
        self._finds = finds
        self._vectors: dict[int, FloatArray] = {}
        self._pairs: dict[int, Pair] = {}
        self._waiting: deque[int] = deque()
        self._own: dict[str, tuple[FloatArray, npt.NDArray[np.bool_]] | None] = {}
        self._index: _Index | None = None
        for pair in pairs:
            self.learn(pair)

    def __len__(self) -> int:
        return len(self._pairs)

    def learn(self, pair: Pair) -> None:
        """Take a pair in, or what became of one; it counts from the next `settle` on."""
        before = self._pairs.get(pair.id)
        self._pairs[pair.id] = pair
        self._index = None
        if before is None or (before.text, before.lang) != (pair.text, pair.lang):
            self._vectors.pop(pair.id, None)
            self._waiting.append(pair.id)

    def forget(self, id_: int) -> None:
        """Let go of a pair; one that is not known is none."""
        self._pairs.pop(id_, None)
        self._vectors.pop(id_, None)
        self._index = None

    @property
    def waits(self) -> bool:
        """Whether pairs wait for their vectors."""
        return bool(self._waiting)

    def settle(self, at_most: int) -> None:
        """Encode so many pairs that wait for their vectors, the newest first."""
        for _ in range(min(at_most, len(self._waiting))):
            id_ = self._waiting.pop()
            if (pair := self._pairs.get(id_)) is not None:
                self._vectors[id_] = self._finds.encode(pair.text, pair.lang)
                self._index = None

    def lifts(self, text: str, lang: str | None = None) -> dict[str, float]:
        """Article → how far it moves for this question, on the scale of the fused score; only those that move."""
        if not self._vectors:
            return {}
        if self._index is None:
            taught = self._taught()
            for id_ in taught.keys() - self._own.keys():
                self._own[id_] = self._finds.own_vectors(id_)  # a bundle never changes
            self._index = _Index.of(self._own, taught)
        return self._index.lifts(self._finds.encode(text, lang), terms(text, lang))

    def _taught(self) -> dict[str, list[tuple[Pair, FloatArray]]]:
        """Article → the pairs that count for it, newest first."""
        taught: dict[str, list[tuple[Pair, FloatArray]]] = {}
        for id_ in sorted(self._vectors, reverse=True)[:IN_ALL]:
            own = taught.setdefault(self._pairs[id_].article_id, [])
            if len(own) < PER_ARTICLE:
                own.append((self._pairs[id_], self._vectors[id_]))
        return taught


class _Index:
    """Arrays over the taught articles that the bundle has; a is their number, d the dimension.

    own, yes, no: rows of all of them together, each with the place of its article.
    """

    def __init__(
        self,
        ids: tuple[str, ...],
        own: tuple[FloatArray, npt.NDArray[np.int64]],
        yes: tuple[FloatArray, npt.NDArray[np.int64]],
        no: tuple[FloatArray, npt.NDArray[np.int64]],
        no_times: FloatArray,
        centres: tuple[FloatArray, FloatArray, npt.NDArray[np.bool_]],
        confirmed: npt.NDArray[np.int64],
        limit: FloatArray,
        words: dict[str, npt.NDArray[np.int64]],
    ) -> None:
        self._ids = ids
        self._own, self._yes, self._no, self._no_times = own, yes, no, no_times
        self._before, self._after, self._had_centre = centres
        self._weight = np.where(confirmed > 0, 0.5 + 1 / np.maximum(confirmed, 1), 0).astype(np.float32)
        self._confirmed = confirmed > 0
        self._limit = limit
        self._words = words

    @staticmethod
    def of(
        own: Mapping[str, tuple[FloatArray, npt.NDArray[np.bool_]] | None],
        taught: Mapping[str, list[tuple[Pair, FloatArray]]],
    ) -> _Index:
        """Index what was taught about the articles that the bundle has. own: `Finds.own_vectors` of each."""
        known = {id_: found for id_ in sorted(taught) if (found := own[id_]) is not None}
        ids = tuple(known)
        own_rows, own_place, before, after, had, limit = [], [], [], [], [], []
        rows: dict[bool, list[FloatArray]] = {True: [], False: []}
        places: dict[bool, list[int]] = {True: [], False: []}
        no_times: list[int] = []
        words: dict[str, set[int]] = {}
        for place, id_ in enumerate(ids):
            vectors, short = known[id_]
            own_rows.append(vectors)
            own_place += [place] * len(vectors)
            bundled = vectors[short].sum(axis=0)
            limit.append(STEP * sum(min(pair.times, TIMES) for pair, _ in taught[id_] if pair.confirmed))
            before.append(_unit(bundled))
            yes = [vector for pair, vector in taught[id_] if pair.confirmed]
            after.append(_centre(np.concatenate([vectors[short], _stacked(yes, vectors.shape[1])])))
            had.append(int(short.sum()) >= MINIMUM)
            for pair, vector in taught[id_]:
                rows[pair.confirmed].append(vector)
                places[pair.confirmed].append(place)
                if not pair.confirmed:
                    no_times.append(min(pair.times, TIMES))
            said = Counter(
                word for pair, _ in taught[id_] if pair.confirmed for word in set(terms(pair.text, pair.lang))
            )
            for word, count in said.items():
                # What one of many said is as likely a wrong click's.
                if count > len(yes) // _MANY:
                    words.setdefault(word, set()).add(place)
        dimension = before[0].shape[0] if before else 0
        confirmed = np.bincount(np.array(places[True], dtype=np.int64), minlength=len(ids))
        return _Index(
            ids,
            (np.concatenate(own_rows) if own_rows else np.zeros((0, 0), dtype=np.float32), np.array(own_place)),
            (_stacked(rows[True], dimension), np.array(places[True], dtype=np.int64)),
            (_stacked(rows[False], dimension), np.array(places[False], dtype=np.int64)),
            np.array(no_times, dtype=np.float32),
            (_stacked(before, dimension), _stacked(after, dimension), np.array(had, dtype=np.bool_)),
            confirmed,
            np.array(limit, dtype=np.float32),
            {word: np.array(sorted(holders), dtype=np.int64) for word, holders in words.items()},
        )

    def lifts(self, vector: FloatArray, words: list[str]) -> dict[str, float]:
        """How far each article moves for a query vector (d,) and the query's words."""
        if not self._ids:
            return {}
        cosine = self._nearest(self._own, vector)
        near = self._nearest(self._yes, vector)
        like = np.where(self._had_centre, self._before @ vector, cosine)
        before = (cosine + self._weight * like) / (1 + self._weight)
        after = (np.maximum(cosine, near) + self._weight * (self._after @ vector)) / (1 + self._weight)
        near_enough = np.clip((np.maximum(cosine, near) - _FAR) / (_NEAR - _FAR), 0, 1)
        move = np.minimum((after - before + _WORDS * self._agreement(words)) * near_enough, self._limit)
        move = np.where(self._confirmed, move, 0) - self._doubt(vector, near)
        first = np.argsort(-(before + np.maximum(move, 0)), kind="stable")[:_MOVED]
        return {self._ids[i]: round(float(move[i]), 4) for i in sorted(first) if abs(float(move[i])) >= _LEAST}

    def _nearest(self, rows: tuple[FloatArray, npt.NDArray[np.int64]], vector: FloatArray) -> FloatArray:
        """(a,) cosine of each article's nearest row; -1 where it has none."""
        found = np.full(len(self._ids), -1, dtype=np.float32)
        if len(rows[0]):
            np.maximum.at(found, rows[1], rows[0] @ vector)
        return found

    def _agreement(self, words: list[str]) -> FloatArray:
        """(a,) share of the weight of the query's words that confirmed questions of each article have."""
        found = np.zeros(len(self._ids), dtype=np.float32)
        whole = 0.0
        for word in set(words):
            holders = self._words.get(word)
            count = 0 if holders is None else len(holders)
            weight = float(np.log1p((len(self._ids) - count + 0.5) / (count + 0.5)))
            whole += weight
            if holders is not None:
                found[holders] += np.float32(weight)
        return found / np.float32(max(whole, 1e-9))

    def _doubt(self, vector: FloatArray, near: FloatArray) -> FloatArray:
        """(a,) how far dismissed questions press each article down. A confirmed one at least as near outweighs them."""
        found = np.zeros(len(self._ids), dtype=np.float32)
        rows, place = self._no
        if len(rows):
            cosine = rows @ vector
            share = np.clip((cosine - _DOUBTED) / (_SAME - _DOUBTED), 0, 1) * (cosine > near[place])
            np.add.at(found, place, (share * self._no_times * (MAX_DOUBT / 2)).astype(np.float32))
        return np.minimum(found, np.float32(MAX_DOUBT))


def _centre(vectors: FloatArray) -> FloatArray:
    """(d,) where most of the vectors (n, d) point: those far less near to it than usual hardly count."""
    near = vectors @ _unit(vectors.sum(axis=0))
    usual = max(float(np.median(near)), 0.05) if len(near) else 1.0
    weights = np.clip((near / usual - 0.4) / 0.4, 0.05, 1)
    return _unit((vectors * weights[:, None]).sum(axis=0))


def _unit(vector: npt.NDArray[np.floating]) -> FloatArray:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


def _stacked(vectors: list[FloatArray], dimension: int) -> FloatArray:
    return np.stack(vectors) if vectors else np.zeros((0, dimension), dtype=np.float32)
