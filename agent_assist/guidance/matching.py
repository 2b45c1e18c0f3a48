"""One utterance against `says` conditions: what matched, where, how well, and the proof node by node."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Channel, Evidence, Speaker, Utterance
from agent_assist.guidance import patterns
from agent_assist.guidance.folding import Folded, find_words, fold
from agent_assist.guidance.rules import (
    Exact,
    Matcher,
    Pattern,
    Rule,
    Says,
    Semantic,
    matcher_json,
    same_language,
)

Vector = npt.NDArray[np.float32]
Encode = Callable[[str], npt.NDArray[Any]]

#: Below this the recogniser is unsure, and a match shows nothing either way.
SURE = 0.4


@dataclass(frozen=True)
class CompiledRules:
    """Rules with the vectors of their sentences, computed once and shared by all contacts.

    vectors: unit vectors by sentence.  encode: text → vector (d,), as for a query; called only when a rule needs it.
    """

    rules: tuple[Rule, ...]
    vectors: Mapping[str, Vector]
    encode: Encode

    @classmethod
    def of(cls, rules: Sequence[Rule], encode: Encode) -> CompiledRules:
        """Encodes each sentence of the rules once."""
        sentences = dict.fromkeys(
            matcher.sentence
            for rule in rules
            for says in rule.conditions()
            for matcher in says.matchers()
            if isinstance(matcher, Semantic)
        )
        return cls(tuple(rules), {sentence: _unit(encode(sentence)) for sentence in sentences}, encode)

    def of_channel(self, channel: Channel) -> tuple[Rule, ...]:
        """The rules that hold on a channel, in their order."""
        return tuple(rule for rule in self.rules if channel in rule.channels)


def _unit(vector: npt.NDArray[Any]) -> Vector:
    flat = np.asarray(vector, dtype=np.float32).reshape(-1)
    norm = float(np.linalg.norm(flat))
    return flat / np.float32(norm) if norm > 0 else flat


@dataclass(frozen=True, slots=True)
class Heard:
    """How one condition stands for one utterance.

    met: it holds.  sure: the recogniser and the search were sure enough for that to count.  node: the proof as JSON.
    near: the best semantic score among matchers that missed, 0 where none.
    """

    met: bool
    sure: bool
    evidence: Evidence | None
    node: Mapping[str, Any]
    near: float


@dataclass(frozen=True, slots=True)
class _Match:
    met: bool
    score: float
    quote: str
    node: dict[str, Any]
    known: bool = True


class Listener:
    """Evaluates conditions on one utterance; encodes it at most once, when the first semantic matcher asks."""

    def __init__(self, compiled: CompiledRules, utterance: Utterance, lang: str) -> None:
        self._compiled = compiled
        self._utterance = utterance
        self._lang = utterance.lang or lang
        self._folded: Folded = fold(utterance.text)
        self._vector: Vector | None = None
        self._done: dict[Matcher, _Match | None] = {}

    def hear(self, says: Says) -> Heard | None:
        """The condition on this utterance; None where it is about the other speaker."""
        if says.role is not None and says.role is not Speaker(self._utterance.speaker):
            return None
        any_of, all_of, none_of = (self._matches(part) for part in (says.any, says.all, says.none))
        met = (
            (not says.any or any(match.met for match in any_of))
            # A matcher for another language cannot be met here, so `all` with one of those is not.
            and len(all_of) == len(says.all)
            and all(match.met for match in all_of)
            and not any(match.met for match in none_of)
        )
        matches = [*any_of, *all_of, *none_of]
        utterance = self._utterance
        sure = utterance.confidence >= SURE and all(match.known for match in matches)
        # A search that was cut off might have matched: that is unknown, which counts as met without being sure.
        possible = met or not all(match.known for match in matches)
        evidence = None
        if possible:
            best = max(
                (match for match in (*any_of, *all_of) if match.met), key=lambda match: match.score, default=None
            )
            quote, score = (best.quote, best.score) if best else (self._folded.original.strip(), 0.0)
            evidence = Evidence(utterance.id, utterance.at, quote, score)
        parts = (("any", any_of), ("all", all_of), ("none", none_of))
        node = {
            "met": possible,
            "sure": sure,
            "utterance": utterance.id,
            "time": round(utterance.at, 3),
            "confidence": round(utterance.confidence, 4),
            **{name: [match.node for match in part] for name, part in parts if part},
        }
        near = max((match.score for match in (*any_of, *all_of) if not match.met), default=0.0)
        return Heard(possible, sure, evidence, node, near)

    def _matches(self, matchers: tuple[Matcher, ...]) -> list[_Match]:
        return [match for match in map(self._match, matchers) if match is not None]

    def _match(self, matcher: Matcher) -> _Match | None:
        if matcher not in self._done:
            speaks = matcher.lang is None or same_language(matcher.lang, self._lang)
            self._done[matcher] = self._find(matcher) if speaks else None
        return self._done[matcher]

    def _find(self, matcher: Matcher) -> _Match:
        node = matcher_json(matcher)
        match matcher:
            case Exact():
                return self._spanned(node, find_words(fold(matcher.words), self._folded))
            case Pattern():
                try:
                    return self._spanned(node, patterns.find(matcher.regex, self._folded.text))
                except patterns.TookTooLong:
                    return _Match(False, 0.0, "", {**node, "met": False, "cut_off": True}, known=False)
            case Semantic():
                score = float(self._compiled.vectors[matcher.sentence] @ self._encoded())
                met = score >= matcher.score
                quote = self._folded.original.strip()
                return _Match(met, score, quote, {**node, "met": met, "score": round(score, 4)})

    def _spanned(self, node: dict[str, Any], span: tuple[int, int] | None) -> _Match:
        if span is None:
            return _Match(False, 0.0, "", {**node, "met": False})
        quote = self._folded.quote(*span)
        return _Match(True, 1.0, quote, {**node, "met": True, "quote": quote})

    def _encoded(self) -> Vector:
        if self._vector is None:
            self._vector = _unit(self._compiled.encode(self._utterance.text))
        return self._vector
