"""What rules would have done in stored contacts: how often they fire, how rightly, and what a change would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_assist.guidance.rules import Rule
from kb_index.rules.contacts import StoredContact
from kb_index.rules.playing import Encode, Played, play_all

#: States in which a rule has fired.
FIRED = ("violated", "advice")
#: Rules named as the loudest.
_LOUDEST = 10


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule over the contacts.

    contacts: in which it fired.  prompts: how often in all.  met, unknown: contacts that ended so.  labelled: contacts
    somebody judged; caught, false, missed: firings among them that were labelled, that were not, and labels without.
    """

    rule_id: str
    contacts: int
    prompts: int
    per_hundred: float
    met: int
    unknown: int
    labelled: int
    caught: int
    false: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of firings that were right, None where it did not fire."""
        return self.caught / (self.caught + self.false) if self.caught + self.false else None

    @property
    def recall(self) -> float | None:
        """Share of labelled firings that came, None where there were none."""
        return self.caught / (self.caught + self.missed) if self.caught + self.missed else None


@dataclass(frozen=True, slots=True)
class Change:
    """One rule in one contact, before (as published) and now."""

    rule_id: str
    contact: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. precision, recall: over all firings in labelled contacts; None where none is labelled."""

    contacts: int
    labelled: int
    rules: tuple[RuleFigures, ...]
    precision: float | None
    recall: float | None
    changes: tuple[Change, ...] = ()

    @property
    def loudest(self) -> tuple[RuleFigures, ...]:
        """The rules that prompted most often."""
        loud = sorted((one for one in self.rules if one.prompts), key=lambda one: (-one.prompts, one.rule_id))
        return tuple(loud[:_LOUDEST])


def backtest(
    rules: Sequence[Rule],
    contacts: Sequence[StoredContact],
    encode: Encode,
    published: Sequence[Rule] | None = None,
) -> Report:
    """Plays every contact with the rules, and with the published ones to say what changes."""
    now = play_all(rules, contacts, encode)
    figures = tuple(_figures(rule.id, contacts, now) for rule in rules)
    labelled = [one for one in figures if one.labelled]
    caught, false, missed = (sum(getattr(one, name) for one in labelled) for name in ("caught", "false", "missed"))
    changes = () if published is None else tuple(_changes(contacts, play_all(published, contacts, encode), now))
    return Report(
        len(contacts),
        sum(contact.labels is not None for contact in contacts),
        figures,
        caught / (caught + false) if caught + false else None,
        caught / (caught + missed) if caught + missed else None,
        changes,
    )


def _figures(rule_id: str, contacts: Sequence[StoredContact], played: Sequence[Played]) -> RuleFigures:
    states = [one.states.get(rule_id, "") for one in played]
    fired = [state in FIRED for state in states]
    judged = [
        (hit, contact.labels.get(rule_id) in FIRED)
        for hit, contact in zip(fired, contacts, strict=True)
        if contact.labels is not None
    ]
    return RuleFigures(
        rule_id,
        sum(fired),
        sum(one.prompts.get(rule_id, 0) for one in played),
        round(100 * sum(fired) / len(contacts), 2),
        states.count("met"),
        states.count("unknown"),
        len(judged),
        sum(hit and wanted for hit, wanted in judged),
        sum(hit and not wanted for hit, wanted in judged),
        sum(wanted and not hit for hit, wanted in judged),
    )


def _changes(contacts: Sequence[StoredContact], before: Sequence[Played], now: Sequence[Played]) -> Iterator[Change]:
    for contact, old, new in zip(contacts, before, now, strict=True):
        for rule_id in sorted({*old.states, *new.states}):
            was, is_now = old.states.get(rule_id, "absent"), new.states.get(rule_id, "absent")
            if (was in FIRED) != (is_now in FIRED):
                yield Change(rule_id, contact.name, was, is_now)
