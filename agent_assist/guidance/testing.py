"""Runs the tests that stand inside rules: each a short contact, played through the same monitor as a live one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent_assist.datatypes import ItemState, Prompt, Utterance
from agent_assist.guidance.matching import CompiledRules, Encode
from agent_assist.guidance.monitor import Monitor
from agent_assist.guidance.rules import Rule, RuleTest

#: States of a contact under way; the others are judged once it has closed.
_UNDER_WAY = (ItemState.OPEN, ItemState.OWED)


@dataclass(frozen=True, slots=True)
class RuleTestResult:
    """How one test of one rule went. expected, actual: states by rule id.  why: the last proof by rule id."""

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
    """Plays every test of every rule against all of the rules.

    `open` and `owed` are how a rule stands at `until`; the other states, how it stands when the contact closes there.
    A rule that the test's channel does not have is `absent`.
    """
    compiled = CompiledRules.of(rules, encode)
    return [_run(compiled, rule, test) for rule in rules for test in rule.tests]


def _run(compiled: CompiledRules, rule: Rule, test: RuleTest) -> RuleTestResult:
    monitor = Monitor(compiled, test.channel, test.lang)
    prompts: list[Prompt] = []
    for number, line in enumerate(test.lines, 1):
        utterance = Utterance(f"line-{number}", line.speaker, line.text, line.at, line.end, line.lang, line.confidence)
        prompts += monitor.on_utterance(utterance, line.at)
    prompts += monitor.tick(test.until)
    during = monitor.states()
    prompts += monitor.close(test.until)
    after = monitor.states()
    advised = {prompt.rule_id for prompt in prompts if prompt.state == "advice"}
    actual = {name: _actual(name, wanted, during, after, advised) for name, wanted in test.expect.items()}
    why = {prompt.rule_id: prompt.why for prompt in prompts if prompt.rule_id in test.expect}
    return RuleTestResult(rule.id, test.name, actual == dict(test.expect), dict(test.expect), actual, why)


def _actual(
    name: str, wanted: str, during: Mapping[str, ItemState], after: Mapping[str, ItemState], advised: set[str]
) -> str:
    if name not in after:
        return "absent"
    if wanted == "advice" and name in advised:
        return wanted
    return str(during[name] if wanted in _UNDER_WAY else after[name])
