"""The cards' state machine: what stands, what waits, and that nothing moves under the agent's hand."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Card
from agent_assist.ui.card_stand import (
    BETTER,
    HOLD,
    MOST,
    PATIENCE,
    SURE,
    Offer,
    Stand,
    due,
    hold,
    key_of,
    occupied,
    offered,
    pin,
    settled,
    taken,
    without,
)
from agent_assist.ui.muting import FOREIGN, TIMES, Mutes, audible, kind_of, put_away, unmuted, used


def card(article: str, confidence: float = 0.7, **more: Any) -> Card:
    words: dict[str, Any] = {"title": article, "reply": f"reply {article}", "source": "", "why": "", "lang": "en"}
    return Card(article_id=article, passage_id=f"{article}#0", confidence=confidence, **{**words, **more})


def offer(*cards: Card, words: str = "u1", now: float = 0.0, reason: str = "") -> Offer:
    return Offer(cards, words, reason, now)


def articles(stand: Stand) -> str:
    return "".join(one.article_id for one in stand.cards)


A, B, C, D = (card(name) for name in "abcd")


def test_the_first_cards_stand_at_once() -> None:
    assert articles(offered(Stand(), offer(A, B), 0.0)) == "ab"


def test_a_primary_stands_three_seconds_and_then_gives_way() -> None:
    stand = offered(Stand(), offer(A), 10.0)
    stand = offered(stand, offer(B, now=11.0), 11.0)
    assert articles(stand) == "a"
    assert due(stand, 11.0) == 10.0 + HOLD
    assert articles(settled(stand, 12.9)) == "a"
    assert articles(settled(stand, 13.0)) == "b"


def test_a_clearly_better_one_or_another_question_does_not_wait() -> None:
    stand = offered(Stand(), offer(A), 0.0)
    assert articles(offered(stand, offer(card("b", 0.7 + BETTER)), 0.5)) == "b"
    assert articles(offered(stand, offer(B, words="u2"), 0.5)) == "b"
    # The same article in the answer to the next words is the same topic.
    assert articles(offered(stand, offer(B, A, words="u2"), 0.5)) == "a"


def test_other_figures_for_the_same_words_move_nothing() -> None:
    stand = offered(Stand(), offer(A, B, C), 0.0)
    stand = offered(stand, offer(card("b", 0.75), card("c", 0.74), card("a", 0.72)), 60.0)
    assert articles(stand) == "abc"
    assert [one.confidence for one in stand.cards] == [0.72, 0.75, 0.74]


def test_another_sentence_of_the_same_article_does_not_take_the_words_away() -> None:
    stand = offered(Stand(), offer(A), 0.0)
    other = card("a", 0.8, reply="another sentence")
    kept = offered(stand, offer(other, now=9.0), 9.0)
    assert (kept.cards[0].reply, kept.cards[0].confidence) == ("reply a", 0.8)
    assert offered(stand, offer(other, words="u2", now=9.0), 9.0).cards[0].reply == "another sentence"
    assert offered(stand, offer(card("a", 0.99, reply="better"), now=9.0), 9.0).cards[0].reply == "better"


def test_under_the_pointer_nothing_moves_until_it_leaves() -> None:
    stand = hold(offered(Stand(), offer(A, B), 0.0), "pointer", True, 1.0)
    stand = offered(stand, offer(card("c", 0.99), words="u2", now=50.0), 50.0)
    assert articles(stand) == "ab"
    assert stand.blocked
    assert due(stand, 50.0) is None
    assert articles(taken(stand, 51.0)) == "c"
    assert articles(hold(stand, "pointer", False, 51.0)) == "c"


def test_cards_that_expire_stay_under_the_pointer_too() -> None:
    stand = hold(offered(Stand(), offer(A), 0.0), "focus", True, 1.0)
    stand = offered(stand, offer(now=160.0, reason="The contact has moved on."), 160.0)
    assert articles(stand) == "a"
    assert not stand.blocked
    stand = hold(stand, "focus", False, 161.0)
    assert (articles(stand), stand.reason) == ("", "The contact has moved on.")


def test_a_card_waits_for_an_agent_who_speaks_but_not_for_long() -> None:
    stand = occupied(Stand(), "speaking", True, 0.0)
    stand = offered(stand, offer(A, now=1.0), 1.0)
    assert articles(stand) == ""
    assert articles(occupied(stand, "speaking", False, 2.0)) == "a"
    again = offered(stand, offer(B, words="u2", now=4.0), 4.0)
    assert articles(again) == ""
    assert due(again, 4.0) == 1.0 + PATIENCE
    assert articles(settled(again, 1.0 + PATIENCE)) == "b"


def test_a_card_for_half_a_sentence_waits_for_the_whole_one_unless_it_is_sure() -> None:
    half = Offer((card("a", SURE - 0.1),), "u1", "", 0.0, early=True)
    stand = offered(Stand(), half, 0.0)
    assert articles(stand) == ""
    assert due(stand, 100.0) is None
    assert articles(offered(stand, offer(B), 1.0)) == "b"
    assert articles(offered(Stand(), Offer((card("a", SURE),), "u1", "", 0.0, early=True), 0.0)) == "a"


def test_a_pinned_card_stays_first_and_newer_ones_stand_below() -> None:
    stand = pin(offered(Stand(), offer(A, B), 0.0), key_of(B), 1.0)
    assert articles(stand) == "ba"
    stand = offered(stand, offer(C, D, A, words="u2"), 10.0)
    assert articles(stand) == "bcd"
    assert stand.blocked
    stand = offered(stand, offer(words="u3", reason="The contact has moved on."), 170.0)
    assert articles(stand) == "b"
    assert articles(pin(stand, None, 180.0)) == ""


def test_a_card_put_away_goes_at_once() -> None:
    stand = hold(pin(offered(Stand(), offer(A, B), 0.0), key_of(A), 0.5), "pointer", True, 0.6)
    stand = without(stand, "a", 1.0)
    assert articles(stand) == "b"
    assert stand.pinned is None
    assert without(stand, "b", 2.0).reason == "Dismissed."


def test_a_kind_put_away_three_times_is_muted_until_it_is_wanted_again() -> None:
    mutes = Mutes()
    for _ in range(TIMES - 1):
        mutes = put_away(mutes, A)
    mutes = put_away(used(mutes, A), A)
    assert audible(mutes, (A, B)) == (A, B)
    for _ in range(TIMES - 1):
        mutes = put_away(mutes, A)
    assert audible(mutes, (A, B)) == (B,)
    assert mutes.muted == {kind_of(A): "a"}
    assert audible(unmuted(mutes, kind_of(A)), (A, B)) == (A, B)


def test_replies_in_another_language_are_one_kind() -> None:
    mutes = Mutes()
    for name in "abc":
        mutes = put_away(mutes, card(name, foreign=True))
    assert FOREIGN in mutes.muted
    assert audible(mutes, (card("d", foreign=True), D)) == (D,)


cards = st.lists(
    st.builds(card, st.sampled_from("abcdef"), st.floats(0.5, 1.0)), max_size=4, unique_by=lambda one: one.article_id
)
steps = st.lists(
    st.tuples(
        st.floats(0.0, 5.0),
        st.one_of(
            st.tuples(st.just("offer"), cards, st.sampled_from(["u1", "u2", "u3"])),
            st.tuples(st.sampled_from(["pointer", "focus"]), st.booleans()),
            st.tuples(st.sampled_from(["speaking", "typing"]), st.booleans()),
            st.tuples(st.just("pin"), st.integers(-1, 2)),
            st.tuples(st.just("away"), st.sampled_from("abcdef")),
            st.tuples(st.just("take")),
            st.tuples(st.just("tick")),
        ),
    ),
    max_size=30,
)


def apply(stand: Stand, what: tuple[Any, ...], now: float) -> Stand:
    match what[0]:
        case "offer":
            return offered(stand, Offer(tuple(what[1]), what[2], "", now), now)
        case "pointer" | "focus":
            return hold(stand, what[0], what[1], now)
        case "speaking" | "typing":
            return occupied(stand, what[0], what[1], now)
        case "pin":
            at = what[1]
            return pin(stand, key_of(stand.cards[at]) if 0 <= at < len(stand.cards) else None, now)
        case "away":
            return without(stand, what[1], now)
        case "take":
            return taken(stand, now)
    return settled(stand, now)


@given(steps)
def test_nothing_moves_that_should_stand(moves: list[tuple[float, tuple[Any, ...]]]) -> None:
    stand, now = Stand(), 0.0
    for wait, what in moves:
        now += wait
        before, stand = stand, apply(stand, what, now)
        old, new = [key_of(one) for one in before.cards], [key_of(one) for one in stand.cards]
        assert len(new) <= MOST
        assert len(set(new)) == len(new)
        assert settled(stand, now) == stand
        if stand.pinned is not None and stand.cards:
            assert new[0] == stand.pinned
        if not old or old == new or what[0] in ("pin", "away", "take"):
            continue
        # The engine's doing or time's: never under a hand, never the primary within the hold without cause.
        assert not stand.held
        if old[:1] != new[:1]:
            assert before.pinned is None
            if now < before.since + HOLD:
                assert stand.cards
                better = stand.cards[0].confidence >= before.cards[0].confidence + BETTER - 1e-9
                assert better or stand.utterance != before.utterance


@given(steps)
def test_the_newest_offer_comes_in_the_end(moves: list[tuple[float, tuple[Any, ...]]]) -> None:
    stand, now, newest = Stand(), 0.0, None
    for wait, what in moves:
        now += wait
        stand = apply(stand, what, now)
        if what[0] == "offer":
            newest = {key_of(one) for one in what[1][:MOST]}
        elif what[0] == "away" and newest is not None:
            newest = None
    for name in ("pointer", "focus"):
        stand = hold(stand, name, False, now)
    for name in ("speaking", "typing"):
        stand = occupied(stand, name, False, now)
    stand = pin(stand, None, now)
    for _ in range(4):
        now = due(stand, now) or now
        stand = settled(stand, now)
    assert due(stand, now) is None
    if newest is not None:
        assert {key_of(one) for one in stand.cards} == newest
