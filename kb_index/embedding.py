"""The vectors of a bundle's rows: taken from the store where it has them, encoded where not, in a file on disk.

Memory holds a key of 16 bytes a row and a few hundred vectors, whatever the size of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.passages import PassageStore
from kb_index.encoding import PassageEncoder
from kb_index.rows import embedded_text
from kb_index.vectorstore import VectorStore, key_of

Floats = npt.NDArray[np.float32]

#: Texts encoded between two savings: what a killed build loses at most.
_AT_ONCE = 256
_FILLED_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Embedded:
    """vectors: (rows, d), a memory map.  keys: of each row's text.  reused, encoded: distinct texts."""

    vectors: Floats
    keys: tuple[bytes, ...]
    reused: int
    encoded: int


def embed(
    rows: PassageStore,
    store: VectorStore,
    passages: PassageEncoder,
    file: Path,
    progress: Callable[[int, int], None],
) -> Embedded:
    """Encode what the store has not, keep it there, and write every row's vector into `file`."""
    keys = [key_of(embedded_text(row)) for row in rows.each_row()]
    distinct = set(keys)
    missing = distinct - store.keys()
    total = len(missing)
    if total:
        _encode(rows, keys, set(missing), store, passages, lambda done: progress(done, total))
    vectors = _filled(rows, keys, store, passages, file)
    return Embedded(vectors, tuple(keys), len(distinct) - total, total)


def _encode(
    rows: PassageStore,
    keys: list[bytes],
    missing: set[bytes],
    store: VectorStore,
    passages: PassageEncoder,
    progress: Callable[[int], None],
) -> None:
    done = 0
    waiting: dict[bytes, str] = {}

    def flush() -> None:
        nonlocal done
        before = done
        made = passages.encode(list(waiting.values()), lambda part, _: progress(before + part))
        store.put(list(waiting), made)
        done += len(waiting)
        waiting.clear()

    for key, row in zip(keys, rows.each_row(), strict=True):
        if key in missing:
            missing.remove(key)
            waiting[key] = embedded_text(row)
            if len(waiting) == _AT_ONCE:
                flush()
    if waiting:
        flush()


def _filled(rows: PassageStore, keys: list[bytes], store: VectorStore, passages: PassageEncoder, file: Path) -> Floats:
    vectors: Floats | None = None
    for start in range(0, len(keys), _FILLED_AT_ONCE):
        part = keys[start : start + _FILLED_AT_ONCE]
        found = dict(store.get(list(dict.fromkeys(part))))
        for place, key in enumerate(part, start):
            if key not in found:  # damaged on disk
                found[key] = passages.encode([embedded_text(rows.row(place))])[0]
                store.put([key], found[key][None])
        if vectors is None:
            dimension = len(found[part[0]])
            vectors = np.memmap(file, dtype=np.float32, mode="w+", shape=(len(keys), dimension))
        vectors[start : start + len(part)] = [found[key] for key in part]
    return vectors if vectors is not None else np.zeros((0, 0), dtype=np.float32)
