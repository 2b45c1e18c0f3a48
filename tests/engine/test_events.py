"""What the journal keeps comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.datatypes import Channel, Speaker, Utterance, Word
from agent_assist.events import (
    Answered,
    Closed,
    ContactInfo,
    Corrected,
    Drafted,
    Event,
    FeedbackGiven,
    Happened,
    Heard,
    Noted,
    Said,
    event_from_json,
    event_json,
    info_from_json,
    info_json,
)

times = st.floats(0, 1e5)
utterances = st.builds(
    Utterance,
    id=st.text(max_size=5),
    speaker=st.sampled_from(Speaker),
    text=st.text(max_size=30),
    at=times,
    end=times,
    lang=st.none() | st.sampled_from(["en", "sv", "zh-Hans"]),
    confidence=st.floats(0, 1),
    final=st.booleans(),
    spoken=st.text(max_size=9),
    corrected=st.booleans(),
)
events = st.one_of(
    st.builds(
        Said,
        utterance=utterances,
        search=st.booleans(),
        lifts=st.dictionaries(st.text(max_size=5), st.floats(-1, 1), max_size=3),
    ),
    st.builds(
        Corrected, utterance=utterances, lifts=st.dictionaries(st.text(max_size=5), st.floats(-1, 1), max_size=3)
    ),
    st.builds(Drafted, text=st.text(max_size=30)),
    st.builds(
        FeedbackGiven, st.text(max_size=5), st.text(max_size=5), st.sampled_from(["used", "dismissed"]), st.text()
    ),
    st.builds(
        Happened,
        state=st.sampled_from(["", "hold", "step"]),
        step=st.text(max_size=5),
        attributes=st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.booleans(), max_size=3),
        typing=st.none() | st.booleans(),
        audio=st.sampled_from(["", "lost", "back"]),
        speaker=st.sampled_from(["", "agent"]),
    ),
    st.builds(Answered, st.text(max_size=5), st.sampled_from(["acknowledged", "dismissed"]), st.text(max_size=9)),
    st.builds(Heard, utterance=utterances),
    st.builds(Noted, st.text(max_size=5), st.text(max_size=9), st.booleans()),
    st.just(Closed()),
)


@given(events, times)
def test_an_event_survives_the_journal(event: Event, now: float) -> None:
    kind, payload = event_json(event, now)
    assert event_from_json(kind, json.loads(json.dumps(payload))) == (event, now)


@given(st.sampled_from(Channel), st.text(max_size=9), st.none() | st.just("sv"))
def test_a_contact_survives_the_journal(channel: Channel, title: str, lang: str | None) -> None:
    info = ContactInfo("c", channel, "2026-05-01T10:00:00Z", lang, title, {"customer_name": title}, "staff")
    assert info_from_json(json.loads(json.dumps(info_json(info)))) == info
    assert info.today == "2026-05-01"


def test_when_each_word_was_spoken_is_not_kept() -> None:
    said = Utterance("u1", Speaker.CUSTOMER, "hello", 1.0, 2.0, words=(Word("hello", 1.0, 2.0, 0.9),))
    kind, payload = event_json(Said(said), 2.0)
    again, _ = event_from_json(kind, json.loads(json.dumps(payload)))
    assert again == Said(replace(said, words=()))
