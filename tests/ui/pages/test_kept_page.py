"""What it keeps and sends: the page over a real engine with a real journal, and what it says of what was sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from agent_assist import app
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.dressing import Appearance
from agent_assist.ui.engine_link import EngineLink
from agent_assist.ui.pages.choices import Choices
from agent_assist.ui.pages.kept_page import KeptPage
from agent_assist.ui.pages.pages import Pages, service_host
from agent_assist.ui.window import MainWindow
from tests.bundles import tiny_bundle

PATIENCE = 60_000
QUESTION = "How do I move my broadband to a new address?"


@pytest.fixture
def page(qtbot, dressing, tmp_path, monkeypatch) -> Iterator[tuple[KeptPage, EngineLink]]:
    """The page over a real engine that has two contacts, one of them closed, and one lesson."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("AGENT_ASSIST_INTAKE", "false")
    panel = Panel()
    link = EngineLink(app.engine_command(tiny_bundle(tmp_path)))
    look = dressing.wear("light", "en")
    window = MainWindow(link, look, panel=panel)
    qtbot.addWidget(window)
    pages = Pages(window, link, Choices(window, dressing, Appearance("light", "en")), {})
    with qtbot.waitExposed(window):
        window.show()
    link.start()
    for contact in ("one", "two"):
        link.send({"cmd": "open", "contact": contact, "channel": "chat", "lang": "en"})
        link.send({"cmd": "say", "contact": contact, "speaker": "customer", "text": QUESTION})
    used = {"article_id": "moving", "passage_id": "moving#0", "verdict": "used"}
    link.send({"cmd": "feedback", "contact": "one", **used})
    link.send({"cmd": "close", "contact": "one"})
    qtbot.waitUntil(lambda: panel.contacts.get("one") is not None and panel.contacts["one"].closed, timeout=PATIENCE)
    window.page_asked.emit("kept")
    shown = pages.shown["kept"]
    assert isinstance(shown, KeptPage)
    qtbot.waitUntil(lambda: shown.contacts.topLevelItemCount() == 2, timeout=PATIENCE)
    yield shown, link
    window.close()


def confirm(page: KeptPage, qtbot) -> str:
    """Press Delete in the question that stands; gives what was asked."""
    box = next(box for box in page.findChildren(QMessageBox) if box.isVisible())
    delete = next(one for one in box.findChildren(QPushButton) if one.text() == "Delete")
    question = box.text()
    delete.click()
    return question


def test_everything_is_listed_and_each_part_can_be_erased(page, qtbot) -> None:
    shown, _ = page
    assert shown.sent_words.text() == "✓ Nothing was ever sent."
    assert "encrypted" in shown.contacts_words.text()
    assert "30 days" in shown.contacts_words.text()
    (lesson,) = [shown.lessons.topLevelItem(0)]
    assert [lesson.text(at) for at in range(3)] == [QUESTION, "moving", "answered · 1×"]
    assert not shown.forget.isEnabled()

    shown.lessons.topLevelItem(0).setSelected(True)
    shown.forget.click()
    assert "(1)" in confirm(shown, qtbot)
    qtbot.waitUntil(lambda: shown.said.text() == "✓ Lessons forgotten: 1.", timeout=PATIENCE)
    qtbot.waitUntil(lambda: shown.lessons.topLevelItemCount() == 0, timeout=PATIENCE)

    shown.purge.click()
    confirm(shown, qtbot)
    qtbot.waitUntil(lambda: shown.said.text() == "✓ Contacts deleted: 1.", timeout=PATIENCE)
    qtbot.waitUntil(lambda: shown.contacts.topLevelItemCount() == 1, timeout=PATIENCE)
    assert shown.contacts.topLevelItem(0).text(2) == "open"


def test_a_contact_that_is_open_cannot_be_erased_and_it_is_said(page, qtbot) -> None:
    shown, link = page
    errors: list[str] = []
    link.updates.connect(lambda update: errors.append(update["what"]) if update["type"] == "error" else None)
    rows = {shown.contacts.topLevelItem(at).text(0): shown.contacts.topLevelItem(at) for at in range(2)}
    rows["two"].setSelected(True)
    shown.erase_contacts.click()
    confirm(shown, qtbot)
    qtbot.waitUntil(lambda: bool(errors), timeout=PATIENCE)
    assert "still open" in errors[0]


def test_what_was_sent_is_shown_with_to_whom_how_much_and_since_when(opened) -> None:
    made = opened()
    page = made.page("kept")
    assert made.sent[-1] == {"cmd": "kept"}
    sent = {"to": "api.example", "what": "sound", "times": 3, "bytes": 96_000}
    sent |= {"first": "2026-11-02T09:00:00Z", "last": "2026-11-20T10:00:00Z"}
    update = {"type": "kept", "journal": "memory", "path": "", "bytes": 0, "contacts": [], "contacts_total": 0}
    made.source.updates.emit({**update, "lessons": [], "lessons_total": 0, "sent": [sent]})
    assert page.sent_words.text() == "▲ This was sent:"
    row = page.sent.topLevelItem(0)
    shown = [row.text(at) for at in range(6)]
    assert shown == ["api.example", "sound", "3", "93.8 KiB", "2 Nov 2026", "20 Nov 2026"]
    assert not page.purge.isEnabled()


@pytest.mark.parametrize(
    ("engine", "more", "host"),
    [
        ("local", {}, ""),
        ("openai", {}, "api.openai.com"),
        ("openai", {"speech_url": "https://speech.example/v1"}, "speech.example"),
        ("azure", {"speech_region": "northeurope"}, "northeurope.stt.speech.microsoft.com"),
        ("google-cloud", {}, "speech.googleapis.com"),
    ],
)
def test_whom_sound_would_go_to(engine: str, more: dict[str, str], host: str) -> None:
    from agent_assist.settings import load_settings

    assert service_host(load_settings(speech_engine=engine, **more)) == host
