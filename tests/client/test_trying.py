"""`agent-assist secrets test`: each secret is tried for what it is for, and never printed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from agent_assist import commands, credentials
from agent_assist.errors import KeyringError
from agent_assist.listeners.services import Service, ServiceError, probe
from agent_assist.settings import load_settings
from agent_assist.trying import try_secret

TOKEN = "the-right-token"


class Intake(BaseHTTPRequestHandler):
    """Answers as the intake does: 200 with the token, 401 without."""

    def do_GET(self) -> None:
        self.send_response(200 if self.headers["Authorization"] == f"Bearer {TOKEN}" else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Intake) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Secrets in place of the keyring's."""
    secrets: dict[str, str] = {}
    monkeypatch.setattr(credentials, "get", secrets.get)
    return secrets


def test_what_is_not_kept_says_so(kept: dict[str, str]) -> None:
    for name in credentials.NAMES:
        assert not try_secret(name, load_settings()).ok


def test_the_intake_is_asked_with_its_token(kept: dict[str, str], port: int) -> None:
    kept[credentials.INTAKE_TOKEN] = TOKEN
    settings = load_settings(intake_port=port)
    assert try_secret(credentials.INTAKE_TOKEN, settings).ok
    kept[credentials.INTAKE_TOKEN] = "another"
    tried = try_secret(credentials.INTAKE_TOKEN, settings)
    assert not tried.ok
    assert "does not take it" in tried.what


def test_keys_are_read_not_shown(kept: dict[str, str]) -> None:
    kept[credentials.JOURNAL_KEY] = "ab" * 32
    kept[credentials.AUDIOHOOK_KEYS] = json.dumps({"key": "c2VjcmV0"})
    for name in (credentials.JOURNAL_KEY, credentials.AUDIOHOOK_KEYS):
        tried = try_secret(name, load_settings())
        assert tried.ok
        assert kept[name] not in tried.what
    kept[credentials.AUDIOHOOK_KEYS] = "broken"
    assert "intake-keys new" in try_secret(credentials.AUDIOHOOK_KEYS, load_settings()).next_step


def test_a_service_is_sent_half_a_second_of_silence() -> None:
    asked: list[Any] = []

    def ask(audio: Any, lang: str) -> str:
        asked.append(audio)
        return ""

    probe(Service("speech.example", ask))
    (sound,) = asked
    assert set(sound.frame_data) == {0}
    assert len(sound.frame_data) / sound.sample_rate / sound.sample_width == 0.5


def test_a_service_that_refuses_or_hangs_is_told_without_its_words() -> None:
    def refuses(audio: Any, lang: str) -> str:
        raise RuntimeError("key sk-4711 is wrong")

    with pytest.raises(ServiceError) as caught:
        probe(Service("speech.example", refuses))
    assert "RuntimeError" in caught.value.what
    assert "4711" not in str(caught.value)
    waits = threading.Event()
    with pytest.raises(ServiceError, match="does not answer"):
        probe(Service("speech.example", lambda audio, lang: str(waits.wait(20.0))), patience=0.05)
    waits.set()


def test_the_command_prints_the_outcome_and_fails_where_it_failed(
    kept: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept[credentials.JOURNAL_KEY] = "ab" * 32
    assert commands.run(["secrets", "test", credentials.JOURNAL_KEY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    assert commands.run(["secrets", "test", "speech-azure"]) == 1
    assert "not kept" in capsys.readouterr().out


def test_no_keyring_is_an_outcome_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise KeyringError("There is no system keyring.", "Start it.")

    monkeypatch.setattr(credentials, "get", none)
    tried = try_secret(credentials.JOURNAL_KEY, load_settings())
    assert (tried.ok, tried.next_step) == (False, "Start it.")
