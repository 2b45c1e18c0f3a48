"""Keys and secrets: which of them the system's keyring keeps, whether they work; never what they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent_assist import credentials
from agent_assist.errors import KeyringError
from agent_assist.ui.layouts import FlowLayout
from agent_assist.ui.pages.background import Background, Command
from agent_assist.ui.parts import button, label, resize_within, restyle
from agent_assist.ui.theme import Look

#: A start of the program, and what a service may take.
_TRY_SECONDS = 25.0


class SecretRow(QFrame):
    """One secret. Its buttons say what they ask for: `tried`, `replaced` and `deleted`."""

    tried = Signal()
    replaced = Signal()
    deleted = Signal()

    def __init__(self, look: Look, title: str, about: str, *, replaceable: bool) -> None:
        super().__init__()
        self.setObjectName("block")
        self.setAccessibleName(title)
        self.state = label(look, self.tr("◔ Looking…"), 13, tone="dim", wrap=True)
        self.outcome = label(look, "", 13, wrap=True)
        self.outcome.hide()
        self.try_button = button(look, self.tr("Try"), self.tr("Try: {0}").format(title), pixels=13)
        self.replace_button = button(look, self.tr("Replace…"), self.tr("Replace: {0}").format(title), pixels=13)
        self.delete_button = button(look, self.tr("Delete…"), self.tr("Delete: {0}").format(title), pixels=13)
        self.try_button.clicked.connect(self.tried)
        self.replace_button.clicked.connect(self.replaced)
        self.delete_button.clicked.connect(self.deleted)
        actions = FlowLayout(8, 6)
        for one in (self.try_button, *([self.replace_button] if replaceable else []), self.delete_button):
            one.setAutoDefault(False)
            actions.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(label(look, title, 14, bold=True, wrap=True))
        column.addWidget(label(look, about, 12, tone="dim", wrap=True))
        column.addWidget(self.state)
        column.addWidget(self.outcome)
        column.addLayout(actions)
        self.show_state(None)

    def show_state(self, kept: bool | None) -> None:
        """`kept`: whether the keyring has it; None while that is not known, or there is no keyring."""
        if kept is not None:
            self.state.setText(self.tr("✓ Kept in the keyring") if kept else self.tr("○ Not kept"))
            restyle(self.state, "tone", "met" if kept else "dim")
        self.try_button.setEnabled(bool(kept))
        self.delete_button.setEnabled(bool(kept))
        self.replace_button.setEnabled(kept is not None)

    def say(self, text: str, tone: str) -> None:
        """How trying it went."""
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))
        restyle(self.outcome, "tone", tone)


class SecretsDialog(QDialog):
    """Looks at the keyring when it opens, off the window's thread."""

    def __init__(self, look: Look, parent: QWidget, speech_engine: str) -> None:
        """speech_engine: what the settings say recognises speech; keys of the others are not used."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and secrets"))
        resize_within(self, look, 520, 640)
        self._background = Background(self)
        self.trouble = label(look, "", 13, tone="violated", wrap=True)
        self.trouble.hide()
        self.rows: dict[str, SecretRow] = {}
        page = QWidget()
        page.setObjectName("cardsBody")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(12)
        for name in credentials.NAMES:
            title, about = self._words(name)
            if name in credentials.SPEECH_KEYS and name != f"speech-{speech_engine}":
                about += " " + self.tr("Not used now: speech is recognised elsewhere.")
            row = SecretRow(look, title, about, replaceable=name in credentials.SPEECH_KEYS)
            row.tried.connect(lambda name=name: self._try(name))
            row.replaced.connect(lambda name=name: self._replace(name))
            row.deleted.connect(lambda name=name: self._delete(name))
            self.rows[name] = row
            inside.addWidget(row)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        close = button(look, self.tr("Close"), self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        hint = self.tr("They lie in this computer's keyring, locked with your login, and are never shown.")
        column.addWidget(label(look, hint, 13, tone="dim", wrap=True))
        column.addWidget(self.trouble)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        for name in self.rows:
            self._look_at(name)

    def _words(self, name: str) -> tuple[str, str]:
        words = {
            credentials.JOURNAL_KEY: (
                self.tr("Key of the history"),
                self.tr("Encrypts the contacts that are kept. Without it they can never be read again."),
            ),
            credentials.INTAKE_TOKEN: (
                self.tr("Token of the chat intake"),
                self.tr("Programs that hand chats over show it. Deleted, another is made at the next start."),
            ),
            credentials.AUDIOHOOK_KEYS: (
                self.tr("Keys of phone systems"),
                self.tr("With them phone systems stream calls in; agent-assist intake-keys makes them."),
            ),
            "speech-openai": (
                self.tr("OpenAI or compatible speech service"),
                self.tr("Its API key. Trying it sends half a second of silence."),
            ),
            "speech-azure": (
                self.tr("Azure speech service"),
                self.tr("Its key. Trying it sends half a second of silence."),
            ),
            "speech-google-cloud": (
                self.tr("Google Cloud speech service"),
                self.tr("The JSON of a service account. Trying it sends half a second of silence."),
            ),
        }
        return words[name]

    def _look_at(self, name: str) -> None:
        self._work(name, lambda: credentials.get(name) is not None)

    def _work(self, name: str, job: Callable[[], object]) -> None:
        """job: gives whether the secret is kept afterwards."""
        self._background.run(job, lambda answer: self._take(name, answer))

    def _take(self, name: str, answer: Any) -> None:
        if isinstance(answer, KeyringError):
            self.trouble.setText(f"! {answer}")
            self.trouble.show()
            self.rows[name].state.setText(self.tr("○ The keyring cannot be asked"))
        else:
            self.trouble.hide()
            self.rows[name].show_state(bool(answer))

    def _try(self, name: str) -> None:
        row = self.rows[name]
        row.say(self.tr("◔ Trying…"), "dim")
        row.try_button.setEnabled(False)
        command = Command(self, ["secrets", "test", name], _TRY_SECONDS)
        command.answered.connect(lambda tried: self._tried(name, tried["ok"], f"{tried['what']} {tried['next_step']}"))
        command.failed.connect(lambda what: self._tried(name, False, what))

    def _tried(self, name: str, ok: bool, what: str) -> None:
        row = self.rows[name]
        row.try_button.setEnabled(True)
        row.say(f"{'✓' if ok else '!'} {what.strip()}", "met" if ok else "violated")

    def _replace(self, name: str) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self._words(name)[0])
        dialog.setLabelText(self.tr("The new key:"))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setOkButtonText(self.tr("Keep it"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(lambda text: self._keep(name, text.strip()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, name: str, value: str) -> None:
        if not value:
            return
        self.rows[name].say("", "")

        def keep() -> bool:
            credentials.set(name, value)
            return True

        self._work(name, keep)

    def _delete(self, name: str) -> None:
        title, about = self._words(name)
        box = QMessageBox(QMessageBox.Icon.Warning, title, self.tr("Delete it for good?"), parent=self)
        box.setInformativeText(about)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        delete.clicked.connect(lambda: self._gone(name))
        box.finished.connect(box.deleteLater)
        box.open()

    def _gone(self, name: str) -> None:
        self.rows[name].say("", "")

        def delete() -> bool:
            credentials.delete(name)
            return False

        self._work(name, delete)
