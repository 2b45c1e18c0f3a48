"""Matchers one by one: patterns of words, slips, data, and the letters that a regular expression needs."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.guidance.entities import find_entity
from agent_assist.guidance.folding import fold
from agent_assist.guidance.fuzzy import likeness
from agent_assist.guidance.language import RuleError, parse_rules
from agent_assist.guidance.literals import needed_texts
from agent_assist.guidance.wordings import find_wording
from tests.guidance.words import says

LISTS = (("goods", ("phone plan", "broadband")),)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("cancel* ~2 contract", "I am cancelling my old contract", "cancelling my old contract"),
        ("cancel* ~2 contract", "cancel my very old contract", None),
        ("cancel contract", "cancel my contract", None),
        ("take (the|a|) loan", "I take loan", "take loan"),
        ("stop {goods}", "Stop phone-plan now", "Stop phone-plan"),
        ("costs <number> kronor", "it costs two hundred kronor", "costs two hundred kronor"),
        ("costs <number> kronor", "it costs many kronor", None),
        ("say <word> twice", "say it twice", "say it twice"),
        ("录音 ~3 通话", "我们会录音本次通话", "录音本次通话"),
        ("can't ~1 help", "I can’t really help", "can’t really help"),
    ],
)
def test_patterns_of_words(pattern: str, text: str, found: str | None) -> None:
    folded = fold(text)
    span = find_wording(pattern, LISTS, folded)
    assert (folded.quote(*span) if span else None) == found


@pytest.mark.parametrize(
    ("text", "score", "quote"),
    [
        ("this call is recorded", 1.0, "call is recorded"),
        ("this cold is recorder", 0.8, "cold is recorder"),
        ("nothing of the kind was said here", 0.0, None),
    ],
)
def test_slips_of_the_recogniser(text: str, score: float, quote: str | None) -> None:
    folded = fold(text)
    found, span = likeness(fold("call is recorded"), folded, 0.75)
    assert found >= score if quote else found == 0
    assert (folded.quote(*span) if span else None) == quote


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("card_number", "it is 4111-1111-1111-1111 there", "4111-1111-1111-1111"),
        ("card_number", "4111 1111 1111 1112", None),
        ("card_number", "fyra " + "ett " * 15, "fyra" + " ett" * 15),
        ("personal_number", "my number 811218-9876", "811218-9876"),
        ("personal_number", "811318-9876", None),
        ("iban", "send it to GB29 NWBK 6016 1331 9268 19 please", "GB29 NWBK 6016 1331 9268 19"),
        ("iban", "GB29 NWBK 6016 1331 9268 18", None),
        ("email", "write to karin.l@example.se.", "karin.l@example.se"),
        ("phone", "ring 070-123 45 67 now", "070-123 45 67"),
        ("date", "on 3 March 2026 we met", "3 March 2026"),
        ("date", "2026年3月1日", "2026年3月1日"),
        ("amount", "it costs 1 299 kr a month", "1 299 kr"),
        ("amount", "只要99元", "99元"),
        ("url", "see https://kb.example/moving", "https://kb.example/moving"),
    ],
)
def test_data_of_a_kind(kind: str, text: str, found: str | None) -> None:
    folded = fold(text)
    span = find_entity(kind, folded)
    assert (folded.quote(*span) if span else None) == found


PATTERNS = (
    r"\b(sorry|apologi[sz]e|i (can )?hear that)\b",
    r"\bguarantee[ds]?\b",
    r"(cannot|can't)? guarantee",
    r"so+r{2,}y",
    r"a?sorr(y|ied)",
    r"(?:hear|that){0,2} sorry",
    r"(?!no )sorry|(?<=i )hear",
    r"[sg](orry|uarantee)",
    r"抱歉|对不起.{0,3}了",
    r"(?i)that\.?",
)


@settings(max_examples=300, deadline=None)
@given(
    pattern=st.sampled_from(PATTERNS),
    words=st.lists(
        st.sampled_from(
            ["i", "hear", "that", "sorry", "soorrry", "guarantees", "can", "apologise", "抱歉", "对不起了", "asorried"]
        ),
        max_size=6,
    ),
)
def test_a_match_holds_a_text_that_is_needed(pattern: str, words: list[str]) -> None:
    text, needed = " ".join(words), needed_texts(pattern)
    if needed and regex.search(pattern, text, regex.IGNORECASE):
        assert any(one in text for one in needed)


@pytest.mark.parametrize("pattern", [r"(?:sorry){e<=1}", r"\p{Han}abc", r"(?x) so rry", r"\bx\b", r".*"])
def test_where_it_cannot_be_said_nothing_is_needed(pattern: str) -> None:
    assert needed_texts(pattern) == frozenset()


def refused(**body: Any) -> str:
    with pytest.raises(RuleError) as told:
        parse_rules([{"id": "a", "title": "A", "severity": "urgent", **body}])
    return str(told.value)


def test_bad_packs_are_refused_with_a_way_out() -> None:
    one = {"says": says("x")}
    assert "Did you mean 'zh-Hans'" in refused(title={"zh_Hans": "A"}, **one)
    assert "Did you mean 'en'" in refused(languages=["english"], **one)
    assert "not among the slots" in refused(say="{{ name }}", **one)
    assert "circle: a → a" in refused(**{"not": {"rule": "a"}})
    assert "there is no rule 'b'" in refused(rule="b")
    assert "Did you mean 'count'" in refused(**{"not": {"cont": {}}})
    assert "no word list 'goods'" in refused(says={"role": "any", "any": [{"pattern": "{goods} now"}]})
    assert "match everything" in refused(says={"role": "any", "any": [{"pattern": "<word>"}]})
    assert "time of its own" in refused(window={"of": {"silence": {"seconds": 3}}, "last": 5})
    assert "at which it happens" in refused(count={"of": {"attr": {"name": "a", "is": 1}}, "at_least": 2})


def test_rules_that_name_each_other_cannot_grow_without_end() -> None:
    first = {"id": "r0", "title": "R", "severity": "urgent", "or": [{"says": says("x")}] * 9}
    more = [{"id": f"r{n}", "title": "R", "severity": "urgent", "or": [{"rule": f"r{n - 1}"}] * 9} for n in range(1, 9)]
    with pytest.raises(RuleError, match="more than 500 conditions"):
        parse_rules([first, *more])
