"""What an agent copies out of a line: numbers, codes, addresses. Plain Python, no Qt."""

from __future__ import annotations

import re

# Chinese writes no spaces, so the edges are those of Latin letters and digits, not of words.
_BEFORE, _AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_PATTERN = re.compile(
    "|".join(
        (
            r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            # A code holds letters and digits: E-4711, SE556677889901, order AB-12-345.
            _BEFORE + r"(?=[A-Za-z-]*[0-9])(?=[0-9-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*" + _AFTER,
            # Digits, as they are grouped in phone numbers, dates, times and amounts.
            _BEFORE + r"\+?[0-9]+(?:[ \u00a0.,:/-][0-9]+)*" + _AFTER,
        )
    )
)
_LEAST = 3
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)", re.IGNORECASE)


def entities(text: str) -> list[tuple[int, int]]:
    """(start, end) of each number, code or mail address that is worth copying, in order."""
    return [found.span() for found in _PATTERN.finditer(text) if _worth(found.group())]


def _worth(found: str) -> bool:
    return sum(letter.isalnum() for letter in found) >= _LEAST and not _ORDINAL.fullmatch(found)
