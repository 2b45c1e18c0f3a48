"""Work that may take seconds, away from the window: a function on a thread, or this program's own command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QProcess, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from agent_assist.errors import UserFacingError


class _Run(QRunnable):
    def __init__(self, job: Callable[[], object], tell: Callable[[object], None]) -> None:
        super().__init__()
        self._job, self._tell = job, tell

    def run(self) -> None:
        try:
            answer = self._job()
        except UserFacingError as error:
            answer = error
        self._tell(answer)


class Background(QObject):
    """Runs one job after the other; each answer, or the UserFacingError that came instead, goes to its taker.

    What is still under way when the parent goes is waited for by nobody.
    """

    _answered = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # One thread: a keyring that asks for its password must not ask twice at once.
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answered.connect(lambda take, answer: take(answer))

    def run(self, job: Callable[[], object], take: Callable[[Any], None]) -> None:
        """`job` on another thread, then `take` with its answer on this one."""
        self._pool.start(_Run(job, lambda answer: self._tell(take, answer)))

    def _tell(self, take: Callable[[Any], None], answer: object) -> None:
        if isValid(self):  # its dialog may have been closed meanwhile
            self._answered.emit(take, answer)


def program(*arguments: str) -> list[str]:
    """This program with other arguments: by this Python, or the packaged program itself."""
    frozen = bool(getattr(sys, "frozen", False))
    return [sys.executable, *arguments] if frozen else [sys.executable, "-m", "agent_assist", *arguments]


class Command(QObject):
    """Runs a sub-command with --json. `answered` carries its JSON object; `failed` what went wrong, in its words."""

    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QDialog, arguments: list[str], seconds: float) -> None:
        super().__init__(parent)
        parent.finished.connect(self._stop)
        self._process = QProcess(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._process.kill)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._error)
        command = program(*arguments, "--json")
        self._process.start(command[0], command[1:])
        self._process.closeWriteChannel()
        self._patience.start(round(seconds * 1000))

    def _stop(self) -> None:
        self._process.finished.disconnect(self._finished)
        self._process.kill()
        self._process.waitForFinished(1000)

    def _error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(self._process.errorString())

    def _finished(self) -> None:
        timely = self._patience.isActive()
        self._patience.stop()
        out = bytes(self._process.readAllStandardOutput().data())
        try:
            answer = json.loads(out)
        except ValueError:
            said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
            self.failed.emit(said.splitlines()[-1] if said and timely else self.tr("It took too long."))
            return
        self.answered.emit(answer)
