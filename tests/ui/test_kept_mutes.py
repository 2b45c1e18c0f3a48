"""Kinds of cards that stay away: remembered the next day, listed, and wanted again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from agent_assist.ui.kept_mutes import KeptMutes, read_mutes
from agent_assist.ui.muting import FOREIGN, TIMES, Mutes
from agent_assist.ui.pages.kept_page import KeptPage
from tests.ui.test_cards_and_notes import listen, offer


def put_away(opened, article: str) -> None:
    window = opened.window
    for turn in range(TIMES):
        opened.clock[0] += 60
        window.take(offer(article, f"{article}{turn}"))
        card = window.body.cards.open_card().card
        assert card.article_id == article
        window.card_actions.put_away(card, "wrong")


def test_what_stays_away_stays_away_the_next_day_until_it_is_wanted(open_stream, tmp_path: Path) -> None:
    file = tmp_path / "new" / "muted.json"
    today = listen(open_stream("call-en"))
    KeptMutes(today.window, file)
    put_away(today, "prices")
    assert [one.name for one in file.parent.iterdir()] == ["muted.json"]

    tomorrow = listen(open_stream("call-en"))
    KeptMutes(tomorrow.window, file)
    tomorrow.clock[0] += 60
    tomorrow.window.take(offer("prices", "next day"))
    assert all(card.article_id != "prices" for card in tomorrow.window.body.cards.cards)
    tomorrow.window.attention.unmute("article:prices")
    assert read_mutes(file) == Mutes()
    tomorrow.clock[0] += 60
    tomorrow.window.take(offer("prices", "later"))
    assert tomorrow.window.body.cards.open_card().card.article_id == "prices"


@pytest.mark.parametrize("damage", ["", "[]", "3", '{"article:a"'])
def test_a_damaged_file_mutes_nothing(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "muted.json"
    file.write_text(damage, encoding="utf-8")
    assert read_mutes(file) == Mutes()


def test_a_file_that_cannot_be_written_is_said_and_the_mute_counts_all_the_same(open_stream, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    opened = listen(open_stream("call-en"))
    KeptMutes(opened.window, tmp_path / "taken" / "muted.json")
    put_away(opened, "prices")
    assert opened.window.panel.mutes.muted == {"article:prices": "prices"}
    assert "cannot be written" in opened.window.body.notice.text.text()


def test_the_page_of_what_is_kept_lists_them_and_gives_them_back(open_stream, qtbot) -> None:
    opened = open_stream("call-en")
    page = KeptPage(opened.window.look, opened.window, 30, "", {"Settings": Path("settings.toml")})
    qtbot.addWidget(page)
    page.show_muted({})
    assert page.muted.isHidden()
    assert page.muted_words.text().startswith("None.")
    page.show_muted({"article:prices": "Prices", FOREIGN: "Preise"})
    assert [page.muted.topLevelItem(at).text(0) for at in range(2)] == ["Prices", "Replies in other languages"]
    assert not page.unmute.isEnabled()
    wanted: list[str] = []
    page.unmuted.connect(wanted.append)
    page.muted.setCurrentItem(page.muted.topLevelItem(0))
    qtbot.mouseClick(page.unmute, Qt.MouseButton.LeftButton)
    assert wanted == ["article:prices"]
