"""A small bundle and a real Secret Service for the engine's tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bundles import tiny_bundle


@pytest.fixture(scope="package")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small published bundle."""
    return tiny_bundle(tmp_path_factory.mktemp("bundles"))


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a session with an unlocked gnome-keyring of its own."""
    home = tmp_path / "session"
    home.mkdir(mode=0o700)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"},
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home),
    }
    script = (
        "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"
        ' echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'
    )
    session = subprocess.Popen(
        ["dbus-run-session", "--", "bash", "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    assert session.stdin is not None
    assert session.stdout is not None
    address = session.stdout.readline().strip()
    assert address, "dbus-run-session and gnome-keyring are needed (Debian: dbus, gnome-keyring)"
    yield {"DBUS_SESSION_BUS_ADDRESS": address}
    session.stdin.close()  # `cat` ends, and with it the session
    session.wait()
    session.stdout.close()
