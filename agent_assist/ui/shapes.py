"""The five shapes of the checklist and a few drawn icons: state is never told by colour alone."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def paint_shape(painter: QPainter, box: QRectF, state: str, color: QColor) -> None:
    """Draw a state in `box`: met tick, owed pie, violated mark, unknown question mark, open ring, advice dot, star."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = box.width()
    left, top = box.left(), box.top()
    painter.setPen(_pen(color, side * 0.115))
    ring = box.adjusted(side * 0.12, side * 0.12, -side * 0.12, -side * 0.12)
    if state == "met":
        tick = QPainterPath(QPointF(left + side * 0.14, top + side * 0.54))
        tick.lineTo(left + side * 0.40, top + side * 0.80)
        tick.lineTo(left + side * 0.88, top + side * 0.22)
        painter.drawPath(tick)
    elif state == "owed":
        painter.drawEllipse(ring)
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(ring, 90 * 16, -90 * 16)
    elif state == "violated":
        triangle = QPainterPath(QPointF(left + side * 0.5, top + side * 0.08))
        triangle.lineTo(left + side * 0.95, top + side * 0.9)
        triangle.lineTo(left + side * 0.05, top + side * 0.9)
        triangle.closeSubpath()
        painter.drawPath(triangle)
        painter.drawLine(QPointF(left + side * 0.5, top + side * 0.4), QPointF(left + side * 0.5, top + side * 0.6))
        painter.drawPoint(QPointF(left + side * 0.5, top + side * 0.76))
    elif state == "unknown":
        mark = QPainterPath(QPointF(left + side * 0.30, top + side * 0.32))
        mark.cubicTo(
            left + side * 0.30,
            top + side * 0.02,
            left + side * 0.74,
            top + side * 0.06,
            left + side * 0.70,
            top + side * 0.34,
        )
        mark.cubicTo(
            left + side * 0.68,
            top + side * 0.48,
            left + side * 0.50,
            top + side * 0.48,
            left + side * 0.50,
            top + side * 0.66,
        )
        painter.drawPath(mark)
        painter.drawPoint(QPointF(left + side * 0.5, top + side * 0.88))
    elif state == "marked":
        star = QPainterPath()
        for corner in range(10):
            angle, far = math.radians(36 * corner - 90), side * (0.48 if corner % 2 == 0 else 0.21)
            point = box.center() + QPointF(far * math.cos(angle), far * math.sin(angle))
            star.lineTo(point) if corner else star.moveTo(point)
        star.closeSubpath()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPath(star)
    elif state == "advice":
        painter.drawEllipse(ring)
        painter.drawLine(QPointF(left + side * 0.5, top + side * 0.46), QPointF(left + side * 0.5, top + side * 0.70))
        painter.drawPoint(QPointF(left + side * 0.5, top + side * 0.31))
    else:
        painter.drawEllipse(ring)
    painter.restore()


def _paint_icon(painter: QPainter, side: float, name: str, color: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(color, side * 0.09))
    if name == "more":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for at in (0.22, 0.5, 0.78):
            painter.drawEllipse(QPointF(side * at, side * 0.5), side * 0.075, side * 0.075)
    elif name == "close":
        painter.drawLine(QPointF(side * 0.28, side * 0.28), QPointF(side * 0.72, side * 0.72))
        painter.drawLine(QPointF(side * 0.72, side * 0.28), QPointF(side * 0.28, side * 0.72))
    elif name == "search":
        painter.drawEllipse(QRectF(side * 0.16, side * 0.16, side * 0.48, side * 0.48))
        painter.drawLine(QPointF(side * 0.58, side * 0.58), QPointF(side * 0.84, side * 0.84))
    elif name == "paste":
        painter.drawRoundedRect(QRectF(side * 0.2, side * 0.2, side * 0.6, side * 0.68), side * 0.08, side * 0.08)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(side * 0.37, side * 0.12, side * 0.26, side * 0.14), side * 0.04, side * 0.04)
        painter.drawLine(QPointF(side * 0.35, side * 0.48), QPointF(side * 0.65, side * 0.48))
        painter.drawLine(QPointF(side * 0.35, side * 0.66), QPointF(side * 0.56, side * 0.66))
    elif name in ("pin", "pinned"):
        _paint_pin(painter, side, name == "pinned", color)
    else:
        _paint_control(painter, side, name, color)


def _paint_pin(painter: QPainter, side: float, filled: bool, color: QColor) -> None:
    """A drawing pin, leaning; filled where it holds something."""
    painter.translate(side / 2, side / 2)
    painter.rotate(35)
    painter.translate(-side / 2, -side / 2)
    if filled:
        painter.setBrush(color)
    head = QPainterPath(QPointF(side * 0.36, side * 0.12))
    for x, y in ((0.64, 0.12), (0.60, 0.42), (0.74, 0.60), (0.26, 0.60), (0.40, 0.42)):
        head.lineTo(side * x, side * y)
    head.closeSubpath()
    painter.drawPath(head)
    painter.drawLine(QPointF(side * 0.5, side * 0.60), QPointF(side * 0.5, side * 0.92))


def _paint_control(painter: QPainter, side: float, name: str, color: QColor) -> None:
    """What recorders have on their keys: pause, play, stop; and a microphone."""
    if name == "microphone":
        painter.drawRoundedRect(QRectF(side * 0.37, side * 0.12, side * 0.26, side * 0.44), side * 0.13, side * 0.13)
        painter.drawArc(QRectF(side * 0.22, side * 0.22, side * 0.56, side * 0.5), 180 * 16, 180 * 16)
        painter.drawLine(QPointF(side * 0.5, side * 0.72), QPointF(side * 0.5, side * 0.88))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if name == "pause":
        for left in (0.26, 0.58):
            painter.drawRoundedRect(QRectF(side * left, side * 0.2, side * 0.16, side * 0.6), 1, 1)
    elif name == "play":
        triangle = QPainterPath(QPointF(side * 0.3, side * 0.18))
        triangle.lineTo(side * 0.82, side * 0.5)
        triangle.lineTo(side * 0.3, side * 0.82)
        triangle.closeSubpath()
        painter.drawPath(triangle)
    elif name == "stop":
        painter.drawRoundedRect(QRectF(side * 0.24, side * 0.24, side * 0.52, side * 0.52), 1.5, 1.5)


_ICONS = frozenset({"more", "close", "search", "paste", "pause", "play", "stop", "microphone", "pin", "pinned"})


def icon(name: str, color: QColor, pixels: int = 16, ratio: float = 2.0) -> QIcon:
    """A drawn icon (one of `_ICONS`) or a state's shape (met, owed, violated, unknown, open, advice)."""
    pixmap = QPixmap(QSize(round(pixels * ratio), round(pixels * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if name in _ICONS:
        _paint_icon(painter, float(pixels), name, color)
    else:
        paint_shape(painter, QRectF(0.5, 0.5, pixels - 1, pixels - 1), name, color)
    painter.end()
    return QIcon(pixmap)
