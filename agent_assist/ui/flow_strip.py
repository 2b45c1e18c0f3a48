"""Where the contact is in a call flow: a mark for each step that is done, the flow and the step that is next."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from agent_assist.ui.contact_model import FlowStep
from agent_assist.ui.parts import label
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look

#: More marks than this say less than a number.
_MARKS = 6


class FlowStrip(QFrame):
    """One line; the steps that are done are in its tooltip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)
        self._marks: list[QLabel] = []
        self._words = label(look, "", 13, wrap=True)
        self._row.addWidget(self._words, 1)
        self.hide()

    def show_step(self, step: FlowStep | None) -> None:
        """Show a step; None hides the strip."""
        for mark in self._marks:
            self._row.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        self._marks = []
        self.setVisible(step is not None)
        if step is None:
            return
        states = ["met"] * min(len(step.done), _MARKS) + (["open"] if step.step else [])
        for at, state in enumerate(states):
            mark, side = label(self._look), self._look.px(13)
            tone = "met" if state == "met" else "accent"
            mark.setPixmap(icon(state, self._look.color(tone), side).pixmap(side, side))
            self._row.insertWidget(at, mark)
            mark.show()
            self._marks.append(mark)
        done = self.tr("{0} done").format(len(step.done))
        words = f"{step.title} · {step.step}" if step.step else f"{step.title} · {done}"
        self._words.setText(f" {words}")
        self.setToolTip("\n".join(f"✓ {title}" for title in step.done))
        self.setAccessibleName(self.tr("Call flow {0}. {1}. Next: {2}").format(step.title, done, step.step))
