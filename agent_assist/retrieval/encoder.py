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

FloatArray = npt.NDArray[np.float32]

#: Distinct queries kept with their vectors: turns of a contact come again as context of later ones.
CACHED_QUERIES = 512


class Encoder:
    """Turns text into L2-normalised vectors, on one thread.

    Made by `Encoder.open`. Not safe for several threads at once.
    """

    def __init__(
        self, session: Any, tokenizer: Any, query_prefix: str = "", passage_prefix: str = "", max_tokens: int = 256
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_length=max_tokens)
        self._inputs = frozenset(node.name for node in session.get_inputs())
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._cache: OrderedDict[str, FloatArray] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, query_prefix: str = "", passage_prefix: str = "", max_tokens: int = 256) -> Encoder:
        """Load `model.onnx` and `tokenizer.json` of the folder.

        Raises ModelError when a file is missing or damaged.
        """
        import onnxruntime as ort
        from tokenizers import Tokenizer

        graph, vocabulary = folder / "model.onnx", folder / "tokenizer.json"
        for path in (graph, vocabulary):
            if not path.is_file():
                raise ModelError(f"The encoder has no {path.name}.", "Build the bundle again.", file=str(path))
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            # A vocabulary of 250,000 pieces takes longer to load than the graph: both at once.
            with ThreadPoolExecutor(1, "vocabulary") as aside:
                reading = aside.submit(Tokenizer.from_file, str(vocabulary))
                session = ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
                tokenizer = reading.result()
        # Both libraries raise bare exceptions of their own for damaged files.
        except Exception as error:
            raise ModelError("The encoder cannot be loaded.", "Build the bundle again.", file=str(folder)) from error
        return cls(session, tokenizer, query_prefix, passage_prefix, max_tokens)

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
        encodings = self._tokenizer.encode_batch(list(texts))
        width = max(1, *(len(e.ids) for e in encodings)) if len(encodings) > 1 else max(1, len(encodings[0].ids))
        ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, encoding in enumerate(encodings):
            length = len(encoding.ids)
            ids[i, :length] = encoding.ids
            mask[i, :length] = 1
        feed = {"input_ids": ids, "attention_mask": mask}
        if "token_type_ids" in self._inputs:
            feed["token_type_ids"] = np.zeros_like(ids)
        result: FloatArray = self._session.run(["embedding"], feed)[0]
        return np.ascontiguousarray(result, dtype=np.float32)
