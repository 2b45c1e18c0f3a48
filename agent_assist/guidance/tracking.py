"""Where one rule stands in one contact: what was heard, and the state that follows from it and the clock.

Facts are only ever added, and the state is a pure function of facts and clock. What is recognised late counts where it
was spoken, so a side that is recognised more slowly than the other is not put in the wrong by that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from agent_assist.datatypes import Evidence, ItemState, Utterance
from agent_assist.guidance.matching import Heard, Listener
from agent_assist.guidance.rules import AbsentBy, Rule

Nodes = Mapping[str, Mapping[str, Any]]

_DOUBTFUL_ORDER = "What must wait for the words may have come first: the recogniser was unsure."


@dataclass(frozen=True, slots=True)
class Facts:
    """What was heard so far. Each is the earliest in time of speech; `doubtful` ones came from unsure utterances.

    armed: when the clock started (contact time), None before.  anchor: what started it, None for the contact's start.
    latest: the last sure match of `says`.  nodes: by condition, the proof that counts now.  near: by condition, the
    best semantic score among misses.  early: matches heard before the clock was known to run.
    """

    armed: float | None
    anchor: Evidence | None = None
    said: Evidence | None = None
    latest: Evidence | None = None
    doubtful: Evidence | None = None
    blocked: Evidence | None = None
    doubtful_block: Evidence | None = None
    nodes: Nodes = field(default_factory=dict)
    near: Mapping[str, float] = field(default_factory=dict)
    early: tuple[tuple[str, Heard], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The state with the evidence for it and one sentence that says why."""

    state: ItemState
    reason: str
    evidence: Evidence | None = None


def begin(rule: Rule) -> Facts:
    """The facts before anything was said."""
    after = rule.absent_by.after if rule.absent_by else None
    return Facts(armed=0.0 if after is None else None)


def deadline(rule: Rule, facts: Facts) -> float | None:
    """The last moment at which the owed words are in time, None where there is none (yet)."""
    if rule.absent_by is None or rule.absent_by.within is None or facts.armed is None:
        return None
    return facts.armed + rule.absent_by.within


def hear(rule: Rule, facts: Facts, utterance: Utterance, listener: Listener) -> Facts:
    """The facts with one more utterance."""
    if rule.says is not None:
        return _take(facts, "says", listener.hear(rule.says), latest=True)
    owed = rule.absent_by
    assert owed is not None
    if owed.after is not None and facts.armed is None:
        called = listener.hear(owed.after)
        facts = _noted(facts, "after", called)
        if called is not None and called.met and called.sure:
            # The answer can only follow, so the clock starts when the words that call for it end.
            facts = replace(facts, armed=utterance.end, anchor=called.evidence)
    heard = (("says", listener.hear(owed.says)), ("before", listener.hear(owed.before) if owed.before else None))
    if facts.armed is None:
        met = tuple((name, one) for name, one in heard if one is not None and one.met)
        return replace(facts, early=facts.early + met) if met else facts
    early, facts = facts.early, replace(facts, early=()) if facts.early else facts
    for name, one in (*early, *heard):
        if one is not None and not _before_anchor(facts, one):
            facts = _take(facts, name, one)
    return facts


def _before_anchor(facts: Facts, heard: Heard) -> bool:
    """Spoken before the clock started, in whatever order the two sides were recognised."""
    return facts.anchor is not None and heard.evidence is not None and heard.evidence.at < facts.anchor.at


def _noted(facts: Facts, name: str, heard: Heard | None, *, latest: bool = False) -> Facts:
    """Keeps the proof of a condition: of its first (or latest) sure match, until then of its nearest miss."""
    if heard is None:
        return facts
    kept = facts.nodes.get(name)
    if heard.met:
        better = kept is None or not kept["met"] or (heard.sure and (latest or not kept["sure"]))
    else:
        better = kept is None or (not kept["met"] and heard.near > facts.near.get(name, 0.0))
    if not better:
        return facts
    near = {**facts.near, name: max(heard.near, facts.near.get(name, 0.0))}
    return replace(facts, nodes={**facts.nodes, name: heard.node}, near=near)


