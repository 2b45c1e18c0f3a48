"""Where sound stands on the contact's clock: counted by samples, and set right where sound cards and clocks part."""

from __future__ import annotations

from agent_assist.listeners.frames import SAMPLE_RATE

#: Seconds that the count may be off before it is set right: less than a listener hears, more than frames jitter.
TOLERANCE = 0.03
#: Seconds over which the earliest frame tells how far off the count is; later ones were only held up on their way.
WINDOW = 10.0


class StreamClock:
    """Places frames one after the other from `start` (seconds on the contact's clock).

    A sound card's crystal is not the computer's, and a busy computer loses sound, so the count and the clock part with
    time. A frame can be late but never early: the earliest of the last `WINDOW` seconds tells the difference.
    """

    def __init__(self, start: float) -> None:
        self.position = start
        self._usual: float | None = None  # how late the earliest frame of the first window was
        self._earliest = float("inf")
        self._window_end = start + WINDOW

    def place(self, samples: int, now: float, *, movable: bool) -> float:
        """The start of the next frame.  now: the contact's clock when it came.

        movable: whether the count may be set right here; not within speech, which a jump would cut.
        """
        self._earliest = min(self._earliest, now - self.position - samples / SAMPLE_RATE)
        if now >= self._window_end and movable:
            if self._usual is None:
                self._usual = self._earliest
            elif abs(self._earliest - self._usual) > TOLERANCE:
                self.position += self._earliest - self._usual
            self._earliest = float("inf")
            self._window_end = now + WINDOW
        start = self.position
        self.position += samples / SAMPLE_RATE
        return start
