"""Passages are verbatim slices in order; nothing but blanks and heading lines is left between them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kb_index.chunking import LIMIT, passages, plain, size

_BLOCKS = st.sampled_from(
    [
        "Flytten är gratis. Vi behöver t.ex. din nya adress! Eller hur?",
        "The fee is 3.50 euros, e.g. for a router. It is due on 1 May. Nothing else.",
        "我们可以把宽带搬到新的地址。需要五个工作日！费用是多少？免费。",
        "- one\n- two\n  goes on\n- three",
        "1. First do this.\n2. Then do that.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\n# no heading\n\ncode\n```",
        "# Costs",
        "## 费用",
        "#### Deep ####",
        "word " * 150,
        "寬頻" * 150,
        "A sentence of some words stands here. " * 40,
        "- an item that is quite long and goes on\n" * 30,
        "",
        "  ",
    ]
)
_HEADING_LINE = re.compile(r"^ {0,3}#{1,4}[ \t].*$", re.MULTILINE)


def _outside(text: str) -> str:
    """What no passage covers."""
    left, at = [], 0
    for passage in passages(text):
        left.append(text[at : passage.start])
        at = passage.end
    return "\n".join([*left, text[at:]])


@given(st.lists(_BLOCKS, max_size=8), st.sampled_from(["\n", "\n\n", "\n \n"]))
def test_passages_give_the_text_back(blocks: list[str], joint: str) -> None:
    text = joint.join(blocks)
    found = passages(text)
    at = 0
    for passage in found:
        assert at <= passage.start < passage.end
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        at = passage.end
    assert not _HEADING_LINE.sub("", _outside(text)).strip()


@given(st.text(max_size=400))
def test_any_text_is_covered(text: str) -> None:
    assert not _HEADING_LINE.sub("", _outside(text)).strip()


@given(st.lists(_BLOCKS, max_size=8))
def test_no_passage_is_too_long(blocks: list[str]) -> None:
    assert all(size(passage.text) <= LIMIT + 1 for passage in passages("\n\n".join(blocks)))


def test_passages_before_an_edit_stay() -> None:
    before = passages("# A\n" + "One sentence of it. " * 60 + "\n\n# B\nEnd.")
    after = passages("# A\n" + "One sentence of it. " * 60 + "\n\n# B\nEnd. More is said here.\n\n# C\nNew.")
    assert [p.text for p in after[: len(before) - 1]] == [p.text for p in before[:-1]]


def test_headings_name_passages() -> None:
    found = passages("Opening.\n\n# Costs\nFree.\n\n## Sweden\nGratis.\n")
    assert [(p.heading, p.text) for p in found] == [("", "Opening."), ("Costs", "Free."), ("Sweden", "Gratis.")]


def test_lists_and_tables_stay_whole_where_they_fit() -> None:
    items = "\n".join(f"- item number {i} of the list" for i in range(15))
    text = "A paragraph of words. " * 20 + "\n\n" + items + "\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    found = [p.text for p in passages(text)]
    assert any(items in passage for passage in found)
    assert any("| a | b |\n|---|---|\n| 1 | 2 |" in passage for passage in found)


def test_sentences_are_not_cut_at_abbreviations() -> None:
    filler = "word " * 100
    found = passages(f"{filler}ends. Bring e.g. your passport and t.ex. ett kvitto with you today please.")
    assert found[1].text == "Bring e.g. your passport and t.ex. ett kvitto with you today please."


def test_chinese_sentences_end_without_blanks() -> None:
    found = passages("我们可以把宽带搬到新的地址。" * 30)
    assert len(found) == 3
    assert all(p.text.endswith("。") for p in found)


def test_plain_takes_marks_off() -> None:
    assert plain("**Free** of [charge](https://x.example/a), `now`:\n- one\n| a | b |\n|---|---|") == (
        "Free of charge, now : one a b"
    )
