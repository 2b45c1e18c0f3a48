from __future__ import annotations

import pytest

from agent_assist.retrieval.questions import is_question


@pytest.mark.parametrize(
    "text",
    [
        "Can I keep my number",
        "okay, how long does it take",
        "Vad kostar det",
        "Men kan jag behålla numret",
        "Is it free?",
        "宽带可以带走吗",
        "要多少钱",
        "為什麼帳單變貴了",
        "什麼時候可以安裝？",
    ],
)
def test_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["It is Storgatan 12.", "Den femte maj.", "我们五月搬家。", "Yes, that works", ""])
def test_other_words(text: str) -> None:
    assert not is_question(text)
