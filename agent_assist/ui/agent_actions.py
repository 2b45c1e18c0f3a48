"""What the agent does in the window, turned into commands."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from agent_assist import __version__
from agent_assist.datatypes import Prompt
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.paste_dialog import Pasted, PasteDialog
from agent_assist.ui.source import Source
from agent_assist.ui.theme import Look


def new_id(kind: str) -> str:
    """A contact id that no other window makes."""
    return f"{kind}-{uuid.uuid4().hex[:12]}"


class AgentActions(QObject):
    """Needs the panel's state, the source to send to, and the window to open dialogs over."""

    def __init__(
        self, panel: Panel, source: Source, window: QWidget, look: Callable[[], Look], demos: Path | None
    ) -> None:
        super().__init__(window)
        self._panel = panel
        self._source = source
        self._window = window
        self._look = look
        self._demos = demos
        #: Contacts that the agent asked for: the window turns to them when they open, and to no others.
        self.asked_for: set[str] = set()

    def new_contact(self, kind: str) -> str:
        """The id of a contact that the window will turn to when it opens."""
        contact = new_id(kind)
        self.asked_for.add(contact)
        return contact

    def copy_words(self, text: str) -> None:
        """Put any words on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def note(self, line: str, text: str, mark: bool) -> None:
        """Write beside a line of the contact that is shown, or mark it."""
        contact = self._panel.shown
        if contact is not None and not contact.closed:
            self._source.send({"cmd": "note", "contact": contact.id, "utterance": line, "text": text, "mark": mark})

    def answer(self, prompt: Prompt, verdict: str, reason: str) -> None:
        """Say what became of a prompt of the contact that is shown; one that was dismissed or seen leaves the panel."""
        contact = self._panel.shown
        if contact is None:
            return
        if verdict == "dismissed" or prompt.state != "owed":
            contact.put_away.add((prompt.rule_id, prompt.at))
        if not contact.closed:
            command = {"cmd": "answer", "contact": contact.id, "rule_id": prompt.rule_id, "verdict": verdict}
            self._source.send({**command, "reason": reason} if reason else command)

    def new_chat(self) -> str:
        """Open an empty chat; returns its id."""
        contact = self.new_contact("chat")
        self._source.send({"cmd": "open", "contact": contact, "channel": "chat"})
        return contact

    def paste(self) -> PasteDialog:
        """Ask what was written and by whom, with the clipboard's text to begin with."""
        chats = [
            (contact.id, contact.title or self.tr("Chat"))
            for contact in self._panel.contacts.values()
            if contact.channel == "chat" and not contact.closed
        ]
        text = QGuiApplication.clipboard().text().strip()
        dialog = PasteDialog(self._look(), self._window, text, chats, self._panel.active)
        dialog.taken.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _take(self, pasted: Pasted) -> None:
        contact = pasted.contact or self.new_chat()
        self._source.send({"cmd": "say", "contact": contact, "speaker": pasted.speaker, "text": pasted.text})

    def correct(self, line: str, text: str) -> None:
        """Mend a line of the contact that is shown."""
        contact = self._panel.shown
        if contact is not None and not contact.closed:
            self._source.send({"cmd": "correct", "contact": contact.id, "utterance": line, "text": text})

    def close_contact(self) -> None:
        """End the contact that is shown."""
        contact = self._panel.shown
        if contact is not None and not contact.closed:
            self._source.send({"cmd": "close", "contact": contact.id})

    def play(self, path: Path, speed: float = 1.0) -> None:
        """Play a transcript or sound file as a live contact."""
        self._source.send({"cmd": "replay", "contact": self.new_contact("demo"), "path": str(path), "speed": speed})

    def play_demo(self, button: QWidget | None = None) -> None:
        """Offer the demo contacts that came with the program, or any file."""
        found = sorted(self._demos.glob("*.jsonl")) if self._demos is not None else []
        if not found:
            self.choose_demo()
            return
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for path in found:
            entry = menu.addAction(path.stem.replace("-", " ").capitalize())
            entry.triggered.connect(lambda _checked=False, chosen=path: self.play(chosen))
        menu.addSeparator()
        menu.addAction(self.tr("Another file…")).triggered.connect(lambda _checked=False: self.choose_demo())
        anchor = button if button is not None else self._window
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft() if button is not None else anchor.rect().center()))

    def choose_demo(self) -> None:
        """Ask for a file to play."""
        start = str(self._demos) if self._demos is not None else ""
        kinds = self.tr("Contacts (*.jsonl *.wav *.flac)")
        dialog = QFileDialog(self._window, self.tr("Play a contact"), start, kinds)
        dialog.fileSelected.connect(lambda chosen: self.play(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def about(self) -> None:
        """What this program is."""
        bundle = self._panel.engine.bundle
        knowledge = str(bundle.get("name")) if bundle is not None else self.tr("none")
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Agent Assist"))
        box.setText(self.tr("Agent Assist {0}").format(__version__))
        box.setInformativeText(
            self.tr("Everything is heard, searched and shown on this computer.\n\nKnowledge base: {0}").format(
                knowledge
            )
        )
        box.finished.connect(box.deleteLater)
        box.open()
