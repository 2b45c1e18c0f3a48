"""From rows to articles: score fusion, what may be shown, one hit per topic, no doubles.

Score = (best cosine + prototype) / 1.5 + w · lexical agreement, w as the bundle says and larger where the query holds a
code. Scores are added, never ranks: reciprocal-rank fusion loses what the cosine knows about how near a row is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.passages import ArticleRow
from agent_assist.retrieval.prototypes import Prototypes

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]

#: What words weigh where nothing was fitted (kb_index.weighing).
LEXICAL_WEIGHT = 0.2
#: Fault codes, order numbers and tariff names mean what they spell, which vectors do not see, in any bundle.
CODE_WEIGHT = 0.5
#: Articles in the reader's language go before equally good ones in another.
FOREIGN_COST = 0.01
#: Callers name languages freely; what is worked out for each is kept for so many.
_LANGUAGES_KEPT = 32


@dataclass(frozen=True, slots=True)
class Ranked:
    """Articles best first; all arrays have one length.

    article: place in the store's articles.  row: the row that matched best.  cosine: of that article's nearest row.
    lexical: share (0..1) of the query's word weight that its best row has.
    """

    article: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    score: FloatArray
    cosine: FloatArray
    lexical: FloatArray

    def __len__(self) -> int:
        return len(self.article)

    def take(self, order: npt.NDArray[np.integer] | Sequence[int]) -> Ranked:
        """The hits at these places, in this order."""
        order = np.asarray(order, dtype=np.int64)
        return Ranked(self.article[order], self.row[order], self.score[order], self.cosine[order], self.lexical[order])


def rank(
    rows: npt.NDArray[np.int64],
    cosines: FloatArray,
    lexical: FloatArray,
    row_article: IntArray,
    prototypes: Prototypes,
    vector: FloatArray,
    lexical_weight: float = LEXICAL_WEIGHT,
) -> Ranked:
    """Score the articles that the candidate rows belong to. `rows` are distinct; `lexical` is each row's agreement."""
    if not len(rows):
        nothing = np.zeros(0, dtype=np.float32)
        return Ranked(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), nothing, nothing, nothing)
    weight = np.float32(lexical_weight)
    article = row_article[rows]
    # Rows of one article side by side, the one with the best score of its own first.
    by_article = np.lexsort((rows, -(cosines + weight * lexical), article))
    article = article[by_article]
    first = np.flatnonzero(np.concatenate(([True], article[1:] != article[:-1])))
    articles = article[first]
    cosine = np.maximum.reduceat(cosines[by_article], first)
    agreement = np.maximum.reduceat(lexical[by_article], first)
    fused = (cosine + prototypes.scores(articles, vector, cosine)) / np.float32(1.5) + weight * agreement
    order = np.lexsort((articles, -fused))
    best_row = rows[by_article[first]]
    return Ranked(articles.astype(np.int64), best_row, fused.astype(np.float32), cosine, agreement).take(order)


