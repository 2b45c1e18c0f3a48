"""Frozen records that cross rooms. All times are seconds on the contact's own clock (0 = the contact's start)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

#: Language tags we speak of, as BCP 47; other tags pass through.
LANGUAGES = ("en", "sv", "zh-Hans", "zh-Hant")
_CHINESE, _TRADITIONAL = ("zh", "cmn", "yue"), frozenset(("hant", "tw", "hk", "mo"))


def language_tag(written: str) -> str:
    """A tag as tags are compared here: Chinese by its script alone, which a region tells where it is not written
    (`zh-TW`, `zh_HK`); all others in BCP 47's usual case (RFC 5646, section 2.1.1).
    """
    first, *rest = written.replace("_", "-").lower().split("-")
    if first in _CHINESE:
        return "zh-Hant" if _TRADITIONAL.intersection(rest) else "zh-Hans"
    return "-".join([first, *({2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest)])


class Speaker(StrEnum):
    """Who speaks. On a call the microphone is the agent and the loudspeaker the customer."""

    AGENT = "agent"
    CUSTOMER = "customer"


class Channel(StrEnum):
    """What kind of contact it is."""

    CALL = "call"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was recognised.  at, end: seconds.  confidence: 0..1."""

    text: str
    at: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said or written.

    at, end: seconds on the contact clock where it starts and ends (equal for chat).
    confidence: the recogniser's 0..1; 1 for typed text.  lang: BCP 47 tag or None where unknown.
    spoken: the words as they were recognised, where `text` writes their numbers as digits; else "".
    corrected: the agent has mended the recogniser's text.
    words: when each word was spoken, on the contact clock, where somebody wants to know; not kept with the contact.
    """

    id: str
    speaker: Speaker
    text: str
    at: float
    end: float
    lang: str | None = None
    confidence: float = 1.0
    final: bool = True
    spoken: str = ""
    corrected: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A line that is still being spoken, as understood so far; a final with the same id takes its place.

    committed: words that stay until then.  tentative: those behind them, which may change.  revision: from 1.
    Both texts empty: the line is to be taken away.
    """

    id: str
    speaker: Speaker
    at: float
    end: float
    lang: str | None
    committed: str
    tentative: str
    revision: int


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier utterance, as context of a query."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """What retrieval is asked: the customer's words, the language to prefer, earlier turns (oldest first).

    today: ISO date on which validity is judged.  audience: who the reader is; "" sees what is for everybody.
    attributes: what is known of the contact (its task, product, region); articles that say otherwise are left out.
    lifts: article → what agents have taught about it and such words, added to its score (retrieval.memory).
    typed: somebody searches by hand; even a greeting is then looked up.
    """

    text: str
    lang: str | None = None
    context: tuple[Turn, ...] = ()
    today: str = "9999-01-01"
    audience: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    lifts: Mapping[str, float] = field(default_factory=dict)
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found, by its best passage.

    score: fused score (cosine + weighted lexical, no unit).  probability: calibrated 0..1 that this article is the
    right one (comparable with the bundle's threshold).  cosine, lexical: the parts.  matched: the passage, question or
    template line that matched best.  foreign: the article is in another language than the query's.
    """

    article_id: str
    passage_id: str
    title: str
    text: str
    lang: str
    score: float
    probability: float
    cosine: float
    lexical: float
    matched: str
    kind: str
    foreign: bool = False
    source: str = ""
    url: str = ""
    version: str = ""
    valid_until: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval answers: hits best first (one an article or topic), and whether the text needs an answer at all.

    stage_ms: milliseconds by stage (encode, dense, lexical, rank).  need: False for greetings, thanks, digits…
    """

    hits: tuple[Hit, ...]
    threshold: float
    need: bool = True
    stage_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """A script template: `when` = example customer lines, `text` = Liquid with variables, `ask` = the next question.

    slots: variable names the text needs, in order.  article: the article it answers from ("" = it stands alone).
    """

    id: str
    lang: str
    title: str
    text: str
    when: tuple[str, ...] = ()
    article: str = ""
    slots: tuple[str, ...] = ()
    ask: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Because:
    """Why a card is shown, for a front end to say in its own language.

    matched: what the words were like (title, body, example, template).  quote: its words.  near: cosine.  shared: words
    in common, as the customer has them.  before: it was used before for words like these.  unfilled: the script that
    could not be filled and gave way, "" for none.
    """

    matched: str
    quote: str
    near: float
    shared: tuple[str, ...] = ()
    before: bool = False
    unfilled: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion as shown: a verbatim reply, where it is from, how sure, and why.

    why: one plain English sentence, because: the same as data (None where nothing was searched for).
    missing: variables that stand in the reply as «name» because nothing filled them.
    """

    article_id: str
    passage_id: str
    title: str
    reply: str
    confidence: float
    source: str
    why: str
    lang: str
    foreign: bool = False
    template_id: str = ""
    missing: tuple[str, ...] = ()
    ask: str = ""
    url: str = ""
    version: str = ""
    valid_until: str = ""
    because: Because | None = None


class ItemState(StrEnum):
    """Where a checklist item stands."""

    OPEN = "open"  # nothing owed yet
    OWED = "owed"  # the clock runs
    MET = "met"
    VIOLATED = "violated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that decided a rule: which utterance, its time, what matched and how well (1 for exact and regex)."""

    utterance_id: str
    at: float
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Prompt:
    """What guidance tells the agent.

    state: owed (say it before `deadline`), violated, met (it retracts the owed prompt), advice or withdrawn.
    say: the words to say, "" where nothing is to be said.  why: the proof tree, plain JSON values.
    """

    rule_id: str
    state: str
    title: str
    say: str
    severity: str
    at: float
    deadline: float | None = None
    evidence: Evidence | None = None
    why: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the checklist."""

    rule_id: str
    title: str
    state: ItemState
    deadline: float | None = None
    evidence: Evidence | None = None


def fields_of(record: Any) -> dict[str, Any]:
    """The fields of a frozen record with slots as they are; `dataclasses.asdict` copies deeply, which takes longer."""
    return {name: getattr(record, name) for name in record.__slots__}
