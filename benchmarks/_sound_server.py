"""A PulseAudio server of one's own with a headset's microphone and a loudspeaker that nobody hears."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

Samples = npt.NDArray[np.float32]
RATE = 16_000
_FORMAT = ("--format=s16le", f"--rate={RATE}", "--channels=1")
HEADSET = "master=desk.monitor source_name=headset"
_WAIT = 20.0


class SoundServer:
    """Sink `desk` is what the microphone `headset` hears, sink `phone` the loudspeaker; both are the defaults.

    As a context manager it starts and stops the server.  environment: what clients of it need.
    """

    def __init__(self) -> None:
        # A socket's path must be short, so not in a deep folder.
        self._folder = Path(tempfile.mkdtemp(prefix="sound-"))
        (self._folder / "client.conf").write_text("autospawn = no\n")
        gone = ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "DBUS_SESSION_BUS_ADDRESS")
        self._modules: tuple[str, ...] = (
            "module-native-protocol-unix",
            "module-null-sink sink_name=desk",
            "module-null-sink sink_name=phone",
            f"module-remap-source {HEADSET}",
        )
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in gone},
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_CLIENTCONFIG": str(self._folder / "client.conf"),
        }

    def __enter__(self) -> SoundServer:
        self.start()
        return self

    def start(self) -> None:
        """Start it; again, after `kill`."""
        load = (f"--load={module}" for module in self._modules)
        command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", *load]
        environment = {**self.environment, "HOME": str(self._folder)}
        self._process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + _WAIT
        while "headset" not in self.control("list", "short", "sources"):
            if time.monotonic() > deadline:
                raise RuntimeError("PulseAudio does not start; is it installed (apt install pulseaudio-utils)?")
            time.sleep(0.05)
        self._choose()

    def __exit__(self, *error: object) -> None:
        self.thaw()
        self._process.terminate()
        self._process.wait(_WAIT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def play(self, sink: str, samples: Samples, name: str = "clip") -> subprocess.Popen[bytes]:
        """Play in real time; the process ends with the sound."""
        path = self._folder / f"{name}-{sink}.wav"
        soundfile.write(path, samples, RATE)
        command = ["paplay", "--latency-msec=40", f"--device={sink}", str(path)]
        return subprocess.Popen(command, env=self.environment)

    def kill(self) -> None:
        """As `kill -9` does: it takes no leave of anybody."""
        self._process.kill()
        self._process.wait(_WAIT)
        (self._folder / "pulse" / "pid").unlink(missing_ok=True)

    def freeze(self) -> None:
        """It hangs: its socket takes what is sent, and nothing is answered."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._process.send_signal(signal.SIGCONT)

    def unplug(self) -> None:
        """Take the headset away."""
        modules = self.control("list", "short", "modules").splitlines()
        (number,) = [line.split()[0] for line in modules if "module-remap-source" in line]
        self.control("unload-module", number)

    def plug(self) -> None:
        """Bring the headset back."""
        self.control("load-module", "module-remap-source", *HEADSET.split())
        self._choose()

    def control(self, *command: str) -> str:
        """Any pactl command; what it prints."""
        return subprocess.run(["pactl", *command], env=self.environment, capture_output=True, text=True).stdout

    def _choose(self) -> None:
        self.control("set-default-sink", "phone")
        self.control("set-default-source", "headset")


class Onset:
    """Listens to a sink and tells when its next sound began: an idle null sink plays pure zeros."""

    def __init__(self, server: SoundServer, sink: str) -> None:
        command = ["parec", "--latency-msec=20", f"--device={sink}.monitor", *_FORMAT]
        self._process = subprocess.Popen(command, env=server.environment, stdout=subprocess.PIPE)
        self._began = 0.0
        self._found = threading.Event()
        self._armed = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def arm(self) -> None:
        """Forget earlier sounds and wait for the next."""
        self._found.clear()
        self._armed = True

    def wait(self) -> float:
        """The monotonic time of the first sample that was not zero since `arm`."""
        if not self._found.wait(_WAIT):
            raise RuntimeError("nothing was played")
        return self._began

    def close(self) -> None:
        """End listening."""
        self._process.terminate()
        self._process.wait(_WAIT)
        self._thread.join()

    def _run(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 640):
            if not self._armed:
                continue
            now = time.monotonic()
            sounding = np.flatnonzero(np.frombuffer(piece[: len(piece) // 2 * 2], dtype="<i2"))
            if len(sounding):
                # The piece's last sample was played just now.
                self._began = now - (len(piece) // 2 - int(sounding[0])) / RATE
                self._armed = False
                self._found.set()
