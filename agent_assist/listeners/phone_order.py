"""Puts the numbered messages of a phone stream back in order, and tells what is missing between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from agent_assist.listeners.twilio_messages import Chunk, Event

#: Messages that may overtake one that is missing before it counts as lost (20 ms of a track each).
MOST_OVERTAKEN = 10
#: Chunks that may be lost at once; a greater jump is a counter that began anew.
MOST_LOST = 1500


@dataclass(frozen=True, slots=True)
class Placed:
    """An event in its place. lost: chunks of its track that are missing before it."""

    event: Event
    lost: int = 0


class Order:
    """Events by the number of their message.

    Where there are no numbers, or they do not count up, events pass as they come: sound out of order is better than
    none. A late event is left out only where its place was given up before, a repeated one only where it was seen.
    """

    def __init__(self) -> None:
        self._next: int | None = None
        self._counts = True
        self._held: dict[int, Event] = {}
        self._passed: deque[tuple[int, bool]] = deque(maxlen=MOST_LOST)  # numbers gone by, and whether they came
        self._chunks = _ChunkCount()

    def take(self, event: Event) -> list[Placed]:
        """The events that are in order now."""
        number = event.number
        if number is None or not self._counts:
            return [self._chunks.place(event, None)]
        if self._next is None:
            self._next = number
        if number < self._next and (number, False) in self._passed:
            return []
        if number < self._next or number in self._held:
            # It repeats itself, so it tells nothing.
            self._counts = False
            return [*self.end(), self._chunks.place(event, None)]
        self._held[number] = event
        return self._ready(lambda: self._next in self._held or len(self._held) > MOST_OVERTAKEN)

    def end(self) -> list[Placed]:
        """What is still held."""
        return self._ready(lambda: True)

    def _ready(self, wanted: Callable[[], bool]) -> list[Placed]:
        ready: list[Placed] = []
        while self._held and wanted():
            assert self._next is not None
            first = min(self._held)
            missing = first - self._next
            if missing <= MOST_LOST:
                self._passed.extend((number, False) for number in range(self._next, first))
            self._passed.append((first, True))
            self._next = first + 1
            ready.append(self._chunks.place(self._held.pop(first), missing))
        return ready


class _ChunkCount:
    """How many chunks of a track are missing, by their own numbers and by how many messages are.

    Some count the chunks of each track, some those of both tracks together.
    """

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._together = False
        self._others: dict[str, int] = {}  # chunks of the other track since this one's last
        self._missing: dict[str, int] = {}  # messages missing since this track's last chunk

    def place(self, event: Event, missing: int | None) -> Placed:
        """missing: messages that are missing before the event, None where that is not known."""
        for track in self._missing:
            self._missing[track] += missing or 0
        chunk = event.content
        if not isinstance(chunk, Chunk):
            return Placed(event)
        lost = self._jump(chunk)
        if missing is not None:
            lost = min(lost, self._missing.get(chunk.track, 0))
        self._missing[chunk.track] = 0
        for track in self._others:
            self._others[track] += 1
        self._others[chunk.track] = 0
        if chunk.number is not None:
            self._last[chunk.track] = chunk.number
        return Placed(event, lost if lost <= MOST_LOST else 0)

    def _jump(self, chunk: Chunk) -> int:
        if chunk.number is None:
            return 0
        if chunk.track not in self._last:
            self._together = self._together or chunk.number - 1 in self._last.values()
            return 0
        between = self._others[chunk.track] if self._together else 0
        jump = max(0, chunk.number - self._last[chunk.track] - 1 - between)
        return (jump + 1) // 2 if self._together else jump
