"""Holds one contact to the rules: what happens and time in, prompts out. Pure: no clock, thread or file of its own.

Timers belong to contact time, not to the calls: one that is due at d fires when time has passed d (d itself is still in
time) and its prompt says `at = d`, however often `tick` is called. The same events at the same times therefore give the
same prompts, live or replayed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from agent_assist.datatypes import Channel, ChecklistItem, Evidence, ItemState, Prompt, Speaker, Utterance
from agent_assist.guidance import proof
from agent_assist.guidance.conditions import Value
from agent_assist.guidance.desk import Desk, Firing
from agent_assist.guidance.evaluating import evaluate
from agent_assist.guidance.filling import filled
from agent_assist.guidance.looking import View
from agent_assist.guidance.matching import CompiledRules, hear
from agent_assist.guidance.record import Mark, Record
from agent_assist.guidance.rules import Rule, Status, in_language
from agent_assist.guidance.track import Said, Track, step
from agent_assist.guidance.truth import Truth

__all__ = ["CompiledRules", "DraftFinding", "Firing", "Monitor"]


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """What is wrong with a text that the agent is about to send; quote: the words, say: what to write instead."""

    rule_id: str
    title: str
    quote: str
    say: str
    severity: str


_WAKE = attrgetter("wake")


class Monitor:
    """The rules of one contact. `now` is seconds on the contact clock and never runs backwards.

    attributes: what is known of the contact; `queue` is the one that rules ask for.  today: ISO date of the contact.
    """

    def __init__(
        self,
        rules: CompiledRules,
        channel: Channel,
        lang: str,
        *,
        attributes: Mapping[str, Value] | None = None,
        today: str = "",
    ) -> None:
        self._rules = rules
        self._lang = lang
        self._clock = 0.0
        self._record = Record()
        for name, value in (attributes or {}).items():
            self._record.set(name, value, 0.0)
        queue = str((attributes or {}).get("queue", ""))
        self._tracks = [
            Track.of(rule) for rule in rules.rules if channel in rule.channels and rule.scope.holds(lang, queue, today)
        ]
        self._derived = [condition for track in self._tracks for condition in track.derived]
        self._by_key: dict[int, list[int]] = {}
        for place, track in enumerate(self._tracks):
            for key in track.keys:
                self._by_key.setdefault(key, []).append(place)
        self._measuring = [place for place, track in enumerate(self._tracks) if track.measures]
        self._turning = [place for place, track in enumerate(self._tracks) if track.turns]
        self._desk = Desk(self._record)
        for track in self._tracks:
            step(track, self._record, 0.0, strict=True)

    # -- what happens -------------------------------------------------------------------------------------------------

    def on_utterance(self, utterance: Utterance, now: float) -> list[Prompt]:
        """Takes in an utterance heard at `now`, final or not, or a later form of one with the same id."""
        prompts = self.tick(now)
        if self._over:
            return prompts
        before, turns = self._record.talks.get(utterance.id), self._record.turns
        changed = self._record.hear(utterance, hear(self._rules, utterance, self._lang), self._derived)
        after = self._record.talks.get(utterance.id)
        doubt = any(talk is not None and talk.doubtful for talk in (before, after))
        places = {place for key in changed for place in self._by_key.get(key, ())}.union(self._measuring)
        if doubt:
            side, first = (
                Speaker(utterance.speaker),
                (before is not None and before.doubtful) or self._record.doubtless(utterance),
            )
            places.update(
                place for place, track in enumerate(self._tracks) if track.heeds_doubt(side, utterance.at, first)
            )
        if self._record.turns != turns:
            places.update(self._turning)
        return prompts + self._judge([self._tracks[place] for place in sorted(places)])

    def on_state(self, name: str, now: float, step_name: str = "") -> list[Prompt]:
        """The contact comes to hold, resume, transfer, wrap-up or a step of its flow."""
        prompts = self.tick(now)
        if not self._over:
            self._record.enter(name, self._clock, step_name)
        return prompts + self._judge([track for track in self._tracks if track.states])

    def on_typing(self, typing: bool, now: float) -> list[Prompt]:
        """The agent begins or stops to type."""
        prompts = self.tick(now)
        if typing:
            self._record.enter("typing", self._clock)
        else:
            self._record.leave("typing", self._clock)
        return prompts + self._judge([track for track in self._tracks if track.states])

    def on_attributes(self, attributes: Mapping[str, Value], now: float) -> list[Prompt]:
        """Something new is known of the contact."""
        prompts = self.tick(now)
        for name, value in attributes.items():
            self._record.set(name, value, self._clock)
        return prompts + self._judge([track for track in self._tracks if track.attributes])

    def on_audio(self, side: Speaker, lost: bool, now: float) -> list[Prompt]:
        """A side cannot be heard any more, or can be heard again."""
        prompts = self.tick(now)
        if lost:
            self._record.lose(side, self._clock)
            return prompts + self._judge(self._tracks)
        self._record.find_again(side, self._clock)
        return prompts + self._judge([track for track in self._tracks if track.windows or track.measures])

    def on_answer(self, rule_id: str, verdict: str, now: float, reason: str = "") -> list[Prompt]:
        """The agent acknowledges or dismisses the last prompt of a rule."""
        prompts = self.tick(now)
        self._desk.answer(rule_id, verdict, reason)
        return prompts

    def tick(self, now: float) -> list[Prompt]:
        """Lets time pass: fires what was due before `now`, in order of time."""
        now = max(self._clock, now)
        prompts: list[Prompt] = []
        while not self._over and (due := self._due()) < now:
            self._clock = math.nextafter(due, math.inf)
            prompts += self._judge([track for track in self._tracks if track.wake <= due], at=due)
        self._clock = max(self._clock, now)
        return prompts

    def close(self, now: float) -> list[Prompt]:
        """Ends the contact: what was owed until the end and never came is violated."""
        prompts = self.tick(now)
        if self._over:
            return prompts
        self._record.closed = self._clock
        self._record.enter("end", self._clock)
        return prompts + self._judge(self._tracks)

    # -- what stands --------------------------------------------------------------------------------------------------

    def next_deadline(self) -> float | None:
        """The contact time just after which `tick` may have something to say next, None where nothing is pending."""
        due = math.inf if self._over else self._due()
        return None if due == math.inf else due

    def checklist(self) -> tuple[ChecklistItem, ...]:
        """How the rules that stand in the checklist stand now, in the order of the rules; no shadow rules."""
        return tuple(
            ChecklistItem(
                track.rule.id,
                in_language(track.rule.title, self._lang),
                track.state,
                track.deadline,
                evidence(track.mark),
            )
            for track in self._tracks
            if track.rule.checklist and track.rule.scope.status is Status.LIVE
        )

    def states(self) -> dict[str, ItemState]:
        """The state of every rule of the contact by its id, those outside the checklist too."""
        return {track.rule.id: track.state for track in self._tracks}

    def firings(self) -> tuple[Firing, ...]:
        """What rules had to say so far, shown or not, each with its proof and what came of it."""
        return self._desk.firings()

    def rules(self) -> dict[str, Rule]:
        """The rules that hold for the contact, by id."""
        return {track.rule.id: track.rule for track in self._tracks}

    def hears(self, utterance: Utterance) -> bool:
        """Whether some rule would hear in the utterance what it looks for. Changes nothing."""
        heard = hear(self._rules, utterance, self._lang)
        return any(key in self._by_key for key in heard.hits)

    @property
    def waits_for_silence(self) -> bool:
        """Whether some rule holds its prompt back while the agent speaks."""
        return any("speaking" in track.rule.control.hold_while for track in self._tracks)

    def check_draft(self, text: str, now: float) -> tuple[DraftFinding, ...]:
        """What the rules say about a text that the agent may send at `now`. Changes nothing."""
        draft = Utterance("draft", Speaker.AGENT, text, now, now)
        record = self._record.copy()
        changed = record.hear(draft, hear(self._rules, draft, self._lang), self._derived)
        findings = []
        for track in self._tracks:
            if track.rule.scope.status is Status.LIVE and not track.keys.isdisjoint(changed):
                outcome = evaluate(track.rule.condition, View(record, max(now, self._clock)))
                broken = next((mark for mark in outcome.marks if "draft" in mark.id.split("+")), None)
                if outcome.value is Truth.TRUE and broken is not None and outcome.late is not broken:
                    findings.append(self._finding(track.rule, broken))
        return tuple(findings)

    # -- inside -------------------------------------------------------------------------------------------------------

    @property
    def _over(self) -> bool:
        return self._record.closed != math.inf

    def _due(self) -> float:
        return min(min(map(_WAKE, self._tracks), default=math.inf), self._desk.wake())

    def _judge(self, tracks: list[Track], at: float | None = None) -> list[Prompt]:
        """Brings tracks up to date; the prompts for the agent, the weightiest first. at: the time of a timer."""
        moment = self._clock if at is None else at
        said = [(track, one) for track in tracks if (one := step(track, self._record, self._clock)) is not None]
        said.sort(key=lambda pair: -pair[0].rule.control.priority)
        prompts: list[Prompt] = []
        for track, one in said:
            prompt = self._prompt(track, one, moment)
            if one.asks:
                suppress = track.rule.control.suppress_if
                view = View(self._record, self._clock)
                suppressed = suppress is not None and evaluate(suppress, view).value is Truth.TRUE
                prompts += self._desk.ask(track.rule, prompt, suppressed)
            else:
                prompts += self._desk.tell(track.rule, prompt)
        return prompts + self._desk.settle(self._clock, moment)

    def _prompt(self, track: Track, one: Said, at: float) -> Prompt:
        rule = track.rule
        say = filled(in_language(rule.say, self._lang), self._record.values()) if one.asks else ""
        return Prompt(
            rule_id=rule.id,
            state=one.state,
            title=in_language(rule.title, self._lang),
            say=say,
            severity=str(rule.severity),
            at=at,
            deadline=track.deadline,
            evidence=evidence(one.mark),
            why=proof.why(rule, track.outcome, track.state, track.reason, at, self._record),
        )

    def _finding(self, rule: Rule, broken: Mark) -> DraftFinding:
        title, say = in_language(rule.title, self._lang), in_language(rule.say, self._lang)
        return DraftFinding(rule.id, title, broken.quote, filled(say, self._record.values()), str(rule.severity))


def evidence(mark: Mark | None) -> Evidence | None:
    """The words of a mark, None where it has none."""
    return None if mark is None or not mark.quote else Evidence(mark.id, mark.at, mark.quote, mark.score)
