"""Runs the tests that stand inside rules: each a short contact, played through the same monitor as a live one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agent_assist.datatypes import ItemState, Prompt, Speaker, Utterance
from agent_assist.guidance.matching import CompiledRules, Encode
from agent_assist.guidance.monitor import Monitor
from agent_assist.guidance.rules import Rule, RuleTest, Status, TestEvent, TestLine

#: States of a contact under way; the others are judged once it has closed.
_UNDER_WAY = (ItemState.OPEN, ItemState.OWED)
#: Seconds by which the time of a firing may differ from the expected one.
_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """How one test of one rule went. expected, actual: states by rule id, and times of firing under `ID fires`.

    why: the last proof by rule id.
    """

    rule_id: str
    name: str
    passed: bool
    expected: Mapping[str, str]
    actual: Mapping[str, str]
    why: Mapping[str, Mapping[str, Any]]

    def __str__(self) -> str:
        if self.passed:
            return f"{self.rule_id}: {self.name}: passed"
        wrong = [
            f"{rule} is {self.actual[rule]}, not {state}"
            for rule, state in self.expected.items()
            if self.actual[rule] != state
        ]
        return f"{self.rule_id}: {self.name}: {'; '.join(wrong)}"


def run_rule_tests(rules: Sequence[Rule], encode: Encode) -> list[RuleTestResult]:
    """Plays every test of every rule against all of the rules, drafts and those in the shadow as if they were live.

    `open` and `owed` are how a rule stands at `until`; the other states, how it stands when the contact closes there.
    A rule that the test's contact does not have is `absent`.
    """
    live = [replace(rule, scope=replace(rule.scope, status=Status.LIVE)) for rule in rules]
    compiled = CompiledRules.of(live, encode)
    return [_run(compiled, rule, test) for rule in rules for test in rule.tests]


def play(monitor: Monitor, line: TestLine | TestEvent) -> list[Prompt]:
    """Lets one line of a test happen."""
    match line:
        case TestLine():
            spoken = Utterance(
                line.id, line.speaker, line.text, line.at, line.end, line.lang, line.confidence, line.final
            )
            return monitor.on_utterance(spoken, line.at)
        case TestEvent(audio=audio) if audio:
            sides = tuple(Speaker) if line.speaker is None else (line.speaker,)
            return [prompt for side in sides for prompt in monitor.on_audio(side, audio == "lost", line.at)]
        case TestEvent(typing=typing) if typing is not None:
            return monitor.on_typing(typing, line.at)
        case TestEvent(attributes=attributes) if attributes:
            return monitor.on_attributes(dict(attributes), line.at)
        case _:
            return monitor.on_state(line.state, line.at, line.step)


def _run(compiled: CompiledRules, rule: Rule, test: RuleTest) -> RuleTestResult:
    monitor = Monitor(compiled, test.channel, test.lang, attributes=test.attributes, today=test.today)
    prompts = [prompt for line in test.lines for prompt in play(monitor, line)]
    prompts += monitor.tick(test.until)
    during = monitor.states()
    prompts += monitor.close(test.until)
    after = monitor.states()
    advised = {prompt.rule_id for prompt in prompts if prompt.state == "advice"}
    actual = {name: _actual(name, wanted, during, after, advised) for name, wanted in test.expect.items()}
    expected = dict(test.expect)
    for name, wanted in test.fires.items():
        fired = [one.at for one in monitor.firings() if one.rule_id == name and one.state in ("violated", "advice")]
        fired = [at for at in fired if name in after]
        expected[f"{name} fires"] = _times(wanted)
        close = len(fired) == len(wanted) and all(map(_near, fired, wanted))
        actual[f"{name} fires"] = _times(wanted if close else fired)
    named = {*test.expect, *test.fires}
    why = {prompt.rule_id: prompt.why for prompt in prompts if prompt.rule_id in named}
    return RuleTestResult(rule.id, test.name, actual == expected, expected, actual, why)


def _near(one: float, other: float) -> bool:
    return math.isclose(one, other, abs_tol=_TOLERANCE)


def _times(moments: Sequence[float]) -> str:
    return ", ".join(f"{moment:g}" for moment in moments) or "never"


def _actual(
    name: str, wanted: str, during: Mapping[str, ItemState], after: Mapping[str, ItemState], advised: set[str]
) -> str:
    if name not in after:
        return "absent"
    if wanted == "advice" and name in advised:
        return wanted
    return str(during[name] if wanted in _UNDER_WAY else after[name])
