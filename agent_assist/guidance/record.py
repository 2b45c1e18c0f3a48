"""What is known of one contact, as far as rules ask for it. Bounded: old talk is kept as sums, old marks thin out.

Everything is kept by the moment at which it happened, so a condition can be judged at any earlier moment by what is
known now; that is how a violation is taken back when words turn out to have been said in time.
"""

from __future__ import annotations

import bisect
import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.guidance.conditions import Overlap, Repeat, Value
from agent_assist.guidance.folding import fold
from agent_assist.guidance.matching import SURE, Heard, Matched

#: Utterances remembered one by one; marks of one condition: the first and the last ones; other memories.
TALKS, FIRST_MARKS, LAST_MARKS, EVENTS = 256, 32, 224, 64
#: Words from which an utterance that the recogniser was unsure of may have held anything; fewer are mere sounds.
DOUBTFUL_WORDS = 3
#: Seconds after words that never became final for which their speaker counts as speaking.
UNFINISHED = 5.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment at which something happened. id: the utterance, or what happened when.  turn: from 1."""

    id: str
    at: float
    end: float
    turn: int
    sure: bool = True
    quote: str = ""
    score: float = 1.0
    matched: tuple[Matched, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """One utterance, as talk."""

    id: str
    speaker: Speaker
    at: float
    end: float
    turn: int
    words: tuple[str, ...]
    final: bool
    doubtful: bool


T = TypeVar("T", Mark, Talk)


@dataclass(frozen=True, slots=True)
class Spell:
    """A state of the contact, or a side's lost audio, from one moment to another (infinite while it lasts)."""

    name: str
    at: float
    until: float = math.inf
    step: str = ""


