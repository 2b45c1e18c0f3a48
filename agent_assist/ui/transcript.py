"""The transcript: a list that draws only what is seen, follows the end, and lets its lines be copied."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agent_assist.ui.contact_model import Contact, Line
from agent_assist.ui.theme import Look
from agent_assist.ui.words import clock

_Index = QModelIndex | QPersistentModelIndex
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_NONE = QModelIndex()


class TranscriptModel(QAbstractListModel):
    """The lines of one contact."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def speaker_name(self, speaker: str) -> str:
        """Who speaks, as the agent reads it."""
        return self.tr("You") if speaker == "agent" else self.tr("Customer")

    def as_text(self, line: Line) -> str:
        """A line as it is copied."""
        return f"{clock(line.at)} {self.speaker_name(line.speaker)}: {line.text}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.as_text(line)
        return None

    def load(self, lines: list[Line]) -> None:
        """Show another contact's lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def put(self, row: int, line: Line) -> None:
        """Set row `row`, or add it at the end."""
        if row < len(self._lines):
            self._lines[row] = line
            here = self.index(row)
            self.dataChanged.emit(here, here)
            return
        self.beginInsertRows(_NONE, len(self._lines), len(self._lines))
        self._lines.append(line)
        self.endInsertRows()

    def row_of(self, line_id: str) -> int:
        """The row of an utterance; -1 where there is none."""
        return next((row for row, line in enumerate(self._lines) if line.id == line_id), -1)


class TranscriptDelegate(QStyledItemDelegate):
    """Draws a line: who, what, when. Heights are remembered by text and width."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._text_font = look.font(14)
        self._name_font = look.font(12, bold=True)
        self._time_font = look.font(12, figures=True)
        self._heights: dict[tuple[str, bool, int], int] = {}

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Left edge of the words, their width, left edge of the time."""
        words = 96
        time = width - 16 - 44
        return words, max(80, time - words - 8), time

    def _layout(self, line: Line, width: int) -> tuple[QTextLayout, float]:
        font = self._look.font(14)
        font.setItalic(not line.final and not self._look.cjk)
        layout = QTextLayout(line.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, top))
            top += max(row.height(), 14 * 1.45)
        layout.endLayout()
        return layout, top

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: Line = index.data(_LINE_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        words = self._columns(width)[1]
        key = (line.text, line.final, words)
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) > 20_000:
                self._heights.clear()
            height = self._heights[key] = round(self._layout(line, words)[1]) + 10
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(_LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("accent_tint"))
            painter.drawRoundedRect(rect.adjusted(8, 0, -8, 0), 6, 6)
        words, width, time = self._columns(rect.width())
        base = rect.top() + 5
        painter.setFont(self._name_font)
        painter.setPen(self._look.color("agent" if line.speaker == "agent" else "customer"))
        model = index.model()
        name = model.speaker_name(line.speaker) if isinstance(model, TranscriptModel) else line.speaker
        painter.drawText(QRect(rect.left() + 16, base, words - 22, 20), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._time_font)
        painter.setPen(self._look.color("faint"))
        when = clock(line.at)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(rect.left() + time - 16, base, 60, 20), right, when)
        painter.setPen(self._look.color("ink" if line.final else "faint"))
        layout, _ = self._layout(line, width)
        layout.draw(painter, QPointF(rect.left() + words, base))
        painter.restore()


class Transcript(QListView):
    """Follows the end unless the agent has scrolled up to read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = TranscriptModel(self)
        self._follow = True
        self._contact: str | None = None
        self.setModel(self._model)
        self.setItemDelegate(TranscriptDelegate(look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        if (row >= 0 and not line.final) or row == self._model.rowCount() - 1:
            self.scheduleDelayedItemsLayout()

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

    def copy_lines(self, *, everything: bool = False) -> None:
        """Copy the marked lines (or all) as text."""
        rows = range(self._model.rowCount()) if everything else sorted(i.row() for i in self.selectedIndexes())
        lines = [self._model.index(row).data(_LINE_ROLE) for row in rows]
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
        menu.addActions([copy, whole])
        menu.popup(self.viewport().mapToGlobal(at))
