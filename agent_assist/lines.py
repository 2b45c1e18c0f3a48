"""Lines between processes: a reader that refuses what is too long, and a writer thread that blocks nobody."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

from agent_assist.protocol import MAX_LINE_BYTES, Update, encode

_WAITING = 10_000


def read_lines(stream: BinaryIO, too_long: Callable[[], None]) -> Iterator[bytes]:
    """Lines of `stream` without their newline; one over the limit is skipped whole and told of."""
    while True:
        line = stream.readline(MAX_LINE_BYTES + 1)
        if not line:
            return
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            too_long()
            continue
        line = line.strip()
        if line:
            yield line


class LineWriter:
    """Writes updates in order from one thread. Level meters are dropped, and counted, when the reader is slow."""

    def __init__(self, stream: BinaryIO, on_broken: Callable[[], None]) -> None:
        self._stream = stream
        self._on_broken = on_broken
        self._queue: queue.Queue[Update | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self.dropped = 0

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def write(self, update: Update) -> None:
        """Queue one update; waits where ten thousand are queued already (nothing but meters is ever dropped)."""
        if update["type"] != "level":
            self._queue.put(update)
            return
        try:
            self._queue.put_nowait(update)
        except queue.Full:
            self.dropped += 1

    def stop(self) -> None:
        """Write what is queued, then end."""
        self._queue.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        broken = False
        while (update := self._queue.get()) is not None:
            if broken:
                continue
            try:
                self._stream.write(encode(update).encode() + b"\n")
                if self._queue.empty():
                    self._stream.flush()
            except (BrokenPipeError, ValueError):
                broken = True
                self._on_broken()
        if not broken:
            self._stream.flush()
