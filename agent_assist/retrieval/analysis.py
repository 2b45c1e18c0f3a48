"""Text as lexical search sees it: folded, cut into words, stemmed; and which language a text is in.

Folding: Unicode NFKC and case folding; Traditional Chinese becomes Simplified (OpenCC), for search only.
Stemming: Snowball (https://snowballstem.org) for English and Swedish. Chinese words: jieba.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from agent_assist.paths import cache_dir

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+|[^\W_㐀-䶿一-鿿豈-﫿]+(?:['’\-./+_][^\W_㐀-䶿一-鿿豈-﫿]+)*", re.UNICODE)
_CHINESE = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_FIRST_CHINESE = "㐀"
_KANA_HANGUL = re.compile(r"[぀-ヿ가-힯]")
_PART = re.compile(r"[^\W_]+")
_LATIN_WORD = re.compile(r"[a-zåäöéü]+")
_HESITATION = re.compile(
    r"(?<![\w'-])(?:u+h+m*|u+m+|e+h+m*|ö+h+m*|ä+h+m*|h+m+|hh+|a+h+|o+h+)(?![\w'-])[,…]?|[嗯呃]+[，…]?",
    re.IGNORECASE,
)
_TEXTS_KEPT = 256
_STEMMERS = {"en": "english", "sv": "swedish"}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that carry grammar and no matter. They also tell English and Swedish apart.
_ENGLISH = _words("""
    a an the and or but if of to in on at for with from by about as is are was were be been am do does did
    have has had i you he she it we they me my your his her its our their this that these those there here
    what which who how when where why can could will would shall should may might must not no so than then
    too very just also please i'm i've i'd i'll it's don't can't won't what's that's
""")
_SWEDISH = _words("""
    en ett och eller men om av till i på vid för med från som är var vara varit har hade ha jag du han hon
    det den vi ni de dem mig dig oss er min mitt mina din ditt dina sin sitt sina vår vårt våra ert era detta
    denna dessa där här vad vilken vilket vilka vem hur när varför kan kunde ska skulle vill ville måste får
    fick inte ingen inget inga så än också bara att man mej dej nu då ju
""")
_SHARED = _ENGLISH & _SWEDISH


@lru_cache(_TEXTS_KEPT)
def fold(text: str) -> str:
    """Case and width folded, Traditional characters as Simplified; the same length is not kept.

    The gate, the words and the codes of one line each ask for it.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return str(_converter("t2s").convert(folded)) if _CHINESE.search(folded) else folded


def terms(text: str, lang: str | None = None) -> list[str]:
    """The words under which a text is found, in order, repeats kept.

    Function words are dropped unless nothing else is left. A code such as `E-104/B` gives its parts and `e104b`.
    lang: BCP 47 tag of the text; guessed where None.
    """
    return list(_terms(text, lang))


@lru_cache(_TEXTS_KEPT)
def _terms(text: str, lang: str | None) -> tuple[str, ...]:
    """A customer's words are cut once for the search and again for each card that they bring."""
    folded = fold(text)
    language = lang or detect_language(text) or "en"
    stop = _SWEDISH if language.startswith("sv") else _ENGLISH
    stem = _stemmer(language.split("-")[0])
    content: list[str] = []
    grammar: list[str] = []
    for run in _RUN.findall(folded):
        if run in stop:
            grammar.append(run)
        elif run[0] < _FIRST_CHINESE and run.isalpha():  # most words of most texts
            content.append(stem(run))
        elif _CHINESE.match(run):
            content.extend(_chinese_words(run))
        elif any(c.isdigit() for c in run):
            parts = _PART.findall(run)
            content.extend(parts)
            if len(parts) > 1:
                content.append("".join(parts))
        else:
            content.extend(stem(part) for part in _PART.findall(run.removesuffix("'s")) if part not in stop)
    return tuple(content or grammar)


def without_hesitation(text: str) -> str:
    """A spoken line without its "uh" and "um", which recognisers write down; unchanged where nothing else is said."""
    rest = " ".join(_HESITATION.sub(" ", text).split())
    return rest if any(c.isalnum() for c in rest) else text


def identifiers(text: str) -> list[str]:
    """Codes in a text (letters with digits, or digits joined by punctuation), folded and without punctuation.

    Plain numbers are not codes: amounts, dates and counts would drown them.
    """
    found = []
    for run in _RUN.findall(fold(text)):
        bare = "".join(_PART.findall(run))
        if any(c.isdigit() for c in bare) and any(c.isalpha() for c in bare) and not _is_measure(bare):
            found.append(bare)
    return found


