"""Text as the matchers see it: one form for what people say alike, with the way back to the words as they were said.

Unicode NFKC (width, ligatures) and case folding (Unicode 15, 3.13 and UAX 15); typographic quotes and dashes become the
plain ones; runs of space become one. Words are runs of letters and digits; where a script has no spaces, each character
is a word.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"}
)
#: Scripts written without spaces between words: Han, kana, Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\w'])+")
_RUN_OF_SPACE = re.compile(r"\s\s|[^\S ]")
_CLUSTER = re.compile(r"\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """original: NFC of what was said.  text: folded.  places[i]: where text[i] stands in original, and original's end.

    words: of text, without apostrophes.  spans: where each stands in text.
    """

    original: str
    text: str
    places: tuple[int, ...]
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def quote(self, start: int, end: int) -> str:
        """The words as they were said, for text[start:end]."""
        if end <= start:
            return ""
        last = self.places[end - 1]
        following = next((place for place in self.places[end:] if place > last), len(self.original))
        return self.original[self.places[start] : following].strip()


@functools.lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Folds one text."""
    return _fold(text)


@functools.lru_cache(maxsize=8192)
def needle(words: str) -> Folded:
    """Folds words that a rule looks for: they come with every utterance, so they are not pushed out by talk."""
    return _fold(words)


def _fold(text: str) -> Folded:
    original = unicodedata.normalize("NFC", text)
    if original.isascii() and not _RUN_OF_SPACE.search(original):
        # Most text of most contacts: character for character, so there is nothing to look up.
        return _with_words(original, original.lower().translate(_PLAIN), tuple(range(len(original) + 1)))
    out: list[str] = []
    places: list[int] = []
    for found in _CLUSTER.finditer(original):
        part = found[0]
        # Twice, because case folding may undo the normal form.
        plain = " " if part.isspace() else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold())
        plain = plain.translate(_PLAIN)
        out.append(plain)
        places.extend([found.start()] * len(plain))
    return _with_words(original, "".join(out), (*places, len(original)))


def _with_words(original: str, folded: str, places: tuple[int, ...]) -> Folded:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(folded):
        word = found[0].replace("'", "").replace("_", "")
        if word:
            words.append(word)
            spans.append(found.span())
    return Folded(original, folded, places, tuple(words), tuple(spans))


def find_words(needle: Folded, text: Folded) -> tuple[int, int] | None:
    """Where the needle's words stand next to each other in the text, as (start, end) in text.text."""
    if not needle.words:
        return None
    wanted, joined = f" {' '.join(needle.words)} ", f" {' '.join(text.words)} "
    at = joined.find(wanted)
    if at < 0:
        return None
    first = joined.count(" ", 0, at)
    return text.spans[first][0], text.spans[first + len(needle.words) - 1][1]
