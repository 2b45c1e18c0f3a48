"""Takes out of vectors what they share for being in one language, or of one form.

Some encoders (multilingual-e5 above all) put every text into a narrow cone, and each language into a cone of its own:
then a text is nearer to any text of its own language than to its translation. Taking away each language's mean and
giving the rest length 1 again undoes that (Mu and Viswanath 2018; Libovický and others 2020). Titles, passages and
questions have means of their own, for their form shows in the same way; queries are most like questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError
from agent_assist.retrieval.dense import DenseIndex
from agent_assist.retrieval.passages import KINDS, PassageStore

FloatArray = npt.NDArray[np.float32]

FILE = "centres.npz"
#: Squared length of the mean from which vectors crowd: e5 has about .8, MiniLM .1 to .2 even within one trade.
CROWDED = 0.4
#: Fewer texts than this make no mean of their own.
_ENOUGH = 8
#: Rows in memory at a time: a million of them need not fit.
_PART = 16_384
#: Which kinds share a mean: questions and template lines are both what customers say.
_FORM = {"title": 0, "body": 1, "example": 2, "template": 2}
FORM_OF_KIND: npt.NDArray[np.int64] = np.array([_FORM[kind] for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Centres:
    """languages: (L,) tags.  rows: (L, 3, d) mean of titles, passages, questions.  queries: (L, d) mean of queries.

    lengths: (rows,) what was left of each row's vector before it got length 1 again, so that it can be restored.
    """

    languages: tuple[str, ...]
    rows: FloatArray
    queries: FloatArray
    lengths: FloatArray

    def query(self, vector: FloatArray, lang: str | None) -> FloatArray:
        """A query's vector (d,) without its language; where that is not known, without what all queries share."""
        known = lang in self.languages
        centre = self.queries[self.languages.index(str(lang))] if known else self.queries.mean(axis=0)
        rest = vector - centre
        return np.asarray(rest / max(float(np.linalg.norm(rest)), 1e-9), dtype=np.float32)

    def row_centres(self, store: PassageStore) -> FloatArray:
        """(rows, d) the mean that was taken from each row."""
        place = {lang: i for i, lang in enumerate(self.languages)}
        lang = np.array([place[article.lang] for article in store.articles], dtype=np.int64)
        return np.asarray(self.rows[lang[store.row_article], FORM_OF_KIND[store.row_kind]], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write as .npz."""
        with path.open("wb") as file:
            np.savez(
                file, languages=np.array(self.languages), rows=self.rows, queries=self.queries, lengths=self.lengths
            )

    @staticmethod
    def load(path: Path) -> Centres:
        """Raises BundleError when the file is damaged."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                languages = tuple(str(lang) for lang in arrays["languages"])
                return Centres(languages, arrays["rows"], arrays["queries"], arrays["lengths"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise BundleError("The centres cannot be read.", "Build the bundle again.", file=str(path)) from error


def crowded(vectors: FloatArray) -> bool:
    """Whether vectors (n, d) lie in so narrow a cone that centring pays."""
    return bool(len(vectors) >= _ENOUGH and float(np.sum(vectors.mean(axis=0) ** 2)) > CROWDED)


def learn_centres(
    vectors: FloatArray, store: PassageStore, queries: dict[str, FloatArray], into: FloatArray | None = None
) -> tuple[Centres, FloatArray]:
    """Centres of the raw row vectors (n, d), and those vectors centred.

    queries: language → (m, d) vectors of texts encoded as queries, which join the mean of the KB's own questions.
    into: where the centred vectors go, for instance `vectors` itself; None = an array of their own.
    """
    languages = tuple(sorted({article.lang for article in store.articles}))
    lang = np.array([languages.index(article.lang) for article in store.articles])[store.row_article]
    form = FORM_OF_KIND[store.row_kind]
    sums, counts = _sums(vectors, lang * 3 + form, len(languages) * 3)
    sums, counts = sums.reshape(len(languages), 3, -1), counts.reshape(len(languages), 3)
    overall = np.asarray(sums.sum(axis=(0, 1)) / max(len(vectors), 1), dtype=np.float32)
    rows = np.zeros((len(languages), 3, vectors.shape[1]), dtype=np.float32)
    centres = np.zeros((len(languages), vectors.shape[1]), dtype=np.float32)
    for i, tag in enumerate(languages):
        language_mean = _mean_of(sums[i].sum(axis=0), int(counts[i].sum()), overall)
        for f in range(3):
            rows[i, f] = _mean_of(sums[i, f], int(counts[i, f]), language_mean)
        asked = queries.get(tag)
        # Requests of other trades and the KB's own questions have equal say: one alone is too narrow.
        centres[i] = rows[i, 2] if asked is None else (rows[i, 2] + _mean(asked, rows[i, 2])) / 2
    found = np.empty(vectors.shape, dtype=np.float32) if into is None else into
    lengths = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _PART):
        part = slice(start, start + _PART)
        rest = vectors[part] - rows[lang[part], form[part]]
        lengths[part] = np.maximum(np.linalg.norm(rest, axis=1), 1e-6)
        found[part] = rest / lengths[part, None]
    return Centres(languages, rows, centres, lengths), found


def raw_vectors(folder: Path, store: PassageStore, rows: Sequence[int] | npt.NDArray[np.int64]) -> FloatArray:
    """(n, d) the vectors of some rows as the encoder made them, whether the bundle is centred or not."""
    places = np.asarray(rows, dtype=np.int64)
    vectors = DenseIndex.open(folder / "dense.faiss").vectors(places)
    if not (folder / FILE).is_file():
        return vectors
    centres = Centres.load(folder / FILE)
    whole = vectors * centres.lengths[places, None] + centres.row_centres(store)[places]
    return np.asarray(whole / np.linalg.norm(whole, axis=1, keepdims=True), dtype=np.float32)


def _mean(vectors: FloatArray, fallback: FloatArray) -> FloatArray:
    return np.asarray(vectors.mean(axis=0), dtype=np.float32) if len(vectors) >= _ENOUGH else fallback


def _mean_of(total: npt.NDArray[np.float64], count: int, fallback: FloatArray) -> FloatArray:
    return np.asarray(total / count, dtype=np.float32) if count >= _ENOUGH else fallback


def _sums(
    vectors: FloatArray, group: npt.NDArray[np.int64], groups: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """(groups, d) the sum of each group's vectors, and (groups,) how many they are."""
    sums = np.zeros((groups, vectors.shape[1]))
    for start in range(0, len(vectors), _PART):
        part, own = vectors[start : start + _PART], group[start : start + _PART]
        for g in np.unique(own):
            sums[g] += part[own == g].sum(axis=0, dtype=np.float64)
    return sums, np.bincount(group, minlength=groups)
