"""The row of a live call at the window's foot: each side's level, whether it speaks, and its pause button."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from agent_assist.ui.contact_model import Contact
from agent_assist.ui.parts import icon_button, label, restyle
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look


class Meter(QWidget):
    """A level 0..1 as a bar."""

    def __init__(self, look: Look, name: str, width: int = 56) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self._width = width
        self.setFixedHeight(6)
        self.setMinimumWidth(min(28, width))
        self.setMaximumWidth(width)
        self.setAccessibleName(name)

    @property
    def share(self) -> float:
        """How much of the bar is full, 0..1."""
        return self._share

    def set_rms(self, rms: float) -> None:
        """`rms` 0..1; speech lies around .02 to .2, so the bar shows decibels from -54 to 0."""
        share = 0.0 if rms <= 0.002 else min(1.0, (20 * log10(rms) + 54) / 54)
        if abs(share - self._share) > 0.01 or (share == 0.0) != (self._share == 0.0):
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(min(self._width, 120), 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # An empty bar must not look like a full one where lines are strong.
        painter.setPen(self._look.color("line"))
        painter.setBrush(self._look.color("button"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._share > 0:
            painter.setBrush(self._look.color("accent"))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), self.height()), 3, 3)


class SideMeter(QWidget):
    """One side: a mark while it speaks, its name, its level, its pause button.  `paused` carries what is asked for."""

    paused = Signal(bool)

    def __init__(self, look: Look, speaker: str) -> None:
        super().__init__()
        self._look = look
        agent = speaker == "agent"
        self._name = self.tr("You") if agent else self.tr("Customer")
        self._speaks = self.tr("You are speaking") if agent else self.tr("The customer is speaking")
        self._pause = self.tr("Pause your microphone") if agent else self.tr("Pause the customer's sound")
        self._go_on = self.tr("Hear your microphone again") if agent else self.tr("Hear the customer again")
        self._is_paused = False
        self.mark = QLabel("○")
        self.mark.setFont(look.font(12))
        self.mark.setProperty("tone", "dim")
        self.mark.setFixedWidth(look.px(12))
        self.name = label(look, self._name, 12, tone="dim")
        self.meter = Meter(look, self.tr("Your level") if agent else self.tr("The customer's level"))
        self.button: QToolButton = icon_button(look, "pause", self._pause, 14)
        self.button.setFixedSize(look.px(22), look.px(22))
        self.button.clicked.connect(lambda: self.paused.emit(not self._is_paused))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for part in (self.mark, self.name, self.meter, self.button):
            row.addWidget(part)

    def show_side(self, rms: float, speaks: bool, state: str, live: bool) -> None:
        """`state`: of the side (heard, paused, waiting, lost, muted, silent).  live: it can be paused."""
        stopped = state in ("paused", "waiting", "lost")
        self.meter.set_rms(0.0 if stopped else rms)
        trouble = state in ("lost", "muted", "waiting")
        text = "!" if trouble else "●" if speaks else "○"
        tone = "owed" if trouble else "met" if speaks else "dim"
        if self.mark.text() != text:
            self.mark.setText(text)
            self.mark.setAccessibleName(self._speaks if speaks else self._name)
            self.mark.setToolTip(self._speaks if speaks else "")
        restyle(self.mark, "tone", tone)
        self.button.setVisible(live)
        if (state == "paused") != self._is_paused:
            self._is_paused = state == "paused"
            words = self._go_on if self._is_paused else self._pause
            drawn = "play" if self._is_paused else "pause"
            self.button.setIcon(icon(drawn, self._look.color("dim"), self._look.px(14)))
            self.button.setToolTip(words)
            self.button.setAccessibleName(words)


class LevelRow(QWidget):
    """Both sides and the lag.  `paused` carries the speaker and whether to pause."""

    paused = Signal(str, bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.you = SideMeter(look, "agent")
        self.customer = SideMeter(look, "customer")
        self.you.paused.connect(lambda on: self.paused.emit("agent", on))
        self.customer.paused.connect(lambda on: self.paused.emit("customer", on))
        self.lag = label(look, "", 12, tone="dim", figures=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.you)
        row.addWidget(self.customer)
        row.addStretch(1)
        row.addWidget(self.lag)

    def show_contact(self, contact: Contact) -> None:
        """Levels and states of a call that is heard."""
        for side, speaker in ((self.you, "agent"), (self.customer, "customer")):
            stands = contact.sides.get(speaker)
            state = stands.state if stands is not None else "heard"
            side.show_side(contact.levels.get(speaker, 0.0), contact.speech.get(speaker, False), state, contact.heard)
