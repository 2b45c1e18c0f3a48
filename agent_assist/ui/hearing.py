"""Live calls in the window: listening, pausing, devices, the recording notice, and going on after a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agent_assist.protocol import Command, Update
from agent_assist.ui.contact_model import Contact, Panel, Side
from agent_assist.ui.listen_dialog import ListenDialog
from agent_assist.ui.notices import Message
from agent_assist.ui.source import Source
from agent_assist.ui.theme import Look

#: Keys of the notices whose buttons this room answers.
WAITING, DEVICES = "side-waiting", "side-devices"


class Hearing(QObject):
    """`devices_chosen` carries the settings `microphone` and `loudspeaker`; `said` a Message; `unsaid` a message's key.

    `changed` is sent whenever it may be that another call is heard, or none.
    """

    devices_chosen = Signal(str, str)
    said = Signal(object)
    unsaid = Signal(str)
    changed = Signal()

    def __init__(
        self,
        panel: Panel,
        source: Source,
        window: QWidget,
        look: Callable[[], Look],
        new_contact: Callable[[str], str],
        devices: tuple[str, str],
        locked: frozenset[str],
    ) -> None:
        super().__init__(window)
        self._panel = panel
        self._source = source
        self._window = window
        self._look = look
        self._new_contact = new_contact
        self._devices = devices
        self._locked = locked
        self._last: dict[str, list[Any]] = {"microphones": [], "loudspeakers": []}
        self._before: dict[str, str] = {}
        self._interrupted: list[str] = []
        self.dialog: ListenDialog | None = None

    @property
    def call(self) -> Contact | None:
        """The call that is heard; of several, the one that is shown."""
        shown = self._panel.shown
        if shown is not None and shown.heard:
            return shown
        return next((contact for contact in self._panel.contacts.values() if contact.heard), None)

    # -- what the agent does ------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Hear the sound card as a new call; not where one is heard already."""
        if self.call is None:
            self._hear(self._new_contact("call"))

    @property
    def devices(self) -> tuple[str, str]:
        """The chosen microphone and loudspeaker; "" for the system's default."""
        return self._devices

    def use(self, microphone: str, loudspeaker: str) -> None:
        """Hear these from now on; a call that is heard goes on with them."""
        if (microphone, loudspeaker) == self._devices:
            return
        self._devices = (microphone, loudspeaker)
        call = self.call
        if call is not None:
            self._source.send({"cmd": "stop", "contact": call.id})
            self._hear(call.id)

    def stop(self) -> None:
        """Stop hearing, whichever contact is shown; a contact that only plays is stopped where it is shown."""
        call = self.call or self._panel.shown
        if call is not None:
            self._source.send({"cmd": "stop", "contact": call.id})

    def pause(self, speaker: str, pause: bool) -> None:
        """Hear one side no more, or again."""
        shown = self._panel.shown
        if shown is not None and shown.heard:
            name = "pause" if pause else "resume"
            self._source.send({"cmd": name, "contact": shown.id, "speaker": speaker})

    def acted(self, key: str) -> None:
        """The button of a notice of this room was pressed."""
        if key == WAITING:
            for contact in self._panel.contacts.values():
                if contact.heard and contact.sides.get("customer", Side()).state == "waiting":
                    self._source.send({"cmd": "noticed", "contact": contact.id})
        elif key.startswith(DEVICES):
            self.choose()

    def choose(self) -> ListenDialog:
        """Open the dialog of the devices."""
        if self.dialog is not None:
            self.dialog.raise_()
            return self.dialog
        hearing = self.call is not None
        dialog = ListenDialog(self._look(), self._window, self._devices, self._locked, hearing=hearing)
        dialog.show_devices(self._last["microphones"], self._last["loudspeakers"])
        dialog.changed.connect(self._measure)
        dialog.taken.connect(self._take_devices)
        dialog.finished.connect(self._close_dialog)
        self.dialog = dialog
        self._source.send({"cmd": "devices"})
        self._measure(*self._devices)
        dialog.open()
        return dialog

    def _measure(self, microphone: str, loudspeaker: str) -> None:
        if self.call is None:
            self._source.send({"cmd": "meters", "microphone": microphone, "loudspeaker": loudspeaker})

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
            if self.call is None:
                self._source.send({"cmd": "meters", "off": True})

    def _take_devices(self, microphone: str, loudspeaker: str) -> None:
        if (microphone, loudspeaker) != self._devices:
            self._devices = (microphone, loudspeaker)
            self.devices_chosen.emit(microphone, loudspeaker)
        call = self.call
        if call is None:
            self._source.send({"cmd": "meters", "off": True})
            self.listen()
        else:
            self._source.send({"cmd": "stop", "contact": call.id})
            self._hear(call.id)

    def _hear(self, contact: str) -> None:
        command: Command = {"cmd": "listen", "contact": contact}
        for name, device in zip(("microphone", "loudspeaker"), self._devices, strict=True):
            if device:
                command[name] = device
        self._source.send(command)

    # -- what the engine tells ----------------------------------------------------------------------------------------

    def take(self, update: Update) -> None:
        """An update of devices, levels or sides; the panel has taken it already."""
        kind = update["type"]
        if kind == "devices":
            self._last = {name: list(update[name]) for name in self._last}
            if self.dialog is not None:
                self.dialog.show_devices(self._last["microphones"], self._last["loudspeakers"])
        elif kind == "level" and self.dialog is not None:
            self.dialog.sides[update["speaker"]].show_level(float(update["rms"]))
        elif kind == "source":
            if self.dialog is not None and update["state"] == "lost":
                self.dialog.sides[update["speaker"]].show_trouble(update["what"])
            if "contact" in update:
                self._say(str(update["speaker"]), str(update["state"]), update)
        if kind in ("state", "source", "summary", "opened"):
            self.changed.emit()
            if self.call is None:
                self._forget()

    def link(self, phase: str) -> None:
        """The engine died, or is there again: what was heard before its death is heard again."""
        if phase in ("restarting", "failed"):
            heard = [contact.id for contact in self._panel.contacts.values() if contact.heard]
            self._interrupted = self._interrupted or heard
            for contact in heard:
                self._panel.contacts[contact].activity = ""
                self._panel.contacts[contact].silence()
            self.changed.emit()
        elif phase == "ready":
            again, self._interrupted = self._interrupted, []
            for contact in again:
                if contact in self._panel.contacts and not self._panel.contacts[contact].closed:
                    self._hear(contact)

    def _forget(self) -> None:
        self._before.clear()
        for key in (WAITING, *(f"{DEVICES}-{speaker}" for speaker in ("agent", "customer"))):
            self.unsaid.emit(key)

    def _say(self, speaker: str, state: str, update: Update) -> None:
        before, self._before[speaker] = self._before.get(speaker, "heard"), state
        if speaker == "customer":
            if state == "waiting":
                text = self.tr("The customer is not heard before you have said that the call is recorded.")
                self.said.emit(Message(WAITING, text, "owed", self.tr("I have said it"), closable=False))
            else:
                self.unsaid.emit(WAITING)
        key = f"{DEVICES}-{speaker}"
        words = self._words(speaker, state)
        if words:
            self.said.emit(Message(key, words, "" if state == "silent" else "owed", self.tr("Sound devices")))
        elif state == "heard" and before == "heard" and update.get("what"):
            self.said.emit(Message(key, self._moved(speaker)))
        else:
            self.unsaid.emit(key)

    def _words(self, speaker: str, state: str) -> str:
        agent = speaker == "agent"
        if state == "lost":
            return (
                self.tr("Your microphone is lost. Plug it in or choose another; listening goes on by itself.")
                if agent
                else self.tr("The customer is not heard. Plug the headset in or choose another loudspeaker.")
            )
        if state == "muted":
            return self.tr("Your microphone is muted: what you say is not written down.")
        if state == "silent":
            return self.tr("Nothing has been heard of the customer for a while. Is it the right loudspeaker?")
        return ""

    def _moved(self, speaker: str) -> str:
        if speaker == "agent":
            return self.tr("Your computer has changed its microphone; you are heard through the new one.")
        return self.tr("Your computer has changed its loudspeaker; the customer is heard through the new one.")
