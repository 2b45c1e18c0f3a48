"""The window with its pages over a recorded stream, and a settings folder of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_assist import policy, settings
from agent_assist.ui.dressing import Appearance, Dressing
from agent_assist.ui.pages import pages
from agent_assist.ui.pages.choices import Choices
from agent_assist.ui.pages.pages import Pages
from agent_assist.ui.window import MainWindow


class Opened:
    """The window with its pages, what was sent to the engine, and what was told to count at once."""

    def __init__(self, window: MainWindow, made: Pages, sent: list[dict[str, object]], home: Path) -> None:
        self.window, self.pages, self.sent, self.home = window, made, sent, home
        self.source = window._source
        self.changed: list[dict[str, object]] = []

    def page(self, name: str) -> object:
        """A page as the menu opens it."""
        self.window.page_asked.emit(name)
        return self.pages.shown[name]

    @property
    def kept(self) -> dict[str, object]:
        """The user's settings file."""
        place = self.home / "settings.toml"
        return tomllib.loads(place.read_text("utf-8")) if place.exists() else {}


@pytest.fixture
def opened(open_stream, dressing: Dressing, tmp_path, monkeypatch) -> Callable[[], Opened]:
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.toml")
    for room in (policy, pages):
        monkeypatch.setattr(room, "policy_file", lambda: tmp_path / "policy.toml")

    def make(stream: str = "call-en") -> Opened:
        shown = open_stream(stream)
        choices = Choices(shown.window, dressing, Appearance("light", "en"))
        made = Opened(shown.window, Pages(shown.window, shown.window._source, choices, {}), shown.sent, tmp_path)
        choices.changed.connect(made.changed.append)
        return made

    return make
