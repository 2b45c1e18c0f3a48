"""Draws the pictures of the documentation from recorded streams: `make screenshots`, with a screen or without.

The chosen ones go to docs/images; every view in every look, language and text size goes to var/screenshots, to be
looked at. The streams are those of the window's tests; the company in them, Norrsken Telecom, is invented.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# The settings that are drawn are the defaults, not those of whoever draws.
_HOME = tempfile.TemporaryDirectory(prefix="agent-assist-pictures-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = _HOME.name

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from agent_assist.ui.desk.fill_in import FillInDialog  # noqa: E402
from agent_assist.ui.dressing import Appearance, Dressing  # noqa: E402
from agent_assist.ui.pages.choices import Choices  # noqa: E402
from agent_assist.ui.pages.pages import Pages  # noqa: E402
from agent_assist.ui.recorded_stream import RecordedStream, read_stream  # noqa: E402
from agent_assist.ui.window import MainWindow  # noqa: E402

STREAMS = HERE.parent / "tests" / "ui" / "streams"
ALL = HERE.parent / "var" / "screenshots"
_SETTLE_MS = 300
_MOST_LOOKS = 20
#: What the engine would answer on the page of what is kept.
KEPT = {
    "type": "kept",
    "journal": "encrypted",
    "path": "~/.local/share/agent-assist/contacts.db",
    "bytes": 483_328,
    "contacts": [
        {
            "contact": f"call-{number}",
            "opened": f"2026-11-{number}T09:{number}:00Z",
            "closed": None if number == 20 else f"2026-11-{number}T09:{number + 7}:00Z",
            "events": number,
            "bytes": 912 * number,
            "open": number == 20,
        }
        for number in range(20, 12, -1)
    ],
    "contacts_total": 8,
    "lessons": [
        {
            "lesson": 1,
            "article_id": "moving",
            "text": "Can I take my broadband to [address]?",
            "confirmed": True,
            "times": 2,
            "given": "2026-11-19T09:00:00Z",
        }
    ],
    "lessons_total": 1,
    "sent": [],
}
CALLS = {"en": "call-en", "sv": "call-sv", "zh-Hans": "chat-zh-hans", "zh-Hant": "chat-zh-hant"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. view: the panel, or a page over it.  size: of the panel, in pixels at 100 %."""

    view: str
    theme: str = "light"
    lang: str = "en"
    contrast: str = "normal"
    text_size: int = 100
    size: tuple[int, int] = (440, 900)
    stream: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        look = self.theme if self.contrast == "normal" else f"{self.theme}-high"
        parts = [self.view, look, self.lang.lower()]
        return "-".join([*parts, str(self.text_size)] if self.text_size != 100 else parts)


#: Those that the README and the guides show.
CHOSEN = (
    *(Picture("call", theme, lang) for theme in ("light", "dark") for lang in ("en", "sv")),
    *(Picture("live", theme, stream="live-en") for theme in ("light", "dark")),
    Picture("chat", "light", "zh-Hans"),
    Picture("chat", "dark", "zh-Hant"),
    Picture("wide", "light", size=(1100, 720)),
    Picture("wide", "dark", "sv", size=(1100, 720)),
    Picture("call", "dark", contrast="high"),
    Picture("call", text_size=200, size=(440, 760)),
    *(Picture("settings", lang=lang) for lang in ("en", "sv", "zh-Hans", "zh-Hant")),
    *(Picture("kept", lang=lang) for lang in ("en", "sv", "zh-Hans", "zh-Hant")),
    Picture("guide"),
    Picture("fill-in"),
)
PAGES = ("settings", "secrets", "kept", "guide", "diagnostics")


def every() -> list[Picture]:
    """Every view in every look, language and text size."""
    views = [("call", (440, 900)), ("wide", (1100, 720)), ("fill-in", (440, 900)), *((p, (440, 900)) for p in PAGES)]
    looks = [("light", "normal"), ("dark", "normal"), ("light", "high"), ("dark", "high")]
    return [
        Picture(view, theme, lang, contrast, text_size, size)
        for (view, size), (theme, contrast), lang, text_size in itertools.product(views, looks, CALLS, (100, 200))
    ]


def _pause(milliseconds: int = _SETTLE_MS) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _settled(shown: QWidget) -> QPixmap:
    """The picture once it no longer changes: a busy computer lays out late."""
    drawn = shown.grab()
    for _ in range(_MOST_LOOKS):
        _pause()
        again = shown.grab()
        if again.toImage() == drawn.toImage():
            break
        drawn = again
    return drawn


def _fill_in(window: MainWindow) -> QWidget:
    fields = {"en": ["new_address", "moving_date"], "sv": ["ny_adress", "flyttdatum"]}
    replies = {
        "en": "You can move your broadband to «new_address» on «moving_date».",
        "sv": "Du kan flytta bredbandet till «ny_adress» den «flyttdatum».",
        "zh-Hans": "您可以在«搬家日期»把宽带迁到«新地址»。",
        "zh-Hant": "您可以在«搬家日期»把寬頻移到«新地址»。",
    }
    lang = window.look.lang
    dialog = FillInDialog(fields.get(lang, ["搬家日期", "新地址"]), replies[lang], {}, window.look, window)
    dialog.show()
    return dialog


def draw(dressing: Dressing, picture: Picture, folder: Path) -> Path:
    """Save one picture; gives its file. Raises OSError where it cannot be written."""
    chosen = Appearance(picture.theme, picture.lang, picture.contrast, picture.text_size, "reduced")
    look = dressing.put_on(chosen)
    source = RecordedStream(read_stream(STREAMS / f"{picture.stream or CALLS[picture.lang]}.jsonl"), 0)
    # Clocks stand where the stream ends, so that a picture is the same every time.
    window = MainWindow(source, look, theme=picture.theme, language=picture.lang, now=lambda: 0.0)
    window.card_actions.offer_insert(window.body)
    pages = Pages(window, source, Choices(window, dressing, chosen), {})
    window.resize(look.px(picture.size[0]), min(look.px(picture.size[1]), 1040))
    window.show()
    source.start()
    shown: QWidget = window
    openers: dict[str, Callable[[MainWindow], QWidget]] = {"fill-in": _fill_in}
    if picture.view in PAGES:
        pages.open(picture.view)
        shown = pages.shown[picture.view]
        if picture.view == "kept":
            source.updates.emit(KEPT)
    elif picture.view in openers:
        shown = openers[picture.view](window)
    _pause()
    target = folder / f"{picture.name}.png"
    saved = _settled(shown).save(str(target))
    shown.close()
    window.close()
    _pause(0)
    if not saved:
        raise OSError(f"{target} cannot be written")
    return target


def main() -> int:
    """Draw the chosen ones, then all; returns the exit code."""
    app = QApplication(["screenshots"])
    app.setCursorFlashTime(0)
    dressing = Dressing(app)
    for folder, pictures in ((HERE / "images", CHOSEN), (ALL, every())):
        folder.mkdir(parents=True, exist_ok=True)
        for picture in pictures:
            print(draw(dressing, picture, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
