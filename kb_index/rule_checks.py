"""Compliance and guidance rules: each must be one that the client can run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_assist.guidance.language import RuleError, parse_rules
from kb_index.records import Finding, Place, PlacedRule


def rule_findings(rules: Sequence[PlacedRule]) -> Iterator[Finding]:
    """An error for each rule that the rule language refuses, and for each id that stands twice."""
    first: dict[str, PlacedRule] = {}
    for placed in rules:
        try:
            (rule,) = parse_rules([placed.rule])
        except RuleError as problem:
            key = str(problem.path[0]) if problem.path else ""
            place = Place(placed.place.file, placed.lines.get(key, placed.place.line))
            yield Finding(place, "error", "rule", problem.what, problem.next_step)
            continue
        if rule.id in first:
            other = first[rule.id].place
            what = f"The rule id “{rule.id}” is taken: {other.file}:{other.line}."
            yield Finding(placed.place, "error", "duplicate-id", what, "Give it an id of its own.")
        first.setdefault(rule.id, placed)
