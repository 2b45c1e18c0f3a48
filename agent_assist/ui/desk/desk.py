"""Joins the window with the desktop: its place, keys from everywhere, and words into other programs.

What is not needed for the first paint is loaded after it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from agent_assist.datatypes import Card
from agent_assist.ui.desk.dock import Dock
from agent_assist.ui.desk.edges import Edge
from agent_assist.ui.desk.focus import FocusKeeper
from agent_assist.ui.desk.grip import Grip
from agent_assist.ui.desk.place_menu import fill_place
from agent_assist.ui.desk.placement import placement_file, read_placement, write_placement
from agent_assist.ui.desk.room import on_x11, room_of
from agent_assist.ui.desk.strip import Strip
from agent_assist.ui.presenter import hearing_state
from agent_assist.ui.window import MainWindow

if TYPE_CHECKING:
    from agent_assist.ui.desk.hotkeys import Hotkeys
    from agent_assist.ui.desk.inserter import Inserter
    from agent_assist.ui.desk.insertion import Outcome
    from agent_assist.ui.desk.toast import Toast
    from agent_assist.ui.desk.x_server import XServer

_log = logging.getLogger(__name__)
#: How long it is said that something was inserted, and while it can be undone.
_SAID_MS, _UNDO_MS = 3000, 8000
_TICK_MS = 500
#: Settings of the keys → actions: `hotkey_show` is the key of `show`.
_PREFIX = "hotkey_"


class Desk(QObject):
    """Made after the window and before it is shown.

    settings: those named `hotkey_…`, `dock_edge` and `always_on_top` (see `take_settings`).  place: where the rest of
    the panel's place is kept.  docking: whether it goes where it was; not where the command line says how large it is
    to be.  locked: settings that policy fixes.  `placed` carries the two settings of the place as the agent chose them.
    """

    outcome = Signal(object)
    placed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        settings: Mapping[str, object],
        *,
        place: Path | None = None,
        docking: bool = True,
        locked: Collection[str] = (),
    ) -> None:
        super().__init__(window)
        self.window = window
        self._place = place if place is not None else placement_file()
        self._docking = docking
        self._locked = locked
        self._known: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._toast: Toast | None = None
        self._ended = False
        self._server: XServer | None = None
        self._server_asked = False
        self.focus = FocusKeeper(window)
        self.dock = Dock(window, room_of(self._connection), read_placement(self._place))
        self.dock.grow(window.look.scale)
        self.inserter: Inserter | None = None
        self.hotkeys: Hotkeys | None = None
        self._strip = self._new_strip()
        self._grip = Grip(window, self.dock)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._refresh)
        window.dressed.connect(self._dressed)
        window.menu_filled.connect(self._fill_menu)
        window.updated.connect(self._refresh)
        window.hearing.changed.connect(self._refresh)
        window.card_actions.insert_asked.connect(self.insert)
        window.card_actions.fill_in_asked.connect(self.fill_in)
        window.card_actions.offer_insert(window.body)
        self.dock.changed.connect(self._settled)
        QGuiApplication.instance().aboutToQuit.connect(self.end)
        if docking:
            self.dock.settle()
            self.take_settings(settings)
        else:
            self._take_keys(settings)
        self.dock.chosen.connect(self._place_chosen)
        if window.isVisible():
            self.wake()
        else:
            # What speaks to the desktop is loaded when the window is on the screen and who waited for that has gone on.
            once = Qt.ConnectionType.SingleShotConnection
            window.painted.connect(lambda: QTimer.singleShot(0, self, self.wake), once)

    def _connection(self) -> XServer | None:
        """Our connection to the X server, made when it is first needed; None where there is none."""
        if not self._server_asked and on_x11():
            from agent_assist.ui.desk.x_server import connect

            self._server = connect(self)
        self._server_asked = True
        return self._server

    def wake(self) -> None:
        """Take the keys, and be ready to insert."""
        from agent_assist.ui.desk.hands import hand_of
        from agent_assist.ui.desk.hotkeys import Hotkeys, grabs_of
        from agent_assist.ui.desk.inserter import Inserter

        server = self._connection()
        inserter = self.inserter = Inserter(hand_of(server, self), self)
        inserter.done.connect(self._inserted)
        inserter.undone.connect(self._undone)
        hotkeys = self.hotkeys = Hotkeys(grabs_of(server, self), self)
        hotkeys.pressed.connect(inserter.forgive)
        hotkeys.pressed.connect(self._pressed)
        hotkeys.said.connect(self.window.tell)
        hotkeys.unsaid.connect(self.window.teller.unsay)
        hotkeys.bind(self._keys)

    def insert(self, text: str) -> None:
        """Write `text` where the agent writes; `outcome` follows."""
        if self.inserter is not None:
            self.inserter.insert(text)

    def take_settings(self, settings: Mapping[str, object]) -> None:
        """Keys and a place that count from now on; other settings are passed over."""
        self._take_keys(settings)
        edges: dict[object, Edge | Literal[""]] = {"left": "left", "right": "right", "none": ""}
        now = self.dock.placement()
        edge = edges.get(settings.get("dock_edge"), now.edge)
        self.dock.follow(edge, bool(settings.get("always_on_top", now.on_top)))

    def _take_keys(self, settings: Mapping[str, object]) -> None:
        wanted = {
            name.removeprefix(_PREFIX): str(value) for name, value in settings.items() if name.startswith(_PREFIX)
        }
        if wanted:
            self._keys |= wanted
            if self.hotkeys is not None:
                self.hotkeys.bind(self._keys)

    # -- the place ----------------------------------------------------------------------------------------------------

    def _fill_menu(self, menu: QMenu) -> None:
        place = QMenu(self.tr("Place on the screen"), menu)
        self.fill_place(place)
        menu.insertMenu(menu.actions()[-1], place)

    def fill_place(self, menu: QMenu) -> None:
        """Fill a menu with the places that the panel may take."""
        fill_place(menu, self.dock, self._locked)

    def _place_chosen(self) -> None:
        self.placed.emit({"dock_edge": self.dock.placement().edge or "none", "always_on_top": self.dock.on_top})

    def _settled(self) -> None:
        self._unsay()
        self.focus.keep(bool(self.dock.edge))
        self._fold()

    def _fold(self) -> None:
        self.window.body.setVisible(not self.dock.compact)
        self._strip.setVisible(self.dock.compact)
        self._refresh()

    def _dressed(self) -> None:
        self._unsay()
        old = self._strip
        self._strip = self._new_strip()
        old.hide()
        old.deleteLater()
        self.window.card_actions.offer_insert(self.window.body)
        self.dock.grow(self.window.look.scale)
        self._grip.raise_()
        self._fold()

    def _new_strip(self) -> Strip:
        made = Strip(self.window.look)
        made.unfolded.connect(lambda: self.dock.fold(False))
        made.inserted.connect(self.window.card_actions.insert)
        made.hide()
        self.window.layout().addWidget(made)
        return made

    def _refresh(self) -> None:
        if not self.dock.compact:
            self._ticking.stop()
            return
        contact = self.window.panel.shown
        pressing = contact.pressing() if contact is not None and not contact.closed else []
        prompt = pressing[0] if pressing else None
        left = None
        if contact is not None and prompt is not None and prompt.state == "owed" and prompt.deadline is not None:
            left = prompt.deadline - contact.clock(self.window.now())
        hearing = hearing_state(self.window.hearing.call)
        self._strip.show_state(hearing, prompt, left, self._open_card())
        if left is not None and not self._ticking.isActive():
            self._ticking.start()
        elif left is None:
            self._ticking.stop()

    def _open_card(self) -> Card | None:
        opened = self.window.body.cards.open_card()
        return None if opened is None else opened.card

    # -- keys from everywhere -----------------------------------------------------------------------------------------

    def _pressed(self, action: str) -> None:
        window = self.window
        if action == "show":
            self.hide() if window.isVisible() and not window.isMinimized() else self.show()
        elif action == "search":
            self.dock.fold(False)
            self.show()
            window.focus_search()
        elif action == "insert":
            card = self._open_card()
            if card is not None:
                window.card_actions.insert(card)
        elif action == "listen":
            window.hearing.stop() if window.hearing.call is not None else window.hearing.listen()
        elif action == "next":
            cards, opened = window.body.cards, self._open_card()
            if opened is not None:
                cards.open_number((cards.cards.index(opened) + 1) % len(cards.cards) + 1)
            self._refresh()

    def show(self) -> None:
        """Show the panel and give it the keys: the agent asked for it."""
        QApplication.setQuitOnLastWindowClosed(True)
        self.window.showNormal()
        self.focus.keep(bool(self.dock.edge))
        self.focus.lend()

    def hide(self) -> None:
        """Take the panel off the screen; contacts go on, and the tray or the key brings it back."""
        QApplication.setQuitOnLastWindowClosed(False)
        self.window.hide()

    def quit(self) -> None:
        """End the program."""
        self.window.close()
        QApplication.quit()

    # -- words into other programs ------------------------------------------------------------------------------------

    def fill_in(self, card: Card) -> None:
        """Ask for the variables that a card misses, then insert it."""
        from agent_assist.ui.desk.fill_in import FillInDialog

        contact = self.window.panel.shown
        known = {name: str(value) for name, value in contact.attributes.items()} if contact is not None else {}
        dialog = FillInDialog(card.missing, card.reply, {**known, **self._known}, self.window.look, self.window)

        def take(text: str, values: Mapping[str, str], changed: bool) -> None:
            self._known = {**self._known, **values}
            self.window.card_actions.feedback(card, "edited" if changed else "used")
            self.insert(text)

        dialog.done_with.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _inserted(self, outcome: Outcome) -> None:
        if outcome.way == "copy":
            why = {
                "system": self.tr("Copied: paste it where you write. This desktop lets no program write into others."),
                "nowhere": self.tr("Copied: paste it where you write. No other window was in use."),
                "moved": self.tr("Copied: paste it where you write. The other window did not take the keys."),
                "unread": self.tr("Copied: paste it where you write. The other program did not take it."),
            }
            self._say(why[outcome.why], "")
        else:
            self._say(self.tr("✓ Inserted"), self.tr("Undo") if outcome.undo else "")
        self.outcome.emit(outcome)

    def _undo(self) -> None:
        if self.inserter is not None:
            self.inserter.undo()

    def _undone(self, undone: bool) -> None:
        self._say(
            self.tr("Taken back") if undone else self.tr("It cannot be taken back: something was typed since."), ""
        )

    def _say(self, text: str, action: str) -> None:
        from agent_assist.ui.desk.toast import Toast

        self._unsay()
        body = self.window.body
        parent, above = (self.window, self._strip) if self.dock.compact else (body, body.search)
        toast = Toast(self.window.look, text, action, _UNDO_MS if action else _SAID_MS, parent, above)
        toast.acted.connect(self._undo)
        toast.destroyed.connect(lambda _gone: self._forget(toast))
        self._toast = toast

    def _unsay(self) -> None:
        if self._toast is not None:
            self._toast.end()
            self._toast = None

    def _forget(self, toast: Toast) -> None:
        if self._toast is toast:
            self._toast = None

    # -- the end ------------------------------------------------------------------------------------------------------

    def end(self) -> None:
        """Keep the place and give the keys back. Once; the program ends."""
        if self._ended:
            return
        self._ended = True
        if self.hotkeys is not None:
            self.hotkeys.close()
        if self._docking:
            try:
                write_placement(self._place, self.dock.placement())
            except OSError as error:
                _log.warning("the panel's place cannot be kept: %s", error.strerror)
        if self._server is not None:
            self._server.close()
