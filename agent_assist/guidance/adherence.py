"""What came of each prompt that the agent saw: done, not done, not known; acknowledged or dismissed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agent_assist.datatypes import ItemState
from agent_assist.guidance.desk import Firing
from agent_assist.guidance.rules import Rule

_BY_STATE = {ItemState.MET: "yes", ItemState.VIOLATED: "no", ItemState.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One prompt. followed: yes, no or unknown; "" where nothing was asked for.  answer: acknowledged or dismissed."""

    rule_id: str
    at: float
    state: str
    followed: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One rule's prompts. share: of those of which it is known, those that were followed; None where none is."""

    rule_id: str
    prompts: int
    followed: int
    missed: int
    unknown: int
    acknowledged: int
    dismissed: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Adherence:
    """Of one contact: each prompt, each rule, and all of them together."""

    prompts: tuple[Outcome, ...]
    rules: tuple[Kept, ...]
    share: float | None


def adherence(firings: Sequence[Firing], states: Mapping[str, ItemState], rules: Mapping[str, Rule]) -> Adherence:
    """states: how each rule stands.

    A rule's `follow` says what following its prompt means; without it, for words that are owed, it is that they were
    said in time. Any other prompt asks for nothing that could be heard.
    """
    shown = [one for one in firings if one.status == "shown"]
    prompts = tuple(_outcome(one, states, rules[one.rule_id]) for one in _once(shown))
    by_rule: dict[str, list[Outcome]] = {}
    for prompt in prompts:
        by_rule.setdefault(prompt.rule_id, []).append(prompt)
    return Adherence(prompts, tuple(_kept(name, own) for name, own in by_rule.items()), _share(prompts))


def _once(firings: Sequence[Firing]) -> list[Firing]:
    """Words that are owed and then do not come are one prompt, not two; what was answered last is its answer."""
    found: list[Firing] = []
    owed: dict[str, int] = {}
    for one in firings:
        place = owed.pop(one.rule_id, None) if one.state == "violated" else None
        if place is None:
            if one.state == "owed":
                owed[one.rule_id] = len(found)
            found.append(one)
        else:
            before = found[place]
            answer, reason = (one.answer, one.answer_reason) if one.answer else (before.answer, before.answer_reason)
            found[place] = replace(one, at=before.at, answer=answer, answer_reason=reason)
    return found


def _outcome(firing: Firing, states: Mapping[str, ItemState], rule: Rule) -> Outcome:
    followed = firing.followed
    if rule.control.follow is None and rule.obliges:
        followed = _BY_STATE.get(states.get(rule.id, ItemState.OPEN), "")
    return Outcome(rule.id, firing.at, firing.state, followed, firing.answer, firing.answer_reason)


def _kept(name: str, prompts: Sequence[Outcome]) -> Kept:
    followed = [one.followed for one in prompts]
    answers = [one.answer for one in prompts]
    return Kept(
        name,
        len(prompts),
        followed.count("yes"),
        followed.count("no"),
        followed.count("unknown"),
        answers.count("acknowledged"),
        answers.count("dismissed"),
        _share(prompts),
    )


def _share(prompts: Sequence[Outcome]) -> float | None:
    known = [one.followed == "yes" for one in prompts if one.followed in ("yes", "no")]
    return sum(known) / len(known) if known else None
