"""The query encoder for the bundle: a sentence-transformers folder as one ONNX graph at 8 bit, and its tokenizer.

Pooling and normalising are inside the graph: input_ids and attention_mask (int64, n x tokens) in, `embedding`
(float32, n x dimension, unit length) out. Activations are smoothed, then weights quantised per channel to 7 bits
(`reduce_range`), which cannot overflow on processors without VNNI. What is served is then pruned (`kb_index.pruning`).
"""

from __future__ import annotations

import hashlib
import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_assist.errors import ModelError
from kb_index.atomic import made_once
from kb_index.models import ModelFolder, cache_folder, offline
from kb_index.pruning import SPOKEN, prune
from kb_index.smoothing import smooth

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_OPSET = 17
#: The matrix whose 8 bits cost most: kept at float32, the worst of 200 texts rises from .990 to .993 for 2 MB.
_KEPT_WIDE = "layer.0/output/dense/MatMul"
# Raise them when the export or what is served of it changes, so that caches of older ones are not taken.
_VERSION = 3
_SERVED_VERSION = 1


def exported(model: ModelFolder, scripts: frozenset[str] | None = None) -> Path:
    """The encoder's folder as a bundle has it, made once and kept in the user's cache.

    scripts: those whose pieces are kept where the vocabulary is large (`pruning.scripts_of`), None for all.
    """
    name = f"encoder{_SERVED_VERSION}-{model.sha256[:16]}"
    if scripts is not None:
        more = " ".join(sorted(scripts - SPOKEN))
        name += f"-spoken-{hashlib.sha256(more.encode()).hexdigest()[:8]}" if more else "-spoken"
    return made_once(cache_folder() / name, lambda folder: prune(_whole(model), folder, scripts))


def _whole(model: ModelFolder) -> Path:
    """The graph with all it knows, and the tokenizers library's file."""
    return made_once(cache_folder() / f"onnx{_VERSION}-{model.sha256[:16]}", lambda folder: _export(model, folder))


def load_reference(model: ModelFolder) -> SentenceTransformer:
    """The model as sentence-transformers runs it (float32, CPU): what the export is measured against."""
    offline()
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    try:
        return SentenceTransformer(
            str(model.path), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
        )
    except (OSError, ValueError, KeyError) as problem:
        raise ModelError(f"The model {model.id} cannot be loaded ({problem}).", "Fetch the model again.") from problem


def _export(model: ModelFolder, folder: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    reference = load_reference(model)
    tokenizer = _tokenizer(reference, model.max_tokens)
    tokenizer.save(str(folder / "tokenizer.json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer tells of shapes that stay dynamic all the same
        graph = _trace(reference)
    del reference
    smooth(graph, tokenizer, model.query_prefix)
    quantize_dynamic(
        graph,
        folder / "model.onnx",
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[node.name for node in graph.graph.node if node.name.endswith(_KEPT_WIDE)],
    )


def _trace(reference: SentenceTransformer) -> Any:
    """The float32 graph, an onnx.ModelProto; it never touches the disk, where a large one would take its time."""
    import onnx
    import torch

    class Graph(torch.nn.Module):  # type: ignore[misc]
        def __init__(self, parts: SentenceTransformer) -> None:
            super().__init__()
            self.parts = torch.nn.ModuleList(parts)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features: dict[str, Any] = {"input_ids": input_ids, "attention_mask": attention_mask}
            for part in self.parts:
                features = part(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    ids = torch.tensor([[5, 6, 7, 8], [5, 6, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    axes = {0: "texts", 1: "tokens"}
    traced = io.BytesIO()
    with torch.inference_mode():
        torch.onnx.export(
            Graph(reference).eval(),
            (ids, mask),
            traced,
            dynamo=False,
            opset_version=_OPSET,
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "texts"}},
        )
    return onnx.load_from_string(traced.getvalue())


def _tokenizer(reference: SentenceTransformer, max_tokens: int) -> Any:
    """The model's tokenizer, cut at max_tokens, padding a batch to its longest text."""
    from tokenizers import Tokenizer

    theirs = reference.tokenizer
    own = Tokenizer.from_str(theirs.backend_tokenizer.to_str())
    own.enable_truncation(max_tokens)
    own.enable_padding(pad_id=theirs.pad_token_id, pad_token=theirs.pad_token)
    return own
