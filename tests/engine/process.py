"""A real engine as a child process, driven in its own language."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

Message = dict[str, Any]
#: Generous, because two cores are shared with whatever else runs; no test waits this long when all is well.
PATIENCE = 60.0


class EngineProcess:
    """Starts `agent-assist engine`; `send` a command, `wait` for an update, `ask` for both."""

    def __init__(self, bundles: Path, home: Path, env: Mapping[str, str] | None = None, intake: bool = False) -> None:
        environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"),
            "AGENT_ASSIST_INTAKE": "true" if intake else "false",
            "AGENT_ASSIST_INTAKE_PORT": "0",
            **(env or {}),
        }
        self.child = subprocess.Popen(
            [sys.executable, "-m", "agent_assist", "engine", "--bundle", str(bundles)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        self.updates: list[Message] = []
        self._arrived: queue.Queue[Message | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._complaints: list[str] = []
        self._listener = threading.Thread(target=self._hear_complaints, daemon=True)
        self._listener.start()

    def __enter__(self) -> EngineProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def _read(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self._arrived.put(json.loads(line))
        self._arrived.put(None)

    def _hear_complaints(self) -> None:
        assert self.child.stderr is not None
        for line in self.child.stderr:
            self._complaints.append(line.decode(errors="replace"))

    def raw(self, line: bytes) -> None:
        """Write bytes as they are."""
        assert self.child.stdin is not None
        self.child.stdin.write(line)
        self.child.stdin.flush()

    def send(self, **command: Any) -> None:
        """Write one command."""
        self.raw(json.dumps(command).encode() + b"\n")

    def wait(self, wanted: Callable[[Message], bool], after: int = 0) -> Message:
        """The first update from number `after` on that is `wanted`, among those seen or those to come."""
        for update in self.updates[after:]:
            if wanted(update):
                return update
        while True:
            try:
                update = self._arrived.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"nothing came; {self._told()}") from None
            if update is None:
                raise AssertionError(f"the engine ended; {self._told()}")
            self.updates.append(update)
            if wanted(update):
                return update

    def of(self, kind: str, after: int = 0, **fields: Any) -> Message:
        """The first update of this type (and with these fields) from number `after` on."""
        return self.wait(lambda u: u["type"] == kind and all(u.get(k) == v for k, v in fields.items()), after)

    def ask(self, kind: str, **command: Any) -> Message:
        """Send a command and wait for the update of `kind` that answers it."""
        name = f"q{len(self.updates)}"
        self.send(**command, id=name)
        return self.of(kind, re=name)

    def settle(self) -> list[Message]:
        """All updates until everything sent so far has been handled."""
        self.ask("engine", cmd="hello", version=1)
        return self.updates

    def ready(self) -> EngineProcess:
        """Wait until the engine has opened its bundle, or has said why not."""
        self.of("engine", state="ready")
        return self

    def kill(self) -> None:
        """As `kill -9` does."""
        self.child.kill()
        self.child.wait()

    def end(self) -> int:
        """Shut down in good order (or collect a dead one); the exit code."""
        assert self.child.stdin is not None
        if self.child.poll() is None:
            with contextlib.suppress(BrokenPipeError):
                self.send(cmd="shutdown")
        with contextlib.suppress(BrokenPipeError):
            self.child.stdin.close()
        code = self.child.wait(timeout=PATIENCE)
        self._reader.join()
        self._listener.join()
        assert self.child.stdout is not None
        assert self.child.stderr is not None
        self.child.stdout.close()
        self.child.stderr.close()
        return code

    def _told(self) -> str:
        kinds = [update["type"] for update in self.updates[-12:]]
        return f"last updates {kinds}; stderr: {''.join(self._complaints)[-2000:]}"
