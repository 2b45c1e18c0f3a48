"""Keys that work in every program: they reach the panel and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from agent_assist.ui.desk.keys import Keys, bindings
from agent_assist.ui.notices import Message

if TYPE_CHECKING:
    from agent_assist.ui.desk.x_server import XServer

#: The key of the notice that this room puts.
NOTICE = "hotkeys"


class Grabs(Protocol):
    """A system's way. `pressed` carries an action; `refused` an action and why: taken, missing (no such key on this
    keyboard) or closed (the desktop gives programs no keys)."""

    pressed: SignalInstance
    refused: SignalInstance

    def bind(self, wanted: Mapping[str, Keys]) -> None:
        """Take these combinations in place of those held before."""

    def close(self) -> None:
        """Give everything back; the program ends."""


def action_words() -> dict[str, str]:
    """What the actions are called where the desktop itself asks the agent about them."""
    translate = QCoreApplication.translate
    return {
        "show": translate("Hotkeys", "Show or hide the panel"),
        "search": translate("Hotkeys", "Search in the panel"),
        "insert": translate("Hotkeys", "Insert the suggested reply"),
        "listen": translate("Hotkeys", "Start or stop listening"),
        "next": translate("Hotkeys", "Open the next card"),
    }


def grabs_of(server: XServer | None, parent: QObject) -> Grabs | None:
    """What this desktop offers; None where it offers nothing."""
    if server is not None:
        from agent_assist.ui.desk.x_grabs import XGrabs

        return XGrabs(server, parent)
    if sys.platform == "win32":
        from agent_assist.ui.desk.windows_keys import WindowsGrabs

        return WindowsGrabs(parent)
    if sys.platform == "linux" and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        from agent_assist.ui.desk.portal import PortalGrabs

        return PortalGrabs(action_words(), parent)
    return None


class Hotkeys(QObject):
    """`pressed` carries the action; `said` a Message where a combination could not be had, `unsaid` its key."""

    pressed = Signal(str)
    said = Signal(object)
    unsaid = Signal(str)

    def __init__(self, grabs: Grabs | None, parent: QObject) -> None:
        """grabs: None where the desktop gives programs no keys."""
        super().__init__(parent)
        self._grabs = grabs
        self._wanted: Mapping[str, Keys] = {}
        self._troubles: list[str] = []
        if grabs is not None:
            grabs.pressed.connect(self.pressed)
            grabs.refused.connect(self._refused)

    def bind(self, texts: Mapping[str, str]) -> None:
        """action → keys as the settings write them; what is wrong is said, the rest works."""
        bound = bindings(texts)
        self._wanted = bound.wanted
        self._troubles = [self.tr("“{0}” is no combination of keys.").format(text) for text in bound.wrong]
        self._troubles += [self.tr("{0} is given to two actions.").format(text) for text in bound.twice]
        self._say()
        if self._grabs is not None:
            self._grabs.bind(bound.wanted)
        elif bound.wanted:
            self._troubles.append(self._closed())
            self._say()

    def close(self) -> None:
        """Give the keys back."""
        if self._grabs is not None:
            self._grabs.close()

    def _closed(self) -> str:
        return self.tr("This desktop gives programs no keys of their own; the panel's keys work inside the panel.")

    def _refused(self, action: str, reason: str) -> None:
        keys = self._wanted.get(action)
        if reason == "closed":
            text = self._closed()
        elif reason == "missing":
            text = self.tr("This keyboard has no {0}.").format(keys)
        else:
            text = self.tr("{0} belongs to another program.").format(keys)
        if text not in self._troubles:
            self._troubles.append(text)
        self._say()

    def _say(self) -> None:
        if self._troubles:
            advice = self.tr("Choose other keys in the settings.")
            self.said.emit(Message(NOTICE, " ".join([*self._troubles, advice]), "owed"))
        else:
            self.unsaid.emit(NOTICE)
