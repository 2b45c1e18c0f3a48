"""Regular expressions: what is taken, what is refused, and that no text can stop a contact."""

from __future__ import annotations

import pytest

from agent_assist.guidance import patterns
from tests.guidance.words import monitor, said


def take(pattern: str) -> None:
    patterns.check(pattern)
    patterns.probe(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "quote"),
    [
        (r"\bguarantee[ds]?\b", "we guaranteed it", "guaranteed"),
        (r"\bånger", "din ångerrätt", "ånger"),
        (r"\bånger", "dinångerrätt", None),
        (r"\b(cannot|can't|no) guarantee", "i can't guarantee", "can't guarantee"),
        (r"(14|十四)天内.{0,10}退", "您可在十四天内无理由退货", "十四天内无理由退"),
        (r"not .{0,40}guarantee", "not that i could guarantee", "not that i could guarantee"),
        (r"[)(]+x", "((x", "((x"),
        (r"[^]a]x", "bx", "bx"),
        (r"(ab){1,5}", "ababab", "ababab"),
    ],
)
def test_patterns_are_taken_and_found(pattern: str, text: str, quote: str | None) -> None:
    take(pattern)
    span = patterns.find(pattern, text)
    assert (None if span is None else text[slice(*span)]) == quote


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "empty"),
        ("(a", "not a regular expression"),
        ("a{2,1}", "not a regular expression"),
        ("x" * 501, "longer than 500"),
        ("a*", "matches an empty text"),
        ("|a", "matches an empty text"),
        (r"(a+)+$", "inside a repeated group"),
        (r"(\w+\s?)*x", "inside a repeated group"),
        (r"((ab)*c){2,}", "inside a repeated group"),
        (r"(a|a)*b", "too long on some texts"),
        (r"\d+[\d\s-]*\d+[\d\s-]*\d+x", "too long on some texts"),
    ],
)
def test_patterns_are_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(patterns.PatternRefused, match=reason):
        take(pattern)


def test_a_search_that_is_cut_off_leaves_the_rule_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = r"(x+x+)+y"
    monkeypatch.setattr(patterns, "check", lambda _: None)
    monkeypatch.setattr(patterns, "probe", lambda _: None)
    monkeypatch.setattr(patterns, "SEARCH_SECONDS", 0.02)
    watching = monitor({"says": {"role": "agent", "any": [{"regex": pattern}]}, "checklist": True})
    assert watching.on_utterance(said("x" * 200 + " y", 1), 1) == []
    (item,) = watching.checklist()
    assert item.state == "unknown"
    watching.on_utterance(said("xxy", 2), 2)
    assert watching.checklist()[0].state == "violated"


def test_only_the_first_8000_characters_are_searched() -> None:
    assert patterns.find("needle", "x" * 7994 + "needle") == (7994, 8000)
    assert patterns.find("needle", "x" * 7995 + "needle") is None
