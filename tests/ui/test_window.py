"""The window, driven by recorded streams and by keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QWidget

from agent_assist.protocol import check_command
from agent_assist.ui.body import WIDE
from agent_assist.ui.card_stand import HOLD
from agent_assist.ui.cards import FoldedCard
from agent_assist.ui.link_state import LinkState

CARD = {
    "article_id": "x.en", "passage_id": "x.en#0", "title": "Opening hours", "reply": "We are open «hours».",
    "confidence": 0.8, "source": "House", "why": "Close in meaning.", "lang": "en", "foreign": False, "template_id": "",
    "missing": ["hours"], "ask": "", "url": "", "version": "", "valid_until": "",
}  # fmt: skip


def text_of(widget: QWidget) -> str:
    """All words that a widget shows."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    buttons = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    return "\n".join(labels + buttons)


def suggestions(items: list[dict[str, Any]], contact: str = "call-7", reason: str = "") -> dict[str, Any]:
    update = {"type": "suggestions", "contact": contact, "seq": 50, "at": 30.0, "utterance_id": "u"}
    return {**update, "items": items, "reason": reason, "stage_ms": {}}


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    """A key on the window itself, as the desktop sends it."""
    QTest.keyClick(window.windowHandle(), key, modifier)


def test_a_call_shows_reply_owed_words_checklist_and_lines(open_stream) -> None:
    body = open_stream("call-en").window.body
    shown = text_of(body)
    for words in ("Recording notice", "“This call is recorded for quality and training.”", "91", "Fees when the new"):
        assert words in shown
    assert body.banners.banners[0].ring.text() == "13 s"
    assert [button.text().strip() for button in body.checklist.buttons][:2] == ["Greeting", "Recording notice"]
    assert body.checklist.buttons[1].accessibleName() == "Recording notice: still to be said"
    assert body.transcript.model().rowCount() == 5
    assert "What is the new address" in body.ask.accessibleName()
    assert body.tabs.bar.tabText(1) == "王芳 · 2"
    assert body.status.meters.you.isVisible()


def test_turning_to_a_chat_reads_it(open_stream) -> None:
    window = open_stream("call-en").window
    window.body.tabs.step(1)
    assert window.panel.active == "chat-2"
    assert window.body.tabs.bar.tabText(1) == "王芳"
    assert window.body.transcript.model().rowCount() == 2
    assert not window.body.status.meters.isVisible()
    assert "No reply to suggest yet" in text_of(window.body.cards)


