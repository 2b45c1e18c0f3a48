"""How recognised words are written down: the script of the contact's language."""

from __future__ import annotations

from functools import cache
from typing import Any


def in_script(text: str, lang: str) -> str:
    """Chinese in the characters of the language; other languages pass through.

    That is Traditional for `zh-Hant` (and Taiwan, Hong Kong, Macao), else Simplified: Whisper writes now one, now the
    other.
    """
    parts = lang.replace("_", "-").casefold().split("-")
    if parts[0] != "zh":
        return text
    traditional = {"hant", "tw", "hk", "mo"} & set(parts[1:])
    return str(_converter("s2t" if traditional else "t2s").convert(text))


@cache
def _converter(kind: str) -> Any:
    import opencc

    return opencc.OpenCC(kind)
