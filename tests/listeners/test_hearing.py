"""From sound to utterances, in a loop."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from agent_assist.datatypes import Speaker
from agent_assist.listeners.frames import Samples, SpeechSegment
from agent_assist.listeners.hearing import Hearing, transcribe_file, utterance_of
from agent_assist.listeners.transcriber import Transcriber, Transcript
from tests.listeners.sounds import (
    AGENT_LINE,
    CUSTOMER_LINE,
    LevelVad,
    alike,
    frames,
    noise,
    scripted,
    silence,
    spoken,
    write_call,
)


class Measurer:
    """A recogniser whose words are who speaks and for how long; nothing where that is below a fifth of a second."""

    lang = "en"

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        seconds = len(segment.samples) / 16_000
        return Transcript(f"{segment.speaker}{seconds:.2f}", 0.98765432) if seconds >= 0.2 else None


class Picky:
    """A recogniser to which every second segment is noise."""

    lang = "en"
    count = 0

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        self.count += 1
        return Transcript("words", 0.9) if self.count % 2 else None


def conversation(gap: float = 0.8) -> tuple[Samples, Samples]:
    """The customer speaks, then the agent, then the customer again."""
    customer, agent = spoken(CUSTOMER_LINE), spoken(AGENT_LINE, "en-us+m3")
    rest = silence(gap)
    right = np.concatenate([rest, customer, rest, silence(len(agent) / 16_000), rest, customer, rest])
    left = np.concatenate([silence(gap * 2 + len(customer) / 16_000), agent])
    return left.astype(np.float32), right.astype(np.float32)


def test_each_line_of_a_call_is_heard_on_its_side(tmp_path: Path) -> None:
    path = write_call(tmp_path / "call.wav", *conversation(), rate=8_000)
    heard = transcribe_file(path)
    assert [(u.id, u.speaker) for u in heard] == [
        ("u1", Speaker.CUSTOMER),
        ("u2", Speaker.AGENT),
        ("u3", Speaker.CUSTOMER),
    ]
    lines = (CUSTOMER_LINE, AGENT_LINE, CUSTOMER_LINE)
    assert all(alike(u.text, line) for u, line in zip(heard, lines, strict=True))
    first = heard[0]
    assert first.lang == "en"
    assert first.final
    assert 0.5 < first.confidence < 1
    assert 0.4 < first.at < 0.9
    assert abs(first.end - (0.8 + len(spoken(CUSTOMER_LINE)) / 16_000)) < 0.4


def test_two_hearings_of_a_file_are_equal(tmp_path: Path, transcriber: Transcriber) -> None:
    path = write_call(tmp_path / "call.flac", *conversation())
    assert list(Hearing(transcriber).utterances(path)) == list(Hearing(transcriber).utterances(path))


def test_both_at_once_are_both_heard(tmp_path: Path, transcriber: Transcriber) -> None:
    agent, customer = spoken(AGENT_LINE, "en-us+m3"), spoken(CUSTOMER_LINE)
    path = write_call(tmp_path / "call.wav", agent, customer)
    heard = {u.speaker: u.text for u in Hearing(transcriber).utterances(path)}
    assert alike(heard[Speaker.AGENT], AGENT_LINE)
    assert alike(heard[Speaker.CUSTOMER], CUSTOMER_LINE)


def test_a_call_of_noise_holds_no_utterance(tmp_path: Path, transcriber: Transcriber) -> None:
    path = write_call(tmp_path / "call.wav", noise(3.0, 0.02), noise(2.0, 0.1))
    assert list(Hearing(transcriber).utterances(path)) == []


def test_swapped_channels_swap_the_speakers(tmp_path: Path, transcriber: Transcriber) -> None:
    path = write_call(tmp_path / "call.wav", silence(0.1), spoken(CUSTOMER_LINE))
    (heard,) = Hearing(transcriber).utterances(path, "customer,agent")
    assert heard.speaker is Speaker.AGENT


def test_noise_takes_no_number() -> None:
    hearing = Hearing(Picky(), LevelVad)
    sound = scripted(([0.9] * 32 + [0.0] * 20) * 3)
    assert [one.id for frame in frames(sound) for one in hearing.feed(frame)] == ["u1", "u2"]


def test_numbers_and_times_are_short() -> None:
    segment = SpeechSegment(Speaker.AGENT, 1 / 3, 4 / 3, silence(1.0))
    written = utterance_of("u1", segment, Transcript("yes", 0.98765432), "en")
    assert (written.at, written.end, written.confidence) == (0.333, 1.333, 0.9877)


def test_what_is_open_at_the_end_comes_in_order_of_its_end() -> None:
    hearing = Hearing(Measurer(), LevelVad)
    speech = scripted([0.9] * 40)
    for side, samples in ((Speaker.AGENT, speech), (Speaker.CUSTOMER, speech[:-512])):
        for frame in frames(samples, side):
            assert list(hearing.feed(frame)) == []
    assert [(u.id, u.speaker) for u in hearing.flush()] == [("u1", Speaker.CUSTOMER), ("u2", Speaker.AGENT)]
    assert list(hearing.flush()) == []
