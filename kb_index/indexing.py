"""The dense index of a bundle: its kind by the number of rows, its parameters by measured recall.

Up to 20,000 rows a scan takes less time than the encoder needs for the query; half-width numbers keep that true up to
50,000. Then a graph, and from 200,000 rows, where a graph takes too long to build, inverted lists. Both are measured
against the exact scan as a client asks them, and their effort is raised until they find 97 % of the first ten.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import UsageError
from agent_assist.retrieval.dense import DenseIndex, write_dense

Floats = npt.NDArray[np.float32]

KINDS = ("flat", "sqfp16", "hnsw", "ivf")
RECALL = 0.97
#: As many rows as a client asks for (retrieval.searcher).
_ASKED = 200
_FLAT_ROWS, _HALF_ROWS, _GRAPH_ROWS = 20_000, 50_000, 200_000
_SAMPLE = 200
#: A query is not one of the rows: samples are rows mixed with so much of another one. Noise in all directions would not
#: do, for it moves a row to no other list.
_MIXED = 0.5
_PART = 16_384
#: Cosines of equal vectors differ by no more, however they are added up.
_SAME = 1e-5
#: A graph built with more care takes a second more for 10,000 rows, and is searched with a quarter of the effort.
_NEIGHBOURS, _CONSTRUCTION = 16, 120
_EFFORTS = (200, 280, 400, 560, 800, 1130, 1600)
#: Lists looked into, at least: with fewer, customers' questions miss more than the samples tell (of a million rows, 16
#: lists find .957 of the nearest, 24 .981, 32 .987, 64 .999).
_PROBES = (32, 48, 64, 96, 128, 256, 512, 1024)
_TRAIN_PER_LIST, _TRAIN_ROUNDS = 32, 8
#: What 4 bits tell apart; fewer rows than that cannot be coded.
_CODE_VALUES = 16


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What the manifest says of the index. recall: share of the exact first ten that is found; None = exact."""

    kind: str
    parameters: dict[str, int | str]
    recall: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The manifest's `index`."""
        return {"kind": self.kind, "parameters": self.parameters, "recall@10": self.recall}


def kind_for(rows: int, wanted: str = "auto") -> str:
    """The kind of index for so many rows, or the one that is wanted. Raises UsageError for an unknown one."""
    if wanted != "auto":
        if wanted not in KINDS:
            raise UsageError(f"There is no index “{wanted}”.", f"Choose auto, {', '.join(KINDS)}.")
        return wanted
    sizes = ((_FLAT_ROWS, "flat"), (_HALF_ROWS, "sqfp16"), (_GRAPH_ROWS, "hnsw"))
    return next((kind for most, kind in sizes if rows <= most), "ivf")


def write_index(path: Path, vectors: Floats, kind: str) -> IndexInfo:
    """Write the index of (n, d) unit vectors (an array or a memory map), row number = id.

    The same vectors give the same bytes: graphs are built on one thread, training starts from a fixed seed.
    """
    import faiss

    if kind == "flat" or not len(vectors) or (kind == "ivf" and len(vectors) < _CODE_VALUES):
        write_dense(path, vectors)
        return IndexInfo("flat", {})
    dimension = int(vectors.shape[1])
    faiss.omp_set_num_threads(1)
    if kind == "sqfp16":
        index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        _fill(index, vectors)
        faiss.write_index(index, str(path))
        return IndexInfo(kind, {"bits": 16})
    index, parameters = _graph(dimension, vectors) if kind == "hnsw" else _inverted(dimension, vectors)
    effort, recall = _raised(index, kind, vectors)
    faiss.write_index(index, str(path))
    return IndexInfo(kind, {**parameters, ("effort" if kind == "hnsw" else "probed"): effort}, round(recall, 4))


