"""Where updates come from and commands go."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

from agent_assist.protocol import Command


class Source(Protocol):
    """The engine link, or a recorded stream. `updates` carries Update, `state` LinkState."""

    @property
    def updates(self) -> SignalInstance: ...

    @property
    def state(self) -> SignalInstance: ...

    def start(self) -> None: ...

    def send(self, command: Command) -> None: ...

    def restart(self) -> None: ...

    def close(self) -> None: ...
