"""The query encoder that travels in the bundle: an ONNX graph that pools and normalises, and its tokenizer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import ModelError
from agent_assist.retrieval.tokens import LIBRARY_FILE, Tokens, open_tokens

FloatArray = npt.NDArray[np.float32]

#: Distinct queries kept with their vectors: turns of a contact come again as context of later ones.
CACHED_QUERIES = 512


class Encoder:
    """Turns text into L2-normalised vectors, on one thread.

    Made by `Encoder.open`. Not safe for several threads at once.
    """

    def __init__(self, session: Any, tokens: Tokens, query_prefix: str = "", passage_prefix: str = "") -> None:
        self._session = session
        self._tokens = tokens
        self._inputs = frozenset(node.name for node in session.get_inputs())
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._cache: OrderedDict[str, FloatArray] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, query_prefix: str = "", passage_prefix: str = "", max_tokens: int = 256) -> Encoder:
        """Load `model.onnx`, with the weights beside it, and the tokenizer of the folder.

        Raises ModelError when a file is missing or damaged.
        """
        import onnxruntime as ort

        graph = folder / "model.onnx"
        for path in (graph, folder / LIBRARY_FILE):
            if not path.is_file():
                raise ModelError(f"The encoder has no {path.name}.", "Build the bundle again.", file=str(path))
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            # Loading the graph leaves Python alone for most of its time, so the vocabulary is read beside it.
            with ThreadPoolExecutor(1, "vocabulary") as aside:
                reading = aside.submit(open_tokens, folder, max_tokens)
                session = ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
                tokens = reading.result()
        # Both libraries raise bare exceptions of their own for damaged files.
        except Exception as error:
            raise ModelError("The encoder cannot be loaded.", "Build the bundle again.", file=str(folder)) from error
        return cls(session, tokens, query_prefix, passage_prefix)

    def query(self, text: str) -> FloatArray:
        """The vector of one query, (d,) float32 of length 1; the latest ones are remembered. Do not write into it."""
        known = self._cache.get(text)
        if known is not None:
            self._cache.move_to_end(text)
            return known
        vector: FloatArray = self._encode([self._query_prefix + text])[0]
        vector.setflags(write=False)
        self._cache[text] = vector
        if len(self._cache) > CACHED_QUERIES:
            self._cache.popitem(last=False)
        return vector

    def passages(self, texts: Sequence[str], batch: int = 32) -> FloatArray:
        """The vectors of passages, (n, d) float32, in the order given.

        Batches go by length, so that padding stays small.
        """
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found: list[FloatArray | None] = [None] * len(texts)
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            for i, vector in zip(part, self._encode([self._passage_prefix + texts[i] for i in part]), strict=True):
                found[i] = vector
        vectors = [vector for vector in found if vector is not None]
        return np.stack(vectors) if vectors else np.zeros((0, self.dimension), dtype=np.float32)

    @property
    def symmetric(self) -> bool:
        """Whether a text has the same vector as a query and as a passage."""
        return self._query_prefix == self._passage_prefix

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return len(self.query(""))

    def _encode(self, texts: Sequence[str]) -> FloatArray:
        encoded = [self._tokens.numbers(text) for text in texts]
        ids = np.zeros((len(encoded), max(1, max(map(len, encoded)))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, numbers in enumerate(encoded):
            ids[i, : len(numbers)] = numbers
            mask[i, : len(numbers)] = 1
        feed = {"input_ids": ids, "attention_mask": mask}
        if "token_type_ids" in self._inputs:
            feed["token_type_ids"] = np.zeros_like(ids)
        result: FloatArray = self._session.run(["embedding"], feed)[0]
        return np.ascontiguousarray(result, dtype=np.float32)
