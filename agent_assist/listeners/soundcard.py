"""Microphones and what loudspeakers play, through SoundCard: Windows (WASAPI), Linux (PulseAudio, PipeWire), macOS.

macOS gives no program what a loudspeaker plays: there the customer is heard through a virtual device
(BlackHole, Loopback and their like), which the system shows as a loudspeaker and as a microphone of one name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError
from agent_assist.listeners.frames import FRAME_SECONDS, SAMPLE_RATE, Samples
from agent_assist.listeners.sound_system import default_ids, muted, system
from agent_assist.listeners.sources import SourceMoved

_FRAME = round(FRAME_SECONDS * SAMPLE_RATE)
#: Where a virtual device is needed: what to do, for errors and for the doctor.
VIRTUAL_DEVICE = (
    "Install a virtual device such as BlackHole 2ch; in Audio MIDI Setup make a Multi-Output Device of it and your "
    "headset and let the phone program play there; then choose the virtual device as the loudspeaker here."
)


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
    """The microphones and loudspeakers of this computer.

    Raises AudioError where no sound system answers, Unanswered where it takes too long.
    """

    def listed(library: Any) -> Devices:
        microphone, loudspeaker = default_ids(library)
        return {
            "microphones": _described(library.all_microphones(include_loopback=False), microphone),
            "loudspeakers": _described(library.all_speakers(), loudspeaker),
        }

    return system.ask(listed)


def unheard_loudspeakers(found: Devices) -> list[str]:
    """Names of the loudspeakers that no device of the same name listens to: on macOS all but virtual devices."""
    heard = {device["name"] for device in found["microphones"]}
    return [device["name"] for device in found["loudspeakers"] if device["name"] not in heard]


@dataclass(frozen=True, slots=True)
class SoundCardSource:
    """One side of a call: a microphone (the agent) or what a loudspeaker plays (the customer).

    device: id or name of the microphone or loudspeaker; None is the system's default, followed when it changes.
    """

    speaker: Speaker
    device: str | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return "microphone" if self.speaker is Speaker.AGENT else "loudspeaker"

    @contextmanager
    def open(self) -> Iterator[OpenDevice]:
        """Opens the device; this, reading and closing may take for ever where the sound server hangs.

        Raises AudioError when there is none or another program keeps it.
        """
        opened = system.ask(self._prepared)
        try:
            opened.recorder.__enter__()
        except RuntimeError as error:
            raise AudioError(
                f"The {self.label} cannot be opened: {error}", "Close the program that keeps it, or choose another."
            ) from error
        try:
            yield opened
        finally:
            opened.recorder.__exit__(None, None, None)

    def _prepared(self, library: Any) -> OpenDevice:
        """The device with its recorder, not yet opened."""
        default = None if self.device else self._default(library)
        found = self._find(library, self.device or default)
        if found is None:
            which = f"{self.label} {self.device!r}" if self.device else f"default {self.label}"
            next_step = "Plug it in or choose another in the settings."
            if sys.platform == "darwin" and self.speaker is Speaker.CUSTOMER:
                next_step = VIRTUAL_DEVICE
            raise AudioError(f"There is no {which} on this computer.", next_step)
        recorder = found.recorder(samplerate=SAMPLE_RATE, blocksize=_FRAME)
        return OpenDevice(self, library, recorder, str(found.id), default)

    def _default(self, library: Any) -> str | None:
        return default_ids(library)[0 if self.speaker is Speaker.AGENT else 1]

    def _find(self, found: Any, wanted: str | None) -> Any | None:
        """What to record, or None where there is no such device."""
        recordable = found.all_microphones(include_loopback=True)
        if self.speaker is Speaker.AGENT:
            microphone = _chosen(recordable, wanted)
            # Without a microphone PulseAudio offers what a loudspeaker plays, which would give the agent the
            # customer's words: that is never the default.
            return None if microphone is None or (not self.device and microphone.isloopback) else microphone
        loudspeaker = _chosen(found.all_speakers(), wanted)
        if loudspeaker is None:
            return None
        if sys.platform == "darwin":
            return _chosen(recordable, str(loudspeaker.name))
        # Windows names the loopback like its loudspeaker, PulseAudio and PipeWire add .monitor.
        names = (str(loudspeaker.id), f"{loudspeaker.id}.monitor")
        return next((one for one in recordable if str(one.id) in names and one.isloopback), None)


@dataclass(frozen=True, slots=True)
class OpenDevice:
    """A device while it is open.

    library: the SoundCard module whose connection carries it.  id: the system's name for what is really recorded.
    default: the system's default device that it was opened as, None
    where the user chose the device.
    """

    source: SoundCardSource
    library: Any
    recorder: Any
    id: str
    default: str | None

    def read(self) -> Samples:
        """Waits for the next .1 s of sound: shape (1600,), float32.  Raises AudioError when the stream is lost."""
        try:
            block = self.recorder.record(numframes=_FRAME)
        except Exception as error:  # the library raises what its backend makes of a lost stream, TypeError among it
            what = f"The {self.source.label} was lost."
            raise AudioError(what, "Plug it in again; listening goes on by itself.") from error
        return np.ascontiguousarray(block.mean(axis=1), dtype=np.float32)

    def present(self) -> bool:
        """Whether the device is still plugged in; some systems go on giving silence, or another device's sound.

        Raises SourceMoved when it was the system's default and another one is now, Unanswered when the sound server
        takes too long to tell, AudioError when there is none (any more).
        """
        return system.ask(self._is_there)

    def _is_there(self, library: Any) -> bool:
        label = self.source.label
        if library is not self.library:
            raise AudioError(f"The {label} was lost with the sound server.", "Listening goes on by itself.")
        if not any(str(device.id) == self.id for device in library.all_microphones(include_loopback=True)):
            return False
        now = None if self.default is None else self.source._default(library)
        if now is not None and now != self.default and self.source._find(library, now) is not None:
            raise SourceMoved(f"The system's {label} is another one now.", "Listening goes on with it.")
        return True

    def muted(self) -> bool:
        """Whether the sound server mutes it.  Raises AudioError and Unanswered as `present` does."""
        return self.source.speaker is Speaker.AGENT and system.ask(lambda library: muted(library, self.id))


def _chosen(found: list[Any], wanted: str | None) -> Any | None:
    """The device with that id, else the first with that name."""
    by_id = [one for one in found if str(one.id) == wanted]
    return next(iter(by_id or [one for one in found if str(one.name) == wanted]), None)


def _described(found: list[Any], default: str | None) -> list[Device]:
    return [{"id": str(one.id), "name": str(one.name), "default": str(one.id) == default} for one in found]
