"""Another program on the agent's desktop: a window with one field. It tells on stdout, a JSON line each time, what
happens to it, and does on stdin's word what an agent does with the mouse.

Usage: neighbour.py TITLE [X Y WIDTH HEIGHT | max]
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit


class Field(QPlainTextEdit):
    """Says which keys reach it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        tell(key=event.key(), modifiers=event.modifiers().value)


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


def main() -> None:
    app = QApplication(sys.argv[:1])
    field = Field()
    field.setWindowTitle(sys.argv[1])
    field.textChanged.connect(lambda: tell(text=field.toPlainText()))
    app.focusWindowChanged.connect(lambda window: tell(focus=window is not None))

    def order() -> None:
        words = sys.stdin.readline().rstrip("\n")
        if not words:
            app.quit()
        elif words.startswith("copy "):
            QGuiApplication.clipboard().setText(words[5:])
            tell(copied=words[5:])
        elif words == "clipboard":
            tell(clipboard=QGuiApplication.clipboard().text())
        elif words == "activate":
            field.activateWindow()
        elif words == "where":
            shape = field.frameGeometry()
            tell(where=[shape.x(), shape.y(), shape.width(), shape.height()])

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, QObject(app))
    notifier.activated.connect(order)
    if sys.argv[2:] == ["max"]:
        field.showMaximized()
    else:
        field.setGeometry(*(int(word) for word in sys.argv[2:6]))
        field.show()
    field.activateWindow()
    tell(window=int(field.winId()))
    app.exec()


main()
