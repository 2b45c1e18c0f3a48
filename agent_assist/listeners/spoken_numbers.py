"""Numbers as they are written: "four two one seven" is 4217, "fyrtiotvå" 42, 四十二 42.

Amounts, dates, customer numbers and fault codes are read and searched as digits. A small number on its own stays a word
("one moment", "två telefoner", 一会儿), so that phrases keep their form. What a run of number words is worth is worked
out by text2num (English), ovos-number-parser (Swedish) and cn2an (Chinese); which runs are numbers is decided here.
"""

from __future__ import annotations

import re

#: From this value on a number is written as digits although it stands alone.
_LARGE = 10

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TIMES = {"double": 2, "triple": 3}
_EN_WORD = (
    rf"(?:{'|'.join(_ONES)}|oh|double|triple|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)"
)
_ENGLISH = re.compile(rf"\b(?:a (?=hundred|thousand|million))?{_EN_WORD}(?:(?:[ -]| and ){_EN_WORD})*\b", re.IGNORECASE)
_EN_DIGIT = {**{word: str(value) for value, word in enumerate(_ONES)}, "oh": "0"}
_DAYS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b((?:(?:twenty|thirty)[ -])?(?:{_DAYS}))(?=(?: of)? (?:{_MONTHS})\b)", re.IGNORECASE)

_SV_ONES = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
_SV_PART = (
    rf"(?:{'|'.join(_SV_ONES)}|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tio|tjugo|trettio|fyrtio|"
    "femtio|sextio|sjuttio|åttio|nittio|hundra|tusen)"
)
_SWEDISH = re.compile(rf"\b{_SV_PART}+(?: {_SV_PART}+)*\b", re.IGNORECASE)
_SV_DIGIT = {word: str(value) for value, word in enumerate(_SV_ONES)}

_CHINESE = re.compile(
    r"(?P<percent>百分之)?(?P<run>[零〇一二两三四五六七八九十百千万亿幺]+)(?P<behind>[月号日点块元]?)"
)
#: What looks like a number and is none.
_IDIOMS = frozenset({"万一", "千万", "一一", "十万", "七八", "三四", "五六", "一二", "两三", "四五", "六七", "八九"})
_ZH_DIGIT = dict(zip("零〇幺一二两三四五六七八九", "0011223456789", strict=True))


def with_digits(text: str, lang: str) -> str:
    """The text with its numbers as digits; languages other than English, Swedish and Chinese pass through."""
    match re.split("[-_]", lang.casefold())[0]:
        case "en":
            return _DAY.sub(lambda day: _english_day(day.group()), _ENGLISH.sub(_english, text))
        case "sv":
            return _SWEDISH.sub(_swedish, text)
        case "zh":
            return _CHINESE.sub(_chinese, text)
        case _:
            return text


def _english(found: re.Match[str]) -> str:
    run = found.group()
    words = run.casefold().replace("-", " ").split()
    one_by_one = _digit_by_digit(words)
    if one_by_one is not None:
        return one_by_one if len(one_by_one) > 1 else run
    from text_to_num import alpha2digit

    written = str(alpha2digit(run.casefold().replace("-", " ").removeprefix("a "), "en"))
    if re.fullmatch(r"(?:19|20) [1-9]\d", written):  # a year: nineteen eighty-four
        return written.replace(" ", "")
    return written if re.fullmatch(r"[\d.]+(?: [\d.]+)*", written) and _large(written) else run


def _digit_by_digit(words: list[str]) -> str | None:
    """Digits said one after the other, "double seven" too; None where there are other words."""
    digits, times = "", 1
    for word in words:
        if word in _TIMES:
            times = _TIMES[word]
        elif word in _EN_DIGIT:
            digits, times = digits + _EN_DIGIT[word] * times, 1
        else:
            return None
    return digits if times == 1 else None


def _english_day(day: str) -> str:
    from text_to_num import alpha2digit

    return str(alpha2digit(day.casefold().replace("-", " "), "en", 0))


def _swedish(found: re.Match[str]) -> str:
    run = found.group()
    words = run.casefold().split()
    if all(word in _SV_DIGIT for word in words):
        return "".join(_SV_DIGIT[word] for word in words) if len(words) > 1 else run
    from ovos_number_parser import numbers_to_digits

    known = [_SV_DIGIT.get(word) or str(numbers_to_digits(word, "sv")) for word in words]
    return " ".join(known) if all(word.isdigit() for word in known) and _large(" ".join(known)) else run


def _chinese(found: re.Match[str]) -> str:
    run, behind = found["run"], found["behind"]
    if run in _IDIOMS and not found["percent"] and not behind:
        return found.group()
    if all(sign in _ZH_DIGIT for sign in run):
        if len(run) == 1 and not behind and not found["percent"]:
            return run
        value = "".join(_ZH_DIGIT[sign] for sign in run)
    elif len(run) == 1 and not found["percent"]:
        return found.group()  # 十分, 百 and the like
    else:
        import cn2an

        try:
            value = str(cn2an.cn2an(run.replace("〇", "零").replace("幺", "一"), "smart"))
        except ValueError:
            return found.group()
    return f"{value}{'%' if found['percent'] else ''}{behind}"


def _large(written: str) -> bool:
    """Whether digits are better than the words: a number from ten on, or several."""
    return " " in written or float(written) >= _LARGE
