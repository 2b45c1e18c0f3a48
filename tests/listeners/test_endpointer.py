"""Where speech begins and ends, over probabilities that the tests write down."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.listeners.endpointer import Endpointer, EndpointRules
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment
from tests.listeners.sounds import CHUNK, LevelVad, frames, scripted

SECOND = round(SAMPLE_RATE / CHUNK)  # chunks
PRE_ROLL = round(0.3 * SAMPLE_RATE / CHUNK)
HANGOVER = round(0.5 * SAMPLE_RATE / CHUNK)
TAIL = round(0.2 * SAMPLE_RATE / CHUNK)


def cut(samples: Samples, rules: EndpointRules | None = None, sizes: list[int] | None = None) -> list[SpeechSegment]:
    """All segments of the samples, fed in frames of the given sizes (and what is left in one)."""
    endpointer = Endpointer(Speaker.CUSTOMER, LevelVad(), rules or EndpointRules())
    at = 0
    found: list[SpeechSegment] = []
    for size in [*(sizes or []), len(samples)]:
        piece = samples[at : at + size]
        found += endpointer.feed(AudioFrame(Speaker.CUSTOMER, at / SAMPLE_RATE, piece))
        at += len(piece)
    return found + endpointer.flush()


def chunks(segment: SpeechSegment) -> tuple[float, float]:
    """Start and end of a segment, in chunks."""
    return segment.start * SAMPLE_RATE / CHUNK, segment.end * SAMPLE_RATE / CHUNK


def test_silence_and_murmur_hold_no_speech() -> None:
    assert cut(scripted([0.0] * SECOND + [0.49] * SECOND + [0.0] * SECOND)) == []


def test_speech_is_kept_with_what_came_before_and_a_little_after() -> None:
    (found,) = cut(scripted([0.0] * SECOND + [0.9] * SECOND + [0.0] * SECOND))
    assert chunks(found) == (SECOND - PRE_ROLL, 2 * SECOND + TAIL)
    assert len(found.samples) == round((found.end - found.start) * SAMPLE_RATE)
    assert found.speaker is Speaker.CUSTOMER


def test_a_segment_is_handed_on_as_soon_as_the_silence_has_lasted() -> None:
    endpointer = Endpointer(Speaker.CUSTOMER, LevelVad())
    speech = scripted([0.9] * SECOND + [0.0] * (HANGOVER - 1))
    assert endpointer.feed(AudioFrame(Speaker.CUSTOMER, 0.0, speech)) == []
    last = AudioFrame(Speaker.CUSTOMER, len(speech) / SAMPLE_RATE, scripted([0.0]))
    assert len(endpointer.feed(last)) == 1


def test_speech_that_fades_below_on_but_not_off_goes_on() -> None:
    (found,) = cut(scripted([0.9] * 5 + [0.4] * 2 * HANGOVER + [0.9] * 5 + [0.0] * SECOND))
    assert chunks(found) == (0, 10 + 2 * HANGOVER + TAIL)


def test_a_short_pause_does_not_part_what_belongs_together() -> None:
    assert len(cut(scripted([0.9] * 9 + [0.0] * (HANGOVER - 1) + [0.9] * 9))) == 1
    assert len(cut(scripted([0.9] * 9 + [0.0] * HANGOVER + [0.9] * 9))) == 2


def test_a_click_is_not_speech() -> None:
    assert cut(scripted([0.0] * SECOND + [0.9] + [0.0] * SECOND)) == []


def test_the_pre_roll_never_takes_sound_that_a_segment_before_has() -> None:
    first, second = cut(scripted([0.9] * 9 + [0.0] * HANGOVER + [0.9] * 9 + [0.0] * SECOND))
    assert first.end <= second.start
    assert chunks(second)[0] == 9 + HANGOVER - min(PRE_ROLL, HANGOVER - TAIL)


def test_long_speech_is_cut_where_it_is_least_voiced_and_nothing_is_lost() -> None:
    rules = EndpointRules(longest=3.0, cut_window=1.0)
    voiced = [0.9] * round(3 * SECOND)
    dip = round(3 * SECOND) - SECOND // 2
    voiced[dip] = 0.6
    samples = scripted(voiced + [0.8] * SECOND + [0.0] * SECOND)
    first, second = cut(samples, rules)
    assert chunks(first) == (0, dip + 1)
    assert second.start == first.end
    assert np.array_equal(np.concatenate((first.samples, second.samples)), samples[: round(second.end * SAMPLE_RATE)])


def test_speech_at_the_end_of_the_stream_is_given_without_sound_that_was_not_there() -> None:
    samples = np.append(scripted([0.9] * SECOND), np.full(100, 0.9, dtype=np.float32))
    (found,) = cut(samples)
    assert np.array_equal(found.samples, samples)


def test_lost_frames_end_the_speech_at_the_hole() -> None:
    endpointer = Endpointer(Speaker.CUSTOMER, LevelVad())
    speech = scripted([0.9] * SECOND)
    assert endpointer.feed(AudioFrame(Speaker.CUSTOMER, 0.0, speech)) == []
    (before,) = endpointer.feed(AudioFrame(Speaker.CUSTOMER, 10.0, speech))
    (after,) = endpointer.flush()
    assert (before.start, before.end) == (0.0, len(speech) / SAMPLE_RATE)
    assert (after.start, after.end) == (10.0, 10.0 + len(speech) / SAMPLE_RATE)


def test_the_detector_forgets_at_the_end_of_a_stream() -> None:
    vad = LevelVad()
    endpointer = Endpointer(Speaker.AGENT, vad)
    endpointer.flush()
    assert vad.resets == 1


def test_another_speakers_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="agent"):
        Endpointer(Speaker.CUSTOMER, LevelVad()).feed(AudioFrame(Speaker.AGENT, 0.0, scripted([0.0])))


probabilities = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.34, 0.35, 0.4, 0.5, 0.9]), st.integers(1, 40)), max_size=12
).map(lambda runs: [p for p, count in runs for _ in range(count)])


@given(probabilities, st.integers(0, CHUNK - 1), st.lists(st.integers(1, 5000), max_size=40))
def test_the_answer_does_not_depend_on_how_the_sound_was_cut_into_frames(
    script: list[float], rest: int, sizes: list[int]
) -> None:
    samples = np.append(scripted(script), np.full(rest, 0.6, dtype=np.float32))
    rules = EndpointRules(longest=1.5, cut_window=0.5)
    whole, pieces = cut(samples, rules), cut(samples, rules, sizes)
    assert [(s.start, s.end) for s in whole] == [(s.start, s.end) for s in pieces]
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(whole, pieces, strict=True))


@given(probabilities)
def test_segments_follow_each_other_hold_the_streams_sound_and_are_never_too_long(script: list[float]) -> None:
    samples = scripted(script)
    rules = EndpointRules(longest=1.5, cut_window=0.5)
    found = cut(samples, rules)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    for one in found:
        assert len(one.samples) <= round(rules.longest * SAMPLE_RATE / CHUNK) * CHUNK
        first = round(one.start * SAMPLE_RATE)
        assert np.array_equal(one.samples, samples[first : first + len(one.samples)])


@given(probabilities)
def test_every_stretch_of_clear_speech_is_in_a_segment(script: list[float]) -> None:
    """Four chunks in a row at or above `on` are never left out."""
    found = cut(scripted(script), EndpointRules(longest=1.5, cut_window=0.5))
    for at in range(len(script) - 3):
        if min(script[at : at + 4]) >= 0.5:
            inside = [s for s in found if chunks(s)[0] <= at and at + 1 <= chunks(s)[1]]
            assert inside, at


def test_frames_of_a_tenth_of_a_second_cover_the_sound() -> None:
    samples = scripted([0.9] * SECOND)
    assert np.array_equal(np.concatenate([frame.samples for frame in frames(samples)]), samples)
