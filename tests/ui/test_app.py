"""The window as a program: its options, its pictures, and the real engine command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from agent_assist import app
from agent_assist.errors import SourceError, UsageError
from agent_assist.ui.dressing import Appearance
from agent_assist.ui.pages.choices import Choices
from agent_assist.ui.recorded_stream import read_stream
from agent_assist.ui.window import MainWindow

from .conftest import STREAMS

RUN = [sys.executable, "-m", "agent_assist"]


def test_a_recorded_stream_becomes_a_picture(tmp_path: Path) -> None:
    target = tmp_path / "window.png"
    command = [*RUN, "--stream", str(STREAMS / "call-en.jsonl"), "--speed", "0", "--when", "suggestions"]
    command += ["--theme", "dark", "--lang", "sv", "--size", "440x900", "--screenshot", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (440, 900)
    assert picture.pixelColor(2, 450).name().upper() == "#12171D"


def test_a_picture_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    command = [*RUN, "--stream", str(STREAMS / "call-en.jsonl"), "--speed", "0", "--after", "0"]
    command += ["--screenshot", str(tmp_path / "no" / "where.png")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["--theme", "pink"],
        ["--size", "big"],
        ["--demo", "nowhere.jsonl"],
        ["--stream", "a.jsonl", "--demo"],
        ["--no-such-option"],
    ],
)
def test_wrong_options_are_refused_before_a_window_opens(wrong: list[str]) -> None:
    with pytest.raises(UsageError):
        app.main(wrong)


def test_a_stream_that_is_none_names_file_and_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"type": "ok"}\n{no\n', encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_stream(bad)
    assert (caught.value.file, caught.value.line) == (str(bad), 2)
    with pytest.raises(SourceError):
        read_stream(tmp_path / "missing.jsonl")


def test_the_engine_is_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.engine_command(None) == [sys.executable, "-m", "agent_assist", "engine"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert app.engine_command(Path("b")) == [sys.executable, "engine", "--bundle", "b"]


def test_the_sample_s_contacts_can_be_played() -> None:
    folder = app.demo_folder()
    assert folder is not None
    assert list(folder.glob("*.jsonl"))


def _pick(window: MainWindow, menu: str, choice: str) -> None:
    """Choose an entry of a submenu behind the three dots."""
    whole = window.body.tabs.menu_button.menu()
    whole.aboutToShow.emit()
    sub = next(entry.menu() for entry in whole.actions() if entry.text() == menu)
    next(action for action in sub.actions() if action.text() == choice).trigger()


def test_chosen_theme_and_language_are_worn_and_kept(open_stream, dressing, qapp, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("agent_assist.settings.settings_file", lambda: tmp_path / "settings.toml")
    window = open_stream("call-en").window
    Choices(window, dressing, Appearance("light", "en"))
    _pick(window, "Theme", "Dark")
    assert window.theme == "dark"
    assert qapp.palette().window().color().name().upper() == "#12171D"
    _pick(window, "Language", "Svenska")
    assert (window.theme, window.language) == ("dark", "sv")
    assert window.body.status.local.text() == "Lokalt · inget skickas"
    kept = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert 'theme = "dark"' in kept
    assert 'language = "sv"' in kept
