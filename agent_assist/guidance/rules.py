"""Rules as frozen records (docs/rules.md). `language.parse_rules` makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from agent_assist.datatypes import Channel, Speaker
from agent_assist.guidance.conditions import AbsentBy, Condition, NotFollowed, Says, Value, walk


class Severity(StrEnum):
    """How much it matters."""

    REQUIRED = "required"
    URGENT = "urgent"
    ADVICE = "advice"


class Status(StrEnum):
    """draft: only its tests run.  shadow: evaluated and recorded, not shown.  live: shown."""

    DRAFT = "draft"
    SHADOW = "shadow"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Follow:
    """What the agent should do after the prompt: say it within seconds or turns."""

    says: Says
    within: float | None = None
    turns: int | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """When and how often a rule may prompt.

    priority: the higher goes first and wins in its group.  cooldown: seconds without another prompt.  most: prompts a
    contact.  hold_while: `speaking`, `typing`.  expiry: seconds after which a prompt is taken away.
    """

    priority: int = 50
    cooldown: float = 0.0
    most: int | None = None
    hold_while: tuple[str, ...] = ()
    suppress_if: Condition | None = None
    expiry: float | None = None
    group: str = ""
    follow: Follow | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """For which contacts a rule is, and who answers for it. Dates are ISO and inclusive; "" and () set no limit."""

    status: Status = Status.LIVE
    owner: str = ""
    jurisdiction: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    languages: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()

    def holds(self, lang: str, queue: str, today: str) -> bool:
        """Whether a contact of that language, queue and day is meant; what is not known of it sets no limit."""
        return (
            self.status is not Status.DRAFT
            and (not self.languages or any(same_language(tag, lang) for tag in self.languages))
            and (not self.queues or queue in self.queues)
            and (not today or (self.valid_from or today) <= today <= (self.valid_until or today))
        )


@dataclass(frozen=True, slots=True)
class TestLine:
    """One utterance of a test; of one id the later replaces the earlier."""

    __test__ = False

    at: float
    speaker: Speaker
    text: str
    end: float
    id: str
    lang: str | None = None
    confidence: float = 1.0
    final: bool = True


@dataclass(frozen=True, slots=True)
class TestEvent:
    """Something else that happens in a test: a state, an attribute, lost audio, typing."""

    __test__ = False

    at: float
    state: str = ""
    step: str = ""
    attributes: tuple[tuple[str, Value], ...] = ()
    audio: str = ""
    speaker: Speaker | None = None
    typing: bool | None = None


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A short contact, the states (by rule id) it must lead to, and the times at which rules must fire."""

    name: str
    channel: Channel
    lang: str
    lines: tuple[TestLine | TestEvent, ...]
    until: float
    expect: Mapping[str, str] = field(default_factory=dict)
    fires: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    attributes: Mapping[str, Value] = field(default_factory=dict)
    today: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when its condition is true, something must not be as it is (or, with severity advice, advice is due).

    title, say: by language tag; "" as the tag holds in every language.  slots: the variables that `say` may use.
    """

    id: str
    version: int
    title: Mapping[str, str]
    severity: Severity
    channels: tuple[Channel, ...]
    checklist: bool
    condition: Condition
    say: Mapping[str, str] = field(default_factory=dict)
    slots: tuple[str, ...] = ()
    control: Control = field(default_factory=Control)
    scope: Scope = field(default_factory=Scope)
    tests: tuple[RuleTest, ...] = ()

    @property
    def obliges(self) -> bool:
        """Whether it asks for something to be said, rather than forbidding it."""
        return any(isinstance(part, AbsentBy | NotFollowed) for part in walk(self.condition))

    @property
    def advises(self) -> bool:
        """Whether its firing is advice, no violation."""
        return self.severity is Severity.ADVICE and not self.obliges

    def conditions(self) -> Iterator[Condition]:
        """Every condition in the rule: its own, what suppresses it, and what the agent should say after it."""
        yield from walk(self.condition)
        if self.control.suppress_if is not None:
            yield from walk(self.control.suppress_if)
        if self.control.follow is not None:
            yield self.control.follow.says


def same_language(one: str, other: str) -> bool:
    """Whether two BCP 47 tags may mean the same language: equal, or one the beginning of the other (zh, zh-Hans)."""
    a, b = one.casefold().split("-"), other.casefold().split("-")
    length = min(len(a), len(b))
    return a[:length] == b[:length]


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text for `lang`: its own, a kindred one (zh-Hans for zh-Hant), English, else the first; "" where none."""
    if lang in texts:
        return texts[lang]
    for tag in texts:
        if tag and same_language(tag, lang):
            return texts[tag]
    primary = lang.split("-")[0].casefold()
    for tag in texts:
        if tag.split("-")[0].casefold() == primary:
            return texts[tag]
    return texts.get("", texts.get("en", next(iter(texts.values()), "")))
