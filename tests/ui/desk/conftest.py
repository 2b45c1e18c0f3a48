"""A desktop for the panel: a real window manager, and real programs beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_assist.ui.desk.room import on_x11
from agent_assist.ui.desk.x_server import XServer

NEIGHBOUR = Path(__file__).parent / "neighbour.py"


class Neighbour:
    """The other program (neighbour.py): what it told, and orders to it."""

    def __init__(self, qtbot: QtBot, *arguments: str) -> None:
        self._qtbot = qtbot
        self.told: list[dict[str, Any]] = []
        self.process = QProcess()
        self.process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self.process.readyReadStandardOutput.connect(self._read)
        self.process.start(sys.executable, [str(NEIGHBOUR), *arguments])
        qtbot.waitUntil(lambda: self.last("window") is not None, timeout=20_000)

    def _read(self) -> None:
        while self.process.canReadLine():
            self.told.append(json.loads(bytes(self.process.readLine().data())))

    def last(self, what: str) -> Any:
        """The newest that it told of something; None where it told nothing."""
        return next((one[what] for one in reversed(self.told) if what in one), None)

    def shows(self, text: str) -> bool:
        """Wait until its field holds `text`; what happens there is told a moment later."""
        self._qtbot.waitUntil(lambda: self.last("text") == text, timeout=15_000)
        return True

    def pressed_keys(self) -> list[int]:
        """Every key that reached its field."""
        return [one["key"] for one in self.told if "key" in one]

    def order(self, words: str, answer: str) -> Any:
        """Have it do something and wait for what it tells of it."""
        before = len(self.told)
        self.process.write(f"{words}\n".encode())
        self._qtbot.waitUntil(lambda: any(answer in one for one in self.told[before:]), timeout=10_000)
        return self.last(answer)

    @property
    def window(self) -> int:
        """Its window's id."""
        return int(self.last("window"))

    def end(self) -> None:
        self.process.closeWriteChannel()
        if not self.process.waitForFinished(5000):
            self.process.kill()
            self.process.waitForFinished()


@pytest.fixture
def server(qapp: QApplication) -> Iterator[XServer]:
    """A connection to the display. These tests need one: packaging/isolated.sh brings it."""
    assert on_x11(), "run these tests under packaging/isolated.sh, which has a display"
    made = XServer()
    yield made
    made.close()


@pytest.fixture
def manager(server: XServer, qtbot: QtBot, tmp_path: Path) -> Iterator[None]:
    """Openbox over the display, for the time of a test."""
    log = (tmp_path / "openbox.log").open("wb")
    running = subprocess.Popen(["openbox", "--sm-disable"], stdout=log, stderr=log)
    qtbot.waitUntil(lambda: server.managed() and bool(workarea(server)), timeout=10_000)
    # It says that it is there before it takes windows in its care: one of ours is tried first.
    probe = server.root.create_window(0, 0, 10, 10, 0, server.display.screen().root_depth)
    state, looks = server.atom("WM_STATE"), count()

    def cared_for() -> bool:
        if probe.get_full_property(state, state) is not None:
            return True
        if next(looks) % 30 == 0:
            # What is mapped in its first moments it never sees.
            probe.unmap()
            probe.map()
            server.display.sync()
        return False

    qtbot.waitUntil(cared_for, timeout=20_000)
    probe.destroy()
    server.display.sync()
    yield
    running.terminate()
    running.wait(10)
    log.close()
    qtbot.waitUntil(lambda: not server.managed(), timeout=10_000)
    # It leaves its last word on the root window; the next one's first word is waited for.
    server.root.delete_property(server.atom("_NET_WORKAREA"))
    server.display.sync()


@pytest.fixture
def neighbour(qtbot: QtBot) -> Iterator[Callable[..., Neighbour]]:
    """`neighbour(title, *geometry)` starts the other program."""
    started: list[Neighbour] = []

    def start(*arguments: str) -> Neighbour:
        started.append(Neighbour(qtbot, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.end()


def workarea(server: XServer) -> list[int]:
    """x, y, width and height that the window manager leaves to others."""
    from Xlib import Xatom

    return server.numbers(server.root, "_NET_WORKAREA", Xatom.CARDINAL)[:4]
