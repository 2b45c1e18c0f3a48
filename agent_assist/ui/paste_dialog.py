"""Taking in a message by hand: what was written elsewhere, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from agent_assist.ui.parts import button, label
from agent_assist.ui.theme import Look

#: The protocol takes no longer text at once.
MAX_TEXT = 8000


@dataclass(frozen=True, slots=True)
class Pasted:
    """A message that the agent pasted; `contact` is None for a new chat."""

    contact: str | None
    speaker: str
    text: str


class PasteDialog(QDialog):
    """Opened by the agent only. `taken` carries a Pasted."""

    taken = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, text: str, chats: list[tuple[str, str]], active: str | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste a message"))
        self.setMinimumWidth(380)
        self.message = QPlainTextEdit(text[:MAX_TEXT])
        self.message.setFont(look.font(14))
        self.message.setPlaceholderText(self.tr("What was written"))
        self.message.setAccessibleName(self.tr("What was written"))
        self.message.setMinimumHeight(120)
        self.message.setTabChangesFocus(True)
        self.customer = QRadioButton(self.tr("The customer wrote it"))
        self.agent = QRadioButton(self.tr("I wrote it"))
        self.customer.setChecked(True)
        self.where = QComboBox()
        self.where.setAccessibleName(self.tr("Contact"))
        for contact, title in chats:
            self.where.addItem(title, contact)
        self.where.addItem(self.tr("New chat"), None)
        at = self.where.findData(active)
        self.where.setCurrentIndex(at if active is not None and at >= 0 else self.where.count() - 1)
        for part in (self.customer, self.agent, self.where):
            part.setFont(look.font(14))
        self.take = button(look, self.tr("Add"), self.tr("Add the message"), kind="primary")
        self.take.setDefault(True)
        cancel = button(look, self.tr("Cancel"), self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.message.textChanged.connect(self._check)
        who = QHBoxLayout()
        who.setSpacing(16)
        who.addWidget(self.customer)
        who.addWidget(self.agent)
        who.addStretch(1)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(label(look, self.tr("Contact"), 14, tone="dim"))
        place.addWidget(self.where, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.message)
        column.addLayout(who)
        column.addLayout(place)
        column.addLayout(buttons)
        self._check()

    def _check(self) -> None:
        text = self.message.toPlainText().strip()
        self.take.setEnabled(0 < len(text) <= MAX_TEXT)

    def accept(self) -> None:
        """Send the message on and close."""
        speaker = "customer" if self.customer.isChecked() else "agent"
        self.taken.emit(Pasted(self.where.currentData(), speaker, self.message.toPlainText().strip()))
        super().accept()
