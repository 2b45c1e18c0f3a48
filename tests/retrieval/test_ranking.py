from __future__ import annotations

import numpy as np
import pytest

from agent_assist.retrieval.passages import ArticleRow
from agent_assist.retrieval.prototypes import Prototypes
from agent_assist.retrieval.ranking import CODE_WEIGHT, Catalogue, Ranked, merge, rank

TODAY = "2026-11-22"


def article(own_id: str, lang: str = "en", topic: str = "", **more: str) -> ArticleRow:
    return ArticleRow(own_id, topic or own_id, own_id, lang, "", **more)  # type: ignore[arg-type]


def ranked(*scores: float) -> Ranked:
    n = len(scores)
    score = np.array(scores, dtype=np.float32)
    return Ranked(np.arange(n), np.arange(n), score, score, np.zeros(n, dtype=np.float32))


def test_merge_keeps_every_row_once() -> None:
    rows, cosines, lexical = merge(
        (np.array([5, 2]), np.array([0.9, 0.8], dtype=np.float32)), [(2, 3.0), (7, 1.0), (9, 99.0)], 4.0
    )
    order = np.argsort(rows)
    assert rows[order].tolist() == [2, 5, 7, 9]
    assert cosines[order[:2]].tolist() == pytest.approx([0.8, 0.9])
    assert np.isnan(cosines[order[2:]]).all()
    assert lexical[order].tolist() == pytest.approx([0.75, 0.0, 0.25, 1.0])


def test_an_article_has_its_best_row_and_codes_weigh_more() -> None:
    row_article = np.array([0, 0, 1], dtype=np.int32)
    rows, cosines = np.arange(3), np.array([0.5, 0.7, 0.6], dtype=np.float32)
    lexical = np.array([0.0, 0.0, 0.5], dtype=np.float32)
    none = Prototypes.none(2, 4)
    vector = np.zeros(4, dtype=np.float32)
    plain = rank(rows, cosines, lexical * 0, row_article, none, vector)
    assert plain.article.tolist() == [0, 1]
    assert plain.row.tolist() == [1, 2]
    # Without prototypes a score is the cosine itself.
    assert plain.score.tolist() == pytest.approx([0.7, 0.6])
    assert rank(rows, cosines, lexical * 0.5, row_article, none, vector).article.tolist() == [0, 1]
    assert rank(rows, cosines, lexical * 0.5, row_article, none, vector, CODE_WEIGHT).article.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("today", "audience", "shown"),
    [
        ("2026-01-01", "", ["old", "open"]),
        ("2026-01-31", "", ["old", "open"]),
        ("2026-02-01", "", ["open"]),
        ("2026-12-01", "", ["new", "open"]),
        ("2026-02-01", "vip", ["open", "vip"]),
        ("2026-02-01", "staff", ["open"]),
    ],
)
def test_validity_is_inclusive_and_audience_holds(today: str, audience: str, shown: list[str]) -> None:
    articles = [
        article("new", valid_from="2026-12-01"),
        article("old", valid_until="2026-01-31"),
        article("open"),
        article("vip", audience="vip"),
    ]
    mask = Catalogue(articles).allowed(today, audience)
    assert [a.id for a, allowed in zip(articles, mask, strict=True) if allowed] == shown


ARTICLES = [
    article("fees.en", "en", "fees"),
    article("fees.sv", "sv", "fees"),
    article("moving.sv", "sv"),
    article("sim.zh-Hans", "zh-Hans", "sim"),
    article("sim.zh-Hant", "zh-Hant", "sim"),
]


def settled(lang: str | None, *scores: float, allowed: list[bool] | None = None) -> list[str]:
    catalogue = Catalogue(ARTICLES)
    order = np.argsort(-np.array(scores), kind="stable")
    mask = np.array(allowed if allowed is not None else [True] * len(ARTICLES))
    found = catalogue.settle(ranked(*scores).take(order), lang, mask, 10)
    return [ARTICLES[i].id + ("*" if catalogue.foreign(int(i), lang) else "") for i in found.article]


def test_one_hit_a_topic_in_the_readers_language() -> None:
    scores = (0.9, 0.5, 0.4, 0.3, 0.2)
    assert settled("sv", *scores) == ["fees.sv", "moving.sv", "sim.zh-Hans*"]
    assert settled("en", *scores) == ["fees.en", "moving.sv*", "sim.zh-Hans*"]
    assert settled("zh-Hant", *scores) == ["fees.en*", "moving.sv*", "sim.zh-Hant"]
    assert settled("en-GB", *scores)[0] == "fees.en"
    assert settled(None, *scores) == ["fees.en", "moving.sv", "sim.zh-Hans"]


def test_a_barred_version_is_not_taken() -> None:
    barred = [True, False, True, True, True]
    assert settled("sv", 0.9, 0.0, 0.4, 0.3, 0.2, allowed=barred)[0] == "fees.en*"


def test_equals_go_to_the_readers_language() -> None:
    assert settled("sv", 0.5, 0.0, 0.5, 0.1, 0.1)[0] == "moving.sv"
    assert settled("en", 0.5, 0.0, 0.5, 0.1, 0.1)[0] == "fees.en"
    assert settled("zh-Hans", 0.0, 0.0, 0.5, 0.5, 0.0)[0] == "sim.zh-Hans"
