"""The window over the real engine: a played contact, a killed engine, a typed search."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_assist import app
from agent_assist.datatypes import Card
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.engine_link import EngineLink
from agent_assist.ui.window import MainWindow
from tests.bundles import tiny_bundle

PATIENCE = 60_000
LINES = [
    ("agent", "Welcome, this call is recorded for quality."),
    ("customer", "Hello, can I take my broadband with me when I move?"),
    ("agent", "Of course you can, I guarantee it works."),
    ("customer", "Thank you."),
]


@pytest.fixture
def played(qtbot, dressing, tmp_path, monkeypatch) -> Iterator[tuple[MainWindow, EngineLink]]:
    """A window whose engine plays a short call, and is in the middle of it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("AGENT_ASSIST_INTAKE", "false")
    monkeypatch.setenv("AGENT_ASSIST_HISTORY", "memory")
    call = tmp_path / "call.jsonl"
    lines = [{"at": at * 10.0, "speaker": who, "text": text} for at, (who, text) in enumerate(LINES)]
    call.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    panel = Panel()
    link = EngineLink(
        app.engine_command(tiny_bundle(tmp_path)),
        lambda: [contact.restore_command() for contact in panel.contacts.values() if not contact.closed],
    )
    window = MainWindow(link, dressing.wear("light", "en"), panel=panel)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    link.start()
    window.actions_.play(call, speed=20)
    qtbot.waitUntil(lambda: panel.shown is not None and len(panel.shown.lines) == len(LINES), timeout=PATIENCE)
    yield window, link
    window.close()


def test_a_killed_engine_loses_no_line_and_no_checklist(played, qtbot) -> None:
    window, link = played
    panel = window.panel
    before = [line.text for line in panel.shown.lines]
    qtbot.waitUntil(lambda: {str(item.state) for item in panel.shown.checklist} == {"met"}, timeout=PATIENCE)
    assert "I expect so" in window.body.banners.banners[0].prompt.say
    phases: list[str] = []
    link.state.connect(lambda state: phases.append(state.phase))
    os.kill(link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "restarting" in phases)
    assert "starts again" in window.body.notice.text.text()
    assert [line.text for line in panel.shown.lines] == before
    qtbot.waitUntil(lambda: "ready" in phases, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: (
            [line.text for line in panel.shown.lines] == before
            and {str(item.state) for item in panel.shown.checklist} == {"met"}
            and [prompt.rule_id for prompt in panel.shown.pressing()] == ["no-guarantees"]
        ),
        timeout=PATIENCE,
    )


def test_search_finds_and_a_card_of_the_call_is_shown(played, qtbot) -> None:
    window, _ = played
    qtbot.waitUntil(lambda: bool(window.panel.shown.cards), timeout=PATIENCE)
    card = window.body.cards.open_card()
    assert card.card.article_id == "moving"
    assert "«new_address»" in card.card.reply
    window.body.search.asked.emit("E-4711")
    qtbot.waitUntil(lambda: bool(window.body.results.rows), timeout=PATIENCE)
    assert window.body.results.rows[0].card.article_id == "error-e4711"


def test_the_window_measures_its_own_start(tmp_path: Path) -> None:

    command = [sys.executable, "-m", "agent_assist", "--report-startup", "--bundle", str(tiny_bundle(tmp_path))]
    environment = {**os.environ, "AGENT_ASSIST_INTAKE": "false", "AGENT_ASSIST_HISTORY": "memory"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert 0 < report["painted_ms"] < report["ready_ms"]


def test_a_used_reply_ranks_higher_for_the_same_question_in_the_next_contact(played, qtbot) -> None:
    """The whole way: the window tells, the engine learns, and what the next contact asks finds it sooner."""
    window, link = played
    panel = window.panel
    question = "The wibbly thing wants a new address, does it cost?"

    def confidences() -> dict[str, float]:
        window.actions_.new_chat()
        before = set(panel.contacts)
        qtbot.waitUntil(lambda: set(panel.contacts) > before, timeout=PATIENCE)
        link.send({"cmd": "say", "contact": panel.active, "speaker": "customer", "text": question})
        contact = panel.shown
        qtbot.waitUntil(lambda: len(contact.lines) == 1, timeout=PATIENCE)
        link.send({"cmd": "search", "id": "probe", "text": question, "contact": contact.id})
        found: list[dict[str, object]] = []
        link.updates.connect(lambda update: found.append(update) if update.get("re") == "probe" else None)
        qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
        return {item["article_id"]: item["confidence"] for item in found[0]["items"]}

    before = confidences()
    card = Card("moving", "moving#0", "Moving", "Free of charge.", 0.5, "", "", "en")
    window.card_actions.feedback(card, "used")
    after = confidences()
    assert after["moving"] > before["moving"]


def test_notes_and_scripts_come_from_the_engine(played, qtbot) -> None:
    window, _ = played
    line = window.panel.shown.lines[1]
    window.body.notepad.written.emit(line.id, "moves in June", True)
    qtbot.waitUntil(lambda: window.panel.shown.lines[1].note == "moves in June", timeout=PATIENCE)
    assert window.panel.shown.lines[1].marked
    window.activateWindow()
    qtbot.waitActive(window)
    window.searching.focus()
    qtbot.waitUntil(lambda: bool(window.searching._templates), timeout=PATIENCE)
    window.searching.look_for("Moving brodband")
    qtbot.waitUntil(lambda: bool(window.body.results.rows), timeout=PATIENCE)
    assert "moving" in [row.card.article_id for row in window.body.results.rows if row.card is not None]
    window.searching.leave()
    window.searching.look_for("moves in June")
    qtbot.waitUntil(lambda: any(row.entry.line == line.id for row in window.body.results.rows), timeout=PATIENCE)
