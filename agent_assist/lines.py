"""Lines between processes: a reader that refuses what is too long, and a writer that blocks nobody."""

from __future__ import annotations

import select
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from agent_assist.protocol import MAX_LINE_BYTES, Update, encode

_WAITING = 10_000
#: A pipe that says it is ready takes a line of this length whole (POSIX PIPE_BUF is at least this).
_AT_ONCE = getattr(select, "PIPE_BUF", 512)


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
    """Writes updates in order, and keeps nobody waiting.

    What the pipe takes at once is written at once, by whoever has it; what it does not, by a thread. Level meters are
    dropped, and counted, when the reader is slow.
    """

    def __init__(self, stream: BinaryIO, on_broken: Callable[[], None]) -> None:
        self._stream = stream
        self._on_broken = on_broken
        self._changed = threading.Condition()
        self._waiting: deque[bytes] = deque()
        self._writing = False  # the thread has a line in hand
        self._stopping = False
        self._broken = False
        self._ready = _readiness(stream)
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self.dropped = 0

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def write(self, update: Update) -> None:
        """Write or queue one update; waits where ten thousand are queued (nothing but meters is ever dropped)."""
        line = encode(update).encode() + b"\n"
        with self._changed:
            if not self._waiting and not self._writing and len(line) <= _AT_ONCE and self._ready():
                self._put(line)
                return
            if update["type"] == "level" and len(self._waiting) >= _WAITING:
                self.dropped += 1
                return
            self._changed.wait_for(lambda: len(self._waiting) < _WAITING)
            self._waiting.append(line)
            self._changed.notify_all()

    def stop(self) -> None:
        """Write what is queued, then end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._writing = False
                self._changed.wait_for(lambda: self._waiting or self._stopping)
                if not self._waiting:
                    return
                line = self._waiting.popleft()
                self._writing = True
                self._changed.notify_all()
            self._put(line)

    def _put(self, line: bytes) -> None:
        if self._broken:
            return
        try:
            self._stream.write(line)
            self._stream.flush()
        except (BrokenPipeError, ValueError):
            self._broken = True
            self._on_broken()


def _readiness(stream: BinaryIO) -> Callable[[], bool]:
    """Tells whether a short line can be written to the stream without waiting; never, where that cannot be known."""
    try:
        poll = select.poll()
        poll.register(stream.fileno(), select.POLLOUT)
    except (AttributeError, OSError, ValueError):  # Windows has no poll; a stream in memory has no number
        return lambda: False
    return lambda: any(event & select.POLLOUT for _, event in poll.poll(0))
