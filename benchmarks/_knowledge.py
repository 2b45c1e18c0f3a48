"""Made-up knowledge bases of any size, from the sentences of the sample company; and bundles of them.

Texts are two sentences and a number. Up to 2,000 rows vectors are the encoder's own; above, each is the mix of the
vectors of its two sentences, moved a little in a direction of its own, for encoding a million takes hours.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.bundle import ModelInfo, write_manifest
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.lexical import write_lexical
from agent_assist.retrieval.passages import ArticleRow, PassageStore, VectorRow, write_passages
from kb_index.calibrating import fit
from kb_index.encoding import PassageEncoder
from kb_index.export import exported
from kb_index.indexing import IndexInfo, kind_for, write_index
from kb_index.models import ModelFolder, resolve
from kb_index.sources import read_sources

Floats = npt.NDArray[np.float32]
SAMPLE = Path(__file__).resolve().parents[1] / "kb_index" / "sample"
ROWS_PER_ARTICLE = 4
_ENCODED = 2000
_PART = 16_384


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle's folder, what its index is, its raw vectors (rows, d) on disk, and seconds by step."""

    folder: Path
    info: IndexInfo
    vectors: Floats
    seconds: dict[str, float]


def sentences() -> list[str]:
    """The sentences of the sample's English articles."""
    kb = read_sources([SAMPLE], _refuse)
    found = []
    for article in kb.articles:
        if article.lang == "en":
            plain = re.sub(r"[#*|`>_-]+", " ", article.text)
            found += [s for s in re.split(r"(?<=[.!?])\s+", " ".join(plain.split())) if 20 < len(s) < 200]
    return list(dict.fromkeys(found))


def questions(wanted: int) -> list[str]:
    """Distinct English requests: the sample's own first, then pairs of them."""
    kb = read_sources([SAMPLE], _refuse)
    asked = [q for article in kb.articles if article.lang == "en" for q in article.questions]
    asked += [q.text for q in kb.questions if q.lang == "en"]
    own = list(dict.fromkeys(asked))
    pairs = (f"{a} {b}" for a, b in zip(own, own[7:] + own[:7], strict=True))
    return [*own, *pairs][:wanted]


def texts(rows: int, said: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first sentence, second sentence, text) of each row; every text is another."""
    random = np.random.default_rng(rows)
    for row, (one, other) in enumerate(random.integers(0, len(said), (rows, 2))):
        yield int(one), int(other), f"{said[one]} {said[other]} ({row + 1})"


def make(rows: int, folder: Path, kind: str = "auto") -> Made:
    """A whole bundle of so many rows, written by the same functions as a build's."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model = resolve("minilm", ["en"])
    encoder = exported(model)
    said = sentences()
    seconds: dict[str, float] = {}
    began = perf_counter()

    def step(name: str) -> None:
        nonlocal began
        seconds[name] = round(perf_counter() - began, 1)
        began = perf_counter()

    articles = [ArticleRow(f"a{i:07}", "", said[i % len(said)], "en", "") for i in range(-(-rows // ROWS_PER_ARTICLE))]
    made = (
        VectorRow(i, f"a{i // ROWS_PER_ARTICLE:07}", f"a{i // ROWS_PER_ARTICLE:07}#{i % ROWS_PER_ARTICLE}",
                  "title" if i % ROWS_PER_ARTICLE == 0 else "body", text)
        for i, (_, _, text) in enumerate(texts(rows, said))
    )  # fmt: skip
    write_passages(folder / "passages.sqlite", articles, made)
    step("passages")
    vectors = _vectors(rows, said, encoder, model, folder.with_suffix(".f32"))
    step("vectors")
    info = write_index(folder / "dense.faiss", vectors, kind_for(rows, kind))
    step("index")
    store = PassageStore.open(folder / "passages.sqlite")
    write_lexical(folder / "lexical", store.each_row(), articles)
    store.close()
    step("words")
    shutil.copytree(encoder, folder / "encoder")
    opened = Encoder.open(folder / "encoder", model.query_prefix, model.passage_prefix, model.max_tokens)
    fit(folder, opened)
    step("calibrate")
    told = ModelInfo(model.id, model.sha256, int(vectors.shape[1]), max_tokens=model.max_tokens)
    counts = {"articles": len(articles), "passages": rows, "rows": rows, "templates": 0, "rules": 0}
    write_manifest(folder, name=f"{rows} rows", created="2026-01-01T00:00:00Z", model=told, languages=("en",),
                   counts=counts, index=info.to_json())  # fmt: skip
    step("manifest")
    return Made(folder, info, vectors, seconds)


def _vectors(rows: int, said: list[str], encoder: Path, model: ModelFolder, file: Path) -> Floats:
    with PassageEncoder(encoder, model) as passages:
        if rows <= _ENCODED:
            return passages.encode([text for _, _, text in texts(rows, said)])
        base = passages.encode(said)
    vectors = np.memmap(file, dtype=np.float32, mode="w+", shape=(rows, base.shape[1]))
    pairs = np.random.default_rng(rows).integers(0, len(said), (rows, 2))
    random = np.random.default_rng(1)
    for start in range(0, rows, _PART):
        one, other = pairs[start : start + _PART].T
        weight = random.uniform(0.3, 1, (len(one), 1)).astype(np.float32)
        mixed = base[one] + weight * base[other]
        mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
        mixed += random.normal(scale=0.4 / base.shape[1] ** 0.5, size=mixed.shape).astype(np.float32)
        vectors[start : start + _PART] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return vectors


def _refuse(problem: Exception) -> None:
    raise problem