class Catalogue:
    """What decides which articles may be shown, as arrays over the store's articles; made once per bundle."""

    def __init__(self, articles: Sequence[ArticleRow]) -> None:
        self._articles = articles
        self._from = np.array([_day(a.valid_from, 0) for a in articles], dtype=np.int32)
        self._until = np.array([_day(a.valid_until, 99991231) for a in articles], dtype=np.int32)
        self._audience = np.array([a.audience for a in articles], dtype=object)
        topics: dict[str, list[int]] = {}
        for place, article in enumerate(articles):
            topics.setdefault(article.topic, []).append(place)
        self._allowed: tuple[tuple[str, str], npt.NDArray[np.bool_]] | None = None  # the latest, for most are alike
        self._foreign: dict[str, npt.NDArray[np.bool_]] = {}
        self._versions = {places[0]: tuple(places) for places in topics.values()}
        self._topic = np.zeros(len(articles), dtype=np.int64)
        for places in topics.values():
            self._topic[places] = places[0]

    def allowed(self, today: str, audience: str) -> npt.NDArray[np.bool_]:
        """(articles,) which ones are valid on the ISO date and meant for everybody or for this audience."""
        asked = (today, audience)
        if self._allowed is None or self._allowed[0] != asked:
            day = _day(today, 99990101)
            meant = (self._audience == "") | (self._audience == audience)
            self._allowed = asked, (self._from <= day) & (day <= self._until) & meant
        return self._allowed[1]

    def foreign(self, article: int, lang: str | None) -> bool:
        """Whether the article is in another language than the one asked for; never where nothing was asked for."""
        return lang is not None and bool(self._is_foreign(lang)[article])

    def _is_foreign(self, lang: str) -> npt.NDArray[np.bool_]:
        """(articles,) for one language, worked out once."""
        if lang not in self._foreign:
            if len(self._foreign) >= _LANGUAGES_KEPT:
                self._foreign.clear()
            tags = {tag: not _same_language(tag, lang) for tag in {article.lang for article in self._articles}}
            self._foreign[lang] = np.array([tags[article.lang] for article in self._articles], dtype=np.bool_)
        return self._foreign[lang]

    def settle(self, ranked: Ranked, lang: str | None, allowed: npt.NDArray[np.bool_], limit: int) -> Ranked:
        """One hit per topic: the version in the reader's language where there is one, with the topic's best score."""
        order = np.arange(min(len(ranked), limit * 4))
        score = ranked.score[: len(order)]
        if lang is not None:
            article = ranked.article[: len(order)]
            score = np.asarray(score - FOREIGN_COST * self._is_foreign(lang)[article], dtype=np.float32)
            order = np.lexsort((article, -score))
        kept: dict[int, int] = {}  # topic: place
        for place in order.tolist():
            kept.setdefault(int(self._topic[ranked.article[place]]), place)
            if len(kept) == limit:
                break
        keep = np.array(list(kept.values()), dtype=np.int64)
        shown = [self._version(topic, int(ranked.article[place]), lang, allowed) for topic, place in kept.items()]
        return replace(ranked.take(keep), article=np.array(shown, dtype=np.int64), score=score[keep])

    def _version(self, topic: int, found: int, lang: str | None, allowed: npt.NDArray[np.bool_]) -> int:
        if lang is None or not self.foreign(found, lang):
            return found
        for place in self._versions[topic]:
            if allowed[place] and not self.foreign(place, lang):
                return place
        return found


def merge(
    dense: tuple[npt.NDArray[np.int64], FloatArray], words: Iterable[tuple[int, float]], whole: float
) -> tuple[npt.NDArray[np.int64], FloatArray, FloatArray]:
    """Join dense rows with lexical hits (row, BM25): (rows, cosines with NaN where unknown, agreement).

    whole: the sum of the query words' weights; agreement = BM25 / whole, at most 1.
    """
    rows, cosines = dense
    hits = list(words)
    if not hits:
        return rows, cosines, np.zeros(len(rows), dtype=np.float32)
    lexical_rows = np.array([row for row, _ in hits], dtype=np.int64)
    agreement = np.minimum(np.array([score for _, score in hits], dtype=np.float32) / max(whole, 1e-9), 1.0)
    place = {row: i for i, row in enumerate(rows.tolist())}
    found = [place.get(row, -1) for row, _ in hits]
    new = [i for i, at in enumerate(found) if at < 0]
    old = [i for i, at in enumerate(found) if at >= 0]
    unknown = np.full(len(new), np.nan, dtype=np.float32)
    lexical = np.zeros(len(rows) + len(new), dtype=np.float32)
    lexical[[found[i] for i in old]] = agreement[old]
    lexical[len(rows) :] = agreement[new]
    return np.concatenate([rows, lexical_rows[new]]), np.concatenate([cosines, unknown]), lexical


def _day(date: str, empty: int) -> int:
    return int(date.replace("-", "")[:8]) if date else empty


def _same_language(one: str, other: str) -> bool:
    """Same tag, or same base where it is not Chinese, whose two scripts are two languages to a reader."""
    if one == other:
        return True
    base = one.split("-")[0]
    return base == other.split("-")[0] and base != "zh"
