"""The checklist in one or two lines; every state has its shape as well as its colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from agent_assist.datatypes import ChecklistItem, ItemState
from agent_assist.ui.layouts import FlowLayout, flowed, height_of
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
        #: A button for each item that may be shown, then those that unfold the rest: in brief, and in a compact list.
        self._made: list[tuple[ChecklistItem, QPushButton]] = []
        self._more: QPushButton | None = None
        self._done: QPushButton | None = None
        self._heights: dict[tuple[int, bool], int] = {}
        self._flow = FlowLayout(8, 2)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Checklist"))

    def state_name(self, state: str) -> str:
        """A state in words, for tooltips and screen readers."""
        return {
            "met": self.tr("done"),
            "owed": self.tr("still to be said"),
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
        for old in self._all():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._heights.clear()
        brief, every = in_brief(self._items), len(self._items)
        self._made = [(item, self._button(item)) for item in (self._items if self._whole else brief)]
        self._more = self._done = None
        if len(brief) < every:
            left = self.tr("+{0} not yet due").format(every - len(brief))
            self._more = self._unfolds(self.tr("Fewer") if self._whole else left)
        if len(pressing(self._items)) < every:
            met = self.tr("{0} of {1} done").format(sum(item.state is ItemState.MET for item in self._items), every)
            self._done = self._unfolds(self.tr("Fewer") if self._whole else met)
        for made in self._all():
            self._flow.addWidget(made)
        self._arrange()
        self.setVisible(bool(self._items))

    def _all(self) -> list[QPushButton]:
        unfolding = [made for made in (self._more, self._done) if made is not None]
        return [*(made for _, made in self._made), *unfolding]

    def _arrange(self) -> None:
        shown = self._shown(self.compact)
        for made in self._all():
            made.setVisible(made in shown)
        self.updateGeometry()

    def _shown(self, compact: bool) -> list[QPushButton]:
        """What is shown in brief, or in a compact list."""
        few = pressing(self._items) if compact and not self._whole else self._items
        shown = [made for item, made in self._made if item in few]
        unfolds = self._done if compact else self._more
        return [*shown, unfolds] if unfolds is not None else shown

    @property
    def buttons(self) -> list[QPushButton]:
        """Those that are shown."""
        return self._shown(self.compact)

    def height_of(self, width: int, *, compact: bool) -> int:
        """How high the list is, in brief or compact; 0 where there is none."""
        known = (width, compact)
        if known not in self._heights:
            sizes = [made.sizeHint() for made in self._shown(compact)]
            self._heights[known] = height_of(flowed(sizes, width, self._flow.gap))
        return self._heights[known]

    def be_compact(self, compact: bool) -> None:
        """Show what is owed or was missed, and how much is done: for experienced agents, and where room is short."""
        if compact != self.compact:
            self.compact = compact
            self._arrange()

    def _unfolds(self, text: str) -> QPushButton:
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
