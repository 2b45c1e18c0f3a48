"""A live call on a real sound server: PulseAudio with two null sinks, one of them a headset's microphone."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from agent_assist.datatypes import Speaker, Utterance
from agent_assist.errors import AudioError, SideTrouble
from agent_assist.listeners import sound_system, soundcard
from agent_assist.listeners.live import LiveCall, sound_card
from agent_assist.listeners.sound_system import system
from agent_assist.listeners.soundcard import SoundCardSource, devices
from agent_assist.listeners.sources import Unanswered
from agent_assist.listeners.transcriber import Transcriber
from tests.listeners.sound_server import WAIT, SoundServer
from tests.listeners.sounds import AGENT_LINE, CUSTOMER_LINE, alike, spoken

SHORT = "Thank you."


class Ears:
    """A call, and what it tells."""

    def __init__(self, transcriber: Transcriber, sources: tuple[SoundCardSource, ...]) -> None:
        self.utterances: queue.Queue[Utterance] = queue.Queue()
        self.failures: queue.Queue[Exception] = queue.Queue()
        self.recoveries: queue.Queue[Speaker] = queue.Queue()
        self.levels: dict[Speaker, float] = {}
        self.sounding = threading.Event()
        self._muted: set[str] = set()
        self.call = LiveCall(
            transcriber,
            sources,
            on_utterance=self.utterances.put,
            on_level=self._level,
            on_failure=self._failed,
            on_recovery=self._recovered,
        )
        self.call.start()
        assert self.sounding.wait(WAIT), "both sides must give frames"

    def _failed(self, error: Exception) -> None:
        # A sink that nothing is played on gives zeros, as a muted microphone does; another test looks at that.
        if isinstance(error, SideTrouble) and error.state == "muted":
            self._muted.add(error.speaker)
        else:
            self.failures.put(error)

    def _recovered(self, speaker: Speaker) -> None:
        if str(speaker) in self._muted:
            self._muted.discard(str(speaker))
        else:
            self.recoveries.put(speaker)

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
    assert (customer.speaker, agent.speaker) == (Speaker.CUSTOMER, Speaker.AGENT)
    assert customer.id != agent.id
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


def test_a_connection_that_does_not_answer_is_given_up_for_a_new_one(
    server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = system.ask(lambda library: library)
    assert devices()
    for name in ("PATIENCE", "_LOADING", "_GIVE_UP"):
        monkeypatch.setattr(sound_system, name, 0.5)
    server.freeze()
    for _ in range(3):  # the third is asked by another thread, over a connection that cannot be made
        with pytest.raises(Unanswered):
            devices()
    server.thaw()
    monkeypatch.setattr(sound_system, "_LOADING", WAIT)
    assert system.ask(lambda library: library) is not first
    assert devices()["microphones"]


def test_a_command_on_a_dead_connection_fails_and_does_not_end_the_program(server: SoundServer) -> None:
    devices()
    pulse = sys.modules["soundcard.pulseaudio"]._pulse
    server.kill()
    pause = threading.Event()
    while sound_system._alive():
        pause.wait(0.01)
    with pytest.raises(RuntimeError, match="gone"):
        assert pulse.source_list
    with pytest.raises(AudioError):
        devices()
    server.start()
    assert devices()["microphones"]


def test_a_library_that_hangs_with_its_lock_is_told_and_left_behind(
    server: SoundServer, transcriber: Transcriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears = Ears(transcriber, sound_card())
    monkeypatch.setattr(sound_system, "_GIVE_UP", 2.0)
    pulse = sys.modules["soundcard.pulseaudio"]
    held, over = threading.Event(), threading.Event()

    def hang() -> None:
        with pulse._pulse._lock_mainloop():
            held.set()
            assert over.wait(2 * WAIT)

    hanging = threading.Thread(target=hang)
    hanging.start()
    assert held.wait(WAIT)
    assert all(isinstance(ears.failures.get(timeout=WAIT), AudioError) for _ in range(2))
    assert {ears.recoveries.get(timeout=WAIT) for _ in range(2)} == set(Speaker)
    server.play("phone", spoken(SHORT))
    assert ears.utterances.get(timeout=WAIT).speaker is Speaker.CUSTOMER
    over.set()
    hanging.join(WAIT)
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
from agent_assist.errors import AudioError, SideTrouble
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
