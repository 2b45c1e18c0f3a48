"""Opens the pages of the menu over the window, each once, and carries what they ask for to where it is done.

Each is loaded when it is first opened: the window is to be on the screen within a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from agent_assist.errors import UserFacingError
from agent_assist.paths import log_dir, policy_file, settings_file
from agent_assist.protocol import Update
from agent_assist.settings import Settings, declarations, load_settings, locked_by_policy, set_by_environment
from agent_assist.ui.notices import Message
from agent_assist.ui.pages.choices import Choices
from agent_assist.ui.source import Source
from agent_assist.ui.window import MainWindow

if TYPE_CHECKING:
    from agent_assist.ui.pages.settings_dialog import SettingsDialog

_PORTABLE = QKeySequence.SequenceFormat.PortableText


class Pages(QObject):
    """`open` shows a page by its name: settings, secrets, kept, guide or diagnostics."""

    def __init__(
        self,
        window: MainWindow,
        source: Source,
        choices: Choices,
        overrides: Mapping[str, Any],
    ) -> None:
        """overrides: settings from the command line."""
        super().__init__(window)
        self._window = window
        self._source = source
        self._choices = choices
        self._overrides = dict(overrides)
        self.shown: dict[str, QDialog] = {}
        #: Page → type of update → what takes it there.
        self._takers: dict[str, Mapping[str, Callable[[Update], None]]] = {}
        self._makers: dict[str, Callable[[], QDialog]] = {
            "settings": self._settings,
            "secrets": self._secrets,
            "kept": self._kept,
            "guide": self._guide,
            "diagnostics": self._diagnostics,
        }
        window.page_asked.connect(self.open)
        source.updates.connect(self._take)
        QShortcut(QKeySequence("Ctrl+,"), window).activated.connect(lambda: self.open("settings"))

    def open(self, name: str) -> None:
        """Show this page, or bring it to the front where it is shown."""
        dialog = self.shown.get(name)
        if dialog is not None:
            dialog.raise_()
            return
        try:
            dialog = self._makers[name]()
        except UserFacingError as error:
            self._window.tell(Message(f"page-{name}", str(error), "owed"))
            return
        self.shown[name] = dialog
        dialog.finished.connect(lambda _code: self._gone(name))
        # The guide stands beside what it explains; the others are done with before the work goes on.
        dialog.show() if name == "guide" else dialog.open()

    def _gone(self, name: str) -> None:
        self._takers.pop(name, None)
        self.shown.pop(name).deleteLater()

    def _take(self, update: Update) -> None:
        for takers in list(self._takers.values()):
            take = takers.get(update["type"])
            if take is not None:
                take(update)

    # -- settings -----------------------------------------------------------------------------------------------------

    def _settings(self) -> QDialog:
        from agent_assist.ui.pages.settings_dialog import SettingsDialog

        values = load_settings(**self._overrides).model_dump()
        # The menu may have changed these since the command line said otherwise.
        values |= {"theme": self._choices.appearance.theme, "language": self._choices.appearance.language}
        values["profile"] = self._window.profile
        dialog = SettingsDialog(
            self._window.look, self._window, declarations(), values, self._fixed(), self._taken_keys()
        )
        dialog.saved.connect(lambda changes: self._save(dialog, changes))
        self._takers["settings"] = {
            "devices": lambda update: dialog.show_devices(update["microphones"], update["loudspeakers"])
        }
        self._source.send({"cmd": "devices"})
        return dialog

    def _save(self, dialog: SettingsDialog, changes: Mapping[str, object]) -> None:
        try:
            self._choices.keep(changes)
        except UserFacingError as error:
            dialog.say(str(error))
            return
        dialog.accept()

    def _fixed(self) -> dict[str, str]:
        by_policy = self.tr("Fixed by your organisation ({0}).").format(policy_file())
        fixed = {name: self.tr("Given on the command line.") for name in self._overrides if name == "bundles"}
        for name in set_by_environment():
            fixed[name] = self.tr("Fixed by the environment variable {0}.").format(f"AGENT_ASSIST_{name.upper()}")
        return fixed | dict.fromkeys(locked_by_policy(), by_policy)

    def _taken_keys(self) -> frozenset[str]:
        return frozenset(one.key().toString(_PORTABLE) for one in self._window.findChildren(QShortcut))

    # -- the other pages ----------------------------------------------------------------------------------------------

    def _secrets(self) -> QDialog:
        from agent_assist.ui.pages.secrets_dialog import SecretsDialog

        return SecretsDialog(self._window.look, self._window, load_settings(**self._overrides).speech_engine)

    def _kept(self) -> QDialog:
        from agent_assist.ui.pages.kept_page import KeptPage

        settings = load_settings(**self._overrides)
        places = {
            self.tr("Settings"): settings_file(),
            self.tr("Logs"): log_dir(),
            self.tr("Knowledge base"): settings.bundles,
        }
        page = KeptPage(self._window.look, self._window, settings.keep_days, service_host(settings), places)
        page.asked.connect(self._source.send)
        attention, panel = self._window.attention, self._window.panel
        page.unmuted.connect(attention.unmute)
        page.unmuted.connect(lambda _kind: page.show_muted(panel.mutes.muted))
        page.show_muted(panel.mutes.muted)
        self._takers["kept"] = {"kept": page.show_kept, "erased": page.show_erased}
        self._source.send({"cmd": "kept"})
        return page

    def _diagnostics(self) -> QDialog:
        from agent_assist.ui.pages.diagnostics import DiagnosticsDialog

        settings = load_settings(**self._overrides).model_dump()
        return DiagnosticsDialog(self._window.look, self._window, settings, log_dir())

    def _guide(self) -> QDialog:
        from agent_assist.ui.pages.guide import GuideDialog

        hearing = self._window.hearing
        guide = GuideDialog(self._window.look, self._window, hearing.devices, locked_by_policy())
        guide.measured.connect(self._measure)
        guide.demo.connect(lambda: self._window.actions_.play_demo(guide.play))
        guide.done_.connect(self._guided)
        guide.finished.connect(lambda _code: self._measure_off())
        self._takers["guide"] = {
            "devices": lambda update: guide.show_devices(update["microphones"], update["loudspeakers"]),
            "level": guide.take,
            "source": guide.take,
        }
        self._source.send({"cmd": "devices"})
        self._measure(*hearing.devices)
        return guide

    def _measure(self, microphone: str, loudspeaker: str) -> None:
        if self._window.hearing.call is None:
            self._source.send({"cmd": "meters", "microphone": microphone, "loudspeaker": loudspeaker})

    def _measure_off(self) -> None:
        if self._window.hearing.call is None:
            self._source.send({"cmd": "meters", "off": True})

    def _guided(self, microphone: str, loudspeaker: str) -> None:
        locked = locked_by_policy()
        chosen = {"guided": True, "microphone": microphone, "loudspeaker": loudspeaker}
        try:
            self._choices.keep({name: value for name, value in chosen.items() if name not in locked})
        except UserFacingError as error:
            self._window.tell(Message("settings", str(error), "owed"))


def service_host(settings: Settings) -> str:
    """Whom sound goes to as the settings are; "" for this computer."""
    match settings.speech_engine:
        case "openai":
            return urlsplit(settings.speech_url).hostname or "api.openai.com"
        case "azure":
            return f"{settings.speech_region}.stt.speech.microsoft.com"
        case "google-cloud":
            return "speech.googleapis.com"
    return ""
