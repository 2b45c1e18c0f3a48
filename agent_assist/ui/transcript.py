"""The transcript: a list that draws only what is seen, follows the end, and lets its lines be copied and mended."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QToolTip

from agent_assist.ui.contact_model import Contact, Line
from agent_assist.ui.theme import Look
from agent_assist.ui.transcript_lines import LINE_ROLE, TranscriptDelegate, TranscriptModel


class Transcript(QListView):
    """Follows the end unless the agent has scrolled up to read.

    `corrected` carries a line's id and the agent's words for it; a number or code that is clicked is copied.
    """

    corrected = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = TranscriptModel(self)
        self._follow = True
        self._contact: str | None = None
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
        self.setMinimumHeight(104)
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

    def put(self, row: int, line: Line) -> None:
        """A line came or changed."""
        self._model.put(row, line)

    def take(self, row: int) -> None:
        """A line went: it was noise, or went into another."""
        self._model.take(row)

    def reveal(self, line_id: str) -> None:
        """Bring an utterance into view and mark it."""
        row = self._model.row_of(line_id)
        if row >= 0:
            here = self._model.index(row)
            self._follow = False
            self.setCurrentIndex(here)
            self.scrollTo(here, QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def following(self) -> bool:
        """Whether new lines scroll into view."""
        return self._follow

    def _scrolled(self, value: int) -> None:
        self._follow = value >= self.verticalScrollBar().maximum() - 24

    def _ranged(self, _least: int, most: int) -> None:
        if self._follow:
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
        rows = range(self._model.rowCount()) if everything else sorted(i.row() for i in self.selectedIndexes())
        lines = [self._model.index(row).data(LINE_ROLE) for row in rows]
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
        menu.addSeparator()
        menu.addAction(correct)
        menu.popup(self.viewport().mapToGlobal(at))
