"""The transcript: a list that draws only what is seen, follows the end, and lets its lines be copied and mended."""

from __future__ import annotations

import re

from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QToolTip

from agent_assist.ui.contact_model import Contact, Line
from agent_assist.ui.theme import Look
from agent_assist.ui.transcript_lines import LINE_ROLE, TranscriptDelegate, TranscriptModel

#: Pixels for the lines where there is room, and where there is little.
LEAST, LITTLE = 104, 44


class Transcript(QListView):
    """Follows the end unless the agent has scrolled up to read.

    `corrected` carries a line's id and the agent's words for it, `noted` the line to write beside, `marked` a line that
    is to be marked or not; a number or code that is clicked is copied.
    """

    corrected = Signal(str, str)
    noted = Signal(object)
    marked = Signal(object)
    find_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = TranscriptModel(self)
        self._follow = True
        self._sliding = False
        self.setModel(self._model)
        self._delegate = TranscriptDelegate(look, self)
        self._delegate.mended.connect(self.corrected)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("Transcript"))
        self.setMinimumHeight(LEAST)
        self.setViewportMargins(0, 8, 0, 4)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        bar = self.verticalScrollBar()
        bar.setSingleStep(20)
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._ranged)

    def sizeHint(self) -> QSize:
        return QSize(360, 160)

    def show_contact(self, contact: Contact | None) -> None:
        """Show a contact's lines from its end."""
        self._follow = True
        self._model.load(contact.lines if contact is not None else [])
        self.scrollToBottom()

    def put(self, place: int, line: Line) -> None:
        """A line came or changed."""
        if self._follow:
            self._model.shorten()
        self._model.put(place, line)

    def take(self, place: int) -> None:
        """A line went: it was noise, or went into another."""
        self._model.take(place)

    def reveal(self, line_id: str) -> None:
        """Bring an utterance into view and mark it."""
        place = self._model.place_of(line_id)
        if place >= 0:
            self._follow = False
            self._slide(place)
            here = self._model.index(place - self._model.first)
            # Said outright: the view's own way depends on the keys that are down.
            self.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(here, QAbstractItemView.ScrollHint.PositionAtCenter)

    def current_line(self) -> Line | None:
        """The line that the agent is on: the chosen one, else the newest that is final."""
        here = self.currentIndex()
        if here.isValid() and here in self.selectedIndexes():
            line = here.data(LINE_ROLE)
            return line if isinstance(line, Line) and line.final else None
        return next((line for line in reversed(self._model.lines) if line.final), None)

    # -- finding ------------------------------------------------------------------------------------------------------

    def seek(self, words: str) -> list[str]:
        """Let `words` stand out; the ids of the lines that hold them, in order. No words end it."""
        self._delegate.sought = re.compile(re.escape(words), re.IGNORECASE) if words.strip() else None
        self.viewport().update()
        sought = self._delegate.sought
        if sought is None:
            return []
        return [line.id for line in self._model.lines if sought.search(line.text) or sought.search(line.note)]

    # -- a long contact -----------------------------------------------------------------------------------------------

    def _slide(self, place: int) -> None:
        """Have the rows around a place in the view, and stay where the agent is."""
        model = self._model
        if model.first <= place < model.last:
            return
        self._sliding = True
        model.stretch(place)
        self.doItemsLayout()
        self._sliding = False

    def _more(self, earlier: bool) -> None:
        """The agent has scrolled to an end of the stretch: the next one, with the same line where it was."""
        model = self._model
        seen = self.indexAt(QPoint(4, 4 if earlier else self.viewport().height() - 12))
        if not seen.isValid():
            return
        place, top = model.first + seen.row(), self.visualRect(seen).top()
        self._sliding = True
        model.stretch(model.first if earlier else model.last)
        self.doItemsLayout()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.visualRect(model.index(place - model.first)).top() - top)
        self._sliding = False

    @property
    def following(self) -> bool:
        """Whether new lines scroll into view."""
        return self._follow

    def _scrolled(self, value: int) -> None:
        if self._sliding:
            return
        at_bottom = value >= self.verticalScrollBar().maximum() - 24
        if at_bottom and not self._model.at_end:
            self._more(earlier=False)
        elif value <= 24 and self._model.first > 0 and not at_bottom:
            self._more(earlier=True)
        self._follow = at_bottom and self._model.at_end

    def _ranged(self, _least: int, most: int) -> None:
        if self._follow and not self._sliding:
            self.verticalScrollBar().setValue(most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        follow = self._follow
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        self._follow = follow
        if follow:
            self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_lines()
        else:
            super().keyPressEvent(event)

    def _entity(self, at: QPointF) -> str:
        here = self.indexAt(at.toPoint())
        if not here.isValid():
            return ""
        return self._delegate.entity_at(here.data(LINE_ROLE), self.visualRect(here), at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        pointing = not event.buttons() and bool(self._entity(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or len(self.selectedIndexes()) > 1:
            return
        found = self._entity(event.position())
        if found:
            QGuiApplication.clipboard().setText(found)
            QToolTip.showText(event.globalPosition().toPoint(), self.tr("Copied: {0}").format(found), self.viewport())

    def copy_lines(self, *, everything: bool = False) -> None:
        """Copy the marked lines (or all) as text."""
        marked = [self._model.index(row).data(LINE_ROLE) for row in sorted(i.row() for i in self.selectedIndexes())]
        lines = self._model.lines if everything else marked
        if len(lines) == 1 and not everything:
            QGuiApplication.clipboard().setText(lines[0].text)
        elif lines:
            QGuiApplication.clipboard().setText("\n".join(self._model.as_text(line) for line in lines))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = QAction(self.tr("Copy marked lines"), menu)
        copy.setEnabled(bool(self.selectedIndexes()))
        copy.triggered.connect(lambda: self.copy_lines())
        whole = QAction(self.tr("Copy whole transcript"), menu)
        whole.triggered.connect(lambda: self.copy_lines(everything=True))
        correct = QAction(self.tr("Correct this line"), menu)
        here = self.indexAt(at)
        correct.setEnabled(here.isValid() and bool(here.flags() & Qt.ItemFlag.ItemIsEditable))
        correct.triggered.connect(lambda: self.edit(here))
        menu.addActions([copy, whole])
        menu.addAction(self.tr("Find in the transcript") + "\tCtrl+F").triggered.connect(self.find_asked)
        menu.addSeparator()
        menu.addAction(correct)
        line = here.data(LINE_ROLE)
        if isinstance(line, Line) and line.final:
            note = self.tr("Change the note") if line.note else self.tr("Write a note")
            menu.addAction(f"{note}\tCtrl+M").triggered.connect(lambda _checked=False: self.noted.emit(line))
            mark = self.tr("Take the mark away") if line.marked else self.tr("Mark the line")
            menu.addAction(f"{mark}\tCtrl+Shift+M").triggered.connect(lambda _checked=False: self.marked.emit(line))
        menu.popup(self.viewport().mapToGlobal(at))
