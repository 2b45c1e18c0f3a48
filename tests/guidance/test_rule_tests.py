"""The tests inside rules: run as a live contact would be, and told so that a maintainer can act."""

from __future__ import annotations

from typing import Any

import pytest

from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.testing import RuleTestResult, run_rule_tests
from tests.guidance.words import bag_of_words, says


def run(expect: dict[str, str], lines: list[tuple[float, str, str]], until: float, **more: Any) -> RuleTestResult:
    written = [{"at": at, "speaker": speaker, "text": text} for at, speaker, text in lines]
    test = {"name": "t", "lines": written, "until": until, "expect": expect, **more}
    rules = [
        {
            "id": "notice",
            "title": "N",
            "severity": "required",
            "channels": ["call"],
            "absent_by": {"says": says("recorded"), "within": 30},
            "tests": [test],
        },
        {"id": "never", "title": "N", "severity": "urgent", "says": says("guarantee")},
        {"id": "leaving", "title": "L", "severity": "advice", "says": says("cancel", role="customer")},
    ]
    (result,) = run_rule_tests(parse_rules(rules), bag_of_words)
    return result


@pytest.mark.parametrize(
    ("lines", "until", "expect"),
    [
        ([(3, "agent", "recorded")], 40, {"notice": "met", "never": "met", "leaving": "open"}),
        ([(3, "agent", "hello")], 40, {"notice": "violated", "never": "open"}),
        ([(3, "agent", "hello")], 20, {"notice": "owed"}),
        ([(3, "agent", "hello")], 20, {"notice": "unknown"}),
        ([(3, "agent", "hello")], 30, {"notice": "owed"}),
        ([(3, "agent", "I guarantee")], 20, {"never": "violated"}),
        ([(3, "customer", "cancel")], 20, {"leaving": "advice"}),
        ([(3, "customer", "cancel")], 20, {"leaving": "violated"}),
    ],
)
def test_expectations_that_hold(lines: list[tuple[float, str, str]], until: float, expect: dict[str, str]) -> None:
    result = run(expect, lines, until)
    assert result.passed, result
    assert str(result) == "notice: t: passed"


@pytest.mark.parametrize(
    ("lines", "expect", "told"),
    [
        ([(3, "agent", "hello")], {"notice": "met"}, "notice is violated, not met"),
        (
            [(3, "agent", "recorded")],
            {"notice": "owed", "never": "violated"},
            "notice is met, not owed; never is met, not violated",
        ),
        ([(3, "agent", "recorded")], {"elsewhere": "met"}, "elsewhere is absent, not met"),
        ([(3, "customer", "hello")], {"leaving": "advice"}, "leaving is open, not advice"),
    ],
)
def test_expectations_that_do_not(lines: list[tuple[float, str, str]], expect: dict[str, str], told: str) -> None:
    result = run(expect, lines, 40)
    assert not result.passed
    assert str(result) == f"notice: t: {told}"


def test_a_rule_of_another_channel_is_absent() -> None:
    assert run({"notice": "met"}, [(3, "agent", "recorded")], 40, channel="chat").actual == {"notice": "absent"}


def test_a_failure_shows_its_proof() -> None:
    result = run({"notice": "met"}, [(3, "agent", "hello")], 40)
    assert result.why["notice"]["would_have_met"] == "The agent saying “recorded” by 30 s."
