"""The two sides of a call that comes over a socket, as sound sources: mu-law in, 16 kHz out, timed by its samples."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from agent_assist.datatypes import Speaker, Word
from agent_assist.listeners.frames import FRAME_SECONDS, SAMPLE_RATE, Samples
from agent_assist.listeners.mulaw import PHONE_RATE, Doubler, decode

#: Seconds of sound that may wait for the ear; beyond, the socket is not read until there is room again.
MOST_WAITING = 120.0
#: Lines whose words wait to be sent; more are those of lines that nobody ever sent.
_MOST_LINES = 100
#: Seconds that `read` waits for sound before it comes back with nothing.
_WAIT_SECONDS = 0.25
_PIECE = round(FRAME_SECONDS * PHONE_RATE)
_LONGEST = 5 * _PIECE
_NOTHING: Samples = np.zeros(0, dtype=np.float32)


class PhoneSource:
    """One side of a call. `put` and `skip` from the socket's thread, `read` from the listener's.

    Nothing that was put is ever lost; who puts looks at `waiting` and stops reading the socket in time.
    """

    def __init__(self, speaker: Speaker, *, timed: bool = False) -> None:
        """timed: the phone system wants to know when each word was spoken."""
        self.speaker = speaker
        self.timed = timed
        self._words: dict[str, tuple[Word, ...]] = {}  # of lines that were heard and not sent yet
        self._changed = threading.Condition()
        self._queue: deque[bytes | float] = deque()  # sound, or seconds that are missing from it (0: only a cut)
        self._bytes = 0
        self._heard = 0.0  # stream seconds before the doubler's first sample
        self._given = 0  # samples that the doubler has given since
        self._taken = 0  # samples that it was given
        self._doubler = Doubler()
        self._position = 0.0
        self._cut = False
        self._wanted = True  # until it is first closed: what comes before somebody listens is kept
        self._ended = False
        self._empty = threading.Event()

    @property
    def label(self) -> str:
        return f"{self.speaker}'s phone line"

    # -- the socket's thread ------------------------------------------------------------------------------------------

    def put(self, data: bytes) -> None:
        """The next samples, a byte each."""
        with self._changed:
            if data and self._wanted:
                self._queue.append(data)
                self._bytes += len(data)
            elif data:
                self._miss(len(data) / PHONE_RATE)
            self._changed.notify()

    def skip(self, seconds: float) -> None:
        """Sound of this length is missing here: the clock goes on without it."""
        with self._changed:
            self._miss(seconds)
            self._changed.notify()

    def cut(self) -> None:
        """What is said before and behind this moment is not one line."""
        self.skip(0.0)

    def ignore(self) -> None:
        """Nobody hears this side, or may, before it is opened (again): what comes until then is only counted."""
        with self._changed:
            self._forget()

    def end(self) -> None:
        """No more will come."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    @property
    def waiting(self) -> float:
        """Seconds of sound that the ear has not taken yet."""
        return self._bytes / PHONE_RATE

    @property
    def is_empty(self) -> bool:
        """After `end`: whether everything was taken, or nobody listens."""
        return self._empty.is_set() or (not self._wanted and not self._bytes)

    def words(self, line: str) -> tuple[Word, ...]:
        """When the words of a line were spoken, once; none where that is not known."""
        return self._words.pop(line, ())

    # -- the recogniser's thread --------------------------------------------------------------------------------------

    def heard(self, line: str, words: tuple[Word, ...]) -> None:
        """The words of a line whose update is on its way."""
        if words:
            while len(self._words) >= _MOST_LINES:
                self._words.pop(next(iter(self._words)), None)
            self._words[line] = words

    # -- the listener's thread ----------------------------------------------------------------------------------------

    @contextmanager
    def open(self) -> Iterator[PhoneSource]:
        """The source itself. What comes while it is closed again is not heard, but counted."""
        with self._changed:
            self._wanted = True
        try:
            yield self
        finally:
            with self._changed:
                self._forget()

    def present(self) -> bool:
        return True

    def position(self) -> float:
        """Stream seconds of the first sample that the last `read` gave."""
        return self._position

    def is_cut(self) -> bool:
        """Whether speech ends where the last `read` does, though somebody goes on speaking."""
        return self._cut

    def read(self) -> Samples:
        """The next tenths of a second; nothing where none came for a while."""
        with self._changed:
            self._changed.wait_for(self._is_ready, _WAIT_SECONDS)
            data, hole = self._next()
            last = self._ended and not self._queue
        self._cut = hole is not None
        samples = self._doubled(data, finish=self._cut or last)
        self._position = self._heard + self._given / SAMPLE_RATE
        self._given += len(samples)
        if self._cut or last:
            self._heard += self._taken / PHONE_RATE + (hole or 0.0)
            self._given = self._taken = 0
        if last:
            self._empty.set()
        return samples

    def _forget(self) -> None:
        self._wanted = False
        unheard = self._bytes / PHONE_RATE + sum(item for item in self._queue if isinstance(item, float))
        self._queue.clear()
        self._bytes = 0
        if unheard:
            self._queue.append(unheard)

    def _miss(self, seconds: float) -> None:
        if self._queue and isinstance(before := self._queue[-1], float):
            self._queue.pop()
            seconds += before  # one hole and not many: a long pause must not fill the memory
        self._queue.append(seconds)

    def _is_ready(self) -> bool:
        return self._ended or self._bytes >= _PIECE or any(isinstance(item, float) for item in self._queue)

    def _next(self) -> tuple[bytes, float | None]:
        """What waits, up to the next hole or a piece long enough, and the length of the hole behind it."""
        data = bytearray()
        hole = None
        while self._queue and len(data) < _LONGEST:
            item = self._queue.popleft()
            if isinstance(item, float):
                hole = item
                break
            room = _LONGEST - len(data)
            data += item[:room]
            if len(item) > room:
                self._queue.appendleft(item[room:])
        self._bytes -= len(data)
        return bytes(data), hole

    def _doubled(self, data: bytes, *, finish: bool) -> Samples:
        self._taken += len(data)
        if not self._taken:
            return _NOTHING
        samples = self._doubler.double(decode(data), last=finish)
        if finish:
            self._doubler = Doubler()
        return samples
