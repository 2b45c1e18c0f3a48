"""Conditions in plain English, for proofs."""

from __future__ import annotations

from agent_assist.guidance.conditions import (
    AbsentBy,
    And,
    AtLeast,
    Attr,
    Condition,
    Count,
    Entity,
    Exact,
    Fuzzy,
    Matcher,
    Meaning,
    Not,
    NotFollowed,
    Or,
    Overlap,
    Pattern,
    Rate,
    Repeat,
    RuleRef,
    Says,
    Semantic,
    Sequence,
    Silence,
    State,
    TalkRatio,
    Window,
    Wording,
)


def described(condition: Condition) -> str:
    """The condition as a clause, such as “the agent says “sorry””."""
    match condition:
        case Says():
            return f"{_side(condition.role)} says {said(condition)}"
        case And():
            return " and ".join(f"({described(one)})" for one in condition.of)
        case Or():
            return " or ".join(f"({described(one)})" for one in condition.of)
        case AtLeast():
            return f"{condition.n} at least of: {'; '.join(described(one) for one in condition.of)}"
        case Not():
            return f"it is not so that {described(condition.of)}"
        case Count():
            most = "" if condition.at_most is None else f", at most {condition.at_most}"
            return f"{described(condition.of)}, {condition.at_least} times at least{most}"
        case Window():
            return f"{described(condition.of)} {_window(condition)}"
        case Sequence():
            within = "" if condition.within is None else f" within {condition.within:g} s"
            return f"{', then '.join(described(one) for one in condition.of)}{within}"
        case NotFollowed():
            return f"{described(condition.first)} and not {described(condition.by)} {_term(condition)}"
        case AbsentBy():
            return f"{_side(condition.says.role)} does not say {said(condition.says)} {_term(condition)}"
        case _:
            return _measured(condition)


def _measured(condition: Silence | Overlap | Rate | TalkRatio | Repeat | Attr | State | RuleRef) -> str:
    match condition:
        case Silence():
            who = "nobody" if condition.role is None else f"not {_side(condition.role)}"
            return f"{who} talks for more than {condition.seconds:g} s"
        case Overlap():
            return f"both talk at once for more than {condition.seconds:g} s"
        case Rate():
            return f"{_side(condition.role)} talks {_limits(condition.above, condition.below)} words a minute"
        case TalkRatio():
            return f"{_side(condition.role)} has {_limits(condition.above, condition.below)} of the talk"
        case Repeat():
            return f"{_side(condition.role)} says the same {condition.times} times within {condition.within:g} s"
        case Attr(known=known) if known is not None:
            return f"{condition.name} is {'' if known else 'not '}known"
        case Attr():
            wanted = " or ".join(str(one) for one in condition.among) or _limits(condition.above, condition.below)
            return f"{condition.name} is {wanted}"
        case State():
            longer = "" if condition.longer_than is None else f" for more than {condition.longer_than:g} s"
            return f"the contact is at {condition.step or condition.name}{longer}"
        case RuleRef():
            return f"the condition of {condition.rule}"


def would_have_met(condition: Condition, deadline: float | None) -> str:
    """In one sentence, what would have kept the rule from firing."""
    match condition:
        case AbsentBy():
            sentence = f"{_side(condition.says.role)} saying {said(condition.says)}"
            sentence += f" by {deadline:g} s" if deadline is not None else f" {_term(condition)}"
            if condition.before is not None:
                sentence += f" before {described(condition.before)}"
        case NotFollowed():
            sentence = f"That {described(condition.by)} {_term(condition)}"
        case Says():
            sentence = f"{_side(condition.role)} not saying {said(condition)}"
        case And():
            sentence = f"One of these not being so: {'; '.join(described(one) for one in condition.of)}"
        case _:
            sentence = f"That it were not so: {described(condition)}"
    return f"{sentence[0].upper()}{' '.join(sentence[1:].split())}."


def said(says: Says) -> str:
    """What the condition listens for."""
    clauses = []
    if says.any:
        clauses.append(" or ".join(map(_words, says.any)))
    if says.all:
        clauses.append(" and ".join(map(_words, says.all)))
    if says.n_of:
        clauses.append(f"{says.n} of {', '.join(map(_words, says.n_of))}")
    text = ", with ".join(clauses)
    return f"{text}, without {' or '.join(map(_words, says.none))}" if says.none else text


def _side(role: str | None) -> str:
    return f"the {role}" if role is not None else "either side"


def _term(condition: AbsentBy | NotFollowed) -> str:
    clauses = []
    if condition.within is not None:
        clauses.append(f"within {condition.within:g} s")
    if condition.turns is not None:
        clauses.append(f"within {condition.turns} turns")
    if isinstance(condition, AbsentBy) and condition.by_end:
        clauses.append("before the contact ends")
    return " and ".join(clauses)


def _window(window: Window) -> str:
    clauses = [
        f"{name} {limit:g} {unit}"
        for name, limit, unit in (
            ("in the last", window.last, "s"),
            ("in the first", window.first, "s"),
            ("in the last", window.last_turns, "turns"),
            ("in the first", window.first_turns, "turns"),
        )
        if limit is not None
    ]
    clauses += [
        f"{name} {described(edge)}"
        for name, edge in (("after", window.after), ("before", window.before))
        if edge is not None
    ]
    return " ".join(clauses)


def _limits(above: float | None, below: float | None) -> str:
    given = [f"{name} {limit:g}" for name, limit in (("above", above), ("below", below)) if limit is not None]
    return " or ".join(given)


def _words(matcher: Matcher) -> str:
    match matcher:
        case Exact():
            return f"“{matcher.words}”"
        case Wording():
            return f"“{matcher.pattern}”"
        case Pattern():
            return f"/{matcher.regex}/"
        case Fuzzy():
            return f"“{matcher.words}” or nearly so (likeness {matcher.score:g} or more)"
        case Semantic():
            return f"something like “{matcher.sentence}” (score {matcher.score:g} or more)"
        case Meaning():
            return f"something that means “{matcher.examples[0]}” (score {matcher.score:g} or more)"
        case Entity():
            return f"a {matcher.kind.replace('_', ' ')}"
