"""Puts the condition of another rule where a rule names it, and refuses circles and trees that grow without end."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from agent_assist.guidance.conditions import And, AtLeast, Condition, Not, Or, RuleRef, walk
from agent_assist.guidance.reading import RuleError
from agent_assist.guidance.rules import Rule

#: Conditions in one rule, once the rules that it names stand in it.
MAX_CONDITIONS = 500


def resolve(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules without references. Raises RuleError for a name there is not, a circle, or too large a tree."""
    by_id = {rule.id: rule for rule in rules}
    return tuple(_resolved(rule, index, by_id) for index, rule in enumerate(rules))


def _resolved(rule: Rule, index: int, by_id: Mapping[str, Rule]) -> Rule:
    condition = _filled(rule.condition, rule, index, by_id, (rule.id,))
    suppress = rule.control.suppress_if
    if suppress is not None:
        suppress = _filled(suppress, rule, index, by_id, (rule.id,))
    return replace(rule, condition=condition, control=replace(rule.control, suppress_if=suppress))


def _filled(
    condition: Condition,
    rule: Rule,
    index: int,
    by_id: Mapping[str, Rule],
    trail: tuple[str, ...],
    at: tuple[str | int, ...] = (),
) -> Condition:
    """at: where in `rule` the reference stands that has led here."""
    match condition:
        case RuleRef(rule=name, path=path):
            at = at or path
            if name in trail:
                circle = " → ".join((*trail[trail.index(name) :], name))
                raise RuleError(
                    f"Rule {rule.id!r}: rules name each other in a circle: {circle}.", "Break it.", index, at
                )
            if name not in by_id:
                near = difflib.get_close_matches(name, by_id, 1, 0.5)
                hint = f"Did you mean {near[0]!r}?" if near else "Give the id of a rule of this KB."
                raise RuleError(f"Rule {rule.id!r}: there is no rule {name!r}.", hint, index, at)
            filled = _filled(by_id[name].condition, rule, index, by_id, (*trail, name), at)
        case And() | Or() | AtLeast():
            filled = replace(condition, of=tuple(_filled(one, rule, index, by_id, trail, at) for one in condition.of))
        case Not():
            filled = Not(_filled(condition.of, rule, index, by_id, trail, at))
        case _:
            return condition
    if sum(1 for _ in walk(filled)) > MAX_CONDITIONS:
        raise RuleError(
            f"Rule {rule.id!r}: with the rules that it names it has more than {MAX_CONDITIONS} conditions.",
            "Name fewer, or smaller ones.",
            index,
            at,
        )
    return filled
