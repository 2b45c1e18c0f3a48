"""Dense search: inner products of L2-normalised vectors in a memory-mapped FAISS index."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int64]


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
        self._index = index

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
        # A second thread never helps one query and steals the core that recognition runs on.
        faiss.omp_set_num_threads(1)
        return cls(index)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: FloatArray, k: int) -> tuple[RowArray, FloatArray]:
        """The k nearest rows and their cosines, best first; fewer when there are fewer rows."""
        k = min(k, len(self))
        if k == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        cosines, rows = self._index.search(np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1), k)
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def vectors(self, rows: RowArray) -> FloatArray:
        """The stored vectors of some rows, (n, d)."""
        result: FloatArray = self._index.reconstruct_batch(np.ascontiguousarray(rows, dtype=np.int64))
        return result
