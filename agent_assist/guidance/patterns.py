"""Regular expressions that people write, held to limits so that no rule can stop a contact.

The `regex` module and not RE2: RE2 runs in linear time, but its word boundary knows ASCII letters only, so `\\bånger`
would never match and nobody would be told. What RE2 promises is reached in three steps instead: patterns that can
explode are refused by their form, each pattern is tried on hostile texts when the rules are read, and a search that
still takes too long is cut off and counts as not known.
"""

from __future__ import annotations

import functools
import itertools
import re
import string
import time
from collections.abc import Iterator

import regex

#: Longer patterns are refused; longer texts are searched up to here (the protocol takes no longer ones).
MAX_PATTERN = 500
MAX_TEXT = 8000
#: Hostile texts: a short one shows what explodes, a long one what grows with the square or worse of the length.
_SHORT, _LONG = 300, 2000
#: Seconds on the short text from which the long one is tried too: nothing that grows evenly takes so long.
_SUSPICIOUS = 0.0005
#: Tries at a probe that the rest of the machine did not let run.
_TRIES = 8
#: Seconds after which a search is cut off: at reading on hostile texts, and in a contact.
PROBE_SECONDS = 0.25
SEARCH_SECONDS = 0.5

_FLAGS = regex.IGNORECASE | regex.V0
_REPEAT = re.compile(r"[*+]|\{\d*,\d*\}")


class PatternRefused(ValueError):
    """Why a pattern is not taken, as a sentence."""


class TookTooLong(Exception):
    """A search was cut off."""


def check(pattern: str) -> None:
    """Raises PatternRefused where the pattern is no regular expression, or one that could take too long."""
    if not pattern:
        raise PatternRefused("The pattern is empty.")
    if len(pattern) > MAX_PATTERN:
        raise PatternRefused(f"The pattern is longer than {MAX_PATTERN} characters.")
    try:
        compiled = regex.compile(pattern, _FLAGS)
    except (regex.error, ValueError, OverflowError) as error:
        raise PatternRefused(f"This is not a regular expression: {error}.") from error
    if compiled.search("", timeout=PROBE_SECONDS) is not None:
        raise PatternRefused("The pattern matches an empty text, so it would match everything.")
    if _nested(pattern):
        raise PatternRefused(
            f"A repetition inside a repeated group ({_nested(pattern)}) can take endless time; repeat only one of them."
        )


def probe(pattern: str) -> None:
    """Try a checked pattern on hostile texts. Raises PatternRefused where one takes too long."""
    compiled = regex.compile(pattern, _FLAGS)
    for short, long in zip(_hostile(pattern, _SHORT), _hostile(pattern, _LONG), strict=True):
        taken = _taken(compiled, short)
        if taken > PROBE_SECONDS / 2 or (taken > _SUSPICIOUS and _taken(compiled, long) > PROBE_SECONDS / 2):
            raise PatternRefused(
                "The pattern takes too long on some texts; use fewer `.*`, or bounded ones such as `.{0,40}`."
            )


def _taken(compiled: regex.Pattern[str], text: str) -> float:
    """Seconds of this thread's processor that the search takes, cut off at about PROBE_SECONDS.

    The library's own limit counts the wall clock, which on a busy machine runs out for harmless patterns too.
    """
    taken = 0.0
    for _ in range(_TRIES):
        began = time.thread_time()
        try:
            compiled.search(text, timeout=PROBE_SECONDS)
        except TimeoutError:
            taken = max(taken, time.thread_time() - began)
            if taken > PROBE_SECONDS / 2:
                break
        else:
            return time.thread_time() - began
    return taken


def find(pattern: str, text: str) -> tuple[int, int] | None:
    """Where a checked pattern first matches, as (start, end). Raises TookTooLong."""
    try:
        found = _compiled(pattern).search(text, endpos=MAX_TEXT, timeout=SEARCH_SECONDS)
    except TimeoutError as error:
        raise TookTooLong(pattern) from error
    return None if found is None else found.span()


@functools.lru_cache(maxsize=16384)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, _FLAGS)


def _nested(pattern: str) -> str:
    """The first repeated group that holds an unbounded repetition, "" where there is none."""
    bare = _without_classes(pattern)
    starts: list[int] = []
    for place, character in enumerate(bare):
        if character == "(":
            starts.append(place)
        elif character == ")" and starts:
            start = starts.pop()
            if _unbounded(bare[place + 1 :]) and _REPEAT.search(bare, start + 1, place):
                return pattern[start : place + 2]
    return ""


def _unbounded(rest: str) -> bool:
    """Whether what follows a group repeats it without a small limit."""
    if rest[:1] in ("*", "+"):
        return True
    found = re.match(r"\{(\d*),(\d*)\}", rest)
    return bool(found) and (found is not None and (not found[2] or int(found[2]) > 10))


def _without_classes(pattern: str) -> str:
    """The pattern with escapes and character classes blotted out, every other character in its place."""
    out, place, in_class = [], 0, False
    while place < len(pattern):
        character = pattern[place]
        if character == "\\":
            out.append("__")
            place += 2
            continue
        if character == "[" and not in_class:
            in_class = True
        elif character == "]" and in_class and pattern[place - 1] != "[":
            in_class = False
            character = "_"
        out.append("_" if in_class else character)
        place += 1
    return "".join(out)[: len(pattern)]


def _hostile(pattern: str, length: int) -> Iterator[str]:
    """Texts on which backtracking would show: long runs of the pattern's own letters and of each kind of character."""
    letters = [letter for letter in dict.fromkeys(pattern.casefold()) if letter.isalnum()][:12]
    words = re.findall(r"\w{2,}", _without_classes(pattern).casefold())[:12]
    units = [*letters, *words, *(f"{word} " for word in words), "a", "0", " ", "a ", "0 ", "中", string.punctuation]
    # What the pattern wants at its end stands out of reach, lest the search be given up for want of it.
    tail = "\x00" + "".join([*letters, *words])
    for unit in dict.fromkeys(units):
        run = (unit * (length // len(unit) + 1))[:length]
        yield run + "\x00"
        yield run + tail
    yield "".join(itertools.islice(itertools.cycle([*words, *letters, " ", "x1 "]), length))[:length]
