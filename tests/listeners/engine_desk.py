"""A real engine in the middle of a call over a real sound server."""

from __future__ import annotations

import functools
from typing import Any

from tests.engine.process import EngineProcess

CALL = "c"


def _open_or_waiting(speaker: str, update: dict[str, Any]) -> bool:
    """A busy computer may lose a side and find it again while devices open; once it gives levels that is over."""
    kind = update["type"]
    return update.get("speaker") == speaker and (kind == "level" or (kind == "source" and update["state"] == "waiting"))


class Desk(EngineProcess):
    """An engine in the middle of a call."""

    def listen(self, **more: Any) -> Desk:
        start = len(self.updates)
        self.send(cmd="listen", contact=CALL, lang="en", **more)
        self.of("state", start, state="listening")
        for speaker in ("agent", "customer"):
            self.wait(functools.partial(_open_or_waiting, speaker), start)
        return self

    def told(self, speaker: str, state: str, after: int = 0) -> dict[str, Any]:
        return self.of("source", after, speaker=speaker, state=state)

    def heard(self, after: int = 0) -> dict[str, Any]:
        """The next final line of the customer."""
        return self.of("utterance", after, speaker="customer", final=True)

    def finds(self) -> bool:
        """Typed search goes on whatever happens to sound."""
        return bool(self.ask("results", cmd="search", text="E-4711")["items"])

    @property
    def now(self) -> int:
        self.settle()
        return len(self.updates)
