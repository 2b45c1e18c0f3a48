"""Dense search on a PostgreSQL server with pgvector, for whoever keeps vectors where their other data are.

The table of a bundle holds the same rows as its FAISS index: id = row number, `v` = the vector. Without an index of its
own the server scans, so the answers are those of the flat index. A table is never dropped by us when a newer bundle is
published, since other clients may still have the older one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int64]

#: Where the server is: a libpq connection string. It may hold a password, so it never stands in a bundle.
SERVER = "AGENT_ASSIST_PGVECTOR"
_TABLE = re.compile(r"kb_[0-9a-f]{16}")
_CHECK = f"Check that the server runs and that {SERVER} names it (postgresql://user@host/database)."
_PART = 2000


def on_server(parameters: Mapping[str, Any]) -> bool:
    """Whether a bundle with such an index is to be searched on the server: it is there, and the environment says where.

    Without the variable, the index inside the bundle answers, the same.
    """
    return "table" in parameters and bool(os.environ.get(SERVER))


def table_for(content: str) -> str:
    """The table's name for a hash (hexadecimal) of what is in it."""
    return f"kb_{content[:16]}"


def write_pgvector(server: str, table: str, vectors: FloatArray) -> None:
    """Write (n, d) L2-normalised vectors into a table, row number = id; a table that is there already is replaced.

    All of it is seen at once, or nothing of it. Raises BundleError when the server refuses.
    """
    psycopg = _library()
    dimension = int(vectors.shape[1])
    try:
        with psycopg.connect(server) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
            cursor.execute(f"DROP TABLE IF EXISTS {_checked(table)}")
            cursor.execute(f"CREATE TABLE {table}(id integer PRIMARY KEY, v vector({dimension}) NOT NULL)")
            with cursor.copy(f"COPY {table}(id, v) FROM STDIN WITH (FORMAT BINARY)") as copy:
                copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
                for start in range(0, len(vectors), _PART):
                    copy.write(_records(start, vectors[start : start + _PART]))
                copy.write(b"\xff\xff")
    except psycopg.Error as error:
        raise BundleError(f"The vectors cannot be written to the server ({_reason(error)}).", _CHECK) from error


def _records(first: int, vectors: FloatArray) -> bytes:
    """Rows as COPY's binary format has them (PostgreSQL manual, COPY); a vector: dimension, 0, big-endian reals."""
    n, dimension = vectors.shape
    record = np.dtype([("fields", ">i2"), ("id_size", ">i4"), ("id", ">i4"), ("v_size", ">i4"), ("dimension", ">i2"),
                       ("unused", ">i2"), ("v", ">f4", (dimension,))])  # fmt: skip
    rows = np.zeros(n, dtype=record)
    rows["fields"], rows["id_size"], rows["v_size"], rows["dimension"] = 2, 4, 4 + 4 * dimension, dimension
    rows["id"], rows["v"] = np.arange(first, first + n), vectors
    return rows.tobytes()


class PgvectorIndex:
    """A table of vectors as a dense index (retrieval.dense.DenseSearch). One caller at a time."""

    def __init__(self, connection: Any, table: str, rows: int, dimension: int) -> None:
        self.host = str(connection.info.host)
        #: Told the server and how many bytes a question took there, where the server is another computer.
        self.on_sent: Callable[[str, int], None] | None = None
        self._connection = connection
        self._table = table
        self._rows = rows
        self._dimension = dimension

    @classmethod
    def open(cls, parameters: Mapping[str, Any], server: str | None = None) -> PgvectorIndex:
        """parameters: of the manifest's index, {"table", …}.  server: None = what the environment's SERVER says.

        Raises BundleError when there is no such server, or the table is not there.
        """
        where = server if server is not None else os.environ.get(SERVER, "")
        if not where:
            raise BundleError("The bundle's vectors are on a server, and nobody said where it is.", _CHECK)
        psycopg = _library()
        table = _checked(str(parameters.get("table", "")))
        try:
            connection = psycopg.connect(where, autocommit=True, connect_timeout=5)
            try:
                found = connection.execute(f"SELECT count(*), max(vector_dims(v)) FROM {table}").fetchone()
            except psycopg.Error:
                connection.close()
                raise
        except psycopg.Error as error:
            raise BundleError(f"The server cannot be asked ({_reason(error)}).", _CHECK) from error
        return cls(connection, table, int(found[0]), int(found[1] or 0))

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._dimension

    def __len__(self) -> int:
        return self._rows

    def search(self, vector: FloatArray, k: int) -> tuple[RowArray, FloatArray]:
        """The k nearest rows and their cosines, best first; fewer when there are fewer rows."""
        if not self._rows or k <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        # <#> is the negative inner product, since the server sorts upwards.
        query = f"SELECT id, -(v <#> %s::vector) FROM {self._table} ORDER BY v <#> %s::vector, id LIMIT %s"
        text = _literal(vector)
        if self.on_sent is not None and elsewhere(self.host):
            self.on_sent(self.host, 2 * len(text))
        found = self._asked(query, (text, text, min(k, self._rows)))
        return (
            np.array([row for row, _ in found], dtype=np.int64),
            np.array([cosine for _, cosine in found], dtype=np.float32),
        )

    def vectors(self, rows: RowArray) -> FloatArray:
        """The stored vectors of some rows, (n, d), in the order asked for."""
        wanted = [int(row) for row in rows]
        found = dict(self._asked(f"SELECT id, v::real[] FROM {self._table} WHERE id = ANY(%s)", (wanted,)))
        return np.array([found[row] for row in wanted], dtype=np.float32).reshape(len(wanted), self._dimension)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _asked(self, query: str, values: tuple[Any, ...]) -> list[Any]:
        psycopg = _library()
        try:
            return list(self._connection.execute(query, values).fetchall())
        except psycopg.Error as error:
            raise BundleError(f"The server does not answer ({_reason(error)}).", _CHECK) from error


def elsewhere(host: str) -> bool:
    """Whether a server's host, as libpq names it, is another computer; a socket's folder is not."""
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True


def _literal(vector: FloatArray) -> str:
    return "[" + ",".join(repr(float(number)) for number in vector) + "]"


def _checked(table: str) -> str:
    """A name that came from a manifest goes into a statement only where it looks like one of ours."""
    if not _TABLE.fullmatch(table):
        raise BundleError("The bundle names a table that is none of ours.", "Build the bundle again.")
    return table


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _library() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise BundleError(
            "What talks to PostgreSQL is not installed.", "Install it: pip install 'agent-assist[server]'."
        ) from error
    return psycopg
