"""Articles that say the same: equal titles, equal texts, and texts that share nearly all their word triples."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kb_index.records import Article, Finding

SAME = 0.8  # Jaccard similarity of word (or, in Chinese, character) triples
_SKETCH = 12
#: Odd numbers that mix the hashes of a triple's units by their place.
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_UNITS_KEPT = 1_000_000
_CROWD = 50  # a sketch value shared by more articles is boilerplate


def near_duplicates(articles: Sequence[Article]) -> Iterator[Finding]:
    """A warning for each article that repeats an earlier one of its language.

    Candidates share one of the smallest triple hashes (bottom-k sketch, Broder 1997), so the work grows with the number
    of articles and not with its square.
    """
    titles: dict[tuple[str, str, str], Article] = {}
    buckets: dict[tuple[str, int], list[int]] = {}
    # As plain numbers: sets of them would take more memory than the whole knowledge base.
    triples: list[npt.NDArray[np.uint64]] = []
    known: dict[str, int] = {}
    for number, article in enumerate(articles):
        key = (article.lang, article.audience, " ".join(article.title.casefold().split()))
        twin = titles.setdefault(key, article)
        if twin is not article and not _apart(article, twin):
            yield _finding(article, twin, "duplicate-title", "has the same title as")
        own = _triples(article.text, known)
        triples.append(own)
        sketch = own[:_SKETCH].tolist()
        candidates: Counter[int] = Counter()
        for value in sketch:
            bucket = buckets.setdefault((article.lang, value), [])
            if len(bucket) < _CROWD:
                candidates.update(bucket)
                bucket.append(number)
        for other in sorted(candidates):
            # Texts as near as SAME share most of their sketches; a phrase that many articles have is one value of it.
            if candidates[other] * 3 < len(sketch) or _apart(article, articles[other]):
                continue
            theirs = triples[other]
            both = len(np.intersect1d(own, theirs, assume_unique=True))
            shared = both / (len(own) + len(theirs) - both)
            if shared >= SAME:
                yield _finding(article, articles[other], "duplicate-text", f"says {shared:.0%} the same as")
                break


def _apart(a: Article, b: Article) -> bool:
    """Whether the two never hold on one day: versions of one article that follow each other."""
    return bool(
        (a.valid_until and b.valid_from and a.valid_until < b.valid_from)
        or (b.valid_until and a.valid_from and b.valid_until < a.valid_from)
    )


def _finding(article: Article, other: Article, kind: str, how: str) -> Finding:
    what = f"The article {how} {other.id} ({other.place.file}:{other.place.line})."
    return Finding(article.place, "warning", kind, what, "Join the two, or make clear how they differ.")


def _triples(text: str, known: dict[str, int]) -> npt.NDArray[np.uint64]:
    """Hashes of what follows each other by threes, each once, in order; none of a short text. known: units' hashes."""
    words = text.casefold().split()
    units: Sequence[str] = words if len(words) > len(text) / 20 else "".join(words)
    if len(units) < 8:
        return np.zeros(0, dtype=np.uint64)
    if len(known) > _UNITS_KEPT:
        known.clear()
    for unit in set(units).difference(known):
        known[unit] = int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=8).digest(), "big")
    hashes = np.array([known[unit] for unit in units], dtype=np.uint64)
    mixed = (hashes[:-2] * _FIRST) ^ ((hashes[1:-1] + _FIRST) * _SECOND) ^ hashes[2:]
    found = np.sort((mixed ^ (mixed >> np.uint64(29))) * _SECOND)
    return found[np.concatenate(([True], found[1:] != found[:-1]))]
