"""What the window can be asked to do and then end: save a picture, or report how long the start took."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from agent_assist.protocol import Update
from agent_assist.ui.link_state import LinkState
from agent_assist.ui.process_start import milliseconds_since_start
from agent_assist.ui.source import Source
from agent_assist.ui.window import MainWindow

#: The fade of a new card and the layout it causes are over by then.
_SETTLE_MS = 400
#: What was waited for does not come any more.
_PATIENCE_MS = 120_000


def _end(window: MainWindow, code: int) -> None:
    window.close()
    QApplication.exit(code)


class Picture(QObject):
    """Saves a picture after some seconds, or after the first update of a type; at once when neither is given."""

    def __init__(self, window: MainWindow, source: Source, path: Path, after: float | None, when: str | None) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._when = when
        if when is not None:
            source.updates.connect(self._saw)
            QTimer.singleShot(_PATIENCE_MS, self, self._give_up)
        else:
            wait = round((after or 0.0) * 1000)
            window.painted.connect(lambda: QTimer.singleShot(wait + _SETTLE_MS, self, self._save))

    def _saw(self, update: Update) -> None:
        wanted = update.get("type") == self._when
        if wanted and (self._when != "suggestions" or update.get("items")):
            self._when = None
            QTimer.singleShot(_SETTLE_MS, self, self._save)

    def _save(self) -> None:
        saved = self._window.grab().save(str(self._path))
        if not saved:
            print(f"error: the picture cannot be written to {self._path}.", file=sys.stderr)
        _end(self._window, 0 if saved else 1)

    def _give_up(self) -> None:
        if self._when is not None:
            print(f"error: no '{self._when}' update came; no picture was taken.", file=sys.stderr)
            _end(self._window, 1)


class StartReport(QObject):
    """Prints `{"painted_ms": …, "ready_ms": …}` when both are known: from the process's start to the first sight of
    the window, and to an engine that can suggest."""

    def __init__(self, window: MainWindow, source: Source) -> None:
        super().__init__(window)
        self._window = window
        self._painted: float | None = None
        self._ready: float | None = None
        window.painted.connect(self._on_painted)
        source.updates.connect(self._on_update)
        source.state.connect(self._on_state)

    def _on_painted(self) -> None:
        self._painted = milliseconds_since_start()
        self._tell()

    def _on_update(self, update: Update) -> None:
        if update.get("type") == "engine" and update.get("state") == "ready" and self._ready is None:
            self._ready = milliseconds_since_start()
            self._tell()

    def _on_state(self, state: LinkState) -> None:
        if state.phase == "failed":
            print(f"error: the engine does not start. {state.detail}", file=sys.stderr)
            _end(self._window, 1)

    def _tell(self) -> None:
        if self._painted is not None and self._ready is not None:
            print(json.dumps({"painted_ms": round(self._painted, 1), "ready_ms": round(self._ready, 1)}), flush=True)
            _end(self._window, 0)
