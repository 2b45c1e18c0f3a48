"""What the tests of listeners share: one loaded model, and a served intake."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_assist.listeners.models import find_model
from agent_assist.listeners.transcriber import Transcriber
from tests.bundles import tiny_bundle
from tests.engine.conftest import keyring as keyring
from tests.listeners.engine_desk import Desk
from tests.listeners.intake_engine import SmallEngine, serving
from tests.listeners.sound_server import SoundServer


@pytest.fixture(scope="session")
def transcriber() -> Transcriber:
    """The packaged English model."""
    return Transcriber.open(find_model(), threads=1)


@pytest.fixture
def intake() -> Iterator[tuple[SmallEngine, str]]:
    """An engine and the address of the intake in front of it."""
    with serving() as both:
        yield both


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    # The socket's path must be short, so not in pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="sound-"))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    server = SoundServer(folder)
    for name, value in server.own.items():
        monkeypatch.setenv(name, value)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="package")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small published bundle."""
    return tiny_bundle(tmp_path_factory.mktemp("bundles"))


@pytest.fixture
def desk(bundles: Path, tmp_path: Path, server: SoundServer) -> Iterator[Desk]:
    with Desk(bundles, tmp_path, {**server.own, "AGENT_ASSIST_HISTORY": "memory"}) as engine:
        assert isinstance(engine, Desk)
        engine.ready()
        yield engine
