"""Keys and the mouse on X11: which key writes which letter, and presses sent through XTest (XTEST 2.2)."""

from __future__ import annotations

from Xlib import XK, X
from Xlib.ext import xtest

from agent_assist.ui.desk.x_server import XServer

#: Modifiers that say nothing of what the agent holds: CapsLock and, on nearly every keyboard, NumLock (Mod2).
LOCKS = X.LockMask | X.Mod2Mask
#: Modifiers that turn a key into something else.
HELD = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask | X.Mod5Mask
#: State bits 13 and 14: which of several keyboard layouts is in force (XKB).
_LAYOUT = 0x6000


def keysym_of(character: str) -> int:
    """The keysym of a character: Latin-1 as it is, others by their code point (X11 protocol, appendix A)."""
    code = ord(character)
    return code if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF else 0x0100_0000 | code


class XInput:
    """Sends keys to whoever has them; nothing is written into any window behind its program's back."""

    def __init__(self, server: XServer) -> None:
        self._server = server
        self._display = server.display

    @property
    def possible(self) -> bool:
        """Whether the server takes keys from programs."""
        return bool(self._display.has_extension("XTEST"))

    def state(self) -> int:
        """Modifiers and layout as they are now."""
        return int(self._server.root.query_pointer().mask)

    def modifiers(self) -> set[int]:
        """The keys that only change others, and the locks."""
        return {code for codes in self._display.get_modifier_mapping() for code in codes} - {0}

    def held(self) -> bool:
        """Whether the agent's hand is on a modifier."""
        return bool(self.state() & HELD)

    def release(self) -> None:
        """Let go, in the server's eyes, of the modifiers that are still held."""
        for code in self.modifiers():
            if self._is_down(code):
                xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def _is_down(self, code: int) -> bool:
        return bool(self._display.query_keymap()[code // 8] & (1 << code % 8))

    def can_type(self, text: str) -> bool:
        """Whether every character has a key of its own, with or without Shift, on the keyboard as it now is."""
        if self.state() & (_LAYOUT | X.LockMask):
            return False
        return all(self._key(character) is not None for character in text)

    def _key(self, character: str) -> tuple[int, bool] | None:
        if not character.isprintable():
            return None
        found = [(code, at) for code, at in self._display.keysym_to_keycodes(keysym_of(character)) if at in (0, 1)]
        return None if not found else (found[0][0], found[0][1] == 1)

    def type(self, text: str) -> int:
        """Press the keys of `text` (see `can_type`); returns how many presses were sent."""
        shift = self._code("Shift_L")
        sent = 0
        for character in text:
            key = self._key(character)
            assert key is not None, "asked to type what no key writes"
            code, shifted = key
            sent += self._stroke(code, (shift,) if shifted else ())
        self._display.sync()
        return sent

    def press(self, key: str, *modifiers: str, times: int = 1) -> int:
        """Press a key by its X name with modifiers (`press("v", "Control_L")`); returns how many presses were sent."""
        sent = 0
        for _ in range(times):
            sent += self._stroke(self._code(key), tuple(self._code(name) for name in modifiers))
        self._display.sync()
        return sent

    def _code(self, name: str) -> int:
        return int(self._display.keysym_to_keycode(XK.string_to_keysym(name)))

    def _stroke(self, code: int, modifiers: tuple[int, ...]) -> int:
        for one in (*modifiers, code):
            xtest.fake_input(self._display, X.KeyPress, one)
        for one in (code, *reversed(modifiers)):
            xtest.fake_input(self._display, X.KeyRelease, one)
        return 1 + len(modifiers)

    def click(self, x: int, y: int) -> None:
        """Press the left mouse button at a place of the desktop."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        xtest.fake_input(self._display, X.ButtonPress, 1)
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()
