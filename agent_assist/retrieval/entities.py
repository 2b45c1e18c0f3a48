"""What a contact is about: names of things that articles belong to (a hotel, a product), as somebody has said them.

A name counts as said where enough of its weight stands close together in one turn; words are compared by their pairs
of letters, for recognisers slip. Each turn is read once. Among names, the latest said counts most: what was said
before fades from turn to turn. "Café Anna - Harbour" is known by what stands before the dash; the rest tells branches
apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Query
from agent_assist.errors import BundleError
from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.need import DIGIT_WORDS
from agent_assist.retrieval.passages import ArticleRow

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]

FILE = "names.json"
#: The mark between several values of one attribute.
SEPARATOR = "|"
#: Letters two words must share (Dice over pairs), the share of a name that must be said, and its least weight.
_SIMILAR, _SAID, _LEAST = 0.5, 0.7, 0.3
#: How fast a name fades from turn to turn, and what its branch may add.
_FADE, _BRANCH = 0.8, 0.08
#: Names this much weaker than the strongest are not meant.
_MEANT = 0.4
#: So many numbers in a row are a telephone number, not a name.
_DIALLED = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One value of an attribute: the words it is known by and those that tell its branch, each with its weight 0..1."""

    value: str
    head: tuple[tuple[str, float], ...]
    branch: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute whose values are said by name.

    narrows: its articles repeat from value to value, so that a question makes sense for a named value alone;
    otherwise a named value only lifts its articles.
    """

    name: str
    narrows: bool
    values: tuple[Name, ...]


def save_names(path: Path, attributes: Sequence[Attribute]) -> None:
    """Write names.json."""
    path.write_text(json.dumps([asdict(a) for a in attributes], ensure_ascii=False, sort_keys=True), encoding="utf-8")


def load_names(path: Path) -> tuple[Attribute, ...]:
    """Raises BundleError when the file is damaged."""

    def words(pairs: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
        return tuple((str(word), float(weight)) for word, weight in pairs)

    try:
        return tuple(
            Attribute(
                str(item["name"]),
                bool(item["narrows"]),
                tuple(Name(str(v["value"]), words(v["head"]), words(v["branch"])) for v in item["values"]),
            )
            for item in json.loads(path.read_text(encoding="utf-8"))
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BundleError("The names cannot be read.", "Build the bundle again.", file=str(path)) from error


@dataclass(frozen=True, slots=True)
class Focus:
    """What a contact is about. strength: attribute → (values + 1,) 0..1, the last entry for articles without value.

    narrowed: places of the articles that alone are meant, or None.
    """

    strength: tuple[FloatArray, ...]
    narrowed: IntArray | None


class Entities:
    """Finds the names of a bundle in a contact, and the articles that belong to them."""

    def __init__(self, attributes: Sequence[Attribute], articles: Sequence[ArticleRow]) -> None:
        self.attributes = tuple(attributes)
        #: For each attribute, (articles,) which of its values each article has; -1 = none.
        self.codes = [codes(attribute, articles) for attribute in self.attributes]
        self._readers = [_Reader(attribute) for attribute in self.attributes]

    @property
    def narrow(self) -> bool:
        """Whether any attribute narrows."""
        return any(attribute.narrows for attribute in self.attributes)

    def focus(self, query: Query) -> Focus | None:
        """The names that stand, None where none was said."""
        if not self.attributes:
            return None
        turns = [query.text, *(turn.text for turn in reversed(query.context))]
        return self.settle([reader.strengths(turns, query.lang) for reader in self._readers])

    def settle(self, strengths: Sequence[FloatArray]) -> Focus | None:
        """The focus that these strengths of values make, attribute by attribute."""
        if not any(found.any() for found in strengths):
            return None
        narrowed: IntArray | None = None
        for attribute, code, found in zip(self.attributes, self.codes, strengths, strict=True):
            if attribute.narrows and found.any():
                places = np.flatnonzero(found[code] >= _MEANT)
                narrowed = places if narrowed is None else np.intersect1d(narrowed, places)
        if narrowed is not None and not len(narrowed):
            narrowed = None
        return Focus(tuple(strengths), narrowed)

    def only(self, article: int) -> Focus | None:
        """The focus of a contact in which the names of this article have just been said."""
        strengths = []
        for attribute, code in zip(self.attributes, self.codes, strict=True):
            found = np.zeros(len(attribute.values) + 1, dtype=np.float32)
            if attribute.narrows and code[article] >= 0:
                found[code[article]] = 1
            strengths.append(found)
        return self.settle(strengths)


def codes(attribute: Attribute, articles: Sequence[ArticleRow]) -> IntArray:
    """(articles,) place of each article's value among the attribute's, -1 where it has none of them."""
    place = {name.value: i for i, name in enumerate(attribute.values)}
    return np.array([place.get(str(a.attributes.get(attribute.name, "")), -1) for a in articles], dtype=np.int64)


class Known:
    """Which articles hold what is known of a contact beforehand (its task, product, region)."""

    def __init__(self, articles: Sequence[ArticleRow]) -> None:
        self._articles = articles
        self._names = {name for article in articles for name in article.attributes}
        self._mask = lru_cache(maxsize=256)(self._allowed)

    def allowed(self, attributes: Mapping[str, str]) -> npt.NDArray[np.bool_] | None:
        """(articles,) articles with one of the known values, or without the attribute; None where all are."""
        masks = [self._mask(name, str(attributes[name])) for name in sorted(self._names & attributes.keys())]
        return np.logical_and.reduce(masks) if masks else None

    def _allowed(self, name: str, value: str) -> npt.NDArray[np.bool_]:
        wanted = _values(value)
        held = [_values(str(article.attributes.get(name, ""))) for article in self._articles]
        # A value that no article knows says nothing about any of them.
        if not any(wanted & values for values in held):
            return np.ones(len(held), dtype=np.bool_)
        return np.array([not values or bool(wanted & values) for values in held], dtype=np.bool_)


def _values(text: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in text.split(SEPARATOR) if part.strip())


class _Reader:
    """Reads turns for the values of one attribute."""

    def __init__(self, attribute: Attribute) -> None:
        self._names = attribute.values
        self._whole = [sum(weight for _, weight in name.head) for name in attribute.values]
        self._known = sorted({word for name in attribute.values for word, _ in (*name.head, *name.branch)})
        self._exact = set(self._known)
        self._by_word: dict[str, list[int]] = {}
        for place, name in enumerate(attribute.values):
            for word, weight in name.head:
                if weight > 0:
                    self._by_word.setdefault(word, []).append(place)
        pairs: dict[str, list[int]] = {}
        for place, word in enumerate(self._known):
            for pair in _pairs(word):
                pairs.setdefault(pair, []).append(place)
        self._pairs = {pair: np.array(places, dtype=np.int64) for pair, places in pairs.items()}
        self._size = np.array([len(_pairs(word)) for word in self._known], dtype=np.float32)
        self._read = lru_cache(maxsize=512)(self._mentions)
        self._alike = lru_cache(maxsize=8192)(self._similar)

    def strengths(self, turns: Sequence[str], lang: str | None) -> FloatArray:
        """(values + 1,) how much each value is meant, 1 for the strongest; turns stand latest first."""
        found: FloatArray = np.zeros(len(self._names) + 1, dtype=np.float32)
        said: set[str] = set()
        for age, turn in enumerate(turns):
            mentions, words = self._read(turn, lang)
            said |= words
            for place, mass in mentions:
                found[place] = max(found[place], mass * _FADE**age)
        if not found.any():
            return found
        for place in np.flatnonzero(found).tolist():
            branch = self._names[place].branch
            if branch:
                told = sum(weight for word, weight in branch if word in said)
                found[place] += _BRANCH * told / max(sum(weight for _, weight in branch), 1e-9)
        return np.asarray(found / found.max(), dtype=np.float32)

    def _mentions(self, text: str, lang: str | None) -> tuple[tuple[tuple[int, float], ...], frozenset[str]]:
        """((place, mass) of the names said in a turn, the words of any name that were said as they stand)."""
        words = _without_numbers(terms(text, lang))
        heard: dict[str, list[tuple[int, float]]] = {}
        for i, word in enumerate(words):
            # "dragon eats" for DragonEats
            for form in (word, word + words[i + 1]) if i + 1 < len(words) else (word,):
                for known, alike in self._alike(form):
                    heard.setdefault(known, []).append((i, alike))
        found = []
        for place in sorted({p for word in heard for p in self._by_word.get(word, ())}):
            mass = self._mass(place, heard)
            said = mass / self._whole[place]
            if said >= _SAID and mass >= _LEAST:
                found.append((place, mass * said))
        return tuple(found), frozenset(self._exact.intersection(words))

    def _mass(self, place: int, heard: Mapping[str, list[tuple[int, float]]]) -> float:
        """The most weight of a name's head that stands within its own length and one word more."""
        head = [(heard[word], weight) for word, weight in self._names[place].head if word in heard]
        reach = len(self._names[place].head) + 1
        best = 0.0
        for first in {i for at, _ in head for i, _ in at}:
            mass = sum(
                weight * max((alike for i, alike in at if first <= i <= first + reach), default=0.0)
                for at, weight in head
            )
            best = max(best, mass)
        return best

    def _similar(self, word: str) -> tuple[tuple[str, float], ...]:
        """Known words like this one, with how alike they are (1 = the same)."""
        if word in self._exact and len(word) < 3:
            return ((word, 1.0),)
        pairs = _pairs(word)
        places = [self._pairs[pair] for pair in pairs if pair in self._pairs]
        if len(word) < 3 or not places:
            return ()
        shared = np.bincount(np.concatenate(places), minlength=len(self._known))
        dice = 2 * shared / (self._size + len(pairs))
        return tuple(
            (self._known[i], float(dice[i]))
            for i in np.flatnonzero(dice >= _SIMILAR)
            if self._known[i] == word or len(self._known[i]) > 3
        )


def _pairs(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[i : i + 2] for i in range(len(framed) - 1))


def _without_numbers(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    run: list[str] = []
    for word in (*words, ""):
        if word and (word.isdigit() or word in DIGIT_WORDS):
            run.append(word)
            continue
        if len(run) < _DIALLED:
            kept += run
        run = []
        kept.append(word)
    return kept[:-1]
