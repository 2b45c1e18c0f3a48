"""The window's cards under the agent's hand, the palette, the notepad and the call flow, driven by keys and updates."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHoverEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_assist.protocol import check_command
from agent_assist.ui.card_stand import HOLD
from agent_assist.ui.muting import TIMES
from tests.ui.test_window import CARD, press, suggestions, text_of

CALL = "call-7"


def offer(article: str, words: str = "u", confidence: float = 0.8, **more: Any) -> dict[str, Any]:
    card = {**CARD, "article_id": article, "passage_id": f"{article}#0", "title": article, "reply": f"About {article}."}
    update = suggestions([{**card, "confidence": confidence, "missing": [], **more}])
    return {**update, "utterance_id": words}


def last(sent: list[dict[str, Any]], command: str) -> dict[str, Any]:
    """The newest command of a kind."""
    return next(one for one in reversed(sent) if one["cmd"] == command)


def listen(opened: Any) -> Any:
    """The agent has stopped speaking, as the level of the microphone tells."""
    level = {"type": "level", "contact": opened.window.panel.active, "at": 30.0, "speaker": "agent", "rms": 0.0}
    opened.window.take({**level, "speech": False})
    return opened


def hover(panel: Any, kind: QHoverEvent.Type) -> None:
    QApplication.sendEvent(panel, QHoverEvent(kind, QPointF(5, 5), QPointF(5, 5), QPointF(-1, -1)))


def test_under_the_pointer_a_card_stays_and_the_newer_ones_are_one_press_away(open_stream) -> None:
    opened = listen(open_stream("call-en"))
    window, cards = opened.window, opened.window.body.cards
    before = cards.open_card().card
    hover(cards, QHoverEvent.Type.HoverEnter)
    opened.clock[0] += 60
    window.take(offer("prices", "u9"))
    assert cards.open_card().card == before
    assert cards.newer_button.isVisible()
    hover(cards, QHoverEvent.Type.HoverLeave)
    assert cards.open_card().card.article_id == "prices"
    assert not cards.newer_button.isVisible()
    hover(cards, QHoverEvent.Type.HoverEnter)
    window.take(offer("hours", "u10"))
    cards.newer_button.click()
    assert cards.open_card().card.article_id == "hours"


def test_a_pointer_that_was_left_over_the_cards_does_not_hold_them_for_ever(open_stream) -> None:
    opened = listen(open_stream("call-en"))
    window, cards = opened.window, opened.window.body.cards
    hover(cards, QHoverEvent.Type.HoverEnter)
    opened.clock[0] += 60
    window.take(offer("prices", "u9"))
    assert cards.open_card().card.article_id != "prices"
    window.attention._rested()  # what its timer does after some seconds; the pointer has not moved
    assert cards.open_card().card.article_id == "prices"


def test_a_replacement_waits_its_three_seconds_and_then_comes_by_itself(open_stream, qtbot) -> None:
    opened = listen(open_stream("call-en"))
    window = opened.window
    window.take(offer("prices"))
    window.take(offer("hours"))
    assert "hours" not in text_of(window.body.cards)
    opened.clock[0] += HOLD
    window.attention._settle()  # what its timer does; the clock of the test has moved, and time itself has not
    assert window.body.cards.open_card().card.article_id == "hours"


def test_a_pinned_card_stays_until_it_is_let_go(open_stream) -> None:
    opened = listen(open_stream("call-en"))
    window, cards = opened.window, opened.window.body.cards
    pinned = cards.open_card().card
    cards.open_card().pin_button.click()
    assert opened.sent[-1]["verdict"] == "pinned"
    assert cards.open_card().pin_button.isChecked()
    opened.clock[0] += 60
    window.take(offer("prices", "u9"))
    assert [one.article_id for one in cards.cards] == [pinned.article_id, "prices"]
    opened.clock[0] += HOLD
    cards.open_card().pin_button.click()
    assert [one.article_id for one in cards.cards] == ["prices"]


def test_a_card_waits_while_the_agent_speaks(open_stream) -> None:
    opened = open_stream("chat-zh-hans")
    window = opened.window
    contact = window.panel.active
    level = {"type": "level", "contact": contact, "at": 30.0, "speaker": "agent", "rms": 0.3}
    before = window.body.cards.cards
    opened.clock[0] += 60
    window.take({**level, "speech": True})
    window.take({**offer("prices", "u9"), "contact": contact})
    assert window.body.cards.cards == before
    window.take({**level, "speech": False})
    assert [one.article_id for one in window.body.cards.cards] == ["prices"]


def test_typing_is_told_to_the_engine_and_ends_by_itself(open_stream, qtbot) -> None:
    opened = listen(open_stream("call-en"))
    window = opened.window
    QTest.keyClicks(window.body.search.field, "mo")
    told = [command for command in opened.sent if command["cmd"] == "happen"]
    assert told == [{"cmd": "happen", "contact": CALL, "typing": True}]
    assert "typing" in window.panel.shown.stand.busy
    qtbot.waitUntil(lambda: opened.sent[-1] == {"cmd": "happen", "contact": CALL, "typing": False})
    check_command(opened.sent[-1])
    assert not window.panel.shown.stand.busy


def test_a_kind_put_away_again_and_again_stays_away_says_so_and_comes_back(open_stream) -> None:
    opened = listen(open_stream("call-en"))
    window = opened.window
    for number in range(TIMES):
        opened.clock[0] += 60
        window.take(offer("prices", f"p{number}"))
        opened_card = window.body.cards.open_card()
        opened_card.unhelpful.emit(opened_card.card, "not-now")
        assert window.body.cards.open_card() is None
    assert "“prices” stays away now" in window.body.notice.text.text()
    opened.clock[0] += 60
    window.take(offer("prices", "p9"))
    assert window.body.cards.open_card() is None
    assert "of a kind that you always put away" in text_of(window.body.cards)
    window.body.notice.action.click()
    assert not window.body.notice.isVisible()
    window.take(offer("prices", "p10"))
    assert window.body.cards.open_card().card.article_id == "prices"


def test_a_reply_is_edited_before_it_is_copied(open_stream, qtbot) -> None:
    opened = listen(open_stream("call-en"))
    window, cards = opened.window, opened.window.body.cards
    window.activateWindow()
    qtbot.waitActive(window)
    cards.open_card().edit_button.click()
    editor = cards.open_card().editor
    assert editor.field.textCursor().selectedText() == "«new_address»"
    editor.field.textCursor().insertText("Storgatan 12")
    # Nothing takes the words away, however long it takes to find them.
    opened.clock[0] += 60
    window.take(offer("prices", "u9"))
    assert cards.open_card().editor is editor
    QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Storgatan 12" in QGuiApplication.clipboard().text()
    assert (opened.sent[-1]["cmd"], opened.sent[-1]["verdict"]) == ("feedback", "edited")
    # The keyboard is still in the card; when it has left and rests, the newer card comes.
    assert cards.open_card().editor is None
    assert cards.open_card().card.article_id != "prices"
    window.searching.focus()
    qtbot.waitUntil(lambda: cards.open_card().card.article_id == "prices")


def test_where_something_inserts_cards_offer_it_and_ask_for_what_is_missing(open_stream) -> None:
    opened = listen(open_stream("call-en"))
    window, cards = opened.window, opened.window.body.cards
    inserted: list[str] = []
    asked: list[Any] = []
    window.card_actions.insert_asked.connect(inserted.append)
    window.card_actions.fill_in_asked.connect(asked.append)
    window.card_actions.offer_insert(window.body)
    cards.open_card().insert_button.click()
    assert inserted == []
    assert [card.article_id for card in asked] == [cards.open_card().card.article_id]
    window.card_actions.edited(asked[0], "You can move it to Storgatan 12.")
    opened.clock[0] += 60
    window.take(offer("prices", "u9"))
    window.card_actions.number(window.body, 1)
    assert inserted == ["You can move it to Storgatan 12.", "About prices."]
    assert [one["verdict"] for one in opened.sent] == ["edited", "used"]


def test_the_palette_finds_scripts_and_lines_and_its_number_keys_take_them(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.activateWindow()
    qtbot.waitActive(window)
    press(window, Qt.Key.Key_K)
    field = window.body.search.field
    qtbot.waitUntil(field.hasFocus)
    asked = next(command for command in opened.sent if command["cmd"] == "templates")
    check_command(asked)
    script = {**CARD, "template_id": "goodbye", "title": "Goodbye", "reply": "Have a good day.", "missing": []}
    window.take({"type": "templates", "re": asked["id"], "items": [script]})
    QTest.keyClicks(field, "godbye")  # a letter is missing
    window.take({"type": "results", "re": last(opened.sent, "search")["id"], "items": [], "stage_ms": {}})
    assert opened.sent[-1]["text"] == "godbye"
    qtbot.waitUntil(window.body.results.isVisible)  # no article came: what the window has is shown all the same
    (row,) = window.body.results.rows
    assert (row.entry.kind, row.card.template_id) == ("template", "goodbye")
    window.take({"type": "results", "re": last(opened.sent, "search")["id"], "items": [], "stage_ms": {}})
    window.searching.look_for("Storgatan")
    window.take({"type": "results", "re": opened.sent[-1]["id"], "items": [CARD, script], "stage_ms": {"encode": 5.0}})
    kinds = [row.entry.kind for row in window.body.results.rows]
    assert kinds == ["article", "article", "line"]
    QTest.keyClick(field, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert not window.body.results.isVisible()
    assert "Storgatan" in window.body.transcript.currentIndex().data()


def test_search_like_this_asks_for_the_article_s_title(open_stream) -> None:
    opened = open_stream("call-en")
    opened.window.card_actions.search_asked.emit("Moving house")
    assert opened.sent[-1]["text"] == "Moving house"


def test_words_are_found_in_the_transcript_the_newest_first(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window = opened.window
    window.activateWindow()
    qtbot.waitActive(window)
    press(window, Qt.Key.Key_F)
    bar = window.body.notepad.find_bar
    qtbot.waitUntil(bar.field.hasFocus)
    QTest.keyClicks(bar.field, "WE")
    assert bar.said.text().endswith(" of 2")
    assert "what we" in window.body.transcript.currentIndex().data()
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.said.text() == "1 of 2"
    assert "we are moving" in window.body.transcript.currentIndex().data()
    QTest.keyClicks(bar.field, "zzz")
    assert bar.said.text() == "Not found"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_note_is_written_beside_a_line_told_and_shown(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    window, notepad = opened.window, opened.window.body.notepad
    window.activateWindow()
    qtbot.waitActive(window)
    line = window.panel.shown.lines[1]
    notepad.view.reveal(line.id)
    press(window, Qt.Key.Key_M)
    qtbot.waitUntil(notepad.note_bar.field.hasFocus)
    QTest.keyClicks(notepad.note_bar.field, "wants fibre")
    QTest.keyClick(notepad.note_bar.field, Qt.Key.Key_Return)
    told = opened.sent[-1]
    check_command(told)
    assert (told["cmd"], told["utterance"], told["text"], told["mark"]) == ("note", line.id, "wants fibre", False)
    before = notepad.view.sizeHintForIndex(notepad.view.model().index(1)).height()
    answer = {"type": "note", "contact": CALL, "at": 31.0, "seq": 60}
    window.take({**answer, "utterance": line.id, "text": told["text"], "mark": told["mark"]})
    assert notepad.view.sizeHintForIndex(notepad.view.model().index(1)).height() > before
    assert (
        notepad.view.model()
        .data(notepad.view.model().index(1), Qt.ItemDataRole.AccessibleTextRole)
        .endswith("[wants fibre]")
    )
    press(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert (opened.sent[-1]["text"], opened.sent[-1]["mark"]) == ("wants fibre", True)
    # The line comes again after an engine's death; what stands beside it stays.
    old = window.panel.shown
    begun = {"type": "opened", "contact": CALL, "seq": 1, "at": 0.0, "channel": "call", "lang": None, "title": ""}
    window.take({**begun, "attributes": {}, "started": ""})
    said = {key: getattr(line, key) for key in ("id", "speaker", "text", "at", "end", "lang", "confidence", "final")}
    window.take({"type": "utterance", "contact": CALL, "seq": 2, **said})
    assert window.panel.shown is not old
    assert window.panel.shown.lines[0].note == "wants fibre"


def test_a_flow_s_step_shows_what_is_done_and_asks_its_question(open_stream) -> None:
    window = open_stream("call-en", profile="experienced").window
    assert not window.body.ask.isVisible()
    step = {"type": "step", "contact": CALL, "seq": 61, "at": 31.0, "flow": "moving", "title": "Moving", "step": "Date"}
    window.take({**step, "ask": "When do you move?", "done": [{"step": "a", "title": "Address", "at": 2.0}]})
    assert "Moving · Date" in text_of(window.body.flow)
    assert "Address" in window.body.flow.toolTip()
    assert window.body.ask.question == "When do you move?"
    window.take({**step, "flow": "", "title": "", "step": "", "ask": "", "done": []})
    assert not window.body.flow.isVisible()
    assert not window.body.ask.isVisible()


def test_a_profile_is_worn_at_once_and_told_to_be_kept(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    assert window.body.cards.open_card().why.isVisible()
    with qtbot.waitSignal(window.profile_chosen) as told:
        window._choose_profile("experienced")
    assert told.args == ["experienced"]
    assert not window.body.cards.open_card().why.isVisible()
    assert [button.text().strip() for button in window.body.checklist.buttons] == ["Recording notice", "1 of 5 done"]


def test_a_long_contact_is_laid_out_in_stretches(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    view = window.body.transcript
    template = asdict(window.panel.shown.lines[0])
    for number in range(2000):
        line = {**template, "id": f"n{number}", "text": f"Line {number}", "at": 30.0 + number, "end": 30.0 + number}
        window.take({"type": "utterance", "contact": CALL, "seq": 100 + number, **line})
    assert view.model().rowCount() < 500
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    assert view.following
    last = view.model().last
    for _ in range(60):
        bar.setValue(0)
    assert view.model().first == 0
    assert not view.following
    newest = {**template, "id": "z", "text": "The last one"}
    window.take({"type": "utterance", "contact": CALL, "seq": 9999, **newest})
    assert view.model().last < last
    view.reveal("n1500")
    assert view.currentIndex().data() == "Line 1500"
    for _ in range(60):
        bar.setValue(bar.maximum())
    assert view.following
    assert view.model().index(view.model().rowCount() - 1).data() == "The last one"
    view.copy_lines(everything=True)
    assert QGuiApplication.clipboard().text().count("\n") == 2005
