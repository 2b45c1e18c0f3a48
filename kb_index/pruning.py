"""The exported encoder as it is served: without pieces of scripts that nobody needs, in a form of little memory.

A multilingual vocabulary is written in dozens of scripts. What is kept are the scripts of the languages that the
program speaks and every script that the KB itself is written in; a text of these is cut into the same pieces as before
and so has the same vector. Letters of other scripts become the unknown piece.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from agent_assist.retrieval.tokens import LIBRARY_FILE, PIECES_FILE

GRAPH, WEIGHTS = "model.onnx", "weights.bin"
#: First words of the Unicode names of letters, which name their script: those of the languages the program speaks.
SPOKEN = frozenset({"latin", "cjk", "bopomofo"})
#: Letters and marks that belong to no script, and names of one script that begin otherwise.
_SHARED = frozenset({"combining", "modifier", "feminine", "masculine", ""})
_ALSO = {"ideographic": "cjk"}
#: Tensors of so many bytes and more stand in a file of their own, which is mapped and not read.
_LARGE = 1024
#: What one unknown character scores below the rarest piece, as in the tokenizers library and SentencePiece.
_UNKNOWN_PENALTY = 10.0


def scripts_of(texts: Iterable[str]) -> frozenset[str]:
    """The scripts that must be kept for a KB of these texts, in lower case."""
    letters: set[str] = set()
    for text in texts:
        letters.update(unicodedata.normalize("NFKC", text))
    return SPOKEN | _scripts(letters)


def prune(source: Path, folder: Path, scripts: frozenset[str] | None) -> None:
    """Write the encoder of `source` (a graph and the tokenizers library's file) into `folder`; scripts: None keeps all.

    Vocabularies that are no Unigram model stay as they are: they are small.
    """
    import onnx

    graph = onnx.load(str(source / GRAPH))
    document = json.loads((source / LIBRARY_FILE).read_text(encoding="utf-8"))
    marks = _marks(document)
    if marks is None:
        shutil.copyfile(source / LIBRARY_FILE, folder / LIBRARY_FILE)
    else:
        kept = _kept(document, scripts)
        _cut_rows(graph, kept)
        _write_pieces(document, kept, marks, folder)
    onnx.save_model(
        graph,
        str(folder / GRAPH),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=WEIGHTS,
        size_threshold=_LARGE,
    )


def _scripts(letters: Iterable[str]) -> frozenset[str]:
    found = set()
    for letter in letters:
        if unicodedata.category(letter)[0] in "LM":
            first = unicodedata.name(letter, "").split(" ")[0].split("-")[0].lower()
            found.add(_ALSO.get(first, first))
    return frozenset(found - _SHARED)


def _marks(document: dict[str, Any]) -> tuple[list[str], list[str]] | None:
    """The special pieces before and after a text; None where the tokenizer is not one that `tokens.Unigram` equals."""
    model, template = document["model"], document["post_processor"]
    if model["type"] != "Unigram" or model.get("byte_fallback") or not document["pre_tokenizer"]:
        return None
    if template is None or template["type"] != "TemplateProcessing" or template["special_tokens"] is None:
        return None
    if not all(added["special"] for added in document["added_tokens"]) or any("\n" in p for p, _ in model["vocab"]):
        return None
    parts = template["single"]
    (text,) = [place for place, part in enumerate(parts) if "Sequence" in part]
    before, after = ([part["SpecialToken"]["id"] for part in side] for side in (parts[:text], parts[text + 1 :]))
    return before, after


def _kept(document: dict[str, Any], scripts: frozenset[str] | None) -> list[int]:
    """The old numbers of the pieces that stay, in order."""
    special = {added["content"] for added in document["added_tokens"]}
    return [
        number
        for number, (piece, _) in enumerate(document["model"]["vocab"])
        if scripts is None or piece in special or _scripts(piece) <= scripts
    ]


def _cut_rows(model: Any, kept: list[int]) -> None:
    """Leave the rows of these pieces in the matrix that the token numbers look up."""
    from onnx import numpy_helper

    (named,) = [node.input[0] for node in model.graph.node if node.op_type == "Gather" and "input_ids" in node.input]
    (matrix,) = [tensor for tensor in model.graph.initializer if tensor.name == named]
    matrix.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(matrix)[kept], named))


def _write_pieces(document: dict[str, Any], kept: list[int], marks: tuple[list[str], list[str]], folder: Path) -> None:
    vocabulary = document["model"]["vocab"]
    special = {added["content"] for added in document["added_tokens"]}
    new = {vocabulary[old][0]: number for number, old in enumerate(kept)}
    unknown = vocabulary[document["model"]["unk_id"]][0]
    before, after = ([new[piece] for piece in side] for side in marks)
    written = {
        "unknown": new[unknown],
        # Of the whole vocabulary, so that what is kept is cut as before.
        "unknown_score": min(score for _, score in vocabulary) - _UNKNOWN_PENALTY,
        "before": before,
        "after": after,
        "pieces": "\n".join("" if vocabulary[old][0] in special else vocabulary[old][0] for old in kept),
        "scores": [vocabulary[old][1] for old in kept],
    }
    (folder / PIECES_FILE).write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    # What is left for the library: normalising and cutting into words.
    document["model"] = {"type": "Unigram", "unk_id": 0, "vocab": [[unknown, 0.0]], "byte_fallback": False}
    document["added_tokens"], document["post_processor"], document["decoder"] = [], None, None
    document["padding"] = document["truncation"] = None
    (folder / LIBRARY_FILE).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
