"""Conditions as frozen records (docs/rules.md). `condition_language` makes them, `evaluating` says whether they hold.

All times are seconds on the contact clock. A mark is a moment at which something happened that a condition looks for;
says, sequence, repeat, overlap and state have marks and may be counted, put in a window or follow one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from agent_assist.datatypes import Speaker

#: Cosine from which a semantic matcher matches, and likeness from which a fuzzy one does, where the rule gives none.
DEFAULT_SCORE = 0.7
DEFAULT_LIKENESS = 0.85
#: Score of a learned meaning: as near to its examples as to its counter-examples.
DEFAULT_MEANING = 0.5
#: Likeness below the asked one that is not a match but may have been: a recogniser's slip.
DOUBTFUL_BAND = 0.1
#: States that last, so that they can be measured; of the others a mark is left and they stay reached.
LASTING = ("hold", "typing")


@dataclass(frozen=True, slots=True)
class Exact:
    """Whole words in this order, with case, width and punctuation folded. lang: only in that language."""

    words: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Words with wildcards, alternatives, lists, numbers and gaps (wordings.py). lists: the entries by list name."""

    pattern: str
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression searched in the folded text. unless: another one that must not be found in it."""

    regex: str
    unless: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words as a recogniser may have slipped on them: likeness 0..1 of letters (Indel) at least `score`."""

    words: str
    score: float = DEFAULT_LIKENESS
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Semantic:
    """Something that means the same: cosine of the utterance's and the sentence's vectors >= score."""

    sentence: str
    score: float = DEFAULT_SCORE
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """Something that means what the examples mean, rather than what the counter-examples do (meaning.py): a score 0..1
    of at least `score`.
    """

    examples: tuple[str, ...]
    unlike: tuple[str, ...]
    score: float = DEFAULT_MEANING
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Data of a kind (entities.KINDS), such as a card number, spoken or written."""

    kind: str
    lang: str | None = None


Matcher: TypeAlias = Exact | Wording | Pattern | Fuzzy | Semantic | Meaning | Entity


@dataclass(frozen=True, slots=True)
class Says:
    """Marks each utterance of `role` (None = either) where one of `any`, each of `all`, n of `n_of` and none of `none`
    match, and which is not like one of `unlike`.
    """

    role: Speaker | None
    any: tuple[Matcher, ...] = ()
    all: tuple[Matcher, ...] = ()
    none: tuple[Matcher, ...] = ()
    n: int = 0
    n_of: tuple[Matcher, ...] = ()
    unlike: tuple[str, ...] = ()

    def matchers(self) -> Iterator[Matcher]:
        """All matchers, in the order of any, all, n_of, none."""
        yield from self.any
        yield from self.all
        yield from self.n_of
        yield from self.none


@dataclass(frozen=True, slots=True)
class Sequence:
    """Marks where the last of `of` follows the others in order, from the first's end within `within` s (None: ever)."""

    of: tuple[Condition, ...]
    within: float | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Marks where `role` says for the `times`-th time, within `within` s, what is alike (>= score) and long enough."""

    role: Speaker | None
    times: int = 2
    within: float = 120.0
    score: float = 0.9
    words: int = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """Marks where both sides have talked at once for longer than `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class State:
    """The contact is in a state (hold, typing), or has come to it. step: of a flow.  longer_than: in it for so long."""

    name: str
    step: str | None = None
    longer_than: float | None = None


Marked: TypeAlias = Says | Sequence | Repeat | Overlap | State


@dataclass(frozen=True, slots=True)
class Count:
    """How many marks `of` has: from `at_least` to `at_most`."""

    of: Condition
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """`of`, looking only at marks inside: the last or first seconds or turns, from the first `after`, before `before`.

    Both ends belong to the window, but the mark of `before` does not.
    """

    of: Condition
    last: float | None = None
    first: float | None = None
    last_turns: int | None = None
    first_turns: int | None = None
    after: Condition | None = None
    before: Condition | None = None


@dataclass(frozen=True, slots=True)
class AbsentBy:
    """True when `says` has not been heard in time.

    within, turns: seconds or turns after the contact's start, or after the first `after`.  by_end: owed until the
    contact closes.  before: must not be heard before `says`.  warn: seconds before the deadline at which the agent is
    prompted.
    """

    says: Says
    within: float | None = None
    turns: int | None = None
    after: Condition | None = None
    before: Condition | None = None
    by_end: bool = False
    warn: float | None = None


@dataclass(frozen=True, slots=True)
class NotFollowed:
    """True when some mark of `first` has no mark of `by` within seconds of its end, or within turns."""

    first: Condition
    by: Condition
    within: float | None = None
    turns: int | None = None
    warn: float | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody of `role` (None = neither side) has talked for longer than `seconds`; being on hold is no silence."""

    seconds: float
    role: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """Words a minute of talk of `role` in utterances begun in the last `over` s, above or below a number."""

    role: Speaker
    above: float | None = None
    below: float | None = None
    over: float = 60.0


@dataclass(frozen=True, slots=True)
class TalkRatio:
    """Share 0..1 of `role` in all talk, over the last `over` s or (None) the contact, above or below a number."""

    role: Speaker
    above: float | None = None
    below: float | None = None
    over: float | None = None


Value: TypeAlias = str | float | bool


@dataclass(frozen=True, slots=True)
class Attr:
    """A live attribute of the contact. among: one of these values.  known: whether it has been given at all."""

    name: str
    among: tuple[Value, ...] = ()
    above: float | None = None
    below: float | None = None
    known: bool | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All hold."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One holds at least."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    of: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`n` of them hold at least."""

    n: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class RuleRef:
    """The condition of another rule; `references` puts it in its place before anything is evaluated.

    path: where it stands in the rule as written.
    """

    rule: str
    path: tuple[str | int, ...] = field(default=(), compare=False)


Condition: TypeAlias = (
    Says
    | Sequence
    | Repeat
    | Overlap
    | State
    | Count
    | Window
    | AbsentBy
    | NotFollowed
    | Silence
    | Rate
    | TalkRatio
    | Attr
    | And
    | Or
    | Not
    | AtLeast
    | RuleRef
)


def parts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside."""
    match condition:
        case And() | Or() | AtLeast() | Sequence():
            return condition.of
        case Not() | Count():
            return (condition.of,)
        case Window():
            return tuple(part for part in (condition.of, condition.after, condition.before) if part is not None)
        case AbsentBy():
            return tuple(part for part in (condition.says, condition.after, condition.before) if part is not None)
        case NotFollowed():
            return (condition.first, condition.by)
        case _:
            return ()


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and all inside it, outermost first."""
    yield condition
    for part in parts(condition):
        yield from walk(part)
