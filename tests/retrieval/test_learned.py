"""Prototypes, centres and calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.errors import BundleError
from agent_assist.retrieval.calibration import Calibration
from agent_assist.retrieval.centring import FILE, Centres, crowded, learn_centres, raw_vectors
from agent_assist.retrieval.dense import write_dense
from agent_assist.retrieval.passages import ArticleRow, PassageStore, VectorRow, write_passages
from agent_assist.retrieval.prototypes import Prototypes, learn

Floats = npt.NDArray[np.float32]


def unit(vectors: npt.NDArray[np.float64]) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


def test_prototypes_tell_apart_what_single_texts_confuse() -> None:
    # Two articles differ in one weak direction under strong noise that all texts share.
    random = np.random.default_rng(3)
    signal = np.zeros((4, 32))
    signal[np.arange(4), np.arange(4)] = 1
    owner = np.repeat(np.arange(4), 40).astype(np.int32)
    noise = random.normal(size=(160, 32)) * np.where(np.arange(32) < 16, 0.3, 1.5)
    texts = unit(signal[owner] + noise)
    prototypes = learn(texts, owner, 5)
    fresh_owner = np.repeat(np.arange(4), 100)
    fresh = unit(signal[fresh_owner] + random.normal(size=(400, 32)) * np.where(np.arange(32) < 16, 0.3, 1.5))
    nearest = owner[np.argmax(fresh @ texts.T, axis=1)]
    zeros = np.zeros(4, dtype=np.float32)
    learned = np.array([np.argmax(prototypes.scores(np.arange(4), vector, zeros)) for vector in fresh])
    assert (learned == fresh_owner).mean() > (nearest == fresh_owner).mean() + 0.1


def test_an_article_with_many_texts_does_not_drown_its_neighbour() -> None:
    # 300 texts of one article lie around a point near the one that 6 texts of another lie around.
    random = np.random.default_rng(4)
    points = random.normal(size=(4, 24))
    points[1] = points[0] + 0.45 * random.normal(size=24)
    owner = np.repeat(np.arange(4), (300, 6, 20, 20)).astype(np.int32)
    prototypes = learn(unit(points[owner] + 0.4 * random.normal(size=(346, 24))), owner, 4)
    zeros = np.zeros(4, dtype=np.float32)
    asked = unit(points[1] + 0.4 * random.normal(size=(200, 24)))
    found = np.array([np.argmax(prototypes.scores(np.arange(4), vector, zeros)) for vector in asked])
    assert (found == 1).mean() > 0.97


def test_articles_with_few_texts_fall_back(tmp_path: Path) -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(5, 8)))
    prototypes = learn(vectors, np.array([0, 0, 0, 1, 1], dtype=np.int32), 3)
    assert prototypes.place.tolist() == [0, -1, -1]
    fallback = np.array([0.8, 0.6, 0.4], dtype=np.float32)
    scores = prototypes.scores(np.arange(3), vectors[0], fallback)
    assert scores[1:].tolist() == pytest.approx([0.3, 0.2])
    prototypes.save(tmp_path / "p.npz")
    again = Prototypes.load(tmp_path / "p.npz")
    np.testing.assert_array_equal(again.scores(np.arange(3), vectors[0], fallback), scores)
    (tmp_path / "p.npz").write_bytes(b"PK")
    with pytest.raises(BundleError):
        Prototypes.load(tmp_path / "p.npz")


@pytest.fixture
def cones(tmp_path: Path) -> tuple[PassageStore, Floats, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """40 topics in two languages whose vectors lie in two narrow cones; (store, vectors, meanings, cone axes)."""
    random = np.random.default_rng(2)
    meaning = random.normal(size=(40, 24)) * 0.25
    cone = random.normal(size=24) * 1.5 + random.normal(size=(2, 24)) * 0.7
    articles = [ArticleRow(f"{lang}{i:02}", f"t{i}", "", lang, "") for lang in ("en", "sv") for i in range(40)]
    rows = [VectorRow(i, a.id, f"{a.id}#ex", "example", "") for i, a in enumerate(articles)]
    write_passages(tmp_path / "passages.sqlite", articles, rows)
    vectors = unit(np.concatenate([meaning + cone[0], meaning + cone[1]]))
    write_dense(tmp_path / "dense.faiss", vectors)
    return PassageStore.open(tmp_path / "passages.sqlite"), vectors, meaning, cone


def test_a_translation_becomes_nearer_than_a_neighbour(
    tmp_path: Path, cones: tuple[PassageStore, Floats, npt.NDArray[np.float64], npt.NDArray[np.float64]]
) -> None:
    store, vectors, meaning, cone = cones
    assert crowded(vectors)
    # Asked in Swedish where only the English half is left to find, and Swedish ones of other topics.
    query = unit(meaning[7] + cone[1])
    others = [i for i in range(80) if i != 47]
    assert max(others, key=lambda i: float(vectors[i] @ query)) >= 40
    centres, centred = learn_centres(vectors, store, {})
    assert max(others, key=lambda i: float(centred[i] @ centres.query(query, "sv"))) == 7
    assert not crowded(centred)
    # What was centred can be had back as the encoder made it, for the next build.
    write_dense(tmp_path / "dense.faiss", centred)
    centres.save(tmp_path / FILE)
    np.testing.assert_allclose(raw_vectors(tmp_path, store, range(80)), vectors, atol=1e-5)
    again = Centres.load(tmp_path / FILE)
    np.testing.assert_array_equal(again.query(query, "de"), centres.query(query, None))
    store.close()


def test_centring_part_by_part_and_in_place_is_the_same(
    cones: tuple[PassageStore, Floats, npt.NDArray[np.float64], npt.NDArray[np.float64]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, vectors, _, _ = cones
    centres, centred = learn_centres(vectors, store, {})
    monkeypatch.setattr("agent_assist.retrieval.centring._PART", 7)
    own = vectors.copy()
    again, found = learn_centres(own, store, {}, into=own)
    assert found is own
    np.testing.assert_allclose(own, centred, atol=1e-6)
    np.testing.assert_allclose(again.lengths, centres.lengths, atol=1e-6)
    store.close()


def test_vectors_all_around_are_left_alone() -> None:
    assert not crowded(unit(np.random.default_rng(0).normal(size=(200, 24))))


@given(
    st.lists(st.floats(-1, 2, width=32), min_size=1, max_size=8),
    st.floats(0, 1, width=32),
    st.integers(0, 40),
    st.tuples(*[st.floats(0, 10)] * 3, st.floats(-3, 3)),
)
def test_probabilities_fall_with_the_score(
    scores: list[float], lexical: float, words: int, weights: tuple[float, ...]
) -> None:
    calibration = Calibration(floor=0.2, bias=-2.0, weights=weights)
    ordered = np.array(sorted(scores, reverse=True), dtype=np.float32)
    found = calibration.probabilities(ordered, np.full(len(scores), lexical, dtype=np.float32), words)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) <= 0).all()


def test_calibration_round_trip_and_nonsense() -> None:
    calibration = Calibration(0.25, -3.0, (5.0, 4.0, 1.0, 0.5), 0.46, 0.5, 0.1, {"ece": 0.02})
    assert Calibration.from_json(calibration.to_json()) == calibration
    for text in (
        "",
        "[]",
        "{}",
        calibration.to_json().replace("5.0", "NaN"),
        calibration.to_json().replace("0.25", "1"),
        calibration.to_json().replace("0.1", "-0.1"),
        calibration.to_json().replace("0.1", "NaN"),
    ):
        with pytest.raises(BundleError):
            Calibration.from_json(text)
    assert len(calibration.probabilities(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32), 3)) == 0
