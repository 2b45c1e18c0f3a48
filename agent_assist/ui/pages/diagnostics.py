"""A report for whoever helps: versions, settings, what `doctor` finds, the end of the logs; no words of any contact."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agent_assist import __version__
from agent_assist.ui.pages.background import Command
from agent_assist.ui.parts import button, label, resize_within, restyle
from agent_assist.ui.theme import Look

_LOG_LINES = 40
_LOG_BYTES = 64 * 1024
_SECONDS = 60.0


def log_tail(folder: Path, lines: int = _LOG_LINES) -> list[str]:
    """The last lines of each log: JSON objects only, which the program wrote itself."""
    found = []
    for file in sorted(folder.glob("*.log")):
        with file.open("rb") as stream:
            stream.seek(max(0, file.stat().st_size - _LOG_BYTES))
            text = stream.read().decode("utf-8", "replace")
        found += [f"{file.stem}: {line}" for line in text.splitlines()[-lines:] if _is_object(line)]
    return found


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def report(
    checks: Sequence[Mapping[str, Any]], trouble: str, settings: Mapping[str, Any], log: Sequence[str], screen: str
) -> str:
    """The report as plain text. checks: of `doctor`; trouble: why there are none, else ""."""
    parts = [
        f"Agent Assist {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"Window on {screen}",
        "",
        "Checks",
        *([f"  ! {trouble}"] if trouble else []),
    ]
    for check in checks:
        after = f" -> {check['next_step']}" if check["next_step"] else ""
        parts.append(f"  {'ok' if check['ok'] else '! '} {check['name']}: {check['what']}{after}")
    parts += ["", "Settings", *(f"  {name} = {_harmless(name, value)}" for name, value in settings.items())]
    parts += ["", "Logs", *(f"  {line}" for line in log)]
    # The name of the account is nobody's business.
    return "\n".join(parts).replace(str(Path.home()), "~")


def _harmless(name: str, value: object) -> str:
    """An address may carry a password before its host."""
    if name.endswith("_url") and value:
        return urlsplit(str(value)).hostname or "set"
    return str(value)


class DiagnosticsDialog(QDialog):
    """Shows the report before it goes anywhere: to the clipboard or a file, by the agent's hand."""

    def __init__(self, look: Look, parent: QWidget, settings: Mapping[str, Any], log_folder: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Diagnostics"))
        resize_within(self, look, 640, 640)
        self._settings, self._log_folder = settings, log_folder
        hint = self.tr(
            "For whoever helps you. It holds no word of any contact and no secret; read it before you send it."
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("The report"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(look.px(12))
        self.text.setFont(font)
        self.text.setTabChangesFocus(True)
        self.state = label(
            look, self.tr("◔ Looking at everything; this takes some seconds…"), 13, tone="dim", wrap=True
        )
        self.copy_button = button(look, self.tr("Copy"), self.tr("Copy the report"), kind="primary")
        self.copy_button.clicked.connect(self._copy)
        self.save_button = button(look, self.tr("Save to a file…"), self.tr("Save the report to a file"))
        self.save_button.clicked.connect(self._ask_file)
        close = button(look, self.tr("Close"), self.tr("Close"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.state, 1)
        for one in (close, self.save_button, self.copy_button):
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(look, hint, 13, tone="dim", wrap=True))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self._show([], self.tr("still looking"))
        command = Command(self, ["doctor"], _SECONDS)
        command.answered.connect(lambda answer: self._done(answer["checks"], ""))
        command.failed.connect(lambda what: self._done([], what))

    def _done(self, checks: Sequence[Mapping[str, Any]], trouble: str) -> None:
        wrong = sum(not check["ok"] for check in checks) + bool(trouble)
        self.state.setText(
            self.tr("! Things to look at: {0}").format(wrong) if wrong else self.tr("✓ Everything is as it should be")
        )
        restyle(self.state, "tone", "owed" if wrong else "met")
        self._show(checks, trouble)

    def _show(self, checks: Sequence[Mapping[str, Any]], trouble: str) -> None:
        screen = f"{QGuiApplication.platformName()}, {self.devicePixelRatioF():g} pixels a point"
        self.text.setPlainText(report(checks, trouble, self._settings, log_tail(self._log_folder), screen))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.state.setText(self.tr("✓ Copied"))
        restyle(self.state, "tone", "met")

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"), str(Path.home() / "agent-assist-report.txt"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, file: Path) -> None:
        """Write the report as it is shown."""
        try:
            file.write_text(self.text.toPlainText() + "\n", encoding="utf-8")
        except OSError as error:
            self.state.setText(self.tr("! The file cannot be written: {0}.").format(error.strerror))
            restyle(self.state, "tone", "violated")
            return
        self.state.setText(self.tr("✓ Saved"))
        restyle(self.state, "tone", "met")
