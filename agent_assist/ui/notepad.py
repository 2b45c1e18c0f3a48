"""The transcript as a notepad: lines, a bar to find words in them (Ctrl+F), one to write beside a line (Ctrl+M)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from agent_assist.ui.contact_model import Line
from agent_assist.ui.parts import icon_button, label, takes_escape
from agent_assist.ui.theme import Look
from agent_assist.ui.transcript import Transcript
from agent_assist.ui.words import clock


class _Field(QLineEdit):
    """`entered` carries the way: -1 to what was said before, 1 to what was said after."""

    entered = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        return takes_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.entered.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class _Bar(QWidget):
    """A field in a frame, with words behind it; Escape leaves it."""

    def __init__(self, look: Look, name: str, hint: str) -> None:
        super().__init__()
        frame = QFrame()
        frame.setObjectName("searchBox")
        frame.setFixedHeight(look.px(36))
        around = QHBoxLayout(self)
        around.setContentsMargins(16, 8, 16, 6)
        around.addWidget(frame)
        self.field = _Field()
        self.field.setFont(look.font(14))
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.said = label(look, "", 12, tone="dim", figures=True)
        self.close_button = icon_button(look, "close", self.tr("Close"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.said)
        row.addWidget(self.close_button)
        self.close_button.clicked.connect(self.field.left)
        self.hide()


class Notepad(QWidget):
    """`written` carries a line's id, the note beside it and whether it is marked."""

    written = Signal(str, str, bool)
    typed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.view = Transcript(look)
        self.find_bar = _Bar(look, self.tr("Find in the transcript"), self.tr("Find in the transcript"))
        self.note_bar = _Bar(look, self.tr("Note beside the line"), self.tr("Note · Enter keeps it, Esc leaves it"))
        self.note_bar.field.setMaxLength(2000)
        self._found: list[str] = []
        self._at = 0
        self._line: Line | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.note_bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.find_bar.field.textEdited.connect(self._find)
        self.find_bar.field.textEdited.connect(self.typed)
        self.find_bar.field.entered.connect(self._step)
        self.find_bar.field.left.connect(self.leave_find)
        self.note_bar.field.textEdited.connect(self.typed)
        self.note_bar.field.entered.connect(self._keep)
        self.note_bar.field.left.connect(self._leave_note)
        self.view.noted.connect(self.note)
        self.view.marked.connect(self.mark)
        self.view.find_asked.connect(self.open_find)

    def height_with(self, lines: int) -> int:
        """How high it is with so many pixels for the lines."""
        bars = [bar.sizeHint().height() for bar in (self.find_bar, self.note_bar) if not bar.isHidden()]
        return lines + sum(bars)

    # -- finding ------------------------------------------------------------------------------------------------------

    def open_find(self) -> None:
        """Ctrl+F: words to find."""
        self.find_bar.show()
        self.find_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_bar.field.selectAll()
        self._find(self.find_bar.field.text())

    def leave_find(self) -> None:
        """No words are sought any more."""
        self.view.seek("")
        self.find_bar.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> None:
        self._found = self.view.seek(words)
        self._at = len(self._found) - 1  # what was said last is what is looked for first
        self._show_found()

    def _step(self, by: int) -> None:
        # Lines may have come since, so the words are sought again; the agent stays at the line that was shown.
        shown = self._found[self._at] if self._found else ""
        self._found = self.view.seek(self.find_bar.field.text())
        if self._found:
            here = self._found.index(shown) if shown in self._found else -1 if by > 0 else 0
            self._at = (here + by) % len(self._found)
        self._show_found()

    def _show_found(self) -> None:
        if self._found:
            self.view.reveal(self._found[self._at])
            self.find_bar.said.setText(self.tr("{0} of {1}").format(self._at + 1, len(self._found)))
        else:
            self.find_bar.said.setText(self.tr("Not found") if self.find_bar.field.text().strip() else "")

    # -- notes --------------------------------------------------------------------------------------------------------

    def note(self, line: Line | None = None) -> None:
        """Ctrl+M: write beside a line, or beside the one that the agent is on."""
        line = line if line is not None else self.view.current_line()
        if line is None:
            return
        self._line = line
        self.view.reveal(line.id)
        who = self.tr("You") if line.speaker == "agent" else self.tr("Customer")
        self.note_bar.said.setText(f"{who} {clock(line.at)}")
        self.note_bar.field.setText(line.note)
        self.note_bar.show()
        self.note_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self, line: Line | None = None) -> None:
        """Ctrl+Shift+M: mark a line (or the one that the agent is on), or take its mark away."""
        line = line if line is not None else self.view.current_line()
        if line is not None:
            self.written.emit(line.id, line.note, not line.marked)

    def _keep(self, _by: int) -> None:
        line, text = self._line, " ".join(self.note_bar.field.text().split())
        self._leave_note()
        if line is not None and text != line.note:
            self.written.emit(line.id, text, line.marked)

    def _leave_note(self) -> None:
        self._line = None
        self.note_bar.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def turned(self) -> None:
        """Another contact is shown: nothing is sought or written in it yet."""
        self._line = None
        self.note_bar.hide()
        self.find_bar.hide()
        self.view.seek("")
