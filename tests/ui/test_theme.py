"""Colours that everybody can read, and the text helpers."""

from __future__ import annotations

import pytest

from agent_assist.datatypes import Card
from agent_assist.ui.theme import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Look, Tokens, contrast
from agent_assist.ui.words import clock, date, lag, missing_names, percent, reply_html, source_line

READ = [
    ("ink", ("background", "card", "button", "missing", "accent_tint", "owed_tint", "violated_tint")),
    ("dim", ("background", "card", "button")),
    ("accent", ("background", "card", "accent_tint")),
    ("on_accent", ("accent",)),
    ("owed", ("background", "owed_tint")),
    ("violated", ("background", "card", "violated_tint")),
    ("met", ("background", "card", "button")),
    ("customer", ("background", "card")),
    ("agent", ("background", "card", "accent_tint")),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK, LIGHT_HIGH, DARK_HIGH], ids=["light", "dark", "high", "dark-high"])
@pytest.mark.parametrize(("words", "grounds"), READ, ids=[words for words, _ in READ])
def test_words_meet_aa_on_every_ground_they_stand_on(tokens: Tokens, words: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        assert contrast(getattr(tokens, words), getattr(tokens, ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", [LIGHT, DARK, LIGHT_HIGH, DARK_HIGH], ids=["light", "dark", "high", "dark-high"])
def test_edges_of_what_takes_words_meet_aa(tokens: Tokens) -> None:
    """WCAG 2.2, 1.4.11: 3:1 for what shows that there is a field."""
    for ground in ("card", "background"):
        assert contrast(tokens.faint, getattr(tokens, ground)) >= 3.0, ground


@pytest.mark.parametrize("tokens", [LIGHT_HIGH, DARK_HIGH], ids=["high", "dark-high"])
@pytest.mark.parametrize(("words", "grounds"), READ, ids=[words for words, _ in READ])
def test_high_contrast_meets_aaa(tokens: Tokens, words: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        assert contrast(getattr(tokens, words), getattr(tokens, ground)) >= 7.0, ground
    for edge in ("line", "faint"):
        assert contrast(getattr(tokens, edge), tokens.card) >= 4.5, edge


def test_the_text_size_scales_type_and_what_holds_it(qapp) -> None:
    small, large = Look(LIGHT), Look(LIGHT, scale=2.0)
    assert (small.font(14).pixelSize(), large.font(14).pixelSize()) == (14, 28)
    assert (small.px(44), large.px(44)) == (44, 88)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#000000") == contrast("#000000", "#FFFFFF")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "00:00"), (-3, "00:00"), (61.9, "01:01"), (3600, "1:00:00"), (36_061, "10:01:01")]
)
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_numbers_as_people_read_them() -> None:
    assert percent(0.914) == "91\N{NO-BREAK SPACE}%"
    assert lag(14.2) == "14 ms"
    assert lag(820) == "0.8 s"


def test_dates_follow_the_language_and_nonsense_stays() -> None:
    assert date("2026-12-31", "en") == "31 Dec 2026"
    assert date("2026-12-31", "zh-Hant") == "2026-12-31"
    assert date("soon", "sv") == "soon"


def test_a_reply_keeps_its_text_and_boxes_what_is_missing() -> None:
    html = reply_html("5 < 6 & «new_address»\n«x»", "#FFF1C9", "#16202B")
    assert "5 &lt; 6 &amp; " in html
    assert html.count("background-color:#FFF1C9") == 2
    assert "new\N{NO-BREAK SPACE}address" in html
    assert html.count("<p ") == 2
    assert missing_names("«a» and «b» and «a»") == ("a", "b")


def card(**more: str) -> Card:
    return Card("a", "a#0", "Title", "Reply", 0.5, more.pop("source", "House"), "", "en", **more)


def test_the_source_line_names_a_version_once() -> None:
    assert source_line(card(version="6", valid_until="2026-12-31"), "en") == "House · v6 · valid until 31 Dec 2026"
    assert source_line(card(source="House · v6", version="6"), "en") == "House · v6"
    assert source_line(card(source="", valid_until="9999-12-31"), "en") == "Title"
