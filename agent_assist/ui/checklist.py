"""The checklist in one or two lines; every state has its shape as well as its colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from agent_assist.datatypes import ChecklistItem, ItemState
from agent_assist.ui.layouts import FlowLayout
from agent_assist.ui.parts import button
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look
from agent_assist.ui.words import clock

#: So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded.
_BRIEF = 5


def in_brief(items: tuple[ChecklistItem, ...]) -> tuple[ChecklistItem, ...]:
    """Every item that has been decided or is owed, and open ones up to five in all, in their order."""
    room = _BRIEF - sum(item.state is not ItemState.OPEN for item in items)
    shown = []
    for item in items:
        if item.state is ItemState.OPEN:
            room -= 1
            if room < 0:
                continue
        shown.append(item)
    return tuple(shown)


def pressing(items: tuple[ChecklistItem, ...]) -> tuple[ChecklistItem, ...]:
    """The items that are owed or were missed, in their order."""
    return tuple(item for item in items if item.state in (ItemState.OWED, ItemState.VIOLATED))


class Checklist(QWidget):
    """`evidence` carries the id of the utterance that decided the item that was pressed."""

    evidence = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._items: tuple[ChecklistItem, ...] = ()
        self._whole = False
        self.compact = False
        self.buttons: list[QPushButton] = []
        self.setLayout(FlowLayout(8, 2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Checklist"))

    def state_name(self, state: str) -> str:
        """A state in words, for tooltips and screen readers."""
        return {
            "met": self.tr("done"),
            "owed": self.tr("to be said now"),
            "violated": self.tr("missed"),
            "unknown": self.tr("cannot be told"),
            "open": self.tr("not yet due"),
        }[state]

    def show_items(self, items: tuple[ChecklistItem, ...]) -> None:
        """Show these items, in the engine's order."""
        if items != self._items:
            self._items = items
            self._build()

    def _build(self) -> None:
        layout = self.layout()
        for old in self.buttons:
            layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        brief = pressing(self._items) if self.compact else in_brief(self._items)
        shown = self._items if self._whole else brief
        self.buttons = [self._button(item) for item in shown]
        if len(brief) < len(self._items):
            self.buttons.append(self._more_button(len(self._items) - len(shown)))
        for made in self.buttons:
            layout.addWidget(made)
            made.show()
        self.setVisible(bool(self._items))
        self.updateGeometry()

    def be_compact(self, compact: bool) -> None:
        """Show what is owed or was missed, and how much is done: for experienced agents, and where room is short."""
        if compact != self.compact:
            self.compact = compact
            self._build()

    def _more_button(self, hidden: int) -> QPushButton:
        if self.compact and hidden:
            done = sum(item.state is ItemState.MET for item in self._items)
            text = self.tr("{0} of {1} done").format(done, len(self._items))
        else:
            text = self.tr("+{0} not yet due").format(hidden) if hidden else self.tr("Fewer")
        made = button(self._look, text, text, kind="check", pixels=13)
        made.clicked.connect(self._toggle)
        return made

    def _toggle(self) -> None:
        self._whole = not self._whole
        self._build()

    def _button(self, item: ChecklistItem) -> QPushButton:
        state = str(item.state)
        name = self.tr("{0}: {1}").format(item.title, self.state_name(state))
        made = button(self._look, f" {item.title}".replace("&", "&&"), name, kind="check", pixels=13)
        made.setProperty("state", state)
        tone = state if state in ("met", "owed", "violated") else "dim"
        side = self._look.px(13)
        made.setIcon(icon(state, self._look.color(tone), side))
        made.setIconSize(QSize(side, side))
        tip = name
        if item.evidence is not None:
            quote = self.tr("“{0}”").format(item.evidence.quote)
            tip = f"{name}\n{clock(item.evidence.at)} {quote}"
            line_id = item.evidence.utterance_id
            made.clicked.connect(lambda: self.evidence.emit(line_id))
        made.setToolTip(tip)
        return made
