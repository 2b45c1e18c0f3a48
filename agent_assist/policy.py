"""The machine's policy: one TOML file that IT installs and that overrides whatever the user set."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from agent_assist.errors import UserFacingError
from agent_assist.paths import policy_file

_MAX_BYTES = 64 * 1024


class PolicyError(UserFacingError):
    """The policy file cannot be read. The program stops: to run without the machine's policy would break it."""

    code = "policy"


def read_policy(path: Path | None = None) -> dict[str, Any]:
    """The policy's settings by name; empty where the machine has no policy file."""
    place = path or policy_file()
    try:
        with place.open("rb") as stream:
            raw = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise PolicyError(
            f"The policy cannot be read: {error.strerror}.", "Ask your IT team to mend it.", file=str(place)
        ) from error
    if len(raw) > _MAX_BYTES:
        raise PolicyError("The policy is larger than 64 KiB.", "Ask your IT team to mend it.", file=str(place))
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyError(
            f"The policy is not valid TOML: {error}.", "Ask your IT team to mend it.", file=str(place)
        ) from error
