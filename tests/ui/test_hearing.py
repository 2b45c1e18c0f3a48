"""A live call in the window: what is heard, by whom, from which device, and what the agent can do about it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from agent_assist.protocol import check_command, check_update
from agent_assist.ui.entities import entities
from agent_assist.ui.link_state import LinkState
from agent_assist.ui.presenter import hearing_state
from agent_assist.ui.tray import Tray
from tests.ui.test_window import press

CALL = "call-7"
DEVICES = {
    "type": "devices",
    "microphones": [{"id": "mic", "name": "Headset microphone", "default": True}],
    "loudspeakers": [
        {"id": "ear", "name": "Headset", "default": True},
        {"id": "desk", "name": "Desk speaker", "default": False},
    ],
}


def source(speaker: str, state: str, what: str = "", contact: str | None = CALL) -> dict[str, Any]:
    update = {"type": "source", "at": 31.0, "speaker": speaker, "state": state, "what": what, "next": ""}
    update |= {"contact": contact} if contact else {}
    check_update(update)
    return update


def line(text: str, final: bool, committed: str = "", line_id: str = "p1", **more: Any) -> dict[str, Any]:
    update = {"type": "utterance", "contact": CALL, "at": 40.0, "id": line_id, "speaker": "customer", "text": text}
    update |= {"end": 42.0, "lang": "en", "confidence": 0.9, "final": final, **more}
    if not final:
        update |= {"committed": committed, "tentative": text[len(committed) :], "revision": 1}
    check_update(update)
    return update


def level(speaker: str, rms: float, speech: bool = False) -> dict[str, Any]:
    return {"type": "level", "contact": CALL, "at": 32.0, "speaker": speaker, "rms": rms, "speech": speech}


def test_that_a_call_is_heard_is_said_at_all_times_and_one_click_stops_it(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    pill = window.body.tabs.hearing
    assert pill.isVisible()
    assert pill.text() == "Listening"
    window.body.tabs.step(1)
    assert pill.isVisible(), "also while another contact is shown"
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert opened.sent[-1] == {"cmd": "stop", "contact": CALL}
    window.take({"type": "state", "contact": CALL, "at": 33.0, "state": "stopped", "detail": ""})
    assert not pill.isVisible()
    assert not window.body.status.meters.isVisible()


def test_a_key_stops_listening_and_another_begins(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.activateWindow()
    qtbot.waitActive(window)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_L)
    assert opened.sent == [], "one call at a time"
    press(window, Qt.Key.Key_L, both)
    assert opened.sent == [{"cmd": "stop", "contact": CALL}]
    window.take({"type": "state", "contact": CALL, "at": 33.0, "state": "stopped", "detail": ""})
    press(window, Qt.Key.Key_L)
    assert opened.sent[-1]["cmd"] == "listen"


def test_who_speaks_and_how_loud_is_shown_and_each_side_can_be_paused(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    row = window.body.status.meters
    window.take(level("customer", 0.1, speech=True))
    assert (row.customer.mark.text(), row.you.mark.text()) == ("●", "○")
    assert row.customer.meter.share > 0.5
    qtbot.mouseClick(row.customer.button, Qt.MouseButton.LeftButton)
    assert opened.sent[-1] == {"cmd": "pause", "contact": CALL, "speaker": "customer"}
    window.take(source("customer", "paused"))
    assert row.customer.meter.share == 0
    assert row.customer.button.accessibleName() == "Hear the customer again"
    assert window.body.tabs.hearing.text() == "Listening"
    qtbot.mouseClick(row.customer.button, Qt.MouseButton.LeftButton)
    assert opened.sent[-1] == {"cmd": "resume", "contact": CALL, "speaker": "customer"}
    window.take(source("agent", "paused"))
    assert window.body.tabs.hearing.text() == "Paused"
    for command in opened.sent:
        check_command(command)


@pytest.mark.parametrize(
    ("speaker", "state", "words"),
    [
        ("agent", "lost", "Your microphone is lost"),
        ("customer", "lost", "The customer is not heard"),
        ("agent", "muted", "Your microphone is muted"),
        ("customer", "silent", "Nothing has been heard of the customer"),
    ],
)
def test_what_is_the_matter_with_a_side_is_said_until_it_is_well(open_stream, speaker, state, words) -> None:
    window = open_stream("call-en").window
    window.take(source(speaker, state, "The engine's own words."))
    assert window.body.notice.text.text().startswith(words)
    assert window.body.notice.action.text() == "Sound devices"
    window.take(source(speaker, "heard", "Heard again."))
    assert not window.body.notice.isVisible()


def test_a_changed_default_device_is_said(open_stream) -> None:
    window = open_stream("call-en").window
    window.take(source("customer", "heard", "The system's loudspeaker is another one now."))
    assert "the customer is heard through the new one" in window.body.notice.text.text()


def test_the_recording_notice_is_confirmed_with_a_click(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.take(source("customer", "waiting", "…"))
    assert "before you have said that the call is recorded" in window.body.notice.text.text()
    assert not window.body.notice.close_button.isVisible()
    qtbot.mouseClick(window.body.notice.action, Qt.MouseButton.LeftButton)
    assert opened.sent[-1] == {"cmd": "noticed", "contact": CALL}
    check_command(opened.sent[-1])
    window.take(source("customer", "heard"))
    assert not window.body.notice.isVisible()


def test_a_line_grows_in_place_and_nothing_jumps(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    view = window.body.transcript
    model = view.model()
    for number in range(40):
        window.take(line(f"Earlier line {number}", True, line_id=f"e{number}"))
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300 and bar.value() == bar.maximum())
    rows = model.rowCount() + 1
    top_seen = []
    for words in ("I", "I want to", "I want to cancel", "I want to cancel my"):
        window.take(line(words, False, committed=words[:4]))
        qtbot.waitUntil(lambda: bar.value() == bar.maximum())
        top_seen.append(view.visualRect(model.index(rows - 1)).top())
    assert model.rowCount() == rows
    assert len(set(top_seen)) == 1, "a line that stays as high stands still"
    bar.setValue(50)
    window.take(line("I want to cancel my contract, and " * 6, False, committed="I want"))
    window.take(line("I want to cancel my contract.", True))
    assert bar.value() == 50, "who reads further up is left alone"
    assert model.rowCount() == rows
    assert model.index(rows - 1).data() == "I want to cancel my contract."


def test_committed_words_are_plain_and_tentative_ones_dim(open_stream) -> None:
    window = open_stream("live-en").window
    last = window.panel.shown.lines[-1]
    assert last.text[: last.committed] == "and I would like to know what"
    (tentative,) = window.body.transcript.itemDelegate()._formats(last)
    assert (tentative.start, tentative.start + tentative.length) == (last.committed, len(last.text))
    assert tentative.format.foreground().color() == window.look.color("dim")


def test_a_line_that_was_noise_goes_and_later_ones_stay_theirs(open_stream) -> None:
    window = open_stream("call-en").window
    before = window.body.transcript.model().rowCount()
    window.take(line("Hm", False))
    window.take(line("After it", True, line_id="p2"))
    window.take({**line("x", False), "text": "", "tentative": ""})
    assert window.body.transcript.model().rowCount() == before + 1
    window.take(line("After it all", True, line_id="p2", corrected=True))
    assert window.body.transcript.model().index(before).data() == "After it all"
    assert window.panel.shown.lines[before].corrected


def test_a_number_is_copied_by_a_click(open_stream, qtbot) -> None:
    window = open_stream("live-en").window
    view = window.body.transcript
    delegate = view.itemDelegate()
    row = next(n for n, one in enumerate(window.panel.shown.lines) if "8812345" in one.text)
    here = view.model().index(row)
    view.scrollTo(here)
    rect = view.visualRect(here)
    spots = [QPoint(x, y) for y in range(rect.top(), rect.bottom(), 6) for x in range(rect.left(), rect.right(), 6)]
    shown = window.panel.shown.lines[row]
    found = {delegate.entity_at(shown, rect, spot.toPointF()): spot for spot in spots}
    assert set(found) == {"", "8812345", "E-4711"}
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=found["E-4711"])
    assert QGuiApplication.clipboard().text() == "E-4711"
    assert delegate.entity_at(window.panel.shown.lines[-1], rect, found["E-4711"].toPointF()) == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("My number is 070-123 45 67, order AB-12345.", ["070-123 45 67", "AB-12345"]),
        ("订单号是8812345，邮箱a.b@example.com。", ["8812345", "a.b@example.com"]),
        ("It is 1 299,50 kr on the 21st at 10:30, 4 times.", ["1 299,50", "10:30"]),
        ("nothing to copy, ok", []),
    ],
)
def test_what_is_worth_copying(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in entities(text)] == wanted


def test_a_double_click_mends_a_line_and_enter_sends_it(open_stream, qtbot) -> None:
    opened = open_stream("live-en")
    view = opened.window.body.transcript
    row = next(n for n, one in enumerate(opened.window.panel.shown.lines) if "8812345" in one.text)
    view.edit(view.model().index(row))
    (editor,) = view.findChildren(QPlainTextEdit)
    assert "8812345" in editor.toPlainText()
    editor.setPlainText("My customer number is 8812346.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    sent = opened.sent[-1]
    check_command(sent)
    assert sent == {
        "cmd": "correct", "contact": CALL, "utterance": "call-7-8", "text": "My customer number is 8812346."
    }  # fmt: skip
    view.edit(view.model().index(row))
    editor = view.findChildren(QPlainTextEdit)[-1]
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert opened.sent[-1] is sent, "left as it is"
    tentative = view.model().index(view.model().rowCount() - 1)
    assert not tentative.flags() & Qt.ItemFlag.ItemIsEditable


def test_the_dialog_offers_what_is_plugged_in_measures_it_and_listens(open_stream, qtbot) -> None:
    opened = open_stream("chat-zh-hans")
    window = opened.window
    dialog = window.hearing.choose()
    assert [command["cmd"] for command in opened.sent] == ["devices", "meters"]
    window.take(DEVICES)
    assert dialog.loudspeaker.box.itemText(0) == "System default (Headset)"
    dialog.loudspeaker.box.setCurrentIndex(2)
    dialog.loudspeaker.box.activated.emit(2)
    assert opened.sent[-1] == {"cmd": "meters", "microphone": "", "loudspeaker": "desk"}
    window.take({"type": "level", "at": 0.0, "speaker": "agent", "rms": 0.1})
    assert dialog.microphone.meter.share > 0.5
    window.take(source("customer", "lost", "gone", contact=None))
    assert dialog.loudspeaker.trouble.isVisible()
    window.take({**DEVICES, "loudspeakers": DEVICES["loudspeakers"][:1]})
    assert dialog.loudspeaker.box.currentText() == "desk (not plugged in)"
    window.take(DEVICES)
    assert dialog.loudspeaker.box.currentText() == "Desk speaker"
    with qtbot.waitSignal(window.hearing.devices_chosen) as chosen:
        dialog.take.click()
    assert chosen.args == ["", "desk"]
    listening = [command for command in opened.sent if command["cmd"] == "listen"]
    assert [command.get("loudspeaker") for command in listening] == ["desk"]
    assert {"cmd": "meters", "off": True} in opened.sent
    for command in opened.sent:
        check_command(command)


def test_other_devices_are_taken_in_the_middle_of_a_call(open_stream) -> None:
    opened = open_stream("call-en")
    dialog = opened.window.hearing.choose()
    opened.window.take(DEVICES)
    assert [command["cmd"] for command in opened.sent] == ["devices"], "a call has levels of its own"
    dialog.microphone.box.setCurrentIndex(1)
    dialog.microphone.box.activated.emit(1)
    dialog.accept()
    assert opened.sent[-2:] == [
        {"cmd": "stop", "contact": CALL},
        {"cmd": "listen", "contact": CALL, "microphone": "mic"},
    ]


def test_after_the_engine_s_death_the_call_is_heard_again(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.take_state(LinkState("restarting"))
    assert not window.body.tabs.hearing.isVisible()
    window.take_state(LinkState("ready"))
    assert opened.sent == [{"cmd": "listen", "contact": CALL}]


def test_that_sound_leaves_the_computer_and_that_words_come_late_is_marked(open_stream) -> None:
    window = open_stream("call-en").window
    state = {"type": "state", "contact": CALL, "at": 30.0, "detail": "", "state": "overloaded"}
    window.take({**state, "lag": 3.2, "audio_to": "stt.example.com"})
    assert window.body.status.local.accessibleName() == "▲ Sound goes to stt.example.com"
    assert window.body.status.meters.lag.text() == "3.2 s behind"
    window.take({**state, "state": "listening", "lag": 0.0, "audio_to": ""})
    assert window.body.status.local.accessibleName() == "Local · nothing sent"
    assert window.body.status.meters.lag.text() == "0.8 s"


def test_the_tray_says_that_a_call_is_heard_and_stops_it(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    tray = Tray(
        window,
        lambda: window.look,
        show=window.show,
        stop=window.hearing.stop,
        place=lambda menu: None,
        end=window.close,
    )
    assert not tray.stop_action.isEnabled()
    tray.show_state(hearing_state(window.hearing.call))
    assert tray.icon.toolTip() == "Agent Assist is listening"
    tray.stop_action.trigger()
    assert opened.sent[-1] == {"cmd": "stop", "contact": CALL}
