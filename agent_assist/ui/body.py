"""The window's inside: every part in its place. Built anew when theme or language change; the state is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from agent_assist.ui.cards_panel import AskNext, CardsPanel
from agent_assist.ui.checklist import Checklist
from agent_assist.ui.contact_tabs import ContactTabs
from agent_assist.ui.fitting import Step, make_room, whole_ones
from agent_assist.ui.flow_strip import FlowStrip
from agent_assist.ui.layouts import UNLIMITED, ContentScroll, height_at
from agent_assist.ui.notepad import Notepad
from agent_assist.ui.notice import Notice
from agent_assist.ui.owed_banner import OwedBanners
from agent_assist.ui.parts import button, label, rule
from agent_assist.ui.search import SearchBox, SearchResults
from agent_assist.ui.status_line import StatusLine
from agent_assist.ui.theme import Look
from agent_assist.ui.transcript import LEAST, LITTLE

#: From this width on the transcript stands beside the cards.
WIDE = 760
#: Around the column of what is owed and suggested, beside it and above, and between its parts; pixels.
_EDGE, _TOP, _GAP = 16, 12, 8


def _height(part: QWidget, width: int) -> int:
    """What a part adds to the column, 0 where it is hidden."""
    return 0 if part.isHidden() else height_at(part, width) + _GAP


class Welcome(QWidget):
    """What stands here before the first contact."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.title = label(look, self.tr("No contact yet"), 18, bold=True, wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = label(
            look,
            self.tr(
                "A call or chat appears here by itself. Replies, questions and the words still owed come as you talk."
            ),
            14,
            tone="dim",
            wrap=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.demo = button(look, self.tr("Play a demo contact"), self.tr("Play a demo contact"), kind="primary")
        self.chat = button(look, self.tr("New chat"), self.tr("New chat"))
        self.listen = button(look, self.tr("Listen to a call"), self.tr("Listen to a call"))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(text)
        column.addSpacing(8)
        for one in (self.demo, self.chat, self.listen):
            row = QHBoxLayout()
            row.addStretch(1)
            one.setMinimumWidth(220)
            one.setMinimumHeight(34)
            row.addWidget(one)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)


