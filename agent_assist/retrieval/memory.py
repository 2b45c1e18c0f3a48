"""What agents have taught: questions whose answer they used or dismissed, and how far these move an article.

A confirmed question counts as one more example of its article, as far as everything else known lets one believe it
(retrieval.taught). The move is bounded, so that a few wrong clicks cannot bury a good article: up by at most `STEP`
for each time it was confirmed, down by at most `MAX_DOUBT` however often dismissed.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.taught import Moves, Taught, belief

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
#: A confirmed question is as near as a dismissed one where it is farther by no more than this.
_EQUAL = 0.05
#: What the query's words add where many confirmed questions together have them all, and the number at which they add
#: half of it: with one question, its words say more of who asked than of what about.
_WORDS, _HALF_WORDS = 0.12, 2
#: Questions that are believed less lend no words; of so many, a word that only one has does not count.
_BELIEVED, _MANY = 0.5, 20
#: Articles that each question is held against.
_RIVALS = 50
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

    def nearest(self, vector: FloatArray, count: int) -> dict[str, float]:
        """Article → cosine of its nearest row, for those that hold so many nearest rows of a vector (d,)."""
        ...


class Memory:
    """The pairs as one bundle sees them. One caller at a time; the same pairs, whatever their order, move the same."""

    def __init__(self, finds: Finds, pairs: Iterable[Pair] = ()) -> None:
        self._finds = finds
        self._vectors: dict[int, FloatArray] = {}
        self._rivals: dict[int, dict[str, float]] = {}
        self._words: dict[int, frozenset[str]] = {}
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
            self._drop(pair.id)
            self._waiting.append(pair.id)

    def forget(self, id_: int) -> None:
        """Let go of a pair; one that is not known is none."""
        self._pairs.pop(id_, None)
        self._drop(id_)
        self._index = None

    def _drop(self, id_: int) -> None:
        for of_pairs in (self._vectors, self._rivals, self._words):
            of_pairs.pop(id_, None)

    @property
    def waits(self) -> bool:
        """Whether pairs wait for their vectors."""
        return bool(self._waiting)

    def settle(self, at_most: int) -> None:
        """Encode so many pairs that wait for their vectors, the newest first; after the last, fit what they say."""
        for _ in range(min(at_most, len(self._waiting))):
            id_ = self._waiting.pop()
            if (pair := self._pairs.get(id_)) is not None:
                vector = self._vectors[id_] = self._finds.encode(pair.text, pair.lang)
                self._rivals[id_] = self._finds.nearest(vector, _RIVALS) if pair.confirmed else {}
                self._words[id_] = frozenset(terms(pair.text, pair.lang))
                self._index = None
        if not self._waiting:
            self._fitted()

    def lifts(self, text: str, lang: str | None = None) -> dict[str, float]:
        """Article → how far it moves for this question, on the scale of the fused score; only those that move."""
        if not self._vectors:
            return {}
        return self._fitted().lifts(self._finds.encode(text, lang), terms(text, lang))

    def _fitted(self) -> _Index:
        if self._index is None:
            taught = self._taught()
            for id_ in taught.keys() - self._own.keys():
                self._own[id_] = self._finds.own_vectors(id_)  # a bundle never changes
            self._index = _Index(self._own, taught)
        return self._index

    def _taught(self) -> dict[str, list[_Known]]:
        """Article → the pairs that count for it, newest first."""
        taught: dict[str, list[_Known]] = {}
        for id_ in sorted(self._vectors, reverse=True)[:IN_ALL]:
            pair = self._pairs[id_]
            own = taught.setdefault(pair.article_id, [])
            if len(own) < PER_ARTICLE:
                if pair.confirmed and not self._rivals[id_]:  # it was dismissed when it was encoded
                    self._rivals[id_] = self._finds.nearest(self._vectors[id_], _RIVALS)
                own.append(_Known(pair, self._vectors[id_], self._rivals[id_], self._words[id_]))
        return taught


@dataclass(frozen=True, slots=True)
class _Known:
    """A pair with its vector (d,), the cosines of the articles nearest to it, and its words."""

    pair: Pair
    vector: FloatArray
    rivals: Mapping[str, float]
    words: frozenset[str]


class _Index:
    """What the pairs say of the taught articles that the bundle has, as arrays; a is their number, d the dimension."""

    def __init__(
        self,
        own: Mapping[str, tuple[FloatArray, npt.NDArray[np.bool_]] | None],
        taught: Mapping[str, list[_Known]],
    ) -> None:
        """own: `Finds.own_vectors` of each article."""
        has = {id_: found for id_ in sorted(taught) if (found := own[id_]) is not None and len(found[0])}
        self._ids = tuple(has)
        if not has:
            return
        dimension = next(iter(has.values()))[0].shape[1]
        every = [(place, known) for place, id_ in enumerate(has) for known in taught[id_]]
        yes = [known for _, known in every if known.pair.confirmed]
        place = np.array([place for place, known in every if known.pair.confirmed], dtype=np.int64)
        times = np.array([known.pair.times for known in yes], dtype=np.float32)
        no = [known for _, known in every if not known.pair.confirmed]
        self._no = _stacked([known.vector for known in no], dimension)
        self._no_place = np.array([place for place, known in every if not known.pair.confirmed], dtype=np.int64)
        self._no_times = np.array([min(known.pair.times, TIMES) for known in no], dtype=np.float32)
        arrays = Taught(
            _stacked([known.vector for known in yes], dimension),
            place,
            times,
            np.concatenate([vectors for vectors, _ in has.values()]),
            np.repeat(np.arange(len(has)), [len(vectors) for vectors, _ in has.values()]),
            np.concatenate([short for _, short in has.values()]),
        )
        believed = belief(arrays, _rivals(yes, has.keys()))
        self._moves = Moves(arrays, believed)
        self._limit = np.zeros(len(has), dtype=np.float32)
        np.add.at(self._limit, place, STEP * np.minimum(times, TIMES) * np.minimum(1, believed / _BELIEVED))
        told = place[believed >= _BELIEVED]
        self._words = _words(
            [known.words for known, sure in zip(yes, believed, strict=True) if sure >= _BELIEVED], told
        )
        questions = np.bincount(told, minlength=len(has)).astype(np.float32)
        self._word_weight = _WORDS * questions / (questions + _HALF_WORDS)

    def lifts(self, vector: FloatArray, words: list[str]) -> dict[str, float]:
        """How far each article moves for a query vector (d,) and the query's words."""
        if not self._ids:
            return {}
        moves, cosine, near = (values[0] for values in self._moves(vector[None]))
        near_enough = np.clip((np.maximum(cosine, near) - _FAR) / (_NEAR - _FAR), 0, 1)
        taught = np.clip((moves + self._word_weight * self._agreement(words)) * near_enough, -MAX_DOUBT, self._limit)
        move = np.where(self._limit > 0, taught, 0) - self._doubt(vector, near)
        move = np.maximum(move, -MAX_DOUBT)
        moved = np.flatnonzero(np.abs(move) >= _LEAST)
        if len(moved) > _MOVED:
            first = np.argsort(-(cosine + np.maximum(move, 0))[moved], kind="stable")[:_MOVED]
            moved = np.sort(moved[first])
        return {self._ids[i]: round(value, 4) for i, value in zip(moved.tolist(), move[moved].tolist(), strict=True)}

    def _agreement(self, words: list[str]) -> FloatArray:
        """(a,) share of the weight of the query's words that confirmed questions of each article have."""
        found = np.zeros(len(self._ids), dtype=np.float32)
        whole = 0.0
        for word in set(words):
            holders = self._words.get(word)
            count = 0 if holders is None else len(holders)
            weight = math.log1p((len(self._ids) - count + 0.5) / (count + 0.5))
            whole += weight
            if holders is not None:
                found[holders] += np.float32(weight)
        return found / np.float32(max(whole, 1e-9))

    def _doubt(self, vector: FloatArray, near: FloatArray) -> FloatArray:
        """(a,) how far dismissed questions press each article down. A confirmed one at least as near outweighs them."""
        found = np.zeros(len(self._ids), dtype=np.float32)
        if len(self._no):
            cosine = self._no @ vector
            share = np.clip((cosine - _DOUBTED) / (_SAME - _DOUBTED), 0, 1) * (cosine > near[self._no_place] + _EQUAL)
            np.add.at(found, self._no_place, (share * self._no_times * (MAX_DOUBT / 2)).astype(np.float32))
        return found


def _rivals(pairs: Sequence[_Known], taught: Collection[str]) -> FloatArray:
    """(pairs, r) cosines of the nearest articles of which nothing is taught; -1 where there are fewer."""
    rows = [[cosine for id_, cosine in known.rivals.items() if id_ not in taught] for known in pairs]
    found = np.full((len(rows), max(map(len, rows), default=0)), -1, dtype=np.float32)
    for row, cosines in enumerate(rows):
        found[row, : len(cosines)] = cosines
    return found


def _words(texts: Sequence[frozenset[str]], place: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.int64]]:
    """Word → the articles whose questions have it. place: (texts,) rising, the article of each."""
    holders: dict[str, list[int]] = {}
    for article in np.unique(place):
        said = texts[np.searchsorted(place, article) : np.searchsorted(place, article, "right")]
        for word, count in Counter(word for words in said for word in words).items():
            # What one of many said is as likely a wrong click's.
            if count > len(said) // _MANY:
                holders.setdefault(word, []).append(int(article))
    return {word: np.array(articles, dtype=np.int64) for word, articles in holders.items()}


def _stacked(vectors: list[FloatArray], dimension: int) -> FloatArray:
    return np.stack(vectors) if vectors else np.zeros((0, dimension), dtype=np.float32)
