from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.retrieval.need import asks
from agent_assist.retrieval.small_talk import CHINESE, ENGLISH, SWEDISH

PHRASES = [p for block in (ENGLISH, SWEDISH, CHINESE) for p in block.replace("\n", "|").split("|") if p]


@pytest.mark.parametrize("phrase", PHRASES)
def test_no_phrase_of_small_talk_asks(phrase: str) -> None:
    assert not asks(phrase)
    assert not asks(phrase.capitalize() + "!")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Thanks. Bye.",
        "That sounds great. Thanks.",
        "OK, thank you so much!",
        "Yes. It’s 1234",
        "one two three four",
        "073-123 45 67",
        "Tack så mycket, hej då!",
        "Ja, ett ögonblick bara.",
        "noll sju tre",
        "好的，谢谢您，再见",
        "謝謝您，再見",
        "零九一二三四五",
    ],
)
def test_nothing_asked(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hi, I'm moving next month",
        "Thanks, and what does it cost?",
        "no internet",
        "5G?",
        "E104",
        "My checking account.",
        "Hej! Hur flyttar jag mitt bredband?",
        "Nej, routern fungerar inte",
        "你好，我想换套餐",
        "您好請問5G方案",
        "好的，那违约金是多少",
    ],
)
def test_something_asked(text: str) -> None:
    assert asks(text)


@given(st.sampled_from([p for p in PHRASES if p.isascii()]), st.sampled_from(["my invoice is wrong", "router E-4711"]))
def test_a_greeting_never_swallows_the_question_behind_it(phrase: str, question: str) -> None:
    assert asks(f"{phrase}, {question}")
    assert asks(f"{question}, {phrase}")
