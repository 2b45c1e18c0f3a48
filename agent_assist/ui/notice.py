"""The strip under the tabs: what is wrong with the engine, and what to do about it. Never a pop-up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from agent_assist.ui.parts import button, icon_button, label, restyle
from agent_assist.ui.theme import Look


class Notice(QFrame):
    """One message at a time. `acted` is its button; `put_away` its cross; both carry the message's key."""

    acted = Signal(str)
    put_away = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.key = ""
        self.text = label(look, "", 13, wrap=True)
        self.action = button(look, "", "", pixels=13)
        self.action.clicked.connect(lambda: self.acted.emit(self.key))
        self.close_button = icon_button(look, "close", self.tr("Put away"))
        self.close_button.clicked.connect(lambda: self.put_away.emit(self.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(self, key: str, text: str, *, tone: str = "", action: str = "", closable: bool = True) -> None:
        """Show a message. `tone`: owed or violated for a coloured ground."""
        self.key = key
        self.text.setText(text)
        self.setAccessibleName(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.close_button.setVisible(closable)
        restyle(self, "tone", tone)
        self.show()
