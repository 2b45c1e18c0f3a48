"""Holds one contact to the rules: utterances and time in, prompts out. Pure: no clock, thread or file of its own.

Timers belong to contact time, not to the calls: one that is due at d fires when time has passed d (d itself is still in
time) and its prompt says `at = d`, however often `tick` is called. The same utterances at the same times therefore give
the same prompts, live or replayed.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent_assist.datatypes import (
    Channel,
    ChecklistItem,
    Evidence,
    ItemState,
    Prompt,
    Speaker,
    Utterance,
)
from agent_assist.guidance import proof
from agent_assist.guidance.matching import CompiledRules, Listener
from agent_assist.guidance.rules import Rule, in_language
from agent_assist.guidance.tracking import Facts, Standing, begin, deadline, hear, standing

__all__ = ["CompiledRules", "DraftFinding", "Monitor"]


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """What is wrong with a text that the agent is about to send; quote: the words, say: what to write instead."""

    rule_id: str
    title: str
    quote: str
    say: str
    severity: str


@dataclass(slots=True)
class _Track:
    """One rule in one contact.

    armed_at: when the clock was known to run.  shown: the state of the last prompt.  warned, expired: whether the
    timers of the owed prompt and of the deadline have fired.
    """

    rule: Rule
    facts: Facts
    stands: Standing
    armed_at: float | None
    shown: str = ""
    warned: bool = False
    expired: bool = False


class Monitor:
    """The rules of one contact's channel. `now` is seconds on the contact clock and never runs backwards."""

    def __init__(self, rules: CompiledRules, channel: Channel, lang: str) -> None:
        self._compiled = rules
        self._lang = lang
        self._clock = 0.0
        self._closed = False
        self._tracks = [self._start(rule) for rule in rules.of_channel(channel)]

    @staticmethod
    def _start(rule: Rule) -> _Track:
        facts = begin(rule)
        return _Track(rule, facts, standing(rule, facts, 0.0, False), facts.armed)

    # -- what the assistant calls -------------------------------------------------------------------------------------

    def on_utterance(self, utterance: Utterance, now: float) -> list[Prompt]:
        """Takes in one final utterance, heard at `now`; what is not final decides nothing and is passed over."""
        prompts = self.tick(now)
        if self._closed or not utterance.final:
            return prompts
        listener = Listener(self._compiled, utterance, self._lang)
        for track in self._tracks:
            before, track.facts = track.facts, hear(track.rule, track.facts, utterance, listener)
            if track.facts is not before:
                if track.armed_at is None and track.facts.armed is not None:
                    track.armed_at = self._clock
                prompts += self._heard(track, before)
        return prompts

    def tick(self, now: float) -> list[Prompt]:
        """Lets time pass: fires what was due before `now`, in order of time."""
        self._clock = max(self._clock, now)
        prompts: list[Prompt] = []
        while not self._closed and (timer := self._next_timer()) is not None and timer[0] < self._clock:
            due, track = timer
            prompts += self._fire(track, due)
        return prompts

    def close(self, now: float) -> list[Prompt]:
        """Ends the contact: what was owed until the end and never came is violated."""
        prompts = self.tick(now)
        if self._closed:
            return prompts
        self._closed = True
        for track in self._tracks:
            prompts += self._move(track, self._clock)
        return prompts

    def next_deadline(self) -> float | None:
        """The contact time just after which `tick` has something to say next, None where nothing is pending."""
        timer = None if self._closed else self._next_timer()
        return None if timer is None else timer[0]

    def checklist(self) -> tuple[ChecklistItem, ...]:
        """How the rules that stand in the checklist stand now, in the order of the rules."""
        return tuple(
            ChecklistItem(
                track.rule.id,
                in_language(track.rule.title, self._lang),
                track.stands.state,
                deadline(track.rule, track.facts),
                track.stands.evidence,
            )
            for track in self._tracks
            if track.rule.checklist
        )

    def states(self) -> dict[str, ItemState]:
        """The state of every rule of the channel by its id, those outside the checklist too."""
        return {track.rule.id: track.stands.state for track in self._tracks}

    def check_draft(self, text: str, now: float) -> tuple[DraftFinding, ...]:
        """What the rules say about a text that the agent may send at `now`. Changes nothing."""
        draft = Utterance("draft", Speaker.AGENT, text, now, now)
        listener = Listener(self._compiled, draft, self._lang)
        findings = []
        for track in self._tracks:
            evidence = self._breaks(track, draft, listener)
            if evidence is not None:
                findings.append(self._finding(track.rule, evidence))
        return tuple(findings)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _breaks(self, track: _Track, draft: Utterance, listener: Listener) -> Evidence | None:
        """The words in the draft that would break the rule, None where it would not."""
        facts = hear(track.rule, track.facts, draft, listener)
        if track.rule.says is not None:
            return None if facts.latest is track.facts.latest else facts.latest
        after = standing(track.rule, facts, self._clock, False)
        if after.state is ItemState.VIOLATED and facts.blocked is not track.facts.blocked:
            return facts.blocked
        return None

    def _finding(self, rule: Rule, evidence: Evidence) -> DraftFinding:
        title, say = in_language(rule.title, self._lang), in_language(rule.say, self._lang)
        return DraftFinding(rule.id, title, evidence.quote, say, str(rule.severity))

    def _next_timer(self) -> tuple[float, _Track] | None:
        """The earliest timer; of two at one time, the one whose rule stands first."""
        timers = [(due, n) for n, track in enumerate(self._tracks) if (due := _due(track)) is not None]
        if not timers:
            return None
        due, n = min(timers)
        return due, self._tracks[n]

    def _fire(self, track: _Track, due: float) -> list[Prompt]:
        if track.warned:
            track.expired = True
            return self._move(track, due)
        track.warned = True
        return [self._prompt(track, "owed", due)]

    def _heard(self, track: _Track, before: Facts) -> list[Prompt]:
        """After new facts: the prompts for a changed state, or for words that change what is to be said."""
        state = track.stands.state
        prompts = self._move(track, self._clock)
        if prompts or track.stands.state is not state or state is not ItemState.VIOLATED:
            return prompts + (self._owed_at_once(track) if before.armed is None else [])
        if track.rule.says is not None and track.facts.latest is not before.latest:
            track.stands = Standing(ItemState.VIOLATED, track.stands.reason, track.facts.latest)
            return [self._prompt(track, _violated(track.rule), self._clock)]
        if before.said is None and track.facts.said is not None:
            return [self._prompt(track, "violated", self._clock, say=False)]
        return []

    def _owed_at_once(self, track: _Track) -> list[Prompt]:
        """The owed prompt of a clock that these words have just started, unless it warns later."""
        due = _due(track)
        return [] if track.warned or due is None or due > self._clock else self._fire(track, self._clock)

    def _move(self, track: _Track, at: float) -> list[Prompt]:
        """Brings the state up to date; the prompt that tells of the change, if it is one to tell."""
        old = track.stands
        track.stands = standing(track.rule, track.facts, self._clock, self._closed)
        new = track.stands.state
        if new is old.state:
            return []
        if new is ItemState.VIOLATED:
            return [self._prompt(track, _violated(track.rule), at)]
        if new is ItemState.MET and track.shown:
            return [self._prompt(track, "met", at, say=False)]
        if new is ItemState.UNKNOWN and track.stands.evidence is not None and track.shown == "owed":
            return [self._prompt(track, "owed", at)]
        if new is ItemState.UNKNOWN and track.shown == "violated":
            return [self._prompt(track, "advice", at, say=False)]
        return []

    def _prompt(self, track: _Track, state: str, at: float, *, say: bool = True) -> Prompt:
        rule, stands = track.rule, track.stands
        track.shown = state
        return Prompt(
            rule_id=rule.id,
            state=state,
            title=in_language(rule.title, self._lang),
            say=in_language(rule.say, self._lang) if say else "",
            severity=str(rule.severity),
            at=at,
            deadline=deadline(rule, track.facts),
            evidence=stands.evidence,
            why=proof.why(rule, track.facts, stands, at),
        )


def _due(track: _Track) -> float | None:
    """When the rule's next timer is due: first its owed prompt, then its deadline."""
    owed = track.rule.absent_by
    if owed is None or track.armed_at is None or track.stands.state not in (ItemState.OWED, ItemState.UNKNOWN):
        return None
    limit = deadline(track.rule, track.facts)
    if track.warned:
        return None if track.expired else limit
    if limit is None:
        # Closing words are owed from the first second; a prompt all along would only be noise.
        return None if owed.after is None else track.armed_at
    begin_at = track.armed_at if owed.warn is None else max(track.armed_at, limit - owed.warn)
    return min(begin_at, limit)


def _violated(rule: Rule) -> str:
    return "advice" if rule.says is not None and rule.severity == "advice" else "violated"
