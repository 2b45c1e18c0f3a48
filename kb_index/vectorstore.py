"""Vectors that were made for a folder of bundles, kept in the user's cache: what an interrupted build had done is not
done again, and the next build encodes only what changed.

One SQLite file an encoder. What a transaction has written survives the end of the process at any moment; a vector is
found by the hash of its text, so nothing of the texts lies in the cache.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError

Floats = npt.NDArray[np.float32]

KEY_BYTES = 16
_AT_ONCE = 500  # SQLite takes at most 999 values a statement on old systems


def key_of(text: str) -> bytes:
    """The key of a text as it is embedded."""
    return hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest()


class VectorStore:
    """Key → vector (d,) float32. One writer at a time; use as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> VectorStore:
        """Open or make the file; one that is damaged is made anew, for it only saves work."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return cls(_connected(path), path)
        except sqlite3.DatabaseError:
            for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
                part.unlink(missing_ok=True)
        try:
            return cls(_connected(path), path)
        except sqlite3.Error as error:
            raise BundleError(f"The cache cannot be written ({error}).", "Check its rights.", file=str(path)) from error

    def __enter__(self) -> VectorStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def empty(self) -> bool:
        """Whether it has no vector yet."""
        return self._connection.execute("SELECT 1 FROM vector LIMIT 1").fetchone() is None

    def keys(self) -> set[bytes]:
        """Every key that has a vector."""
        return {bytes(key) for (key,) in self._connection.execute("SELECT key FROM vector")}

    def put(self, keys: Sequence[bytes], vectors: Floats) -> None:
        """Keep the vectors (n, d); they are safe when this returns."""
        rows = ((key, row.tobytes()) for key, row in zip(keys, np.ascontiguousarray(vectors, np.float32), strict=True))
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", ((key, data, zlib.crc32(data)) for key, data in rows)
            )

    def get(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Floats]]:
        """(key, vector) of those keys that have one, in no order; a vector that is not what was kept is left out."""
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found = self._connection.execute(f"SELECT key, data, sum FROM vector WHERE key IN ({marks})", part)
            for key, data, check in found:
                if zlib.crc32(data) == check:
                    yield bytes(key), np.frombuffer(data, dtype=np.float32)

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Forget every other vector, once they are more than those kept: the file must not grow for ever."""
        with self._connection:
            self._connection.execute("CREATE TEMP TABLE kept(key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keys))
            counts = self._connection.execute("SELECT (SELECT count(*) FROM vector), (SELECT count(*) FROM kept)")
            every, kept = counts.fetchone()
            if every > 2 * kept:
                self._connection.execute("DELETE FROM vector WHERE key NOT IN (SELECT key FROM kept)")
            self._connection.execute("DROP TABLE kept")


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vector(key BLOB PRIMARY KEY, data BLOB NOT NULL, sum INTEGER NOT NULL)"
        )
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
