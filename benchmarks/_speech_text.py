"""English text made comparable for word error rates, and the errors counted."""

from __future__ import annotations

import re
from functools import lru_cache

_FILLERS = frozenset({"uh", "um", "uhm", "hmm", "mm", "mhm", "er", "ah"})
_WHOLE_WORDS = {
    "mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "ok": "okay", "i.e": "ie", "e.g": "eg", "&": "and",
}  # fmt: skip
_CONTRACTIONS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\bcannot\b"), "can not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"\b(it|that|he|she|there|what|who|let)'s\b"), r"\1 is"),
)
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words that count: lower case, no punctuation, no fillers, contractions spelled out, small numbers as words.

    The usual rules of English word error rates (Radford et al. 2022, appendix C), the ones that telephone speech needs.
    """
    plain = re.sub(r"[\[(<][^\])>]*[\])>]", " ", text.lower().replace("’", "'"))
    for pattern, long in _CONTRACTIONS:
        plain = pattern.sub(long, plain)
    tokens = [token.strip(".,;:!?\"'-…—") for token in re.split(r"[\s\-–—/]+", plain)]
    result: list[str] = []
    for token in tokens:
        token = _WHOLE_WORDS.get(token, token)
        token = re.sub(r"[^\w']", "", token).removesuffix("'s") if token.endswith("'s") else re.sub(r"[^\w]", "", token)
        if token and token not in _FILLERS:
            result += _spoken(token) if token.isdigit() else [token]
    return tuple(result)


def _spoken(digits: str) -> list[str]:
    """Digits as one says them: numbers below 100 as words, longer ones digit by digit."""
    number = int(digits)
    if len(digits) > 2 or (len(digits) == 2 and digits[0] == "0"):
        return [_ONES[int(digit)] for digit in digits]
    if number < 20:
        return [(_ONES + _TEENS)[number]]
    tens, ones = divmod(number, 10)
    return [_TENS[tens - 2]] + ([_ONES[ones]] if ones else [])


def errors(reference: tuple[str, ...], heard: tuple[str, ...]) -> int:
    """Fewest substitutions, insertions and deletions that make one of the other (Levenshtein distance over words)."""
    row = list(range(len(heard) + 1))
    for i, said in enumerate(reference, start=1):
        corner, row[0] = row[0], i
        for j, got in enumerate(heard, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (said != got))
    return row[-1]
