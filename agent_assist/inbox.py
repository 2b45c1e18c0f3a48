"""The one bounded queue in which the engine's threads meet, so that the assistants never see two of them."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from agent_assist.errors import ProtocolError
from agent_assist.protocol import Command, Update, check_command

_WAITING = 4096
_BATCH = 256
#: Newer customer words of the same contact that may wait before an older one is no longer searched.
_STALE = 4


@dataclass(frozen=True, slots=True)
class Request:
    """A command on its way, with who waits for what it causes and when its words were there (monotonic).

    live: it comes from a source of the engine's own (a call, a demo) and not from a client.
    """

    command: Command
    received: float = field(default_factory=time.monotonic)
    reply: Future[list[Update]] | None = None
    live: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Work that another thread wants done by the thinking one."""

    run: Callable[[], None]


Item = Request | Task


class Inbox:
    """Any thread puts, one takes. Nothing is ever dropped: who cannot wait is refused."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Item] = queue.Queue(_WAITING)

    def put(self, item: Item) -> None:
        """Queue an item; waits where the queue is full."""
        self._queue.put(item)

    def submit(self, command: Command) -> Future[list[Update]]:
        """Queue a command; the future gives the updates it caused, or its UserFacingError. Refuses when full."""
        check_command(command)
        reply: Future[list[Update]] = Future()
        self.offer(Request(command, reply=reply))
        return reply

    def offer(self, item: Item) -> None:
        """Queue an item for one who cannot wait. Refuses when full."""
        try:
            self._queue.put_nowait(item)
        except queue.Full:
            raise ProtocolError("The engine has more to do than it can.", "Try again in a second.") from None

    def take(self, timeout: float) -> list[Item]:
        """What waits, at least one item unless `timeout` seconds pass without any."""
        try:
            batch = [self._queue.get(timeout=timeout)]
        except queue.Empty:
            return []
        while len(batch) < _BATCH:
            try:
                batch.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return batch


def is_stale(command: Command, behind: list[Item]) -> bool:
    """True where so many newer words of this customer wait that a card for these would be late noise."""
    newer = 0
    for item in behind:
        other = item.command if isinstance(item, Request) else {}
        newer += (
            other.get("cmd") == "say"
            and other["contact"] == command["contact"]
            and other["speaker"] == "customer" == command["speaker"]
        )
    return newer > _STALE
