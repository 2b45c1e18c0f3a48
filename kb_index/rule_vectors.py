"""The vectors of the sentences that rules compare meanings with, so that a client encodes none of them at its start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import meant
from agent_assist.retrieval.analysis import detect_language
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.parts import open_parts


def write_rule_vectors(bundle: Path, rules: Sequence[dict[str, Any]], encoder: Encoder) -> None:
    """Write rules/sentences.npy into a bundle that has its rows and index; nothing where no rule compares meanings."""
    sentences = meant(parse_rules(rules, published=True))
    if not sentences:
        return
    parts = open_parts(bundle, encoder)
    try:
        languages = {article.lang for article in parts.store.articles}
        only = languages.pop() if len(languages) == 1 else None
        found = [parts.query(text, detect_language(text) or only) for text in sentences]
        np.save(bundle / "rules" / "sentences.npy", np.asarray(found, dtype=np.float32))
    finally:
        parts.store.close()
