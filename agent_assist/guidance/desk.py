"""What of all that rules say reaches the agent: cooldown, limits, groups, holding, expiry; and what came of it."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from agent_assist.datatypes import Prompt
from agent_assist.guidance.looking import Scope, View, doubted, marks
from agent_assist.guidance.record import Record
from agent_assist.guidance.rules import Rule, Status

#: Firings that are remembered.
KEPT = 500


@dataclass(frozen=True, slots=True)
class Firing:
    """One time that a rule had something to say.

    status: shown, shadow, suppressed or withdrawn (what was heard turned out otherwise).  reason: why it was not
    shown.  followed: whether the agent then said what `follow` asks for: yes, no, unknown, "" while it can still come
    or where nothing was asked.  answer: acknowledged or dismissed, "" for neither.
    """

    rule_id: str
    version: int
    at: float
    state: str
    status: str
    reason: str
    why: Mapping[str, Any]
    followed: str = ""
    answer: str = ""
    answer_reason: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A prompt in front of the agent."""

    rule: Rule
    prompt: Prompt
    expires: float


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A firing whose follow-up is still to come. number: of the firing, from the contact's start."""

    rule: Rule
    number: int
    at: float
    turn: int


class Desk:
    """One contact's prompts. Pure: everything comes with the time at which it happens."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._standing: dict[str, _Standing] = {}
        self._held: dict[str, tuple[Rule, Prompt]] = {}
        self._count: dict[str, int] = {}
        self._last: dict[str, float] = {}
        self._awaited: list[_Awaited] = []
        self._firings: deque[Firing] = deque(maxlen=KEPT)
        self._fired = 0

    def firings(self) -> tuple[Firing, ...]:
        """What rules had to say so far, the oldest first."""
        return tuple(self._firings)

    def ask(self, rule: Rule, prompt: Prompt, suppressed: bool) -> list[Prompt]:
        """A rule asks for something. suppressed: its `suppress_if` holds. The prompts for the agent."""
        control = rule.control
        above = self._above(rule)
        if rule.scope.status is Status.SHADOW:
            return self._silently(rule, prompt, "shadow", "The rule is not live yet.")
        if suppressed:
            return self._silently(rule, prompt, "suppressed", "What suppresses it holds.")
        if prompt.state != "owed" and prompt.at < self._last.get(rule.id, -math.inf) + control.cooldown:
            return self._silently(rule, prompt, "suppressed", "It has prompted only just now.")
        if control.most is not None and prompt.state != "owed" and self._count.get(rule.id, 0) >= control.most:
            return self._silently(rule, prompt, "suppressed", "It has prompted as often as it may.")
        if above is not None:
            return self._silently(rule, prompt, "suppressed", f"{above} of its group stands.")
        if self._busy_until(rule, prompt.at) > 0:
            self._held[rule.id] = (rule, prompt)
            return []
        return self._show(rule, prompt)

    def tell(self, rule: Rule, prompt: Prompt) -> list[Prompt]:
        """A rule says what has become of its prompt; that is for the agent only where the prompt was."""
        self._held.pop(rule.id, None)
        if rule.id not in self._standing:
            return []
        if prompt.state in ("met", "withdrawn"):
            del self._standing[rule.id]
            if prompt.state == "withdrawn":
                # Taken back: it does not count.
                self._count[rule.id] = max(0, self._count.get(rule.id, 0) - 1)
                self._change(rule.id, status="withdrawn", reason="What was heard turned out otherwise.")
        else:
            self._standing[rule.id] = replace(self._standing[rule.id], prompt=prompt)
        return [prompt]

    def answer(self, rule_id: str, verdict: str, reason: str) -> None:
        """The agent acknowledged or dismissed a prompt; it no longer stands in the way of others."""
        self._standing.pop(rule_id, None)
        self._change(rule_id, answer=verdict, answer_reason=reason)

    def wake(self) -> float:
        """The earliest moment just after which `settle` has something to do."""
        expiries = [standing.expires for standing in self._standing.values()]
        busy = [self._record.speaking(0.0) or math.inf for _ in self._held]
        return min((*expiries, *busy, *(self._due(one) for one in self._awaited)), default=math.inf)

    def settle(self, now: float, at: float) -> list[Prompt]:
        """What time and talk have brought by `now`; `at`: the time that its prompts carry."""
        self._await(now)
        prompts = []
        for rule_id, standing in list(self._standing.items()):
            if now > standing.expires:
                del self._standing[rule_id]
                prompts.append(_withdrawn(standing.prompt, at, "It has expired."))
        for rule_id, (rule, prompt) in list(self._held.items()):
            if rule.control.expiry is not None and now > prompt.at + rule.control.expiry:
                del self._held[rule_id]
            elif self._busy_until(rule, now) == 0:
                del self._held[rule_id]
                prompts += self._show(rule, replace(prompt, at=at))
        return prompts

    # -- inside -------------------------------------------------------------------------------------------------------

    def _show(self, rule: Rule, prompt: Prompt) -> list[Prompt]:
        prompts = []
        for other_id, other in list(self._standing.items()):
            if rule.control.group and other.rule.control.group == rule.control.group and other_id != rule.id:
                del self._standing[other_id]
                prompts.append(_withdrawn(other.prompt, prompt.at, f"{rule.id} of its group takes its place."))
        expires = math.inf if rule.control.expiry is None else prompt.at + rule.control.expiry
        self._standing[rule.id] = _Standing(rule, prompt, expires)
        if prompt.state != "owed":
            self._count[rule.id] = self._count.get(rule.id, 0) + 1
            self._last[rule.id] = prompt.at
        self._note(rule, prompt, "shown", "")
        if rule.control.follow is not None:
            self._awaited.append(_Awaited(rule, self._fired, prompt.at, self._record.turn_at(prompt.at)))
        return [*prompts, prompt]

    def _silently(self, rule: Rule, prompt: Prompt, status: str, reason: str) -> list[Prompt]:
        self._note(rule, prompt, status, reason)
        return []

    def _note(self, rule: Rule, prompt: Prompt, status: str, reason: str) -> None:
        self._fired += 1
        self._firings.append(Firing(rule.id, rule.version, prompt.at, prompt.state, status, reason, prompt.why))

    def _change(self, rule_id: str, **values: str) -> None:
        """Writes to the last firing of the rule that was shown."""
        for place in range(len(self._firings) - 1, -1, -1):
            if self._firings[place].rule_id == rule_id and self._firings[place].status == "shown":
                self._firings[place] = replace(self._firings[place], **values)  # type: ignore[arg-type]
                return

    def _above(self, rule: Rule) -> str | None:
        """The rule of the same group whose prompt stands and is weightier."""
        control = rule.control
        for other_id, other in self._standing.items():
            weightier = other.rule.control.priority > control.priority
            if control.group and other.rule.control.group == control.group and other_id != rule.id and weightier:
                return other_id
        return None

    def _busy_until(self, rule: Rule, now: float) -> float:
        """Until when the agent is known to be busy with what the prompt waits for; 0 for not at all."""
        holds = rule.control.hold_while
        if "typing" in holds and self._record.spell("typing", now) is not None:
            return math.inf
        return self._record.speaking(now) if "speaking" in holds else 0.0

    def _due(self, awaited: _Awaited) -> float:
        follow = awaited.rule.control.follow
        return math.inf if follow is None or follow.within is None else awaited.at + follow.within

    def _await(self, now: float) -> None:
        left = []
        for awaited in self._awaited:
            came = self._came(awaited, now)
            place = awaited.number - 1 - (self._fired - len(self._firings))
            if came and place >= 0:
                self._firings[place] = replace(self._firings[place], followed=came)
            if not came:
                left.append(awaited)
        self._awaited = left

    def _came(self, awaited: _Awaited, now: float) -> str:
        follow, due = awaited.rule.control.follow, self._due(awaited)
        assert follow is not None
        last_turn = 1 << 60 if follow.turns is None else awaited.turn + follow.turns
        scope = Scope(low=awaited.at, high=due, last_turn=last_turn)
        view = View(self._record, now)
        found = marks(follow.says, view, scope)
        if any(mark.sure for mark in found):
            return "yes"
        if now <= due and now < min(self._record.started_after(last_turn), self._record.closed):
            return ""
        return "unknown" if found or doubted(follow.says, view, scope) else "no"


def _withdrawn(prompt: Prompt, at: float, reason: str) -> Prompt:
    return replace(prompt, state="withdrawn", say="", at=at, why={**prompt.why, "reason": reason})
