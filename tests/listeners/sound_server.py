"""A PulseAudio server of the tests' own: two null sinks, one of them what a headset's microphone hears."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

import soundfile

from agent_assist.listeners.frames import SAMPLE_RATE, Samples

WAIT = 30.0
HEADSET = ("module-remap-source", "master=desk.monitor", "source_name=headset")


class SoundServer:
    """PulseAudio of its own: sink `desk` (what the headset's microphone hears), sink `phone` (the default)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "client.conf").write_text("autospawn = no\n")
        # What clients need, this process among them, to talk to this server and to no other.
        self.own = {"XDG_RUNTIME_DIR": str(folder), "PULSE_CLIENTCONFIG": str(folder / "client.conf")}
        self._environment = {**os.environ, **self.own, "HOME": str(folder)}

    def start(self) -> None:
        modules = [
            "module-native-protocol-unix",
            "module-null-sink sink_name=desk sink_properties=device.description=Desk",
            "module-null-sink sink_name=phone sink_properties=device.description=Phone",
            " ".join(HEADSET),
        ]
        command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", *(f"--load={m}" for m in modules)]
        self._process = subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)
        pause = threading.Event()
        asked = ["pactl", "get-default-sink"]
        for _ in range(500):
            answer = subprocess.run(asked, env=self._environment, capture_output=True, text=True)
            if answer.returncode == 0 and "headset" in self._run("pactl", "list", "short", "sources"):
                break
            pause.wait(0.02)
        self._choose()

    def stop(self) -> None:
        self.thaw()
        self._process.terminate()
        self._process.wait(WAIT)

    def kill(self) -> None:
        """As `kill -9` does: the server takes no leave of anybody."""
        self._process.kill()
        self._process.wait(WAIT)
        (self.folder / "pulse" / "pid").unlink(missing_ok=True)

    def freeze(self) -> None:
        """It hangs: its socket takes what is sent, and nothing is answered."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._process.send_signal(signal.SIGCONT)

    def unplug(self) -> None:
        """The headset is taken away."""
        listed = self._run("pactl", "list", "short", "modules")
        (number,) = [line.split()[0] for line in listed.splitlines() if "module-remap-source" in line]
        self._run("pactl", "unload-module", number)

    def listed(self, what: str) -> str:
        """The server's short list of sources, sinks or modules."""
        return self._run("pactl", "list", "short", what)

    def control(self, *command: str) -> None:
        """Any pactl command."""
        self._run("pactl", *command)

    def plug(self) -> None:
        self._run("pactl", "load-module", *HEADSET)
        self._choose()

    def play(self, sink: str, samples: Samples) -> None:
        """Play to the end."""
        self.play_at_once({sink: samples})

    def play_at_once(self, sounds: Mapping[str, Samples]) -> None:
        """Play to the end, on several sinks at the same time."""
        playing = []
        for sink, samples in sounds.items():
            path = self.folder / f"{sink}.wav"
            soundfile.write(path, samples, SAMPLE_RATE)
            command = ["paplay", "--latency-msec=50", f"--device={sink}", str(path)]
            playing.append(subprocess.Popen(command, env=self._environment))
        for player in playing:
            assert player.wait(WAIT) == 0

    def _choose(self) -> None:
        self._run("pactl", "set-default-sink", "phone")
        self._run("pactl", "set-default-source", "headset")

    def _run(self, *command: str) -> str:
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True).stdout
