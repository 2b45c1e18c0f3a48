"""Joins the window with the desktop: its place, keys from everywhere, and words into other programs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from agent_assist.datatypes import Card
from agent_assist.ui.desk.dock import Dock
from agent_assist.ui.desk.fill_in import FillInDialog
from agent_assist.ui.desk.focus import FocusKeeper
from agent_assist.ui.desk.grip import Grip
from agent_assist.ui.desk.hands import hand_of
from agent_assist.ui.desk.hotkeys import Hotkeys, grabs_of
from agent_assist.ui.desk.inserter import Inserter
from agent_assist.ui.desk.insertion import Outcome
from agent_assist.ui.desk.place_menu import fill_place
from agent_assist.ui.desk.placement import placement_file, read_placement, write_placement
from agent_assist.ui.desk.room import room_of
from agent_assist.ui.desk.strip import Strip
from agent_assist.ui.desk.toast import Toast
from agent_assist.ui.desk.x_server import connect
from agent_assist.ui.presenter import hearing_state
from agent_assist.ui.window import MainWindow

_log = logging.getLogger(__name__)
#: How long it is said that something was inserted, and while it can be undone.
_SAID_MS, _UNDO_MS = 3000, 8000
_TICK_MS = 500
#: Settings of the keys → actions: `hotkey_show` is the key of `show`.
_PREFIX = "hotkey_"


class Desk(QObject):
    """Made after the window and before it is shown.

    settings: those named `hotkey_…` (see `take_settings`).  place: where the panel's place is kept.  docking: whether
    it goes where it was; not where the command line says how large it is to be.
    """

    outcome = Signal(object)

    def __init__(
        self, window: MainWindow, settings: Mapping[str, object], *, place: Path | None = None, docking: bool = True
    ) -> None:
        super().__init__(window)
        self._window = window
        self._place = place if place is not None else placement_file()
        self._docking = docking
        self._known: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._toast: Toast | None = None
        self._ended = False
        self._server = server = connect(self)
        self.focus = FocusKeeper(window)
        self.dock = Dock(window, room_of(server), read_placement(self._place))
        self.inserter = Inserter(hand_of(server, self), self)
        self.inserter.done.connect(self._inserted)
        self.inserter.undone.connect(self._undone)
        self.hotkeys = Hotkeys(grabs_of(server, self), self)
        self.hotkeys.pressed.connect(self.inserter.forgive)
        self.hotkeys.pressed.connect(self._pressed)
        self.hotkeys.said.connect(window.tell)
        self.hotkeys.unsaid.connect(window.teller.unsay)
        self._strip = self._new_strip()
        self._grip = Grip(window, self.dock)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._refresh)
        window.dressed.connect(self._dressed)
        window.menu_filled.connect(self._fill_menu)
        window.updated.connect(self._refresh)
        window.hearing.changed.connect(self._refresh)
        window.card_actions.insert_asked.connect(self.inserter.insert)
        window.card_actions.fill_in_asked.connect(self.fill_in)
        window.card_actions.offer_insert(window.body)
        self.dock.changed.connect(self._settled)
        QGuiApplication.instance().aboutToQuit.connect(self.end)
        if docking:
            self.dock.settle()
        self.take_settings(settings)

    def take_settings(self, settings: Mapping[str, object]) -> None:
        """Keys that count from now on; other settings are passed over."""
        wanted = {
            name.removeprefix(_PREFIX): str(value) for name, value in settings.items() if name.startswith(_PREFIX)
        }
        if wanted:
            self._keys |= wanted
            self.hotkeys.bind(self._keys)

    # -- the place ----------------------------------------------------------------------------------------------------

    def _fill_menu(self, menu: QMenu) -> None:
        place = QMenu(self.tr("Place on the screen"), menu)
        fill_place(place, self.dock)
        menu.insertMenu(menu.actions()[-1], place)

    def _settled(self) -> None:
        self._unsay()
        self.focus.keep(bool(self.dock.edge))
        self._fold()

    def _fold(self) -> None:
        self._window.body.setVisible(not self.dock.compact)
        self._strip.setVisible(self.dock.compact)
        self._refresh()

    def _dressed(self) -> None:
        self._unsay()
        old = self._strip
        self._strip = self._new_strip()
        old.hide()
        old.deleteLater()
        self._window.card_actions.offer_insert(self._window.body)
        self._grip.raise_()
        self._fold()

    def _new_strip(self) -> Strip:
        made = Strip(self._window.look)
        made.unfolded.connect(lambda: self.dock.fold(False))
        made.inserted.connect(self._window.card_actions.insert)
        made.hide()
        self._window.layout().addWidget(made)
        return made

    def _refresh(self) -> None:
        if not self.dock.compact:
            self._ticking.stop()
            return
        contact = self._window.panel.shown
        pressing = contact.pressing() if contact is not None and not contact.closed else []
        prompt = pressing[0] if pressing else None
        left = None
        if contact is not None and prompt is not None and prompt.state == "owed" and prompt.deadline is not None:
            left = prompt.deadline - contact.clock(self._window.now())
        hearing = hearing_state(self._window.hearing.call)
        self._strip.show_state(hearing, prompt, left, self._open_card())
        if left is not None and not self._ticking.isActive():
            self._ticking.start()
        elif left is None:
            self._ticking.stop()

    def _open_card(self) -> Card | None:
        opened = self._window.body.cards.open_card()
        return None if opened is None else opened.card

    # -- keys from everywhere -----------------------------------------------------------------------------------------

    def _pressed(self, action: str) -> None:
        window = self._window
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
        self._window.showNormal()
        self.focus.keep(bool(self.dock.edge))
        self.focus.lend()

    def hide(self) -> None:
        """Take the panel off the screen; contacts go on, and the tray or the key brings it back."""
        QApplication.setQuitOnLastWindowClosed(False)
        self._window.hide()

    def quit(self) -> None:
        """End the program."""
        self._window.close()
        QApplication.quit()

    # -- words into other programs ------------------------------------------------------------------------------------

    def fill_in(self, card: Card) -> None:
        """Ask for the variables that a card misses, then insert it."""
        contact = self._window.panel.shown
        known = {name: str(value) for name, value in contact.attributes.items()} if contact is not None else {}
        dialog = FillInDialog(card.missing, card.reply, {**known, **self._known}, self._window.look, self._window)

        def take(text: str, values: Mapping[str, str], changed: bool) -> None:
            self._known = {**self._known, **values}
            self._window.card_actions.feedback(card, "edited" if changed else "used")
            self.inserter.insert(text)

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

    def _undone(self, undone: bool) -> None:
        self._say(
            self.tr("Taken back") if undone else self.tr("It cannot be taken back: something was typed since."), ""
        )

    def _say(self, text: str, action: str) -> None:
        self._unsay()
        body = self._window.body
        parent, above = (self._window, self._strip) if self.dock.compact else (body, body.search)
        toast = Toast(self._window.look, text, action, _UNDO_MS if action else _SAID_MS, parent, above)
        toast.acted.connect(self.inserter.undo)
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
        self.hotkeys.close()
        if self._docking:
            try:
                write_placement(self._place, self.dock.placement())
            except OSError as error:
                _log.warning("the panel's place cannot be kept: %s", error.strerror)
        if self._server is not None:
            self._server.close()
