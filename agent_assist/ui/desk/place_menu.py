"""The menu of the panel's place: behind the three dots and beside the clock."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from agent_assist.ui.desk.dock import Dock, place_of
from agent_assist.ui.desk.edges import Edge

#: How much wider or narrower a docked panel gets by one choice, in device-independent pixels.
_STEP = 40


def _entry(menu: QMenu, text: str, do: Callable[[], None], *, checked: bool | None = None) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(checked is not None)
    action.setChecked(bool(checked))
    action.triggered.connect(lambda _checked=False: do())
    return action


def fill_place(menu: QMenu, dock: Dock, locked: Collection[str] = ()) -> None:
    """Fill `menu` for the place of the moment. locked: settings that policy fixes."""
    translate = QCoreApplication.translate
    edges: tuple[tuple[Edge | Literal[""], str], ...] = (
        ("left", translate("Place", "At the left edge")),
        ("right", translate("Place", "At the right edge")),
        ("", translate("Place", "Not docked")),
    )
    group = QActionGroup(menu)
    for edge, text in edges:
        action = _entry(menu, text, partial(dock.dock, edge), checked=dock.edge == edge)
        action.setEnabled("dock_edge" not in locked and (dock.possible or not edge))
        group.addAction(action)
    if not dock.possible:
        menu.addAction(translate("Place", "This desktop lets no program choose its place")).setEnabled(False)
    screens = QGuiApplication.screens()
    if dock.edge and len(screens) > 1:
        menu.addSeparator()
        which = QActionGroup(menu)
        for number, screen in enumerate(screens, 1):
            text = translate("Place", "Screen {0}: {1}").format(number, screen.name())
            chosen = place_of(screen) == place_of(dock.screen)
            which.addAction(_entry(menu, text, partial(dock.dock, dock.edge, screen), checked=chosen))
    menu.addSeparator()
    _entry(menu, translate("Place", "Narrow strip"), lambda: dock.fold(not dock.compact), checked=dock.compact)
    top = _entry(
        menu,
        translate("Place", "Always on top"),
        lambda: dock.keep_on_top(not dock.on_top),
        checked=dock.on_top or bool(dock.edge),
    )
    top.setEnabled(not dock.edge and "always_on_top" not in locked)
    if dock.edge and not dock.compact:
        _entry(menu, translate("Place", "Wider"), lambda: dock.widen(dock.width + _STEP))
        _entry(menu, translate("Place", "Narrower"), lambda: dock.widen(dock.width - _STEP))
