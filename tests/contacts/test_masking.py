"""What is kept of a customer's words beyond the contact tells nobody who said them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.contacts.masking import MAIL, NUMBER, masked


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("My name is Karin Andersson and I moved, call 08-123 45 67", "My name is [name] and I moved, call [number]"),
        ("jag heter karin och min faktura är fel", "jag heter [name] och min faktura är fel"),
        ("my name's Bob. my card 4111 1111 1111 1111 was lost", "my name's [name]. my card [number] was lost"),
        ("router shows E-4711 and 3 lights", "router shows E-[number] and [number] lights"),
        ("karin.a@example.com or https://x.example/z?1", "[mail] or [link]"),
        ("my pin is four five six seven thanks", "my pin is [number] thanks"),
        ("min kod är ett två tre fyra", "min kod är [number]"),
        ("我叫王小明，我的账单错了", "我叫[name]，我的账单错了"),
        ("号码是一三八零零", "号码是[number]"),
        ("SE45 5000 0000 0583 9825 7466 is my iban", "[number] is my iban"),
        ("５６７８ and ٣٤٥", "[number] and [number]"),
        ("Lind here,\n about the Lindholm line", "[name] here, about the Lindholm line"),
        ("Can I take my broadband with me when I move?", "Can I take my broadband with me when I move?"),
    ],
)
def test_what_goes_and_what_stays(said: str, kept: str) -> None:
    assert masked(said, ["Karin Lind"]) == kept


@given(st.text(max_size=60), st.from_regex(r"[0-9][0-9 \-]{5,14}[0-9]", fullmatch=True), st.text(max_size=20))
def test_no_digit_is_left_and_masking_again_changes_nothing_more(before: str, number: str, after: str) -> None:
    kept = masked(f"{before} {number} {after}")
    assert not any(sign.isdecimal() for sign in kept)
    assert NUMBER in kept or MAIL in kept
    assert not any(sign.isdecimal() for sign in masked(kept))
