"""Passages, vectors and words: what is written is what is read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.errors import BundleError
from agent_assist.retrieval import lexical
from agent_assist.retrieval.analysis import terms
from agent_assist.retrieval.dense import DenseIndex, write_dense
from agent_assist.retrieval.lexical import LexicalIndex, write_lexical
from agent_assist.retrieval.passages import KINDS, ArticleRow, PassageStore, VectorRow, write_passages

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@given(
    st.lists(
        st.tuples(_TEXT, _TEXT, st.sampled_from(KINDS), st.dictionaries(_TEXT, _TEXT, max_size=2)),
        min_size=1,
        max_size=6,
    )
)
def test_passages_round_trip(items: list[tuple[str, str, str, dict[str, str]]]) -> None:
    articles = [
        ArticleRow(f"a{i}", "", title, "en", text, tags=(title,), attributes=attributes, valid_from="2026-01-01")
        for i, (title, text, _, attributes) in enumerate(items)
    ]
    rows = [
        VectorRow(i, f"a{i}", f"a{i}#0", kind, text, heading=title) for i, (title, text, kind, _) in enumerate(items)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passages.sqlite"
        write_passages(path, articles, rows)
        store = PassageStore.open(path)
        try:
            assert store.all_rows() == rows
            assert [store.row(row.row) for row in rows] == rows
            assert [store.articles[i].id for i in store.row_article] == [row.article_id for row in rows]
            assert [KINDS[i] for i in store.row_kind] == [row.kind for row in rows]
            by_id = {article.id: article for article in store.articles}
            for article in articles:
                assert store.text(article.id) == article.text
                # An article without a topic is its own.
                assert by_id[article.id].topic == article.id
                assert (by_id[article.id].tags, dict(by_id[article.id].attributes)) == (
                    article.tags,
                    dict(article.attributes),
                )
        finally:
            store.close()


def test_rows_are_numbered_without_gaps(tmp_path: Path) -> None:
    article = ArticleRow("a", "a", "A", "en", "")
    with pytest.raises(BundleError, match="without gaps"):
        write_passages(tmp_path / "p", [article], [VectorRow(1, "a", "a#title", "title", "A")])


@pytest.mark.parametrize("content", [None, b"no database"])
def test_missing_or_damaged_passages(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "passages.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BundleError) as caught:
        PassageStore.open(path)
    assert caught.value.file == str(path)


def test_dense_finds_what_the_matrix_says(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(50, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    write_dense(tmp_path / "d", vectors)
    index = DenseIndex.open(tmp_path / "d")
    assert (len(index), index.dimension) == (50, 16)
    rows, cosines = index.search(vectors[7], 5)
    expected = np.argsort(-(vectors @ vectors[7]))[:5]
    assert rows.tolist() == expected.tolist()
    np.testing.assert_allclose(cosines, (vectors @ vectors[7])[expected], rtol=1e-5)
    np.testing.assert_array_equal(index.vectors(np.array([3, 1])), vectors[[3, 1]])
    assert len(index.search(vectors[0], 500)[0]) == 50


@pytest.mark.parametrize("content", [None, b"no index"])
def test_missing_or_damaged_vectors(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "d").write_bytes(content)
    with pytest.raises(BundleError):
        DenseIndex.open(tmp_path / "d")


@pytest.fixture
def words(tmp_path: Path) -> LexicalIndex:
    texts = [
        ("en", "Fault code E-4711: the fibre has no light"),
        ("en", "Moving house with broadband"),
        ("sv", "Flytta bredbandet till en ny adress"),
        ("zh-Hans", "宽带移机需要五个工作日"),
        ("en", "Moving house with broadband"),
    ]
    articles = [ArticleRow(f"a{i}", f"a{i}", "", lang, text) for i, (lang, text) in enumerate(texts)]
    rows = [VectorRow(i, f"a{i}", f"a{i}#0", "body", text) for i, (_, text) in enumerate(texts)]
    write_lexical(tmp_path / "lexical", rows, articles)
    return LexicalIndex.open(tmp_path / "lexical")


@pytest.mark.parametrize(
    ("text", "lang", "row"),
    [
        ("what does e4711 mean", "en", 0),
        ("the code is E 4711", "en", 0),
        ("jag flyttar", "sv", 2),
        ("寬帶移機要幾天", "zh-Hant", 3),
    ],
)
def test_words_find_their_row(words: LexicalIndex, text: str, lang: str, row: int) -> None:
    assert words.search(text, lang, 5)[0][0] == row


def test_ties_stand_in_order_of_rows_and_unknown_words_find_nothing(words: LexicalIndex) -> None:
    assert [row for row, _ in words.search("moving house", "en", 5)] == [1, 4]
    assert words.search("penguins", "en", 5) == []
    assert words.search("", "en", 5) == []
    hits, whole = words.search_words(["move", "penguin"], 5)
    assert hits
    assert 0 < hits[0][1] < whole


def test_common_words_are_left_out_where_they_would_be_read_in_too_many_rows(
    words: LexicalIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = terms("moving house with broadband at E-4711", "en")
    every, whole = words.search_words(asked, 5)
    assert {row for row, _ in every} == {0, 1, 4}
    monkeypatch.setattr(lexical, "_QUERY_ROWS", 2)
    few, still = words.search_words(asked, 5)
    assert [row for row, _ in few] == [0]
    assert still == whole
    # A common word alone is still looked up.
    monkeypatch.setattr(lexical, "_QUERY_ROWS", 1)
    assert [row for row, _ in words.search("broadband", "en", 5)] == [1, 4]


def test_missing_words(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        LexicalIndex.open(tmp_path)
