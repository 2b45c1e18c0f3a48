"""The need gate: does an utterance ask for anything that a knowledge base could answer?

Greetings, thanks, goodbyes, digits, backchannels and hold phrases do not. The gate removes such phrases from the text
and looks at what is left, so that a greeting followed by a real question passes.
"""

from __future__ import annotations

import re

from agent_assist.retrieval.analysis import fold
from agent_assist.retrieval.small_talk import CHINESE, ENGLISH, SWEDISH


def _folded(*blocks: str) -> list[str]:
    """Longest first, so that a pattern of alternatives takes as much as it can."""
    return sorted({fold(p) for block in blocks for p in re.split(r"[|\n]", block) if p}, key=lambda p: (-len(p), p))


_DIGIT_WORDS = """
zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|double|triple|oh|nought
noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|dubbel
"""
#: Number words as people say them, digit by digit.
DIGIT_WORDS = frozenset(_folded(_DIGIT_WORDS))
_LATIN = _folded(ENGLISH, SWEDISH)
_HAN = _folded(CHINESE)
_PHRASES = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in _LATIN) + r")(?!\w)")
_HAN_WHOLE = re.compile("(?:" + "|".join(map(re.escape, _HAN)) + ")+[啊呀吧哦呢啦了吗嘛哈]*")
_DIGITS = re.compile(r"(?<!\w)(?:" + "|".join(_folded(_DIGIT_WORDS)) + r")(?!\w)")
_NUMBERS = re.compile(r"[0-9零〇一二两三四五六七八九十百千幺]+")
_CLAUSE = re.compile(r"[\s,.;:!?…，。！？；：、~～]+")
_FILLER = re.compile(r"(?<!\w)(?:and|but|then|och|men|då|så|it's|it is|det är|its|is|the|my)(?!\w)")
_NAMES = re.compile(r"(?<!\w)(?:sir|madam|ma'am|mister|mate|dear|everyone)(?!\w)")


_WORD = re.compile(r"[^\W_]+")
_REMOVABLE = frozenset(
    word for part in (*_LATIN, *DIGIT_WORDS, _FILLER.pattern, _NAMES.pattern) for word in _WORD.findall(part)
)


def asks(text: str) -> bool:
    """Whether anything is left that could be a request once small talk and digits are taken out."""
    folded = fold(text).strip()
    words = _WORD.findall(folded)
    if not words:
        return False
    # Most requests hold a word that no phrase has, which no pattern below could take out.
    if any(word not in _REMOVABLE and word.isascii() and word.isalpha() for word in words):
        return True
    rest = _PHRASES.sub(" ", folded)
    rest = _NAMES.sub(" ", rest)
    rest = " ".join(part for part in _CLAUSE.split(rest) if not _HAN_WHOLE.fullmatch(part))
    rest = _NUMBERS.sub(" ", _DIGITS.sub(" ", _FILLER.sub(" ", rest)))
    return any(c.isalpha() for c in rest)
