"""Takes values out of plain mappings, as YAML or JSON gives them, and says exactly what is wrong and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from agent_assist.errors import SourceError

T = TypeVar("T")
U = TypeVar("U")

_TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
#: The two-letter codes of ISO 639-1.
_CODES = frozenset(
    re.findall(
        "..",
        "aaabaeafakamanarasavayazbabebgbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugvha"
        "hehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmyna"
        "nbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthtitktltntotrts"
        "tttwtyugukuruzvevivowawoxhyiyozazhzu",
    )
)
_USUAL = ("en", "sv", "zh-Hans", "zh-Hant", "de", "fr", "es", "da", "nb", "fi")
_NAMES = {"english": "en", "eng": "en", "swedish": "sv", "swe": "sv", "svenska": "sv", "chinese": "zh-Hans", "cn": "zh"}


class RuleError(SourceError):
    """What is wrong in one rule. index: which item; path: the keys and positions that lead to the place in it."""

    def __init__(self, what: str, next_step: str, index: int, path: tuple[str | int, ...]) -> None:
        super().__init__(what, next_step)
        self.index = index
        self.path = path


class Reader:
    """Takes keys out of one mapping; every complaint names the rule, the place in it and the way out.

    probe: whether patterns are tried on hostile texts.  lists: the rule's word lists.
    """

    def __init__(self, item: object, index: int, name: str, path: tuple[str | int, ...], *, probe: bool) -> None:
        self.index, self.name, self.path, self.probe = index, name, path, probe
        self.lists: Mapping[str, tuple[str, ...]] = {}
        if not isinstance(item, Mapping):
            raise self.wrong("must be a mapping (key: value)", "Look at docs/rules.md for its form.")
        self.item = item
        self.known: list[str] = []

    def wrong(self, what: str, next_step: str = "", *more: str | int) -> RuleError:
        """The error to raise for this place, or for `more` inside it."""
        path = (*self.path, *more)
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        return RuleError(f"Rule {self.name}: {f'{place} ' if place else 'it '}{what}.", next_step, self.index, path)

    def take(self, key: str, read: Callable[[Reader, object, str], T], default: U) -> T | U:
        """The value of a key that may be left out."""
        self.known.append(key)
        value = self.item.get(key)
        return default if value is None else read(self, value, key)

    def must(self, key: str, read: Callable[[Reader, object, str], T]) -> T:
        """The value of a key that must be there."""
        self.known.append(key)
        if self.item.get(key) is None:
            others = [str(other) for other in self.item if other not in self.known]
            for other in difflib.get_close_matches(key, others, 1, 0.7):
                raise self.wrong("is an unknown key", f"Did you mean {key!r}?", other)
            raise self.wrong("is missing", "Add it; docs/rules.md shows every key.", key)
        return read(self, self.item[key], key)

    def inside(self, value: object, *more: str | int) -> Reader:
        """A reader for a mapping inside this one."""
        reader = Reader(value, self.index, self.name, (*self.path, *more), probe=self.probe)
        reader.lists = self.lists
        return reader

    def end(self) -> None:
        """Refuses keys that nobody took."""
        for key in self.item:
            if key not in self.known:
                near = difflib.get_close_matches(str(key), self.known, 1, 0.5)
                hint = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(self.known)}."
                raise self.wrong("is an unknown key", hint, str(key))


def text(reader: Reader, value: object, *key: str | int) -> str:
    """A text that is not empty, without space around it."""
    if not isinstance(value, str) or not value.strip():
        raise reader.wrong("must be a text that is not empty", "Put it in quotation marks.", *key)
    return value.strip()


def verbatim(reader: Reader, value: object, key: str) -> str:
    """A text that is not empty, as it stands."""
    text(reader, value, key)
    return str(value)


def number(reader: Reader, value: object, key: str) -> float:
    """Seconds, or another number from 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e7:
        raise reader.wrong("must be a number from 0", "Give seconds, such as 30 or 2.5.", key)
    return float(value)


def positive(reader: Reader, value: object, key: str) -> float:
    """A number above 0."""
    if number(reader, value, key) == 0:
        raise reader.wrong("must be above 0", "", key)
    return number(reader, value, key)


def share(reader: Reader, value: object, key: str) -> float:
    """A number above 0 and at most 1."""
    if not 0 < number(reader, value, key) <= 1:
        raise reader.wrong("must be above 0 and at most 1", "", key)
    return number(reader, value, key)


def whole(least: int, most: int) -> Callable[[Reader, object, str], int]:
    """A whole number in a range."""

    def read(reader: Reader, value: object, key: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise reader.wrong(f"must be a whole number from {least} to {most}", "", key)
        return value

    return read


def flag(reader: Reader, value: object, key: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise reader.wrong("must be true or false", "", key)
    return value


def one_of(names: Sequence[str]) -> Callable[[Reader, object, str], str]:
    """One of these words."""

    def read(reader: Reader, value: object, key: str) -> str:
        if value not in names:
            near = difflib.get_close_matches(str(value), names, 1, 0.5)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise reader.wrong(f"must be one of {', '.join(names)}, not {value!r}", hint.strip(), key)
        return str(value)

    return read


def entries(reader: Reader, value: object, key: str) -> list[object]:
    """A list that is not empty."""
    if not isinstance(value, list | tuple) or not value:
        raise reader.wrong("must be a list with at least one entry", "", key)
    return list(value)


def texts(reader: Reader, value: object, key: str) -> tuple[str, ...]:
    """A list of texts, or one text."""
    if isinstance(value, str):
        return (text(reader, value, key),)
    return tuple(text(reader, one, key, place) for place, one in enumerate(entries(reader, value, key)))


def tag(reader: Reader, value: object, *key: str | int) -> str:
    """A BCP 47 language tag: language, and where wanted script and region."""
    written = text(reader, value, *key)
    if hint := tag_wrong(written):
        raise reader.wrong(f"holds {written!r}, which is no language tag", hint, *key)
    return written


def tag_wrong(written: object) -> str:
    """What to write instead of what is no BCP 47 language tag; "" for one that is."""
    name = str(written)
    found = _TAG.fullmatch(name)
    if found and (len(found[1]) == 3 or found[1] in _CODES) and name not in _NAMES:
        return ""
    near = _NAMES.get(name.casefold()) or next(
        iter(difflib.get_close_matches(name.replace("_", "-"), _USUAL, 1, 0.5)), ""
    )
    return f"Did you mean {near!r}?" if near else "Write a tag such as en, sv, zh-Hans or pt-BR."


def tags(reader: Reader, value: object, key: str) -> tuple[str, ...]:
    """A list of language tags, or one."""
    if isinstance(value, str):
        return (tag(reader, value, key),)
    return tuple(tag(reader, one, key, place) for place, one in enumerate(entries(reader, value, key)))


def by_language(reader: Reader, value: object, key: str) -> dict[str, str]:
    """A text, or texts by language."""
    if isinstance(value, str):
        return {"": text(reader, value, key)}
    if not isinstance(value, Mapping) or not value:
        raise reader.wrong("must be a text, or texts by language such as {en: …, sv: …}", "", key)
    return {tag(reader, lang, key, str(lang)): text(reader, words, key, str(lang)) for lang, words in value.items()}