class Body(QWidget):
    """The parts, in the order of the panel; beside each other in a wide window."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._experienced = False
        self.tabs = ContactTabs(look)
        self.notice = Notice(look)
        self.welcome = Welcome(look)
        self.banners = OwedBanners(look)
        self.checklist = Checklist(look)
        self.cards = CardsPanel(look)
        self.ask = AskNext(look)
        self.flow = FlowStrip(look)
        self.notepad = Notepad(look)
        self.transcript = self.notepad.view
        self.search = SearchBox(look)
        self.status = StatusLine(look)
        self.results = SearchResults(look, self)

        self._side = QWidget()
        self._column = QVBoxLayout(self._side)
        self._column.setContentsMargins(_EDGE, _TOP, _EDGE, _TOP)
        self._column.setSpacing(_GAP)
        replies = QWidget()
        self._replies = QVBoxLayout(replies)
        self._replies.setContentsMargins(0, 0, 0, 0)
        self._replies.setSpacing(_GAP)
        self._replies.addWidget(self.cards)
        self._scroll = ContentScroll(replies)
        for part in (self.banners, self.checklist, self._scroll, self.flow, self.ask):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._side.installEventFilter(self)
        self._line = rule()
        self._content = QWidget()
        self._content.installEventFilter(self)
        self.notepad.installEventFilter(self)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._content)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._side)
        self._box.addWidget(self._line)
        self._box.addWidget(self.notepad, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self._content)

        footer = QWidget()
        footer.setObjectName("footer")
        foot = QVBoxLayout(footer)
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.search)
        foot.addWidget(self.status)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in (
            (self.tabs, 0),
            (rule(), 0),
            (self.notice, 0),
            (self.pages, 1),
            (rule(), 0),
            (footer, 0),
        ):
            column.addWidget(widget, stretch)
        self.cards.ask_changed.connect(self.ask.show_question)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() > self.look.px(WIDE)
        direction = QBoxLayout.Direction.RightToLeft if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() is not direction or not self._line.maximumHeight():
            self._box.setDirection(direction)
        self._line.setFixedSize(1, UNLIMITED) if wide else self._line.setFixedSize(UNLIMITED, 1)
        self._line.setMinimumSize(1, 1)
        vertical = QSizePolicy.Policy.Preferred if wide else QSizePolicy.Policy.Maximum
        self._side.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self._box.setStretch(0, 1 if wide else 0)
        self._make_room()
        self.place_results()

    def _make_room(self) -> None:
        """Let what can wait do so until the reply and its buttons are seen whole."""
        wide = self._box.direction() is QBoxLayout.Direction.RightToLeft
        width = self._side.width() - 2 * _EDGE
        # Where the replies scroll, their bar takes some of the width.
        narrow = width - self._scroll.verticalScrollBar().sizeHint().width()
        lines, little = self.look.px(LEAST), self.look.px(LITTLE)
        cards, reason = self.cards.heights(narrow)
        brief, compact = (self.checklist.height_of(width, compact=one) for one in (self._experienced, True))
        flow, ask = _height(self.flow, width), _height(self.ask, width)
        beside = self.banners.height_beside(width)
        banner = self.banners.height_alone(width)
        need = 2 * _TOP + cards + reason + beside + flow + ask
        need += sum(part + _GAP for part in (banner, brief) if part)
        room = self._content.height()
        if not wide:
            room -= self._line.height() + self.notepad.height_with(lines)
        below = self.cards.below(narrow)
        # Where something has to wait or scroll, a little air goes first.
        tight = need + sum(below) > room
        self._tighten(tight)
        missing = make_room(
            need - room - (2 * (_TOP - _GAP) if tight else 0),
            (
                Step(reason, self.cards.make_room),
                Step(beside, self.banners.stand_alone),
                Step(brief - compact, lambda waits: self.checklist.be_compact(waits or self._experienced)),
                Step(
                    0 if wide else lines - little,
                    lambda waits: self.transcript.setMinimumHeight(little if waits else lines),
                ),
                Step(ask, lambda waits: self._wait(self.ask, waits)),
                Step(compact and compact + _GAP, lambda waits: self._wait(self.checklist, waits)),
            ),
        )
        self.cards.shorten(narrow, max(0, missing))
        shown = cards - max(0, missing) + (reason if self.cards.explains else 0)
        waiting = [_height(one, narrow) for one in (self.ask, self.checklist) if self._replies.indexOf(one) >= 0]
        folded, every = whole_ones([*below, *waiting], -missing)
        self._scroll.keep(shown + folded, UNLIMITED if every else shown + folded)

    def _tighten(self, tight: bool) -> None:
        top = _GAP if tight else _TOP
        self._column.setContentsMargins(_EDGE, top, _EDGE, top)

    def _wait(self, part: QWidget, waits: bool) -> None:
        """Let a part wait below the replies, a scroll away, or stand where it belongs."""
        if waits == (self._replies.indexOf(part) >= 0):
            return
        hidden = part.isHidden()
        if waits:
            self._replies.insertWidget(1, part)
        else:
            self._column.insertWidget(1 if part is self.checklist else self._column.indexOf(self.flow) + 1, part)
        part.setVisible(not hidden)  # a new parent hides it

    def fit(self, profile: str) -> None:
        """Show as much as an agent of this profile needs: new or experienced."""
        new = profile == "new"
        self.cards.explain = new
        self.ask.flows_only = not new
        self._experienced = not new
        self._arrange()

    def place_results(self) -> None:
        """Lay the search results over the panel, above the search box."""
        if self.results.isVisible():
            top = self.tabs.height() + 8
            bottom = self.search.mapTo(self, self.search.rect().topLeft()).y() - 8
            left = self.search.mapTo(self, self.search.rect().topLeft()).x()
            self.results.place(QRect(left, top, self.search.width(), max(80, bottom - top)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.LayoutRequest and watched is not self._content
        if asks or event.type() == QEvent.Type.Resize:
            self._make_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
