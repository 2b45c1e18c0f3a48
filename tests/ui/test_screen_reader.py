"""The window as a screen reader has it: every control has a name and a role, and Tab reaches it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_assist.ui.desk.desk import Desk

READER = Path(__file__).parent / "atspi_reader.py"
#: Roles that an agent acts on.
CONTROLS = {
    "push button", "button", "button menu", "toggle button", "check box", "radio button", "text", "entry", "combo box",
    "list", "page tab", "page tab list", "menu item", "slider", "spin button", "list item",
}  # fmt: skip

Node = dict[str, Any]


@pytest.fixture
def read(qtbot, qapp) -> Callable[[], Node]:
    """Reads this program's accessible tree from another process, while this one answers."""

    def ask(*arguments: str) -> Any:
        process = QProcess()
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.start(sys.executable, [str(READER), *arguments])
        qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning, timeout=60_000)
        assert process.exitCode() == 0
        return json.loads(bytes(process.readAllStandardOutput().data()))

    ask("enable")

    def tree() -> Node:
        found: list[Node] = []

        def there() -> bool:
            told = ask(str(os.getpid()))
            found[:] = [told] if told and told["children"] else []
            return bool(found)

        # Qt joins the bus when it hears that somebody reads the screen.
        qtbot.waitUntil(there, timeout=60_000)
        return found[0]

    return tree


@pytest.fixture
def seated(open_stream, tmp_path: Path) -> Iterator[Desk]:
    """The English call's window on its desk."""
    desk = Desk(open_stream("call-en").window, {}, place=tmp_path / "place.json", docking=False)
    yield desk
    desk.end()


def nodes(tree: Node) -> Iterator[Node]:
    """Everything that is on the screen, below and with `tree`."""
    if "showing" in tree["states"] or tree["role"] == "application":
        yield tree
        for child in tree["children"]:
            yield from nodes(child)


def test_every_control_has_a_name_and_a_role(seated: Desk, read) -> None:
    shown = list(nodes(read()))
    controls = [one for one in shown if one["role"] in CONTROLS]
    assert [one for one in controls if not one["name"].strip()] == []
    assert [one for one in shown if one["role"] in ("unknown", "invalid", "")] == []
    # What the keys can go to says what it is.
    assert [one for one in shown if "focusable" in one["states"] and not one["name"].strip()] == []
    assert [one["name"] for one in shown if "editable" in one["states"]] == [
        "Search articles, scripts and this contact"
    ]
    names = {one["name"] for one in controls}
    assert {"Insert the reply where you write", "Copy the reply", "Menu"} <= names
    # What a click opens or copies is a button to those who cannot see it, too.
    pressed = [one["name"] for one in controls if one["role"] in ("push button", "button")]
    assert [name for name in pressed if name.startswith(("Suggestion ", "Ask next"))] == [
        "Suggestion 2: Fees when the new address has no fibre",
        "Suggestion 3: Pause a subscription while moving",
        "Ask next: What is the new address, and from which day?",
    ]
    said = " ".join(one["name"] for one in shown)
    for words in (
        "To be said: Recording notice",
        "13 seconds left",
        "Moving house",
        "Recording notice: still to be said",
    ):
        assert words in said
    seated.dock.fold(True)
    folded = list(nodes(read()))
    assert [one for one in folded if one["role"] in CONTROLS and not one["name"].strip()] == []
    assert "Show the whole panel" in {one["name"] for one in folded}


def test_tab_reaches_every_control(seated: Desk, qtbot) -> None:
    window = seated.window
    window.activateWindow()
    qtbot.waitActive(window)
    wanted = {
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    }  # fmt: skip
    reached: set[QWidget] = set()
    for _ in range(3 * len(wanted)):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {(type(one).__name__, one.accessibleName()) for one in wanted - reached} == set()
