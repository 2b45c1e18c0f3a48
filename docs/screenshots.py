"""Draws the pictures of the documentation from recorded streams: `python docs/screenshots.py`, with a screen or Xvfb.

The streams are those of the window's tests; the company in them, Norrsken Telecom, is invented.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from agent_assist.ui.dressing import Dressing  # noqa: E402
from agent_assist.ui.recorded_stream import RecordedStream, read_stream  # noqa: E402
from agent_assist.ui.window import MainWindow  # noqa: E402

STREAMS = HERE.parent / "tests" / "ui" / "streams"
#: Name of the picture, stream, theme, language, size.
PICTURES = (
    ("call-light-en", "call-en", "light", "en", (440, 900)),
    ("call-dark-en", "call-en", "dark", "en", (440, 900)),
    ("call-dark-sv", "call-sv", "dark", "sv", (440, 900)),
    ("call-light-sv", "call-sv", "light", "sv", (440, 900)),
    ("live-light-en", "live-en", "light", "en", (440, 900)),
    ("live-dark-en", "live-en", "dark", "en", (440, 900)),
    ("chat-light-zh-hans", "chat-zh-hans", "light", "zh-Hans", (440, 900)),
    ("chat-dark-zh-hant", "chat-zh-hant", "dark", "zh-Hant", (440, 900)),
    ("wide-light-en", "call-en", "light", "en", (1100, 720)),
    ("wide-dark-sv", "call-sv", "dark", "sv", (1100, 720)),
)
_SETTLE_MS = 400


def main() -> int:
    """Write every picture into docs/images; returns the exit code."""
    app = QApplication(["screenshots"])
    dressing = Dressing(app)
    folder = HERE / "images"
    folder.mkdir(exist_ok=True)
    for name, stream, theme, lang, size in PICTURES:
        look = dressing.wear(theme, lang)
        source = RecordedStream(read_stream(STREAMS / f"{stream}.jsonl"), 0)
        # Clocks stand where the stream ends, so that a picture is the same every time.
        window = MainWindow(source, look, theme=theme, language=lang, now=lambda: 0.0)
        window.resize(*size)
        window.show()
        source.start()
        pause = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, pause.quit)
        pause.exec()
        target = folder / f"{name}.png"
        if not window.grab().save(str(target)):
            print(f"error: {target} cannot be written.", file=sys.stderr)
            return 1
        print(target)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
