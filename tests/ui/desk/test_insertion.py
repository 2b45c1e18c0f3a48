"""What is decided before words are sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.ui.desk.insertion import SHORT, choose_way, is_terminal, stacked


def test_short_words_are_typed_and_long_or_broken_ones_are_pasted() -> None:
    assert choose_way("Ref. 4711", True) == "keys"
    assert choose_way("Ref. 4711", False) == "paste"
    assert choose_way("x" * SHORT, True) == "keys"
    assert choose_way("x" * (SHORT + 1), True) == "paste"
    assert choose_way("a\nb", True) == "paste"
    assert choose_way("a\tb", True) == "paste"


@given(st.text())
def test_what_is_typed_never_sends_a_chat_or_leaves_a_field(text: str) -> None:
    if choose_way(text, True) == "keys":
        assert not {"\n", "\r", "\t", "\x1b", "\x08", "\u2028"} & set(text)


@pytest.mark.parametrize(
    ("before", "text", "sent"),
    [
        ("Hello.", "We are open.", " We are open."),
        ("Hello. ", "We are open.", "We are open."),
        ("Hello.\n", "We are open.", "We are open."),
        ("您好。", "我们营业。", "我们营业。"),
        ("Hej.", "我们营业。", "我们营业。"),
        ("", "We are open.", "We are open."),
    ],
)
def test_replies_stack(before: str, text: str, sent: str) -> None:
    assert stacked(text, before) == sent


def test_terminals_are_known() -> None:
    assert is_terminal("xterm", "XTerm")
    assert is_terminal("gnome-terminal-server", "Gnome-terminal")
    assert not is_terminal("firefox", "Navigator")
    assert not is_terminal("", "")
