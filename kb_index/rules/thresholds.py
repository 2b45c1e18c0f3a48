"""What a semantic matcher's score would have caught and missed in stored contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from agent_assist.guidance.conditions import Meaning, Says, Semantic
from agent_assist.guidance.meaning import Learned, learn
from agent_assist.guidance.rules import Rule, same_language
from kb_index.rules.backtesting import FIRED
from kb_index.rules.contacts import StoredContact
from kb_index.rules.playing import Encode

#: Scores tried.
SCORES = tuple(round(0.4 + 0.05 * step, 2) for step in range(12))
#: Utterances shown on each side of the score.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance and what the matcher gives it. wanted: the rule was to fire there; None: not judged."""

    contact: str
    at: float
    text: str
    score: float
    wanted: bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """What one score would catch. utterances: that match.  caught, missed, false: judged contacts."""

    score: float
    utterances: int
    contacts: int
    caught: int
    missed: int
    false: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """One matcher that compares meanings: what each score would do, and the utterances nearest to the one it has.

    sentence: that of the matcher, or its first example.  own: of a learned meaning's examples and counter-examples, the
    shares that reach its score had each been left out of the learning.
    best: the score with the fewest mistakes (missed and false together), halfway between the contacts that it parts;
    None where nothing is labelled so that it would tell.
    """

    sentence: str
    score: float
    rows: tuple[Row, ...]
    above: tuple[Heard, ...]
    below: tuple[Heard, ...]
    best: float | None
    own: tuple[float, float] | None


def thresholds(rule: Rule, contacts: Sequence[StoredContact], encode: Encode) -> list[Threshold]:
    """One answer for each matcher of the rule that compares meanings. encode: text → vector, as the client does it."""
    return [
        _asked(rule, says, matcher, contacts, encode)
        for says in rule.conditions()
        if isinstance(says, Says)
        for matcher in says.matchers()
        if isinstance(matcher, Semantic | Meaning)
    ]


def _asked(
    rule: Rule, says: Says, matcher: Semantic | Meaning, contacts: Sequence[StoredContact], encode: Encode
) -> Threshold:
    def unit(text: str) -> npt.NDArray[np.float32]:
        vector = np.asarray(encode(text), np.float32)
        length = float(np.linalg.norm(vector))
        return vector / np.float32(length) if length else vector

    if isinstance(matcher, Semantic):
        wanted = unit(matcher.sentence)
        heard = _heard(rule, says, matcher, contacts, lambda text: float(wanted @ unit(text)))
        return _threshold(matcher, matcher.sentence, heard, None)
    learned = learn(np.stack([*map(unit, matcher.examples)]), np.stack([*map(unit, matcher.unlike)]))
    heard = _heard(rule, says, matcher, contacts, lambda text: learned.score(unit(text)))
    return _threshold(matcher, matcher.examples[0], heard, _own(learned, matcher.score))


def _own(learned: Learned, score: float) -> tuple[float, float]:
    found, wrong = (sum(one >= score for one in side) / len(side) for side in (learned.examples, learned.unlike))
    return round(found, 3), round(wrong, 3)


def _heard(
    rule: Rule,
    says: Says,
    matcher: Semantic | Meaning,
    contacts: Sequence[StoredContact],
    rate: Callable[[str], float],
) -> list[Heard]:
    found = []
    for contact in contacts:
        languages = rule.scope.languages
        if languages and not any(same_language(tag, contact.lang) for tag in languages):
            continue
        judged = None if contact.labels is None else contact.labels.get(rule.id) in FIRED
        for line in contact.lines:
            foreign = matcher.lang is not None and not same_language(matcher.lang, line.lang or contact.lang)
            if says.role not in (None, line.speaker) or contact.channel not in rule.channels or foreign:
                continue
            found.append(Heard(contact.name, line.at, line.text, rate(line.text), judged))
    return found


def _threshold(
    matcher: Semantic | Meaning, sentence: str, heard: list[Heard], own: tuple[float, float] | None
) -> Threshold:
    ranked = sorted(heard, key=lambda one: -one.score)
    above = [one for one in ranked if one.score >= matcher.score]
    below = [one for one in ranked if one.score < matcher.score]
    rows = tuple(_row(score, heard) for score in SCORES)
    nearest = tuple(above[-_NEAR:]), tuple(below[:_NEAR])
    return Threshold(sentence, matcher.score, rows, *nearest, _best(heard), own)


def _nearest(heard: list[Heard]) -> dict[str, tuple[float, bool | None]]:
    """By contact, the best score in it and whether the rule was to fire there."""
    best: dict[str, tuple[float, bool | None]] = {}
    for one in heard:
        if one.contact not in best or one.score > best[one.contact][0]:
            best[one.contact] = (one.score, one.wanted)
    return best


def _row(score: float, heard: list[Heard]) -> Row:
    nearest = list(_nearest(heard).values())
    matched = [(near >= score, wanted) for near, wanted in nearest]
    return Row(
        score,
        sum(one.score >= score for one in heard),
        sum(hit for hit, _ in matched),
        sum(hit and wanted is True for hit, wanted in matched),
        sum(not hit and wanted is True for hit, wanted in matched),
        sum(hit and wanted is False for hit, wanted in matched),
    )


def _best(heard: list[Heard]) -> float | None:
    judged = sorted((near, wanted) for near, wanted in _nearest(heard).values() if wanted is not None)
    if len({wanted for _, wanted in judged}) < 2:
        return None

    def mistakes(score: float) -> int:
        return sum((near >= score) != wanted for near, wanted in judged)

    tried: list[float] = list(_between([near for near, _ in judged]))
    best: float = min(tried, key=lambda score: (mistakes(score), -score))
    return round(best, 3)


def _between(scores: list[float]) -> Iterator[float]:
    return ((one + other) / 2 for one, other in pairwise(scores))
