"""Compliance and guidance rules: each must be one that the client can run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_assist.guidance.language import RuleError, parse_rule
from agent_assist.guidance.references import resolve
from agent_assist.guidance.rules import Rule
from kb_index.records import Finding, PlacedItem


def rule_findings(rules: Sequence[PlacedItem]) -> Iterator[Finding]:
    """An error for each rule that the rule language refuses, and for each id that stands twice."""
    first: dict[str, PlacedItem] = {}
    good: list[Rule] = []
    for placed in rules:
        try:
            rule = parse_rule(placed.values)
        except RuleError as problem:
            yield _refused(placed, problem)
            continue
        if rule.id in first:
            other = first[rule.id].place
            what = f"The rule id “{rule.id}” is taken: {other.file}:{other.line}."
            yield Finding(placed.place, "error", "duplicate-id", what, "Give it an id of its own.")
            continue
        first[rule.id] = placed
        good.append(rule)
    if len(good) == len(rules):
        # With some refused, every rule that names one of them would be blamed too.
        try:
            resolve(good)
        except RuleError as problem:
            yield _refused(rules[problem.index], problem)


def _refused(placed: PlacedItem, problem: RuleError) -> Finding:
    return Finding(placed.at(problem.path), "error", "rule", problem.what, problem.next_step)
