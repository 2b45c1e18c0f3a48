"""Where things lie on this computer. One obvious place for each; platformdirs knows the system's customs."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import platformdirs

_APP = "agent-assist"


def config_dir() -> Path:
    """The user's settings."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def data_dir() -> Path:
    """The journal and the bundles that were pulled."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def cache_dir() -> Path:
    """What can be made again at any time."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def log_dir() -> Path:
    """Log files; they never hold what was said."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False))


def policy_file() -> Path:
    """The machine's policy, written by IT."""
    if sys.platform.startswith("linux"):
        # Not XDG_CONFIG_DIRS: whoever sets their own environment must not choose their own policy.
        return Path("/etc/xdg") / _APP / "policy.toml"
    return Path(platformdirs.site_config_dir(_APP, appauthor=False)) / "policy.toml"


def settings_file() -> Path:
    """The user's own settings."""
    return config_dir() / "settings.toml"


def journal_file() -> Path:
    """The encrypted journal of contacts."""
    return data_dir() / "contacts.db"


def shared_folder() -> Path:
    """What lies beside the packaged program: the sample's bundles, models that were installed with it."""
    return Path(sys.executable).parent / "share"


def bundles_dir() -> Path:
    """Where bundles lie when no setting names a place."""
    own = data_dir() / "bundles"
    packaged = shared_folder() / "bundles"
    if getattr(sys, "frozen", False) and not (own / "CURRENT").exists() and (packaged / "CURRENT").exists():
        return packaged  # the sample that the program was packaged with, until the company's own is installed
    return own


def replace_file(file: Path, text: str) -> None:
    """Put `text` into a file in one step, whole or not at all, readable by its owner alone. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(temporary, file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
