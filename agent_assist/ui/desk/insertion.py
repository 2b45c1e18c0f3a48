"""How words get into another program's field: what is decided before anything is sent. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Way = Literal["keys", "paste", "copy"]
#: Up to so many characters are typed key by key: done before a paste would be, and the clipboard is left alone.
SHORT = 24
#: Classes of windows (WM_CLASS, small letters) in which Ctrl+V is a character and Ctrl+Z stops the program.
_TERMINALS = frozenset(
    {
        "alacritty", "deepin-terminal", "eterm", "gnome-terminal", "gnome-terminal-server", "io.elementary.terminal",
        "kgx", "kitty", "konsole", "lxterminal", "mate-terminal", "org.wezfurlong.wezterm", "ptyxis", "qterminal",
        "rxvt", "sakura", "st", "st-256color", "terminator", "termite", "tilix", "urxvt", "uxterm", "xfce4-terminal",
        "xterm",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an insertion.

    way: typed by keys, pasted, or left on the clipboard.  why, for the clipboard: system (no program may write into
    another here), nowhere (no other window had the keys), moved (it did not get them back) or unread (it did not take
    what was pasted).  text: what was sent.  undo: whether it can be taken back.
    """

    way: Way
    text: str
    why: str = ""
    undo: bool = False


def is_terminal(instance: str, kind: str) -> bool:
    """Whether a window of that WM_CLASS is a terminal."""
    return bool({instance.casefold(), kind.casefold()} & _TERMINALS)


def one_line(text: str) -> bool:
    """Whether no character of it does more than stand there: Enter would send a chat, Tab would leave the field."""
    return text.isprintable()


def choose_way(text: str, typeable: bool) -> Way:
    """Short words that the keyboard has are typed; all else is pasted."""
    return "keys" if typeable and len(text) <= SHORT and one_line(text) else "paste"


def _wide(character: str) -> bool:
    """Scripts that set no spaces between sentences: Han, kana, hangul's punctuation and fullwidth forms."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"


def stacked(text: str, before: str) -> str:
    """`text` as it is sent right behind `before`: with a space between, where the script sets one."""
    if not before or not text or before[-1].isspace() or text[0].isspace() or _wide(before[-1]) or _wide(text[0]):
        return text
    return f" {text}"
