"""The engine's sound devices: their list, told again when it changes, and their levels while no call is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from agent_assist.datatypes import Speaker
from agent_assist.errors import UserFacingError
from agent_assist.protocol import Update

if TYPE_CHECKING:
    from agent_assist.listeners.soundcard import Devices


class SoundDevices:
    """send: takes updates from any thread. The other methods are called by the thinking thread."""

    def __init__(self, send: Callable[[Update], None]) -> None:
        self._send = send
        self._watch: Any = None
        self._meters: Any = None

    def list(self) -> Update:
        """The `devices` update; from now on changes are told.  Raises AudioError where no sound system answers."""
        from agent_assist.listeners.soundcard import devices

        found = devices()
        self.watch(found)
        return _told(found)

    def watch(self, known: Devices | None = None) -> None:
        """Tell changes of the list from now on."""
        if self._watch is None:
            from agent_assist.listeners.device_watch import DeviceWatch

            self._watch = DeviceWatch(lambda found: self._send(_told(found)), known)
            self._watch.start()

    def meters_on(self, microphone: str, loudspeaker: str) -> None:
        """Tell the levels of these devices; "" is the system's default."""
        from agent_assist.listeners.live import sound_card
        from agent_assist.listeners.meters import Meters

        self.meters_off()
        self._meters = Meters(sound_card(microphone or None, loudspeaker or None), self._level, self._failed)
        self._meters.start()

    def meters_off(self) -> None:
        """Close the devices that are only measured."""
        if self._meters is not None:
            self._meters.stop()
            self._meters = None

    def stop(self) -> None:
        """End everything."""
        self.meters_off()
        if self._watch is not None:
            self._watch.stop()

    def _level(self, speaker: Speaker, rms: float) -> None:
        self._send({"type": "level", "at": 0.0, "speaker": str(speaker), "rms": round(rms, 4)})

    def _failed(self, speaker: Speaker, error: UserFacingError) -> None:
        update: Update = {"type": "source", "at": 0.0, "speaker": str(speaker), "state": "lost"}
        self._send({**update, "what": error.what, "next": error.next_step})


def _told(found: Devices) -> Update:
    return {"type": "devices", "microphones": found["microphones"], "loudspeakers": found["loudspeakers"]}
