"""The panel folded to a strip: what is owed now, and the reply that would be inserted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from agent_assist.datatypes import Card, Prompt
from agent_assist.ui.parts import button, icon_button, label, restyle
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look


class Strip(QFrame):
    """`unfolded`: the agent wants the whole panel.  `inserted` carries the card."""

    unfolded = Signal()
    inserted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._look = look
        self._card: Card | None = None
        self.hearing = label(look, "", 13, tone="violated", bold=True)
        self.hearing.setMinimumWidth(1)
        self.unfold_button = icon_button(look, "more", self.tr("Show the whole panel"))
        self.unfold_button.clicked.connect(self.unfolded)
        self._mark = label(look)
        self.owed = label(look, "", 13, bold=True, wrap=True)
        self.left = label(look, "", 13, bold=True, figures=True)
        self.title = label(look, "", 14, wrap=True)
        self.insert_button = button(
            look, self.tr("Insert"), self.tr("Insert the reply where you write"), kind="primary"
        )
        self.insert_button.clicked.connect(self._insert)
        head = QHBoxLayout()
        head.addWidget(self.hearing, 1)
        head.addWidget(self.unfold_button)
        debt = QHBoxLayout()
        debt.setSpacing(6)
        debt.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        debt.addWidget(self.owed, 1)
        debt.addWidget(self.left, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(debt)
        column.addWidget(self.title)
        column.addWidget(self.insert_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_state(self, hearing: str, prompt: Prompt | None, left: float | None, card: Card | None) -> None:
        """hearing: listening, paused or "".  prompt: the most pressing one.  left: seconds until it is due."""
        self._card = card
        words = {"listening": self.tr("● Listening"), "paused": self.tr("○ Paused")}
        self.hearing.setText(words.get(hearing, ""))
        tone = "" if prompt is None else "accent" if prompt.state == "advice" else prompt.state
        for part in (self.owed, self.left):
            restyle(part, "tone", tone)
        self._mark.setVisible(prompt is not None)
        if prompt is not None:
            side = self._look.px(14)
            self._mark.setPixmap(icon(prompt.state, self._look.color(tone), side).pixmap(side, side))
            self._mark.setAccessibleName(prompt.state)
        self.owed.setText("" if prompt is None else prompt.title)
        self.left.setText("" if left is None else self.tr("{0} s").format(max(0, int(left + 0.999))))
        self.title.setText(card.title if card is not None else self.tr("No reply to suggest yet"))
        self.title.setToolTip(card.reply if card is not None else "")
        self.insert_button.setVisible(card is not None)

    def _insert(self) -> None:
        if self._card is not None:
            self.inserted.emit(self._card)
