"""The docked panel beside a real program under a real window manager."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from os import environ

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from agent_assist.ui.desk.dock import Dock
from agent_assist.ui.desk.edges import STRIP, Area, ScreenPlace
from agent_assist.ui.desk.focus import FocusKeeper
from agent_assist.ui.desk.placement import Placement
from agent_assist.ui.desk.room import XRoom
from agent_assist.ui.desk.x_input import XInput
from agent_assist.ui.desk.x_server import XServer

from .conftest import Neighbour, workarea


@pytest.fixture
def panel(qtbot) -> QWidget:
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.field, window.button = QLineEdit(), QPushButton("Insert")
    column = QVBoxLayout(window)
    column.addWidget(window.field)
    column.addWidget(window.button)
    window.resize(440, 900)
    qtbot.addWidget(window)
    return window


def docked_panel(panel: QWidget, server: XServer, placement: Placement = Placement()) -> Dock:  # noqa: B008
    dock = Dock(panel, XRoom(lambda: server), placement)
    panel.show()
    return dock


def shown_id(panel: QWidget) -> int:
    """The id that the window has on the screen."""
    return int(panel.windowHandle().winId())


def takes_keys(server: XServer, panel: QWidget) -> bool:
    """Whether the window manager is told that the window wants the keys (ICCCM, WM_HINTS.input)."""
    return bool(server.window(shown_id(panel)).get_wm_hints().input)


def click(server: XServer, widget: QWidget) -> None:
    """The mouse, through the X server: what the window manager sees too."""
    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    XInput(server).click(at.x(), at.y())


def test_other_windows_keep_off_the_docked_panel(panel, server, manager, neighbour, qtbot) -> None:
    whole = workarea(server)
    other: Neighbour = neighbour("work", "max")
    dock = docked_panel(panel, server)
    dock.dock("right")
    qtbot.waitUntil(lambda: workarea(server) == [0, 0, whole[2] - 440, whole[3]])
    assert dock.reserved
    assert panel.geometry() == QRect(whole[2] - 440, 0, 440, whole[3])
    qtbot.waitUntil(lambda: other.order("where", "where")[2] == whole[2] - 440)
    dock.dock("left")
    qtbot.waitUntil(lambda: workarea(server) == [440, 0, whole[2] - 440, whole[3]])
    dock.widen(600)
    qtbot.waitUntil(lambda: workarea(server)[0] == 600)
    dock.fold(True)
    qtbot.waitUntil(lambda: workarea(server)[0] == STRIP)
    assert panel.width() == STRIP
    dock.fold(False)
    qtbot.waitUntil(lambda: workarea(server)[0] == 600)
    dock.dock("")
    qtbot.waitUntil(lambda: workarea(server) == whole)
    assert panel.size().width() == 440
    assert dock.placement().width == 600


def test_the_panel_never_takes_the_keys_by_itself(panel, server, manager, neighbour, qtbot) -> None:
    other: Neighbour = neighbour("work", "max")
    qtbot.waitUntil(lambda: server.active() == other.window)
    dock = docked_panel(panel, server)
    keeper = FocusKeeper(panel)
    dock.changed.connect(lambda: keeper.keep(bool(dock.edge)))
    dock.dock("right")
    qtbot.waitUntil(lambda: workarea(server)[2] < 1920)
    with qtbot.waitExposed(panel):
        pass
    assert server.active() == other.window
    qtbot.waitUntil(lambda: not takes_keys(server, panel))
    clicked = []
    panel.button.clicked.connect(lambda: clicked.append(server.active()))
    click(server, panel.button)
    qtbot.waitUntil(lambda: bool(clicked))
    assert clicked == [other.window]
    assert server.active() == other.window

    click(server, panel.field)
    qtbot.waitUntil(panel.field.hasFocus)
    assert server.active() == shown_id(panel)
    QTest.keyClicks(panel.field, "fibre")
    server.activate(other.window)
    qtbot.waitUntil(lambda: server.active() == other.window and not takes_keys(server, panel))
    click(server, panel.button)
    qtbot.waitUntil(lambda: len(clicked) == 2)
    assert clicked[1] == other.window


def test_a_screen_that_is_gone_gives_way_to_the_primary_one(panel, server, manager, qtbot) -> None:
    gone = ScreenPlace("DP-9", Area(5000, 0, 800, 600))
    dock = Dock(panel, XRoom(lambda: server), Placement("right", screen=gone, width=400))
    dock.settle()
    panel.show()
    qtbot.waitUntil(lambda: workarea(server)[2] == 1520)


def test_on_top_is_a_choice(panel, server, manager, qtbot) -> None:
    from Xlib import Xatom

    dock = docked_panel(panel, server)
    above = server.atom("_NET_WM_STATE_ABOVE")

    def states() -> list[int]:
        return server.numbers(server.window(shown_id(panel)), "_NET_WM_STATE", Xatom.ATOM)

    dock.keep_on_top(True)
    qtbot.waitUntil(lambda: above in states())
    dock.keep_on_top(False)
    qtbot.waitUntil(lambda: above not in states())


def test_at_twice_the_pixels_the_strut_is_counted_in_device_pixels(server, manager, qtbot, tmp_path) -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from agent_assist.ui.desk.dock import Dock
from agent_assist.ui.desk.placement import Placement
from agent_assist.ui.desk.room import XRoom
from agent_assist.ui.desk.x_server import XServer
app = QApplication([])
window = QWidget()
dock = Dock(window, XRoom(lambda server=XServer(): server), Placement("right", width=400))
dock.settle()
window.show()
print("shown", flush=True)
from PySide6.QtCore import QSocketNotifier
end = QSocketNotifier(0, QSocketNotifier.Type.Read)
end.activated.connect(app.quit)
app.exec()
"""
    started = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**environ, "QT_SCALE_FACTOR": "2"},
    )
    qtbot.waitUntil(lambda: workarea(server) == [0, 0, 1920 - 800, 1080], timeout=20_000)
    started.communicate(b"\n", timeout=20)


