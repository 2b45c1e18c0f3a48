"""The transcript's lines: their model, how one is laid out and drawn, and where it is mended."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent_assist.ui.contact_model import Line
from agent_assist.ui.entities import entities
from agent_assist.ui.theme import Look
from agent_assist.ui.words import clock

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_NONE = QModelIndex()
_PIXELS = 14


class TranscriptModel(QAbstractListModel):
    """The lines of one contact."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def speaker_name(self, speaker: str) -> str:
        """Who speaks, as the agent reads it."""
        return self.tr("You") if speaker == "agent" else self.tr("Customer")

    def as_text(self, line: Line) -> str:
        """A line as it is copied."""
        return f"{clock(line.at)} {self.speaker_name(line.speaker)}: {line.text}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.as_text(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        line = self.data(index, LINE_ROLE)
        return flags | Qt.ItemFlag.ItemIsEditable if isinstance(line, Line) and line.final else flags

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

    def take(self, row: int) -> None:
        """Take row `row` away."""
        self.beginRemoveRows(_NONE, row, row)
        del self._lines[row]
        self.endRemoveRows()

    def row_of(self, line_id: str) -> int:
        """The row of an utterance; -1 where there is none."""
        return next((row for row, line in enumerate(self._lines) if line.id == line_id), -1)


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
        self._name_font = look.font(12, bold=True)
        self._time_font = look.font(12, figures=True)
        self._heights: dict[tuple[str, int, bool, int], int] = {}

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Left edge of the words, their width, left edge of the time."""
        words = 16 + self._look.px(80)
        time = width - 16 - self._look.px(44)
        return words, max(80, time - words - 8), time

    def _layout(self, line: Line, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(line.text, self._look.font(_PIXELS))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(line))
        layout.beginLayout()
        top = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, top))
            top += max(row.height(), self._look.px(_PIXELS * 1.45))
        layout.endLayout()
        return layout, top

    def _formats(self, line: Line) -> list[QTextLayout.FormatRange]:
        """Words that may still change are faint and slanted; what can be copied by a click is underlined."""
        if not line.final:
            tentative = QTextCharFormat()
            tentative.setForeground(self._look.color("faint"))
            tentative.setFontItalic(not self._look.cjk)
            return [_range(line.committed, len(line.text), tentative)]
        copied = QTextCharFormat()
        copied.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        copied.setUnderlineColor(self._look.color("dim"))
        return [_range(start, end, copied) for start, end in entities(line.text)]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        words = self._columns(width)[1]
        key = (line.text, line.committed, line.final, words)
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) > 20_000:
                self._heights.clear()
            height = self._heights[key] = round(self._layout(line, words)[1]) + 10
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
        painter.setPen(self._look.color("faint"))
        when = f"✎ {clock(line.at)}" if line.corrected else clock(line.at)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(rect.left() + time - 16, base, 16 + self._look.px(44), self._look.px(20)), right, when)
        painter.setPen(self._look.color("ink"))
        layout, _ = self._layout(line, width)
        layout.draw(painter, QPointF(rect.left() + words, base))
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
