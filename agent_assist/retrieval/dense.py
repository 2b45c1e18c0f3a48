"""Dense search: inner products of L2-normalised vectors in a memory-mapped FAISS index.

Kinds: `flat` (exact), `sqfp16` (exact scan of half-width numbers), `hnsw` (a graph over them; Malkov and Yashunin 2020)
and `ivf` (inverted lists of short codes that choose, half-width numbers that order; Jégou and others 2011, André and
others 2015). Which one a bundle has is the builder's choice (`kb_index.indexing`); a reader opens any of them the same
way.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int64]

#: Who asks inverted lists for k rows gets lists with at least so many times k rows in them.
_IVF_PLENTY = 4
#: Lists of short codes choose so many times the rows that are wanted, and no fewer than that many, to be put in order.
_IVF_CHOSEN, _IVF_LEAST = 2, 400
#: From this share of all rows on, the vectors themselves are scanned: a graph's links do not lead to every one of them.
_SCAN_SHARE = 0.1


class DenseSearch(Protocol):
    """What ranking needs of a dense index, whatever its kind."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def __len__(self) -> int:
        """Number of rows."""
        ...

    def search(self, vector: FloatArray, k: int) -> tuple[RowArray, FloatArray]:
        """The k nearest rows and their cosines, best first; fewer when there are fewer rows."""
        ...

    def vectors(self, rows: RowArray) -> FloatArray:
        """The stored vectors of some rows, (n, d)."""
        ...


def write_dense(path: Path, vectors: FloatArray) -> None:
    """Write a flat inner-product index; `vectors` is (n, d), L2-normalised, row number = id."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    faiss.write_index(index, str(path))


class DenseIndex:
    """A FAISS index opened memory-mapped: pages come from disk when first touched and are shared between processes."""

    def __init__(self, index: Any) -> None:
        import faiss

        self._index = index
        self._every: Any = index
        self._lists: tuple[int, int] | None = None
        if isinstance(index, faiss.IndexHNSW):
            self._every = faiss.downcast_index(index.storage)
        elif isinstance(index, faiss.IndexRefine):
            self._every = faiss.downcast_index(index.refine_index)
            inverted: Any = faiss.downcast_index(index.base_index)
            self._lists = int(inverted.nlist), int(inverted.nprobe)
        # A second thread never helps one query and steals the core that recognition runs on.
        faiss.omp_set_num_threads(1)

    @classmethod
    def open(cls, path: Path) -> DenseIndex:
        """Raises BundleError when the file is missing or damaged."""
        import faiss

        if not path.is_file():
            raise BundleError("The bundle has no vectors.", "Build it again.", file=str(path))
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise BundleError("The vectors cannot be read.", "Build the bundle again.", file=str(path)) from error
        return cls(index)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: FloatArray, k: int) -> tuple[RowArray, FloatArray]:
        """The k nearest rows and their cosines, best first; fewer when there are fewer rows.

        hnsw and ivf may miss some of them; asked for every row, they look at every row.
        """
        k = min(k, len(self))
        if k == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        asked = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        index = self._index if k < _SCAN_SHARE * len(self) else self._every
        cosines, rows = index.search(asked, k, params=self._parameters(k) if index is self._index else None)
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def vectors(self, rows: RowArray) -> FloatArray:
        """The stored vectors of some rows, (n, d); as near to what was written as the kind keeps them."""
        result: FloatArray = self._every.reconstruct_batch(np.ascontiguousarray(rows, dtype=np.int64))
        return result

    def _parameters(self, k: int) -> Any:
        """For inverted lists: as many of them, and as many rows to put in order, as k rows need; None for others."""
        if self._lists is None:
            return None
        lists, probed = self._lists
        import faiss

        needed = math.ceil(_IVF_PLENTY * k * lists / len(self))
        within = faiss.SearchParametersIVF(nprobe=min(max(needed, probed), lists))  # type: ignore[call-arg]
        return faiss.IndexRefineSearchParameters(  # type: ignore[call-arg]
            k_factor=max(_IVF_CHOSEN, _IVF_LEAST / k), base_index_params=within
        )
