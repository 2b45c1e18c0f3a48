"""First steps: what is heard, a demo contact, and where things are. Shown once by itself, and from the menu again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_assist.ui.listen_dialog import DeviceList, DevicePicker
from agent_assist.ui.parts import button, label
from agent_assist.ui.theme import Look


class GuideDialog(QDialog):
    """`measured` carries two devices to show the levels of, `demo` asks for a demo contact, `done_` both devices."""

    measured = Signal(str, str)
    demo = Signal()
    done_ = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget, devices: tuple[str, str], locked: frozenset[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("First steps"))
        self.setMinimumWidth(look.px(420))
        self._look = look
        self.microphone = DevicePicker(
            look, self.tr("Your microphone"), self.tr("Your level"), devices[0], "microphone" in locked
        )
        self.loudspeaker = DevicePicker(
            look,
            self.tr("The customer's loudspeaker or headset"),
            self.tr("The customer's level"),
            devices[1],
            "loudspeaker" in locked,
        )
        self.sides = {"agent": self.microphone, "customer": self.loudspeaker}
        for side in self.sides.values():
            side.chosen.connect(lambda _id: self.measure())
            side.show_devices([])
        self.steps = QStackedWidget()
        for step in (self._hearing(), self._playing(), self._keys()):
            self.steps.addWidget(step)
        self.count = label(look, "", 13, tone="dim")
        self.back = button(look, self.tr("Back"), self.tr("Back"))
        self.next = button(look, "", "", kind="primary")
        self.back.setAutoDefault(False)
        self.next.setDefault(True)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.count, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addWidget(self.steps, 1)
        column.addLayout(buttons)
        self._turn(0)

    def _step(self, title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self._look, title, 18, bold=True, wrap=True))
        column.addWidget(label(self._look, text, 14, tone="dim", wrap=True))
        return step, column

    def _hearing(self) -> QWidget:
        step, column = self._step(
            self.tr("What shall be heard?"),
            self.tr("Speak, and play something: both bars must move. Nothing is written down while you try."),
        )
        column.addWidget(self.microphone)
        column.addWidget(self.loudspeaker)
        column.addStretch(1)
        return step

    def _playing(self) -> QWidget:
        step, column = self._step(
            self.tr("See a contact"),
            self.tr(
                "A demo call shows what happens beside your work: the reply to give, the words still owed, "
                "and what was said. Nobody is called, and nothing is sent."
            ),
        )
        self.play = button(self._look, self.tr("Play a demo contact"), self.tr("Play a demo contact"))
        self.play.clicked.connect(self.demo)
        column.addWidget(self.play, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return step

    def _keys(self) -> QWidget:
        step, column = self._step(
            self.tr("Where things are"),
            self.tr("Everything can be done by keyboard. These are worth knowing from the first day."),
        )
        keys = (
            ("Ctrl+K", self.tr("search articles, templates and what was said")),
            ("Ctrl+1 … 3", self.tr("take the first, second or third reply")),
            ("Ctrl+L", self.tr("listen to a call")),
            ("Ctrl+Shift+L", self.tr("stop listening")),
            ("Ctrl+,", self.tr("settings, keys in every program among them")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (pressed, does) in enumerate(keys):
            key = label(self._look, pressed, 12, bold=True)
            key.setObjectName("key")
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label(self._look, does, 14, wrap=True), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return step

    def _turn(self, by: int) -> None:
        at = self.steps.currentIndex() + by
        if at == self.steps.count():
            self.done_.emit(self.microphone.device, self.loudspeaker.device)
            self.accept()
            return
        self.steps.setCurrentIndex(at)
        last = at == self.steps.count() - 1
        words = self.tr("Done") if last else self.tr("Next")
        self.next.setText(words)
        self.next.setAccessibleName(words)
        self.back.setEnabled(at > 0)
        self.count.setText(self.tr("Step {0} of {1}").format(at + 1, self.steps.count()))

    def measure(self) -> None:
        """Ask for the levels of what is chosen."""
        self.measured.emit(self.microphone.device, self.loudspeaker.device)

    def show_devices(self, microphones: DeviceList, loudspeakers: DeviceList) -> None:
        """What is plugged in now."""
        self.microphone.show_devices(microphones)
        self.loudspeaker.show_devices(loudspeakers)

    def take(self, update: Mapping[str, Any]) -> None:
        """A level of a device, or that it cannot be heard."""
        side = self.sides[str(update["speaker"])]
        if update["type"] == "level":
            side.show_level(float(update["rms"]))
        elif update["state"] == "lost":
            side.show_trouble(str(update["what"]))
