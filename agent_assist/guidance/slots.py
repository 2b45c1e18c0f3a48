"""Values in what people say: names, days, times, numbers… in English, Swedish and Chinese, to be asked for only once.

Plain patterns, for what a customer says when asked: a value is taken where its form is plain or where it was just
asked for, and is never guessed.
"""

from __future__ import annotations

import re

from agent_assist.guidance.entities import find_entity
from agent_assist.guidance.folding import fold

#: What an answer may look like. `text`: anything.
VALUE_TYPES = ("text", "name", "day", "time", "number", "amount", "code", "phone", "email", "yes_no")

_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
)
_ORDINAL = (
    r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    r"(?:tjugo|trettio)(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde)|"
    r"första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|"
    r"femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|trettionde"
)
_MONTH = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"januari|februari|mars|maj|juni|juli|augusti|oktober"
)
_DAY = re.compile(
    r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|\b(?:to|yester)day\b|\btomorrow\b|\bweekend\b|"
    r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|\bi ?(?:dag|morgon|övermorgon)\b|"
    r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|今天|明天|后天|後天|"
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b|\d{1,2} ?月 ?\d{1,2} ?[日号號]|"
    r"\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b(?: of)?(?: [a-z]+)?|"
    r"\b(?:jan|feb|mar|apr|may|maj|jun|jul|aug|sep|oct|okt|nov|dec)[a-z]* \d{1,2}\w{0,2}\b|"
    r"\bden \d{1,2}(?::[ae])?\b|"
    rf"\b(?:(?:the|den) )?(?:{_ORDINAL})(?: of)? (?:{_MONTH})\b|"
    r"\b\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:at )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock)(?!\w)|\b(?:at )?\d{1,2}:\d\d\b|"
    r"\b(?:noon|midnight|right now|as soon as possible|asap)\b|\b(?:klockan|kl\.?) ?\d{1,2}(?:[:.]\d\d)?\b|"
    r"\bat \d{1,2}\b(?! ?(?:people|guests))|"
    r"(?:上午|下午|早上|晚上|中午)? ?[0-9一二三四五六七八九十两兩]{1,3} ?[点點](?:半|\d{1,2} ?分)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b\d+\b|\b(?:{_NUMBER_WORD})\b|[一二三四五六七八九十两兩]+(?=[个個位人件])", re.IGNORECASE)
_CODE = re.compile(r"\b(?=[A-Z-]*\d)[A-Z]{0,4}-?\d{2,}(?:[-\d]*\d)?\b", re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:[Mm]y (?:full )?name(?:'s| is)|[Nn]ame(?: is|:)|[Ii] am|I'm|[Tt]his is|"
    r"[Jj]ag heter|[Mm]itt namn är|[Dd]et är)"
    r" (?P<name>[A-ZÅÄÖ][\w'-]+(?: [A-ZÅÄÖ][\w'-]+){0,2})|(?:我叫|我姓|我是|名字是)(?P<han>[\u4e00-\u9fff]{1,4})"
)
_BARE_NAME = re.compile(r"^\W*(?P<name>[A-ZÅÄÖ][\w'-]+(?: [A-ZÅÄÖ][\w'-]+){0,2}|[\u4e00-\u9fff]{2,4})\W*$")
_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|ok(?:ay)?|please do|please|of course|absolutely|correct|right|great|perfect|sounds|"
    r"go ahead|ja|japp|jo|visst|gärna|absolut|självklart|precis|är det)\b|^\W*(?:是|对|對|好|可以|行|没错|沒錯|嗯)|"
    r"\byes\b|\bgo ahead\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no|nope|nah|nothing|none|not really|not now|i don'?t think so|nej|nä|inte|ingenting)\b|"
    r"^\W*(?:不|没|沒|否|别|別)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:don'?t|do not|can'?t|can ?not) (?:\w+ ){0,2}(?:know|remember|recall|have)\b|\b(?:i|have|i've) forg[eo]t|"
    r"\bno idea\b|\bnot sure\b|\bforgotten\b|\b(?:vet|minns|kommer) (?:jag )?inte\b|\bhar glömt\b|\bglömt\b|"
    r"不知道|不记得|不記得|忘了|忘记|忘記|不清楚",
    re.IGNORECASE,
)
#: A full stop before a small letter or a digit ends no sentence.
_SENTENCE = re.compile(r".+?(?:[.!?]+(?=\s+[^\sa-zåäö0-9]|$)|[。！？]+|$)", re.DOTALL)
_FORMS = {
    "day": _DAY,
    "time": _TIME,
    "number": _NUMBER,
    "code": _CODE,
}


def answer(text: str) -> str:
    """yes, no or unsure, as the words answer a question; "" where they do neither."""
    if _UNSURE.search(text):
        return "unsure"
    if _NO.search(text):
        return "no"
    return "yes" if _YES.search(text) else ""


def _statement(text: str) -> str:
    """The first sentence that asks nothing, without its full stop: what follows an answer is seldom part of it."""
    sentences = (part.strip() for part in _SENTENCE.findall(text))
    return next((part.rstrip(".!。！ ") for part in sentences if part and not part.endswith(("?", "？"))), "")


def find_value(text: str, form: str, *, asked: bool) -> str:
    """The value of such a form in the text, "" where there is none.

    asked: it was just asked for; then a bare name, and for `text` the first statement, is taken for the answer.
    """
    if form == "name":
        found = _NAME.search(text) or (_BARE_NAME.search(text) if asked else None)
        return next((value for value in found.groups() if value), "") if found else ""
    if form == "yes_no":
        given = answer(text) if asked else ""
        return given if given in ("yes", "no") else ""
    if form == "text":
        return _statement(text) if asked and answer(text) != "unsure" else ""
    if form not in _FORMS:
        folded = fold(text)
        span = find_entity(form, folded)
        return folded.quote(*span) if span else ""
    match = _FORMS[form].search(text)
    return match[0].strip() if match else ""
