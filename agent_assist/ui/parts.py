"""Small builders that every widget of the window uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from agent_assist.ui.shapes import icon
from agent_assist.ui.theme import Look

#: No smaller may the panel be, in pixels at 100 % text size.
LEAST_WIDTH, LEAST_HEIGHT = 360, 600
#: What a window's frame may take of the screen.
_FRAME = QSize(32, 64)


def label(
    look: Look,
    text: str = "",
    pixels: int = 14,
    *,
    tone: str = "",
    bold: bool = False,
    figures: bool = False,
    caps: bool = False,
    wrap: bool = False,
    plain: bool = True,
) -> QLabel:
    """A label in the window's type; `tone` is a colour of the style sheet (dim, accent, owed, violated, met)."""
    made = QLabel(text)
    made.setFont(look.font(pixels, bold=bold, figures=figures, caps=caps))
    made.setTextFormat(Qt.TextFormat.PlainText if plain else Qt.TextFormat.RichText)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        # A wrapped label may be as narrow as its place; its height follows.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(1)
    return made


def button(look: Look, text: str, name: str, *, kind: str = "", pixels: int = 14) -> QPushButton:
    """A push button; `name` is what a screen reader says."""
    made = QPushButton(text)
    made.setFont(look.font(pixels, bold=kind == "primary"))
    made.setAccessibleName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    return made


def icon_button(look: Look, drawn: str, name: str, pixels: int = 16) -> QToolButton:
    """A square button with a drawn icon; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    side = look.px(pixels)
    made.setIcon(icon(drawn, look.color("dim"), side))
    made.setIconSize(QSize(side, side))
    made.setFixedSize(look.px(28), look.px(28))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class Tile(QPushButton):
    """A button that is laid out like a panel: pressed by a click, by Enter and by Space, and by screen readers too."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().totalMinimumSize()


def resize_within(window: QWidget, look: Look, width: int, height: int) -> None:
    """Give a window a size that grows with the text, but not beyond its screen."""
    wanted = QSize(look.px(width), look.px(height))
    window.resize(wanted.boundedTo(window.screen().availableSize() - _FRAME))


def least_size(window: QWidget, scale: float) -> QSize:
    """No smaller may the panel be at this size of text; what its screen has not, no window needs."""
    return (QSize(LEAST_WIDTH, LEAST_HEIGHT) * scale).boundedTo(window.screen().availableSize() - _FRAME)


def takes_escape(event: QEvent) -> bool:
    """Accept Escape for the field that has the focus, before the window's own Escape gets it."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    escape = event.key() == Qt.Key.Key_Escape
    if escape:
        event.accept()
    return escape


def rule() -> QFrame:
    """A line one pixel high."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and draw the widget by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def reason_menu(parent: QWidget, entries: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> QMenu:
    """A menu of (code, words) that is gone when it was used; `chosen` is told the code."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for code, words in entries:
        menu.addAction(words).triggered.connect(lambda _checked=False, one=code: chosen(one))
    return menu


def below(widget: QWidget) -> QPoint:
    """Where a menu of the widget opens."""
    return widget.mapToGlobal(widget.rect().bottomLeft())
