"""Knowledge bases whose vectors are made without an encoder, for builds of a size that takes hours to encode.

An article is about one matter: its sentences are the sample company's, drawn from the 24 nearest to one of them. A
passage's vector is the weighted mean of its sentences' real vectors, moved along the differences of six other pairs of
real vectors, which its text's hash chooses. So vectors differ in the directions in which texts do: noise in all 384
directions would put everything far from everything and lie where no text lies, and copies of a few vectors would be
found too easily.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from _knowledge import sentences

from kb_index.encoding import PassageEncoder, encode
from kb_index.models import ModelFolder

Floats = npt.NDArray[np.float32]
_SENTENCES, _NEAREST = 24, 24
_PAIRS, _MOVED = 6, 0.25
_BETWEEN = re.compile(r"(?<=[.!?])\s+")


def said_whole() -> list[str]:
    """The sample's sentences that end as such, so that a passage can be taken apart again."""
    return [sentence for sentence in sentences() if sentence[-1] in ".!?" and not _BETWEEN.search(sentence)]


def write(path: Path, articles: int, changed: int, encoder: Path, model: ModelFolder) -> None:
    """Articles as JSON lines, about three passages each; the first `changed` of them say something else."""
    said = said_whole()
    real = encode(said, encoder, model)
    near = np.argsort(-(real @ real.T), axis=1, kind="stable")[:, :_NEAREST]
    random = np.random.default_rng(articles)
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            matter = near[random.integers(0, len(said))]
            chosen = [said[i] for i in matter[random.integers(0, _NEAREST, _SENTENCES)]]
            if number < changed:
                chosen = [*chosen[_SENTENCES // 2 :], *chosen[: _SENTENCES // 2]]
            item = {"id": f"a{number:07}", "title": f"{chosen[0]} ({number})", "lang": "en", "text": " ".join(chosen)}
            file.write(json.dumps(item) + "\n")


class Generated(PassageEncoder):
    """Stands where the encoder stands in a build; real for questions, made up for passages."""

    def __init__(self, encoder: Path, model: ModelFolder) -> None:
        super().__init__(encoder, model)
        said = said_whole()
        self._place = {sentence: place for place, sentence in enumerate(said)}
        self._real = super().encode(said)

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Floats:
        """Vectors of passages, (n, dimension) float32 of unit length, in the order given; equal for equal texts."""
        shares = np.zeros((len(texts), len(self._real)), dtype=np.float32)
        for row, text in enumerate(texts):
            digest = hashlib.blake2b(text.encode(), digest_size=64).digest()
            drawn = np.frombuffer(digest, dtype=np.uint16)
            own = [self._place[s] for s in _BETWEEN.split(text) if s in self._place] or [
                int(drawn[0]) % len(self._real)
            ]
            weights = 0.5 + (drawn[np.arange(len(own)) % 8] & 1023) / 1024
            np.add.at(shares[row], own, weights / weights.sum())
            pairs = drawn[8 : 8 + 2 * _PAIRS].astype(np.int64) % len(self._real)
            np.add.at(shares[row], pairs[:_PAIRS], _MOVED)
            np.add.at(shares[row], pairs[_PAIRS:], -_MOVED)
        found = shares @ self._real
        if progress is not None:
            progress(len(texts), len(texts))
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)
