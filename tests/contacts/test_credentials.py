"""Secrets: a real Secret Service, and the refusal of everything that only looks like one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import keyring
import keyring.backend
import pytest
from keyring.backends import chainer, fail, null

from agent_assist import credentials
from agent_assist.errors import KeyringError


def under_secret_service(program: str, home: Path, *, unlocked: bool = True) -> str:
    """What `program` prints, run beside a gnome-keyring of its own (Debian: gnome-keyring, dbus)."""
    (home / "program.py").write_text(program)
    daemon = "gnome-keyring-daemon --unlock --components=secrets" if unlocked else "cat"
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "bash",
            "-c",
            f'printf test-pass | {daemon} >/dev/null 2>&1; exec "$0" program.py',
            sys.executable,
        ],
        cwd=home,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(credentials.__file__).parent.parent),
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


needs_secret_service = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="a Secret Service of one's own needs Linux with dbus-run-session and gnome-keyring-daemon",
)


@needs_secret_service
def test_secrets_are_made_once_and_kept_by_the_secret_service(tmp_path: Path) -> None:
    output = under_secret_service(
        """
from agent_assist import credentials
assert credentials.get("smtp") is None and credentials.delete("smtp") is False
credentials.set("smtp", "lösen 密码")
assert credentials.get("smtp") == "lösen 密码"
credentials.set("smtp", "another")
assert credentials.get("smtp") == "another"
assert credentials.delete("smtp") is True and credentials.get("smtp") is None
key, token = credentials.journal_key(), credentials.intake_token()
assert len(key) == 32 and len(set(key)) > 8 and len(token) >= 40
assert (credentials.journal_key(), credentials.intake_token()) == (key, token)
print(credentials.backend_name(), key.hex(), token)
""",
        tmp_path,
    )
    name, key, token = output.strip().rsplit(maxsplit=2)
    assert "SecretService" in name
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file() and file.name != "program.py"]
    assert kept
    assert not any(secret.encode() in content for secret in (key, token) for content in kept)


@needs_secret_service
def test_a_spoilt_key_is_told_and_not_replaced(tmp_path: Path) -> None:
    output = under_secret_service(
        """
from agent_assist import credentials
from agent_assist.errors import KeyringError
credentials.set("journal-key", "not hexadecimal")
try:
    credentials.journal_key()
except KeyringError as error:
    print(error)
assert credentials.get("journal-key") == "not hexadecimal"
""",
        tmp_path,
    )
    assert "64 hexadecimal digits" in output
    assert "delete it together with the journal" in output


@needs_secret_service
def test_a_bus_that_is_gone_is_told(tmp_path: Path) -> None:
    output = under_secret_service(
        """
import os
from agent_assist import credentials
from agent_assist.errors import KeyringError
credentials.set("smtp", "x")
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
try:
    credentials.get("smtp")
except KeyringError as error:
    print("told:", error)
""",
        tmp_path,
    )
    assert output.startswith("told: ")


@needs_secret_service
def test_without_a_secret_service_there_is_no_keyring(tmp_path: Path) -> None:
    output = under_secret_service(
        """
from agent_assist import credentials
from agent_assist.errors import KeyringError
try:
    credentials.journal_key()
except KeyringError as error:
    print("told:", error)
""",
        tmp_path,
        unlocked=False,
    )
    assert "told: " in output


class PlainFile(keyring.backend.KeyringBackend):
    """A keyring that would keep secrets readable, as third-party packages do."""

    __module__ = "keyrings.alt.file"
    priority = 0.5
    kept: ClassVar[dict[str, str]] = {}

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


def chain(*members: keyring.backend.KeyringBackend) -> chainer.ChainerBackend:
    class Chain(chainer.ChainerBackend):
        backends = list(members)  # noqa: RUF012
        priority = 0  # keyring knows of every subclass there is, and would take one with members for the system's own

    return Chain()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "backend",
    [fail.Keyring(), null.Keyring(), PlainFile(), chain(), chain(PlainFile(), fail.Keyring())],
    ids=["fail", "null", "plain file", "empty chain", "insecure chain"],
)
def test_insecure_or_absent_keyrings_are_refused(
    backend: keyring.backend.KeyringBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    for use in (
        credentials.journal_key,
        credentials.intake_token,
        credentials.backend_name,
        lambda: credentials.get("smtp"),
        lambda: credentials.set("smtp", "secret"),
        lambda: credentials.delete("smtp"),
    ):
        with pytest.raises(KeyringError) as told:
            use()
        assert "keyring" in told.value.what
        assert "memory only" in told.value.next_step
    assert PlainFile.kept == {}


def test_the_systems_member_of_a_chain_is_used_and_the_others_never(monkeypatch: pytest.MonkeyPatch) -> None:
    class System(PlainFile):
        __module__ = "keyring.backends.SecretService"
        kept: ClassVar[dict[str, str]] = {}

    monkeypatch.setattr(keyring, "get_keyring", lambda: chain(PlainFile(), System()))
    credentials.set("smtp", "secret")
    assert System.kept == {"smtp": "secret"}
    assert PlainFile.kept == {}


def test_a_locked_keyring_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked(PlainFile):
        __module__ = "keyring.backends.SecretService"

        def get_password(self, service: str, username: str) -> str | None:
            raise keyring.errors.KeyringLocked("no")

    monkeypatch.setattr(keyring, "get_keyring", Locked)
    with pytest.raises(KeyringError, match="locked") as told:
        credentials.journal_key()
    assert "Unlock" in told.value.next_step


def test_a_bug_is_not_dressed_up_as_a_keyring_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(PlainFile):
        __module__ = "keyring.backends.SecretService"

        def get_password(self, service: str, username: str) -> str | None:
            raise ZeroDivisionError

    monkeypatch.setattr(keyring, "get_keyring", Broken)
    with pytest.raises(ZeroDivisionError):
        credentials.get("smtp")
