"""The SoundCard library with a living connection to the sound server, and what the library itself cannot tell.

The library connects to the sound server when it is imported, so it is imported only when somebody listens.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from agent_assist.errors import AudioError

_NO_SERVER = "Start the sound server (PulseAudio or PipeWire) of this session, or answer chats only."
_loading = threading.Lock()


def library() -> Any:
    """The SoundCard module.  Raises AudioError where no sound system answers."""
    with _loading:
        loaded = sys.modules.get("soundcard")
        if loaded is not None and _alive():
            return loaded
        if loaded is not None:
            # Its connection is dead and it never makes another, so it is loaded anew once the server answers again.
            if not _server_answers():
                raise AudioError("The sound server does not answer.", _NO_SERVER)
            for name in [name for name in sys.modules if name.split(".")[0] == "soundcard"]:
                del sys.modules[name]
        try:
            import soundcard
        except ImportError as error:
            raise AudioError(
                "Listening to the sound card is not installed.",
                "Install the speech extra: pip install 'agent-assist[speech]'.",
            ) from error
        except (OSError, AssertionError) as error:
            raise AudioError("No sound server answers on this computer.", _NO_SERVER) from error
        except NotImplementedError as error:
            raise AudioError(f"{error}.", "Listen on Windows, Linux or macOS.") from error
        _pin_streams()
        return soundcard


def default_ids() -> tuple[str | None, str | None]:
    """The ids of the system's default microphone and default loudspeaker, None where it has none.

    On PulseAudio the default microphone may be what a loudspeaker plays.  Raises AudioError without a sound server.
    """
    loaded = library()
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is not None:
        # One question instead of four: this is asked twice a second throughout a call.
        try:
            told = pulse._pulse.server_info
            return told["default source id"], told["default sink id"]
        except (KeyError, RuntimeError, TypeError):
            return None, None
    return _default_id(loaded.default_microphone), _default_id(loaded.default_speaker)


def muted(microphone: str) -> bool:
    """Whether the sound server mutes this microphone; False where it does not tell (Windows, macOS)."""
    library()
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is None:
        return False
    found: list[bool] = []

    def take(_context: Any, info: Any, end: int, _data: Any) -> None:
        if not end:
            found.append(bool(info.mute))

    callback = pulse._ffi.callback("pa_source_info_cb_t", take)
    pulse._pulse._pa_context_get_source_info_by_name(
        pulse._pulse.context, microphone.encode(), callback, pulse._ffi.NULL
    )
    return any(found)


def _default_id(default: Callable[[], Any]) -> str | None:
    try:
        return str(default().id)
    except (IndexError, KeyError, RuntimeError, TypeError):
        return None


def _pin_streams() -> None:
    """Make PulseAudio streams stay on their device, and fail when it goes.

    By itself the server moves a stream whose device went, or was the default and is no longer: the customer's side
    would then record the microphone. The library has no option for the flag that forbids it.
    """
    backend = sys.modules.get("soundcard.pulseaudio")
    if backend is None:
        return
    connect = backend._pulse._pa_stream_connect_record
    stay = backend._pa.PA_STREAM_DONT_MOVE
    backend._pulse._pa_stream_connect_record = lambda stream, device, buffer, flags: connect(
        stream, device, buffer, flags | stay
    )


def _alive() -> bool:
    """Whether the library is still connected: on a dead connection libpulse ends the whole program."""
    pulse = sys.modules.get("soundcard.pulseaudio")
    if pulse is None:
        return True
    state = pulse._pulse._pa_context_get_state(pulse._pulse.context)
    return bool(state == pulse._pa.PA_CONTEXT_READY)


def _server_answers() -> bool:
    """Whether a sound server listens on its usual socket; True where that cannot be told."""
    server = os.environ.get("PULSE_SERVER", "")
    runtime = os.environ.get("PULSE_RUNTIME_PATH") or os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), "pulse")
    if server and not server.startswith("unix:"):
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(server.removeprefix("unix:") or os.path.join(runtime, "native")) == 0
