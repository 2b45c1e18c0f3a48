"""What agents teach moves articles: at once, by a bounded amount, and whatever the order it was taught in."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.datatypes import Query
from agent_assist.retrieval import memory as memory_room
from agent_assist.retrieval.memory import MAX_DOUBT, STEP, TIMES, Memory, Pair
from agent_assist.retrieval.searcher import Searcher
from agent_assist.retrieval.suggesting import reason, sentence

#: Nothing in the small bundle says this.
SLANG = "My flummox has gone all wibbly"

articles = st.sampled_from(["moving", "invoice", "slow-internet", "cancel", "gone"])
words = st.sampled_from([SLANG, "The line drops all evening", "I was billed for March twice", "Stop everything please"])
pairs = st.lists(
    st.builds(Pair, st.integers(1, 60), articles, words, st.just("en"), st.booleans(), st.integers(1, 9)),
    max_size=12,
    unique_by=lambda pair: pair.id,
)


def settled(searcher: Searcher, taught: list[Pair]) -> Memory:
    memory = Memory(searcher, taught)
    memory.settle(len(taught))
    assert not memory.waits
    return memory


def first(searcher: Searcher, text: str, memory: Memory) -> str:
    hits = searcher.find(Query(text, "en", lifts=memory.lifts(text, "en"))).hits
    return hits[0].article_id if hits else ""


def test_one_confirmed_question_lifts_its_article_at_once(searcher: Searcher) -> None:
    memory = Memory(searcher)
    assert memory.lifts(SLANG, "en") == {}
    before = {hit.article_id: hit for hit in searcher.find(Query(SLANG, "en")).hits}
    memory.learn(Pair(1, "slow-internet", SLANG, "en"))
    memory.settle(8)
    lifts = memory.lifts(SLANG, "en")
    query = Query(SLANG, "en", lifts=lifts)
    hit = searcher.find(query).hits[0]
    assert hit.article_id == "slow-internet"
    assert hit.score == pytest.approx(before["slow-internet"].score + lifts["slow-internet"], abs=1e-5)
    assert "used before" in sentence(reason(hit, query), hit)
    assert "used before" not in sentence(reason(hit, replace(query, lifts={})), hit)


def test_what_is_far_from_every_taught_question_stays(searcher: Searcher) -> None:
    memory = settled(searcher, [Pair(1, "slow-internet", SLANG, "en")])
    text = "When are you open on Sundays?"
    assert first(searcher, text, memory) == "opening-hours"
    assert memory.lifts(text, "en").get("slow-internet", 0.0) <= 0.01


def test_wrong_clicks_do_not_bury_a_good_article(searcher: Searcher) -> None:
    text = "My internet is slow"
    wrong = [Pair(n, "slow-internet", text, "en", confirmed=False, times=TIMES) for n in range(1, 20)]
    assert settled(searcher, wrong).lifts(text, "en") == {"slow-internet": -MAX_DOUBT}
    assert first(searcher, text, settled(searcher, wrong)) == "slow-internet"
    strayed = settled(searcher, [Pair(30, "cancel", text, "en")])
    assert strayed.lifts(text, "en") == {}, "one click against all that is known"
    assert first(searcher, text, strayed) == "slow-internet"
    insisted = settled(searcher, [Pair(30, "cancel", text, "en", times=TIMES)])
    assert 0 < insisted.lifts(text, "en")["cancel"] <= STEP * TIMES


def test_a_dismissed_question_that_was_confirmed_too_presses_nothing_down(searcher: Searcher) -> None:
    text = "The wifi does not work well"
    both = [Pair(1, "slow-internet", text, "en"), Pair(2, "slow-internet", text + "!", "en", confirmed=False)]
    assert settled(searcher, both).lifts(text, "en").get("slow-internet", 0.0) >= 0


@settings(max_examples=60, deadline=None)
@given(taught=pairs, text=words, shuffle=st.randoms(use_true_random=False))
def test_order_leaves_no_trace_and_no_move_is_larger_than_allowed(
    searcher: Searcher, taught: list[Pair], text: str, shuffle: random.Random
) -> None:
    lifts = settled(searcher, taught).lifts(text, "en")
    shuffled = list(taught)
    shuffle.shuffle(shuffled)
    again = settled(searcher, shuffled).lifts(text, "en")
    assert again == pytest.approx(lifts, abs=2e-4)
    assert "gone" not in lifts, "the bundle has no such article"
    for article, move in lifts.items():
        confirmed = sum(min(pair.times, TIMES) for pair in taught if pair.article_id == article and pair.confirmed)
        assert move <= STEP * confirmed + 1e-4
        if not confirmed:
            assert -MAX_DOUBT - 1e-4 <= move <= 0


@settings(max_examples=30, deadline=None)
@given(taught=pairs, gone=st.sets(st.integers(1, 60)), text=words)
def test_forgetting_forgets(searcher: Searcher, taught: list[Pair], gone: set[int], text: str) -> None:
    memory = settled(searcher, taught)
    memory.lifts(text, "en")
    for id_ in gone:
        memory.forget(id_)
    kept = [pair for pair in taught if pair.id not in gone]
    assert len(memory) == len(kept)
    assert memory.lifts(text, "en") == pytest.approx(settled(searcher, kept).lifts(text, "en"), abs=2e-4)


def test_a_pair_that_changed_its_verdict_counts_as_it_stands(searcher: Searcher) -> None:
    memory = settled(searcher, [Pair(1, "cancel", SLANG, "en")])
    assert memory.lifts(SLANG, "en")["cancel"] > 0
    memory.learn(Pair(1, "cancel", SLANG, "en", confirmed=False))
    assert memory.lifts(SLANG, "en")["cancel"] < 0


def test_only_the_newest_count_and_old_ones_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = 300
    monkeypatch.setattr(memory_room, "IN_ALL", kept)

    class Counting:
        """Vectors by hand: each text is a direction of its own."""

        def encode(self, text: str, lang: str | None = None) -> np.ndarray:
            vector = np.zeros(kept + 10, dtype=np.float32)
            vector[int(text.split()[-1])] = 1
            return vector

        def own_vectors(self, article_id: str) -> tuple[np.ndarray, np.ndarray]:
            return np.zeros((1, kept + 10), dtype=np.float32), np.ones(1, dtype=np.bool_)

        def nearest(self, vector: np.ndarray, count: int) -> dict[str, float]:
            return {f"a{n}": 0.0 for n in range(1, count + 1)}

    many = [Pair(n, f"a{n}", f"question {n}", "en") for n in range(1, kept + 5)]
    memory = Memory(Counting(), many)
    while memory.waits:
        memory.settle(500)
    assert "a1" not in memory.lifts("question 1", "en")
    assert memory.lifts(f"question {kept + 4}", "en")[f"a{kept + 4}"] == pytest.approx(STEP, abs=1e-3)
