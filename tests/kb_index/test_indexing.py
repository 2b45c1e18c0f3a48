"""Every kind of index answers as the exact one does, and is the same when made again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from agent_assist.errors import UsageError
from agent_assist.retrieval.dense import DenseIndex
from kb_index.indexing import KINDS, RECALL, exact_rows, kind_for, recall_of, write_index


@pytest.fixture(scope="module")
def vectors() -> npt.NDArray[np.float32]:
    """4,000 unit vectors around 200 middles, as texts lie around their matters."""
    random = np.random.default_rng(2)
    middles = random.normal(size=(200, 48))
    found = (middles[random.integers(0, 200, 4000)] + 0.6 * random.normal(size=(4000, 48))).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


@pytest.mark.parametrize(("rows", "kind"), [(0, "flat"), (20_000, "flat"), (20_001, "sqfp16"), (60_000, "hnsw"),
                                            (1_000_000, "ivf")])  # fmt: skip
def test_the_kind_goes_by_size_unless_named(rows: int, kind: str) -> None:
    assert kind_for(rows) == kind
    assert kind_for(rows, "hnsw") == "hnsw"
    with pytest.raises(UsageError, match="no index “tree”"):
        kind_for(rows, "tree")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_finds_what_the_matrix_says(kind: str, vectors: npt.NDArray[np.float32], tmp_path: Path) -> None:
    info = write_index(tmp_path / "d", vectors, kind)
    index = DenseIndex.open(tmp_path / "d")
    assert (info.kind, len(index), index.dimension) == (kind, 4000, 48)
    random = np.random.default_rng(3)
    asked = vectors[:50] + 0.05 * random.normal(size=(50, 48)).astype(np.float32)
    reached = recall_of(index, asked, exact_rows(vectors, asked, 10))
    if kind in ("flat", "sqfp16"):
        assert info.recall is None
        assert reached >= 0.99
    else:
        assert info.recall is not None
        assert min(info.recall, reached) >= RECALL
    rows, cosines = index.search(vectors[7], 5)
    assert rows[0] == 7
    np.testing.assert_allclose(cosines, (vectors @ vectors[7])[rows], atol=0.01)
    np.testing.assert_allclose(index.vectors(np.array([3, 3999])), vectors[[3, 3999]], atol=0.01)
    write_index(tmp_path / "again", vectors, kind)
    assert (tmp_path / "again").read_bytes() == (tmp_path / "d").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_asks_for_every_row_gets_them(kind: str, vectors: npt.NDArray[np.float32], tmp_path: Path) -> None:
    """Ranking reaches further where most rows are barred."""
    write_index(tmp_path / "d", vectors, kind)
    rows, _ = DenseIndex.open(tmp_path / "d").search(vectors[0], 5000)
    assert len(set(rows.tolist())) == 4000


def test_inverted_lists_order_what_short_codes_choose(vectors: npt.NDArray[np.float32], tmp_path: Path) -> None:
    info = write_index(tmp_path / "d", vectors, "ivf")
    assert (info.parameters["bits"], info.parameters["codes"]) == (16, 24)
    index = DenseIndex.open(tmp_path / "d")
    for k in (1, 10, 300):
        rows, cosines = index.search(vectors[11], k)
        assert rows[0] == 11
        assert len(rows) == k
        np.testing.assert_allclose(cosines, vectors[rows] @ vectors[11], atol=0.001)


@pytest.mark.parametrize(("rows", "kind"), [(15, "flat"), (16, "ivf")])
def test_too_few_rows_have_no_codes(rows: int, kind: str, vectors: npt.NDArray[np.float32], tmp_path: Path) -> None:
    assert write_index(tmp_path / "d", vectors[:rows], "ivf").kind == kind
    assert DenseIndex.open(tmp_path / "d").search(vectors[3], 1)[0].tolist() == [3]


@pytest.mark.parametrize("kind", ["hnsw", "ivf"])
def test_texts_that_repeat_cost_no_recall(kind: str, vectors: npt.NDArray[np.float32], tmp_path: Path) -> None:
    info = write_index(tmp_path / "d", np.concatenate([vectors[:200]] * 15 + [vectors]), kind)
    assert info.recall is not None
    assert info.recall >= RECALL


def test_exact_rows_come_in_order_across_parts(vectors: npt.NDArray[np.float32]) -> None:
    many = np.tile(vectors, (5, 1))
    many[:, 0] += np.linspace(0, 0.1, len(many), dtype=np.float32)
    found = exact_rows(many, vectors[:3], 10)
    expected = np.argsort(-(vectors[:3] @ many.T), axis=1)[:, :10]
    assert found.tolist() == expected.tolist()


def test_no_rows_no_index_of_any_size(tmp_path: Path) -> None:
    write_index(tmp_path / "d", np.zeros((0, 8), dtype=np.float32), "ivf")
    assert len(DenseIndex.open(tmp_path / "d").search(np.ones(8, dtype=np.float32), 3)[0]) == 0
