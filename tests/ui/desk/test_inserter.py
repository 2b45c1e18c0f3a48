"""Words into another program's field: they are there, the clipboard is as before, and so is who has the keys."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit

from agent_assist.ui.desk.inserter import Inserter
from agent_assist.ui.desk.insertion import Outcome
from agent_assist.ui.desk.x_hand import XHand
from agent_assist.ui.desk.x_input import XInput
from agent_assist.ui.desk.x_server import XServer

from .conftest import Neighbour

LONG = "Så här gör du: öppna Mina sidor, välj Flytta och skriv in den nya adressen — 搬家免费。"


class Done:
    def __init__(self, inserter: Inserter) -> None:
        self.outcomes: list[Outcome] = []
        self.undone: list[bool] = []
        inserter.done.connect(self.outcomes.append)
        inserter.undone.connect(self.undone.append)


@pytest.fixture
def inserter(server: XServer, qapp) -> Iterator[Inserter]:
    owner = QObject()
    yield Inserter(XHand(server, owner), owner)
    owner.deleteLater()
    qapp.processEvents()


@pytest.fixture
def other(server, manager, neighbour, qtbot) -> Neighbour:
    made: Neighbour = neighbour("work", "100", "100", "500", "300")
    qtbot.waitUntil(lambda: server.active() == made.window and made.last("focus") is True)
    return made


def test_long_words_are_pasted_and_the_clipboard_comes_back_whole(server, other, inserter, qtbot) -> None:
    before = QMimeData()
    before.setText("what I had copied")
    before.setHtml("<b>what I had copied</b>")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    before.setImageData(picture)
    before.setData("application/x-house", b"\x00\x01")
    QGuiApplication.clipboard().setMimeData(before)
    done = Done(inserter)
    inserter.insert(LONG)
    qtbot.waitUntil(lambda: bool(done.outcomes), timeout=15_000)
    assert done.outcomes == [Outcome("paste", LONG, undo=True)]
    assert other.shows(LONG)
    assert server.active() == other.window
    after = QGuiApplication.clipboard().mimeData()
    assert after.text() == "what I had copied"
    assert "<b>what I had copied</b>" in after.html()
    assert after.data("application/x-house").data() == b"\x00\x01"
    assert QImage(after.imageData()).pixelColor(4, 4) == QColor("teal")
    assert other.order("clipboard", "clipboard") == "what I had copied"


def test_a_clipboard_of_another_program_comes_back_too(other, inserter, qtbot) -> None:
    other.order("copy theirs", "copied")
    done = Done(inserter)
    inserter.insert(LONG)
    qtbot.waitUntil(lambda: bool(done.outcomes), timeout=15_000)
    assert other.shows(LONG)
    assert other.order("clipboard", "clipboard") == "theirs"


def test_short_words_are_typed_and_the_clipboard_is_not_touched(other, inserter, qtbot) -> None:
    other.order("copy theirs", "copied")
    done = Done(inserter)
    inserter.insert("Ref. (4711) aB!")
    qtbot.waitUntil(lambda: other.last("text") == "Ref. (4711) aB!")
    assert done.outcomes == [Outcome("keys", "Ref. (4711) aB!", undo=True)]
    assert not QGuiApplication.clipboard().ownsClipboard()


def test_undo_takes_back_what_was_inserted(other, inserter, qtbot) -> None:
    done = Done(inserter)
    for text in (LONG, "Ref. 4711"):
        inserter.insert(text)
        qtbot.waitUntil(lambda: other.last("text") not in (None, ""))
        qtbot.waitUntil(inserter.can_undo)
        inserter.undo()
        qtbot.waitUntil(lambda: other.last("text") == "")
        assert done.undone.pop() is True
    assert not inserter.can_undo()
    inserter.undo()
    assert done.undone == [False]


def test_nothing_is_undone_after_the_agent_has_typed(server, other, inserter, qtbot) -> None:
    done = Done(inserter)
    inserter.insert(LONG)
    qtbot.waitUntil(lambda: bool(done.outcomes), timeout=15_000)
    assert inserter.can_undo()
    XInput(server).type("x")
    qtbot.waitUntil(lambda: other.last("text") == LONG + "x")
    assert not inserter.can_undo()
    inserter.undo()
    assert done.undone == [False]
    assert other.shows(LONG + "x")


def test_replies_stack_in_the_order_they_were_asked_for(other, inserter, qtbot) -> None:
    done = Done(inserter)
    inserter.insert("Hello.")
    inserter.insert(LONG)
    qtbot.waitUntil(lambda: len(done.outcomes) == 2)
    qtbot.waitUntil(lambda: other.last("text") == f"Hello. {LONG}")


def test_a_window_of_ours_with_the_keys_gives_them_back(server, other, inserter, qtbot) -> None:
    ours = QLineEdit()
    qtbot.addWidget(ours)
    # The window manager gives a new window the keys; to ask for them too would be answered once more, later.
    ours.show()
    qtbot.waitUntil(ours.hasFocus)
    done = Done(inserter)
    inserter.insert(LONG)
    qtbot.waitUntil(lambda: bool(done.outcomes), timeout=15_000)
    assert [one.way for one in done.outcomes] == ["paste"], done.outcomes
    assert other.shows(LONG)
    assert ours.text() == ""
    assert server.active() == other.window


def test_held_modifiers_do_not_turn_the_paste_into_something_else(server, other, inserter, qtbot) -> None:
    from Xlib import XK, X
    from Xlib.ext import xtest

    def hold(kind: int) -> None:
        for name in ("Control_L", "Alt_L"):
            code = server.display.keysym_to_keycode(XK.string_to_keysym(name))
            xtest.fake_input(server.display, kind, code)
        server.display.sync()

    done = Done(inserter)
    hold(X.KeyPress)
    try:
        inserter.insert(LONG)
        qtbot.waitUntil(lambda: bool(done.outcomes), timeout=15_000)
    finally:
        hold(X.KeyRelease)
    assert other.shows(LONG)


def test_where_no_other_window_has_the_keys_the_words_are_copied(server, inserter, qtbot) -> None:
    done = Done(inserter)
    inserter.insert(LONG)
    qtbot.waitUntil(lambda: bool(done.outcomes), timeout=15_000)
    assert done.outcomes == [Outcome("copy", LONG, "nowhere")]
    assert QGuiApplication.clipboard().text() == LONG


def test_where_the_desktop_lets_nobody_write_the_words_are_copied(qapp) -> None:
    owner = QObject()
    inserter = Inserter(None, owner)
    done = Done(inserter)
    inserter.insert(LONG)
    assert done.outcomes == [Outcome("copy", LONG, "system")]
    assert QGuiApplication.clipboard().text() == LONG
    assert not inserter.can_undo()


def test_a_program_that_does_not_read_the_clipboard_leaves_the_words_on_it(server, manager, inserter, qtbot) -> None:
    # xterm that runs nothing which takes Ctrl+V, under a class that no terminal has: it does not paste.
    script = ["xterm", "-name", "deaf", "-class", "Deaf", "-e", "cat"]
    running = subprocess.Popen(script, stderr=subprocess.DEVNULL)
    try:
        qtbot.waitUntil(lambda: server.active() and server.kind_of(server.active())[1] == "Deaf", timeout=20_000)
        done = Done(inserter)
        inserter.insert(LONG)
        qtbot.waitUntil(lambda: bool(done.outcomes), timeout=10_000)
        assert done.outcomes == [Outcome("copy", LONG, "unread")]
        assert QGuiApplication.clipboard().text() == LONG
    finally:
        running.terminate()
        running.wait(10)


def test_terminals_get_the_words_and_no_control_character(server, manager, inserter, qtbot, tmp_path: Path) -> None:
    ready, said = tmp_path / "ready", tmp_path / "said.txt"
    QGuiApplication.clipboard().setText("mine")
    command = ["xterm", "-u8", "-e", "sh", "-c", f"touch {ready}; head -n 1 > {said}.part; mv {said}.part {said}"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        qtbot.waitUntil(lambda: server.active() and server.kind_of(server.active())[1] == "XTerm", timeout=20_000)
        qtbot.waitUntil(ready.exists, timeout=10_000)
        done = Done(inserter)
        inserter.insert(LONG)
        qtbot.waitUntil(lambda: bool(done.outcomes), timeout=10_000)
        assert done.outcomes == [Outcome("paste", LONG, undo=False)]
        XInput(server).press("Return")
        qtbot.waitUntil(said.exists, timeout=10_000)
        assert said.read_text(encoding="utf-8") == LONG + "\n"
        assert QGuiApplication.clipboard().text() == "mine"
    finally:
        running.terminate()
        running.wait(10)
