"""The row of contacts: tabs for those that can be seen, a menu for all, and turning by keys over every one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from agent_assist.ui.contact_tabs import MOST, tabbed


def contact(name: str) -> dict[str, Any]:
    return {
        "type": "opened", "contact": name, "seq": 1, "at": 0.0, "channel": "chat", "lang": "en", "title": name,
        "attributes": {}, "started": "2026-11-22T10:00:00Z",
    }  # fmt: skip


@given(st.integers(1, 60), st.data())
def test_the_active_one_has_a_tab_and_what_stands_stays(count: int, data: st.DataObject) -> None:
    ids = [str(number) for number in range(count)]
    shown = tabbed(ids, data.draw(st.sampled_from(ids)), [])
    active = data.draw(st.sampled_from(ids))
    after = tabbed(ids, active, shown)
    assert active in after
    assert len(after) == min(count, MOST)
    assert list(after) == [one for one in ids if one in after]
    if active in shown:
        assert list(after) == list(shown)


def test_two_hundred_contacts_have_few_tabs_and_all_are_in_reach(open_stream, qtbot) -> None:
    window = open_stream("call-en").window
    names = [f"chat-{number}" for number in range(200)]
    for name in names:
        window.take(contact(name))
    tabs = window.body.tabs
    every = list(window.panel.contacts)
    assert tabs.bar.count() == MOST
    assert tabs.all_button.isVisible()
    assert tabs.all_button.text() == f"+{len(every) - MOST}"
    seen = []
    for _ in every:
        tabs.step(1)
        seen.append(window.panel.active)
        assert tabs.bar.tabToolTip(tabs.bar.currentIndex()) == window.panel.shown.title
    assert sorted(seen) == sorted(every)
    line = {"type": "utterance", "contact": "chat-150", "seq": 2, "at": 1.0, "id": "u", "speaker": "customer",
            "text": "Hello", "end": 1.0, "lang": "en", "confidence": 1.0, "final": True}  # fmt: skip
    window.take(line)
    menu = tabs.all_button.menu()
    menu.aboutToShow.emit()
    entries = {entry.text(): entry for entry in menu.actions()}
    assert len(entries) == len(every)
    entries["chat-150 · 1"].trigger()
    assert window.panel.active == "chat-150"
    assert tabs.bar.tabToolTip(tabs.bar.currentIndex()) == "chat-150"
    window.panel.contacts = {name: one for name, one in window.panel.contacts.items() if name in ("chat-150", "chat-7")}
    window.turn_to("chat-7")
    QApplication.processEvents()
    assert tabs.bar.count() == 2
    assert not tabs.all_button.isVisible()
