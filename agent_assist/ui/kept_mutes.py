"""Kinds of cards that stay away are remembered from one day to the next: titles of articles, nothing of a contact."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject

from agent_assist.paths import config_dir, replace_file
from agent_assist.ui.muting import Mutes
from agent_assist.ui.notices import Message
from agent_assist.ui.window import MainWindow


def mutes_file() -> Path:
    """Where they are kept, beside the settings."""
    return config_dir() / "muted.json"


def read_mutes(file: Path) -> Mutes:
    """What was kept; a file that is missing or damaged mutes nothing."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return Mutes(muted={str(kind): str(title) for kind, title in kept.items()})
    except (OSError, ValueError, AttributeError):
        return Mutes()


def write_mutes(file: Path, mutes: Mutes) -> None:
    """Keep what is muted, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, json.dumps(dict(mutes.muted), ensure_ascii=False))


class KeptMutes(QObject):
    """Gives a window's panel what was muted before, and keeps every change at once."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        window.panel.mutes = read_mutes(file)
        window.attention.muted.connect(lambda _kind, _title: self._keep())
        window.attention.unmuted.connect(lambda _kind: self._keep())

    def _keep(self) -> None:
        try:
            write_mutes(self._file, self._window.panel.mutes)
        except OSError as error:
            text = self.tr("It is remembered until the window closes: {0} cannot be written ({1}).")
            self._window.tell(Message("mutes", text.format(self._file, error.strerror), "owed"))
