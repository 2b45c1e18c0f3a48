"""Key combinations as settings write them (`Ctrl+Alt+K`), and what is wrong with them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
#: Keys with names, as Qt writes them → as X11 calls them (keysymdef.h); the shortcuts specification has the same names.
_NAMED = {
    "Space": "space",
    "Return": "Return",
    "Enter": "KP_Enter",
    "Tab": "Tab",
    "Esc": "Escape",
    "Backspace": "BackSpace",
    "Ins": "Insert",
    "Del": "Delete",
    "Home": "Home",
    "End": "End",
    "PgUp": "Prior",
    "PgDown": "Next",
    "Left": "Left",
    "Right": "Right",
    "Up": "Up",
    "Down": "Down",
    "Pause": "Pause",
    "Print": "Print",
    **{f"F{number}": f"F{number}" for number in range(1, 25)},
}
_BY_FOLDED = {name.casefold(): name for name in (*_MODIFIERS, *_NAMED)}


@dataclass(frozen=True, slots=True)
class Keys:
    """A combination. key: a name of the table above, or one character, a letter as a capital."""

    modifiers: frozenset[str]
    key: str

    def __str__(self) -> str:
        return "+".join([*(one for one in _MODIFIERS if one in self.modifiers), self.key])

    @property
    def x_name(self) -> str:
        """What X11 calls the key; a letter as itself, small."""
        return _NAMED.get(self.key, self.key.lower())


def parse_keys(text: str) -> Keys | None:
    """`Ctrl+Alt+K` as a record. None where it is no combination that works everywhere: it needs Ctrl, Alt or Meta (a
    letter alone must stay a letter), or is a function key."""
    words = text.strip().split("+")
    if words[-2:] == ["", ""]:
        words = [*words[:-2], "+"]
    *held, key = [_BY_FOLDED.get(word.strip().casefold(), word.strip()) for word in words]
    if any(one not in _MODIFIERS for one in held) or len(set(held)) < len(held):
        return None
    if key not in _NAMED:
        if len(key) != 1 or not key.isprintable() or key.isspace():
            return None
        key = key.upper() if len(key.upper()) == 1 else key
    lone = key.startswith("F") and key in _NAMED
    if not lone and not {"Ctrl", "Alt", "Meta"} & set(held):
        return None
    return Keys(frozenset(held), key)


@dataclass(frozen=True, slots=True)
class Bound:
    """wanted: action → its keys.  wrong: texts that are no combination.  twice: combinations given to two actions."""

    wanted: Mapping[str, Keys]
    wrong: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def bindings(texts: Mapping[str, str]) -> Bound:
    """Read action → text. Empty: no key. Of two actions with the same keys the first has them."""
    wanted: dict[str, Keys] = {}
    wrong, twice = [], []
    for action, text in texts.items():
        if not text.strip():
            continue
        keys = parse_keys(text)
        if keys is None:
            wrong.append(text.strip())
        elif keys in wanted.values():
            twice.append(str(keys))
        else:
            wanted[action] = keys
    return Bound(wanted, tuple(wrong), tuple(twice))
