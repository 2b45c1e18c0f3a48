"""The rule language as frozen records (docs/rules.md). `language.parse_rules` makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from agent_assist.datatypes import Channel, Speaker

#: Cosine from which a semantic matcher matches, where the rule gives none.
DEFAULT_SCORE = 0.7


class Severity(StrEnum):
    """How much it matters."""

    REQUIRED = "required"
    URGENT = "urgent"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Exact:
    """Whole words in this order, with case, width and punctuation folded. lang: only in that language."""

    words: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression searched in the folded text."""

    regex: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Semantic:
    """Something that means the same: cosine of the utterance's and the sentence's vectors >= score."""

    sentence: str
    score: float = DEFAULT_SCORE
    lang: str | None = None


Matcher = Exact | Pattern | Semantic


@dataclass(frozen=True, slots=True)
class Says:
    """Holds for an utterance of `role` (None = either) where one of `any`, each of `all` and none of `none` match."""

    role: Speaker | None
    any: tuple[Matcher, ...] = ()
    all: tuple[Matcher, ...] = ()
    none: tuple[Matcher, ...] = ()

    def matchers(self) -> Iterator[Matcher]:
        """All matchers, in the order of any, all, none."""
        yield from self.any
        yield from self.all
        yield from self.none


@dataclass(frozen=True, slots=True)
class AbsentBy:
    """Violated when `says` has not been heard in time.

    within: seconds after the contact's start, or after `after` was said.  by_end: owed until the contact closes.
    before: must not be heard before `says`.  warn: seconds before the deadline at which the agent is prompted.
    """

    says: Says
    within: float | None = None
    after: Says | None = None
    before: Says | None = None
    by_end: bool = False
    warn: float | None = None


@dataclass(frozen=True, slots=True)
class TestLine:
    """One utterance of a test."""

    __test__ = False

    speaker: Speaker
    text: str
    at: float
    end: float
    lang: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A short contact with the states (by rule id) that it must lead to."""

    name: str
    channel: Channel
    lang: str
    lines: tuple[TestLine, ...]
    until: float
    expect: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: exactly one of `says` (must not be said, or prompts advice) and `absent_by` (must be said).

    title, say: by language tag; "" as the tag holds in every language.
    """

    id: str
    version: int
    title: Mapping[str, str]
    severity: Severity
    channels: tuple[Channel, ...]
    checklist: bool
    says: Says | None = None
    absent_by: AbsentBy | None = None
    say: Mapping[str, str] = field(default_factory=dict)
    tests: tuple[RuleTest, ...] = ()

    def conditions(self) -> Iterator[Says]:
        """Every `says` condition in the rule."""
        if self.says is not None:
            yield self.says
        if self.absent_by is not None:
            yield self.absent_by.says
            yield from (part for part in (self.absent_by.after, self.absent_by.before) if part is not None)


def same_language(one: str, other: str) -> bool:
    """Whether two BCP 47 tags may mean the same language: equal, or one the beginning of the other (zh, zh-Hans)."""
    a, b = one.casefold().split("-"), other.casefold().split("-")
    length = min(len(a), len(b))
    return a[:length] == b[:length]


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text for `lang`: its own, a kindred one (zh-Hans for zh-Hant), English, else the first; "" where none."""
    if lang in texts:
        return texts[lang]
    for tag in texts:
        if tag and same_language(tag, lang):
            return texts[tag]
    primary = lang.split("-")[0].casefold()
    for tag in texts:
        if tag.split("-")[0].casefold() == primary:
            return texts[tag]
    return texts.get("", texts.get("en", next(iter(texts.values()), "")))


def matcher_json(matcher: Matcher) -> dict[str, Any]:
    """The matcher as people write it."""
    match matcher:
        case Exact():
            node: dict[str, Any] = {"exact": matcher.words}
        case Pattern():
            node = {"regex": matcher.regex}
        case Semantic():
            node = {"semantic": matcher.sentence, "threshold": matcher.score}
    return node if matcher.lang is None else {**node, "lang": matcher.lang}
