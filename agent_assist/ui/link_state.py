"""How the window's source of updates stands: the one record that both sources send."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkState:
    """phase: starting, ready, restarting, failed, stopped, or recorded (a stream is shown, no engine runs).

    detail: what the engine said last on its error stream, for a tooltip.  retry_in: seconds until the next start.
    """

    phase: str
    detail: str = ""
    retry_in: float = 0.0
