"""Advice waits, as cards do, while the agent speaks or types: what is owed or was missed never does. Plain Python.

What waits is a mapping from the rule to when its advice came, in seconds of any steady clock.
"""

from __future__ import annotations

from collections.abc import Mapping

from agent_assist.datatypes import Prompt
from agent_assist.ui.card_stand import PATIENCE

Waiting = Mapping[str, float]


def came(waiting: Waiting, prompt: Prompt, old: Prompt | None, busy: bool, now: float) -> Waiting:
    """A prompt of a rule came, after `old` of the same one; advice that is shown already may change its words."""
    rule = prompt.rule_id
    shown = old is not None and old.state == "advice" and rule not in waiting
    if prompt.state == "advice" and busy and not shown:
        return {rule: now, **waiting}
    return {one: at for one, at in waiting.items() if one != rule}


def settled(waiting: Waiting, busy: bool, now: float) -> Waiting:
    """What still waits: nothing when the agent is done, and nothing longer than patience."""
    return {rule: at for rule, at in waiting.items() if busy and now < at + PATIENCE}


def due(waiting: Waiting) -> float | None:
    """When the first of it has waited long enough; None where nothing waits."""
    return min(waiting.values()) + PATIENCE if waiting else None
