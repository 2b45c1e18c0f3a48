"""Every setting in one place: those of the window and of the engine, where they come from and where they are kept.

Each is declared once, with its type, default, range and the words that people read; the dialog is made of that.
Policy beats the command line, which beats the environment, which beats the user's own file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ConfigDict, ValidationError

from agent_assist.declaring import Declaration, declaration
from agent_assist.engine_settings import EngineSettings
from agent_assist.errors import UserFacingError
from agent_assist.paths import policy_file, replace_file, settings_file
from agent_assist.policy import read_policy
from agent_assist.window_settings import WindowSettings

_PREFIX = "AGENT_ASSIST_"


class SettingsError(UserFacingError):
    """A setting has a value that cannot be used."""

    code = "settings"


class Settings(EngineSettings, WindowSettings):
    """What can be set; `load_settings` gathers it from where it is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def declarations() -> tuple[Declaration, ...]:
    """Every setting as people see it, in the order of the declarations."""
    return tuple(declaration(name, field) for name, field in Settings.model_fields.items())


def read_user_settings() -> dict[str, Any]:
    """The user's own settings file; empty where there is none."""
    place = settings_file()
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The settings cannot be read: {error}.", "Mend the file, or delete it to start afresh.", file=str(place)
        ) from error


def load_settings(**overrides: Any) -> Settings:
    """The settings in force; `overrides` come from the command line and lose only to policy."""
    said = {**read_user_settings(), **_environment(), **overrides, **read_policy()}
    try:
        return Settings(**said)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise SettingsError(
            f"The setting '{name}' cannot be used: {first['msg']}.",
            f"Look in {settings_file()}, {policy_file()} and the AGENT_ASSIST_* environment.",
        ) from error


def save_settings(values: Mapping[str, Any]) -> None:
    """Keep these settings in the user's file, all of them or none; what is at its default needs no line there.

    Raises SettingsError where a value cannot be used or the file cannot be written.
    """
    unknown = values.keys() - Settings.model_fields.keys()
    if unknown:
        raise SettingsError(f"There is no setting '{min(unknown)}'.")
    load_settings(**values)
    defaults = {one.name: one.default for one in declarations()}
    kept = {name: value for name, value in {**read_user_settings(), **values}.items() if value != defaults.get(name)}
    plain = {name: str(value) if isinstance(value, Path) else value for name, value in kept.items()}
    place = settings_file()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, tomli_w.dumps(plain))
    except OSError as error:
        raise SettingsError(
            f"The settings cannot be kept: {error.strerror}.",
            "Check the folder's permissions and space.",
            file=str(place),
        ) from error


def save_setting(name: str, value: Any) -> None:
    """Keep one setting in the user's file, whole or not at all."""
    save_settings({name: value})


def locked_by_policy() -> frozenset[str]:
    """Names of the settings that the machine's policy fixes."""
    return frozenset(read_policy()) & frozenset(Settings.model_fields)


def set_by_environment() -> frozenset[str]:
    """Names of the settings that environment variables give; they beat what the user keeps."""
    return frozenset(_environment())


def _environment() -> dict[str, str]:
    """Settings by name, out of the variables `AGENT_ASSIST_<NAME>`, in capitals or not."""
    given = {name.upper(): value for name, value in os.environ.items()}
    keys = {name: f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    return {name: given[key] for name, key in keys.items() if key in given}
