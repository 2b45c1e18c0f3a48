"""One tab a contact: a dot and the running time for calls, the number of unread messages for chats.

Qt lays all tabs out anew for each change of one, so no more of them are made than anybody looks at; the rest stand in a
menu.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QTabBar, QToolButton, QWidget

from agent_assist.ui.contact_model import Contact
from agent_assist.ui.parts import button, icon_button, label, restyle
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look
from agent_assist.ui.words import clock

#: From this width on there is room for words beside the tabs.
_ROOMY = 420
#: So many contacts have a tab.
MOST = 8


def tabbed(ids: Sequence[str], active: str | None, before: Sequence[str]) -> Sequence[str]:
    """Which contacts have a tab: as before while the active one is among them, else it and its neighbours."""
    if len(ids) <= MOST:
        return ids
    stay = [one for one in ids if one in before]
    if len(stay) == MOST and (active in stay or active is None):
        return stay
    at = ids.index(active) if active in ids else 0
    first = max(0, min(at - MOST // 2, len(ids) - MOST))
    return ids[first : first + MOST]


class ContactTabs(QWidget):
    """The row at the top. `chosen` carries the contact's id."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("tabRow")
        self._look = look
        self._contacts: list[Contact] = []
        self._active: str | None = None
        self._ids: list[str] = []
        #: What each tab was made of, so that only those that would say something else are touched.
        self._said: dict[str, tuple[object, ...]] = {}
        self._hearing_text = ""
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)
        self.bar.setFont(look.font(14, bold=True))
        self.bar.setAccessibleName(self.tr("Contacts"))
        self.bar.currentChanged.connect(self._changed)
        self.hearing: QPushButton = button(look, "", "", kind="hearing", pixels=13)
        self.hearing.setToolTip(self.tr("Stop listening (Ctrl+Shift+L)"))
        self.hearing.setIconSize(QSize(look.px(12), look.px(12)))
        self.hearing.setFixedHeight(look.px(26))
        self.hearing.hide()
        self.all_button = QToolButton()
        self.all_button.setFont(look.font(13, figures=True))
        self.all_button.setFixedHeight(look.px(28))
        self.all_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.setToolTip(self.tr("All contacts"))
        self.all_button.setMenu(QMenu(self.all_button))
        self.all_button.menu().aboutToShow.connect(self._fill_all)
        self.all_button.hide()
        self.menu_button: QToolButton = icon_button(look, "more", self.tr("Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.bar, 1)
        row.addWidget(self.all_button)
        row.addWidget(self.hearing)
        row.addWidget(self.menu_button)
        self.setFixedHeight(look.px(44))

    def show_hearing(self, state: str) -> None:
        """Say at all times that a call is heard.  `state`: listening, paused, or "" where none is."""
        self.hearing.setVisible(bool(state))
        if not state:
            return
        text = self.tr("Paused") if state == "paused" else self.tr("Listening")
        self._hearing_text = text
        self._fit_hearing()
        self.hearing.setAccessibleName(f"{text}. {self.hearing.toolTip()}")
        tone = "dim" if state == "paused" else "violated"
        self.hearing.setIcon(icon("stop", self._look.color(tone), self._look.px(12)))
        restyle(self.hearing, "state", state)

    def _fit_hearing(self) -> None:
        """In a narrow window the tabs need the room: the sign alone stays."""
        self.hearing.setText(self._hearing_text if self.width() >= _ROOMY else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hearing()

    def _changed(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self.chosen.emit(self._ids[index])

    def _title(self, contact: Contact) -> str:
        if contact.title:
            return contact.title
        return self.tr("Call") if contact.channel == "call" else self.tr("Chat")

    def show_contacts(self, contacts: Iterable[Contact], active: str | None, now: float) -> None:
        """Make the row say what there is; tabs that stand keep their place."""
        self._contacts, self._active = list(contacts), active
        names = tabbed([contact.id for contact in self._contacts], active, self._ids)
        beside = len(self._contacts) - len(names)
        wanted = [contact for contact in self._contacts if contact.id in names] if beside else self._contacts
        self.all_button.setVisible(beside > 0)
        if beside:
            self.all_button.setText(f"+{beside}")
            self.all_button.setAccessibleName(self.tr("All contacts: {0} more").format(beside))
        self.bar.blockSignals(True)
        for gone in [at for at, one in enumerate(self._ids) if one not in names][::-1]:
            self.bar.removeTab(gone)
            del self._said[self._ids.pop(gone)]
        for at, contact in enumerate(wanted):
            if contact.id not in self._said:
                self._said[contact.id] = ()
                self._ids.insert(at, contact.id)
                self.bar.insertTab(at, self._title(contact).replace("&", "&&"))
        for contact in wanted:
            self._refresh(contact, now, contact.id == active)
        if active in self._said:
            self.bar.setCurrentIndex(self._ids.index(active))
        self.bar.blockSignals(False)

    def _set_mark(self, at: int, text: str, tone: str, call: bool) -> None:
        side = QTabBar.ButtonPosition.LeftSide
        old = self.bar.tabButton(at, side)
        if isinstance(old, QLabel) and len(old.text()) == len(text):
            old.setText(text)
            restyle(old, "tone", tone)
            return
        # The bar measures a side widget only when it is set, so words of another length need another widget.
        mark = label(self._look, text, 14 if call else 13, tone=tone, bold=call, figures=True)
        mark.setParent(self.bar)
        mark.ensurePolished()
        mark.adjustSize()
        self.bar.setTabButton(at, side, mark)
        if old is not None:
            old.deleteLater()

    def _refresh(self, contact: Contact, now: float, active: bool) -> None:
        seconds = int(contact.clock(now)) if contact.channel == "call" else 0
        said = (contact.title, contact.channel, contact.closed, seconds, contact.unread, active)
        if self._said[contact.id] == said:
            return
        self._said[contact.id] = said
        title = self._title(contact)
        shown = title.replace("&", "&&")
        if contact.channel == "call":
            time = clock(contact.clock(now))
            text = time if contact.closed else f"● {time}"
            tone = "dim" if contact.closed else "violated"
            spoken = self.tr("Call with {0}, {1}").format(title, time)
        else:
            text = self.tr("Chat") if contact.title else ""
            tone = "dim"
            spoken = self.tr("Chat with {0}, {1} unread").format(title, contact.unread)
            if contact.unread and not active:
                shown = f"{shown} · {contact.unread}"
        at = self._ids.index(contact.id)
        self._set_mark(at, text, tone, contact.channel == "call")
        if self.bar.tabText(at) != shown:
            self.bar.setTabText(at, shown)
        self.bar.setTabToolTip(at, title)
        self.bar.setAccessibleTabName(at, spoken)

    def step(self, by: int) -> None:
        """Turn to the next (1) or previous (-1) contact, around the ends."""
        ids = [contact.id for contact in self._contacts]
        if self._active in ids and len(ids) > 1:
            self.chosen.emit(ids[(ids.index(self._active) + by) % len(ids)])

    def _fill_all(self) -> None:
        menu = self.all_button.menu()
        menu.clear()
        for contact in self._contacts:
            words = self._title(contact).replace("&", "&&")
            entry = menu.addAction(f"{words} · {contact.unread}" if contact.unread else words)
            entry.setCheckable(True)
            entry.setChecked(contact.id == self._active)
            entry.triggered.connect(lambda _checked=False, one=contact.id: self.chosen.emit(one))
