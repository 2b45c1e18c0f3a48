"""Layouts that Qt has not: items that flow into lines, and scroll areas as high as their content or as given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QLayoutItem, QScrollArea, QSizePolicy, QWidget

#: Qt's own most for a widget's width and height.
UNLIMITED = 16_777_215


def flowed(sizes: Sequence[QSize], width: int, gap: tuple[int, int]) -> list[QRect]:
    """Where parts lie beside each other in lines of this width.  gap: between two of them, and between lines."""
    places: list[QRect] = []
    x = y = line = 0
    for wanted in sizes:
        size = wanted.boundedTo(QSize(max(width, 1), 10_000))
        if x > 0 and x + size.width() > width:
            x, y, line = 0, y + line + gap[1], 0
        places.append(QRect(QPoint(x, y), size))
        x += size.width() + gap[0]
        line = max(line, size.height())
    return places


def height_at(part: QWidget, width: int) -> int:
    """How high a part wants to be at a width, as its layout has it."""
    layout = part.layout()
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


def height_of(places: Sequence[QRect]) -> int:
    """How high parts that lie so are together."""
    return max((place.bottom() + 1 for place in places), default=0)


class FlowLayout(QLayout):
    """Places items beside each other and begins a new line where one does not fit."""

    def __init__(self, gap_x: int = 8, gap_y: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.gap = (gap_x, gap_y)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return height_of(flowed([item.sizeHint() for item in self._seen()], width, self.gap))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        items = self._seen()
        places = flowed([item.sizeHint() for item in items], rect.width(), self.gap)
        for item, place in zip(items, places, strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._seen():
            size = size.expandedTo(item.minimumSize())
        return size

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


class GivenScroll(QScrollArea):
    """A vertical scroll area of the height that it is given: its content is not asked how high it would be."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class WordsScroll(GivenScroll):
    """Words as high as they are at the width that they have; from a limit on they scroll."""

    def __init__(self, words: QLabel) -> None:
        super().__init__(words)
        self._words = words
        self._limit = UNLIMITED
        #: Height by width, for rich text is slow to lay out.
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def whole(self, width: int) -> int:
        """How high all of the words are."""
        if width not in self._heights:
            self._heights[width] = max(0, self._words.heightForWidth(width))
        return self._heights[width]

    def renew(self) -> None:
        """Other words are shown: from their beginning."""
        self._heights.clear()
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def limit(self, height: int) -> None:
        """No higher than this from now on; words that are longer can be scrolled with the keyboard, too."""
        if height != self._limit:
            self._limit = height
            shortened = height != UNLIMITED
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if shortened else Qt.FocusPolicy.NoFocus)
            self.setAccessibleName(self._words.accessibleName() if shortened else "")
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return min(self._limit, self.whole(width))

    def sizeHint(self) -> QSize:
        return QSize(self._words.sizeHint().width(), self.heightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._heights.clear()
            self.updateGeometry()
        return super().event(event)


class ContentScroll(GivenScroll):
    """A vertical scroll area as high as its content where there is room, and scrolling where there is not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self._least, self._most = 0, UNLIMITED
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content.installEventFilter(self)

    def keep(self, least: int, most: int) -> None:
        """Be so high, as far as the content is."""
        if (least, most) != (self._least, self._most):
            self._least, self._most = least, most
            self.updateGeometry()

    def _height(self) -> int:
        content = self.widget()
        width = max(self.width(), 64)
        layout = content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return content.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(QScrollArea.sizeHint(self).width(), min(self._most, self._height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._least, self._height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
