"""Sound files as frames."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError, UsageError
from agent_assist.listeners import audiofile
from agent_assist.listeners.audiofile import duration, parse_channels, read_audio
from agent_assist.listeners.frames import SAMPLE_RATE, Samples

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def tone(frequency: float, seconds: float, rate: int) -> Samples:
    return (0.3 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def stereo(path: Path, rate: int, seconds: float = 1.0) -> Path:
    """Left 300 Hz, right 500 Hz."""
    soundfile.write(path, np.stack([tone(300, seconds, rate), tone(500, seconds, rate)], axis=1), rate)
    return path


def sides(path: Path, channels: str = "agent,customer") -> dict[Speaker, Samples]:
    pieces: dict[Speaker, list[Samples]] = {}
    for frame in read_audio(path, channels):
        pieces.setdefault(frame.speaker, []).append(frame.samples)
    return {speaker: np.concatenate(samples) for speaker, samples in pieces.items()}


def pitch(samples: Samples) -> float:
    """The strongest frequency."""
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * SAMPLE_RATE / len(samples))


@pytest.mark.parametrize("ending", ["wav", "flac"])
@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 48_000])
def test_any_rate_comes_as_16_khz_with_each_side_apart(tmp_path: Path, rate: int, ending: str) -> None:
    heard = sides(stereo(tmp_path / f"call.{ending}", rate))
    assert set(heard) == {AGENT, CUSTOMER}
    assert all(abs(len(samples) - SAMPLE_RATE) <= 2 for samples in heard.values())
    assert pitch(heard[AGENT]) == pytest.approx(300, abs=2)
    assert pitch(heard[CUSTOMER]) == pytest.approx(500, abs=2)


def test_frames_come_in_order_of_time_both_sides_together(tmp_path: Path) -> None:
    frames = list(read_audio(stereo(tmp_path / "call.wav", 8_000, 0.55)))
    assert [frame.start for frame in frames] == pytest.approx([at for n in range(6) for at in (n / 10, n / 10)])
    assert [frame.speaker for frame in frames] == [AGENT, CUSTOMER] * 6
    assert frames[-1].end == pytest.approx(0.55, abs=0.001)
    assert all(frame.samples.dtype == np.float32 for frame in frames)


@given(seconds=st.integers(1, 40_000).map(lambda n: n / SAMPLE_RATE))
def test_no_sample_is_lost_or_made(tmp_path_factory: pytest.TempPathFactory, seconds: float) -> None:
    path = tmp_path_factory.mktemp("sound") / "call.wav"
    sound = tone(440, seconds, SAMPLE_RATE)
    soundfile.write(path, sound, SAMPLE_RATE, subtype="FLOAT")
    assert np.array_equal(sides(path)[CUSTOMER], sound)


def test_channels_can_be_swapped_and_left_out(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.wav", SAMPLE_RATE)
    assert pitch(sides(path, "customer,agent")[CUSTOMER]) == pytest.approx(300, abs=2)
    assert set(sides(path, "-,customer")) == {CUSTOMER}
    assert set(sides(path, "agent")) == {AGENT}


def test_one_channel_is_the_customer_unless_it_is_named(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "mono.wav", tone(300, 0.5, 8_000), 8_000)
    assert set(sides(tmp_path / "mono.wav")) == {CUSTOMER}
    assert set(sides(tmp_path / "mono.wav", "agent")) == {AGENT}


def test_a_recording_of_one_room_in_stereo_is_heard_once(tmp_path: Path) -> None:
    left = tone(300, 1.0, SAMPLE_RATE)
    right = 0.5 * left + np.random.default_rng(0).normal(0, 0.01, len(left))
    soundfile.write(tmp_path / "room.wav", np.stack([left, right], axis=1), SAMPLE_RATE)
    assert set(sides(tmp_path / "room.wav")) == {CUSTOMER}


def test_a_call_with_a_silent_side_stays_a_call(tmp_path: Path) -> None:
    left = tone(300, 1.0, SAMPLE_RATE)
    soundfile.write(tmp_path / "call.wav", np.stack([left, np.zeros_like(left)], axis=1), SAMPLE_RATE)
    assert set(sides(tmp_path / "call.wav")) == {AGENT, CUSTOMER}


@pytest.mark.parametrize("channels", ["", "-", "-,-", "agent,agent", "agent,boss", "agent;customer"])
def test_wrong_channels_are_a_wrong_call(channels: str) -> None:
    with pytest.raises(UsageError, match="which channel"):
        parse_channels(channels)


def test_more_names_than_channels(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="has 2 channels, but 3"):
        sides(stereo(tmp_path / "call.wav", 8_000), "-,agent,customer")


def test_duration(tmp_path: Path) -> None:
    assert duration(stereo(tmp_path / "call.wav", 8_000, 1.5)) == 1.5


def failure(path: Path) -> AudioError:
    with pytest.raises(AudioError) as caught:
        sides(path)
    assert caught.value.file == str(path)
    assert caught.value.next_step
    return caught.value


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "No such file" in str(failure(tmp_path / "none.wav"))


def test_a_folder_is_no_sound(tmp_path: Path) -> None:
    assert "cannot be opened" in str(failure(tmp_path))


@pytest.mark.parametrize("name", ["text.wav", "text.raw", "text.mp3"])
def test_a_text_is_no_sound_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("hello " * 100)
    assert "cannot be read as sound" in str(failure(tmp_path / name))


def test_other_formats_are_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "call.aiff", tone(300, 0.5, 8_000), 8_000)
    assert "AIFF, not WAV or FLAC" in str(failure(tmp_path / "call.aiff"))


def test_a_file_without_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "empty.wav", np.zeros(0, dtype=np.float32), 8_000)
    assert "no sound" in str(failure(tmp_path / "empty.wav"))


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stereo(tmp_path / "call.wav", 8_000)
    monkeypatch.setattr(audiofile, "MOST_SECONDS", 0.5)
    assert "longer than" in str(failure(path))
    monkeypatch.setattr(audiofile, "MOST_BYTES", 100)
    assert "larger than" in str(failure(path))
    soundfile.write(tmp_path / "slow.wav", tone(300, 0.5, 1_000), 1_000)
    monkeypatch.undo()
    assert "1000 Hz" in str(failure(tmp_path / "slow.wav"))
    soundfile.write(tmp_path / "many.wav", np.zeros((800, 9)), 8_000)
    assert "9 channels" in str(failure(tmp_path / "many.wav"))


def test_samples_that_are_no_numbers(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "nan.wav", np.full(800, np.nan, dtype=np.float32), 8_000, subtype="FLOAT")
    assert "not numbers" in str(failure(tmp_path / "nan.wav"))


@pytest.mark.parametrize("channels", [1, 2])
def test_a_flac_that_breaks_off_is_reported(tmp_path: Path, channels: int) -> None:
    path = tmp_path / "call.flac"
    rng = np.random.default_rng(0)
    soundfile.write(path, rng.normal(0, 0.1, (40_000, channels)), 8_000)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\xff" * 5_000)
    assert "cannot be read as sound" in str(failure(path))
