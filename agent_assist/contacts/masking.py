"""Takes out of a customer's words what may tell who said them, before they are kept beyond the contact.

Every digit goes, which covers cards, accounts, personal numbers, phones and order numbers in any writing, valid or
misheard; so do spelled numbers, mail addresses, links, and names behind phrases that introduce one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBER, MAIL, LINK, NAME = "[number]", "[mail]", "[link]", "[name]"

_MAIL = re.compile(r"[^\s@<>(),;:]+\s?@\s?[^\s@<>(),;:]+\.[^\s@<>(),;:]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# A number with the letters and marks that it is written with: 08-123 45 67, 19850101-1234, DE89 3704, E-4711, 15:30.
_NUMBER = re.compile(r"[^\W_]*\d(?:[^\W_]|[ .:,/+\-](?=[^\W_]?[^\W_]?\d))*", re.ASCII)
_FOREIGN_NUMBER = re.compile(r"\d+")
_SPELLED = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
    r"|noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio)\b[\s,.\-]*){4,}|[〇零一二三四五六七八九幺]{4,}",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(\b(?:my (?:full |first |last )?name(?:'s| is)|the name(?:'s| is)|i am called"
    r"|(?:this is|it's|i'm|i am) (?:mr|mrs|ms|dr)\.?"
    r"|you are speaking (?:to|with)|jag heter|mitt (?:för|efter)?namn är|du talar med)\s+)"
    r"([^\W\d_][\w'’\-]*(?:\s+(?!(?:and|och|i|jag|my|min|from|från|at|på|but|men|with|med|the|calling)\b)"
    r"[^\W\d_][\w'’\-]*){0,2})",
    re.IGNORECASE,
)
_INTRODUCED_CHINESE = re.compile(r"((?:我叫|我的名字(?:是|叫)|我姓)\s*)([㐀-鿿]{1,4}(?=[，。,.！!\s]|$)|[A-Za-z]+)")


def masked(text: str, known: Iterable[str] = ()) -> str:
    """The text with what may tell persons apart replaced by [number], [mail], [link] and [name].

    known: names and the like that the contact was opened with; they go wherever they stand.
    """
    result = _INTRODUCED.sub(rf"\1{NAME}", " ".join(text.split()))
    result = _INTRODUCED_CHINESE.sub(rf"\1{NAME}", result)
    parts = {part for value in known for part in (value, *value.split()) if len(part) > 1}
    for part in sorted(parts, key=len, reverse=True):
        result = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", NAME, result, flags=re.IGNORECASE)
    result = _MAIL.sub(MAIL, result)
    result = _LINK.sub(LINK, result)
    result = _SPELLED.sub(lambda found: NUMBER + " " * found.group().endswith(" "), result)
    result = _NUMBER.sub(NUMBER, result)
    return _FOREIGN_NUMBER.sub(NUMBER, result)
