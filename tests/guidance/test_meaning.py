"""Meanings learned from examples: the formula against its definition, and what a rule makes of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_assist.datatypes import Channel, Utterance
from agent_assist.guidance.conditions import Meaning, Says
from agent_assist.guidance.language import RuleError, parse_rule, parse_rules
from agent_assist.guidance.matching import CompiledRules, meant
from agent_assist.guidance.meaning import learn
from agent_assist.guidance.monitor import Monitor
from tests.guidance.words import CUSTOMER, bag_of_words, brief, said

EXAMPLES = [f"i want to {what} my contract" for what in ("end", "cancel", "stop", "quit", "leave")]
OTHERS = [f"please send me the {what} again" for what in ("bill", "letter", "parcel", "phone", "card")]
RULE: dict[str, Any] = {
    "id": "leaving",
    "title": "Leaving",
    "severity": "advice",
    "says": {"role": "customer", "any": [{"meaning": EXAMPLES, "unlike": OTHERS}]},
}


def units(seed: int, count: int) -> npt.NDArray[np.float32]:
    found = np.random.default_rng(seed).standard_normal((count, 8)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def by_definition(points: Any, wanted: Any, side: Any, asked: Any) -> float:
    """Weighted kernel ridge regression, solved for these points alone."""
    near = np.exp(2.0 * (points @ points.T - 1)) + 1
    dual = np.linalg.solve(near + 0.1 * np.diag(1 / side), wanted)
    return float(min(1.0, max(0.0, (1 + (np.exp(2.0 * (points @ asked - 1)) + 1) @ dual) / 2)))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), some=st.integers(2, 9), others=st.integers(2, 9), left=st.integers(0, 17))
def test_scores_are_those_of_the_definition_also_with_one_left_out(
    seed: int, some: int, others: int, left: int
) -> None:
    points, asked = units(seed, some + others).astype(np.float64), units(seed + 1, 1)[0]
    learned = learn(points[:some].astype(np.float32), points[some:].astype(np.float32))
    wanted = np.repeat([1.0, -1.0], [some, others])
    side = (some + others) / 2 / np.repeat([some, others], [some, others])
    assert learned.score(asked) == pytest.approx(by_definition(points, wanted, side, asked), abs=1e-4)
    left %= some + others
    rest = np.arange(some + others) != left
    alone = by_definition(points[rest], wanted[rest], side[rest], points[left])
    assert (*learned.examples, *learned.unlike)[left] == pytest.approx(alone, abs=1e-4)


@given(seed=st.integers(0, 10_000), data=st.data())
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_examples_does_not_matter(seed: int, data: st.DataObject) -> None:
    points, asked = units(seed, 12), units(seed + 1, 1)[0]
    one = learn(points[:6], points[6:])
    shuffled = data.draw(st.permutations(range(6)))
    other = learn(points[:6][list(shuffled)], points[6:])
    assert other.score(asked) == pytest.approx(one.score(asked), abs=1e-5)
    assert other.examples == pytest.approx([one.examples[place] for place in shuffled], abs=1e-5)


def test_new_words_go_with_what_they_are_nearer_to() -> None:
    watching = Monitor(CompiledRules.of(parse_rules([RULE]), bag_of_words), Channel.CALL, "en")
    assert watching.on_utterance(said("please send the bill", 1, by=CUSTOMER), 2) == []
    assert watching.on_utterance(said("i want to end it", 3, by=CUSTOMER, final=False), 4) == []
    (prompt,) = watching.on_utterance(said("i want to end it", 5, by=CUSTOMER), 6)
    assert brief([prompt]) == [("leaving", "advice", 6)]
    (matcher,) = prompt.why["tree"]["matchers"]
    assert matcher["meaning"] == EXAMPLES[:3]
    assert matcher["threshold"] == 0.5 <= matcher["found"]
    assert "something that means" in prompt.why["tree"]["asks"]


def test_an_utterance_is_encoded_once_for_all_meanings() -> None:
    asked: list[str] = []

    def encode(text: str) -> npt.NDArray[np.float32]:
        asked.append(text)
        return bag_of_words(text)

    rules = parse_rules([RULE, {**RULE, "id": "again", "says": {"role": "any", "any": [{"semantic": "hello"}]}}])
    sentences = meant(rules)
    assert sentences == (*EXAMPLES, *OTHERS, "hello")
    compiled = CompiledRules.of(rules, encode, np.stack([bag_of_words(text) for text in sentences]))
    assert asked == []
    Monitor(compiled, Channel.CALL, "en").on_utterance(Utterance("u", CUSTOMER, "i want to end it", 1, 2), 3)
    assert asked == ["i want to end it"]
    CompiledRules.of(rules, encode, np.zeros((3, 256), np.float32))
    assert asked[1:] == list(sentences)


@pytest.mark.parametrize(
    ("matcher", "told"),
    [
        ({"meaning": EXAMPLES}, "stand together"),
        ({"exact": "x", "unlike": OTHERS}, "stand together"),
        ({"meaning": EXAMPLES[:4], "unlike": OTHERS}, "5 to 500"),
        ({"meaning": EXAMPLES, "unlike": [*OTHERS[:4], OTHERS[0]]}, "5 to 500"),
        ({"meaning": [*EXAMPLES, ""], "unlike": OTHERS}, "not empty"),
    ],
)
def test_a_meaning_needs_both_sides(matcher: dict[str, Any], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        parse_rule({**RULE, "says": {"role": "customer", "any": [matcher]}})


def test_score_and_language_are_kept() -> None:
    written = {"meaning": EXAMPLES, "unlike": OTHERS, "score": 0.7, "lang": "en"}
    rule = parse_rule({**RULE, "says": {"role": "customer", "any": [written]}})
    assert isinstance(rule.condition, Says)
    assert rule.condition.any == (Meaning(tuple(EXAMPLES), tuple(OTHERS), 0.7, "en"),)
