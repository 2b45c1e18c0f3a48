"""Secrets, kept only in the keyring of the operating system.

The keyring of a person's session (Secret Service, KWallet, macOS Keychain, Windows Credential Manager) encrypts what it
holds with that person's login. Anything else that calls itself a keyring (plain files, a null sink, a chain that falls
back to one of these) is refused: a secret is better asked for again than kept in the open.
"""

from __future__ import annotations

import base64
import contextlib
import json
import secrets
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from agent_assist.errors import KeyringError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "agent-assist"
JOURNAL_KEY = "journal-key"
INTAKE_TOKEN = "intake-token"
AUDIOHOOK_KEYS = "audiohook-keys"
#: Keys of the speech services that the settings may name (`speech_engine`).
SPEECH_KEYS = ("speech-openai", "speech-azure", "speech-google-cloud")
NAMES = (JOURNAL_KEY, INTAKE_TOKEN, AUDIOHOOK_KEYS, *SPEECH_KEYS)

#: The modules of the backends that hand secrets to the operating system. An allow-list, because a new insecure backend
#: must not become trusted by being installed.
SYSTEM_BACKENDS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

_UNLOCK = "Unlock the system keyring (log in to the desktop once, or open its password manager) and try again."
_INSTALL = (
    "Start the system's keyring service (gnome-keyring or KWallet on Linux); "
    "until then nothing is kept on disk and contacts live in memory only."
)


def journal_key() -> bytes:
    """The 32 random bytes that encrypt the journal, made at first use. Raises KeyringError."""
    text = _get_or_create(JOURNAL_KEY, lambda: secrets.token_hex(32))
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyringError(
            f"The keyring's entry {JOURNAL_KEY!r} of {SERVICE!r} is not a key of 64 hexadecimal digits.",
            "Restore the entry, or delete it together with the journal to begin anew.",
        )
    return key


def intake_token() -> str:
    """The bearer token of the chat intake, made at first use (32 random bytes, URL-safe). Raises KeyringError."""
    return _get_or_create(INTAKE_TOKEN, lambda: secrets.token_urlsafe(32))


def audiohook_keys() -> dict[str, bytes]:
    """The API keys of AudioHook clients with their secrets, b"" where a key has none. Raises KeyringError."""
    text = get(AUDIOHOOK_KEYS) or "{}"
    try:
        return {key: base64.b64decode(secret, validate=True) for key, secret in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise KeyringError(
            f"The keyring's entry {AUDIOHOOK_KEYS!r} of {SERVICE!r} cannot be read.",
            "Make the keys anew: agent-assist secrets delete audiohook-keys; agent-assist intake-keys new.",
        ) from error


def keep_audiohook_keys(keys: dict[str, bytes]) -> None:
    """Keeps these keys in place of all earlier ones. Raises KeyringError."""
    set(AUDIOHOOK_KEYS, json.dumps({key: base64.b64encode(secret).decode() for key, secret in keys.items()}))


def get(name: str) -> str | None:
    """The secret called `name`, None where there is none. Raises KeyringError."""
    backend = _system_backend()
    with _system_errors(f"The secret {name!r} cannot be read."):
        return backend.get_password(SERVICE, name)


def set(name: str, value: str) -> None:
    """Keeps `value` as the secret called `name`, over an earlier one. Raises KeyringError."""
    backend = _system_backend()
    with _system_errors(f"The secret {name!r} cannot be kept."):
        backend.set_password(SERVICE, name, value)


def delete(name: str) -> bool:
    """Removes the secret called `name`; False where there was none. Raises KeyringError."""
    if get(name) is None:
        return False
    backend = _system_backend()
    with _system_errors(f"The secret {name!r} cannot be deleted."):
        backend.delete_password(SERVICE, name)
    return True


def backend_name() -> str:
    """What the keyring in use is called, for `doctor`. Raises KeyringError where there is none to trust."""
    return str(_system_backend().name)


def _get_or_create(name: str, make: Callable[[], str]) -> str:
    found = get(name)
    if found:
        return found
    set(name, make())
    # Read back: had another process been first or last, both go on with the one value that stands.
    kept = get(name)
    if not kept:
        raise KeyringError(f"The keyring took the secret {name!r} but does not give it back.", _INSTALL)
    return kept


def _system_backend() -> KeyringBackend:
    import keyring
    from keyring.backends.chainer import ChainerBackend

    with _system_errors("The system keyring cannot be reached."):
        chosen = keyring.get_keyring()
        # A chain tries its members in turn and may fall back to an insecure one: take the system's member out of it.
        members: list[KeyringBackend] = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    for member in members:
        if type(member).__module__ in SYSTEM_BACKENDS:
            return member
    kinds = {type(member).__module__ for member in members} - {"keyring.backends.fail"}
    if kinds:
        raise KeyringError(f"The keyring in use is not the system's own ({', '.join(sorted(kinds))}).", _INSTALL)
    raise KeyringError("There is no system keyring.", _INSTALL)


@contextlib.contextmanager
def _system_errors(what: str) -> Iterator[None]:
    """Turns what a keyring backend raises into KeyringError; the libraries behind it leak errors of their own."""
    from keyring import errors

    try:
        yield
    except (errors.KeyringLocked, errors.InitError) as error:
        raise KeyringError(f"{what} The system keyring is locked.", _UNLOCK) from error
    except Exception as error:
        if not isinstance(error, (errors.KeyringError, OSError, *_backend_errors())):
            raise
        raise KeyringError(f"{what} The system keyring answered: {error}.", _INSTALL) from error


def _backend_errors() -> tuple[type[Exception], ...]:
    """The error classes of those backend libraries that are loaded."""
    names = (
        ("secretstorage.exceptions", "SecretStorageException"),
        ("jeepney.wrappers", "DBusErrorResponse"),
        ("win32ctypes.pywin32.pywintypes", "error"),
    )
    return tuple(getattr(sys.modules[module], name) for module, name in names if module in sys.modules)
