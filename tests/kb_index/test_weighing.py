from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from agent_assist.retrieval.ranking import LEXICAL_WEIGHT, Ranked
from kb_index.weighing import Asked, fit_weight

ARTICLES = 6


def asked(questions: int, words_tell: bool, kind: str = "own", code: bool = False) -> list[Asked]:
    """Questions whose vectors leave two articles nearly equal; words point at the right one, or at the other."""
    random = np.random.default_rng(questions)
    found = []
    for _ in range(questions):
        right = random.permutation(ARTICLES)[:2]
        base = random.normal(0.4, 0.03, ARTICLES).astype(np.float32)
        base[right] = random.normal(0.6, 0.03, 2)
        lexical = np.zeros(ARTICLES, dtype=np.float32)
        lexical[right[0] if words_tell else right[1]] = 0.3
        found.append(Asked(kind, _ranked(base + np.float32(LEXICAL_WEIGHT) * lexical, lexical), right[:1], 4, code))
    return found


def _ranked(score: npt.NDArray[np.float32], lexical: npt.NDArray[np.float32]) -> Ranked:
    every = np.arange(len(score))
    return Ranked(every, every, score, score, lexical).take(np.argsort(-score))


def test_words_that_tell_weigh_more_and_those_that_mislead_less() -> None:
    assert fit_weight(asked(200, words_tell=True)) > LEXICAL_WEIGHT
    assert fit_weight(asked(200, words_tell=False)) == 0


def test_few_questions_move_little() -> None:
    assert fit_weight(asked(1, words_tell=False)) > 0
    assert fit_weight([]) == LEXICAL_WEIGHT


@pytest.mark.parametrize(("kind", "code"), [("title", False), ("near", False), ("own", True)])
def test_titles_codes_and_the_unanswerable_have_no_say(kind: str, code: bool) -> None:
    assert fit_weight(asked(200, False, kind, code)) == LEXICAL_WEIGHT
    assert fit_weight([Asked("far", a.ranked, None, 4, False) for a in asked(20, False)]) == LEXICAL_WEIGHT


def test_another_weight_orders_what_was_found_as_ranking_would() -> None:
    one = asked(1, words_tell=False)[0]
    without = one.weighed(0.0)
    bare = one.ranked.score - LEXICAL_WEIGHT * one.ranked.lexical
    base = dict(zip(one.ranked.article.tolist(), bare.tolist(), strict=True))
    assert without.article.tolist() == sorted(base, key=lambda article: -base[article])
    assert without.score.tolist() == pytest.approx(sorted(base.values(), reverse=True))
    # Where a question holds a code, words weigh what they do for codes.
    assert Asked("own", one.ranked, one.right, 4, True).weighed(0.0) is one.ranked
