"""Vectors of the bundle in use that still hold: the same text by the same encoder need not be encoded again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError
from agent_assist.retrieval.bundle import current, read_manifest, verify
from agent_assist.retrieval.centring import raw_vectors
from agent_assist.retrieval.passages import PassageStore
from kb_index.models import ModelFolder, file_sha256
from kb_index.rows import embedded_text

Floats = npt.NDArray[np.float32]


def known_vectors(bundles: Path, model: ModelFolder, encoder: Path, texts: set[str]) -> dict[str, Floats]:
    """Vectors of the bundle in use for those of `texts` that it holds; none where its encoder is another."""
    try:
        folder = current(bundles)
        manifest = read_manifest(folder)
        if not _same_encoder(manifest.files, encoder) or _settings(manifest.model) != _settings(model):
            return {}
        verify(folder)
        store = PassageStore.open(folder / "passages.sqlite")
    except BundleError:
        # The bundle in use only saves work; without it everything is encoded again, and `check` tells what is wrong.
        return {}
    try:
        found = {text: row.row for row in store.all_rows() if (text := embedded_text(row)) in texts}
        # What lies in the index may be centred; a new bundle centres anew.
        vectors = raw_vectors(folder, store, list(found.values()))
    finally:
        store.close()
    return dict(zip(found, vectors, strict=True))


def _same_encoder(files: object, encoder: Path) -> bool:
    names = ("model.onnx", "tokenizer.json")
    listed = files if isinstance(files, dict) else {}
    return all(listed.get(f"encoder/{name}", {}).get("sha256") == file_sha256(encoder / name) for name in names)


def _settings(model: object) -> tuple[object, ...]:
    return tuple(getattr(model, name) for name in ("passage_prefix", "max_tokens"))
