"""Which message stands in the notice strip: the gravest one that was not put away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """key: one message per kind of trouble.  tone: "", owed or violated.  action: the words on its button, or ""."""

    key: str
    text: str
    tone: str = ""
    action: str = ""
    closable: bool = True


_GRAVITY = {"violated": 0, "owed": 1, "": 2}


class Notices:
    """Messages by key. One that was put away stays away until its text changes."""

    def __init__(self) -> None:
        self._messages: dict[str, Message] = {}
        self._away: set[Message] = set()

    def put(self, message: Message) -> None:
        """Say something, in place of what was said under its key."""
        self._messages.pop(message.key, None)
        self._messages[message.key] = message

    def clear(self, key: str) -> None:
        """The trouble is over; should it come again, it is said again."""
        gone = self._messages.pop(key, None)
        if gone is not None:
            self._away.discard(gone)

    def put_away(self, key: str) -> None:
        """The agent has read it."""
        message = self._messages.get(key)
        if message is not None:
            self._away.add(message)

    def current(self) -> Message | None:
        """The gravest message; of equals the newest."""
        standing = [message for message in self._messages.values() if message not in self._away]
        return min(reversed(standing), key=lambda message: _GRAVITY[message.tone], default=None)
