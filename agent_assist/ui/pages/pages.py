"""Opens the pages of the menu over the window, each once, and carries what they ask for to where it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from agent_assist.errors import UserFacingError
from agent_assist.paths import policy_file
from agent_assist.protocol import Update
from agent_assist.settings import declarations, load_settings, locked_by_policy, set_by_environment
from agent_assist.ui.notices import Message
from agent_assist.ui.pages.choices import Choices
from agent_assist.ui.pages.settings_dialog import SettingsDialog
from agent_assist.ui.source import Source
from agent_assist.ui.window import MainWindow

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
        self._makers: dict[str, Callable[[], QDialog]] = {"settings": self._settings}
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
        dialog.open()

    def _gone(self, name: str) -> None:
        self.shown.pop(name).deleteLater()

    def _take(self, update: Update) -> None:
        settings = self.shown.get("settings")
        if update["type"] == "devices" and isinstance(settings, SettingsDialog):
            settings.show_devices(update["microphones"], update["loudspeakers"])

    # -- settings -----------------------------------------------------------------------------------------------------

    def _settings(self) -> QDialog:
        values = load_settings(**self._overrides).model_dump()
        # The menu may have changed these since the command line said otherwise.
        values |= {"theme": self._choices.appearance.theme, "language": self._choices.appearance.language}
        dialog = SettingsDialog(
            self._window.look, self._window, declarations(), values, self._fixed(), self._taken_keys()
        )
        dialog.saved.connect(lambda changes: self._save(dialog, changes))
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
