"""Tells when a sound device was plugged in or out, or the system's default is another one."""

from __future__ import annotations

import threading
from collections.abc import Callable

from agent_assist.errors import AudioError
from agent_assist.listeners.soundcard import Devices, devices
from agent_assist.listeners.sources import Unanswered

_NONE: Devices = {"microphones": [], "loudspeakers": []}


class DeviceWatch:
    """One thread that lists the devices every second and tells when the list is another one than before."""

    def __init__(self, tell: Callable[[Devices], None], known: Devices | None = None, every: float = 1.0) -> None:
        """known: the list that was told already; where None, the first look tells."""
        self._tell = tell
        self._known = known
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="device-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End watching."""
        self._stop.set()

    def _run(self) -> None:
        while True:
            now: Devices | None
            try:
                now = devices()
            except Unanswered:
                now = self._known  # nobody knows: what was there may still be
            except AudioError:
                now = _NONE  # there is no sound system: nothing can be chosen until there is
            if now is not None and now != self._known:
                self._known = now
                self._tell(now)
            if self._stop.wait(self._every):
                return
