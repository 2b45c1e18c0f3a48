"""Turns passages into vectors with the encoder that goes into the bundle, so that queries and passages agree.

One text a run: 8-bit activations are scaled over everything that shares a run, so in a batch a vector would depend on
its neighbours, and a rebuilt bundle would differ from the first. Several runs go on side by side instead.
"""

from __future__ import annotations

import os
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.encoder import Encoder
from kb_index.models import ModelFolder

Floats = npt.NDArray[np.float32]
_MOST_WORKERS = 4  # each holds the weights once


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class PassageEncoder:
    """The encoder, loaded when it is first needed and once for each text under way; use as a context manager.

    encoder: folder as `export.exported` gives it.
    """

    def __init__(self, encoder: Path, model: ModelFolder) -> None:
        self._encoder, self._model = encoder, model
        self._free: queue.SimpleQueue[Encoder] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(max(1, min(cores(), _MOST_WORKERS)))

    def __enter__(self) -> PassageEncoder:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def idle(self) -> Encoder:
        """One of the loaded encoders, for questions; not while texts are being encoded."""
        encoder = self._taken()
        self._free.put(encoder)
        return encoder

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Floats:
        """Vectors of passages, (n, dimension) float32 of unit length, in the order given.

        progress: called with (done, all) from the calling thread.
        """
        # Long texts first: no worker is left alone with one at the end.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        vectors: list[Floats] = [np.empty(0, dtype=np.float32)] * len(texts)
        made = self._pool.map(self._one, (texts[i] for i in order))
        for done, (i, vector) in enumerate(zip(order, made, strict=True), start=1):
            vectors[i] = vector
            if progress is not None and (done % 32 == 0 or done == len(texts)):
                progress(done, len(texts))
        return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)

    def _one(self, text: str) -> Floats:
        encoder = self._taken()
        try:
            vector: Floats = encoder.passages([text])[0]
        finally:
            self._free.put(encoder)
        return vector

    def _taken(self) -> Encoder:
        try:
            return self._free.get_nowait()
        except queue.Empty:
            model = self._model
            return Encoder.open(self._encoder, model.query_prefix, model.passage_prefix, model.max_tokens)


def encode(
    texts: Sequence[str], encoder: Path, model: ModelFolder, progress: Callable[[int, int], None] | None = None
) -> Floats:
    """`PassageEncoder.encode` for texts that are all at hand."""
    with PassageEncoder(encoder, model) as passages:
        return passages.encode(texts, progress)
