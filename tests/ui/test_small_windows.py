"""Large text and low windows: what the agent acts on is there, what explains it waits."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from agent_assist.ui.desk.desk import Desk
from agent_assist.ui.desk.edges import STRIP
from agent_assist.ui.dressing import Appearance

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from geometry import faults


def test_in_a_low_window_the_reply_and_its_buttons_are_seen_and_the_reason_waits(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    card = window.body.cards.open_card()
    assert card.why.isVisible()
    window.resize(440, 600)
    qtbot.waitUntil(lambda: not card.why.isVisible())
    card.why_button.click()
    assert card.why.isVisible()
    window.resize(440, 900)
    qtbot.waitUntil(lambda: window.height() == 900)
    assert card.why.isVisible()


def test_in_a_low_window_the_most_pressing_prompt_stands_alone(open_stream, qtbot) -> None:
    window = open_stream("call-sv", lang="sv").window
    assert len(window.body.banners.banners) == 2
    window.resize(440, 600)
    qtbot.waitUntil(lambda: len(window.body.banners.banners) == 1)
    assert window.body.banners.banners[0].prompt.state == "owed"
    window.resize(440, 900)
    qtbot.waitUntil(lambda: len(window.body.banners.banners) == 2)


def test_in_a_low_window_the_checklist_is_what_presses(open_stream, qtbot) -> None:
    window = open_stream("call-sv", lang="sv").window
    whole = len(window.body.checklist.buttons)
    window.resize(440, 600)
    qtbot.waitUntil(lambda: len(window.body.checklist.buttons) < whole)
    assert any("2 av 5" in one.text() for one in window.body.checklist.buttons)
    assert not window.body.banners._more.isVisible()
    window.resize(440, 900)
    qtbot.waitUntil(lambda: len(window.body.checklist.buttons) == whole)


def test_the_next_question_waits_below_the_replies_and_comes_back(open_stream, qtbot) -> None:
    window = open_stream("call-sv", lang="sv", size=(360, 600)).window
    body = window.body
    qtbot.waitUntil(lambda: body.ask.parentWidget() is body.cards.parentWidget())
    assert body.ask.isVisible()
    window.resize(440, 900)
    qtbot.waitUntil(lambda: body.ask.parentWidget() is not body.cards.parentWidget())
    qtbot.waitUntil(lambda: body.ask.visibleRegion().boundingRect() == body.ask.rect())


def test_a_long_reply_scrolls_and_its_buttons_stay(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    long = replace(window.panel.shown.cards[0], reply="Please hold the reset button for ten seconds. " * 40)
    card = window.body.cards.open_card()
    card.show_card(long, 1, pinned=False)
    qtbot.waitUntil(lambda: not faults(window))
    bar = card.words.verticalScrollBar()
    assert bar.maximum() > 0
    card.words.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(card.words, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    card.show_card(window.panel.shown.cards[0], 1, pinned=False)
    qtbot.waitUntil(lambda: not bar.maximum())


def test_the_panel_is_never_smaller_than_its_words_need(open_stream, dressing, tmp_path: Path) -> None:
    window = open_stream("call-en").window
    desk = Desk(window, {}, place=tmp_path / "place.json", docking=False)
    window.dress(dressing.put_on(Appearance("light", "en", text_size=150)), "light", "en")
    assert window.minimumWidth() == 540
    assert window.minimumHeight() <= window.screen().availableSize().height()
    desk.end()


@pytest.mark.parametrize("size", [100, 200])
def test_a_strip_has_room_for_its_words(open_stream, dressing, qtbot, tmp_path: Path, size: int) -> None:
    window = open_stream("call-en").window
    desk = Desk(window, {}, place=tmp_path / "place.json", docking=False)
    desk.dock.fold(True)
    window.dress(dressing.put_on(Appearance("light", "en", text_size=size)), "light", "en")
    QApplication.processEvents()
    strip = desk._strip
    assert window.width() >= STRIP * size // 100
    assert window.height() >= strip.layout().totalHeightForWidth(window.width())
    for part in (strip.insert_button, strip.unfold_button, strip.title):
        assert part.height() >= part.minimumSizeHint().height()
        assert strip.rect().contains(part.mapTo(strip, QPoint(part.width() - 1, part.height() - 1)))
    desk.end()
