"""A live call over sources that the tests hold in their hands: no sound server, real threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from agent_assist.datatypes import Speaker
from agent_assist.errors import AudioError
from agent_assist.listeners import queues
from agent_assist.listeners.live import RecognitionBehind
from tests.listeners.live_desk import WAIT, Desk, Slow
from tests.listeners.sounds import scripted


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(patience=WAIT)
    desk.call.start()
    yield desk
    assert desk.close()
    assert desk.failures.empty()


def test_both_sides_are_heard_as_who_they_are(desk: Desk) -> None:
    desk.hear(desk.customer)
    first = desk.utterances.get(timeout=WAIT)
    desk.hear(desk.agent)
    second = desk.utterances.get(timeout=WAIT)
    assert (first.id, first.speaker) == (f"c{round(first.at * 1000)}", Speaker.CUSTOMER)
    assert (second.id, second.speaker) == (f"a{round(second.at * 1000)}", Speaker.AGENT)
    assert second.end > second.at >= 0


def test_levels_tell_whose_sound_it_is(desk: Desk) -> None:
    desk.hear(desk.agent, scripted([0.0] * 4))
    speaker, rms = desk.levels.get(timeout=WAIT)
    assert (speaker, rms) == (Speaker.AGENT, 0.0)
    desk.hear(desk.customer, scripted([0.25] * 4)[:1600])
    while speaker is not Speaker.CUSTOMER:
        speaker, rms = desk.levels.get(timeout=WAIT)
    assert rms == pytest.approx(0.25)


def test_what_was_said_before_stop_is_still_handed_on() -> None:
    desk = Desk()
    desk.call.start()
    desk.hear(desk.agent, scripted([0.9] * 20))
    assert desk.close()
    assert desk.utterances.get_nowait().speaker is Speaker.AGENT


def test_what_is_said_before_the_recogniser_is_there_waits_for_it() -> None:
    desk = Desk(loading=True, patience=WAIT)
    desk.call.start()
    desk.hear(desk.customer)
    desk.hear(desk.agent, scripted([0.25] * 4)[:1600])
    while desk.levels.get(timeout=WAIT) != (Speaker.AGENT, pytest.approx(0.25)):
        pass
    assert desk.call.waiting == 0, "what is held does not count as a recogniser that falls behind"
    assert desk.utterances.empty()
    desk.call.speak(desk.recogniser)
    assert desk.utterances.get(timeout=WAIT).text == "customer speaks"
    assert desk.close()
    assert desk.failures.empty()


def test_a_call_whose_recogniser_never_comes_ends_at_once() -> None:
    desk = Desk(loading=True, patience=WAIT)
    desk.call.start()
    desk.hear(desk.customer)
    assert desk.close()
    desk.call.speak(desk.recogniser)
    assert desk.utterances.empty()


def test_the_calls_clock_can_go_on_from_before() -> None:
    desk = Desk(at=100.0)
    desk.call.start()
    desk.hear(desk.agent)
    heard = desk.utterances.get(timeout=WAIT)
    assert heard.at >= 99.0
    assert desk.close()


def test_a_lost_side_is_reported_once_and_comes_back_by_itself() -> None:
    desk = Desk(patience=WAIT)
    desk.call.start()
    assert desk.agent.opened.acquire(timeout=WAIT)
    desk.hear(desk.agent, scripted([0.9] * 20))
    desk.agent.pieces.put(AudioError("The tap broke.", "Mend it."))
    assert "The tap broke" in str(desk.failures.get(timeout=WAIT))
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.AGENT, "what was said before is not lost"
    assert desk.agent.opened.acquire(timeout=WAIT)
    desk.hear(desk.agent)
    assert desk.recoveries.get(timeout=WAIT) is Speaker.AGENT
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.AGENT
    assert desk.close()
    assert desk.failures.empty()


def test_the_other_side_goes_on_while_one_is_lost() -> None:
    desk = Desk(patience=WAIT)
    desk.agent.plugged = False
    desk.call.start()
    assert "There is no agent tap" in str(desk.failures.get(timeout=WAIT))
    desk.hear(desk.customer)
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.CUSTOMER
    assert desk.close()


def test_a_device_that_is_unplugged_while_sound_goes_on_is_noticed() -> None:
    """As when the sound server moves the stream to another device without a word."""
    desk = Desk(patience=WAIT)
    desk.call.start()
    assert desk.customer.opened.acquire(timeout=WAIT)
    desk.hear(desk.customer, scripted([0.0] * 4))
    desk.customer.plugged = False
    assert "The customer tap was unplugged" in str(desk.failures.get(timeout=WAIT))
    desk.hear(desk.customer, scripted([0.0] * 4))
    desk.customer.plugged = True
    desk.hear(desk.customer)
    assert desk.recoveries.get(timeout=WAIT) is Speaker.CUSTOMER
    assert desk.close()


def test_a_device_that_gives_no_sound_is_noticed() -> None:
    desk = Desk(patience=0.2)
    desk.call.start()
    said = {str(desk.failures.get(timeout=WAIT)).split(".")[0] for _ in range(2)}
    assert said == {"No sound comes from the agent tap", "No sound comes from the customer tap"}
    assert desk.close()


def test_a_bug_in_recognition_is_told_and_later_words_are_heard() -> None:
    recogniser = Slow(fails=True)
    recogniser.go_on.set()
    desk = Desk(recogniser, patience=WAIT)
    desk.call.start()
    desk.hear(desk.agent)
    assert isinstance(desk.failures.get(timeout=WAIT), ZeroDivisionError)
    desk.hear(desk.agent)
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.AGENT
    assert desk.close()


def test_a_bug_in_a_source_is_told_and_the_other_side_goes_on() -> None:
    desk = Desk(patience=WAIT)
    desk.call.start()
    desk.agent.pieces.put(ZeroDivisionError())
    assert isinstance(desk.failures.get(timeout=WAIT), ZeroDivisionError)
    desk.hear(desk.customer)
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.CUSTOMER
    assert desk.close()


def test_when_recognition_is_too_slow_the_oldest_speech_goes_is_counted_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queues, "MOST_WAITING", 2.5)  # seconds: two segments
    slow = Slow()
    desk = Desk(slow, patience=WAIT)
    desk.call.start()
    desk.hear(desk.agent)
    assert slow.begun.wait(WAIT)
    for _ in range(4):
        desk.hear(desk.agent)
    assert isinstance(desk.failures.get(timeout=WAIT), RecognitionBehind)
    desk.hear(desk.agent, scripted([0.0]))
    looks = threading.Event()  # never set: a pause between looks until every segment but the first is queued or gone
    while desk.call.dropped + desk.call.waiting < 4:
        looks.wait(0.01)
    slow.go_on.set()
    assert desk.close()
    assert desk.call.dropped + desk.utterances.qsize() == 5
    assert desk.call.dropped >= 1
    assert desk.failures.empty(), "told once"
