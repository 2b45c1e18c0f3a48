"""The proof that every prompt carries: each node true, false or unknown, words, scores and times, as plain JSON."""

from __future__ import annotations

from typing import Any

from agent_assist.datatypes import ItemState
from agent_assist.guidance.conditions import (
    Condition,
    Entity,
    Exact,
    Fuzzy,
    Matcher,
    Meaning,
    Pattern,
    Says,
    Semantic,
    Wording,
    parts,
)
from agent_assist.guidance.describing import described, would_have_met
from agent_assist.guidance.evaluating import evaluate
from agent_assist.guidance.looking import Outcome, View
from agent_assist.guidance.record import Mark, Record
from agent_assist.guidance.rules import Rule
from agent_assist.guidance.truth import Truth

#: Sentences longer than this are cut: they are lists of patterns.
_LONGEST = 400


def why(rule: Rule, outcome: Outcome, state: ItemState, reason: str, at: float, record: Record) -> dict[str, Any]:
    """The proof at contact time `at`. tree: the condition, node by node (docs/protocol.md)."""
    return {
        "rule": rule.id,
        "version": rule.version,
        "state": str(state),
        "reason": reason,
        "time": round(at, 3),
        "clock_started": None if outcome.armed is None else round(outcome.armed, 3),
        "deadline": None if outcome.deadline is None else round(outcome.deadline, 3),
        "tree": node(outcome, record, at),
        "would_have_met": would_have_met(rule.condition, outcome.deadline),
    }


def node(outcome: Outcome, record: Record, at: float) -> dict[str, Any]:
    """One condition with what it rests on."""
    condition = outcome.condition
    inside = outcome.parts or tuple(evaluate(part, View(record, at)) for part in parts(condition))
    found: dict[str, Any] = {
        "kind": kind(condition),
        "value": outcome.value.word,
        "asks": described(condition)[:_LONGEST],
        "note": outcome.note,
    }
    if outcome.figure is not None:
        found["figure"] = round(outcome.figure, 3)
    if outcome.marks:
        found["marks"] = [_mark(mark) for mark in outcome.marks]
    if isinstance(condition, Says):
        matched = {one.matcher: one for mark in outcome.marks for one in mark.matched}
        found["matchers"] = [
            {
                **matcher_json(matcher),
                "value": matched[matcher].truth.word if matcher in matched else Truth.FALSE.word,
                **({"found": round(matched[matcher].score, 4)} if matcher in matched else {}),
            }
            for matcher in condition.matchers()
        ]
        near = record.near.get(id(condition))
        if near is not None and not outcome.marks:
            found["nearest"] = {"score": round(near[0], 4), "utterance": near[1]}
    if inside:
        found["of"] = [node(part, record, at) for part in inside]
    return found


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "utterance": mark.id,
        "time": round(mark.at, 3),
        "quote": mark.quote,
        "score": round(mark.score, 4),
        "sure": mark.sure,
    }


def kind(condition: Condition) -> str:
    """The key under which people write the condition."""
    names = {"NotFollowed": "not_followed_by", "AbsentBy": "absent_by", "TalkRatio": "talk_ratio"}
    name = type(condition).__name__
    return names.get(name, {"AtLeast": "at_least"}.get(name, name.casefold()))


def matcher_json(matcher: Matcher) -> dict[str, Any]:
    """The matcher as people write it, its score as `threshold`."""
    match matcher:
        case Exact():
            found: dict[str, Any] = {"exact": matcher.words}
        case Wording():
            found = {"pattern": matcher.pattern}
        case Pattern():
            found = {"regex": matcher.regex}
        case Fuzzy():
            found = {"fuzzy": matcher.words, "threshold": matcher.score}
        case Semantic():
            found = {"semantic": matcher.sentence, "threshold": matcher.score}
        case Meaning():
            # Enough to know it by; all of them stand in the rule.
            found = {"meaning": list(matcher.examples[:3]), "threshold": matcher.score}
        case Entity():
            found = {"entity": matcher.kind}
    return found if matcher.lang is None else {**found, "lang": matcher.lang}
