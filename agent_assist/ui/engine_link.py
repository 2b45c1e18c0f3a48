"""The engine as a child process: one JSON command a line in, one update a line out; started again when it dies, or
hangs: one that is silent is asked whether it is there, and ended when it does not answer."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from agent_assist.errors import ProtocolError
from agent_assist.protocol import MAX_LINE_BYTES, VERSION, Command, Update, decode, encode
from agent_assist.ui.link_state import LinkState

#: Seconds to wait before the first, second, … new start.
_BACK_OFF = (0.1, 0.5, 2.0)
#: So many deaths within so many seconds, and it is for the agent to say when to try again.
_MOST_DEATHS = 3
_WITHIN = 30.0
_STOP_MS = 2000
#: An engine that is to start anew has its calls to end first; longer than this, and it hangs.
_END_MS = 15_000
#: A silent engine is looked at so often (seconds), asked at the first look and ended at the last.
_LOOK_EVERY = 5.0
_LOOKS = 6
_ALIVE = "alive"
_TAIL_LINES = 12


class EngineLink(QObject):
    """`updates` carries every Update, `state` every LinkState.

    memory: gives the `restore` commands of the open contacts, asked when an engine without a journal was started again.
    """

    updates = Signal(object)
    state = Signal(object)

    def __init__(
        self,
        command: Sequence[str],
        memory: Callable[[], Iterable[Command]] = tuple,
        *,
        now: Callable[[], float] = time.monotonic,
        look_every: float = _LOOK_EVERY,
    ) -> None:
        super().__init__()
        self._command = list(command)
        self._memory = memory
        self._now = now
        # One object for every start: none is ever destroyed while it still has something to tell.
        self._process = QProcess(self)
        self._process.setProgram(self._command[0])
        self._process.setArguments(self._command[1:])
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.errorOccurred.connect(self._error)
        self._process.finished.connect(self._finished)
        self._alive = False
        self._buffer = bytearray()
        self._skipping = False
        self._outbox: list[Command] = []
        self._ready = self._flushing = False
        self._died_before = False
        self._closing = False
        self._deaths: deque[float] = deque(maxlen=_MOST_DEATHS)
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.start)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.timeout.connect(self._process.kill)
        # Looks are counted and not seconds: neither a computer that slept nor a window that was busy ends an engine.
        self._silent = 0
        self._look = QTimer(self)
        self._look.timeout.connect(self._look_for_life)
        self._look.start(round(look_every * 1000))

    # -- what the window calls ----------------------------------------------------------------------------------------

    @property
    def pid(self) -> int:
        """The engine's process id; 0 while there is none."""
        return self._process.processId() if self._alive else 0

    def start(self) -> None:
        """Start the engine. Returns at once; `state` tells how it goes."""
        if self._alive or self._closing:
            return
        self._alive = True
        self._ready = False
        self._buffer.clear()
        self._skipping = False
        if not self._died_before:
            self.state.emit(LinkState("starting"))
        self._process.start()
        self._write({"cmd": "hello", "version": VERSION})

    def send(self, command: Command) -> None:
        """Send a command; it waits where the engine is not ready yet."""
        if self._ready:
            self._write(command)
        else:
            self._outbox.append(command)

    def restart(self) -> None:
        """The agent asks for another try, or for an engine that has read its settings anew."""
        self._deaths.clear()
        self._again.stop()
        if self._alive:
            self._write({"cmd": "shutdown"})  # its end is told, and another one is started
            self._ending.start(_END_MS)
            return
        self.state.emit(LinkState("restarting"))
        self.start()

    def close(self) -> None:
        """End the engine: kindly, then firmly."""
        self._closing = True
        self._again.stop()
        self._look.stop()
        process = self._process
        if process.state() is QProcess.ProcessState.NotRunning:
            return
        self._write({"cmd": "shutdown"})
        self._alive = False
        process.closeWriteChannel()
        if not process.waitForFinished(_STOP_MS):
            process.kill()
            process.waitForFinished(_STOP_MS)
        self.state.emit(LinkState("stopped"))

    # -- lines --------------------------------------------------------------------------------------------------------

    def _write(self, command: Command) -> None:
        line = (encode(command) + "\n").encode()
        if self._alive:
            self._process.write(line)
            if self._ready:
                # Into the pipe now: left to the event loop, it would wait until everything was painted.
                self._flushing = True
                self._process.waitForBytesWritten(0)
                self._flushing = False

    def _read(self) -> None:
        if self._closing:
            return
        if self._flushing:  # an update in the middle of what the agent does would be taken in out of turn
            QTimer.singleShot(0, self, self._read)
            return
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            if self._skipping:
                # The end of a line that was too long to keep.
                self._skipping = False
            elif line.strip():
                self._line(bytes(line))
        if len(self._buffer) > MAX_LINE_BYTES:
            self._buffer.clear()
            if not self._skipping:
                self._malformed(ProtocolError(f"A line is longer than {MAX_LINE_BYTES} bytes."))
            self._skipping = True

    def _line(self, line: bytes) -> None:
        try:
            update = decode(line)
        except ProtocolError as error:
            self._malformed(error)
            return
        if update.get("type") != "level":  # levels come from other threads than the one that thinks
            self._silent = 0
        if update.get("re") == _ALIVE:
            return
        self.updates.emit(update)
        if update.get("type") == "engine" and update.get("state") == "ready" and not self._ready:
            self._now_ready(update)

    def _malformed(self, error: ProtocolError) -> None:
        self.updates.emit(
            {
                "type": "error",
                "code": "engine-line",
                "what": self.tr("The engine sent a line that cannot be read."),
                "next": error.what,
            }
        )

    def _now_ready(self, update: Update) -> None:
        self._ready = True
        if update.get("journal") == "encrypted":
            self._write({"cmd": "resume"})
        elif self._died_before:
            for command in self._memory():
                self._write(fitting(command))
        self._died_before = False
        self._silent = 0
        waiting, self._outbox = self._outbox, []
        for command in waiting:
            self._write(command)
        self.state.emit(LinkState("ready"))

    # -- life and death -----------------------------------------------------------------------------------------------

    def _look_for_life(self) -> None:
        if not self._ready:  # while it starts it may wait for the keyring, and that for the agent
            return
        self._silent += 1
        if self._silent == 1:
            self._write({"cmd": "hello", "version": VERSION, "id": _ALIVE})
        elif self._silent == _LOOKS:
            seconds = self._look.interval() * _LOOKS / 1000
            self._tail.append(f"The engine has said nothing for {seconds:.0f} seconds and was ended.")
            self._process.kill()

    def _read_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._tail.extend(line for line in text.splitlines() if line.strip())

    def _error(self, error: QProcess.ProcessError) -> None:
        # A crash is told by `finished`; only a program that cannot be started at all is not.
        if error is QProcess.ProcessError.FailedToStart and self._alive:
            self._tail.append(self._process.errorString())
            self._dead()

    def _finished(self, _code: int, _status: QProcess.ExitStatus) -> None:
        if self._alive:
            self._read()
            self._read_errors()
            self._dead()

    def _dead(self) -> None:
        self._ending.stop()
        self._alive = False
        self._ready = False
        self._died_before = True
        now = self._now()
        self._deaths.append(now)
        detail = "\n".join(self._tail)
        if len(self._deaths) == _MOST_DEATHS and now - self._deaths[0] <= _WITHIN:
            self.state.emit(LinkState("failed", detail))
            return
        recent = sum(now - death <= _WITHIN for death in self._deaths)
        wait = _BACK_OFF[min(recent, len(_BACK_OFF)) - 1]
        self.state.emit(LinkState("restarting", detail, wait))
        self._again.start(round(wait * 1000))


def fitting(command: Command) -> Command:
    """A `restore` that is not too long for a line: the oldest lines go first."""
    lines = list(command.get("lines", ()))
    whole = {**command, "lines": lines}
    size = len(encode(whole).encode())
    while lines and size >= MAX_LINE_BYTES:
        size -= len(encode(lines.pop(0)).encode()) + 1
    return {**command, "lines": lines}
