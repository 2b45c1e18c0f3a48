"""Data of a kind in folded text: card and personal numbers, IBAN, telephone numbers, dates, amounts.

Digits may be spoken, one word each ("four two", "fyra två", 四二). Card numbers pass the Luhn check (ISO/IEC
7812-1), IBANs that of ISO 13616, Swedish personal numbers that of SKV 704.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from agent_assist.guidance.folding import Folded

Span = tuple[int, int]

_DIGIT_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        (
            ("zero", "oh", "noll", "零", "〇"),
            ("one", "ett", "en", "一", "幺"),
            ("two", "två", "二", "两", "兩"),
            ("three", "tre", "三"),
            ("four", "fyra", "四"),
            ("five", "fem", "五"),
            ("six", "sex", "六"),
            ("seven", "sju", "七"),
            ("eight", "åtta", "八"),
            ("nine", "nio", "九"),
        )
    )
    for word in words
}
_MONTHS = (
    "jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch|s)?|apr(?:il)?|may|maj|jun[ei]?|jul[yi]?|aug(?:ust|usti)?|"
    "sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}\b")
_DATE = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\d{1,4}年\d{1,2}月(?:\d{1,2}[日号號])?|\d{1,2}月\d{1,2}[日号號]|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?:?(?: of)? (?:{_MONTHS})\b(?: \d{{4}})?|\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b"
)
_MONEY = re.compile(
    r"(?:[$€£¥]|\b(?:sek|eur|usd|gbp|nt\$)) ?\d[\d ,.]*|"
    r"\d[\d ,.]*(?:kr(?:onor)?\b|sek\b|euros?\b|eur\b|dollars?\b|usd\b|pounds?\b|gbp\b|€|£|\$|元|块|塊|克朗)"
)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s]{3,200}")


def find_entity(kind: str, text: Folded) -> Span | None:
    """Where data of the kind stands first, as (start, end) in text.text. kind: one of KINDS."""
    return next(_FINDERS[kind](text), None)


def _runs(text: Folded) -> Iterator[tuple[str, Span]]:
    """Digits that stand next to each other, written or spoken, with only spaces, hyphens or dots in between."""
    digits, start, end = "", 0, 0
    for word, (begin, stop) in zip(text.words, text.spans, strict=True):
        value = word if word.isascii() and word.isdecimal() else _DIGIT_WORDS.get(word)
        joins = digits and not text.text[end:begin].strip(" -.")
        if value is None or not joins:
            if digits:
                yield digits, (start, end)
            digits, start = "", begin
        if value is not None:
            digits, end = digits + value, stop
    if digits:
        yield digits, (start, end)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _card(digits: str) -> bool:
    return 13 <= len(digits) <= 19 and digits[0] in "23456" and _luhn(digits)


def _personal(digits: str) -> bool:
    short = digits[-10:]
    return len(digits) in (10, 12) and 1 <= int(short[2:4]) <= 12 and 1 <= int(short[4:6]) % 60 <= 31 and _luhn(short)


def _phone(digits: str) -> bool:
    return 7 <= len(digits) <= 15 and digits[0] == "0" and not _personal(digits)


def _iban(compact: str) -> bool:
    turned = compact[4:] + compact[:4]
    return 15 <= len(compact) <= 34 and int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def _of_runs(holds: Callable[[str], bool]) -> Callable[[Folded], Iterator[Span]]:
    return lambda text: (span for digits, span in _runs(text) if holds(digits))


def _of_regex(pattern: re.Pattern[str]) -> Callable[[Folded], Iterator[Span]]:
    return lambda text: (found.span() for found in pattern.finditer(text.text[:8000]))


def _ibans(text: Folded) -> Iterator[Span]:
    for found in _IBAN.finditer(text.text[:8000]):
        written = found[0]
        # Words may stand right behind it.
        while written and not _iban(written.replace(" ", "")):
            written = written.rpartition(" ")[0]
        if written:
            yield found.start(), found.start() + len(written)


_FINDERS: dict[str, Callable[[Folded], Iterator[Span]]] = {
    "card_number": _of_runs(_card),
    "personal_number": _of_runs(_personal),
    "phone": _of_runs(_phone),
    "number": _of_runs(bool),
    "iban": _ibans,
    "email": _of_regex(_EMAIL),
    "date": _of_regex(_DATE),
    "amount": _of_regex(_MONEY),
    "url": _of_regex(_URL),
}
#: What an `entity` matcher may ask for.
KINDS = tuple(_FINDERS)
