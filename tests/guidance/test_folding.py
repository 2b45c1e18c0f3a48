"""Folding: what people say alike looks alike, and the way back to their words is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.guidance.folding import find_words, fold


def found(needle: str, text: str) -> str | None:
    folded = fold(text)
    span = find_words(fold(needle), folded)
    return None if span is None else folded.quote(*span)


@pytest.mark.parametrize(
    ("needle", "text", "quote"),
    [
        ("call is recorded", "Hello. This CALL, is… recorded!", "CALL, is… recorded"),
        ("recorded", "the recordedness", None),
        ("can't promise", "I CAN’T promise", "CAN’T promise"),
        ("cant promise", "I can't promise", "can't promise"),
        ("jag lovar", "Ja, ｊａｇ　ＬＯＶＡＲ.", "ｊａｇ　ＬＯＶＡＲ"),
        ("för", "Fo\u0308r all del", "För"),
        ("for", "för all del", None),
        ("strasse", "Die STRAẞE", "STRAẞE"),
        ("录音", "您好，本次通话将被录音。", "录音"),
        ("录音", "录，音", "录，音"),
        ("5g 套餐", "我想要５Ｇ套餐", "５Ｇ套餐"),
        ("e-mail", "your e mail please", "e mail"),
        ("fi", "of ﬁ nance", "ﬁ"),
        ("a", "", None),
    ],
)
def test_words_are_found_and_quoted_as_they_were_said(needle: str, text: str, quote: str | None) -> None:
    assert found(needle, text) == quote


@given(st.text(max_size=60))
def test_any_text_folds_and_each_place_leads_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text) + 1
    assert list(folded.places) == sorted(folded.places)
    assert folded.original == unicodedata.normalize("NFC", text)
    for start, end in folded.spans:
        assert folded.quote(start, end) in folded.original


@given(st.text(max_size=60))
def test_folding_is_the_same_for_canonically_equal_and_differently_cased_text(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).words == fold(text).words
    assert fold(fold(text).text).words == fold(text).words


@given(st.lists(st.sampled_from(["hello", "Ärende", "录", "x1", "DON'T"]), min_size=1, max_size=6), st.data())
def test_any_run_of_words_of_a_text_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert found(" ".join(words[start:end]), f"“{', '.join(words)}!”") is not None
