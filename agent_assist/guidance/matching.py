"""One utterance against every `says` of a set of rules: what matched, where and how well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.guidance import patterns
from agent_assist.guidance.conditions import (
    DOUBTFUL_BAND,
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
from agent_assist.guidance.entities import find_entity
from agent_assist.guidance.folding import Folded, find_words, fold, needle
from agent_assist.guidance.fuzzy import likeness
from agent_assist.guidance.literals import needed_texts
from agent_assist.guidance.meaning import Learned, learn
from agent_assist.guidance.rules import Rule, Status, same_language
from agent_assist.guidance.truth import Truth, at_least, every, opposite, some
from agent_assist.guidance.wordings import find_wording, key_word

Vector = npt.NDArray[np.float32]
Encode = Callable[[str], npt.NDArray[Any]]

#: Below this the recogniser is unsure, and a match shows nothing either way.
SURE = 0.4
_NO_WORDS = Utterance("", Speaker.AGENT, "", 0.0, 0.0, final=False)


@dataclass(frozen=True, slots=True)
class Matched:
    """What one matcher found. quote: the words.  score: 1 for words, otherwise the likeness, cosine or meaning."""

    matcher: Matcher
    truth: Truth
    score: float
    quote: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An utterance that a `says` looks for. sure: neither the recogniser nor a matcher was in doubt."""

    sure: bool
    quote: str
    score: float
    matched: tuple[Matched, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one utterance means to all conditions, by the condition's `id()`, which is cheaper than its hash.

    near: the best semantic score that fell short.
    """

    hits: Mapping[int, Hit]
    near: Mapping[int, float]


@dataclass(frozen=True)
class CompiledRules:
    """Rules with the vectors of their sentences and an index of their matchers, shared by all contacts.

    vectors: unit vectors by sentence.  encode: text → vector (d,), as for a query; called only when a rule needs it.
    by_word, by_text: matchers by a word, or a text, without which they cannot match.  always: those tried on every
    utterance.  learned: the meanings.  askers: by speaker, the conditions in which a matcher stands for, not against.
    """

    rules: tuple[Rule, ...]
    vectors: Mapping[str, Vector]
    encode: Encode
    by_word: Mapping[str, tuple[Matcher, ...]] = field(default_factory=dict)
    by_text: Mapping[str, tuple[Matcher, ...]] = field(default_factory=dict)
    always: tuple[Matcher, ...] = ()
    semantic: tuple[Semantic, ...] = ()
    learned: Mapping[Meaning, Learned] = field(default_factory=dict)
    matrix: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    askers: Mapping[Speaker, Mapping[Matcher, tuple[Says, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Sequence[Rule], encode: Encode, stored: npt.NDArray[Any] | None = None) -> CompiledRules:
        """Compiles each pattern, and encodes each sentence once. Drafts are left out.

        stored: vectors (n, d) of `meant(rules)`, where there are any; then nothing is encoded.
        """
        leaves, sentences = _leaves(rules), meant(rules)
        found = map(encode, sentences) if stored is None or len(stored) != len(sentences) else stored
        vectors = {sentence: _unit(vector) for sentence, vector in zip(sentences, found, strict=True)}
        askers: dict[Speaker, dict[Matcher, list[Says]]] = {side: {} for side in Speaker}
        for says in leaves:
            for matcher in dict.fromkeys((*says.any, *says.all, *says.n_of)):
                for side in Speaker if says.role is None else (says.role,):
                    askers[side].setdefault(matcher, []).append(says)
        by_word: dict[str, list[Matcher]] = {}
        by_text: dict[str, list[Matcher]] = {}
        always: list[Matcher] = []
        for matcher in dict.fromkeys(matcher for side in Speaker for matcher in askers[side]):
            word, texts = _key(matcher), needed_texts(matcher.regex) if isinstance(matcher, Pattern) else ()
            if word is None and not texts:
                always.append(matcher)
            elif word is not None:
                by_word.setdefault(word, []).append(matcher)
            for text in texts:
                by_text.setdefault(text, []).append(matcher)
        semantic = tuple(matcher for matcher in always if isinstance(matcher, Semantic))
        compiled = cls(
            tuple(rules),
            vectors,
            encode,
            {word: tuple(matchers) for word, matchers in by_word.items()},
            {text: tuple(matchers) for text, matchers in by_text.items()},
            tuple(matcher for matcher in always if not isinstance(matcher, Semantic | Meaning)),
            semantic,
            {
                one: learn(
                    np.stack([vectors[text] for text in one.examples]), np.stack([vectors[text] for text in one.unlike])
                )
                for one in dict.fromkeys(one for says in leaves for one in says.matchers() if isinstance(one, Meaning))
            },
            np.stack([vectors[one.sentence] for one in semantic]) if semantic else np.zeros((0, 0), np.float32),
            {side: {one: tuple(asking) for one, asking in askers[side].items()} for side in Speaker},
        )
        # Here and not in the first contact, where it would cost a millisecond a pattern.
        _Hearing(compiled, _NO_WORDS, "").ready(matcher for says in leaves for matcher in says.matchers())
        return compiled


def meant(rules: Sequence[Rule]) -> tuple[str, ...]:
    """The sentences that rules compare with by meaning, each once; not those of drafts."""
    return tuple(dict.fromkeys(sentence for says in _leaves(rules) for sentence in _sentences(says)))


def _leaves(rules: Sequence[Rule]) -> tuple[Says, ...]:
    used = [rule for rule in rules if rule.scope.status is not Status.DRAFT]
    return tuple({id(part): part for rule in used for part in rule.conditions() if isinstance(part, Says)}.values())


def _sentences(says: Says) -> Iterator[str]:
    meant = [matcher.sentence for matcher in says.matchers() if isinstance(matcher, Semantic)]
    yield from meant
    for matcher in says.matchers():
        if isinstance(matcher, Meaning):
            yield from (*matcher.examples, *matcher.unlike)
    if meant:
        yield from says.unlike


def _key(matcher: Matcher) -> str | None:
    match matcher:
        case Exact():
            return max(fold(matcher.words).words, key=len)
        case Wording():
            return key_word(matcher.pattern)
        case _:
            return None


def _unit(vector: npt.NDArray[Any]) -> Vector:
    flat = np.asarray(vector, dtype=np.float32).reshape(-1)
    norm = float(np.linalg.norm(flat))
    return flat / np.float32(norm) if norm > 0 else flat


def hear(rules: CompiledRules, utterance: Utterance, lang: str) -> Heard:
    """What the utterance means to the conditions of the rules. lang: where the utterance has none of its own.

    What is not final is not encoded: meaning is judged once the sentence is whole.
    """
    return _Hearing(rules, utterance, utterance.lang or lang).heard()


class _Hearing:
    """The matchers on one utterance, each tried at most once; the utterance is encoded at most once."""

    def __init__(self, rules: CompiledRules, utterance: Utterance, lang: str) -> None:
        self._rules = rules
        self._utterance = utterance
        self._speaker = Speaker(utterance.speaker)
        self._lang = lang
        self._folded: Folded = fold(utterance.text)
        self._done: dict[Matcher, Matched] = {}
        self._vector: Vector | None = None

    def ready(self, matchers: Iterable[Matcher]) -> None:
        """Tries matchers, so that what they need is there when it is needed."""
        for matcher in matchers:
            self._find(matcher)
            if isinstance(matcher, Pattern) and matcher.unless is not None:
                patterns.find(matcher.unless, self._folded.text)

    def heard(self) -> Heard:
        rules = self._rules
        wanted: dict[int, Says] = {}
        near: dict[int, float] = {}
        askers, text = rules.askers[self._speaker], self._folded.text
        tried = {matcher: None for word in set(self._folded.words) for matcher in rules.by_word.get(word, ())}
        tried.update((one, None) for needed, matchers in rules.by_text.items() if needed in text for one in matchers)
        for matcher in (*tried, *rules.always):
            asking = askers.get(matcher)
            if asking and self._try(matcher).truth is not Truth.FALSE:
                wanted.update((id(says), says) for says in asking)
        self._meanings(wanted, near)
        hits = {key: hit for key, says in wanted.items() if (hit := self._judge(says)) is not None}
        return Heard(hits, {key: score for key, score in near.items() if key not in hits})

    def _meanings(self, wanted: dict[int, Says], near: dict[int, float]) -> None:
        """All that compare meanings at once, where one of them is about this speaker and language."""
        rules, asking = self._rules, self._rules.askers[self._speaker]
        meant: tuple[Semantic | Meaning, ...] = (*rules.semantic, *rules.learned)
        asked = [(place, matcher) for place, matcher in enumerate(meant) if matcher in asking and self._speaks(matcher)]
        if not asked or not self._utterance.final:
            return
        vector = self._encoded()
        cosines = rules.matrix @ vector if rules.semantic else ()
        for place, matcher in asked:
            score = float(cosines[place]) if isinstance(matcher, Semantic) else rules.learned[matcher].score(vector)
            askers = asking[matcher]
            truth = Truth.TRUE if score >= matcher.score else Truth.FALSE
            self._done[matcher] = Matched(matcher, truth, score, self._folded.original.strip())
            if truth is Truth.TRUE:
                wanted.update((id(says), says) for says in askers)
            else:
                for says in askers:
                    near[id(says)] = max(score, near.get(id(says), -1.0))

    def _judge(self, says: Says) -> Hit | None:
        """The condition on this utterance, None where it is false."""
        any_of, all_of, n_of = ([self._try(one) for one in part] for part in (says.any, says.all, says.n_of))
        none_of = [self._try(one) for one in says.none]
        truth = every(
            (
                some(one.truth for one in any_of) if any_of else Truth.TRUE,
                every(one.truth for one in all_of),
                at_least(says.n, (one.truth for one in n_of)),
                opposite(some(one.truth for one in none_of)),
            )
        )
        if truth is Truth.FALSE:
            return None
        found = [one for one in (*any_of, *all_of, *n_of) if one.truth is not Truth.FALSE]
        best = max(found, key=lambda one: (one.truth, one.score))
        if says.unlike and self._unlike(says, best):
            return None
        sure = truth is Truth.TRUE and self._utterance.confidence >= SURE
        return Hit(sure, best.quote or self._folded.original.strip(), best.score, tuple(found))

    def _unlike(self, says: Says, best: Matched) -> bool:
        """Whether the utterance is one of the examples that must not trigger: their words, or nearer in meaning."""
        if any(find_words(needle(example), self._folded) for example in says.unlike):
            return True
        if not isinstance(best.matcher, Semantic):
            return False
        encoded = self._encoded()
        return any(float(self._rules.vectors[example] @ encoded) >= best.score for example in says.unlike)

    def _speaks(self, matcher: Matcher) -> bool:
        return matcher.lang is None or same_language(matcher.lang, self._lang)

    def _try(self, matcher: Matcher) -> Matched:
        done = self._done.get(matcher)
        if done is None:
            # A matcher for another language cannot match here.
            done = self._find(matcher) if self._speaks(matcher) else Matched(matcher, Truth.FALSE, 0.0, "")
            self._done[matcher] = done
        return done

    def _find(self, matcher: Matcher) -> Matched:
        text = self._folded
        match matcher:
            case Exact():
                return self._spanned(matcher, find_words(needle(matcher.words), text))
            case Wording():
                return self._spanned(matcher, find_wording(matcher.pattern, matcher.lists, text))
            case Entity():
                return self._spanned(matcher, find_entity(matcher.kind, text))
            case Pattern():
                return self._searched(matcher)
            case Fuzzy():
                score, span = likeness(needle(matcher.words), text, matcher.score - DOUBTFUL_BAND)
                if span is None:
                    return Matched(matcher, Truth.FALSE, score, "")
                truth = Truth.TRUE if score >= matcher.score else Truth.UNKNOWN
                return Matched(matcher, truth, score, text.quote(*span))
            case Semantic() | Meaning():
                if not self._utterance.final:
                    return Matched(matcher, Truth.FALSE, 0.0, "")
                if isinstance(matcher, Semantic):
                    score = float(self._rules.vectors[matcher.sentence] @ self._encoded())
                else:
                    score = self._rules.learned[matcher].score(self._encoded())
                truth = Truth.TRUE if score >= matcher.score else Truth.FALSE
                return Matched(matcher, truth, score, text.original.strip())

    def _searched(self, matcher: Pattern) -> Matched:
        """A search that was cut off might have matched: unknown."""
        try:
            span = patterns.find(matcher.regex, self._folded.text)
        except patterns.TookTooLong:
            return Matched(matcher, Truth.UNKNOWN, 0.0, "")
        found = self._spanned(matcher, span)
        if matcher.unless is None or found.truth is Truth.FALSE:
            return found
        try:
            excepted = patterns.find(matcher.unless, self._folded.text) is not None
        except patterns.TookTooLong:
            return Matched(matcher, Truth.UNKNOWN, 0.0, found.quote)
        return Matched(matcher, Truth.FALSE, 0.0, "") if excepted else found

    def _spanned(self, matcher: Matcher, span: tuple[int, int] | None) -> Matched:
        if span is None:
            return Matched(matcher, Truth.FALSE, 0.0, "")
        return Matched(matcher, Truth.TRUE, 1.0, self._folded.quote(*span))

    def _encoded(self) -> Vector:
        if self._vector is None:
            self._vector = _unit(self._rules.encode(self._utterance.text))
        return self._vector
