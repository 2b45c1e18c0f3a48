"""Suggestion cards: one open with the reply to give, the others folded to their titles."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.layouts import FlowLayout
from agent_assist.ui.parts import button, icon_button, label
from agent_assist.ui.theme import Look
from agent_assist.ui.words import language_name, percent, reply_html, source_line

_FADE_MS = 120
_COPIED_MS = 1500


def key_of(card: Card) -> tuple[str, str, str, str]:
    """What makes a card the same card: another confidence does not make it another."""
    return (card.article_id, card.passage_id, card.template_id, card.reply)


def fade_in(widget: QWidget, look: Look) -> None:
    """Let a new card appear over 120 ms, where the system's settings let things move."""
    if not look.animate:
        return
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    motion = QPropertyAnimation(effect, b"opacity", effect)
    motion.setDuration(_FADE_MS)
    motion.setStartValue(0.0)
    motion.setEndValue(1.0)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    # Text is drawn sharper without an effect, so it goes when done; not within the signal, for it owns the motion.
    motion.finished.connect(lambda: QTimer.singleShot(0, widget, lambda: widget.setGraphicsEffect(None)))  # type: ignore[arg-type]
    motion.start(QPropertyAnimation.DeletionPolicy.KeepWhenStopped)


class OpenCard(QFrame):
    """The reply to give, in full."""

    copied = Signal(object)
    used = Signal(object)
    unhelpful = Signal(object)
    more = Signal(object, object)

    def __init__(self, look: Look, card: Card, number: int) -> None:
        super().__init__()
        self.setObjectName("card")
        self.card = card
        caption = self.tr("Suggested reply") if number == 1 else self.tr("Suggested reply {0}").format(number)
        self.setAccessibleName(self.tr("{0}: {1}").format(caption, card.title))
        self.setAccessibleDescription(card.reply)

        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(look, caption, 11 if not look.cjk else 12, tone="accent", bold=True, caps=True))
        if card.foreign:
            chip = label(look, self.tr("Article in {0}").format(language_name(card.lang)), 11, bold=True)
            chip.setObjectName("chip")
            chip.setToolTip(self.tr("Nothing in the contact's own language answers this as well."))
            head.addWidget(chip)
        head.addStretch(1)
        self._confidence = label(look, percent(card.confidence), 12, tone="accent", bold=True, figures=True)
        self._confidence.setToolTip(self.tr("How sure it is that this article is the right one"))
        head.addWidget(self._confidence)

        self.reply = label(look, "", 16, wrap=True, plain=False)
        self.reply.setText(reply_html(card.reply, look.tokens.missing, look.tokens.ink, look.px(24)))
        self.reply.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reply.setAccessibleName(card.reply)
        source = label(look, source_line(card, look.lang), 12, tone="dim", wrap=True)

        self.copy_button = button(look, "", self.tr("Copy the reply"), kind="primary")
        self._copy_text = self.tr("Copy") + f"  Ctrl {number}"
        self.copy_button.setText(self._copy_text)
        self.copy_button.setToolTip(self.tr("Copy the reply (Ctrl+{0})").format(number))
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.card))
        self.used_button = button(look, self.tr("Used"), self.tr("I used this reply"))
        self.used_button.setCheckable(True)
        self.used_button.clicked.connect(self._use)
        self.unhelpful_button = button(look, self.tr("Not helpful"), self.tr("This reply is not helpful"))
        self.unhelpful_button.clicked.connect(lambda: self.unhelpful.emit(self.card))
        self.why_button = button(look, self.tr("Why?"), self.tr("Why this reply is shown"), kind="link", pixels=13)
        self.why_button.clicked.connect(self._toggle_why)
        self.more_button = icon_button(look, "more", self.tr("More about this article"))
        self.more_button.clicked.connect(lambda: self.more.emit(self.card, self.more_button))
        self.more_button.setVisible(bool(card.url))
        for quiet in (self.why_button, self.more_button):
            quiet.setFixedHeight(self.copy_button.sizeHint().height())
        # In a narrow window the buttons take a second line rather than lose their words.
        buttons = FlowLayout(8, 6)
        for part in (self.copy_button, self.used_button, self.unhelpful_button):
            buttons.addWidget(part)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addLayout(buttons, 1)
        actions.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignBottom)
        actions.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignBottom)

        self.why = label(look, card.why, 12, tone="dim", wrap=True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.reply)
        column.addWidget(source)
        column.addLayout(actions)
        column.addWidget(self.why)

    def refresh(self, card: Card) -> None:
        """The same card with a newer confidence and reason."""
        self.card = card
        self._confidence.setText(percent(card.confidence))
        self.why.setText(card.why)

    def say_copied(self) -> None:
        """Say for a moment, on the button itself, that the reply is on the clipboard."""
        self.copy_button.setMinimumWidth(self.copy_button.width())
        self.copy_button.setText(self.tr("✓ Copied"))
        QTimer.singleShot(_COPIED_MS, self.copy_button, lambda: self.copy_button.setText(self._copy_text))

    def _toggle_why(self) -> None:
        self.why.setVisible(self.why.isHidden())

    def _use(self) -> None:
        # Said once; it cannot be unsaid, so the button stays pressed.
        self.used_button.setEnabled(False)
        self.used.emit(self.card)


class FoldedCard(QFrame):
    """A card folded to its title; a click or Enter opens it."""

    opened = Signal(int)

    def __init__(self, look: Look, card: Card, number: int) -> None:
        super().__init__()
        self.setObjectName("folded")
        self.number = number
        self.card = card
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Suggestion {0}: {1}").format(number, card.title))
        self.setAccessibleDescription(card.reply)
        self.setToolTip(card.reply if len(card.reply) < 400 else card.reply[:400] + "…")
        key = label(look, str(number), 11, bold=True, figures=True)
        key.setObjectName("key")
        self._title = QLabel()
        self._title.setFont(look.font(14))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(1)
        self._confidence = label(look, percent(card.confidence), 13, tone="dim", figures=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        row.addWidget(self._confidence)
        self._elide()

    def refresh(self, card: Card) -> None:
        """The same card with a newer confidence."""
        self.card = card
        self._confidence.setText(percent(card.confidence))

    def _elide(self) -> None:
        room = max(40, self._title.width())
        text = self._title.fontMetrics().elidedText(self.card.title, Qt.TextElideMode.ElideRight, room)
        self._title.setText(text)

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._elide()
        return answer

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.number)
        else:
            super().keyPressEvent(event)
