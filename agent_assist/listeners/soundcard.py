"""Microphones and what loudspeakers play, on Windows (WASAPI) and Linux (PulseAudio, PipeWire), through SoundCard.

The library connects to the sound server when it is imported, so it is imported only when somebody listens.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError
from agent_assist.listeners.frames import FRAME_SECONDS, SAMPLE_RATE, Samples

_FRAME = round(FRAME_SECONDS * SAMPLE_RATE)
_NO_SERVER = "Start the sound server (PulseAudio or PipeWire) of this session, or answer chats only."
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or loudspeaker.  id: the system's name for it.  default: the system would choose it."""

    id: str
    name: str
    default: bool


@dataclass(frozen=True, slots=True)
class Devices:
    """What is plugged in now."""

    microphones: tuple[Device, ...]
    loudspeakers: tuple[Device, ...]


def devices() -> Devices:
    """The microphones and loudspeakers of this computer.  Raises AudioError where no sound system answers."""
    library = _library()
    microphones = library.all_microphones(include_loopback=False)
    return Devices(
        _described(microphones, _default_id(library.default_microphone)),
        _described(library.all_speakers(), _default_id(library.default_speaker)),
    )


@dataclass(frozen=True, slots=True)
class SoundCardSource:
    """One side of a call: a microphone (the agent) or what a loudspeaker plays (the customer).

    device: id of the microphone or loudspeaker, None for the system's default at the time of opening.
    """

    speaker: Speaker
    device: str | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return "microphone" if self.speaker is Speaker.AGENT else "loudspeaker"

    @contextmanager
    def open(self) -> Iterator[Callable[[], Samples]]:
        """Opens the device; gives a function that waits for the next .1 s (float32, mono, 16 kHz) and returns it.

        Raises AudioError, on opening and from the function, when the device or the sound server is gone.
        """
        recorded = self._find()
        if recorded is None:
            which = f"{self.label} {self.device!r}" if self.device else f"default {self.label}"
            raise AudioError(f"There is no {which} on this computer.", "Plug it in or choose another in the settings.")

        def read() -> Samples:
            try:
                block = recorder.record(numframes=_FRAME)
            except Exception as error:  # the library raises what its backend makes of a lost stream, TypeError among it
                raise self._lost() from error
            return np.ascontiguousarray(block.mean(axis=1), dtype=np.float32)

        try:
            recorder = recorded.recorder(samplerate=SAMPLE_RATE, blocksize=_FRAME)
            recorder.__enter__()
        except RuntimeError as error:
            raise AudioError(
                f"The {self.label} cannot be opened: {error}", "Close the program that keeps it, or choose another."
            ) from error
        try:
            yield read
        finally:
            recorder.__exit__(None, None, None)

    def present(self) -> bool:
        """Whether the device is still there. The sound server may move a stream elsewhere without a word."""
        return self._find() is not None

    def _find(self) -> Any | None:
        library = _library()
        if self.speaker is Speaker.AGENT:
            wanted = self.device or _default_id(library.default_microphone)
            names = {wanted}
        else:
            wanted = self.device or _default_id(library.default_speaker)
            # Windows names the loopback like its loudspeaker, PulseAudio and PipeWire add .monitor.
            names = {wanted, f"{wanted}.monitor"}
        candidates = library.all_microphones(include_loopback=True)
        return next((device for device in candidates if str(device.id) in names), None) if wanted else None

    def _lost(self) -> AudioError:
        return AudioError(f"The {self.label} was lost.", "Plug it in again; listening goes on by itself.")


def _described(found: list[Any], default: str | None) -> tuple[Device, ...]:
    return tuple(Device(str(one.id), str(one.name), str(one.id) == default) for one in found)


def _default_id(default: Callable[[], Any]) -> str | None:
    """The id of the system's default device, None where it has none."""
    try:
        return str(default().id)
    except (IndexError, KeyError, RuntimeError, TypeError):
        return None


def _library() -> Any:
    """The SoundCard module with a living connection to the sound server."""
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
            raise AudioError(f"{error}.", "Listen on Windows or Linux.") from error
        return soundcard


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
