"""Compliance and guidance rules: each must be one that the client can run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_assist.errors import SourceError
from agent_assist.guidance.language import parse_rules
from kb_index.records import Finding, PlacedRule


def rule_findings(rules: Sequence[PlacedRule]) -> Iterator[Finding]:
    """An error for each rule that the rule language refuses, and for each id that stands twice."""
    first: dict[str, PlacedRule] = {}
    for placed in rules:
        try:
            parse_rules([dict(placed.rule)])
        except SourceError as problem:
            yield Finding(placed.place, "error", "rule", problem.what, problem.next_step)
            continue
        own_id = str(placed.rule["id"])
        if own_id in first:
            other = first[own_id].place
            what = f"The rule id “{own_id}” is taken: {other.file}:{other.line}."
            yield Finding(placed.place, "error", "duplicate-id", what, "Give it an id of its own.")
        first.setdefault(own_id, placed)
