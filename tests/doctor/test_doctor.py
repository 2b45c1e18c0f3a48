"""What `doctor` says of a computer where things are missing. Whole computers are the packages' smoke test."""

from __future__ import annotations

import socket
from concurrent.futures import Future
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from agent_assist import credentials, paths
from agent_assist.doctor import Check, run_checks
from agent_assist.errors import UserFacingError
from agent_assist.listeners.intake import IntakeServer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An untouched home of a user."""
    for name, folder in {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state"}.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AGENT_ASSIST_INTAKE_PORT", "0")
    return tmp_path


def _checks(bundle: Path | None = None) -> dict[str, Check]:
    return {check.name: check for check in run_checks(bundle)}


def test_every_check_that_fails_says_what_to_do(home: Path) -> None:
    for check in run_checks(home / "nowhere"):
        assert check.what
        assert check.ok or check.next_step, check
        assert not (check.ok and check.next_step), check


def test_a_missing_bundle_is_a_failure_that_is_required(home: Path) -> None:
    found = _checks(home / "nowhere")
    for name in ("bundle", "encoder"):
        assert not found[name].ok
        assert found[name].required
        assert "kb-index build" in found[name].next_step


def test_a_fresh_home_is_fine(home: Path) -> None:
    found = _checks()
    assert found["settings"].ok
    assert found["data folder"].ok
    assert found["data folder"].what == str(paths.data_dir())
    assert found["chat intake"].ok
    assert list(paths.data_dir().iterdir()) == [], "looking leaves nothing behind"


def test_damaged_settings_fail_alone(home: Path) -> None:
    paths.settings_file().parent.mkdir(parents=True)
    paths.settings_file().write_text("intake_port = [", encoding="utf-8")
    found = _checks()
    assert not found["settings"].ok
    assert "settings.toml" in found["settings"].what
    assert found["data folder"].ok


def test_a_data_folder_that_cannot_be_made(home: Path) -> None:
    (home / "data").write_text("a file in its place", encoding="utf-8")
    assert not _checks()["data folder"].ok


def test_a_taken_port_limits_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("AGENT_ASSIST_INTAKE_PORT", str(server.getsockname()[1]))
        intake = _checks()["chat intake"]
    assert not intake.ok
    assert not intake.required
    assert "is taken by another program" in intake.what


def test_a_port_that_the_program_itself_has_is_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = IntakeServer(lambda _command: Future(), "secret")
    url = server.start()
    try:
        monkeypatch.setenv("AGENT_ASSIST_INTAKE_PORT", str(urlsplit(url).port))
        intake = _checks()["chat intake"]
    finally:
        server.stop()
    assert intake.ok
    assert "an Agent Assist that runs listens there" in intake.what


def test_an_intake_that_is_off_needs_no_port(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_ASSIST_INTAKE", "false")
    assert _checks()["chat intake"].what == "switched off"


def test_no_display_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    window = _checks()["window"]
    assert not window.ok
    assert "no display" in window.what


def test_the_keyring_is_named_or_missing(home: Path) -> None:
    keyring = _checks()["keyring"]
    assert not keyring.required
    if keyring.ok:
        assert keyring.what == credentials.backend_name()
    else:
        with pytest.raises(UserFacingError) as caught:
            credentials.backend_name()
        assert keyring.what == caught.value.what


def test_a_speech_model_that_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_ASSIST_SPEECH_MODEL", str(home / "no-model"))
    model = _checks()["speech model"]
    assert not model.ok
    assert not model.required
    assert "no-model" in model.what


def test_the_packaged_speech_model_is_found(home: Path) -> None:
    model = _checks()["speech model"]
    assert model.ok
    assert model.what.startswith("tiny.en")


def test_macos_without_a_virtual_device_says_which_one_is_needed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from agent_assist.listeners import soundcard

    def listed(*names: str) -> list[soundcard.Device]:
        return [{"id": name, "name": name, "default": False} for name in names]

    plugged: soundcard.Devices = {"microphones": listed("MacBook Microphone"), "loudspeakers": listed("Headset")}
    monkeypatch.setattr(soundcard, "devices", lambda: plugged)
    monkeypatch.setattr("sys.platform", "darwin")
    check = _checks()["sound"]
    assert not check.ok
    assert "BlackHole" in check.next_step
    plugged["microphones"] += listed("BlackHole 2ch")
    plugged["loudspeakers"] += listed("BlackHole 2ch")
    assert _checks()["sound"].ok
