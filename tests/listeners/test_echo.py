"""The customer heard again in the agent's microphone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.assistant import Knowledge
from agent_assist.datatypes import Channel, Speaker, Utterance
from agent_assist.events import ContactInfo
from agent_assist.keeper import open_knowledge
from agent_assist.listeners.echo import Overheard, likeness, without_echo
from agent_assist.listeners.frames import SAMPLE_RATE, Samples
from agent_assist.listeners.hearing import Hearing
from agent_assist.listeners.transcriber import Transcriber
from agent_assist.replaying import replay
from agent_assist.retrieval.bundle import current
from tests.bundles import tiny_bundle
from tests.listeners.sounds import AGENT_LINE, CUSTOMER_LINE, alike, room, silence, spoken, write_call

QUESTION = "How do I move my broadband to another address?"
SLOW = "My internet is slow."
SAID = [Overheard(1.0, 3.5, CUSTOMER_LINE)]


def mixed(one: Samples, other: Samples) -> Samples:
    length = max(len(one), len(other))
    return np.pad(one, (0, length - len(one))) + np.pad(other, (0, length - len(other)))


@pytest.mark.parametrize("level", [-12.0, -20.0])
def test_an_echo_gives_no_agent_lines_and_takes_nothing_from_the_customer(
    tmp_path: Path, transcriber: Transcriber, level: float
) -> None:
    customer = np.concatenate([silence(0.6), spoken(CUSTOMER_LINE), silence(1.0), spoken(QUESTION), silence(0.8)])
    hearing = Hearing(transcriber)
    heard = list(hearing.utterances(write_call(tmp_path / "call.wav", room(customer, level), customer)))
    assert {u.speaker for u in heard} == {Speaker.CUSTOMER}
    assert hearing.echoes == 2, "the microphone did hear it"
    clean = list(Hearing(transcriber).utterances(write_call(tmp_path / "clean.wav", silence(1.0), customer)))
    assert [(u.text, u.at, u.end) for u in heard] == [(u.text, u.at, u.end) for u in clean]


@pytest.mark.parametrize("level", [-12.0, -20.0])
def test_what_the_agent_says_meanwhile_survives(tmp_path: Path, transcriber: Transcriber, level: float) -> None:
    customer = np.concatenate([silence(0.6), spoken(CUSTOMER_LINE), silence(0.9), spoken(QUESTION), silence(2.0)])
    begin = 0.6 + len(spoken(CUSTOMER_LINE)) / SAMPLE_RATE + 1.3  # while the customer asks the question
    agent = np.concatenate([silence(begin), spoken(AGENT_LINE, "en-us+m3")])
    path = write_call(tmp_path / "call.wav", mixed(room(customer, level), agent).astype(np.float32), customer)
    heard = list(Hearing(transcriber).utterances(path))
    agents = " ".join(u.text for u in heard if u.speaker is Speaker.AGENT)
    assert alike(agents, AGENT_LINE)
    assert "cancel" not in agents.lower()
    customers = [u.text for u in heard if u.speaker is Speaker.CUSTOMER]
    assert alike(customers[0], CUSTOMER_LINE)
    assert alike(customers[1], QUESTION)


def suggested(utterances: list[Utterance], knowledge: Knowledge) -> list[tuple[str, list[str]]]:
    """What the customer said and the articles that it brought, in order."""
    said = {u.id: u.text for u in utterances}
    updates = replay(ContactInfo("c", Channel.CALL, "2026-01-01", lang="en"), utterances, knowledge)
    return [
        (said[update["utterance_id"]], [item["article_id"] for item in update["items"]])
        for update in updates
        if update["type"] == "suggestions"
    ]


def test_an_echo_loses_no_suggestion_and_brings_none(tmp_path: Path, transcriber: Transcriber) -> None:
    ask = [spoken(CUSTOMER_LINE), silence(1.0), spoken(QUESTION), silence(2.5), spoken(SLOW), silence(0.8)]
    customer = np.concatenate([silence(0.6), *ask])
    begin = sum(map(len, ask[:3])) / SAMPLE_RATE + 1.4  # when the question has been asked
    agent = np.concatenate([silence(begin), spoken("One moment, please.", "en-us+m3")])
    knowledge = open_knowledge(current(tiny_bundle(tmp_path)))
    found = []
    for name, microphone in (
        ("clean", agent),
        ("near", mixed(room(customer, -12.0), agent).astype(np.float32)),
        ("far", mixed(room(customer, -20.0), agent).astype(np.float32)),
    ):
        heard = list(Hearing(transcriber).utterances(write_call(tmp_path / f"{name}.wav", microphone, customer)))
        found.append(suggested(heard, knowledge))
    clean, near, far = found
    assert {items[0] for _, items in clean if items} >= {"moving", "slow-internet"}
    assert near == clean
    assert far == clean


def test_the_same_words_later_are_the_agents_own() -> None:
    assert without_echo(CUSTOMER_LINE, 5.0, 7.5, SAID) == CUSTOMER_LINE
    assert without_echo(CUSTOMER_LINE, 1.1, 3.6, SAID) is None


def test_own_words_behind_an_echo_are_kept() -> None:
    assert without_echo(f"{CUSTOMER_LINE} {AGENT_LINE}", 1.1, 7.0, SAID) == AGENT_LINE
    assert without_echo(AGENT_LINE, 1.1, 3.0, SAID) == AGENT_LINE


def test_a_short_word_that_both_say_is_an_echo_only_where_the_loudness_runs_alike() -> None:
    said = [Overheard(1.0, 1.5, "Yes.")]
    assert without_echo("Yes", 1.1, 1.6, said) == "Yes"
    assert without_echo("Yes", 1.1, 1.6, said, alike=0.95) is None


def test_a_misheard_echo_is_known_by_its_loudness() -> None:
    assert without_echo("A candle for my contact", 1.1, 3.6, SAID, alike=0.1) is not None
    assert without_echo("A candle for my contact", 1.1, 3.6, SAID, alike=0.85) is None
    assert without_echo("Hay wood lie two canned sell", 1.1, 3.6, SAID, alike=0.85) is not None
    assert without_echo("Hay wood lie two canned sell", 1.1, 3.6, SAID, alike=0.95) is None


def test_loudness_tells_an_echo_from_another_voice() -> None:
    customer = np.concatenate([silence(0.5), spoken(CUSTOMER_LINE), silence(0.5)])
    echo = room(spoken(CUSTOMER_LINE), -20.0)
    other = spoken(AGENT_LINE, "en-us+m3")[: len(echo)]
    assert likeness(echo[: len(customer)], customer) > 0.8
    assert likeness(other, np.pad(customer, (0, max(0, len(other) - len(customer))))) < 0.8
    assert likeness(silence(1.0), customer) == 0.0


@given(st.text(max_size=40), st.text(max_size=40), st.floats(0, 10), st.floats(-1, 1))
def test_what_is_left_was_in_the_line(line: str, other: str, start: float, alike_: float) -> None:
    own = without_echo(line, start, start + 2, [Overheard(1.0, 3.0, other)], alike_)
    assert own is None or set(own) <= set(line)
    assert without_echo(line, start + 20, start + 22, [Overheard(1.0, 3.0, other)], alike_) == line
