"""Reads `says` and its matchers (docs/rules.md) from plain mappings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agent_assist.datatypes import Speaker
from agent_assist.guidance import entities, patterns, reading
from agent_assist.guidance.conditions import (
    DEFAULT_LIKENESS,
    DEFAULT_MEANING,
    DEFAULT_SCORE,
    Entity,
    Exact,
    Fuzzy,
    Matcher,
    Meaning,
    Pattern,
    Says,
    Semantic,
    Wording,
)
from agent_assist.guidance.folding import fold
from agent_assist.guidance.reading import Reader
from agent_assist.guidance.wordings import WordingRefused, as_regex

#: Matchers of one list; words of one fuzzy matcher.
MAX_MATCHERS, MAX_FUZZY_WORDS = 100, 20
#: Examples from which a meaning is learned, and counter-examples.
LEAST_EXAMPLES, MOST_EXAMPLES = 5, 500
_WORDED = ("exact", "pattern", "regex", "fuzzy", "semantic", "entity")
_KINDS = (*_WORDED, "meaning")


def read_says(outer: Reader, value: object, *key: str | int) -> Says:
    """The condition `says`."""
    reader = outer.inside(value, *key)
    role = reader.must("role", read_role)
    any_of = reader.take("any", _matchers, ())
    all_of = reader.take("all", _matchers, ())
    n, n_of = reader.take("n_of", _n_of, (0, ()))
    none_of = reader.take("none", _matchers, ())
    unlike = reader.take("unlike", reading.texts, ())
    reader.end()
    if not any_of and not all_of and not n_of:
        raise reader.wrong("needs `any`, `all` or `n_of` with at least one matcher")
    return Says(role, any_of, all_of, none_of, n, n_of, unlike)


def read_role(reader: Reader, value: object, key: str) -> Speaker | None:
    """agent, customer, or any (None)."""
    role = reading.one_of(("agent", "customer", "any"))(reader, value, key)
    return None if role == "any" else Speaker(role)


def read_side(reader: Reader, value: object, key: str) -> Speaker:
    """agent or customer."""
    return Speaker(reading.one_of(("agent", "customer"))(reader, value, key))


def _n_of(outer: Reader, value: object, key: str) -> tuple[int, tuple[Matcher, ...]]:
    reader = outer.inside(value, key)
    n = reader.must("n", reading.whole(1, MAX_MATCHERS))
    of = reader.must("of", _matchers)
    reader.end()
    if n > len(of):
        raise reader.wrong(f"asks for more than the {len(of)} matchers that there are", "", "n")
    return n, of


def _matchers(outer: Reader, value: object, key: str) -> tuple[Matcher, ...]:
    items = reading.entries(outer, value, key)
    if len(items) > MAX_MATCHERS:
        raise outer.wrong(f"holds more than {MAX_MATCHERS} matchers", "Use a word list, or two rules.", key)
    return tuple(_matcher(outer.inside(item, key, place)) for place, item in enumerate(items))


def _matcher(reader: Reader) -> Matcher:
    named: dict[str, Any] = {kind: reader.take(kind, reading.verbatim, None) for kind in _WORDED}
    named["meaning"] = reader.take("meaning", _sentences, None)
    unlike = reader.take("unlike", _sentences, None)
    unless = reader.take("not_regex", reading.verbatim, None)
    score = reader.take("score", reading.share, None)
    lang = reader.take("lang", reading.tag, None)
    reader.end()
    given = [kind for kind, value in named.items() if value is not None]
    if len(given) != 1:
        raise reader.wrong(f"needs one of {', '.join(f'`{kind}`' for kind in _KINDS)}")
    kind, value = given[0], named[given[0]]
    if score is not None and kind not in ("fuzzy", "semantic", "meaning"):
        raise reader.wrong("is only for `fuzzy`, `semantic` and `meaning`", "Remove it.", "score")
    if unless is not None and kind != "regex":
        raise reader.wrong("stands with `regex` only", "Put other exceptions in `none`.", "not_regex")
    if (unlike is None) == (kind == "meaning"):
        raise reader.wrong(
            "stand together: `meaning` and `unlike`", "A meaning is learned from both; others have none.", kind
        )
    if kind == "meaning":
        return Meaning(value, unlike or (), DEFAULT_MEANING if score is None else score, lang)
    return _MAKERS[kind](reader, value, score, unless, lang)


def _sentences(reader: Reader, value: object, key: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(reading.texts(reader, value, key)))
    if not LEAST_EXAMPLES <= len(found) <= MOST_EXAMPLES:
        raise reader.wrong(f"must hold {LEAST_EXAMPLES} to {MOST_EXAMPLES} different sentences", "", key)
    return found


def _exact(reader: Reader, words: str, *more: Any) -> Matcher:
    if not fold(words).words:
        raise reader.wrong("holds no word", "Punctuation is ignored; give at least one word.", "exact")
    return Exact(words.strip(), more[2])


def _fuzzy(reader: Reader, words: str, score: float | None, unless: str | None, lang: str | None) -> Matcher:
    found = fold(words).words
    if not found or len(found) > MAX_FUZZY_WORDS:
        raise reader.wrong(f"must hold 1 to {MAX_FUZZY_WORDS} words", "", "fuzzy")
    if score is not None and score < 0.7:
        raise reader.wrong("must be from 0.7 to 1", "Below, words match that have little in common.", "score")
    return Fuzzy(words.strip(), DEFAULT_LIKENESS if score is None else score, lang)


def _semantic(reader: Reader, sentence: str, score: float | None, unless: str | None, lang: str | None) -> Matcher:
    return Semantic(sentence.strip(), DEFAULT_SCORE if score is None else score, lang)


def _entity(reader: Reader, kind: str, *more: Any) -> Matcher:
    return Entity(reading.one_of(entities.KINDS)(reader, kind, "entity"), more[2])


def _wording(reader: Reader, pattern: str, *more: Any) -> Matcher:
    used = tuple((name, entries) for name, entries in sorted(reader.lists.items()) if f"{{{name}}}" in pattern)
    try:
        as_regex(pattern, reader.lists)
    except WordingRefused as refused:
        raise reader.wrong("is refused", str(refused), "pattern") from refused
    return Wording(pattern.strip(), used, more[2])


def _regex(reader: Reader, pattern: str, score: float | None, unless: str | None, lang: str | None) -> Matcher:
    for key, one in (("regex", pattern), ("not_regex", unless)):
        try:
            if one is not None:
                patterns.check(one)
                if reader.probe:
                    patterns.probe(one)
        except patterns.PatternRefused as refused:
            raise reader.wrong("is refused", str(refused), key) from refused
    return Pattern(pattern, unless, lang)


_MAKERS: dict[str, Callable[[Reader, str, float | None, str | None, str | None], Matcher]] = {
    "exact": _exact,
    "pattern": _wording,
    "regex": _regex,
    "fuzzy": _fuzzy,
    "semantic": _semantic,
    "entity": _entity,
}
