"""What writing into another program takes of a system: which window, its keys, and whether it took what was pasted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from agent_assist.ui.desk.clipboard import Lent

if TYPE_CHECKING:
    from agent_assist.ui.desk.x_server import XServer


class Hand(Protocol):
    """A system's way. Windows are numbers of the system's; 0 is none."""

    def target(self) -> int:
        """The window of another program that had the keys last."""

    def focused(self) -> int:
        """The window that has the keys now, whosever it is."""

    def give_keys(self, window: int) -> None:
        """Ask that a window gets the keys; `focused` tells when it has them."""

    def is_terminal(self, window: int) -> bool:
        """Whether Ctrl+V and Ctrl+Z mean something else there."""

    def held(self) -> bool:
        """Whether the agent holds a modifier, which would change every key that is sent."""

    def release(self) -> None:
        """Let go of held modifiers."""

    def can_type(self, text: str) -> bool:
        """Whether the keyboard has a key for every character."""

    def type(self, text: str) -> None:
        """Type it key by key."""

    def erase(self, count: int) -> None:
        """Backspace, so many times."""

    def lend(self, text: str, window: int) -> Lent:
        """Put a text on the clipboard for `window` to read."""

    def paste(self, window: int) -> None:
        """Press the keys that paste there."""

    def take_back(self) -> None:
        """Press Ctrl+Z."""

    def reads(self, window: int, read: Callable[[], None] | None) -> None:
        """Call `read` each time that `window` reads the clipboard; None: look no more."""

    def watch(self, watching: bool) -> None:
        """Count the keys that others press, or no more."""

    def typed(self) -> int:
        """How many keys others pressed since `watch(True)`, modifiers left out. Which keys is not kept."""

    def forgive(self) -> None:
        """The last key that was pressed was one of the panel's own."""


def hand_of(server: XServer | None, parent: QObject) -> Hand | None:
    """What this desktop offers; None where no program may write into another's window."""
    if server is not None:
        from agent_assist.ui.desk.x_hand import XHand

        made = XHand(server, parent)
        return made if made.possible else None
    if sys.platform == "win32":
        from agent_assist.ui.desk.windows_hand import WindowsHand

        return WindowsHand(parent)
    return None
