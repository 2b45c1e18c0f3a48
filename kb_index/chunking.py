"""Divides an article's Markdown into passages: by headings, then blocks, then sentences, never rewriting a character.

A passage is a slice of the article's text, so what is shown is verbatim; between two passages stand only blanks and
heading lines. Passages are filled from the beginning, so that those before an edit keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: The most a passage holds: 110 words, or 200 Chinese characters (each counts as .55 of a word).
LIMIT = 110.0
_CHINESE_SHARE = 0.55

_HEADING = re.compile(r" {0,3}(#{1,4})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_LIST_ITEM = re.compile(r"\s*([-*+•]|\d{1,3}[.)])\s+\S")
_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# A Chinese full stop ends a sentence at once; a Latin one needs a blank and something that can begin the next.
_END = re.compile(
    r"[。！？；]+[”’」』）》]*|[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[\w\u00c0-\uffff*_`-])|\n", re.UNICODE
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-zÅÄÖåäö]|e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|nr|vs|approx|incl|max|min|tel|t\.ex|bl\.a|d\.v\.s|dvs|"
    r"m\.m|osv|ca|kl|resp|inkl|exkl|t\.o\.m|fr\.o\.m|p\.g\.a|s\.k|o\.s\.v)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """text = article text[start:end]; heading: the innermost heading above it, "" before the first."""

    heading: str
    text: str
    start: int
    end: int


Span = tuple[int, int]


def size(text: str) -> float:
    """How much of a passage a text fills, in words."""
    if text.isascii() or not _CHINESE.search(text):
        return float(len(text.split()))
    return len(_WORD.findall(text)) + _CHINESE_SHARE * len(_CHINESE.findall(text))


def passages(text: str) -> list[Passage]:
    """The passages of an article's text; none for a blank one."""
    found: list[Passage] = []
    for heading, blocks in _sections(text):
        pieces = [piece for block in blocks for piece in _pieces(text, block)]
        found += [Passage(heading, text[a:b], a, b) for a, b in _packed(text, pieces)]
    return found


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield start, end
        start = end


def _sections(text: str) -> Iterator[tuple[str, list[Span]]]:
    """(heading, blocks) where a block is a run of lines without a blank one; a fenced block counts as one."""
    heading, blocks, fence = "", list[Span](), ""
    open_block: int | None = None
    for start, end in _lines(text):
        line = text[start:end].rstrip("\r\n")
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
                blocks.append((open_block if open_block is not None else start, end))
                open_block = None
            continue
        title = _HEADING.match(line)
        if mark or title or not line.strip():
            if open_block is not None:
                blocks.append((open_block, start))
            open_block = None
        if mark:
            fence, open_block = mark[1], start
        elif title:
            if blocks:
                yield heading, blocks
            heading, blocks = title[2], []
        elif line.strip() and open_block is None:
            open_block = start
    if open_block is not None:
        blocks.append((open_block, len(text)))
    if blocks:
        yield heading, blocks


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, block: Span) -> list[Span]:
    """The block whole where it fits, else its list items or table rows, else sentences, else runs of words."""
    if size(text[slice(*block)]) <= LIMIT:
        return [_trimmed(text, block)]
    parts = _items(text, block) if _is_listing(text, block) else _sentences(text, block)
    found: list[Span] = []
    for part in parts:
        if size(text[slice(*part)]) <= LIMIT:
            found.append(_trimmed(text, part))
        elif part != block:
            found += [
                shorter for sentence in _sentences(text, part) for shorter in _cut(text, _trimmed(text, sentence))
            ]
        else:
            found += _cut(text, _trimmed(text, part))
    return [piece for piece in found if piece[0] < piece[1]]


def _is_listing(text: str, block: Span) -> bool:
    first = text[slice(*block)].split("\n", 1)[0]
    return bool(_LIST_ITEM.match(first)) or first.lstrip().startswith("|") or bool(_FENCE.match(first))


def _items(text: str, block: Span) -> list[Span]:
    """Each list item with the lines that continue it; each line of a table or fenced block."""
    items: list[Span] = []
    listing = bool(_LIST_ITEM.match(text[slice(*block)]))
    for start, end in ((block[0] + a, block[0] + b) for a, b in _lines(text[slice(*block)])):
        if items and listing and not _LIST_ITEM.match(text[start:end]):
            items[-1] = (items[-1][0], end)
        else:
            items.append((start, end))
    return items


def _sentences(text: str, span: Span) -> list[Span]:
    found: list[Span] = []
    start = span[0]
    for match in _END.finditer(text, *span):
        if text[match.start()] == "." and _ABBREVIATION.search(
            text[max(start, match.start() - 12) : match.start() + 1]
        ):
            continue
        found.append((start, match.end()))
        start = match.end()
    if start < span[1]:
        found.append((start, span[1]))
    return found


def _cut(text: str, span: Span) -> list[Span]:
    """A sentence that is too long, in runs of words (or characters, where it has no blanks) that fit."""
    found: list[Span] = []
    start, filled = span[0], 0.0
    for match in re.finditer(r"\s+|[^\s]", text[slice(*span)]):
        at = span[0] + match.start()
        blank = match[0].isspace()
        chinese = bool(_CHINESE.match(match[0]))
        before = at > span[0] and not text[at - 1].isspace() and not _CHINESE.match(text[at - 1])
        weight = 0.0 if blank else _CHINESE_SHARE if chinese else 0.0 if before else 1.0
        if weight and filled + weight > LIMIT:
            found.append(_trimmed(text, (start, at)))
            start, filled = at, 0.0
        filled += weight
    found.append((start, span[1]))
    return found


def _packed(text: str, pieces: list[Span]) -> list[Span]:
    """Neighbouring pieces joined while they fit."""
    found: list[Span] = []
    for start, end in pieces:
        if found and size(text[found[-1][0] : end]) <= LIMIT:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_RULES = re.compile(r"^[ \t|:+-]+$", re.MULTILINE)
_SIGNS = re.compile(r"\*\*|__|`+|^[ \t]*>[ \t]?|^[ \t]*[*+-][ \t]+|\|", re.MULTILINE)


def plain(text: str) -> str:
    """Markdown without its marks, blanks single: what is embedded (what is shown stays verbatim)."""
    # Most passages have no marks; to look for their signs takes a tenth of the time that the patterns take.
    if "](" in text:
        text = _MARKS.sub(r"\1", text)
    if any(sign in text for sign in "|:+-"):
        text = _RULES.sub(" ", text)
    if any(sign in text for sign in "*_`>+-|"):
        text = _SIGNS.sub(" ", text)
    return " ".join(text.split())
