"""A real engine as a child process, with the time at which each of its updates was read."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Update = dict[str, Any]
_WAIT = 120.0
_TICKS = os.sysconf("SC_CLK_TCK")


class EngineChild:
    """Starts on a bundle; `updates` are (monotonic seconds, update) in the order in which they came."""

    def __init__(self, bundles: Path, home: Path, environment: Mapping[str, str], history: str = "memory") -> None:
        own = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        own |= {"AGENT_ASSIST_INTAKE": "false", "AGENT_ASSIST_HISTORY": history}
        command = [sys.executable, "-m", "agent_assist", "engine", "--bundle", str(bundles)]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**environment, **own}
        )
        self.updates: list[tuple[float, Update]] = []
        self._arrived: queue.Queue[tuple[float, Update] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait(lambda update: update["type"] == "engine" and update["state"] == "ready")

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    def send(self, **command: Any) -> None:
        """Write one command."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(command).encode() + b"\n")
        self._child.stdin.flush()

    def wait(self, wanted: Callable[[Update], bool], seconds: float = _WAIT) -> bool:
        """Read until an update is `wanted`; False when none came for so long. Raises RuntimeError when it ended."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                arrived = self._arrived.get(timeout=left)
            except queue.Empty:
                return False
            if arrived is None:
                raise RuntimeError("the engine ended")
            self.updates.append(arrived)
            if wanted(arrived[1]):
                return True
        return False

    def pass_time(self, seconds: float) -> None:
        """Read whatever comes for so long."""
        self.wait(lambda update: False, seconds)

    def kill(self) -> None:
        """As `kill -9` does."""
        self._child.kill()
        self._child.wait(_WAIT)

    def cpu(self) -> float:
        """Processor seconds used so far."""
        fields = Path(f"/proc/{self._child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self, which: str = "VmRSS") -> float:
        """Megabytes resident: now, or with VmHWM the most there ever were."""
        for line in Path(f"/proc/{self._child.pid}/status").read_text().splitlines():
            if line.startswith(which):
                return int(line.split()[1]) / 1024
        return 0.0

    def end(self) -> None:
        """Shut down in good order."""
        self.send(cmd="shutdown")
        self._child.wait(_WAIT)

    def _read(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self._arrived.put((time.monotonic(), json.loads(line)))
        self._arrived.put(None)
