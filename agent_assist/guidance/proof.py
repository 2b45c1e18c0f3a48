"""The proof that every prompt carries: each node with true or false, words, scores and times, as plain JSON values."""

from __future__ import annotations

from typing import Any

from agent_assist.guidance.rules import Exact, Matcher, Pattern, Rule, Says, Semantic, matcher_json
from agent_assist.guidance.tracking import Facts, Standing, deadline


def why(rule: Rule, facts: Facts, standing: Standing, at: float) -> dict[str, Any]:
    """`conditions`: by name, the utterance that decided each condition, or its nearest miss. `time`: contact time."""
    due = deadline(rule, facts)
    return {
        "rule": rule.id,
        "version": rule.version,
        "state": str(standing.state),
        "reason": standing.reason,
        "time": round(at, 3),
        "clock_started": None if facts.armed is None or rule.absent_by is None else round(facts.armed, 3),
        "deadline": None if due is None else round(due, 3),
        "conditions": {name: facts.nodes.get(name, _unheard(says)) for name, says in _conditions(rule)},
        "would_have_met": would_have_met(rule, due),
    }


def would_have_met(rule: Rule, due: float | None) -> str:
    """In one sentence, what keeps the rule."""
    if rule.says is not None:
        return f"{_speaker(rule.says)} not saying {_described(rule.says)}."
    owed = rule.absent_by
    assert owed is not None
    sentence = f"{_speaker(owed.says)} saying {_described(owed.says)}"
    if due is not None:
        sentence += f" by {due:g} s"
    elif owed.within is not None:
        sentence += f" within {owed.within:g} s"
    if owed.before is not None:
        sentence += f" before {_speaker(owed.before).lower()} says {_described(owed.before)}"
    if owed.by_end:
        sentence += " before the contact ends"
    return f"{sentence}."


def _conditions(rule: Rule) -> list[tuple[str, Says]]:
    if rule.says is not None:
        return [("says", rule.says)]
    owed = rule.absent_by
    assert owed is not None
    named = (("after", owed.after), ("says", owed.says), ("before", owed.before))
    return [(name, says) for name, says in named if says is not None]


def _unheard(says: Says) -> dict[str, Any]:
    parts = (("any", says.any), ("all", says.all), ("none", says.none))
    return {
        "met": False,
        **{name: [{**matcher_json(matcher), "met": False} for matcher in part] for name, part in parts if part},
        "utterance": None,
    }


def _speaker(says: Says) -> str:
    return f"The {says.role}" if says.role is not None else "Either side"


def _described(says: Says) -> str:
    parts = []
    if says.any:
        parts.append(" or ".join(map(_words, says.any)))
    if says.all:
        parts.append(" and ".join(map(_words, says.all)))
    text = ", with ".join(parts)
    return f"{text}, without {' or '.join(map(_words, says.none))}" if says.none else text


def _words(matcher: Matcher) -> str:
    match matcher:
        case Exact():
            return f"“{matcher.words}”"
        case Pattern():
            return f"/{matcher.regex}/"
        case Semantic():
            return f"something like “{matcher.sentence}” (score {matcher.score:g} or more)"