def _graph(dimension: int, vectors: Floats) -> tuple[Any, dict[str, int | str]]:
    import faiss

    half: Any = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexHNSWSQ(dimension, half, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = _CONSTRUCTION
    _fill(index, vectors)
    return index, {"bits": 16, "neighbours": _NEIGHBOURS, "construction": _CONSTRUCTION}


def _inverted(dimension: int, vectors: Floats) -> tuple[Any, dict[str, int | str]]:
    """Lists of codes of 4 bits for two numbers each, scanned in registers (André and others 2015), which choose the
    candidates; half-width vectors, which lie beside them in order of row, put them in order."""
    import faiss

    lists = 2 ** max(0, round(math.log2(2 * math.sqrt(len(vectors)))))
    lists = max(1, min(lists, len(vectors) // 8))
    codes = next(parts for parts in range(max(1, dimension // 2), 0, -1) if dimension % parts == 0)
    rough: Any = faiss.index_factory(dimension, f"IVF{lists},PQ{codes}x4fs", faiss.METRIC_INNER_PRODUCT)
    rough.cp.niter, rough.cp.min_points_per_centroid = _TRAIN_ROUNDS, 1
    rough.cp.max_points_per_centroid = _TRAIN_PER_LIST
    rough.pq.cp.min_points_per_centroid = 1
    index: Any = faiss.IndexRefine(
        rough, faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    )
    index.train(np.ascontiguousarray(vectors[_sample(len(vectors), lists * _TRAIN_PER_LIST)]))
    _fill(index, vectors)
    return index, {"bits": 16, "codes": codes, "lists": lists}


def _fill(index: Any, vectors: Floats) -> None:
    """Part by part, so that a memory map need not fit into memory."""
    if not index.is_trained:
        index.train(np.ascontiguousarray(vectors[:_PART]))
    for start in range(0, len(vectors), _PART):
        index.add(np.ascontiguousarray(vectors[start : start + _PART]))


def _raised(index: Any, kind: str, vectors: Floats) -> tuple[int, float]:
    """The least effort (of a graph: candidates kept; else: lists looked into) that reaches RECALL, set in the index."""
    import faiss

    random = np.random.default_rng(13)
    asked = np.array(vectors[_sample(len(vectors), _SAMPLE)])
    asked += np.float32(_MIXED) * vectors[random.integers(0, len(vectors), len(asked))]
    exact = exact_rows(vectors, asked, 10)
    lists: Any = faiss.downcast_index(index.base_index) if kind == "ivf" else None
    most = lists.nlist if lists is not None else max(_EFFORTS)
    efforts = [e for e in _PROBES if e < most] + [most] if kind == "ivf" else _EFFORTS
    effort, recall = 0, 0.0
    for effort in efforts:
        if lists is not None:
            lists.nprobe = effort
        else:
            index.hnsw.efSearch = effort
        recall = recall_of(DenseIndex(index), asked, exact)
        if recall >= RECALL:
            break
    return effort, recall


def recall_of(index: DenseIndex, asked: Floats, exact: npt.NDArray[np.int64]) -> float:
    """Share of the exact nearest rows (m, k) of the queries (m, d) that stand among the first k as a client asks.

    A row that is as near as the last of them counts too: texts that repeat have equal vectors, and which of them comes
    first says nothing.
    """
    k = exact.shape[1]
    shares = []
    for query, right in zip(asked, exact, strict=True):
        rows, cosines = index.search(query, _ASKED)
        last = float((index.vectors(right) @ query).min())
        shares.append((np.isin(rows[:k], right) | (cosines[:k] >= last - _SAME)).sum() / k)
    return float(np.mean(shares))


def exact_rows(vectors: Floats, asked: Floats, k: int) -> npt.NDArray[np.int64]:
    """(m, k) the rows nearest to each query (m, d), by looking at every row, part by part."""
    k = min(k, len(vectors))
    best = np.full((len(asked), k), -np.inf, dtype=np.float32)
    rows = np.zeros((len(asked), k), dtype=np.int64)
    for start in range(0, len(vectors), _PART):
        part = np.asarray(vectors[start : start + _PART])
        cosines = np.hstack([best, asked @ part.T])
        places = np.hstack([rows, np.broadcast_to(np.arange(start, start + len(part)), (len(asked), len(part)))])
        order = np.argpartition(-cosines, k - 1, axis=1)[:, :k]
        best, rows = np.take_along_axis(cosines, order, axis=1), np.take_along_axis(places, order, axis=1)
    return np.take_along_axis(rows, np.argsort(-best, axis=1, kind="stable"), axis=1)


def _sample(rows: int, wanted: int) -> npt.NDArray[np.int64]:
    """Seeded places, in order."""
    return np.sort(np.random.default_rng(17).choice(rows, min(rows, wanted), replace=False))
