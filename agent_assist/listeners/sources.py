"""What can be listened to live, and what goes wrong with it that no listener's thread can see by itself."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError
from agent_assist.listeners.frames import Samples


class SourceMoved(AudioError):
    """The system's default device is another one now: the source is to be opened anew."""


class Unanswered(AudioError):
    """Nobody can tell in time how a device is: the sound server hangs, or the computer is very busy."""


class OpenSound(Protocol):
    """A source while it is open."""

    def read(self) -> Samples:
        """Waits for the next short piece of sound.  Raises AudioError when there will be none."""
        ...

    def present(self) -> bool:
        """Whether the device is still there.  Raises SourceMoved, or AudioError when that cannot be asked."""
        ...


@runtime_checkable
class Device(Protocol):
    """An open source that is a device of this computer: it runs by a crystal of its own, and somebody may mute it."""

    def muted(self) -> bool:
        """Whether the system says so.  Raises AudioError when that cannot be asked."""
        ...


@runtime_checkable
class SelfTimed(Protocol):
    """An open source that counts its own time (a phone line): its sound may come early, late or with holes."""

    def position(self) -> float:
        """Seconds from the source's first sample to the first of the last read."""
        ...

    def is_cut(self) -> bool:
        """Whether speech ends where the last read does, though somebody goes on speaking."""
        ...


class SoundSource(Protocol):
    """Something to listen to live; `SoundCardSource` is the real one."""

    @property
    def speaker(self) -> Speaker:
        """Whose sound it is."""
        ...

    @property
    def label(self) -> str:
        """What people call it."""
        ...

    def open(self) -> AbstractContextManager[OpenSound]:
        """Opens it.  Raises AudioError."""
        ...
