"""Choosing what is listened to: the agent's microphone and the loudspeaker of the customer, with their levels."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from agent_assist.ui.level_row import Meter
from agent_assist.ui.parts import button, label
from agent_assist.ui.theme import Look

DeviceList = Sequence[Mapping[str, Any]]


class DevicePicker(QWidget):
    """One side: which device, and how loud it is.  `chosen` carries the device's id, "" for the system's default."""

    chosen = Signal(str)

    def __init__(self, look: Look, title: str, meter: str, now: str, locked: bool) -> None:
        super().__init__()
        self._wanted = now
        self.box = QComboBox()
        self.box.setFont(look.font(14))
        self.box.setAccessibleName(title)
        self.box.setEnabled(not locked)
        # A long device name must not make the dialog as wide as itself.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(24)
        self.box.activated.connect(self._activated)
        self.meter = Meter(look, meter, 16_777_215)
        self.trouble = label(look, "", 12, tone="owed", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(look, title, 14, bold=True))
        column.addWidget(self.box)
        column.addWidget(self.meter)
        column.addWidget(self.trouble)

    @property
    def device(self) -> str:
        """The chosen device's id; "" for the system's default."""
        return self._wanted

    def show_devices(self, devices: DeviceList) -> None:
        """Offer these; what was chosen stays chosen even while it is not plugged in."""
        default = next((str(one["name"]) for one in devices if one["default"]), "")
        self.box.clear()
        words = self.tr("System default ({0})").format(default) if default else self.tr("System default")
        self.box.addItem(words, "")
        for one in devices:
            self.box.addItem(str(one["name"]), str(one["id"]))
        at = self.box.findData(self._wanted)
        if at < 0:  # settings may hold a name in place of an id
            at = self.box.findText(self._wanted)
        if at < 0:
            self.box.addItem(self.tr("{0} (not plugged in)").format(self._wanted), self._wanted)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def show_level(self, rms: float) -> None:
        """Sound comes from the device."""
        self.meter.set_rms(rms)
        self.trouble.hide()

    def show_trouble(self, what: str) -> None:
        """No sound comes.  what: the engine's own words, for a tooltip."""
        self.meter.set_rms(0.0)
        self.trouble.setText(self.tr("! This device cannot be heard now."))
        self.trouble.setToolTip(what)
        self.trouble.show()

    def _activated(self, _at: int) -> None:
        chosen = str(self.box.currentData())
        if chosen != self._wanted:
            self._wanted = chosen
            self.chosen.emit(chosen)


class ListenDialog(QDialog):
    """Opened by the agent only.  `changed` carries both ids while trying them; `taken` when they are to be used."""

    changed = Signal(str, str)
    taken = Signal(str, str)

    def __init__(
        self, look: Look, parent: QWidget, chosen: tuple[str, str], locked: frozenset[str], *, hearing: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sound devices"))
        self.setMinimumWidth(360)
        microphone, loudspeaker = chosen
        self.microphone = DevicePicker(
            look, self.tr("Your microphone"), self.tr("Your level"), microphone, "microphone" in locked
        )
        self.loudspeaker = DevicePicker(
            look,
            self.tr("The customer's loudspeaker or headset"),
            self.tr("The customer's level"),
            loudspeaker,
            "loudspeaker" in locked,
        )
        self.sides = {"agent": self.microphone, "customer": self.loudspeaker}
        for side in self.sides.values():
            side.chosen.connect(lambda _id: self.changed.emit(self.microphone.device, self.loudspeaker.device))
        hint = self.tr("Speak, and play something: both bars must move.")
        if sys.platform == "darwin":
            hint += " " + self.tr("On macOS the customer is heard through a virtual device; see agent-assist doctor.")
        words = self.tr("Use these") if hearing else self.tr("Listen")
        self.take = button(look, words, words, kind="primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        cancel = button(look, self.tr("Cancel"), self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.microphone)
        column.addWidget(self.loudspeaker)
        column.addWidget(label(look, hint, 12, tone="dim", wrap=True))
        column.addLayout(buttons)
        self.show_devices([], [])

    def show_devices(self, microphones: DeviceList, loudspeakers: DeviceList) -> None:
        """What is plugged in now."""
        self.microphone.show_devices(microphones)
        self.loudspeaker.show_devices(loudspeakers)

    def accept(self) -> None:
        """Use what is chosen."""
        self.taken.emit(self.microphone.device, self.loudspeaker.device)
        super().accept()
