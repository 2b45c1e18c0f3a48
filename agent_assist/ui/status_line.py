"""The foot of the window: level meters, engine state, bundle, lag, and that nothing leaves this computer."""

from __future__ import annotations

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
        share = 0.0 if rms <= 0.002 else min(1.0, (20 * _log10(rms) + 54) / 54)
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


def _log10(value: float) -> float:
    from math import log10

    return log10(value)


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
        self.lag = label(look, "", 12, tone="dim", figures=True)
        self.lag.setToolTip(self.tr("From the customer's last word to the reply"))
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
        self.activity = label(look, "", 12, tone="dim")
        for name, meter in ((self.tr("You"), self.you), (self.tr("Customer"), self.customer)):
            levels.addWidget(label(look, name, 12, tone="dim"))
            levels.addWidget(meter)
            levels.addSpacing(8)
        levels.addStretch(1)
        levels.addWidget(self.activity)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.meters)
        column.addLayout(row)

    def show_engine(self, engine: Engine, phase: str) -> None:
        """`phase`: how the link stands (starting, ready, restarting, failed, recorded)."""
        words, tone = {
            "ready": (self.tr("● Ready"), "met"),
            "starting": (self.tr("◔ Starting"), "dim"),
            "restarting": (self.tr("◔ Restarting"), "owed"),
            "failed": (self.tr("! Stopped"), "violated"),
            "stopped": (self.tr("○ Stopped"), "dim"),
            "recorded": (self.tr("▷ Recording"), "dim"),
        }[phase]
        self.engine.setText(words)
        restyle(self.engine, "tone", tone)
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
        known = contact is not None and contact.lag_ms is not None
        self.lag.setText(lag(contact.lag_ms) if known and contact is not None and contact.lag_ms is not None else "")
        heard = contact is not None and not contact.closed and contact.channel == "call" and bool(contact.levels)
        activity = contact.activity if contact is not None and not contact.closed else ""
        self.activity.setText(
            {
                "listening": self.tr("Listening"),
                "paused": self.tr("Paused"),
                "replaying": self.tr("Playing a recording"),
                "overloaded": self.tr("Busy: some updates come late"),
            }.get(activity, "")
        )
        restyle(self.activity, "tone", "owed" if activity == "overloaded" else "dim")
        if heard and contact is not None:
            self.you.set_rms(contact.levels.get("agent", 0.0))
            self.customer.set_rms(contact.levels.get("customer", 0.0))
        self.meters.setVisible(heard)

    def resizeEvent(self, event: object) -> None:
        self._elide()

    def _elide(self) -> None:
        room = self.bundle.width()
        self.bundle.setText(self.bundle.fontMetrics().elidedText(self._bundle_text, Qt.TextElideMode.ElideRight, room))


def _short(version: str) -> str:
    """`20261122T101500Z-1f3a9c2e` as `2026-11-22`; another name as it is."""
    day = version[:8]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdigit() and len(version) > 15 else version