@pytest.fixture
def two_screens(server) -> Iterator[None]:
    """The display as two monitors beside each other, as RandR 1.5 has them."""
    half = "960/254x1080/286"
    for name, corner, output in (("LEFT", "+0+0", "screen"), ("RIGHT", "+960+0", "none")):
        subprocess.run(["xrandr", "--setmonitor", name, half + corner, output], check=True, capture_output=True)
    yield
    for name in ("RIGHT", "LEFT"):
        subprocess.run(["xrandr", "--delmonitor", name], check=True, capture_output=True)


def test_the_panel_docks_to_the_second_screen(server, two_screens, manager, qtbot) -> None:
    code = """
import sys
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from agent_assist.ui.desk.dock import Dock
from agent_assist.ui.desk.placement import Placement
from agent_assist.ui.desk.room import XRoom
from agent_assist.ui.desk.x_server import XServer
app = QApplication([])
window = QWidget()
dock = Dock(window, XRoom(lambda server=XServer(): server), Placement(width=400))
window.show()
orders = QSocketNotifier(0, QSocketNotifier.Type.Read)
def obey():
    edge = sys.stdin.readline().strip()
    if not edge:
        return app.quit()
    dock.dock(edge, app.screens()[1])
    QTimer.singleShot(0, lambda: print(app.screens()[1].name(), *window.geometry().getRect(), flush=True))
orders.activated.connect(obey)
app.exec()
"""
    started = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )

    def lies(edge: str) -> list[str]:
        started.stdin.write(f"{edge}\n")
        return started.stdout.readline().split()

    # The outer edge is the desktop's too: others keep off it.
    assert lies("right") == ["RIGHT", str(1920 - 400), "0", "400", "1080"]
    qtbot.waitUntil(lambda: workarea(server) == [0, 0, 1920 - 400, 1080], timeout=20_000)
    # The inner one lies between the screens: a strut there would take the first screen's room.
    assert lies("left") == ["RIGHT", "960", "0", "400", "1080"]
    qtbot.waitUntil(lambda: workarea(server) == [0, 0, 1920, 1080], timeout=20_000)
    started.communicate("\n", timeout=20)
    assert started.returncode == 0
