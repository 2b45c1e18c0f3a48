"""When each word was spoken: the recogniser's attention to the sound, aligned with its words.

Dynamic time warping over the decoder's cross-attention, as the library does it (openai/whisper, whisper/timing.py).
Asked of what was encoded already, it takes a tenth of a line's recognition; the library's own `word_timestamps` decodes
the silence behind the words too, which takes as long as the words and finds some that nobody said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from agent_assist.datatypes import Word

_COUNTS = re.compile(r"\w")
#: Seconds between the beginnings of two words, at least.
_STEP = 0.01


def align(whisper: Any, encoding: Any, tokens: Sequence[int], language: str, frames: int) -> list[dict[str, Any]]:
    """The words of a line as the library gives them: `word`, `start`, `end` (seconds), `probability`.

    whisper: faster-whisper's model.  encoding: what its encoder made of the sound.  frames: how many of them, 100 a
    second, are sound.
    """
    from faster_whisper.tokenizer import Tokenizer

    tokenizer = Tokenizer(whisper.hf_tokenizer, whisper.model.is_multilingual, task="transcribe", language=language)
    text = [token for token in tokens if token < tokenizer.eot]
    found: list[list[dict[str, Any]]] = whisper.find_alignment(tokenizer, [text], encoding, frames)
    return found[0] if found else []


def words_of(aligned: Sequence[Mapping[str, Any]], seconds: float, write: Callable[[str], str]) -> tuple[Word, ...]:
    """Words with their punctuation, in order; no two begin at the same time, which clients take for an error.

    seconds: the sound's length.  write: puts a word into the script that is wanted.
    """
    words: list[Word] = []
    for piece in aligned:
        text = str(piece["word"]).strip()
        if not text:
            continue
        start, end = (min(seconds, max(0.0, float(piece[name]))) for name in ("start", "end"))
        if words and not _COUNTS.search(text):
            last = words[-1]
            words[-1] = Word(last.text + text, last.at, last.end, last.confidence)
            continue
        if words:
            start = max(start, words[-1].at + _STEP)
        words.append(Word(write(text), start, max(start, end), min(1.0, max(0.0, float(piece["probability"])))))
    return tuple(words)
