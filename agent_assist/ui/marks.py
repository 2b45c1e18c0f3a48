"""Arrows and ticks for the style sheet, which takes pictures from files only: drawn in the look's own colours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from agent_assist.ui.shapes import paint_shape
from agent_assist.ui.theme import Look

#: Drawn this much larger than shown, for screens with small pixels.
_RATIO = 2


class Marks:
    """Keeps the pictures in a folder of its own, which goes when the program ends."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def draw(self, look: Look) -> dict[str, str]:
        """`down`, `up` and `tick` → the file's path as a style sheet writes it."""
        drawn = {}
        for name, token in (("down", "dim"), ("up", "dim"), ("tick", "on_accent")):
            color = look.color(token)
            side = look.px(12)
            file = Path(self._folder.path()) / f"{name}-{color.name()[1:]}-{side}.png"
            if not file.exists():
                picture = _picture(name, color, side)
                picture.save(str(file.with_stem(f"{file.stem}@{_RATIO}x")))  # Qt takes this one where pixels are small
                picture.scaled(side, side, mode=Qt.TransformationMode.SmoothTransformation).save(str(file))
            drawn[name] = file.as_posix()
        return drawn


def _picture(name: str, color: QColor, side: int) -> QImage:
    picture = QImage(side * _RATIO, side * _RATIO, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_RATIO, _RATIO)
    if name == "tick":
        paint_shape(painter, QRectF(0, 0, side, side), "met", color)
    else:
        near, far = (0.38, 0.66) if name == "down" else (0.62, 0.34)
        pen = QPen(color, side * 0.13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [QPointF(side * 0.22, side * near), QPointF(side * 0.5, side * far), QPointF(side * 0.78, side * near)]
        painter.drawPolyline(QPolygonF(points))
    painter.end()
    return picture
