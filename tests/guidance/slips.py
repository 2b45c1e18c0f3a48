"""Words as a recogniser gets them wrong: sounds confused within a word, little words dropped, fillers heard."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from kb_index.rules.contacts import StoredContact

_VOWELS, _CONSONANTS, _DIGITS = "aeiouyåäö", "bcdfghjklmnpqrstvwxz", "0123456789"
_HAN = "的是在有人这中大来上个到说们为子你地出也时年得就那要下以自过家学对可里后小么心多天而能好都然没"
_LITTLE_HAN = "的了吗嗎呢吧会會也就都在"
#: Han characters go by two, as most words do.
_TOKEN = re.compile(r"[\u4e00-\u9fff]{1,2}|[^\s\u4e00-\u9fff]+|\s+")


def misheard(contact: StoredContact, share: float, seed: int) -> StoredContact:
    """The contact with that share of its words wrong; the recogniser's confidence falls with the share in each line."""
    chance = random.Random(f"{contact.name} {seed}")
    lines = []
    for line in contact.lines:
        text, wrong, words = _slipped(line.text, share, chance)
        lines.append(replace(line, text=text, confidence=round(1 - wrong / words, 3)))
    return replace(contact, lines=tuple(lines))


def _slipped(text: str, share: float, chance: random.Random) -> tuple[str, int, int]:
    out, wrong, words = [], 0, 0
    for token in _TOKEN.findall(text):
        if token.isspace():
            out.append(token)
            continue
        words += 1
        if chance.random() < share:
            wrong += 1
            token = _one(token, chance)
        out.append(token)
    return "".join(out).strip() or text, wrong, max(1, words)


def _one(word: str, chance: random.Random) -> str:
    little = word in _LITTLE_HAN or (word.isascii() and len(word) <= 3 and word.isalpha())
    if little and chance.random() < 0.5:
        return ""
    letters = list(word)
    places = [place for place, letter in enumerate(letters) if letter.isalnum()]
    if not places:
        return word
    place = chance.choice(places)
    letter = letters[place].lower()
    sounds = next((kind for kind in (_VOWELS, _CONSONANTS, _DIGITS) if letter in kind), _HAN)
    letters[place] = chance.choice([other for other in sounds if other != letter])
    return "".join(letters)
