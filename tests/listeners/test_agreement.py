"""What is shown of a line that is still being spoken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.listeners.agreement import Agreement, Partial


def test_words_on_which_two_recognitions_agree_are_committed() -> None:
    line = Agreement()
    assert line.hear("I would") == Partial("", "I would", 1)
    assert line.hear("I would like too") == Partial("I would ", "like too", 2)
    assert line.hear("I would like to cancel") == Partial("I would like ", "to cancel", 3)
    assert line.hear("I would like to cancel") == Partial("I would like to cancel", "", 4)


def test_committed_words_stay_as_they_were_read() -> None:
    line = Agreement()
    for text in ("Hello. there", "hello there my"):
        line.hear(text)
    partial = line.hear("Yellow, there, my friend")
    assert partial is not None
    assert partial.committed.startswith("hello there ")
    assert partial.text == "hello there my friend"


def test_nothing_new_shows_nothing() -> None:
    line = Agreement()
    assert not line.shown
    line.hear("yes")
    line.hear("yes")
    assert line.hear("yes") is None
    assert line.shown


def test_chinese_is_compared_by_character() -> None:
    line = Agreement()
    line.hear("我要取消")
    assert line.hear("我要取消合同") == Partial("我要取消", "合同", 2)


def test_a_withdrawn_line_is_empty_and_newer() -> None:
    line = Agreement()
    line.hear("echo")
    assert line.withdraw() == Partial("", "", 2)


@given(st.lists(st.text("ab 我,.", max_size=12), max_size=12))
def test_what_was_committed_is_never_taken_back(texts: list[str]) -> None:
    line = Agreement()
    committed, revision = "", 0
    for text in texts:
        partial = line.hear(text)
        if partial is not None:
            assert partial.committed.startswith(committed.rstrip())
            assert partial.revision == revision + 1
            committed, revision = partial.committed, partial.revision
