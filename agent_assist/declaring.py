"""How a setting is declared: its field, and the words, range and kind from which a dialog can be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import Field
from pydantic.fields import FieldInfo

#: When a change counts: at once, or when the engine, or the whole program, starts the next time.
Effect = Literal["now", "engine", "start"]
Kind = Literal["switch", "choice", "number", "text", "folder", "device", "keys"]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A setting as people see it. The words are English, the source of the translations (context "Settings").

    group: one of GROUPS, "" for what no dialog shows.  choices: (value, words), words that are a language's own name
    included.  low, high, step, unit (%, s, d): of a number; whole: without a fraction.  longest: of a text.
    """

    name: str
    kind: Kind
    group: str
    label: str
    help: str
    default: Any
    effect: Effect
    choices: tuple[tuple[str, str], ...] = ()
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    whole: bool = True
    longest: int = 500


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text as it is. Qt's lupdate looks for calls of this name, so that translators get the words."""
    return text


#: The groups of the dialog in their order, with their titles.
GROUPS: tuple[tuple[str, str], ...] = (
    ("work", QT_TRANSLATE_NOOP("Settings", "Your work")),
    ("appearance", QT_TRANSLATE_NOOP("Settings", "Appearance")),
    ("keys", QT_TRANSLATE_NOOP("Settings", "Keys in every program")),
    ("sources", QT_TRANSLATE_NOOP("Settings", "Calls and chats")),
    ("languages", QT_TRANSLATE_NOOP("Settings", "Languages")),
    ("models", QT_TRANSLATE_NOOP("Settings", "Knowledge and speech")),
    ("privacy", QT_TRANSLATE_NOOP("Settings", "Privacy")),
)
LIKE_SYSTEM = QT_TRANSLATE_NOOP("Settings", "Like the system")
#: Languages are called by their own names, so that everybody finds their own.
LANGUAGES = {"en": "English", "sv": "Svenska", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}


def setting(group: str, label: str, help: str, default: Any = ..., *, effect: Effect = "engine", **more: Any) -> Any:
    """A pydantic field with what a dialog needs to know of it.

    more: pydantic's own limits, and `kind`, `words` (of choices), `step` and `unit`.
    """
    shown: dict[str, Any] = {key: more.pop(key) for key in ("kind", "words", "step", "unit") if key in more}
    shown |= {"group": group, "label": label, "effect": effect}
    if default is not ...:
        more["default"] = default
    return Field(description=help, json_schema_extra=shown, **more)


def declaration(name: str, field: FieldInfo) -> Declaration:
    """What `setting` was told of the field called `name`, with what follows from its type."""
    shown: dict[str, Any] = dict(field.json_schema_extra) if isinstance(field.json_schema_extra, Mapping) else {}
    limits = {
        key: getattr(limit, key)
        for limit in field.metadata
        for key in ("ge", "le", "max_length")
        if hasattr(limit, key)
    }
    words: Mapping[str, str] = shown.get("words", {})
    values = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    return Declaration(
        name,
        shown.get("kind") or _kind(field.annotation),
        shown["group"],
        shown["label"],
        field.description or "",
        field.get_default(call_default_factory=True),
        shown["effect"],
        choices=tuple((value, words[value]) for value in values),
        low=limits.get("ge", 0),
        high=limits.get("le", 0),
        step=shown.get("step", 1),
        unit=shown.get("unit", ""),
        whole=field.annotation is int,
        longest=limits.get("max_length", 500),
    )


def _kind(annotation: object) -> Kind:
    if annotation is bool:
        return "switch"
    if get_origin(annotation) is Literal:
        return "choice"
    if annotation in (int, float):
        return "number"
    return "folder" if annotation is Path else "text"
