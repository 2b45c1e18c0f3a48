"""Reads the named values of one written item (article, template, question) and says file and line of what is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from agent_assist.datatypes import language_tag
from agent_assist.errors import SourceError
from kb_index.records import Place

MAX_ID = 200
#: Longer values of foreign keys are texts, not attributes.
MAX_ATTRIBUTE = 1000
_LANG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_BAD_ID = re.compile(r"[\x00-\x1f\x7f]")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known spelling that `word` probably meant, or ""."""
    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.75)
    return found[0] if found else ""


def source_error(place: Place, what: str, next_step: str = "") -> SourceError:
    """A SourceError at a place (line 0 leaves the line out)."""
    return SourceError(what, next_step, file=place.file, line=place.line or None)


@dataclass(frozen=True, slots=True)
class Fields:
    """One item: its values, where it stands, what it is called in messages, and the line of each key where known."""

    values: Mapping[str, Any]
    place: Place
    noun: str
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Where a key stands; the item's own place when that is not known."""
        return Place(self.place.file, self.lines.get(key, self.place.line))

    def error(self, key: str, what: str, next_step: str = "") -> SourceError:
        """A SourceError at a key."""
        return source_error(self.at(key), what, next_step)

    def only(self, known: Sequence[str], others_allowed: bool = False) -> None:
        """Raise SourceError for a key that is not known.

        others_allowed: keys of other systems pass (exports carry them); a misspelt one of ours still does not.
        """
        for key in self.values:
            if key in known:
                continue
            guess = nearest(str(key), known)
            if guess and guess not in self.values:
                raise self.error(key, f"{self.noun} has an unknown key “{key}”.", f"Did you mean “{guess}”?")
            if not others_allowed:
                raise self.error(key, f"{self.noun} has an unknown key “{key}”.", f"Known keys: {', '.join(known)}.")

    def text(self, key: str, default: str | None = None, strip: bool = True) -> str:
        """A string; numbers are taken as written. Without a default the key must be there and not be blank."""
        value = self.values.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is None or (isinstance(value, str) and not value.strip()):
            if default is None:
                raise self.error(key, f"{self.noun} has no “{key}”.", f"Add “{key}”.")
            return default
        if not isinstance(value, str):
            raise self.error(key, f"“{key}” must be text, not {_kind(value)}.", "Put it in quotation marks.")
        if "\x00" in value:
            raise self.error(key, f"“{key}” holds a NUL character.", "Remove it.")
        return value.strip() if strip else value

    def name(self, key: str = "id", default: str | None = None) -> str:
        """An id: text of at most 200 characters without control characters."""
        value = self.text(key, default)
        if len(value) > MAX_ID or _BAD_ID.search(value):
            raise self.error(key, f"“{key}” must have no line break and at most {MAX_ID} characters.", "Rename it.")
        return value

    def lang(self, default: str | None = None) -> str:
        """A BCP 47 tag such as en, sv, zh-Hans, as tags are compared."""
        value = self.text("lang", default)
        if not _LANG.fullmatch(value):
            raise self.error("lang", f"“lang” is “{value}”, which is no language tag.", "Use one like en, sv, zh-Hans.")
        return language_tag(value)

    def date(self, key: str) -> str:
        """An ISO date (YYYY-MM-DD), or "" where left out."""
        value = self.text(key, "")
        if value:
            try:
                if date.fromisoformat(value).isoformat() != value:
                    raise ValueError(value)
            except ValueError:
                raise self.error(key, f"“{key}” is “{value}”, which is no date.", "Write it as 2026-01-31.") from None
        return value

    def texts(self, key: str, split: str = "") -> tuple[str, ...]:
        """A list of strings, blank ones left out. split: also take one string divided by this mark (CSV)."""
        value = self.values.get(key)
        if value is None or value == "":
            return ()
        if split and isinstance(value, str):
            value = value.split(split)
        if not isinstance(value, list):
            raise self.error(
                key, f"“{key}” must be a list, not {_kind(value)}.", "Write one item a line, each after “- ”."
            )
        for item in value:
            if isinstance(item, bool) or not isinstance(item, str | int | float):
                raise self.error(key, f"“{key}” must be a list of texts; one item is {_kind(item)}.", "Quote the item.")
        return tuple(text for text in (str(item).strip() for item in value) if text)

    def attributes(self) -> dict[str, str]:
        """The `attributes` mapping, values as text; several values of one are joined by |."""
        value = self.values.get("attributes")
        if value is None or value == "":
            return {}
        found = {str(k): _attribute(v) for k, v in value.items()} if isinstance(value, dict) else {"": None}
        if None in found.values():
            raise self.error("attributes", "“attributes” must map names to texts.", "Write {product: broadband}.")
        return {k: v for k, v in found.items() if v is not None}

    def with_others(self, known: Sequence[str]) -> Fields:
        """These fields with short values of keys that are not known added to the attributes (exports carry them)."""
        others = {str(k): _attribute(v) for k, v in self.values.items() if k not in known}
        short = {k: v for k, v in others.items() if v and len(v) <= MAX_ATTRIBUTE}
        named = self.values.get("attributes") or {}
        if not short or not isinstance(named, dict):
            return self
        return replace(self, values={**self.values, "attributes": {**short, **named}})


def _attribute(value: object) -> str | None:
    """One attribute as text, None where it cannot be one."""
    if isinstance(value, list) and not any(item is None or isinstance(item, dict | list) for item in value):
        return "|".join(str(item) for item in value)
    return None if isinstance(value, dict | list) else "" if value is None else str(value)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    names = {bool: "true/false", dict: "a mapping", list: "a list", str: "text", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
