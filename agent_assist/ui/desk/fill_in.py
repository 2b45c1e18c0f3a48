"""The words of a reply that only the agent knows: a small form before it is inserted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from agent_assist.ui.parts import button, label
from agent_assist.ui.theme import Look


def filled(reply: str, values: Mapping[str, str]) -> str:
    """The reply with «name» replaced by what was given; names without a value stay."""
    for name, value in values.items():
        if value.strip():
            reply = reply.replace(f"«{name}»", value.strip())
    return reply


class FillInDialog(QDialog):
    """Opened by the agent only. `done_with` carries the text, the values by name, and whether the agent has changed the
    reply's own words."""

    done_with = Signal(str, object, bool)

    def __init__(
        self, fields: Sequence[str], reply: str, known: Mapping[str, str], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fill in the reply"))
        self.setMinimumWidth(400)
        self._reply = reply
        self._changed = False
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for name in fields:
            words = name.replace("_", " ")
            field = QLineEdit(str(known.get(name, "")))
            field.setFont(look.font(14))
            field.setAccessibleName(words)
            field.setMaxLength(500)
            field.textChanged.connect(self._follow)
            caption = label(look, words[:1].upper() + words[1:], 14, tone="dim")
            caption.setBuddy(field)
            form.addRow(caption, field)
            self.fields[name] = field
        self.text = QPlainTextEdit()
        self.text.setFont(look.font(14))
        self.text.setAccessibleName(self.tr("The reply as it will be inserted"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(110)
        self.text.textChanged.connect(self._check)
        self.insert = button(look, self.tr("Insert"), self.tr("Insert the reply where you write"), kind="primary")
        self.insert.setDefault(True)
        self.insert.clicked.connect(self.accept)
        cancel = button(look, self.tr("Cancel"), self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.text)
        column.addLayout(buttons)
        self._follow()
        empty = next((field for field in self.fields.values() if not field.text()), None)
        (empty or self.text).setFocus()

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self.fields.items()}

    def _follow(self) -> None:
        """Show the reply with what was given so far; what the agent has changed by hand stays as it is."""
        shown = self.text.toPlainText()
        if not self._changed:
            self.text.setPlainText(filled(self._reply, self.values()))
        else:
            self.text.setPlainText(filled(shown, self.values()))
        self._check()

    def _check(self) -> None:
        words = self.text.toPlainText()
        self._changed = words != filled(self._reply, self.values())
        self.insert.setEnabled(bool(words.strip()) and not any(f"«{name}»" in words for name in self.fields))

    def accept(self) -> None:
        """Hand the words on and close."""
        if self.insert.isEnabled():
            self.done_with.emit(self.text.toPlainText().strip(), self.values(), self._changed)
            super().accept()
