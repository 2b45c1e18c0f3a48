"""A live call on a real sound server: PulseAudio with two null sinks, one of them a headset's microphone."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.errors import AudioError
from agent_assist.listeners import soundcard
from agent_assist.listeners.frames import SAMPLE_RATE, Samples
from agent_assist.listeners.live import LiveCall, sound_card
from agent_assist.listeners.soundcard import SoundCardSource, devices
from agent_assist.listeners.transcriber import Transcriber
from tests.listeners.sounds import AGENT_LINE, CUSTOMER_LINE, alike, spoken

WAIT = 30.0
SHORT = "Thank you."
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
        self._process.terminate()
        self._process.wait(WAIT)

    def unplug(self) -> None:
        """The headset is taken away."""
        listed = self._run("pactl", "list", "short", "modules")
        (number,) = [line.split()[0] for line in listed.splitlines() if "module-remap-source" in line]
        self._run("pactl", "unload-module", number)

    def plug(self) -> None:
        self._run("pactl", "load-module", *HEADSET)
        self._choose()

    def play(self, sink: str, samples: Samples) -> None:
        """Play to the end."""
        path = self.folder / f"{sink}.wav"
        soundfile.write(path, samples, SAMPLE_RATE)
        self._run("paplay", "--latency-msec=50", f"--device={sink}", str(path))

    def _choose(self) -> None:
        self._run("pactl", "set-default-sink", "phone")
        self._run("pactl", "set-default-source", "headset")

    def _run(self, *command: str) -> str:
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    # The socket's path must be short, so not in pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="sound-"))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    server = SoundServer(folder)
    for name, value in server.own.items():
        monkeypatch.setenv(name, value)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


class Ears:
    """A call, and what it tells."""

    def __init__(self, transcriber: Transcriber, sources: tuple[SoundCardSource, ...]) -> None:
        self.utterances: queue.Queue[Utterance] = queue.Queue()
        self.failures: queue.Queue[Exception] = queue.Queue()
        self.recoveries: queue.Queue[Speaker] = queue.Queue()
        self.levels: dict[Speaker, float] = {}
        self.sounding = threading.Event()
        self.call = LiveCall(
            transcriber,
            sources,
            on_utterance=self.utterances.put,
            on_level=self._level,
            on_failure=self.failures.put,
            on_recovery=self.recoveries.put,
        )
        self.call.start()
        assert self.sounding.wait(WAIT), "both sides must give frames"

    def _level(self, speaker: Speaker, rms: float) -> None:
        self.levels[speaker] = max(rms, self.levels.get(speaker, 0.0))
        if len(self.levels) == 2:
            self.sounding.set()


def test_devices_are_listed_with_their_names_and_defaults(server: SoundServer) -> None:
    found = devices()
    assert [(d["id"], d["default"]) for d in found["microphones"]] == [("headset", True)]
    assert {(d["id"], d["name"], d["default"]) for d in found["loudspeakers"]} == {
        ("desk", "Desk", False),
        ("phone", "Phone", True),
    }


def test_both_sides_of_a_call_are_heard_as_who_they_are(server: SoundServer, transcriber: Transcriber) -> None:
    ears = Ears(transcriber, sound_card())
    server.play("phone", spoken(CUSTOMER_LINE))
    customer = ears.utterances.get(timeout=WAIT)
    server.play("desk", spoken(AGENT_LINE, "en-us+m3"))
    agent = ears.utterances.get(timeout=WAIT)
    assert ears.call.stop(WAIT)
    assert (customer.id, customer.speaker) == ("u1", Speaker.CUSTOMER)
    assert (agent.id, agent.speaker) == ("u2", Speaker.AGENT)
    assert alike(customer.text, CUSTOMER_LINE), customer.text
    assert alike(agent.text, AGENT_LINE), agent.text
    assert 0 < customer.at < customer.end
    assert min(ears.levels.values()) > 0.02
    assert ears.utterances.empty(), "no side hears the other"
    assert ears.failures.empty()


def test_a_headset_that_is_unplugged_is_told_and_heard_again_when_it_is_back(
    server: SoundServer, transcriber: Transcriber
) -> None:
    ears = Ears(transcriber, sound_card("headset", "Phone"))
    server.unplug()
    failure = ears.failures.get(timeout=WAIT)
    assert isinstance(failure, AudioError)
    assert "microphone" in str(failure)
    server.play("phone", spoken(SHORT))
    assert ears.utterances.get(timeout=WAIT).speaker is Speaker.CUSTOMER, "the other side goes on"
    server.plug()
    assert ears.recoveries.get(timeout=WAIT) is Speaker.AGENT
    server.play("desk", spoken(SHORT))
    assert ears.utterances.get(timeout=WAIT).speaker is Speaker.AGENT, "no stream was moved to another device"
    assert ears.call.stop(WAIT)
    assert ears.failures.empty(), "told once"


def test_a_sound_server_that_dies_is_told_and_a_new_one_is_used(server: SoundServer, transcriber: Transcriber) -> None:
    ears = Ears(transcriber, sound_card())
    server.stop()
    assert all(isinstance(ears.failures.get(timeout=WAIT), AudioError) for _ in range(2))
    server.start()
    assert {ears.recoveries.get(timeout=WAIT) for _ in range(2)} == set(Speaker)
    server.play("phone", spoken(SHORT))
    assert ears.utterances.get(timeout=WAIT).speaker is Speaker.CUSTOMER
    assert ears.call.stop(WAIT)


def test_without_a_microphone_the_loudspeaker_is_not_taken_for_one(server: SoundServer) -> None:
    server.unplug()
    with pytest.raises(AudioError, match="no default microphone"), SoundCardSource(Speaker.AGENT).open():
        pass
    with SoundCardSource(Speaker.AGENT, "desk.monitor").open() as named:
        assert named.present()
        assert len(named.read()) == 1600


@pytest.mark.parametrize("speaker", list(Speaker))
def test_a_device_that_is_not_there(server: SoundServer, speaker: Speaker) -> None:
    with pytest.raises(AudioError, match="'telephone' on this computer"), SoundCardSource(speaker, "telephone").open():
        pass


LISTING = """
from agent_assist.errors import AudioError
from agent_assist.listeners.soundcard import devices
try:
    devices()
except AudioError as error:
    print(error)
"""


def test_without_a_sound_server_the_error_says_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "list.py"
    script.write_text(LISTING)
    root = Path(soundcard.__file__).resolve().parents[2]
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/none", "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": str(root)}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **nowhere})
    assert "Start the sound server" in done.stdout, done.stderr
