"""The rules of the bundle in use."""

from __future__ import annotations

import json
from pathlib import Path

from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.rules import Rule
from agent_assist.retrieval.bundle import current, verify


def published_rules(bundles: Path) -> tuple[Rule, ...]:
    """The rules that clients have now. Raises BundleError where the bundle is not whole."""
    folder = current(bundles)
    verify(folder)
    return parse_rules(json.loads((folder / "rules" / "rules.json").read_text(encoding="utf-8")), published=True)
