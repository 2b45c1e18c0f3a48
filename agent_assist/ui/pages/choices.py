"""What the agent chooses: kept in the settings file, worn at once where it is about the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from agent_assist.errors import UserFacingError
from agent_assist.settings import declarations, save_settings
from agent_assist.ui.dressing import Appearance, Dressing
from agent_assist.ui.notices import Message
from agent_assist.ui.window import MainWindow


class Choices(QObject):
    """Wears and keeps what is chosen, and follows the system where that is the choice.

    `changed` carries, by name, settings that were kept and count at once (keys, profile and what else others use).
    """

    changed = Signal(object)

    def __init__(self, window: MainWindow, dressing: Dressing, appearance: Appearance) -> None:
        super().__init__(window)
        self._window = window
        self._dressing = dressing
        self.appearance = appearance
        window.theme_chosen.connect(lambda value: self.choose({"theme": value}))
        window.language_chosen.connect(lambda value: self.choose({"language": value}))
        window.profile_chosen.connect(lambda value: self.remember({"profile": value}))
        window.hearing.devices_chosen.connect(
            lambda microphone, loudspeaker: self.remember({"microphone": microphone, "loudspeaker": loudspeaker})
        )
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system)

    def keep(self, values: Mapping[str, object]) -> None:
        """Keep settings and let them count. Raises SettingsError, and nothing has changed then."""
        save_settings(values)
        self._wear({name: value for name, value in values.items() if name in asdict(self.appearance)})
        if "microphone" in values or "loudspeaker" in values:
            now = dict(zip(("microphone", "loudspeaker"), self._window.hearing.devices, strict=True))
            now |= {name: str(values[name]) for name in now if name in values}
            self._window.hearing.use(now["microphone"], now["loudspeaker"])
        if "profile" in values:
            self._window.show_profile(str(values["profile"]))
        effects = {one.name: one.effect for one in declarations()}
        at_once = {name: value for name, value in values.items() if effects[name] == "now"}
        if at_once:
            self.changed.emit(at_once)
        if any(effects[name] == "engine" for name in values):
            text = self.tr("What you changed counts when the engine starts again. Your contacts are kept.")
            self._window.tell(Message("engine", text, "", self.tr("Start again")))

    def choose(self, values: Mapping[str, object]) -> None:
        """The same for a choice made in the window itself: it counts even where it cannot be kept."""
        self._wear(values)
        self.remember(values)

    def remember(self, values: Mapping[str, object]) -> None:
        """Keep what counts already; where it cannot be kept, that is said."""
        try:
            save_settings(values)
        except UserFacingError as error:
            self._window.tell(Message("settings", str(error), "owed"))

    def _wear(self, values: Mapping[str, Any]) -> None:
        chosen = replace(self.appearance, **values)
        if chosen != self.appearance:
            self.appearance = chosen
            self._dress()

    def _system(self, _scheme: Qt.ColorScheme) -> None:
        if "system" in (self.appearance.theme, self.appearance.contrast):
            self._dress()

    def _dress(self) -> None:
        chosen = self.appearance
        self._window.dress(self._dressing.put_on(chosen), chosen.theme, chosen.language)
