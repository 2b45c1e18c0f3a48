"""The pattern language for words: `cancel* ~3 (contract|my plan) {products} <number>`.

    word         that word, folded as in `folding`
    can*         a word that begins so; `*` stands for any letters at its place
    (a|b c|)     one of these; an empty one makes it optional
    {name}       an entry of the rule's word list `name`
    <number>     a number in digits or in words (English, Swedish, Chinese)
    <word>       any one word
    ~3           up to three words in between (none where nothing stands there: words follow each other)

It becomes a regular expression over the folded words, each followed by a space, in which every repetition is bounded.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from agent_assist.guidance.folding import Folded, fold

#: Longest gap, and how many ways several gaps together may be tried.
MAX_GAP, MAX_WAYS = 30, 2000
_TOKEN = re.compile(r"~\S*|\{[^{}]*\}|\([^()]*\)|<[^<>]*>|[^\s~{}()<>]+|\S")
_INNER = re.compile(r"\{[^{}]*\}|<[^<>]*>|[^\s~{}()<>]+|\S")
_NUMBER_WORDS = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    "noll|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|"
    "tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen|miljon(?:er)?|"
    "[零〇一二两兩三四五六七八九十百千万萬]"
)
_SLOTS = {"number": rf"(?:(?:\d+|{_NUMBER_WORDS}) ){{1,12}}", "word": r"\S+ "}


class WordingRefused(ValueError):
    """Why a pattern of words is not taken, as a sentence."""


def find_wording(pattern: str, lists: tuple[tuple[str, tuple[str, ...]], ...], text: Folded) -> tuple[int, int] | None:
    """Where the pattern stands first, as (start, end) in text.text."""
    found = _compiled(pattern, lists).search(f" {' '.join(text.words)} ")
    if found is None:
        return None
    joined = found.string
    first = joined.count(" ", 0, found.start()) - 1
    last = joined.count(" ", 0, found.end()) - 2
    return text.spans[first][0], text.spans[last][1]


@functools.lru_cache(maxsize=16384)
def _compiled(pattern: str, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    return re.compile(as_regex(pattern, dict(lists)))


def as_regex(pattern: str, lists: Mapping[str, Sequence[str]]) -> str:
    """The regular expression over folded words. Raises WordingRefused."""
    out, ways, fixed = [], 1, False
    tokens = _TOKEN.findall(pattern)
    for place, token in enumerate(tokens):
        if token.startswith("~"):
            if not token[1:].isdecimal() or not 1 <= int(token[1:]) <= MAX_GAP:
                raise WordingRefused(f"{token} is no gap; write ~3 for up to three words, at most ~{MAX_GAP}.")
            if place in (0, len(tokens) - 1) or tokens[place - 1].startswith("~"):
                raise WordingRefused("A gap such as ~3 must stand between two words.")
            ways *= int(token[1:]) + 1
            if ways > MAX_WAYS:
                raise WordingRefused("The gaps together are too wide; make them smaller.")
            out.append(rf"(?:\S+ ){{0,{token[1:]}}}?")
        elif token.startswith("("):
            branches = [_words(branch, lists) for branch in token[1:-1].split("|")]
            fixed |= all(branches)
            out.append(f"(?:{'|'.join(branches)})")
        else:
            out.append(_words(token, lists))
            fixed |= token != "<word>"
    if not fixed:
        raise WordingRefused("It holds no word that must stand there, so it would match everything.")
    return f"(?<= ){''.join(out)}"


def _words(text: str, lists: Mapping[str, Sequence[str]]) -> str:
    out = []
    for token in _INNER.findall(text):
        if token.startswith("{") and len(token) > 2:
            name = token[1:-1]
            if name not in lists:
                raise WordingRefused(f"There is no word list {name!r}; declare it under `lists`.")
            entries = sorted((fold(entry).words for entry in lists[name]), key=len, reverse=True)
            out.append(f"(?:{'|'.join(_joined(words) for words in entries if words)})")
        elif token.startswith("<") and len(token) > 2:
            if token[1:-1] not in _SLOTS:
                raise WordingRefused(f"{token} is not known; there are <number> and <word>.")
            out.append(_SLOTS[token[1:-1]])
        elif len(token) == 1 and token in "~{}()<>":
            raise WordingRefused(f"The {token!r} has no partner, or stands where it may not.")
        elif "*" in token:
            pieces = [fold(piece).words for piece in token.split("*")]
            if not any(pieces) or any(len(words) > 1 for words in pieces):
                raise WordingRefused(f"{token} must be one word with letters; <word> is any word.")
            out.append(r"[^\s]{0,40}".join("".join(map(re.escape, words)) for words in pieces) + " ")
        else:
            out.append(_joined(fold(token).words))
    return "".join(out)


def _joined(words: tuple[str, ...]) -> str:
    return "".join(f"{re.escape(word)} " for word in words)


def key_word(pattern: str) -> str | None:
    """A word without which the pattern cannot stand, None where there is no such plain word."""
    plain = [
        word
        for token in _TOKEN.findall(pattern)
        if token[0] not in "~{(<" and "*" not in token
        for word in fold(token).words
    ]
    return max(plain, key=len, default=None)
