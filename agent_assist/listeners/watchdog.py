"""Looks after the listeners of a call from outside their threads."""

from __future__ import annotations

import threading

from agent_assist.listeners.listener import Listener, Patience


class Watchdog:
    """Sees what a listener's own thread cannot: sound that stopped coming, a device that went.

    Two threads: one looks at the time only, so that it tells whatever hangs; the other asks the devices.
    """

    def __init__(
        self, listeners: list[Listener], stop: threading.Event, patience: Patience, every: float = 0.25
    ) -> None:
        """every: seconds between two looks; the devices are asked half as often."""
        self._listeners = listeners
        self._stop = stop
        self._patience = patience
        self._every = every
        self._looking = threading.Thread(target=self._look, name="listen-watchdog", daemon=True)
        self._asking = threading.Thread(target=self._ask, name="listen-asking", daemon=True)

    def start(self) -> None:
        """Begin watching."""
        self._looking.start()
        self._asking.start()

    def join(self, timeout: float) -> None:
        """Wait for the end of looking; an answer that is still out is not told any more."""
        self._looking.join(timeout)

    def _look(self) -> None:
        while not self._stop.wait(self._every):
            for listener in self._listeners:
                listener.check(self._patience)

    def _ask(self) -> None:
        while not self._stop.wait(2 * self._every):
            for listener in self._listeners:
                listener.ask()
