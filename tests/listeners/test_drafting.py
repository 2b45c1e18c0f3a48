"""Drafts of a line that is being spoken."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker
from agent_assist.listeners.drafting import DraftingEndpointer
from agent_assist.listeners.endpointer import Endpointer
from agent_assist.listeners.frames import SAMPLE_RATE, AudioFrame, Samples, SpeechSegment
from tests.listeners.sounds import CHUNK, LevelVad, frames, scripted


class Notes:
    def __init__(self) -> None:
        self.drafts: list[SpeechSegment] = []
        self.early: list[SpeechSegment] = []
        self.expected: list[SpeechSegment] = []
        self.side = DraftingEndpointer(Endpointer(Speaker.CUSTOMER, LevelVad()), self.ask, self.expected.append)

    def ask(self, segment: SpeechSegment, *, early: bool) -> None:
        (self.early if early else self.drafts).append(segment)

    def hear(self, sound: Samples) -> list[SpeechSegment]:
        return [segment for frame in frames(sound) for segment in self.side.feed(frame)]


def test_a_draft_comes_each_half_second_while_somebody_speaks_and_none_in_silence() -> None:
    notes = Notes()
    notes.hear(scripted([0.0] * 40))
    assert notes.drafts == []
    notes.hear(scripted([0.9] * round(3.0 * SAMPLE_RATE / CHUNK)))
    ends = [draft.end for draft in notes.drafts]
    assert 5 <= len(ends) <= 7
    assert all(0.45 <= late - soon <= 0.7 for soon, late in itertools.pairwise(ends))
    assert len({draft.start for draft in notes.drafts}) == 1


def test_the_early_final_is_sample_for_sample_the_final() -> None:
    notes = Notes()
    (segment,) = notes.hear(scripted([0.9] * 40 + [0.0] * 30))
    (early,) = notes.early
    assert (early.start, early.end) == (segment.start, segment.end)
    assert np.array_equal(early.samples, segment.samples)
    assert notes.expected == [segment]


def test_who_goes_on_after_a_pause_gets_another_early_final() -> None:
    notes = Notes()
    sound = scripted([0.9] * 40 + [0.0] * 9 + [0.9] * 40 + [0.0] * 30)
    (segment,) = notes.hear(sound)
    assert len(notes.early) == 2
    assert len(notes.early[0].samples) < len(notes.early[1].samples) == len(segment.samples)


def test_a_click_is_not_worth_a_draft() -> None:
    notes = Notes()
    assert notes.hear(scripted([0.9] * 2 + [0.0] * 40)) == []
    assert notes.drafts == notes.early == []


@given(st.lists(st.sampled_from([0.0, 0.9]), min_size=1, max_size=150), st.integers(1, 4000))
def test_segments_are_those_of_the_endpointer_however_it_is_sliced(script: list[float], size: int) -> None:
    notes, plain = Notes(), Endpointer(Speaker.CUSTOMER, LevelVad())
    sound = scripted(script)
    pieces = [
        AudioFrame(Speaker.CUSTOMER, at / SAMPLE_RATE, sound[at : at + size]) for at in range(0, len(sound), size)
    ]
    mine = [s for piece in pieces for s in notes.side.feed(piece)] + notes.side.flush()
    theirs = [s for piece in pieces for s in plain.feed(piece)] + plain.flush()
    assert [(s.start, s.end) for s in mine] == [(s.start, s.end) for s in theirs]
    assert notes.side.since is None
