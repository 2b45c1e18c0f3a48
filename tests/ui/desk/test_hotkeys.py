"""Keys from everywhere: they reach the panel and nobody else, and trouble is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtGui import QKeySequence

from agent_assist.ui.desk.hotkeys import NOTICE, Hotkeys
from agent_assist.ui.desk.keys import Keys, bindings, parse_keys
from agent_assist.ui.desk.portal import PortalGrabs, trigger
from agent_assist.ui.desk.x_grabs import XGrabs
from agent_assist.ui.desk.x_input import XInput
from agent_assist.ui.desk.x_server import XServer
from agent_assist.window_settings import WindowSettings

from .conftest import Neighbour


def test_keys_are_read_as_settings_write_them() -> None:
    assert parse_keys("ctrl+alt+k") == Keys(frozenset({"Ctrl", "Alt"}), "K")
    assert str(parse_keys("Alt+Ctrl+Space")) == "Ctrl+Alt+Space"
    assert parse_keys("Ctrl++") == Keys(frozenset({"Ctrl"}), "+")
    assert str(parse_keys("F9")) == "F9"
    assert parse_keys("Ctrl+Ö").x_name == "ö"
    assert parse_keys("Ctrl+PgUp").x_name == "Prior"
    for wrong in ("k", "Shift+K", "Ctrl", "Ctrl+Ctrl+K", "Ctrl+Nonsense", "Ctrl+ ", "Hyper+K", "+"):
        assert parse_keys(wrong) is None, wrong


@given(
    st.sets(st.sampled_from(["Ctrl", "Alt", "Shift", "Meta"]), min_size=1), st.sampled_from([*"AZ09+,", "F5", "Del"])
)
def test_what_is_written_is_read_again_and_is_what_qt_means(modifiers: set[str], key: str) -> None:
    keys = Keys(frozenset(modifiers), key)
    if modifiers == {"Shift"} and key != "F5":
        assert parse_keys(str(keys)) is None
        return
    assert parse_keys(str(keys)) == keys
    assert QKeySequence(str(keys))[0].key() != Qt.Key.Key_unknown
    assert parse_keys(QKeySequence(str(keys)).toString(QKeySequence.SequenceFormat.PortableText)) == keys


def test_two_actions_never_share_keys_and_empty_means_none() -> None:
    bound = bindings({"show": "Ctrl+Alt+K", "search": "alt+ctrl+k", "insert": "", "next": "K"})
    assert list(bound.wanted) == ["show"]
    assert bound.twice == ("Ctrl+Alt+K",)
    assert bound.wrong == ("K",)


def test_the_settings_defaults_are_combinations_and_differ() -> None:
    fields = WindowSettings.model_fields
    defaults = {name: field.default for name, field in fields.items() if name.startswith("hotkey_")}
    bound = bindings(defaults)
    assert len(bound.wanted) == 5
    assert not bound.wrong
    assert not bound.twice


class Heard:
    def __init__(self, hotkeys: Hotkeys) -> None:
        self.pressed: list[str] = []
        self.notices: dict[str, str] = {}
        hotkeys.pressed.connect(self.pressed.append)
        hotkeys.said.connect(lambda message: self.notices.update({message.key: message.text}))
        hotkeys.unsaid.connect(lambda key: self.notices.pop(key, None))


@pytest.fixture
def owner(qapp) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def through_portal(owner) -> Iterator[Hotkeys]:
    made = Hotkeys(PortalGrabs({"search": "Search"}, owner), owner)
    yield made
    made.close()


def test_a_key_reaches_the_panel_and_does_not_leak(server, manager, neighbour, owner, qtbot) -> None:
    other: Neighbour = neighbour("work", "100", "100", "400", "300")
    qtbot.waitUntil(lambda: server.active() == other.window)
    hand = XInput(server)
    grabs = XGrabs(server, owner)
    hotkeys = Hotkeys(grabs, owner)
    heard = Heard(hotkeys)
    hotkeys.bind({"search": "Ctrl+Alt+K", "next": "F8"})
    for lock in ("", "Num_Lock", "Caps_Lock"):
        before = len(heard.pressed)
        if lock:
            hand.press(lock)
        hand.press("k", "Control_L", "Alt_L")
        if lock:
            hand.press(lock)
        qtbot.waitUntil(lambda count=before + 1: len(heard.pressed) == count and not grabs._down)
    hand.press("F8")
    hand.type("k")
    qtbot.waitUntil(lambda: other.last("text") == "k")
    qtbot.waitUntil(lambda: len(heard.pressed) == 4)
    assert heard.pressed == ["search", "search", "search", "next"]
    plain = [key for key in other.pressed_keys() if key in (Qt.Key.Key_K, Qt.Key.Key_F8)]
    assert plain == [Qt.Key.Key_K], "one K: the letter that was typed"
    assert server.active() == other.window
    assert not heard.notices

    hotkeys.bind({"next": "Ctrl+Alt+K"})
    hand.press("F8")
    hand.press("k", "Control_L", "Alt_L")
    qtbot.waitUntil(lambda: Qt.Key.Key_F8 in other.pressed_keys() and len(heard.pressed) == 5)
    assert heard.pressed[-1] == "next"


def test_keys_of_another_program_and_nonsense_are_said_and_the_rest_works(server, owner, qtbot) -> None:
    rival_server = XServer()
    rival = Hotkeys(XGrabs(rival_server, owner), owner)
    rival.bind({"show": "Ctrl+Alt+K"})
    hotkeys = Hotkeys(XGrabs(server, owner), owner)
    heard = Heard(hotkeys)
    hotkeys.bind({"search": "Ctrl+Alt+K", "insert": "K", "next": "Ctrl+Alt+J", "listen": "Ctrl+Alt+J"})
    assert "Ctrl+Alt+K belongs to another program." in heard.notices[NOTICE]
    assert "“K” is no combination of keys." in heard.notices[NOTICE]
    assert "Ctrl+Alt+J is given to two actions." in heard.notices[NOTICE]
    assert heard.notices[NOTICE].endswith("Choose other keys in the settings.")
    XInput(server).press("j", "Control_L", "Alt_L")
    qtbot.waitUntil(lambda: heard.pressed == ["next"])
    rival_server.close()
    hotkeys.bind({"search": "Ctrl+Alt+K"})
    assert not heard.notices


def test_where_the_desktop_gives_no_keys_the_agent_is_told(owner) -> None:
    hotkeys = Hotkeys(None, owner)
    heard = Heard(hotkeys)
    hotkeys.bind({"search": "Ctrl+Alt+K"})
    assert "gives programs no keys" in heard.notices[NOTICE]
    hotkeys.bind({"search": ""})
    assert not heard.notices


@pytest.fixture
def portal(qtbot) -> Iterator[QProcess]:
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    process.start(sys.executable, [str(Path(__file__).parent / "portal_double.py")])
    qtbot.waitUntil(process.canReadLine, timeout=20_000)
    assert process.readLine().data() == b"owned\n"
    yield process
    process.closeWriteChannel()
    process.waitForFinished(5000)


def test_through_the_portal_keys_are_asked_for_and_heard(portal, through_portal, qtbot) -> None:
    hotkeys = through_portal
    heard = Heard(hotkeys)
    hotkeys.bind({"search": "Ctrl+Alt+K", "next": "Ctrl+F12"})
    qtbot.waitUntil(lambda: NOTICE in heard.notices)
    assert portal.readLine().data() == b"CTRL+ALT+k CTRL+F12\n"
    assert "Ctrl+F12 belongs to another program." in heard.notices[NOTICE]
    portal.write(b"search\n")
    qtbot.waitUntil(lambda: heard.pressed == ["search"])
    hotkeys.bind({"listen": "Meta+Shift+Space"})
    qtbot.waitUntil(portal.canReadLine)
    assert portal.readLine().data() == b"SHIFT+LOGO+space\n"
    assert not heard.notices
    portal.write(b"search\n")
    portal.write(b"listen\n")
    qtbot.waitUntil(lambda: heard.pressed == ["search", "listen"])


def test_without_a_portal_the_agent_is_told(through_portal, qtbot) -> None:
    hotkeys = through_portal
    heard = Heard(hotkeys)
    hotkeys.bind({"search": "Ctrl+Alt+K"})
    qtbot.waitUntil(lambda: NOTICE in heard.notices, timeout=30_000)
    assert "gives programs no keys" in heard.notices[NOTICE]


def test_triggers_are_written_as_the_specification_says() -> None:
    assert trigger(parse_keys("Ctrl+Shift+PgDown")) == "CTRL+SHIFT+Next"
