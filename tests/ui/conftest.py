"""Window tests: real widgets without a screen, and a child process that speaks the engine's lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from agent_assist.ui.dressing import Dressing
from agent_assist.ui.recorded_stream import RecordedStream, read_stream
from agent_assist.ui.window import MainWindow

STREAMS = Path(__file__).parent / "streams"
SPEAKER = Path(__file__).parent / "engine_double.py"


@pytest.fixture(autouse=True)
def _uncounted(no_cover: None) -> None:
    """The window's code is not counted, so these tests need not carry the weight of counting."""


@pytest.fixture
def dressing(qapp: QApplication) -> Iterator[Dressing]:
    """Theme and language, taken off again when the test is over."""
    made = Dressing(qapp)
    yield made
    made.wear("light", "en")


class Opened:
    """A window over a recorded stream that has been shown whole."""

    def __init__(self, window: MainWindow, sent: list[dict[str, object]], clock: list[float]) -> None:
        self.window = window
        self.sent = sent
        #: The window's steady clock, in seconds; it stands unless a test moves it.
        self.clock = clock


@pytest.fixture
def open_stream(qtbot, dressing: Dressing, monkeypatch) -> Iterator[object]:
    """`open_stream(name, theme=, lang=, size=, profile=)` shows a stream at once and keeps the commands sent."""
    windows: list[MainWindow] = []

    def make(
        name: str,
        theme: str = "light",
        lang: str = "en",
        size: tuple[int, int] = (440, 900),
        profile: str = "new",
    ) -> Opened:
        look = dressing.wear(theme, lang)
        source = RecordedStream(read_stream(STREAMS / f"{name}.jsonl"), 0)
        sent: list[dict[str, object]] = []
        monkeypatch.setattr(source, "send", sent.append)
        clock = [0.0]
        window = MainWindow(source, look, theme=theme, language=lang, profile=profile, now=lambda: clock[0])
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(source.finished):
            source.start()
        # The layouts answer to posted events; a test looks at the window as it then stands.
        QApplication.processEvents()
        return Opened(window, sent, clock)

    yield make
    for window in windows:
        window.close()
