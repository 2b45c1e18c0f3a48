"""The window in a real call: real engine, real sound server; the engine is killed in the middle of it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_assist import app
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.engine_link import EngineLink
from agent_assist.ui.window import MainWindow
from tests.bundles import tiny_bundle
from tests.listeners.sound_server import SoundServer
from tests.listeners.sounds import CUSTOMER_LINE, alike, spoken

PATIENCE = 60_000


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    folder = Path(tempfile.mkdtemp(prefix="sound-"))  # a socket's path must be short
    server = SoundServer(folder)
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in server.own.items():
        monkeypatch.setenv(name, value)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


def test_a_call_is_heard_through_the_death_of_the_engine(qtbot, dressing, tmp_path, monkeypatch, server) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("AGENT_ASSIST_INTAKE", "false")
    monkeypatch.setenv("AGENT_ASSIST_HISTORY", "memory")
    panel = Panel()
    link = EngineLink(
        app.engine_command(tiny_bundle(tmp_path)),
        lambda: [contact.restore_command() for contact in panel.contacts.values() if not contact.closed],
    )
    window = MainWindow(link, dressing.wear("light", "en"), panel=panel)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    link.start()
    window.hearing.listen()
    pill = window.body.tabs.hearing

    def levels() -> bool:
        shown = panel.shown  # a side that is lost has a level too: none
        return shown is not None and len(shown.levels) == 2 and "lost" not in {s.state for s in shown.sides.values()}

    def finals() -> list[str]:
        return [line.text for line in panel.shown.lines if line.final]

    qtbot.waitUntil(lambda: pill.isVisible() and levels(), timeout=PATIENCE)
    server.play("phone", spoken(CUSTOMER_LINE))
    qtbot.waitUntil(lambda: len(finals()) == 1, timeout=PATIENCE)
    assert alike(finals()[0], CUSTOMER_LINE)
    os.kill(link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not pill.isVisible(), timeout=PATIENCE)
    assert "starts again" in window.body.notice.text.text()
    qtbot.waitUntil(lambda: pill.isVisible() and levels(), timeout=PATIENCE)
    server.play("phone", spoken(CUSTOMER_LINE))
    qtbot.waitUntil(lambda: len(finals()) == 2, timeout=PATIENCE)
    assert alike(finals()[1], CUSTOMER_LINE)
    assert not [line for line in panel.shown.lines if not line.final]
    window.hearing.stop()
    qtbot.waitUntil(lambda: not pill.isVisible(), timeout=PATIENCE)
    window.close()
