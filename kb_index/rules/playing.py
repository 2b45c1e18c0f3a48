"""Plays stored contacts through the monitor that clients have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from agent_assist.guidance.conditions import Meaning, Says, Semantic
from agent_assist.guidance.matching import CompiledRules, Encode
from agent_assist.guidance.monitor import Monitor
from agent_assist.guidance.rules import Rule, Status
from agent_assist.guidance.testing import play
from kb_index.rules.contacts import StoredContact

__all__ = ["Encode", "Played", "meanings", "play_all", "unrelated"]


@dataclass(frozen=True, slots=True)
class Played:
    """One contact as the rules saw it. states: by rule id at its close, `advice` where one of that kind has prompted.

    prompts: how often each rule fired.
    """

    states: Mapping[str, str]
    prompts: Mapping[str, int]


def unrelated(_text: str) -> npt.NDArray[np.float32]:
    """A vector that is like nothing: for rules that compare no meanings, or whose meanings cannot be compared."""
    return np.zeros(1, np.float32)


def meanings(rule: Rule) -> bool:
    """Whether the rule compares meanings, so that it needs an encoder."""
    return any(
        isinstance(matcher, Semantic | Meaning)
        for condition in rule.conditions()
        if isinstance(condition, Says)
        for matcher in condition.matchers()
    )


def play_all(rules: Sequence[Rule], contacts: Sequence[StoredContact], encode: Encode) -> list[Played]:
    """What the rules, drafts and those in the shadow too, make of each contact."""
    live = [replace(rule, scope=replace(rule.scope, status=Status.LIVE)) for rule in rules]
    compiled = CompiledRules.of(live, encode)
    return [_played(compiled, contact) for contact in contacts]


def _played(compiled: CompiledRules, contact: StoredContact) -> Played:
    monitor = Monitor(compiled, contact.channel, contact.lang, attributes=contact.attributes)
    for line in contact.lines:
        play(monitor, line)
    monitor.close(contact.until)
    states = {rule_id: str(state) for rule_id, state in monitor.states().items()}
    fired = [one for one in monitor.firings() if one.state in ("violated", "advice")]
    for one in fired:
        if one.state == "advice":
            states[one.rule_id] = "advice"
    return Played(states, Counter(one.rule_id for one in fired))
