"""Plain letters without which a regular expression cannot match, so that most texts need no search at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: More alternatives than this save nothing.
_MOST = 40
#: Groups that only group.
_PLAIN_GROUPS = ("(?:", "(?P<")
_ZERO_WIDTH = "bB"
#: What changes the meaning of letters around it: verbose flags, conditions, fuzziness, escapes with an argument.
_STRANGE = re.compile(r"\(\?[a-zA-Z-]*[xXaAvV]|\(\?[(|&R0-9]|\{[^0-9,}]|\\[pPNLgkxuUX0-9QEKGRh]")


@dataclass(slots=True)
class _Branch:
    """One alternative: the letters that stand together now, and the sets of which one text must be there."""

    run: str = ""
    found: list[frozenset[str]] = field(default_factory=list)

    def end_run(self) -> None:
        if self.run:
            self.found.append(frozenset([self.run]))
        self.run = ""

    def best(self) -> frozenset[str]:
        self.end_run()
        return max(self.found, key=lambda texts: min(map(_weight, texts)), default=frozenset())


def needed_texts(pattern: str) -> frozenset[str]:
    """Folded texts of which a match of the pattern must hold one; empty where that cannot be said.

    The pattern must be one that compiles. What is not understood makes the answer weaker, never wrong.
    """
    if _STRANGE.search(pattern):
        return frozenset()
    texts, _ = _alternatives(pattern, 0)
    if len(texts) > _MOST or any(_weight(text) < 2 for text in texts):
        return frozenset()
    return texts


def _weight(text: str) -> int:
    """Letters; those of scripts without spaces say as much as two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _alternatives(pattern: str, place: int) -> tuple[frozenset[str], int]:
    """From `place` to the group's end (or the pattern's): what the alternatives need, and where they end."""
    branches, branch = [], _Branch()
    while place < len(pattern) and pattern[place] != ")":
        if pattern[place] == "|":
            branches.append(branch.best())
            branch, place = _Branch(), place + 1
            continue
        place = _item(pattern, place, branch)
    branches.append(branch.best())
    if not all(branches):
        return frozenset(), place
    return frozenset().union(*branches), place


def _item(pattern: str, place: int, branch: _Branch) -> int:
    """Takes in one item with its quantifier; where the next one begins."""
    letter = pattern[place]
    if letter == "(":
        texts, end = _group(pattern, place)
        branch.end_run()
        optional, after = _quantifier(pattern, end)
        if texts and not optional:
            branch.found.append(texts)
        return after
    literal, end = _letter(pattern, place)
    optional, after = _quantifier(pattern, end)
    if literal is None:
        branch.end_run()
    elif literal:
        if not optional:
            branch.run += literal
        if after > end:
            branch.end_run()
    return after


def _group(pattern: str, place: int) -> tuple[frozenset[str], int]:
    plain = not pattern.startswith("(?", place) or pattern.startswith(_PLAIN_GROUPS, place)
    begin = place + 1
    if pattern.startswith("(?:", place):
        begin = place + 3
    elif pattern.startswith("(?P<", place):
        begin = pattern.index(">", place) + 1
    texts, end = _alternatives(pattern, begin)
    return texts if plain else frozenset(), end + 1


def _letter(pattern: str, place: int) -> tuple[str | None, int]:
    """The letter that must stand here, "" for what takes no room, None for what may be several; and its end."""
    letter = pattern[place]
    if letter == "\\":
        escaped = pattern[place + 1 : place + 2]
        if escaped in _ZERO_WIDTH:
            return "", place + 2
        return (None if escaped.isalnum() else escaped), place + 2
    if letter == "[":
        return None, _class_end(pattern, place)
    if letter == ".":
        return None, place + 1
    if letter in "^$":
        return "", place + 1
    folded = letter.casefold()
    return (folded if len(folded) == 1 else None), place + 1


def _class_end(pattern: str, place: int) -> int:
    end = place + 1
    if pattern[end : end + 1] == "^":
        end += 1
    if pattern[end : end + 1] == "]":
        end += 1
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def _quantifier(pattern: str, place: int) -> tuple[bool, int]:
    """Whether what stands before may be left out, and where the quantifier ends."""
    optional = False
    for end in _quantifier_ends(pattern, place):
        optional |= pattern[place] in "*?" or pattern[place : place + 2] in ("{0", "{,")
        place = end
        # A further + or ? only says how greedy it is.
        while pattern[place : place + 1] in ("?", "+") and pattern[place : place + 1]:
            place += 1
    return optional, place


def _quantifier_ends(pattern: str, place: int) -> Iterator[int]:
    mark = pattern[place : place + 1]
    if mark and mark in "*+?":
        yield place + 1
    elif mark == "{":
        end = pattern.find("}", place)
        inside = pattern[place + 1 : end]
        if end > 0 and inside and all(letter.isdecimal() or letter == "," for letter in inside):
            yield end + 1
