from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.retrieval.analysis import _chinese_words, detect_language, fold, identifiers, terms


def test_folding_joins_case_width_and_script() -> None:
    assert fold("ＲＯＵＴＥＲ") == "router"
    assert fold("請問寬頻") == fold("请问宽频")


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("moving houses", "I moved to a house", "en"),
        ("Jag flyttar", "flytta bredbandet", "sv"),
        ("退款要多久", "退款需要幾天？", "zh-Hans"),
        ("E-4711", "fault e4711", "en"),
        ("LOS/3", "los3", "en"),
    ],
)
def test_texts_that_share_a_term(one: str, other: str, lang: str) -> None:
    assert set(terms(one, lang)) & set(terms(other, lang))


def test_chinese_is_cut_as_by_the_whole_dictionary_at_once() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    whole = jieba.Tokenizer()
    with whole.get_dict_file() as lines:
        whole.FREQ, whole.total = whole.gen_pfdict(lines)
    whole.initialized = True
    texts = (
        "我可以把宽带搬到新地址吗",
        "中华人民共和国国家标准",
        "研究生命起源",
        "他来到了网易杭研大厦",
        "退款要多久才能到账户里面",
    )
    for text in texts:
        assert _chinese_words(text) == list(whole.cut_for_search(text, HMM=False))


def test_function_words_stay_only_where_nothing_else_is() -> None:
    assert terms("How do I get the invoice?", "en") == terms("get invoice", "en")
    assert terms("how do you do", "en") == ["how", "do", "you", "do"]


def test_identifiers_are_codes_and_not_amounts() -> None:
    assert identifiers("Error E-104/B on the 5G router, 100 MB, 250kr, the 3rd of May 2026") == ["e104b", "5g"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Can I keep my number?", "en"),
        ("Hur säger jag upp abonnemanget?", "sv"),
        ("bredband på landet", "sv"),
        ("请问怎么退款", "zh-Hans"),
        ("請問怎麼退款", "zh-Hant"),
        ("我的 router 壞了", "zh-Hant"),
        ("router", None),
        ("1234", None),
        ("", None),
        ("ルーターが壊れました", None),
    ],
)
def test_language(text: str, lang: str | None) -> None:
    assert detect_language(text) == lang


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    assert all(term and not term.isspace() for term in terms(text))
    assert terms(text, "sv") == terms(text, "sv")
    assert detect_language(text) in (None, "en", "sv", "zh-Hans", "zh-Hant")
