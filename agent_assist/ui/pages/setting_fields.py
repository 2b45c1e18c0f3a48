"""One setting as people change it: its words, the editor that its kind asks for, and who fixes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from agent_assist.declaring import Declaration
from agent_assist.ui.pages.setting_checks import words
from agent_assist.ui.parts import button, label, restyle
from agent_assist.ui.theme import Look

DeviceList = Sequence[Mapping[str, Any]]


class _NoWheel(QObject):
    """Scrolling through the page must not change what the pointer happens to pass over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class SettingField(QWidget):
    """`changed` is sent for every change; `value` is what stands in it, as the settings take it."""

    changed = Signal()

    def __init__(self, look: Look, one: Declaration, value: object, fixed: str) -> None:
        """fixed: who fixes this setting, as a sentence; "" where the agent may change it."""
        super().__init__()
        self.declaration = one
        self._look = look
        self._read: Callable[[], object] = lambda: value
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(4)
        self.editor = self._editor(value)
        self.editor.setAccessibleName(words(one.label))
        self.editor.setAccessibleDescription(words(one.help))
        self.editor.setFont(look.font(14))
        self.editor.setEnabled(not fixed)
        self.editor.installEventFilter(_NoWheel(self.editor))
        if one.kind != "switch":
            title = label(look, words(one.label), 14, bold=True, wrap=True)
            title.setBuddy(self.editor)
            self._whole.insertWidget(0, title)
        self._whole.addWidget(label(look, words(one.help), 12, tone="dim", wrap=True))
        self.fixed = label(look, f"⚿ {fixed}", 12, tone="owed", wrap=True)
        self.fixed.setVisible(bool(fixed))
        self._whole.addWidget(self.fixed)
        self.trouble = label(look, "", 12, tone="violated", wrap=True)
        self.trouble.hide()
        self._whole.addWidget(self.trouble)

    @property
    def value(self) -> object:
        """What is chosen or typed."""
        return self._read()

    def matches(self, text: str) -> bool:
        """Whether this setting is what somebody looks for."""
        one = self.declaration
        spoken = [words(one.label), words(one.help), one.name, *(words(choice) for _, choice in one.choices)]
        return all(part in " ".join(spoken).casefold() for part in text.casefold().split())

    def say(self, trouble: str) -> None:
        """Say what is wrong with the value; "" for nothing."""
        self.trouble.setText(f"! {trouble}" if trouble else "")
        self.trouble.setVisible(bool(trouble))
        restyle(self.editor, "wrong", bool(trouble))

    def show_devices(self, devices: DeviceList) -> None:
        """What is plugged in, where this is a device; what was chosen stays chosen while it is not."""
        if self.declaration.kind != "device" or not isinstance(self.editor, QComboBox):
            return
        box, chosen = self.editor, str(self.value)
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("System default"), "")
        for device in devices:
            box.addItem(str(device["name"]), str(device["id"]))
        at = next((at for at in (box.findData(chosen), box.findText(chosen)) if at >= 0), -1)
        if at < 0:
            box.addItem(self.tr("{0} (not plugged in)").format(chosen), chosen)
            at = box.count() - 1
        box.setCurrentIndex(at)
        box.blockSignals(False)

    # -- editors by kind ----------------------------------------------------------------------------------------------

    def _editor(self, value: object) -> QWidget:
        make = {
            "switch": self._switch,
            "choice": self._choice,
            "number": self._number,
            "text": self._text,
            "folder": self._folder,
            "device": self._device,
            "keys": self._keys,
        }[self.declaration.kind]
        return make(value)

    def _switch(self, value: object) -> QWidget:
        box = QCheckBox(words(self.declaration.label).replace("&", "&&"))
        box.setChecked(bool(value))
        box.toggled.connect(lambda _on: self.changed.emit())
        self._read = box.isChecked
        self._whole.addWidget(box)
        return box

    def _choice(self, value: object) -> QWidget:
        box = QComboBox()
        for data, text in self.declaration.choices:
            box.addItem(words(text), data)
        box.setCurrentIndex(max(0, box.findData(value)))
        return self._combo(box)

    def _device(self, value: object) -> QWidget:
        box = QComboBox()
        box.addItem(str(value) or self.tr("System default"), str(value))
        return self._combo(box)

    def _combo(self, box: QComboBox) -> QWidget:
        # A long entry must not make the page as wide as itself.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._read = box.currentData
        self._whole.addWidget(box)
        return box

    def _number(self, value: Any) -> QWidget:
        one = self.declaration
        box: QSpinBox | QDoubleSpinBox
        if one.whole:
            box = QSpinBox()
            box.setRange(int(one.low), int(one.high))
            box.setSingleStep(int(one.step))
        else:
            box = QDoubleSpinBox()
            box.setDecimals(0 if float(value).is_integer() else 1)
            box.setRange(one.low, one.high)
            box.setSingleStep(one.step)
        units = {"%": " %", "s": self.tr(" s"), "d": self.tr(" days")}
        box.setSuffix(units.get(one.unit, ""))
        box.setValue(value)
        box.lineEdit().setTextMargins(6, 0, 0, 0)
        box.valueChanged.connect(lambda _value: self.changed.emit())
        self._read = box.value
        self._whole.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _line(self, value: object) -> QLineEdit:
        line = QLineEdit(str(value))
        line.setMaxLength(self.declaration.longest)
        line.textChanged.connect(lambda _text: self.changed.emit())
        self._read = lambda: line.text().strip()
        return line

    def _text(self, value: object) -> QWidget:
        line = self._line(value)
        self._whole.addWidget(line)
        return line

    def _folder(self, value: object) -> QWidget:
        line = self._line(value)
        self.choose = button(self._look, self.tr("Choose…"), self.tr("Choose a folder"))
        self.choose.clicked.connect(lambda: self._ask_folder(line))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(line, 1)
        row.addWidget(self.choose)
        self._whole.addLayout(row)
        line.setMaxLength(4096)
        return line

    def _ask_folder(self, line: QLineEdit) -> None:
        dialog = QFileDialog(self, words(self.declaration.label), str(Path(line.text() or Path.home())))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keys(self, value: object) -> QWidget:
        portable = QKeySequence.SequenceFormat.PortableText
        edit = QKeySequenceEdit(QKeySequence(str(value), portable))
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.keySequenceChanged.connect(lambda _keys: self.changed.emit())
        self._read = lambda: edit.keySequence().toString(portable)
        self._whole.addWidget(edit)
        return edit
