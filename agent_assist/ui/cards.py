"""Suggestion cards: one open with the reply to give, the others folded to their titles."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEasingCurve, QEvent, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from agent_assist.datatypes import Card
from agent_assist.ui.because import because_text
from agent_assist.ui.layouts import UNLIMITED, FlowLayout, WordsScroll
from agent_assist.ui.parts import Tile, below, button, icon_button, label, reason_menu
from agent_assist.ui.reply_editor import ReplyEditor
from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look
from agent_assist.ui.words import how_sure, language_name, percent, reply_html, source_line

_FADE_MS = 120
_COPIED_MS = 1500
#: Words that scroll are at least so high: two lines and a part of the third, which says that there are more.
_LEAST = 56
#: A card narrower than this has no room for its caption.
_ROOMY = 344


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


def reasons() -> list[tuple[str, str]]:
    """(code, words) of why a card does not help; the codes are the protocol's."""
    translate = QCoreApplication.translate
    return [
        ("wrong", translate("OpenCard", "It does not answer this")),
        ("outdated", translate("OpenCard", "It is out of date")),
        ("unclear", translate("OpenCard", "I cannot say it like this")),
        ("known", translate("OpenCard", "I know this already")),
        ("not-now", translate("OpenCard", "Not now")),
    ]


class OpenCard(QFrame):
    """The reply to give, in full. `unhelpful` carries the card and a reason, `edited` it and the agent's words.

    Its parts are made once and used for every card: building them anew for each would be felt when tabs are turned.
    """

    copied = Signal(object)
    inserted = Signal(object)
    edited = Signal(object, str)
    used = Signal(object)
    unhelpful = Signal(object, str)
    pinned = Signal(object, bool)
    more = Signal(object, object)
    typed = Signal()
    editing = Signal(bool)

    def __init__(self, look: Look, card: Card, number: int, *, pinned: bool, explain: bool, insert: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.card = card
        self._look = look
        self._insert, self._explain = insert, explain
        self.reply = label(look, "", 16, wrap=True, plain=False)
        self.reply.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words = WordsScroll(self.reply)
        self.why = label(look, "", 12, tone="dim", wrap=True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        #: What the agent has asked of the reason: to be seen or not; None where nothing was asked.
        self._asked: bool | None = None
        self.editor: ReplyEditor | None = None
        self._pinned: bool | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._column.addLayout(self._head())
        self._column.addWidget(self.words)
        self._column.addLayout(self._source())
        self._column.addWidget(self.why)
        self.tools = QWidget()
        self.tools.setLayout(self._buttons())
        self._column.addWidget(self.tools)
        self.show_card(card, number, pinned=pinned)

    def show_card(self, card: Card, number: int, *, pinned: bool) -> None:
        """Show a card, the same or another one, as card 1, 2 or 3."""
        look, self.card = self._look, card
        self._close_editor()
        caption = self.tr("Suggested reply") if number == 1 else self.tr("Suggested reply {0}").format(number)
        self._named.setText(caption)
        self.setAccessibleName(self.tr("{0}: {1}").format(caption, card.title))
        self.setAccessibleDescription(card.reply)
        self.reply.setText(reply_html(card.reply, look.tokens.missing, look.tokens.ink, look.px(24)))
        self.reply.setAccessibleName(card.reply)
        self.words.renew()
        self._foreign.setText(self.tr("Article in {0}").format(language_name(card.lang)) if card.foreign else "")
        self._foreign.setVisible(card.foreign)
        self._from.setText(source_line(card, look.lang))
        self._asked = None
        self.why.setVisible(self._explain)
        self.refresh(card)
        self._show_pin(pinned)
        self._show_keys(number)
        self.used_button.setChecked(False)
        self.used_button.setEnabled(True)

    def explain(self, explain: bool) -> None:
        """Say why it is shown without being asked, or only then."""
        self._explain = explain
        self.why.setVisible(explain if self._asked is None else self._asked)

    def _ask(self) -> None:
        self._asked = self.why.isHidden()
        self.why.setVisible(self._asked)

    def heights(self, width: int) -> tuple[int, int]:
        """How high the whole card is but for a reason that nobody asked for, and how much that would add."""
        inside = self._inside(width)
        whole = self._column.totalHeightForWidth(width)
        reason = self.why.heightForWidth(inside) + self._column.spacing()
        if not self.why.isHidden() and not self._asked:
            whole -= reason
        if self.editor is not None:
            whole += self.editor.wanted() - self.editor.field.height()
        else:
            whole += self.words.whole(inside) - self.words.heightForWidth(inside)
        return whole, reason if self._asked is None else 0

    def shorten(self, width: int, by: int) -> None:
        """Let the words scroll within so many pixels less than they are high, so that the buttons are seen."""
        if self.editor is not None:
            self.editor.limit(self.editor.wanted() - by if by else UNLIMITED)
        left = self.words.whole(self._inside(width)) - by
        self.words.limit(max(self._look.px(_LEAST), left) if by else UNLIMITED)

    def _inside(self, width: int) -> int:
        """How wide the words are in a card of this width."""
        edges, margins = self.contentsMargins(), self._column.contentsMargins()
        return width - edges.left() - edges.right() - margins.left() - margins.right()

    def _show_pin(self, pinned: bool) -> None:
        self.pin_button.setChecked(pinned)
        if pinned == self._pinned:
            return  # each icon that is drawn stays in Qt's cache for a while
        self._pinned = pinned
        text = self.tr("Let go of this reply") if pinned else self.tr("Keep this reply (pin)")
        self.pin_button.setToolTip(text)
        self.pin_button.setAccessibleName(text)
        shape, tone = ("pinned", "accent") if pinned else ("pin", "dim")
        self.pin_button.setIcon(icon(shape, self._look.color(tone), self._look.px(16)))

    def _show_keys(self, number: int) -> None:
        keys = f"  Ctrl {number}"
        self._copy_text = self.tr("Copy") if self._insert else self.tr("Copy") + keys
        self.copy_button.setText(self._copy_text)
        copies = self.tr("Copy the reply") if self._insert else self.tr("Copy the reply (Ctrl+{0})").format(number)
        self.copy_button.setToolTip(copies)
        if self._insert:
            self.insert_button.setText(self.tr("Insert") + keys)
            self.insert_button.setToolTip(self.tr("Insert the reply where you write (Ctrl+{0})").format(number))

    # -- parts --------------------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        look = self._look
        head = QHBoxLayout()
        head.setSpacing(8)
        self._named = label(look, "", 11 if not look.cjk else 12, tone="accent", bold=True, caps=True)
        head.addWidget(self._named)
        self._foreign = label(look, "", 11, bold=True)
        self._foreign.setObjectName("chip")
        self._foreign.setToolTip(self.tr("Nothing in the contact's own language answers this as well."))
        head.addWidget(self._foreign)
        head.addStretch(1)
        self._confidence = label(look, "", 12, tone="accent", bold=True, figures=True)
        self._confidence.setToolTip(self.tr("How sure it is that this article is the right one"))
        head.addWidget(self._confidence)
        self.pin_button = icon_button(look, "pin", "")
        self.pin_button.setCheckable(True)
        self.pin_button.clicked.connect(lambda on: self.pinned.emit(self.card, on))
        self.more_button = icon_button(look, "more", self.tr("More about this reply"))
        self.more_button.clicked.connect(lambda: self.more.emit(self.card, self.more_button))
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for tool in (self.pin_button, self.more_button):
            tool.setFixedSize(look.px(26), look.px(22))
            tools.addWidget(tool)
        head.addLayout(tools)
        return head

    def _source(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._from = label(self._look, "", 12, tone="dim", wrap=True)
        row.addWidget(self._from, 1)
        self.why_button = button(
            self._look, self.tr("Why?"), self.tr("Why this reply is shown"), kind="link", pixels=12
        )
        self.why_button.clicked.connect(self._ask)
        row.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self) -> FlowLayout:
        look = self._look
        # In a narrow window the buttons take a second line rather than lose their words.
        row = FlowLayout(8, 6)
        if self._insert:
            self.insert_button = button(look, "", self.tr("Insert the reply where you write"), kind="primary")
            self.insert_button.clicked.connect(lambda: self.inserted.emit(self.card))
            row.addWidget(self.insert_button)
        kind = "" if self._insert else "primary"
        self.copy_button = button(look, "", self.tr("Copy the reply"), kind=kind)
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.card))
        self.edit_button = button(look, self.tr("Edit"), self.tr("Edit the reply first"))
        self.edit_button.clicked.connect(self.edit)
        self.used_button = button(look, self.tr("Used"), self.tr("I used this reply"))
        self.used_button.setCheckable(True)
        self.used_button.clicked.connect(self._use)
        self.unhelpful_button = button(look, self.tr("Not helpful"), self.tr("This reply is not helpful: say why"))
        self.unhelpful_button.clicked.connect(lambda: self._ask_why().popup(below(self.unhelpful_button)))
        for part in (self.copy_button, self.edit_button, self.used_button, self.unhelpful_button):
            row.addWidget(part)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # How sure it is matters more than what it is called.
        self._named.setVisible(event.size().width() >= self._look.px(_ROOMY))

    # -- what happens -------------------------------------------------------------------------------------------------

    def refresh(self, card: Card) -> None:
        """The same card with a newer confidence and reason."""
        self.card = card
        self._confidence.setText(how_sure(card.confidence))
        self.why.setText(because_text(card, self._look.lang))

    def say_copied(self) -> None:
        """Say for a moment, on the button itself, that the reply is on the clipboard."""
        self.copy_button.setMinimumWidth(self.copy_button.width())
        self.copy_button.setText(self.tr("✓ Copied"))
        QTimer.singleShot(_COPIED_MS, self.copy_button, lambda: self.copy_button.setText(self._copy_text))

    def edit(self) -> None:
        """Let the agent mend the words before they are inserted or copied."""
        if self.editor is not None:
            return
        verb = self.tr("Insert") if self._insert else self.tr("Copy")
        editor = self.editor = ReplyEditor(self._look, self.card.reply, verb)
        editor.typed.connect(self.typed)
        editor.done.connect(lambda text: self._edited(text))
        editor.left.connect(self._leave_editor)
        self.words.hide()
        self.tools.hide()
        self._column.insertWidget(1, editor)
        editor.show()
        self.editing.emit(True)
        editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, text: str) -> None:
        card = self.card
        self._leave_editor()
        self.edited.emit(card, text)

    def _leave_editor(self) -> None:
        self._close_editor()
        self.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
            self.editing.emit(False)
            self.words.show()
            self.tools.show()

    def _use(self) -> None:
        # Said once; it cannot be unsaid, so the button stays pressed.
        self.used_button.setEnabled(False)
        self.used.emit(self.card)

    def _ask_why(self) -> QMenu:
        return reason_menu(self, reasons(), lambda code: self.unhelpful.emit(self.card, code))


class FoldedCard(Tile):
    """A card folded to its title; a click or Enter opens it."""

    opened = Signal(int)

    def __init__(self, look: Look, card: Card, number: int) -> None:
        super().__init__()
        self.setObjectName("folded")
        self.clicked.connect(lambda: self.opened.emit(self.number))
        self._key = label(look, "", 11, bold=True, figures=True)
        self._key.setObjectName("key")
        self._title = QLabel()
        self._title.setFont(look.font(14))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(1)
        self._confidence = label(look, "", 13, tone="dim", figures=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        row.addWidget(self._confidence)
        self.show_card(card, number)

    def show_card(self, card: Card, number: int) -> None:
        """Show a card, the same or another one, as card 1, 2 or 3."""
        self.number = number
        self._key.setText(str(number))
        self.setAccessibleName(self.tr("Suggestion {0}: {1}").format(number, card.title))
        self.setAccessibleDescription(card.reply)
        self.setToolTip(card.reply if len(card.reply) < 400 else card.reply[:400] + "…")
        self.refresh(card)
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
