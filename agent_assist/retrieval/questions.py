"""Is it a question? Told from its marks and its first words, in the languages we speak."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[?？]")
_CHINESE = re.compile(
    r"[吗嗎呢]\s*[。.!！]?$|什么|什麼|怎么|怎麼|怎样|怎樣|如何|为什么|為什麼|多少|几[天个次]|幾[天個次]"
    r"|哪[里裡儿個个些]|能不能|可不可以|是不是|有没有|有沒有"
)
_FIRST_WORDS = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|well|hi|hello|hey|men|och|så|okej|hej)[,\s]+)*"
    r"(?:what|how|when|where|why|who|which|can|could|do|does|did|is|are|will|would|should|may|am|have|has"
    r"|vad|hur|när|var|varför|vem|vilken|vilket|vilka|kan|får|ska|skulle|är|har|går|finns|blir|måste)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """True for a question, also one whose mark the recogniser left out."""
    words = text.strip()
    return bool(_MARKS.search(words) or _CHINESE.search(words) or _FIRST_WORDS.search(words))
