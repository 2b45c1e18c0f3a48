"""`agent-assist intake-keys`: the API keys with which phone systems stream calls in by AudioHook."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import sys
from typing import Annotated

import typer

from agent_assist import credentials
from agent_assist.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="API keys and secrets of phone systems (AudioHook); kept in the keyring.")

JsonOption = Annotated[bool, typer.Option("--json", help="JSON for machines.")]
_MOST_KEYS = 20


@app.command("new")
def new(json_: JsonOption = False) -> None:
    """Make a key with its secret, keep them and print them once."""
    key, secret = secrets.token_urlsafe(24), secrets.token_bytes(32)
    _keep(key, secret)
    _print(key, secret, json_)


@app.command("set")
def set_(
    key: Annotated[str, typer.Argument(help="The API key.")],
    without_secret: Annotated[
        bool, typer.Option("--without-secret", help="Unsigned requests, from this computer only.")
    ] = False,
) -> None:
    """Keep a key that the phone system gave; its secret (base64) is read from the input, not from the command line."""
    if not 1 <= len(key) <= 256 or not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError("The key must be 1 to 256 plain characters.", "Copy it again.")
    if without_secret:
        _keep(key, b"")
        return
    text = typer.prompt("Secret (base64)", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        secret = b""
    if not secret:
        raise UsageError("The secret is not base64.", "Copy it as the phone system shows it.")
    _keep(key, secret)


@app.command("list")
def list_(json_: JsonOption = False) -> None:
    """Which keys are kept, and whether they have a secret; never what it is."""
    states = {key: bool(secret) for key, secret in credentials.audiohook_keys().items()}
    if json_:
        print(json.dumps(states))
        return
    for key, has in states.items():
        print(f"{key}: {'signed' if has else 'without a secret'}")


@app.command("show")
def show(key: str, json_: JsonOption = False) -> None:
    """Print a key and its secret, to set up the phone system."""
    _print(key, _known(key)[key], json_)


@app.command("remove")
def remove(key: str) -> None:
    """Forget a key: its phone system cannot connect any more."""
    keys = _known(key)
    del keys[key]
    credentials.keep_audiohook_keys(keys)


def _known(key: str) -> dict[str, bytes]:
    keys = credentials.audiohook_keys()
    if key not in keys:
        raise UsageError("There is no such key.", "`agent-assist intake-keys list` names them.")
    return keys


def _keep(key: str, secret: bytes) -> None:
    keys = {**credentials.audiohook_keys(), key: secret}
    if len(keys) > _MOST_KEYS:
        raise UsageError(f"{_MOST_KEYS} keys are kept already.", "Remove one first.")
    credentials.keep_audiohook_keys(keys)


def _print(key: str, secret: bytes, json_: bool) -> None:
    text = base64.b64encode(secret).decode()
    print(json.dumps({"key": key, "secret": text}) if json_ else f"key: {key}\nsecret: {text}")
