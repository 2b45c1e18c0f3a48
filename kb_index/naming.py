"""Learns the names of a KB's things: which attributes are said by name, by which words, and which of them narrow.

A word weighs by how few of an attribute's values have it in their articles, so that "hotel" tells hotels from nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.dense import DenseSearch
from agent_assist.retrieval.entities import SEPARATOR, Attribute, Name, codes
from agent_assist.retrieval.passages import KINDS, ArticleRow, PassageStore

#: An attribute with fewer values names nothing; one with longer values is a text.
_FEWEST, _LONGEST = 2, 80
#: Titles looked at, how near a twin under another value must be, and the share with twins from which values repeat.
_TITLES, _TWIN, _REPEATING = 300, 0.8, 0.5
#: Articles whose words are counted.
_COUNTED = 30_000
_BRANCH = re.compile(r"\s[-–—]\s|\(")


def learn_names(store: PassageStore, dense: DenseSearch) -> tuple[Attribute, ...]:
    """The attributes of a KB that can be said by name, in order of their names."""
    found = []
    names = sorted({name for article in store.articles for name, value in article.attributes.items() if value})
    for name in names:
        values = sorted({str(article.attributes.get(name) or "") for article in store.articles} - {""})
        if len(values) < _FEWEST or any(SEPARATOR in value or len(value) > _LONGEST for value in values):
            continue
        attribute = Attribute(name, False, _named(name, values, store))
        if len(attribute.values) >= _FEWEST:
            found.append(Attribute(name, _repeats(attribute, store, dense), attribute.values))
    return tuple(found)


def _named(attribute: str, values: Sequence[str], store: PassageStore) -> tuple[Name, ...]:
    words = _value_words(attribute, store)
    spread = Counter(word for said in words.values() for word in said)
    whole = math.log(len(words) + 1)

    def weighed(text: str, lang: str) -> tuple[tuple[str, float], ...]:
        own = dict.fromkeys(terms(text, lang))
        return tuple((w, round(math.log((len(words) + 1) / max(spread[w], 1)) / whole, 4)) for w in own)

    langs = {str(a.attributes.get(attribute) or ""): a.lang for a in store.articles}
    names = []
    for value in values:
        parts = _BRANCH.split(value, maxsplit=1)
        head = weighed(parts[0], langs[value])
        branch = weighed(parts[1], langs[value]) if len(parts) > 1 else ()
        if any(any(c.isalnum() for c in word) for word, _ in head):
            names.append(Name(value, head, branch))
    return tuple(names)


def _value_words(attribute: str, store: PassageStore) -> dict[str, set[str]]:
    """value → the words of its name and of its articles' titles."""
    words: dict[str, set[str]] = {}
    step = max(1, len(store.articles) // _COUNTED)
    for number, article in enumerate(store.articles):
        value = str(article.attributes.get(attribute) or "")
        if value and value not in words:
            words[value] = set(terms(value, article.lang))
        if value and number % step == 0:
            words[value].update(_title_words(article))
    return words


def _title_words(article: ArticleRow) -> list[str]:
    return terms(article.title, article.lang)


def _repeats(attribute: Attribute, store: PassageStore, dense: DenseSearch) -> bool:
    """Whether most articles have a twin under another value, so that a question alone cannot tell which is meant."""
    code = codes(attribute, store.articles)
    titles = np.flatnonzero((store.row_kind == KINDS.index("title")) & (code[store.row_article] >= 0))
    if not len(titles):
        return False
    chosen = np.sort(np.random.default_rng(3).choice(titles, min(_TITLES, len(titles)), replace=False))
    twins = 0
    for row, vector in zip(chosen, dense.vectors(chosen), strict=True):
        rows, cosines = dense.search(vector, 50)
        other = code[store.row_article[rows]]
        apart = (other >= 0) & (other != code[store.row_article[row]]) & (store.row_kind[rows] == KINDS.index("title"))
        twins += bool((cosines[apart] >= _TWIN).any())
    return twins >= _REPEATING * len(chosen)
