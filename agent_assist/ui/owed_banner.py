"""What is owed now: the words to say and a ring that counts down; also what was violated, and advice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from agent_assist.datatypes import Prompt
from agent_assist.ui.layouts import height_at
from agent_assist.ui.parts import below, button, icon_button, label, reason_menu
from agent_assist.ui.proof import proof_text
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look

#: So many prompts are shown at once.
_MOST = 2


class CountdownRing(QWidget):
    """Seconds left of a deadline, as a ring and as a number."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._left = 0.0
        self._share = 1.0
        self.setFixedSize(look.px(48), look.px(48))
        self.setFont(look.font(12, bold=True, figures=True))

    def set_left(self, left: float, whole: float) -> None:
        """`left` of `whole` seconds remain."""
        self._left = max(0.0, left)
        self._share = min(1.0, self._left / whole) if whole > 0 else 0.0
        self.setAccessibleName(self.tr("{0} seconds left").format(int(self._left + 0.999)))
        self.update()

    def text(self) -> str:
        """What stands in the ring."""
        whole = int(self._left + 0.999)
        if whole >= 100:
            return self.tr("{0} min").format(whole // 60)
        return self.tr("{0} s").format(whole)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._look.color("owed")
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        track = self._look.color("owed")
        track.setAlphaF(0.25)
        painter.setPen(QPen(track, 2.5))
        painter.drawEllipse(box)
        painter.setPen(QPen(color, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(box, 90 * 16, round(360 * 16 * self._share))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


def reasons() -> list[tuple[str, str]]:
    """(code, words) of why a prompt is put away; the code is kept with the contact."""
    translate = QCoreApplication.translate
    return [
        ("done", translate("Banner", "I have done it")),
        ("not-here", translate("Banner", "It does not apply here")),
        ("not-now", translate("Banner", "Not now")),
        ("wrong", translate("Banner", "It was misheard")),
    ]


class Banner(QFrame):
    """One prompt. `answered` carries the prompt, the protocol's verdict (acknowledged, dismissed) and a reason."""

    answered = Signal(object, str, str)
    copied = Signal(str)
    evidence = Signal(str)

    def __init__(self, look: Look, prompt: Prompt) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.prompt = prompt
        self.ring: CountdownRing | None = None
        self._look = look
        self._tone = tone = "accent" if prompt.state == "advice" else prompt.state
        spoken = {
            "owed": self.tr("To be said: {0}"),
            "violated": self.tr("Not in order: {0}"),
            "advice": self.tr("Advice: {0}"),
        }[prompt.state]
        self.setAccessibleName(spoken.format(prompt.title))

        head = QHBoxLayout()
        head.setSpacing(6)
        mark = label(look)
        side = look.px(14)
        mark.setPixmap(icon(prompt.state, look.color(tone), side).pixmap(side, side))
        head.addWidget(mark)
        head.addWidget(label(look, prompt.title, 14, tone=tone, bold=True, wrap=True), 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        if prompt.say:
            quoted = self.tr("“{0}”").format(prompt.say)
            said = label(look, quoted, 14, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(said)
        links = QHBoxLayout()
        links.setSpacing(4)
        links.setContentsMargins(-4, 0, 0, 0)
        if prompt.say:
            copy = button(look, self.tr("Copy"), self.tr("Copy the words"), kind="link", pixels=12)
            copy.clicked.connect(lambda: self.copied.emit(prompt.say))
            links.addWidget(copy)
        if prompt.evidence is not None:
            shown = button(look, self.tr("Show the line"), self.tr("Show the line it rests on"), kind="link", pixels=12)
            line_id = prompt.evidence.utterance_id
            shown.clicked.connect(lambda: self.evidence.emit(line_id))
            links.addWidget(shown)
        self.proof = label(look, proof_text(prompt.why), 12, tone="dim", wrap=True)
        self.proof.hide()
        if prompt.why:
            why = button(look, self.tr("Why?"), self.tr("Why this is shown"), kind="link", pixels=12)
            why.clicked.connect(lambda: self.proof.setVisible(self.proof.isHidden()))
            links.addWidget(why)
        self.noted = button(look, self.tr("Noted"), self.tr("Noted: I have seen this"), kind="link", pixels=12)
        self.noted.clicked.connect(self._note)
        links.addWidget(self.noted)
        links.addStretch(1)
        words.addLayout(links)
        words.addWidget(self.proof)

        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        if prompt.state == "owed" and prompt.deadline is not None:
            self.ring = CountdownRing(look)
            row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button = icon_button(look, "close", self.tr("Put away: say why"))
        self.close_button.clicked.connect(lambda: self.ask_why().popup(below(self.close_button)))
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def ask_why(self) -> QMenu:
        """The menu of reasons to put the prompt away."""
        return reason_menu(self, reasons(), lambda code: self.answered.emit(self.prompt, "dismissed", code))

    def _note(self) -> None:
        # What is owed stays until it is said; everything else goes once it was seen.
        self.noted.setEnabled(False)
        self.noted.setText(self.tr("✓ Noted"))
        self.answered.emit(self.prompt, "acknowledged", "")

    def paintEvent(self, event: QPaintEvent) -> None:
        # A style sheet bends a left border around the corners; a straight edge inside a rounded ground reads calmer.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setClipPath(ground)
        painter.fillRect(self.rect(), self._look.color(f"{self._tone}_tint"))
        painter.fillRect(QRectF(0, 0, 4, self.height()), self._look.color(self._tone))

    def tick(self, clock: float) -> None:
        """Time passed: `clock` is the contact's own, in seconds."""
        deadline = self.prompt.deadline
        if self.ring is not None and deadline is not None:
            self.ring.set_left(deadline - clock, deadline - self.prompt.at)


class OwedBanners(QWidget):
    """The most pressing prompts, one or two, and how many more there are."""

    answered = Signal(object, str, str)
    copied = Signal(str)
    evidence = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._made: list[Banner] = []
        self._alone = False
        self._left = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._more = label(look, "", 12, tone="dim")
        self._column.addWidget(self._more)
        self._more.hide()

    @property
    def banners(self) -> list[Banner]:
        """Those that are shown."""
        return self._made[:1] if self._alone else self._made

    def stand_alone(self, alone: bool) -> None:
        """Show the most pressing one and no other: room is short, and the checklist shows what else presses."""
        if alone != self._alone:
            self._alone = alone
            self._arrange()

    def height_beside(self, width: int) -> int:
        """How much of the height is not the most pressing one's."""
        gap = self._column.spacing()
        parts = [height_at(banner, width) for banner in self._made[1:]]
        if self._left:
            parts.append(self._more.sizeHint().height())
        return sum(parts) + gap * len(parts)

    def height_alone(self, width: int) -> int:
        """How high the most pressing one is; 0 where there is none."""
        return height_at(self._made[0], width) if self._made else 0

    def show_prompts(self, prompts: list[Prompt], clock: float) -> None:
        """Show these, most pressing first; a banner whose prompt stands unchanged is left alone."""
        wanted = prompts[:_MOST]
        if [banner.prompt for banner in self._made] != wanted:
            for banner in self._made:
                self._column.removeWidget(banner)
                banner.hide()
                banner.deleteLater()
            self._made = [Banner(self._look, prompt) for prompt in wanted]
            for at, banner in enumerate(self._made):
                banner.answered.connect(self.answered)
                banner.copied.connect(self.copied)
                banner.evidence.connect(self.evidence)
                self._column.insertWidget(at, banner)
        self._left = len(prompts) - len(wanted)
        self._more.setText(self.tr("and {0} more in the checklist").format(self._left))
        self._arrange()
        self.tick(clock)

    def _arrange(self) -> None:
        for banner in self._made:
            banner.setVisible(banner in self.banners)
        self._more.setVisible(self._left > 0 and not self._alone)
        self.setVisible(bool(self._made))

    def tick(self, clock: float) -> None:
        """Move the rings."""
        for banner in self._made:
            banner.tick(clock)