def test_copying_by_key_opens_that_card_and_tells_the_engine(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.activateWindow()
    qtbot.waitActive(window)
    press(window, Qt.Key.Key_2)
    assert QGuiApplication.clipboard().text().startswith("If the new address has no fibre")
    assert window.body.cards.open_card().card.article_id == "moving-no-fibre.en"
    assert opened.sent[-1]["verdict"] == "copied"
    assert opened.sent[-1]["article_id"] == "moving-no-fibre.en"
    check_command(opened.sent[-1])
    assert window.body.cards.open_card().copy_button.text() == "✓ Copied"


def test_used_and_not_helpful_are_told(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    card = opened.window.body.cards.open_card()
    qtbot.mouseClick(card.used_button, Qt.MouseButton.LeftButton)
    assert not card.used_button.isEnabled()
    article = card.card.article_id
    card.unhelpful.emit(card.card, "outdated")
    assert [command["verdict"] for command in opened.sent] == ["used", "dismissed"]
    assert opened.sent[-1]["reason"] == "outdated"
    check_command(opened.sent[-1])
    assert article not in [one.article_id for one in opened.window.body.cards.cards]


def test_why_is_shown_on_demand_only(open_stream, qtbot) -> None:
    assert open_stream("call-en").window.body.cards.open_card().why.isVisible()
    card = open_stream("call-en", profile="experienced").window.body.cards.open_card()
    assert not card.why.isVisible()
    qtbot.mouseClick(card.why_button, Qt.MouseButton.LeftButton)
    assert card.why.isVisible()
    assert "closest to the example" in card.why.text()


def test_cards_stand_still_until_the_engine_sends_others(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.take({"type": "level", "contact": "call-7", "at": 30.0, "speaker": "agent", "rms": 0.0, "speech": False})
    cards = window.body.cards
    before = cards.open_card().card.article_id
    items = [dict(item) for item in _items(window)]
    items[0]["confidence"] = 0.95
    window.take(suggestions(items))
    assert cards.open_card().card.article_id == before
    assert "95" in text_of(cards.open_card())
    window.take(suggestions([CARD]))
    assert cards.open_card().card.article_id == before
    opened.clock[0] += HOLD
    window.take(suggestions([CARD]))
    assert cards.open_card().card.article_id == CARD["article_id"] != before
    opened.clock[0] += HOLD
    window.take(suggestions([], reason="Nothing in the knowledge base answers this."))
    assert window.body.cards.open_card() is None
    assert "Nothing in the knowledge base answers this." in text_of(window.body.cards)
    assert not window.body.ask.isVisible()


def test_the_card_that_is_read_stays_open_when_others_change(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.body.cards.open_number(3)
    items = _items(window)
    opened.clock[0] += HOLD
    window.take(suggestions([CARD, items[2]]))
    assert window.body.cards.open_card().card.article_id == "pause.en"


def _items(window) -> list[dict[str, Any]]:
    from dataclasses import asdict

    return [{**asdict(card), "missing": list(card.missing)} for card in window.panel.shown.cards]


def test_folded_cards_open_by_keyboard(open_stream) -> None:
    body = open_stream("call-en").window.body
    folded = body.cards.findChildren(FoldedCard)[0]
    QTest.keyClick(folded, Qt.Key.Key_Return)
    assert body.cards.open_card().card.title == "Fees when the new address has no fibre"


def test_violations_can_be_put_away_and_show_their_line(open_stream, qtbot) -> None:
    opened = open_stream("call-sv", lang="sv", theme="dark")
    body = opened.window.body
    assert [banner.prompt.state for banner in body.banners.banners] == ["owed", "violated"]
    body.banners.banners[1].evidence.emit(body.banners.banners[1].prompt.evidence.utterance_id)
    assert "Jag lovar" in body.transcript.currentIndex().data()
    body.banners.banners[1].ask_why().actions()[1].trigger()
    assert [banner.prompt.state for banner in body.banners.banners] == ["owed"]
    assert (opened.sent[-1]["cmd"], opened.sent[-1]["verdict"], opened.sent[-1]["reason"]) == (
        "answer",
        "dismissed",
        "not-here",
    )
    check_command(opened.sent[-1])
    body.banners.banners[0].noted.click()
    assert opened.sent[-1]["verdict"] == "acknowledged"
    assert [banner.prompt.state for banner in body.banners.banners] == ["owed"]


def test_search_shows_results_and_enter_copies(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.activateWindow()
    qtbot.waitActive(window)
    press(window, Qt.Key.Key_K)
    field: QLineEdit = window.body.search.field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "opening")
    # One question is on its way at a time; then the newest words are asked, and what was typed over is not shown.
    assert [command["cmd"] for command in opened.sent] == ["templates", "search", "happen"]
    asked = opened.sent[1]
    assert asked["text"] == "o"
    window.take({"type": "results", "re": asked["id"], "items": [CARD], "stage_ms": {}})
    assert not window.body.results.isVisible()
    asked = opened.sent[-1]
    for command in opened.sent:
        check_command(command)
    assert (asked["cmd"], asked["text"]) == ("search", "opening")
    window.take({"type": "results", "re": "search-0", "items": [], "stage_ms": {}})
    assert not window.body.results.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() != "Second reply"
    second = {**CARD, "article_id": "y.en", "title": "Other", "reply": "Second reply"}
    window.take({"type": "results", "re": asked["id"], "items": [CARD, second], "stage_ms": {"encode": 6.0}})
    assert window.body.results.isVisible()
    assert "Opening hours" in text_of(window.body.results)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "Second reply"
    assert not window.body.results.isVisible()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_pasting_into_a_new_chat(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    QGuiApplication.clipboard().setText("  Var är min faktura?  ")
    dialog = opened.window.actions_.paste()
    assert dialog.message.toPlainText() == "Var är min faktura?"
    dialog.where.setCurrentIndex(dialog.where.count() - 1)
    dialog.accept()
    first, second = opened.sent[-2:]
    for command in (first, second):
        check_command(command)
    assert (first["cmd"], first["channel"]) == ("open", "chat")
    assert second["contact"] == first["contact"]
    assert (second["speaker"], second["text"]) == ("customer", "Var är min faktura?")


def test_the_window_turns_to_contacts_the_agent_asked_for_and_to_no_others(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    begun = {"type": "opened", "seq": 1, "at": 0.0, "channel": "chat", "lang": None, "title": "", "attributes": {}}
    window.take({**begun, "contact": "somebody", "started": ""})
    assert window.panel.active == "call-7"
    window.actions_.new_chat()
    window.take({**begun, "contact": opened.sent[-1]["contact"], "started": ""})
    assert window.panel.active == opened.sent[-1]["contact"]
    assert window.body.transcript.model().rowCount() == 0


def test_closing_asks_the_engine_first_and_then_takes_the_contact_away(open_stream) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.close_contact()
    assert opened.sent[-1] == {"cmd": "close", "contact": "call-7"}
    end = {"type": "summary", "contact": "call-7", "seq": 99, "at": 31.0, "turns": 5, "seconds": 31.0}
    window.take({**end, "shown": 1, "used": 1, "checklist": []})
    assert "Contact closed · 00:31 · 5 lines · 1 replies shown, 1 used" in text_of(window.body.cards)
    assert not window.body.ask.isVisible()
    window.close_contact()
    assert window.panel.active == "chat-2"
    assert window.body.tabs.bar.count() == 1


def test_nothing_to_paste_cannot_be_added(open_stream) -> None:
    QGuiApplication.clipboard().setText("")
    dialog = open_stream("chat-zh-hans").window.actions_.paste()
    assert dialog.where.currentText() == "王芳"
    assert not dialog.take.isEnabled()
    dialog.message.setPlainText("你好")
    dialog.agent.setChecked(True)
    assert dialog.take.isEnabled()
    dialog.reject()


def test_the_engine_s_death_is_said_and_the_contact_stays(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    window.take_state(LinkState("restarting"))
    assert "starts again" in window.body.notice.text.text()
    window.take_state(LinkState("failed", "detail"))
    assert window.body.notice.action.text() == "Start again"
    assert window.body.transcript.model().rowCount() == 5
    window.take_state(LinkState("ready"))
    assert not window.body.notice.isVisible()


def test_memory_only_history_is_said_once_put_away_it_stays_away(open_stream) -> None:
    window = open_stream("call-en").window
    engine = {
        "type": "engine", "version": 1, "program": "0", "pid": 1, "state": "ready", "bundle": None, "journal": "memory",
        "speech": "missing", "intake": None, "notice": "History is kept in memory only. There is no system keyring.",
    }  # fmt: skip
    window.take(engine)
    words = "History is kept in memory only. There is no system keyring."
    assert window.body.notice.text.text() == words
    window.body.notice.close_button.click()
    window.take(engine)
    assert not window.body.notice.isVisible()


def test_memory_only_history_that_was_chosen_is_said_in_one_sentence(open_stream) -> None:
    window = open_stream("call-en").window
    notice = "History is kept in memory only, as the settings say."
    engine = {
        "type": "engine", "version": 1, "program": "0", "pid": 1, "state": "ready", "bundle": None, "journal": "memory",
        "speech": "missing", "intake": None, "notice": notice,
    }  # fmt: skip
    window.take(engine)
    assert window.body.notice.text.text() == notice


def test_errors_and_nonsense_are_said_and_nothing_pops_up(open_stream, qapp) -> None:
    window = open_stream("call-en").window
    window.take({"type": "error", "code": "audio", "what": "No microphone.", "next": "Plug one in."})
    assert window.body.notice.text.text() == "No microphone. Plug one in."
    window.take({"type": "utterance", "contact": "call-7"})
    assert "cannot be read" in window.body.notice.text.text()
    assert qapp.activeModalWidget() is None


def test_a_wide_window_puts_the_transcript_to_the_left(open_stream, qtbot) -> None:
    window = open_stream("call-en", size=(1100, 760)).window
    body = window.body
    right = body.transcript.mapTo(body, body.transcript.rect().topRight()).x()
    assert right <= body.cards.mapTo(body, body.cards.rect().topLeft()).x()
    window.resize(WIDE - 100, 900)

    def beneath() -> bool:
        top = body.transcript.mapTo(body, body.transcript.rect().topLeft()).y()
        return top > body.ask.mapTo(body, body.ask.rect().bottomLeft()).y()

    qtbot.waitUntil(beneath)


def test_theme_and_language_change_over_the_same_state(open_stream, dressing) -> None:
    window = open_stream("call-en").window
    window.dress(dressing.wear("dark", "sv"), "dark", "sv")
    assert "Föreslaget svar" in text_of(window.body.cards)
    assert window.body.transcript.model().rowCount() == 5
    assert window.body.status.local.text() == "Lokalt · inget skickas"


def test_the_transcript_follows_its_end_until_scrolled_up(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    view = window.body.transcript
    for number in range(200):
        line = {"type": "utterance", "contact": "call-7", "seq": 100 + number, "at": 30.0 + number, "id": f"n{number}"}
        more = {"speaker": "customer", "text": f"Line {number} " * 8, "end": 30.0, "lang": None, "confidence": 1.0}
        window.take({**line, **more, "final": True})
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000 and bar.value() == bar.maximum())
    bar.setValue(0)
    assert not view.following
    window.take({**line, **more, "id": "last", "final": True})
    assert bar.value() == 0
    view.selectAll()
    view.copy_lines()
    assert QGuiApplication.clipboard().text().count("\n") == 205


def test_the_window_does_not_take_the_focus(open_stream) -> None:
    window = open_stream("call-en").window
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


@pytest.mark.parametrize("stream", ["call-en", "call-sv", "chat-zh-hant"])
def test_every_control_has_a_name_and_can_be_reached_by_keyboard(open_stream, stream: str) -> None:
    body = open_stream(stream).window.body
    for control in body.findChildren(QAbstractButton):
        if control.isVisible() and control.parent() is not body.tabs.bar:
            assert control.accessibleName(), control.text()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()
    assert body.search.field.accessibleName()
    assert body.transcript.accessibleName()
    bar: QTabBar = body.tabs.bar
    assert all(bar.accessibleTabName(at) for at in range(bar.count()))


@pytest.mark.parametrize("stream", ["call-en", "call-sv", "chat-zh-hans", "chat-zh-hant"])
@pytest.mark.parametrize("size", [(440, 900), (360, 700), (1100, 760)])
def test_no_words_are_cut_off_at_the_side(open_stream, qtbot, stream: str, size: tuple[int, int]) -> None:
    body = open_stream(stream, lang="sv" if stream == "call-sv" else "en", size=size).window.body
    for part in (*body.findChildren(QAbstractButton), *body.findChildren(QLabel)):
        if part.isVisible():
            left = part.mapTo(body, part.rect().topLeft()).x()
            assert left >= 0, part.text()
            assert left + part.width() <= body.width(), part.text()
        if part.isVisible() and isinstance(part, QAbstractButton):
            assert part.width() >= part.minimumSizeHint().width(), part.text()


def test_the_knowledge_base_s_name_gives_way_to_its_neighbours(open_stream, qtbot) -> None:
    window = open_stream("call-sv", lang="sv").window
    status = window.body.status

    def fits() -> bool:
        return status.bundle.fontMetrics().horizontalAdvance(status.bundle.text()) <= status.bundle.width()

    assert fits()
    status.lag.setText("12,3 sekunder efter kunden")
    qtbot.waitUntil(lambda: status.bundle.text().endswith("…"))
    assert fits()
