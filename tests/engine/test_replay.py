"""A replay is a function of its file, bundle and day; how often time is looked at leaves no trace in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.assistant import Assistant, Knowledge
from agent_assist.datatypes import Channel, Utterance
from agent_assist.events import Closed, ContactInfo, Said
from agent_assist.keeper import open_knowledge
from agent_assist.listeners.transcript_file import read_transcript
from agent_assist.protocol import Update, check_update, without_timings
from agent_assist.replaying import replay
from agent_assist.retrieval.bundle import current

INFO = ContactInfo("c", Channel.CALL, "2026-11-01T00:00:00Z", "en", "Karin")
LINES = """\
{"contact": {"channel": "call", "lang": "en", "title": "Karin"}}
{"at": 1.0, "end": 3.0, "speaker": "agent", "text": "Good morning, you have reached us."}
{"at": 4.0, "end": 9.0, "speaker": "customer", "text": "How do I move my broadband to a new address?"}
{"at": 12.0, "end": 13.0, "speaker": "agent", "text": "Let me see."}
{"at": 15.0, "end": 16.0, "speaker": "customer", "text": "Thank you."}
{"at": 44.0, "end": 47.0, "speaker": "customer", "text": "Is there a unicorn in the garden of my aunt?"}
{"at": 300.0, "end": 301.0, "speaker": "customer", "text": "Bye"}
"""


@pytest.fixture(scope="module")
def knowledge(bundles: Path) -> Knowledge:
    return open_knowledge(current(bundles))


@pytest.fixture(scope="module")
def contact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contacts") / "call.jsonl"
    path.write_text(LINES, encoding="utf-8")
    return path


def plain(updates: list[Update]) -> list[Update]:
    return [without_timings(update) for update in updates]


def straight(utterances: tuple[Utterance, ...], knowledge: Knowledge) -> list[Update]:
    return plain(list(replay(INFO, utterances, knowledge)))


def test_every_update_follows_the_schema_and_only_questions_get_cards(contact: Path, knowledge: Knowledge) -> None:
    updates = straight(read_transcript(contact).utterances, knowledge)
    for update in updates:
        check_update(update)
    with_cards = [update["utterance_id"] for update in updates if update["type"] == "suggestions" and update["items"]]
    assert with_cards == ["u3"]
    times = [update["at"] for update in updates if update["type"] != "utterance"]
    assert times == sorted(times)


@given(ticks=st.lists(st.floats(0, 320), max_size=30))
def test_the_cadence_of_ticks_leaves_no_trace(contact: Path, knowledge: Knowledge, ticks: list[float]) -> None:
    utterances = read_transcript(contact).utterances
    assistant = Assistant(INFO, knowledge)
    updates = assistant.open()
    waiting = sorted(ticks)
    for utterance in utterances:
        while waiting and waiting[0] < utterance.end:
            updates += assistant.tick(waiting.pop(0))
        updates += assistant.on(Said(utterance), utterance.end)
    updates += assistant.on(Closed(), assistant.now)
    assert plain(updates) == straight(utterances, knowledge)


def test_playing_in_steps_gives_the_same(contact: Path, knowledge: Knowledge) -> None:
    utterances = read_transcript(contact).utterances
    waited: list[float] = []
    stepped = plain(list(replay(INFO, utterances, knowledge, waited.append)))
    assert stepped == straight(utterances, knowledge)
    assert waited == sorted(waited)


def test_a_snapshot_shows_what_stands(contact: Path, knowledge: Knowledge) -> None:
    utterances = read_transcript(contact).utterances
    assistant = Assistant(INFO, knowledge)
    assistant.open()
    shown: list[Update] = []
    for utterance in utterances[:4]:
        shown += assistant.on(Said(utterance), utterance.end)
    snapshot = assistant.snapshot()
    assert [u["text"] for u in snapshot if u["type"] == "utterance"] == [u.text for u in utterances[:4]]
    cards = [u for u in shown if u["type"] == "suggestions"][-1]
    assert [u["items"] for u in snapshot if u["type"] == "suggestions"] == [cards["items"]]


def test_two_runs_of_the_command_print_the_same_bytes(contact: Path, bundles: Path) -> None:
    command = [sys.executable, "-m", "agent_assist", "replay", str(contact), "--bundle", str(bundles), "--no-timings"]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    assert first.count(b"\n") > len(LINES.splitlines())
    drawn = subprocess.run([*command[:-1], "--view"], capture_output=True, check=True, text=True).stdout
    assert "  => " in drawn


def test_language_tags_of_other_systems_are_read_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "contact.jsonl"
    line = '{"at": 1, "speaker": "customer", "text": "你好", "lang": "zh-HK"}'
    path.write_text('{"contact": {"lang": "zh_TW"}}\n' + line + "\n", encoding="utf-8")
    read = read_transcript(path)
    assert (read.lang, [said.lang for said in read.utterances]) == ("zh-Hant", ["zh-Hant"])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("nonsense", 2),
        ('{"at": 1, "speaker": "boss", "text": "x"}', 2),
        ('{"at": 1, "speaker": "agent", "text": ""}', 2),
        ('{"at": -1, "speaker": "agent", "text": "x"}', 2),
        ('{"at": 1, "speaker": "agent", "text": "x", "colour": 1}', 2),
        ('{"at": 1, "speaker": "agent", "text": "x", "lang": 5}', 2),
        ('{"at": 5, "speaker": "agent", "text": "x"}\n{"at": 1, "speaker": "agent", "text": "y"}', 3),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, number: int) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"contact": {"channel": "chat"}}\n' + line + "\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "agent_assist", "replay", str(path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert f"{path}:{number}: " in run.stderr
    assert "Traceback" not in run.stderr
