"""The link to the engine, against a real child process."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from agent_assist.protocol import MAX_LINE_BYTES, check_command, encode
from agent_assist.ui import engine_link
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.engine_link import EngineLink, fitting
from agent_assist.ui.link_state import LinkState

from .conftest import SPEAKER


class Desk:
    """A link, the states and updates that it sent, and a panel that reduces them."""

    def __init__(self, qtbot, log: Path, *behaviour: str, look_every: float = 5.0) -> None:
        self.qtbot = qtbot
        self.log = log
        self.panel = Panel()
        self.states: list[LinkState] = []
        self.updates: list[dict] = []
        self.link = EngineLink(
            [sys.executable, str(SPEAKER), *behaviour],
            lambda: [contact.restore_command() for contact in self.panel.contacts.values()],
            look_every=look_every,
        )
        self.link.state.connect(self.states.append)
        self.link.updates.connect(self._take)

    def _take(self, update: dict) -> None:
        self.updates.append(update)
        self.panel.apply(update, 0.0)

    def phases(self) -> list[str]:
        return [state.phase for state in self.states]

    def until(self, condition) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def ready(self) -> None:
        self.link.start()
        self.until(lambda: "ready" in self.phases())

    def taken(self) -> list[dict]:
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def says(self, text: str, message: str = "m1") -> None:
        said = {"cmd": "say", "contact": "c", "speaker": "customer", "text": text, "message": message}
        check_command(said)
        self.link.send(said)


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    log = tmp_path / "commands.jsonl"
    monkeypatch.setenv("AGENT_ASSIST_TEST_LOG", str(log))
    desks: list[Desk] = []

    def make(*behaviour: str, look_every: float = 5.0) -> Desk:
        desks.append(Desk(qtbot, log, *behaviour, look_every=look_every))
        return desks[-1]

    yield make
    for one in desks:
        one.link.close()


OPEN = {"cmd": "open", "contact": "c", "channel": "chat", "title": "Åsa"}


def test_greets_and_resumes_what_the_journal_holds(desk) -> None:
    one = desk("encrypted")
    one.ready()
    one.until(lambda: len(one.taken()) == 2)
    assert one.taken() == [{"cmd": "hello", "version": 1}, {"cmd": "resume"}]
    assert one.phases() == ["starting", "ready"]


def test_commands_wait_for_a_slow_start_and_keep_their_order(desk) -> None:
    one = desk("memory", "slow")
    one.link.start()
    one.link.send(OPEN)
    one.says("hej")
    one.until(lambda: any(update.get("state") == "starting" for update in one.updates))
    assert one.taken() == []
    Path(str(one.log) + ".go").touch()
    one.until(lambda: "c" in one.panel.contacts and bool(one.panel.contacts["c"].lines))
    assert [command["cmd"] for command in one.taken()] == ["hello", "open", "say"]


def test_a_killed_engine_comes_back_and_is_given_the_lines_from_memory(desk) -> None:
    one = desk("memory")
    one.ready()
    one.link.send(OPEN)
    one.says("Jag har flyttat till 台北.")
    one.until(lambda: bool(one.panel.contacts.get("c") and one.panel.contacts["c"].lines))
    before = one.link.pid
    one.says("die", "m2")
    one.until(lambda: one.phases().count("ready") == 2)
    assert one.phases() == ["starting", "ready", "restarting", "ready"]
    assert one.link.pid not in (0, before)
    one.until(lambda: any(command["cmd"] == "restore" for command in one.taken()))
    restored = next(command for command in one.taken() if command["cmd"] == "restore")
    check_command(restored)
    assert restored["title"] == "Åsa"
    assert [line["text"] for line in restored["lines"]] == ["Jag har flyttat till 台北."]
    one.until(lambda: [line.text for line in one.panel.contacts["c"].lines] == ["Jag har flyttat till 台北."])


def test_an_engine_that_hangs_is_ended_and_another_goes_on(desk) -> None:
    one = desk("memory", look_every=0.1)
    one.ready()
    one.link.send(OPEN)
    one.until(lambda: "c" in one.panel.contacts)
    before = one.link.pid
    os.kill(before, signal.SIGSTOP)
    one.until(lambda: one.phases().count("ready") == 2)
    assert one.phases() == ["starting", "ready", "restarting", "ready"]
    assert "said nothing" in one.states[2].detail
    one.until(lambda: any(command["cmd"] == "restore" for command in one.taken()))


def test_an_engine_that_has_nothing_to_say_is_asked_and_left_in_peace(desk) -> None:
    one = desk("memory", look_every=0.1)
    one.ready()
    told = len(one.updates)
    one.until(lambda: sum(command["cmd"] == "hello" for command in one.taken()) >= 10)
    assert "restarting" not in one.phases()
    assert len(one.updates) == told, "the window hears nothing of it"


def test_an_engine_that_does_not_end_when_it_should_start_anew_is_ended(desk, monkeypatch) -> None:
    monkeypatch.setattr(engine_link, "_END_MS", 200)
    one = desk("memory", "stubborn")
    one.ready()
    one.link.restart()
    one.until(lambda: one.phases().count("ready") == 2)


def test_with_a_journal_the_engine_is_asked_and_not_told(desk) -> None:
    one = desk("encrypted")
    one.ready()
    one.link.send(OPEN)
    one.until(lambda: "c" in one.panel.contacts)
    one.says("die")
    one.until(lambda: one.phases().count("ready") == 2)
    one.until(lambda: sum(command["cmd"] == "resume" for command in one.taken()) == 2)
    assert not any(command["cmd"] == "restore" for command in one.taken())


def test_an_engine_that_does_not_stay_up_is_left_to_the_agent(desk) -> None:
    one = desk("memory", "die-at-start")
    one.link.start()
    one.until(lambda: "failed" in one.phases())
    assert one.phases() == ["starting", "restarting", "restarting", "failed"]
    waits = [state.retry_in for state in one.states if state.phase == "restarting"]
    assert waits == sorted(waits)
    assert waits[0] < waits[1]
    assert "the bundle is gone" in one.states[-1].detail
    one.link.restart()
    one.until(lambda: one.phases().count("failed") == 2)


def test_a_program_that_is_not_there(qtbot, tmp_path) -> None:
    link = EngineLink([str(tmp_path / "nothing")])
    states: list[LinkState] = []
    link.state.connect(states.append)
    link.start()
    qtbot.waitUntil(lambda: bool(states) and states[-1].phase == "failed", timeout=10_000)
    assert states[-1].detail


@pytest.mark.parametrize(("word", "faults"), [("nonsense", 2), ("huge", 1)])
def test_lines_that_cannot_be_read_are_reported_and_the_rest_goes_on(desk, word: str, faults: int) -> None:
    one = desk("memory")
    one.ready()
    one.says(word)
    one.until(lambda: any(update["type"] == "ok" for update in one.updates))
    errors = [update for update in one.updates if update["type"] == "error"]
    assert [error["code"] for error in errors] == ["engine-line"] * faults
    assert "restarting" not in one.phases()


def test_closing_ends_the_engine(desk) -> None:
    one = desk("memory")
    one.ready()
    one.link.close()
    assert one.phases()[-1] == "stopped"
    assert one.link.pid == 0
    assert one.taken()[-1] == {"cmd": "shutdown"}


def test_a_long_contact_is_restored_from_its_newest_lines() -> None:
    lines = [{"speaker": "customer", "text": f"{number} " + "ä" * 3000, "at": float(number)} for number in range(400)]
    command = {"cmd": "restore", "contact": "c", "channel": "chat", "lines": lines}
    fitted = fitting(command)
    check_command(fitted)
    assert len(encode(fitted).encode()) < MAX_LINE_BYTES
    assert fitted["lines"][-1] == lines[-1]
    assert 0 < len(fitted["lines"]) < 400