@dataclass(slots=True)
class Record:
    """The contact so far. The monitor adds to it; conditions read it.

    marks, near: by the `id()` of the condition.  turn_starts: of the latest turns.  spoken: seconds of talk of
    utterances no longer remembered, by side.  finals: the final ones of talks, by their beginning.
    horizon: nothing said before is remembered one by one.
    """

    attributes: dict[str, list[tuple[float, Value]]] = field(default_factory=dict)
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    near: dict[int, tuple[float, str]] = field(default_factory=dict)
    talks: dict[str, Talk] = field(default_factory=dict)
    finals: list[Talk] = field(default_factory=list)
    holders: dict[str, tuple[int, ...]] = field(default_factory=dict)
    doubts: dict[Speaker, list[Talk]] = field(default_factory=lambda: {side: [] for side in Speaker})
    lost: dict[Speaker, list[Spell]] = field(default_factory=lambda: {side: [] for side in Speaker})
    spells: list[Spell] = field(default_factory=lambda: [Spell("start", 0.0)])
    turn_starts: deque[float] = field(default_factory=lambda: deque(maxlen=TALKS))
    turns: int = 0
    turn_of: Speaker | None = None
    spoken: dict[Speaker, float] = field(default_factory=lambda: dict.fromkeys(Speaker, 0.0))
    ends: dict[Speaker, float] = field(default_factory=lambda: dict.fromkeys(Speaker, 0.0))
    newest: float = 0.0
    horizon: float = -1.0
    closed: float = math.inf

    # -- what happens -------------------------------------------------------------------------------------------------

    def hear(self, utterance: Utterance, heard: Heard, derived: Sequence[Repeat | Overlap]) -> set[int]:
        """Takes in an utterance, or a later form of one; the conditions whose marks have changed.

        derived: the `repeat` and `overlap` conditions that are asked for.
        """
        old = self.talks.get(utterance.id)
        changed = self._forget_marks(utterance.id)
        talk = self._talk(utterance, old)
        if old is not None and old.doubtful:
            self.doubts[old.speaker].remove(old)
        if talk.doubtful:
            _insert(self.doubts[talk.speaker], talk)
        if old is not None and old.final:
            self.finals.remove(old)
        if talk.final:
            _insert(self.finals, talk)
        self.talks[talk.id] = talk
        self._measure(talk, old)
        holders = list(heard.hits)
        for says, hit in heard.hits.items():
            mark = Mark(talk.id, talk.at, talk.end, talk.turn, hit.sure, hit.quote, hit.score, hit.matched)
            self._put(says, mark)
        for condition in derived if talk.final else ():
            for mark in _derived(condition, talk, self.talks):
                self._put(id(condition), mark)
                holders.append(id(condition))
        for says, score in heard.near.items():
            if score > self.near.get(says, (0.0, ""))[0]:
                self.near[says] = (score, utterance.id)
        self.holders[talk.id] = tuple(holders)
        if len(self.talks) > TALKS:
            self._forget_oldest()
        return changed | set(holders)

    def _talk(self, utterance: Utterance, old: Talk | None) -> Talk:
        speaker = Speaker(utterance.speaker)
        words = fold(utterance.text).words
        if old is not None and old.final:
            turn = old.turn
        else:
            turn = self.turns if speaker is self.turn_of else self.turns + 1
            if utterance.final and turn > self.turns:
                self.turns, self.turn_of = turn, speaker
                self.turn_starts.append(utterance.at)
        doubtful = utterance.final and utterance.confidence < SURE and len(words) >= DOUBTFUL_WORDS
        return Talk(utterance.id, speaker, utterance.at, utterance.end, turn, words, utterance.final, doubtful)

    def _measure(self, talk: Talk, old: Talk | None) -> None:
        self.newest = max(self.newest, talk.at)
        if old is None or talk.end >= self.ends[talk.speaker]:
            self.ends[talk.speaker] = max(self.ends[talk.speaker], talk.end)
        if old is not None and old.end == self.ends[old.speaker] and talk.end < old.end:
            own = (one.end for one in self.talks.values() if one.speaker is talk.speaker)
            self.ends[talk.speaker] = max(own, default=0.0)

    def _put(self, condition: int, mark: Mark) -> None:
        marks = self.marks.setdefault(condition, [])
        _insert(marks, mark)
        if len(marks) > FIRST_MARKS + LAST_MARKS:
            del marks[FIRST_MARKS]

    def _forget_marks(self, name: str) -> set[int]:
        """Takes back the marks of an utterance; an overlap is named after both of its utterances."""
        changed: set[int] = set()
        for condition in self.holders.pop(name, ()):
            marks = self.marks.get(condition, [])
            kept = [mark for mark in marks if name not in mark.id.split("+")]
            if len(kept) != len(marks):
                self.marks[condition] = kept
                changed.add(condition)
        return changed

    def _forget_oldest(self) -> None:
        oldest = self.talks.pop(next(iter(self.talks)))
        self.holders.pop(oldest.id, None)
        if oldest.final:
            self.finals.remove(oldest)
        self.spoken[oldest.speaker] += oldest.end - oldest.at if oldest.final else 0.0
        self.horizon = max(self.horizon, oldest.end)
        doubts = self.doubts[oldest.speaker]
        if len(doubts) > EVENTS:
            del doubts[EVENTS // 2]

    def copy(self) -> Record:
        """One that can be added to without a trace in this one."""
        return replace(
            self,
            marks={condition: list(marks) for condition, marks in self.marks.items()},
            near=dict(self.near),
            talks=dict(self.talks),
            finals=list(self.finals),
            holders=dict(self.holders),
            doubts={side: list(doubts) for side, doubts in self.doubts.items()},
            turn_starts=deque(self.turn_starts, TALKS),
            spoken=dict(self.spoken),
            ends=dict(self.ends),
        )

    def enter(self, name: str, at: float, step: str = "") -> None:
        """The contact comes into a state; `resume` and `wrap-up` end a hold."""
        if name in ("resume", "wrap-up", "end"):
            self.leave("hold", at)
        if name == "hold" and self.spell("hold", at) is not None:
            return
        if name == "typing":
            self.spells = [spell for spell in self.spells if spell.name != name]
        self.spells.append(Spell(name, at, step=step))
        if len(self.spells) > EVENTS:
            del self.spells[EVENTS // 2]

    def leave(self, name: str, at: float) -> None:
        """A state that lasts is over."""
        self.spells = [
            Spell(spell.name, spell.at, at, spell.step) if spell.name == name and spell.until == math.inf else spell
            for spell in self.spells
        ]

    def lose(self, side: Speaker, at: float) -> None:
        """A side cannot be heard any more."""
        spells = self.lost[side]
        if not spells or spells[-1].until != math.inf:
            spells.append(Spell("lost", at))
            if len(spells) > EVENTS:
                del spells[EVENTS // 2]

    def find_again(self, side: Speaker, at: float) -> None:
        """A side can be heard again."""
        self.lost[side] = [Spell("lost", one.at, min(one.until, at)) for one in self.lost[side]]

    def set(self, name: str, value: Value, at: float) -> None:
        """An attribute has a new value."""
        history = self.attributes.setdefault(name, [])
        history.append((at, value))
        if len(history) > EVENTS:
            del history[0]

    def speaking(self, t: float) -> float:
        """Until when the agent counts as speaking: for a while after words that are not final yet; 0 for not at all."""
        last = next((talk for talk in reversed(self.talks.values()) if talk.speaker is Speaker.AGENT), None)
        return 0.0 if last is None or last.final or t > last.end + UNFINISHED else last.end + UNFINISHED

    def doubtless(self, utterance: Utterance) -> bool:
        """Whether everything else that the speaker said so far could be heard."""
        side = Speaker(utterance.speaker)
        return not self.lost[side] and all(talk.id == utterance.id for talk in self.doubts[side])

    # -- what conditions ask ------------------------------------------------------------------------------------------

    def attribute(self, name: str, t: float) -> Value | None:
        """Its value at t."""
        return next((value for at, value in reversed(self.attributes.get(name, ())) if at <= t), None)

    def values(self) -> Mapping[str, Value]:
        """The latest value of every attribute."""
        return {name: history[-1][1] for name, history in self.attributes.items()}

    def spell(self, name: str, t: float) -> Spell | None:
        """The state `name` that lasts at t."""
        return next((one for one in reversed(self.spells) if one.name == name and one.at <= t < one.until), None)

    def last_end(self, sides: Sequence[Speaker], t: float) -> float:
        """When one of the sides last stopped talking, of what had begun by t; 0 where none has talked."""
        if t >= self.newest:
            return max(self.ends[side] for side in sides)
        ends = (talk.end for talk in self.talks.values() if talk.speaker in sides and talk.at <= t)
        return max(ends, default=0.0)

    def turn_at(self, t: float) -> int:
        """How many turns had begun by t."""
        return self.turns - sum(at > t for at in self.turn_starts)

    def started_after(self, turn: int) -> float:
        """When the first turn after `turn` began; infinite where there is none."""
        place = turn - (self.turns - len(self.turn_starts))
        if place >= len(self.turn_starts):
            return math.inf
        return self.turn_starts[max(0, place)]


def _insert(items: list[T], item: T) -> None:
    bisect.insort(items, item, key=lambda one: (one.at, one.id))


def _derived(condition: Repeat | Overlap, talk: Talk, talks: Mapping[str, Talk]) -> list[Mark]:
    """The marks that a final utterance gives to `repeat` and `overlap`."""
    match condition:
        case Overlap(seconds=seconds):
            return [
                Mark(f"{talk.id}+{other.id}", max(talk.at, other.at) + seconds, min(talk.end, other.end), talk.turn)
                for other in talks.values()
                if other.final
                and other.speaker is not talk.speaker
                and min(talk.end, other.end) - max(talk.at, other.at) > seconds
            ]
        case Repeat(role=role, times=times, within=within, score=score, words=words):
            if role not in (None, talk.speaker) or len(talk.words) < words:
                return []
            from rapidfuzz import fuzz

            text = " ".join(talk.words)
            alike = sum(
                1
                for other in talks.values()
                if other.id != talk.id
                and other.final
                and other.speaker is talk.speaker
                and other.at <= talk.at <= other.at + within
                and fuzz.ratio(text, " ".join(other.words), score_cutoff=score * 100) >= score * 100
            )
            return [Mark(talk.id, talk.at, talk.end, talk.turn, quote=text)] if alike + 1 >= times else []
