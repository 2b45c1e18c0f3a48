"""When each word was spoken, from the recogniser to the utterance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Speaker, Word
from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment
from agent_assist.listeners.hearing import utterance_of
from agent_assist.listeners.models import find_model
from agent_assist.listeners.phone_stream import PhoneSource
from agent_assist.listeners.transcriber import LoadedModel, Transcriber, Transcript
from agent_assist.listeners.word_times import words_of
from tests.listeners.sounds import CUSTOMER_LINE, segment, silence, spoken

PIECES = st.fixed_dictionaries(
    {
        "word": st.text(max_size=6),
        "start": st.floats(-1, 40),
        "end": st.floats(-1, 40),
        "probability": st.floats(0, 1.01),
    }
)


@pytest.fixture(scope="module")
def timed() -> Transcriber:
    return Transcriber(LoadedModel.load(find_model(), threads=1), "en", timed=True)


def test_words_are_timed_where_they_are_spoken(timed: Transcriber, transcriber: Transcriber) -> None:
    one, other = spoken(CUSTOMER_LINE), spoken("Thank you very much.")
    line = segment(np.concatenate([silence(0.5), one, silence(1.5), other, silence(0.3)]))
    heard, plain = timed.transcribe(line), transcriber.transcribe(line)
    assert heard is not None
    assert plain is not None
    assert (heard.text, heard.confidence) == (plain.text, plain.confidence), "times change nothing of the words"
    assert plain.words == ()
    assert " ".join(word.text for word in heard.words) == heard.text
    assert all(a.at <= a.end <= b.at for a, b in zip(heard.words, heard.words[1:], strict=False))
    second = 0.5 + len(one) / SAMPLE_RATE + 1.5
    (thanks,) = (word for word in heard.words if word.text.lower().startswith("thank"))
    assert thanks.end == pytest.approx(second + 0.3, abs=0.4)
    assert heard.words[-1].end <= len(line.samples) / SAMPLE_RATE
    draft = timed.draft(line)
    assert draft is not None
    assert draft.words == (), "what is not final is not timed"


def test_silence_has_no_words(timed: Transcriber) -> None:
    assert timed.transcribe(segment(silence(2.0))) is None


@given(st.lists(PIECES, max_size=8), st.floats(0, 30))
def test_whatever_the_library_says_words_lie_in_their_sound(pieces: list[dict[str, object]], seconds: float) -> None:
    words = words_of(pieces, seconds, str.upper)
    most = seconds + 0.01 * len(pieces)
    assert all(0 <= word.at <= word.end <= most and 0 <= word.confidence <= 1 for word in words)
    assert len({round(word.at, 3) for word in words}) == len(words), "no two words begin at the same time"
    assert all(word.text for word in words)


def test_punctuation_belongs_to_the_word_before_it() -> None:
    pieces = [
        {"word": " Yes", "start": 0.1, "end": 0.4, "probability": 0.9},
        {"word": ",", "start": 0.4, "end": 0.9, "probability": 0.2},
        {"word": " 好", "start": 0.9, "end": 1.2, "probability": 0.8},
    ]
    assert words_of(pieces, 2.0, str) == (Word("Yes,", 0.1, 0.4, 0.9), Word("好", 0.9, 1.2, 0.8))


def test_an_utterance_has_its_words_on_the_contacts_clock_unless_its_sound_was_joined() -> None:
    said = Transcript("seven", 0.9, (Word("seven", 0.2, 0.6, 0.8),))
    whole = SpeechSegment(Speaker.CUSTOMER, 10.0, 11.0, silence(1.0))
    (word,) = utterance_of("u", whole, said, "en").words
    assert (word.text, word.at, word.end) == ("seven", pytest.approx(10.2), pytest.approx(10.6))
    joined = SpeechSegment(Speaker.CUSTOMER, 10.0, 15.0, silence(1.0))
    assert utterance_of("u", joined, said, "en").words == ()


def test_a_line_that_was_cut_has_no_timed_words() -> None:
    said = Transcript("Yes of course", 0.9, (Word("Yes", 0.0, 0.2, 0.9),))
    assert said.of("Yes of course") is said
    assert said.of("of course").words == ()


def test_words_wait_for_their_line_and_only_so_many() -> None:
    source = PhoneSource(Speaker.CUSTOMER, timed=True)
    word = (Word("yes", 0.0, 0.2, 0.9),)
    for number in range(150):
        source.heard(f"c{number}", word)
    assert source.words("c149") == word
    assert source.words("c149") == ()
    assert source.words("c0") == (), "of lines that were never sent the oldest are forgotten"
    assert source.words("c60") == word
