"""First steps and the diagnostics report."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from agent_assist.ui.pages.diagnostics import DiagnosticsDialog, log_tail, report
from agent_assist.ui.pages.guide import GuideDialog

PATIENCE = 60_000


def test_the_guide_goes_from_devices_to_a_demo_to_the_keys_and_is_done(opened, monkeypatch) -> None:
    made = opened("chat-zh-hans")
    played: list[object] = []
    monkeypatch.setattr(made.window.actions_, "play_demo", played.append)
    guide = made.page("guide")
    assert isinstance(guide, GuideDialog)
    assert made.sent[-2:] == [{"cmd": "devices"}, {"cmd": "meters", "microphone": "", "loudspeaker": ""}]
    devices = [{"id": "ear", "name": "Headset", "default": False}]
    made.source.updates.emit({"type": "devices", "microphones": devices, "loudspeakers": devices})
    guide.loudspeaker.box.setCurrentIndex(guide.loudspeaker.box.findData("ear"))
    guide.loudspeaker.box.activated.emit(guide.loudspeaker.box.currentIndex())
    assert made.sent[-1] == {"cmd": "meters", "microphone": "", "loudspeaker": "ear"}
    made.source.updates.emit({"type": "level", "at": 0.0, "speaker": "customer", "rms": 0.2})
    assert guide.loudspeaker.meter.share > 0.5
    assert guide.microphone.meter.share == 0.0
    assert guide.count.text() == "Step 1 of 3"
    guide.next.click()
    guide.play.click()
    assert played == [guide.play]
    guide.next.click()
    assert guide.next.text() == "Done"
    guide.next.click()
    assert "guide" not in made.pages.shown
    assert made.sent[-1] == {"cmd": "meters", "off": True}
    assert made.kept == {"guided": True, "loudspeaker": "ear"}
    assert made.window.hearing.devices == ("", "ear")


def test_a_device_that_cannot_be_heard_is_said_in_the_guide(opened) -> None:
    made = opened("chat-zh-hans")
    guide = made.page("guide")
    lost = {"type": "source", "at": 0.0, "speaker": "agent", "state": "lost", "what": "No device.", "next": ""}
    made.source.updates.emit(lost)
    assert guide.microphone.trouble.isVisible()


def test_the_report_is_previewed_copied_and_saved_and_holds_no_words(opened, qtbot, tmp_path) -> None:
    made = opened()
    dialog = made.page("diagnostics")
    assert isinstance(dialog, DiagnosticsDialog)
    qtbot.waitUntil(lambda: "encoder" in dialog.text.toPlainText(), timeout=PATIENCE)
    text = dialog.text.toPlainText()
    for expected in ("Agent Assist", "ok program:", "keep_days = 30", "Logs"):
        assert expected in text
    assert str(Path.home()) not in text
    assert not any(line.text in text for line in made.window.panel.shown.lines)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == text
    dialog.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text + "\n"
    dialog.save(tmp_path / "no" / "report.txt")
    assert "cannot be written" in dialog.state.text()


def test_only_the_program_s_own_log_lines_are_reported(tmp_path: Path) -> None:
    (tmp_path / "engine.log").write_text('{"event": "started"}\nsomething else printed this\n{"event": "stopped"}\n')
    assert log_tail(tmp_path) == ['engine: {"event": "started"}', 'engine: {"event": "stopped"}']
    (tmp_path / "engine.log").write_text("".join(json.dumps({"n": n}) + "\n" for n in range(100)))
    assert log_tail(tmp_path, 2) == ['engine: {"n": 98}', 'engine: {"n": 99}']


def test_an_address_with_a_password_keeps_it_to_itself() -> None:
    text = report([], "", {"speech_url": "https://me:hunter2@speech.example/v1", "learn": True}, [], "xcb")
    assert "hunter2" not in text
    assert "speech_url = speech.example" in text
