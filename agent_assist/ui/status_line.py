"""The foot of the window: level meters, engine state, bundle, lag, and that nothing leaves this computer."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_assist.ui.contact_model import Contact, Engine
from agent_assist.ui.parts import label, restyle
from agent_assist.ui.theme import Look
from agent_assist.ui.words import lag


class Meter(QWidget):
    """A level 0..1 as a bar."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._share = 0.0
        self.setFixedSize(56, 6)
        self.setAccessibleName(name)

    def set_rms(self, rms: float) -> None:
        """`rms` 0..1; speech lies around .02 to .2, so the bar shows decibels from -54 to 0."""
        share = 0.0 if rms <= 0.002 else min(1.0, (20 * log10(rms) + 54) / 54)
        if abs(share - self._share) > 0.01:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(56, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if self._share > 0:
            painter.setBrush(self._look.color("accent"))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), self.height()), 3, 3)


class StatusLine(QWidget):
    """Two quiet rows; the meters show only while a call is heard."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.engine = label(look, "", 12, tone="dim")
        self.bundle = QLabel()
        self.bundle.setFont(look.font(12))
        self.bundle.setProperty("tone", "dim")
        self.bundle.setMinimumWidth(1)
        self._bundle_text = ""
        self._phase = "starting"
        self._activity = ""
        self.lag = label(look, "", 12, tone="dim", figures=True)
        self.lag.setToolTip(self.tr("From the customer's last word to the reply"))
        self.lag_heard = label(look, "", 12, tone="dim", figures=True)
        self.lag_heard.setToolTip(self.lag.toolTip())
        self.local = label(look, self.tr("Local · nothing sent"), 12, tone="dim")
        self.local.setToolTip(self.tr("Everything is heard, searched and shown on this computer."))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.engine)
        row.addWidget(self.bundle, 1)
        row.addWidget(self.lag)
        row.addWidget(self.local)
        self.meters = QWidget()
        levels = QHBoxLayout(self.meters)
        levels.setContentsMargins(0, 0, 0, 0)
        levels.setSpacing(8)
        self.you = Meter(look, self.tr("Your level"))
        self.customer = Meter(look, self.tr("The customer's level"))
        for name, meter in ((self.tr("You"), self.you), (self.tr("Customer"), self.customer)):
            levels.addWidget(label(look, name, 12, tone="dim"))
            levels.addWidget(meter)
            levels.addSpacing(8)
        levels.addStretch(1)
        levels.addWidget(self.lag_heard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.meters)
        column.addLayout(row)

    def show_engine(self, engine: Engine, phase: str) -> None:
        """`phase`: how the link stands (starting, ready, restarting, failed, recorded)."""
        self._phase = phase
        self._show_state()
        bundle = engine.bundle
        self._bundle_text = ""
        if bundle is not None:
            self._bundle_text = str(bundle.get("title") or bundle.get("name") or "")
            tip = self.tr("Knowledge base {0}: {1} articles, version {2}").format(
                self._bundle_text, bundle.get("articles", 0), bundle.get("name", "")
            )
            self.bundle.setToolTip(tip)
            self.bundle.setAccessibleName(tip)
            version = str(bundle.get("name") or "")
            if version and version != self._bundle_text:
                self._bundle_text += f" · {_short(version)}"
        elif phase == "ready":
            self._bundle_text = self.tr("No knowledge base")
        self._elide()

    def show_contact(self, contact: Contact | None) -> None:
        """Lag and levels of the contact that is shown."""
        open_ = contact is not None and not contact.closed
        self._activity = contact.activity if contact is not None and open_ else ""
        self._show_state()
        heard = contact is not None and open_ and contact.channel == "call" and bool(contact.levels)
        delay = contact.lag_ms if contact is not None else None
        text = lag(delay) if delay is not None else ""
        self.lag.setText("" if heard else text)
        self.lag_heard.setText(text)
        if heard and contact is not None:
            self.you.set_rms(contact.levels.get("agent", 0.0))
            self.customer.set_rms(contact.levels.get("customer", 0.0))
        self.meters.setVisible(heard)

    def _show_state(self) -> None:
        states = {
            "ready": (self.tr("● Ready"), "met"),
            "starting": (self.tr("◔ Starting"), "dim"),
            "restarting": (self.tr("◔ Restarting"), "owed"),
            "failed": (self.tr("! Stopped"), "violated"),
            "stopped": (self.tr("○ Stopped"), "dim"),
            "recorded": (self.tr("▷ Playback"), "dim"),
        }
        activities = {
            "listening": (self.tr("● Listening"), "met"),
            "paused": (self.tr("○ Paused"), "dim"),
            "replaying": (self.tr("▷ Playing"), "met"),
            "overloaded": (self.tr("! Busy, updates come late"), "owed"),
        }
        # What the engine does for this contact says more than that it is ready.
        words, tone = states[self._phase]
        if self._phase in ("ready", "recorded"):
            words, tone = activities.get(self._activity, (words, tone))
        self.engine.setText(words)
        restyle(self.engine, "tone", tone)

    def resizeEvent(self, event: object) -> None:
        self._elide()

    def _elide(self) -> None:
        room = self.bundle.width()
        self.bundle.setText(self.bundle.fontMetrics().elidedText(self._bundle_text, Qt.TextElideMode.ElideRight, room))


def _short(version: str) -> str:
    """`20261122T101500Z-1f3a9c2e` as `2026-11-22`; another name as it is."""
    day = version[:8]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdigit() and len(version) > 15 else version
