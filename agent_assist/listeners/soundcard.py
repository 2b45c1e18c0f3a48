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
from typing import Any, TypedDict

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError
from agent_assist.listeners.frames import FRAME_SECONDS, SAMPLE_RATE, Samples

_FRAME = round(FRAME_SECONDS * SAMPLE_RATE)
_NO_SERVER = "Start the sound server (PulseAudio or PipeWire) of this session, or answer chats only."
_loading = threading.Lock()


class Device(TypedDict):
    """A microphone or loudspeaker.  id: the system's name for it.  default: the system would choose it."""

    id: str
    name: str
    default: bool


class Devices(TypedDict):
    """What is plugged in now."""

    microphones: list[Device]
    loudspeakers: list[Device]


def devices() -> Devices:
    """The microphones and loudspeakers of this computer.  Raises AudioError where no sound system answers."""
    library = _library()
    microphones = library.all_microphones(include_loopback=False)
    return {
        "microphones": _described(microphones, _default_id(library.default_microphone)),
        "loudspeakers": _described(library.all_speakers(), _default_id(library.default_speaker)),
    }


@dataclass(frozen=True, slots=True)
class SoundCardSource:
    """One side of a call: a microphone (the agent) or what a loudspeaker plays (the customer).

    device: id or name of the microphone or loudspeaker, None for the system's default at the time of opening.
    """

    speaker: Speaker
    device: str | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return "microphone" if self.speaker is Speaker.AGENT else "loudspeaker"

    @contextmanager
    def open(self) -> Iterator[OpenDevice]:
        """Opens the device.  Raises AudioError when there is none or another program keeps it."""
        found = self._find(_library())
        if found is None:
            which = f"{self.label} {self.device!r}" if self.device else f"default {self.label}"
            raise AudioError(f"There is no {which} on this computer.", "Plug it in or choose another in the settings.")
        recorder = found.recorder(samplerate=SAMPLE_RATE, blocksize=_FRAME)
        try:
            recorder.__enter__()
        except RuntimeError as error:
            raise AudioError(
                f"The {self.label} cannot be opened: {error}", "Close the program that keeps it, or choose another."
            ) from error
        try:
            yield OpenDevice(recorder, str(found.id), self.label)
        finally:
            recorder.__exit__(None, None, None)

    def _find(self, library: Any) -> Any | None:
        """What to record, or None where there is no such device."""
        recordable = library.all_microphones(include_loopback=True)
        if self.speaker is Speaker.AGENT:
            if self.device:
                return _chosen(recordable, self.device)
            # Without a microphone PulseAudio offers what a loudspeaker plays, which would give the agent the
            # customer's words: that is never the default.
            found = _chosen(recordable, _default_id(library.default_microphone))
            return None if found is None or found.isloopback else found
        loudspeaker = _chosen(library.all_speakers(), self.device or _default_id(library.default_speaker))
        if loudspeaker is None:
            return None
        # Windows names the loopback like its loudspeaker, PulseAudio and PipeWire add .monitor.
        names = (str(loudspeaker.id), f"{loudspeaker.id}.monitor")
        return next((one for one in recordable if str(one.id) in names and one.isloopback), None)


@dataclass(frozen=True, slots=True)
class OpenDevice:
    """A device while it is open.  id: the system's name for what is really recorded."""

    recorder: Any
    id: str
    label: str

    def read(self) -> Samples:
        """Waits for the next .1 s of sound: shape (1600,), float32.  Raises AudioError when the stream is lost."""
        try:
            block = self.recorder.record(numframes=_FRAME)
        except Exception as error:  # the library raises what its backend makes of a lost stream, TypeError among it
            what = f"The {self.label} was lost."
            raise AudioError(what, "Plug it in again; listening goes on by itself.") from error
        return np.ascontiguousarray(block.mean(axis=1), dtype=np.float32)

    def present(self) -> bool:
        """Whether the device is still plugged in; some systems go on giving silence, or another device's sound.

        Raises AudioError when no sound server answers.
        """
        return any(str(device.id) == self.id for device in _library().all_microphones(include_loopback=True))


def _chosen(found: list[Any], wanted: str | None) -> Any | None:
    """The device with that id, else the first with that name."""
    by_id = [one for one in found if str(one.id) == wanted]
    return next(iter(by_id or [one for one in found if str(one.name) == wanted]), None)


def _described(found: list[Any], default: str | None) -> list[Device]:
    return [{"id": str(one.id), "name": str(one.name), "default": str(one.id) == default} for one in found]


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
        _pin_streams()
        return soundcard


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
