"""Hands each update to those who follow its contact over a WebSocket, and never waits for a slow one."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

#: Updates that may wait for one reader; a reader further behind is dropped and may come again.
MAX_WAITING = 256
#: What is told of a contact's sound; it may come after the contact's end.
_ABOUT_SOURCES = ("state", "source", "error")


class Follower:
    """One reader of one contact: a bounded queue of lines, None at the end of the contact."""

    def __init__(self) -> None:
        self.lines: asyncio.Queue[str | None] = asyncio.Queue(MAX_WAITING)
        self.too_slow = asyncio.Event()

    def put(self, line: str | None) -> None:
        """In the loop's thread."""
        try:
            self.lines.put_nowait(line)
        except asyncio.QueueFull:
            self.too_slow.set()


class Fanout:
    """Which contacts are open, and who follows them. `publish` may be called from any thread, the rest in the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lock = threading.Lock()
        self._open: set[str] = set()
        self._followers: dict[str, list[Follower]] = {}

    def note_open(self, contact: str) -> None:
        """The contact is known to be open."""
        with self._lock:
            self._open.add(contact)

    def is_open(self, contact: str) -> bool:
        """Whether the contact was opened and has not been closed."""
        with self._lock:
            return contact in self._open

    def publish(self, update: dict[str, Any]) -> None:
        """Sends an update on its way; returns at once."""
        contact, ended = str(update["contact"]), update.get("type") == "summary"
        with self._lock:
            if ended:
                self._open.discard(contact)
            elif update.get("type") not in _ABOUT_SOURCES:
                self._open.add(contact)
            followed = contact in self._followers
        if followed:
            line = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
            self._loop.call_soon_threadsafe(self._hand_out, contact, line, ended)

    def follow(self, contact: str) -> Follower:
        """A new reader; it sees what is published from now on."""
        follower = Follower()
        with self._lock:
            self._followers.setdefault(contact, []).append(follower)
        return follower

    def leave(self, contact: str, follower: Follower) -> None:
        """The reader is gone."""
        with self._lock:
            followers = self._followers[contact]
            followers.remove(follower)
            if not followers:
                del self._followers[contact]

    def _hand_out(self, contact: str, line: str, ended: bool) -> None:
        with self._lock:
            followers = list(self._followers.get(contact, ()))
        for follower in followers:
            follower.put(line)
            if ended:
                follower.put(None)
