"""What is wrong with how a window is laid out, whatever it shows: words cut off, parts outside their place or over one
another, and a reply whose buttons are out of sight. The pictures and the window's tests are looked at with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from agent_assist.ui.cards import OpenCard
from agent_assist.ui.search import SearchResults

#: Qt lays these out inside themselves.
_OWN_INSIDE = (QTabBar, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView, QTextEdit)
#: Fractions of a pixel are rounded apart by layouts and by type.
_ROUNDED = 1


def faults(shown: QWidget) -> list[str]:
    """What is wrong inside a window that is on the screen, one line each; none where all is well."""
    return [fault for widget in _parts(shown) for fault in (*_misplaced(widget), *_cut(widget), *_buttons(widget))]


def _parts(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if not isinstance(widget, _OWN_INSIDE):
        for child in _children(widget):
            yield from _parts(child)


def _children(widget: QWidget) -> list[QWidget]:
    """Those that are laid out in it: not the windows that belong to it."""
    if isinstance(widget, QAbstractScrollArea):
        content = widget.widget() if isinstance(widget, QScrollArea) else None
        return [content] if content is not None else []
    return [one for one in widget.children() if isinstance(one, QWidget) and not one.isHidden() and not one.isWindow()]


def _name(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", lambda: "")() or widget.objectName()
    return f"{type(widget).__name__} {words[:40]!r}"


def _misplaced(widget: QWidget) -> Iterator[str]:
    room, children = widget.rect(), _children(widget)
    for child in children:
        place = child.geometry()
        if isinstance(widget, QScrollArea):
            if place.width() > widget.viewport().width():
                yield f"{_name(child)} is wider than its scroll area by {place.width() - widget.viewport().width()}"
        elif not room.contains(place):
            yield f"{_name(child)} at {place.getRect()} is outside {_name(widget)} of {room.width()} x {room.height()}"
    for one, other in combinations(children, 2):
        if one.geometry().intersects(other.geometry()) and not any(isinstance(a, SearchResults) for a in (one, other)):
            yield f"{_name(one)} {one.geometry().getRect()} lies over {_name(other)} {other.geometry().getRect()}"


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        wrapped = widget.wordWrap()
        need = widget.heightForWidth(widget.width()) if wrapped else widget.sizeHint().height()
        if widget.height() + _ROUNDED < need:
            yield f"{_name(widget)} is {widget.height()} high and needs {need}"
        if not wrapped and widget.width() + _ROUNDED < widget.sizeHint().width():
            yield f"{_name(widget)} is {widget.width()} wide and needs {widget.sizeHint().width()}"
        said, whole = widget.text(), widget.accessibleName()
        if said.endswith("…") and whole != said and whole.startswith(said[:-1]):
            yield f"{_name(widget)} is shortened to {said!r}"
    elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)) and widget.text():
        hint = widget.sizeHint()
        if widget.width() < hint.width() or widget.height() < hint.height():
            yield f"{_name(widget)} is {widget.width()} x {widget.height()}, needs {hint.width()} x {hint.height()}"
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        need = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if widget.contentsRect().width() < need:
            yield f"{_name(widget)} has {widget.contentsRect().width()} for a hint of {need}"
    elif isinstance(widget, QComboBox) and widget.currentText():
        need = widget.fontMetrics().horizontalAdvance(widget.currentText())
        if widget.contentsRect().width() < need:
            yield f"{_name(widget)} has {widget.contentsRect().width()} for words of {need}"


def _buttons(widget: QWidget) -> Iterator[str]:
    """The reply to give is there with all that can be done with it, without scrolling."""
    if not isinstance(widget, OpenCard):
        return
    area: QWidget | None = widget
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None:
        return
    # What lies over it hides it all the same, as long as it is there: the search results.
    for button in widget.findChildren(QPushButton):
        if button.isVisible():
            seen = QRect(button.mapTo(area.viewport(), QPoint()), button.size())
            if not area.viewport().rect().contains(seen):
                yield f"{_name(button)} is out of sight by {seen.bottom() - area.viewport().height() + 1}"
