"""Recognised words as they are written: numbers and scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.listeners.spoken_numbers import with_digits
from agent_assist.listeners.writing import in_script

ENGLISH = {
    "My account number is four two one seven, three three nine.": "My account number is 4217, 339.",
    "I paid forty-two dollars and fifty cents.": "I paid 42 dollars and 50 cents.",
    "Error E zero five": "Error E 05",
    "double seven eight oh": "7780",
    "since nineteen eighty-four": "since 1984",
    "A hundred and twenty pounds": "120 pounds",
    "two thousand and twenty four": "2024",
    "on the third of May": "on the 3rd of May",
    "One moment, it's one of the two.": "One moment, it's one of the two.",
    "It is 5 past twelve.": "It is 5 past 12.",
    "The second time was better.": "The second time was better.",
    "Someone often ate at tenths": "Someone often ate at tenths",
}
SWEDISH = {
    "Mitt kundnummer är fyra två ett sju, tre tre nio.": "Mitt kundnummer är 4217, 339.",
    "Det kostade fyrtiotvå kronor.": "Det kostade 42 kronor.",
    "noll sju noll ett två tre": "070123",
    "hundratjugo kronor": "120 kronor",
    "år nittonhundraåttiofyra": "år 1984",
    "Ett ögonblick, jag har två telefoner.": "Ett ögonblick, jag har två telefoner.",
    "Det är sextio procent": "Det är 60 procent",
    "Vi vet inte ettans nummer": "Vi vet inte ettans nummer",
}
CHINESE = {
    "我的订单号是四二一七三三九": "我的订单号是4217339",
    "我付了四十二块五毛": "我付了42块五毛",
    "二零二四年五月三号": "2024年5月3号",
    "百分之二十": "20%",
    "电话是幺三八零零": "电话是13800",
    "一百二十块": "120块",
    "请等一下，十分感谢": "请等一下，十分感谢",
    "万一有两个": "万一有两个",
}


@pytest.mark.parametrize(
    ("lang", "said", "written"),
    [
        (lang, said, written)
        for lang, cases in (("en", ENGLISH), ("sv-SE", SWEDISH), ("zh-Hans", CHINESE))
        for said, written in cases.items()
    ],
)
def test_numbers_are_written_as_digits_and_phrases_stay(lang: str, said: str, written: str) -> None:
    assert with_digits(said, lang) == written


@given(st.integers(11, 999_999))
def test_a_spoken_chinese_number_comes_back_as_its_digits(number: int) -> None:
    import cn2an

    assert with_digits(f"编号是{cn2an.an2cn(number)}。", "zh") == f"编号是{number}。"


@given(st.text(max_size=60), st.sampled_from(["en", "sv", "zh-Hant", "de"]))
def test_any_text_is_taken_and_what_is_written_stays_so(text: str, lang: str) -> None:
    once = with_digits(text, lang)
    assert with_digits(once, lang) == once or lang.startswith("zh")


def test_other_languages_pass_through() -> None:
    assert with_digits("vier zwei eins", "de") == "vier zwei eins"


def test_chinese_is_written_in_the_script_of_the_language() -> None:
    assert in_script("我要換網絡", "zh-Hans") == "我要换网络"
    assert in_script("我要换网络", "zh-Hant") == "我要換網絡"
    assert in_script("我要换网络", "zh-TW") == "我要換網絡"
    assert in_script("漢字 in English", "en") == "漢字 in English"
