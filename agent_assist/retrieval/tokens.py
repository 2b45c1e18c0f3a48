"""Text as the numbers that an encoder takes.

The tokenizers library holds a vocabulary of 250,000 pieces in 280 MB and takes .8 s to load it; here the same pieces
are one dict. The library still does what comes before (normalising, cutting into words).
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

#: The tokenizers library's own form, and the pieces of a Unigram model, which then stand here and not there.
LIBRARY_FILE, PIECES_FILE = "tokenizer.json", "unigram.json"
#: Distinct words kept with their numbers: a contact says the same few thousand again and again.
_WORDS_KEPT = 8192


class Tokens(Protocol):
    """What an encoder asks."""

    def numbers(self, text: str) -> list[int]:
        """The text's pieces, with the model's own marks before and after, cut to what the model takes."""
        ...


def open_tokens(folder: Path, max_tokens: int) -> Tokens:
    """The tokenizer of an encoder's folder.  Raises what the libraries raise for damaged files."""
    from tokenizers import Tokenizer

    library = Tokenizer.from_file(str(folder / LIBRARY_FILE))
    if not (folder / PIECES_FILE).is_file():
        return LibraryTokens(library, max_tokens)
    written = json.loads((folder / PIECES_FILE).read_text(encoding="utf-8"))
    return UnigramTokens(library, Unigram.from_json(written), written["before"], written["after"], max_tokens)


class LibraryTokens:
    """A tokenizer of the tokenizers library as it is."""

    def __init__(self, library: Any, max_tokens: int) -> None:
        library.no_padding()
        library.enable_truncation(max_length=max_tokens)
        self._library = library

    def numbers(self, text: str) -> list[int]:
        """As `Tokens.numbers`."""
        numbers: list[int] = self._library.encode(text).ids
        return numbers


class Unigram:
    """The likeliest way to cut a word into pieces (Kudo 2018, "Subword Regularization"), found as Viterbi did."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int, unknown_score: float) -> None:
        """pieces: of each number, "" where it stands for no text.  scores: logarithms of their probabilities.

        unknown: number of what no piece matches; so much does one such character score.
        """
        self._numbers = {piece: number for number, piece in enumerate(pieces) if piece}
        self._scores = array("d", scores)
        self._longest = max(map(len, self._numbers), default=0)
        self._unknown, self._unknown_score = unknown, unknown_score
        self.cut = lru_cache(_WORDS_KEPT)(self._cut)

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> Unigram:
        """From the content of `unigram.json`."""
        return cls(written["pieces"].split("\n"), written["scores"], written["unknown"], written["unknown_score"])

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; neighbouring unknown characters are one."""
        length = len(word)
        best = [0.0] + [-math.inf] * length  # of the likeliest way that ends there
        came = [0] * (length + 1)  # where its last piece begins
        last = [self._unknown] * (length + 1)
        for start in range(length):
            so_far = best[start]
            for end in range(start + 1, min(length, start + self._longest) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None and so_far + self._scores[number] > best[end]:
                    best[end], came[end], last[end] = so_far + self._scores[number], start, number
            if word[start] not in self._numbers and so_far + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1], last[start + 1] = so_far + self._unknown_score, start, self._unknown
        found: list[int] = []
        at = length
        while at:
            if not (found and found[-1] == last[at] == self._unknown):
                found.append(last[at])
            at = came[at]
        return tuple(reversed(found))


class UnigramTokens:
    """A Unigram model in little memory.  library: normalises and cuts into words; its own vocabulary is not used."""

    def __init__(
        self, library: Any, unigram: Unigram, before: Sequence[int], after: Sequence[int], max_tokens: int
    ) -> None:
        self._normalizer, self._words = library.normalizer, library.pre_tokenizer
        self._unigram = unigram
        self._before, self._after = list(before), list(after)
        self._room = max_tokens - len(before) - len(after)

    def numbers(self, text: str) -> list[int]:
        """As `Tokens.numbers`."""
        normal = text if self._normalizer is None else self._normalizer.normalize_str(text)
        found: list[int] = []
        for word, _ in self._words.pre_tokenize_str(normal):
            found += self._unigram.cut(word)
            if len(found) >= self._room:
                break
        return [*self._before, *found[: self._room], *self._after]