def detect_language(text: str) -> str | None:
    """`en`, `sv`, `zh-Hans` or `zh-Hant`, or None where nothing tells.

    Chinese by script, its two kinds by the characters that differ; English and Swedish by function words and å, ä, ö.
    """
    letters = sum(c.isalpha() for c in text)
    if not letters or _KANA_HANGUL.search(text):
        return None
    chinese = "".join(_CHINESE.findall(text))
    # A Chinese character says about as much as a Latin word of five letters.
    if len(chinese) * 4 >= letters:
        simplified = _differing(chinese, _converter("t2s").convert(chinese))
        traditional = _differing(chinese, _converter("s2t").convert(chinese))
        return "zh-Hant" if simplified > traditional else "zh-Hans"
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    words = re.findall(r"[a-zåäöéü']+", folded)
    english = sum(word in _ENGLISH and word not in _SHARED for word in words)
    swedish = sum(word in _SWEDISH and word not in _SHARED for word in words)
    swedish += sum(any(c in "åäö" for c in word) and word not in _SWEDISH for word in words)
    if english == swedish:
        return None
    return "en" if english > swedish else "sv"


def _is_measure(bare: str) -> bool:
    """Amounts with their unit or ordinal (100mb, 3rd, 5g stays a code)."""
    return (
        re.fullmatch(r"\d+(?:st|nd|rd|th|kr|sek|mb|gb|mbit|gbit|kb|min|h|am|pm|s|x|k|m|km|cm|mm|kg)", bare) is not None
    )


def _differing(before: str, after: str) -> int:
    return sum(a != b for a, b in zip(before, after, strict=False))


def _chinese_words(run: str) -> list[str]:
    segmenter = _segmenter()
    for first in set(run) & segmenter.closed.keys():
        _open_words(segmenter.closed.pop(first), segmenter.FREQ)
    return [word for word in segmenter.cut_for_search(run, HMM=False) if word.strip()]


@cache
def _stemmer(language: str) -> Any:
    if language not in _STEMMERS:
        return str
    import snowballstemmer  # type: ignore[import-untyped]

    stem_word = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    # Stemming in Python costs 20 us a word; speech repeats the same few thousand words.
    return cache(stem_word)


@cache
def _converter(kind: str) -> Any:
    import opencc

    return opencc.OpenCC(kind)


@cache
def _segmenter() -> Any:
    with warnings.catch_warnings():
        # jieba's modules have string escapes that newer Pythons warn of.
        warnings.simplefilter("ignore")
        import jieba
    segmenter = jieba.Tokenizer()
    kept = cache_dir() / f"jieba-{jieba.__version__}-parts.marshal"
    segmenter.FREQ, (segmenter.closed, segmenter.total) = {}, _dictionary(segmenter, kept)
    segmenter.initialized = True
    return segmenter


def _dictionary(segmenter: Any, kept: Path) -> tuple[dict[str, bytes], int]:
    """The lines of jieba's dictionary by the first characters of their words, and the sum of all frequencies.

    As words they are 70 MB, and a conversation needs those of a few hundred characters. Kept in the user's own cache
    folder, because dividing them takes .4 s; jieba's own cache lies in the shared temporary folder, where others may
    write too.
    """
    try:
        closed, total = marshal.loads(kept.read_bytes())
        return closed, total
    except (OSError, EOFError, ValueError, TypeError):
        with contextlib.closing(segmenter.get_dict_file()) as lines:
            closed, total = _divided(lines)
    with contextlib.suppress(OSError):  # a home that cannot be written to only costs the time
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = kept.with_suffix(f".{os.getpid()}")
        half.write_bytes(marshal.dumps((closed, total)))
        half.replace(kept)
    return closed, total


def _divided(lines: Iterable[bytes]) -> tuple[dict[str, bytes], int]:
    parts: defaultdict[str, bytearray] = defaultdict(bytearray)
    total = 0
    for line in lines:
        parts[line.decode()[0]] += line
        total += int(line.split(b" ")[1])
    return {first: bytes(part) for first, part in parts.items()}, total


def _open_words(part: bytes, frequencies: dict[str, int]) -> None:
    """Add a part's words, and as jieba wants it their beginnings with a frequency of 0."""
    for line in part.decode().splitlines():
        word, frequency = line.split(" ")[:2]
        frequencies[word] = int(frequency)
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
