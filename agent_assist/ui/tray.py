"""The mark beside the clock: it says that a call is heard even while the window is covered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look

_PIXELS = 32


class Tray(QObject):
    """`icon` is to be shown where there is a tray; `show_state` draws it; its menu shows the window, stops listening,
    says where the panel lies, and ends the program.

    show, stop, end: what those entries do.  place: fills the menu of the panel's place.
    """

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        *,
        show: Callable[[], None],
        stop: Callable[[], None],
        place: Callable[[QMenu], None],
        end: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._show = show
        self._look = look
        self.icon = QSystemTrayIcon(self)
        self._menu = QMenu(window)
        self.show_action = self._menu.addAction("")
        self.show_action.triggered.connect(lambda: show())
        self.stop_action = self._menu.addAction("")
        self.stop_action.triggered.connect(lambda: stop())
        self.place_menu = self._menu.addMenu("")
        self.place_menu.aboutToShow.connect(lambda: self.place_menu.clear())
        self.place_menu.aboutToShow.connect(lambda: place(self.place_menu))
        self._menu.addSeparator()
        self.end_action = self._menu.addAction("")
        self.end_action.triggered.connect(lambda: end())
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._clicked)
        self.show_state("")

    def show_state(self, state: str) -> None:
        """`state`: listening, paused, or "" where nothing is heard."""
        texts = {"listening": self.tr("Agent Assist is listening"), "paused": self.tr("Agent Assist: paused")}
        self.icon.setToolTip(texts.get(state, "Agent Assist"))
        self.icon.setIcon(self._drawn(state))
        self.show_action.setText(self.tr("Show the window"))
        self.stop_action.setText(self.tr("Stop listening"))
        self.stop_action.setEnabled(bool(state))
        self.place_menu.setTitle(self.tr("Place on the screen"))
        self.end_action.setText(self.tr("Quit Agent Assist"))

    def _drawn(self, state: str) -> QIcon:
        look = self._look()
        pixmap = icon("microphone", look.color("ink" if state else "faint"), _PIXELS).pixmap(_PIXELS, _PIXELS)
        if state:
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("violated" if state == "listening" else "owed"))
            painter.drawEllipse(QPointF(_PIXELS * 0.8, _PIXELS * 0.2), _PIXELS * 0.18, _PIXELS * 0.18)
            painter.end()
        return QIcon(pixmap)

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._show()