def _take(facts: Facts, name: str, heard: Heard | None, *, latest: bool = False) -> Facts:
    """Adds what was heard of `says` or `before` to the facts."""
    facts = _noted(facts, name, heard, latest=latest)
    if heard is None or heard.evidence is None:
        return facts
    if name == "before":
        if heard.sure:
            return replace(facts, blocked=_earlier(facts.blocked, heard.evidence))
        return replace(facts, doubtful_block=_earlier(facts.doubtful_block, heard.evidence))
    if heard.sure:
        return replace(facts, said=_earlier(facts.said, heard.evidence), latest=heard.evidence)
    return replace(facts, doubtful=_earlier(facts.doubtful, heard.evidence))


def _earlier(old: Evidence | None, new: Evidence) -> Evidence:
    return new if old is None or new.at < old.at else old


def standing(rule: Rule, facts: Facts, clock: float, closed: bool) -> Standing:
    """How the rule stands at `clock` (seconds on the contact clock), once everything heard until then is in `facts`."""
    if rule.absent_by is None:
        return _standing_of_says(facts, closed, advice=rule.severity == "advice")
    return _standing_of_absent(rule.absent_by, facts, deadline(rule, facts), clock, closed)


def _standing_of_says(facts: Facts, closed: bool, advice: bool) -> Standing:
    if facts.said is not None:
        return Standing(ItemState.VIOLATED, "It was said.", facts.said)
    if facts.doubtful is not None:
        return Standing(ItemState.UNKNOWN, "It may have been said: the recogniser was unsure.", facts.doubtful)
    if closed and not advice:
        return Standing(ItemState.MET, "It was not said.")
    return Standing(ItemState.OPEN, "It has not been said.")


def _standing_of_absent(owed: AbsentBy, facts: Facts, due: float | None, clock: float, closed: bool) -> Standing:
    if facts.armed is None:
        return Standing(ItemState.OPEN, "Nothing has started its clock.")
    if facts.said is not None and _in_time(facts.said, facts.blocked, due):
        if facts.doubtful_block is not None and facts.doubtful_block.at < facts.said.at:
            return Standing(ItemState.UNKNOWN, _DOUBTFUL_ORDER, facts.doubtful_block)
        return Standing(ItemState.MET, "The words were said in time.", facts.said)
    if _in_time(facts.doubtful, facts.blocked, due):
        return Standing(ItemState.UNKNOWN, "The words may have been said: the recogniser was unsure.", facts.doubtful)
    if facts.blocked is not None:
        return Standing(ItemState.VIOLATED, "This came before the words that it must wait for.", facts.blocked)
    if due is not None and clock > due:
        if facts.said is not None:
            return Standing(ItemState.VIOLATED, "The words were said after the deadline.", facts.said)
        return Standing(ItemState.VIOLATED, "The words were not said by the deadline.")
    if facts.doubtful_block is not None:
        return Standing(ItemState.UNKNOWN, _DOUBTFUL_ORDER, facts.doubtful_block)
    if due is not None:
        if closed:
            return Standing(ItemState.UNKNOWN, "The contact ended before the deadline.")
        return Standing(ItemState.OWED, "The words are owed until the deadline.")
    if owed.by_end:
        if closed:
            return Standing(ItemState.VIOLATED, "The contact ended without the words.")
        return Standing(ItemState.OWED, "The words are owed until the contact ends.")
    return Standing(ItemState.OPEN, "What must wait for the words has not come.")


def _in_time(words: Evidence | None, blocked: Evidence | None, due: float | None) -> bool:
    if words is None or (due is not None and words.at > due):
        return False
    # Both in one utterance: the words count, for their order within it cannot be told.
    return blocked is None or words.at <= blocked.at
