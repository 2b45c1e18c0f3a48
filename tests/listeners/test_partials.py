"""What a live call shows while somebody speaks, and how it goes over into the final."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from agent_assist.datatypes import Speaker, Unfinished, Utterance
from agent_assist.listeners.frames import SpeechSegment
from agent_assist.listeners.transcriber import Transcriber, Transcript
from agent_assist.listeners.vad import SileroVad
from tests.listeners.live_desk import WAIT, Desk
from tests.listeners.sounds import AGENT_LINE, CUSTOMER_LINE, alike, scripted, silence, spoken

SPEAKING = scripted([0.9] * 60)
QUIET = scripted([0.0] * 30)


@dataclass
class Counter:
    """A recogniser whose words count the half seconds of a line; each wish waits until the test lets it go on."""

    lang: str = "en"
    asked: queue.Queue[str] = field(default_factory=queue.Queue)
    go_on: threading.Event = field(default_factory=threading.Event)
    noise: bool = False
    eager: bool = True

    def transcribe(self, segment: SpeechSegment) -> Transcript | None:
        return self._answer("whole", segment)

    def draft(self, segment: SpeechSegment) -> Transcript | None:
        return self._answer("draft", segment)

    def _answer(self, kind: str, segment: SpeechSegment) -> Transcript | None:
        self.asked.put(kind)
        assert self.go_on.wait(WAIT)
        if self.noise and kind == "whole":
            return None
        words = [f"{segment.speaker}{n}" for n in range(1, 1 + int(len(segment.samples) / 8_000))]
        return Transcript(" ".join(words), 0.9)


@pytest.fixture
def counter() -> Counter:
    counter = Counter()
    counter.go_on.set()
    return counter


@pytest.fixture
def desk(counter: Counter) -> Iterator[Desk]:
    desk = Desk(counter, patience=WAIT)
    desk.call.start()
    yield desk
    assert desk.close()
    assert desk.failures.empty()


def shown(desk: Desk, final: Utterance) -> list[Unfinished]:
    """The partials so far, all of the final's line."""
    partials = [desk.partials.get_nowait() for _ in range(desk.partials.qsize())]
    assert {partial.id for partial in partials} <= {final.id}
    assert [partial.revision for partial in partials] == list(range(1, len(partials) + 1))
    return partials


def test_words_are_shown_while_they_are_spoken_and_their_final_takes_their_place(desk: Desk) -> None:
    desk.hear(desk.customer, SPEAKING[: len(SPEAKING) // 2])
    first = desk.partials.get(timeout=WAIT)
    assert (first.speaker, first.committed, first.tentative, first.revision) == (
        Speaker.CUSTOMER,
        "",
        first.tentative,
        1,
    )
    assert first.tentative.startswith("customer1")
    desk.hear(desk.customer, np.concatenate([SPEAKING, QUIET]))
    final = desk.utterances.get(timeout=WAIT)
    assert final.id == first.id
    assert final.text.startswith("customer1 customer2")


def test_the_early_final_is_the_final_when_the_silence_lasts(desk: Desk, counter: Counter) -> None:
    desk.hear(desk.customer, np.concatenate([SPEAKING, QUIET[: 512 * 9]]))
    kinds: list[str] = []
    while "whole" not in kinds:
        kinds.append(counter.asked.get(timeout=WAIT))
    desk.hear(desk.customer, QUIET)
    final = desk.utterances.get(timeout=WAIT)
    assert counter.asked.empty(), "the end was not recognised a second time"
    assert final.text.startswith("customer1")
    shown(desk, final)


def test_noise_takes_back_what_was_shown(desk: Desk, counter: Counter) -> None:
    counter.noise = True
    desk.hear(desk.customer, SPEAKING)
    partials = [desk.partials.get(timeout=WAIT)]
    desk.hear(desk.customer, QUIET)
    while partials[-1].committed or partials[-1].tentative:
        partials.append(desk.partials.get(timeout=WAIT))
    assert partials[-1].revision == len(partials)
    assert desk.utterances.empty()


def test_finals_go_before_drafts_when_there_is_much_to_do(desk: Desk, counter: Counter) -> None:
    counter.go_on.clear()
    desk.hear(desk.agent, SPEAKING)
    assert counter.asked.get(timeout=WAIT) == "draft"
    desk.hear(desk.customer, np.concatenate([SPEAKING, QUIET]))
    pause = threading.Event()  # never set: a pause between looks
    while not desk.call.waiting:
        pause.wait(0.01)
    desk.hear(desk.agent, SPEAKING)
    counter.go_on.set()
    assert counter.asked.get(timeout=WAIT) == "whole"
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.CUSTOMER


def test_an_agents_line_waits_for_what_the_customer_says_meanwhile_but_not_for_long(desk: Desk) -> None:
    desk.hear(desk.customer, SPEAKING[: 512 * 8])  # begins, and says no more that could be recognised
    desk.hear(desk.agent, np.concatenate([SPEAKING, QUIET]))
    assert desk.utterances.get(timeout=WAIT).speaker is Speaker.AGENT


def test_an_echo_in_a_live_call_is_dropped_and_counted(transcriber: Transcriber) -> None:
    desk = Desk(transcriber, vad=SileroVad, patience=WAIT)
    desk.call.start()
    customer = np.concatenate([silence(0.5), spoken(CUSTOMER_LINE), silence(1.2)])
    for tap, sound in ((desk.customer, customer), (desk.agent, np.roll(customer, 1_000) * np.float32(0.2))):
        desk.hear(tap, sound)
    first = desk.utterances.get(timeout=WAIT)
    assert first.speaker is Speaker.CUSTOMER
    desk.hear(desk.agent, np.concatenate([silence(1.0), spoken(AGENT_LINE, "en-us+m3"), silence(1.2)]))
    second = desk.utterances.get(timeout=WAIT)
    assert second.speaker is Speaker.AGENT
    assert alike(second.text, AGENT_LINE)
    assert desk.close()
    assert desk.call.echoes == 1
    assert all(partial.speaker is Speaker.CUSTOMER for partial in _echo_time(desk, second.at))


def _echo_time(desk: Desk, until: float) -> list[Unfinished]:
    partials = [desk.partials.get_nowait() for _ in range(desk.partials.qsize())]
    return [partial for partial in partials if partial.at < until - 0.01 and partial.committed + partial.tentative]
