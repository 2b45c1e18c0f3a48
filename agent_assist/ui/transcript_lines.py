"""The transcript's lines: their model, how one is laid out and drawn, and where it is mended."""

from __future__ import annotations

import re

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent_assist.ui.contact_model import Line
from agent_assist.ui.entities import entities
from agent_assist.ui.shapes import paint_shape
from agent_assist.ui.theme import Look
from agent_assist.ui.words import clock

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_NONE = QModelIndex()
_PIXELS = 14
#: A note stands so far below its line, and so far in.
_GAP, _INDENT = 3, 10


#: So many rows are in the view at once; it lays all of them out anew for each line that comes.
SPAN, STEP = 150, 60
#: So many heights are remembered: those of the contacts that the agent turns between.
_HEIGHTS = 4000


class TranscriptModel(QAbstractListModel):
    """The lines of one contact, of which the view has a stretch: `first` to `last`. Rows are those of the stretch.

    Methods that say `place` count from the contact's first line.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.first = self.last = 0

    @property
    def lines(self) -> list[Line]:
        """All lines of the contact."""
        return self._lines

    @property
    def at_end(self) -> bool:
        """Whether the stretch reaches the newest line."""
        return self.last == len(self._lines)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self.last - self.first

    def speaker_name(self, speaker: str) -> str:
        """Who speaks, as the agent reads it."""
        return self.tr("You") if speaker == "agent" else self.tr("Customer")

    def as_text(self, line: Line) -> str:
        """A line as it is copied."""
        said = f"{clock(line.at)} {self.speaker_name(line.speaker)}: {line.text}"
        return f"{said} [{line.note}]" if line.note else said

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        line = self._lines[self.first + index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marked = self.tr("Marked: {0}").format(self.as_text(line))
            return marked if line.marked else self.as_text(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        line = self.data(index, LINE_ROLE)
        return flags | Qt.ItemFlag.ItemIsEditable if isinstance(line, Line) and line.final else flags

    def load(self, lines: list[Line]) -> None:
        """Show another contact's lines, from their end."""
        self.beginResetModel()
        self._lines = list(lines)
        self.last = len(lines)
        self.first = max(0, self.last - SPAN)
        self.endResetModel()

    def stretch(self, place: int) -> None:
        """Have the view show the stretch around a place."""
        first = max(0, min(place - SPAN // 2, len(self._lines) - SPAN))
        if first != self.first or self.last != min(len(self._lines), first + SPAN):
            self.beginResetModel()
            self.first, self.last = first, min(len(self._lines), first + SPAN)
            self.endResetModel()

    def put(self, place: int, line: Line) -> None:
        """Set the line at `place`, or add it at the end."""
        if place < len(self._lines):
            self._lines[place] = line
            if self.first <= place < self.last:
                here = self.index(place - self.first)
                self.dataChanged.emit(here, here)
            return
        if not self.at_end:
            self._lines.append(line)
            return
        row = self.rowCount()
        self.beginInsertRows(_NONE, row, row)
        self._lines.append(line)
        self.last += 1
        self.endInsertRows()

    def shorten(self) -> None:
        """Let the oldest rows go where there are many more than the view needs."""
        if self.rowCount() > SPAN + STEP:
            self.beginRemoveRows(_NONE, 0, STEP - 1)
            self.first += STEP
            self.endRemoveRows()

    def take(self, place: int) -> None:
        """Take the line at `place` away."""
        if not self.first <= place < self.last:
            del self._lines[place]
            shift = int(place < self.first)
            self.first, self.last = self.first - shift, self.last - shift
            return
        self.beginRemoveRows(_NONE, place - self.first, place - self.first)
        del self._lines[place]
        self.last -= 1
        self.endRemoveRows()

    def place_of(self, line_id: str) -> int:
        """The place of an utterance; -1 where there is none."""
        return next((at for at in range(len(self._lines) - 1, -1, -1) if self._lines[at].id == line_id), -1)


class LineEditor(QPlainTextEdit):
    """Where a line is mended: Enter keeps, Escape leaves it."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class TranscriptDelegate(QStyledItemDelegate):
    """Draws a line: who, what, when. Heights are remembered by text and width.  mended: a line's id and new words."""

    mended = Signal(str, str)

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._font = look.font(_PIXELS)
        self._name_font = look.font(12, bold=True)
        self._time_font = look.font(12, figures=True)
        self._heights: dict[tuple[str, str, int, bool, int], int] = {}
        #: What is sought in the transcript: it stands out in every line.
        self.sought: re.Pattern[str] | None = None

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Left edge of the words, their width, left edge of the time."""
        words = 16 + self._look.px(80)
        time = width - 16 - self._look.px(44)
        return words, max(80, time - words - 8), time

    def _layout(self, line: Line, width: int) -> tuple[QTextLayout, float]:
        return self._laid_out(line.text, self._formats(line), width)

    def _note_layout(self, line: Line, width: int) -> tuple[QTextLayout, float]:
        return self._laid_out(line.note, self._found(line.note), width - _INDENT)

    def _laid_out(self, text: str, formats: list[QTextLayout.FormatRange], width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        top = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, top))
            top += max(row.height(), self._look.px(_PIXELS * 1.45))
        layout.endLayout()
        return layout, top

    def _formats(self, line: Line) -> list[QTextLayout.FormatRange]:
        """Words that may still change are dim and slanted; what can be copied by a click is underlined."""
        if not line.final:
            tentative = QTextCharFormat()
            tentative.setForeground(self._look.color("dim"))
            tentative.setFontItalic(not self._look.cjk)
            return [_range(line.committed, len(line.text), tentative)]
        copied = QTextCharFormat()
        copied.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        copied.setUnderlineColor(self._look.color("dim"))
        return [*(_range(start, end, copied) for start, end in entities(line.text)), *self._found(line.text)]

    def _found(self, text: str) -> list[QTextLayout.FormatRange]:
        if self.sought is None:
            return []
        found = QTextCharFormat()
        found.setBackground(self._look.color("missing"))
        return [_range(*hit.span(), found) for hit in self.sought.finditer(text)]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, TranscriptModel)
        line = model.lines[model.first + index.row()]
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        words = self._columns(width)[1]
        key = (line.text, line.note, line.committed, line.final, words)
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) > _HEIGHTS:
                self._heights.clear()
            beside = self._note_layout(line, words)[1] + _GAP if line.note else 0
            height = self._heights[key] = round(self._layout(line, words)[1] + beside) + 10
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
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
        painter.drawText(
            QRect(rect.left() + 16, base, words - 22, self._look.px(20)), Qt.AlignmentFlag.AlignVCenter, name
        )
        painter.setFont(self._time_font)
        painter.setPen(self._look.color("dim"))
        when = f"✎ {clock(line.at)}" if line.corrected else clock(line.at)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(rect.left() + time - 16, base, 16 + self._look.px(44), self._look.px(20)), right, when)
        painter.setPen(self._look.color("ink"))
        layout, height = self._layout(line, width)
        layout.draw(painter, QPointF(rect.left() + words, base))
        if line.marked:
            place = QRectF(rect.left() + words - 20, base + 3, 13, 13)
            paint_shape(painter, place, "marked", self._look.color("owed"))
        if line.note:
            note, tall = self._note_layout(line, width)
            top = base + height + _GAP
            painter.fillRect(QRectF(rect.left() + words, top + 1, 2, tall - 2), self._look.color("owed"))
            painter.setPen(self._look.color("owed"))
            note.draw(painter, QPointF(rect.left() + words + _INDENT, top))
        painter.restore()

    def entity_at(self, line: Line, rect: QRect, at: QPointF) -> str:
        """What a click at `at` copies; rect: the line's place.  "" where there is nothing."""
        if not line.final:
            return ""
        words, width, _ = self._columns(rect.width())
        layout, height = self._layout(line, width)
        inside = QPointF(at.x() - rect.left() - words, at.y() - rect.top() - 5)
        if not (0 <= inside.y() < height and inside.x() >= 0):
            return ""
        rows = [layout.lineAt(number) for number in range(layout.lineCount())]
        row = next((one for one in reversed(rows) if one.y() <= inside.y()), None)
        if row is None or inside.x() > row.naturalTextWidth():
            return ""
        cursor = row.xToCursor(inside.x(), row.CursorPosition.CursorOnCharacter)
        return next((line.text[start:end] for start, end in entities(line.text) if start <= cursor < end), "")

    # -- mending a line -----------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = LineEditor(parent)
        editor.setFont(self._look.font(_PIXELS))
        editor.setAccessibleName(self.tr("Correct the line"))
        editor.setTabChangesFocus(True)
        editor.done.connect(lambda: self._keep(editor))
        return editor

    def _keep(self, editor: LineEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # The line may come again while it is mended; what the agent has typed stays.
        if isinstance(editor, LineEditor) and not editor.document().isModified() and not editor.toPlainText():
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(editor, LineEditor) and isinstance(line, Line):
            text = " ".join(editor.toPlainText().split())
            if text and text != line.text:
                self.mended.emit(line.id, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        words, width, _ = self._columns(rect.width())
        editor.setGeometry(rect.left() + words - 10, rect.top() - 2, width + 60, max(44, rect.height() + 18))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False  # the delegate's own way with plain text editors is to break the line
        return super().eventFilter(editor, event)


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made
