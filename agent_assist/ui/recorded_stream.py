"""Shows a recorded stream of updates instead of an engine: for pictures, for tests and for looking back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from agent_assist.errors import ProtocolError, SourceError
from agent_assist.protocol import Command, Update, decode
from agent_assist.ui.link_state import LinkState


def read_stream(path: Path) -> list[Update]:
    """Every update of a JSON Lines file. Raises SourceError with file and line where it is none."""
    updates: list[Update] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"The recorded stream cannot be read: {error}.",
            "Give a file of updates, one JSON object a line.",
            file=str(path),
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            updates.append(decode(line))
        except ProtocolError as error:
            raise SourceError(error.what, error.next_step, file=str(path), line=number) from error
    return updates


class RecordedStream(QObject):
    """The same signals as the engine link; commands go nowhere, for nobody is there to answer.

    speed: 1 plays at the pace of `at`, 2 twice as fast, 0 sends everything at once.
    """

    updates = Signal(object)
    state = Signal(object)
    finished = Signal()

    def __init__(self, updates: list[Update], speed: float = 1.0) -> None:
        super().__init__()
        self._waiting = list(updates)
        self._speed = speed
        self._at = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin to send."""
        self.state.emit(LinkState("recorded"))
        self._timer.start(0)

    def send(self, command: Command) -> None:
        """Nothing is listening."""

    def restart(self) -> None:
        """There is no engine to restart."""

    def close(self) -> None:
        """Stop sending."""
        self._timer.stop()

    def _next(self) -> None:
        while self._waiting:
            at = float(self._waiting[0].get("at", self._at))
            wait = (at - self._at) / self._speed if self._speed > 0 else 0.0
            if wait > 0:
                self._at = at
                self._timer.start(round(wait * 1000))
                return
            self.updates.emit(self._waiting.pop(0))
        self.finished.emit()
