"""Levels of two chosen devices while nobody is listened to: for the pickers, so that people see what they choose."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from agent_assist.datatypes import Speaker
from agent_assist.errors import UserFacingError
from agent_assist.listeners.frames import rms
from agent_assist.listeners.sources import SoundSource

_RETRY = 1.0


class Meters:
    """One thread a source; the sound is measured and forgotten.

    on_level(speaker, rms 0..1) ten times a second; on_failure(speaker, error) once for each outage; both from the
    threads.
    """

    def __init__(
        self,
        sources: Sequence[SoundSource],
        on_level: Callable[[Speaker, float], None],
        on_failure: Callable[[Speaker, UserFacingError], None],
    ) -> None:
        self._on_level = on_level
        self._on_failure = on_failure
        self._stop = threading.Event()
        # Daemons: a device that gives no sound holds its thread inside the library.
        self._threads = [
            threading.Thread(target=self._run, args=(source,), name=f"meter-{source.speaker}", daemon=True)
            for source in sources
        ]

    def start(self) -> None:
        """Begin to measure."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; nothing is told any more."""
        self._stop.set()

    def _run(self, source: SoundSource) -> None:
        told = False
        while not self._stop.is_set():
            try:
                with source.open() as sound:
                    while not self._stop.is_set():
                        level = rms(sound.read())
                        told = False
                        if not self._stop.is_set():
                            self._on_level(source.speaker, level)
            except UserFacingError as error:
                if not told and not self._stop.is_set():
                    self._on_failure(source.speaker, error)
                told = True
                self._stop.wait(_RETRY)
