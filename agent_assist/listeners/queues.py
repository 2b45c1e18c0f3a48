"""A queue between threads that never grows without bound and never blocks who fills it."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class DropQueue(Generic[Item]):
    """First in, first out, at most `size` items: when it is full the oldest goes, and is counted."""

    def __init__(self, size: int) -> None:
        self._items: deque[Item] = deque()
        self._size = size
        self._dropped = 0
        self._closed = False
        self._changed = threading.Condition()

    def put(self, item: Item) -> bool:
        """Add an item; False when the oldest had to go for it.  After `close` nothing is taken any more."""
        with self._changed:
            if self._closed:
                return True
            full = len(self._items) >= self._size
            if full:
                self._items.popleft()
                self._dropped += 1
            self._items.append(item)
            self._changed.notify()
            return not full

    def get(self) -> Item | None:
        """Wait for the next item; None once the queue is closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed)
            return self._items.popleft() if self._items else None

    def close(self) -> None:
        """No more items will come; what is in the queue can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def dropped(self) -> int:
        """How many items went because the queue was full."""
        with self._changed:
            return self._dropped

    def __len__(self) -> int:
        with self._changed:
            return len(self._items)
