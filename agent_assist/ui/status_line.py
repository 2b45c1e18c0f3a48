"""The foot of the window: level meters, engine state, bundle, lag, and that nothing leaves this computer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_assist.ui.contact_model import Contact, Engine
from agent_assist.ui.level_row import LevelRow
from agent_assist.ui.parts import label, restyle
from agent_assist.ui.theme import Look
from agent_assist.ui.words import lag

#: Seconds behind what is said from which on the agent is told.
_BEHIND = 1.5


class StatusLine(QWidget):
    """Two quiet rows; the meters show only while a call is heard."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.engine = label(look, "", 12, tone="dim")
        self.bundle = QLabel()
        self.bundle.setFont(look.font(12))
        self.bundle.setProperty("tone", "dim")
        self.bundle.setMinimumWidth(1)
        self.bundle.installEventFilter(self)
        self._bundle_text = ""
        self._phase = "starting"
        self._activity = ""
        self.lag = label(look, "", 12, tone="dim", figures=True)
        self.lag.setToolTip(self.tr("From the customer's last word to the reply"))
        self._where = self.tr("Local · nothing sent")
        self.local = label(look, self._where, 12, tone="dim")
        self.local.setToolTip(self.tr("Everything is heard, searched and shown on this computer."))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.engine)
        row.addWidget(self.bundle, 1)
        row.addWidget(self.lag)
        row.addWidget(self.local)
        self.meters = LevelRow(look)
        self.meters.lag.setToolTip(self.lag.toolTip())
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
        heard = contact is not None and open_ and contact.channel == "call" and (bool(contact.levels) or contact.heard)
        delay = contact.lag_ms if contact is not None else None
        text = lag(delay) if delay is not None else ""
        behind = contact.behind if contact is not None and heard else 0.0
        if behind >= _BEHIND:
            text = self.tr("{0} s behind").format(f"{behind:.1f}")
        restyle(self.meters.lag, "tone", "owed" if behind >= _BEHIND else "dim")
        self.lag.setText("" if heard else text)
        self.meters.lag.setText(text)
        if heard and contact is not None:
            self.meters.show_contact(contact)
        self.meters.setVisible(heard)
        self._show_where(contact.audio_to if contact is not None and open_ else "")

    def _show_where(self, audio_to: str) -> None:
        """Whether sound leaves this computer, and to whom."""
        self._where = ""
        if audio_to:
            self._where = self.tr("▲ Sound goes to {0}").format(audio_to)
            self.local.setToolTip(self.tr("What is said is sent to {0} to be written down.").format(audio_to))
        else:
            self._where = self.tr("Local · nothing sent")
            self.local.setToolTip(self.tr("Everything is heard, searched and shown on this computer."))
        restyle(self.local, "tone", "owed" if audio_to else "dim")
        self.local.setAccessibleName(self._where)
        self._elide()

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
        self._elide()
        restyle(self.engine, "tone", tone)

    def resizeEvent(self, event: object) -> None:
        self._elide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Its room changes with its neighbours' words, after these were set.
        if watched is self.bundle and event.type() is QEvent.Type.Resize:
            self._elide()
        return False

    def _elide(self) -> None:
        # Where sound goes comes before the knowledge base; both give way to the state.
        room = max(60, self.width() - self.engine.sizeHint().width() - 52)
        self.local.setText(self.local.fontMetrics().elidedText(self._where, Qt.TextElideMode.ElideRight, room))
        room = self.bundle.width()
        self.bundle.setText(self.bundle.fontMetrics().elidedText(self._bundle_text, Qt.TextElideMode.ElideRight, room))


def _short(version: str) -> str:
    """`20261122T101500Z-1f3a9c2e` as `2026-11-22`; another name as it is."""
    day = version[:8]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdigit() and len(version) > 15 else version
