"""Draws the pictures of the documentation from recorded streams: `make screenshots`, with a screen or without.

The chosen ones go to docs/images; every view in every look, language and text size goes to var/screenshots, to be
looked at. What is cut off, lies over something else or is out of sight is said in words too, and is a failure.
`python docs/screenshots.py settings kept-dark` draws those only whose names begin so. The streams are those
of the window's tests; the company in them, Norrsken Telecom, is invented.
"""

from __future__ import annotations

import fnmatch
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

# The settings that are drawn are the defaults, not those of whoever draws.
_HOME = tempfile.TemporaryDirectory(prefix="agent-assist-pictures-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = _HOME.name

from PySide6.QtCore import QEvent, QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from geometry import faults  # noqa: E402

from agent_assist.ui.desk.desk import Desk  # noqa: E402
from agent_assist.ui.desk.fill_in import FillInDialog  # noqa: E402
from agent_assist.ui.dressing import Appearance, Dressing  # noqa: E402
from agent_assist.ui.muting import Mutes  # noqa: E402
from agent_assist.ui.pages.choices import Choices  # noqa: E402
from agent_assist.ui.pages.pages import Pages  # noqa: E402
from agent_assist.ui.recorded_stream import RecordedStream, read_stream  # noqa: E402
from agent_assist.ui.window import MainWindow  # noqa: E402

STREAMS = HERE.parent / "tests" / "ui" / "streams"
ALL = HERE.parent / "var" / "screenshots"
_SETTLE_MS = 100
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
#: The panel at work, besides what it shows by itself.
WORK = ("welcome", "search", "edit", "find", "listen", "fill-in", "strip")
#: What the agent always puts away, on the page of what is kept.
MUTED = {"article:callback": "We call you back", "foreign": "Fees when the new address has no fibre"}


def every() -> list[Picture]:
    """Every view in every look, language and text size."""
    views = [("call", (440, 900)), ("wide", (1100, 720)), *((view, (440, 900)) for view in (*WORK, *PAGES))]
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


def _search(window: MainWindow) -> QWidget:
    contact = window.panel.shown
    assert contact is not None
    window.activateWindow()
    window.searching.look_for(contact.cards[0].title)
    window.take({"type": "results", "items": [asdict(card) for card in contact.cards], "stage_ms": {"search": 8.0}})
    return window


def _edit(window: MainWindow) -> QWidget:
    opened = window.body.cards.open_card()
    assert opened is not None
    opened.edit()
    return window


def _find(window: MainWindow) -> QWidget:
    contact = window.panel.shown
    assert contact is not None
    window.body.notepad.open_find()
    field = window.body.notepad.find_bar.field
    field.setText(contact.lines[0].text[:2])
    field.textEdited.emit(field.text())
    return window


def _listen(window: MainWindow) -> QWidget:
    window.hearing.choose()
    names = ({"id": "1", "name": "Jabra Engage 55", "default": True},)
    window.take({"type": "devices", "microphones": names, "loudspeakers": names})
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def _strip(window: MainWindow) -> QWidget:
    desk = Desk(window, {}, place=Path(_HOME.name) / "place.json", docking=False)
    desk.dock.fold(True)
    return window


OPENERS: dict[str, Callable[[MainWindow], QWidget]] = {
    "fill-in": _fill_in, "search": _search, "edit": _edit, "find": _find, "listen": _listen, "strip": _strip,
}  # fmt: skip


@contextmanager
def opened(dressing: Dressing, picture: Picture, settle: Callable[[], None] = _pause) -> Iterator[QWidget]:
    """The view of a picture on the screen, gone afterwards.  settle: lets the window answer to what was done to it."""
    chosen = Appearance(picture.theme, picture.lang, picture.contrast, picture.text_size, "reduced")
    look = dressing.put_on(chosen)
    source = RecordedStream(read_stream(STREAMS / f"{picture.stream or CALLS[picture.lang]}.jsonl"), 0)
    # Clocks stand where the stream ends, so that a picture is the same every time.
    window = MainWindow(source, look, theme=picture.theme, language=picture.lang, now=lambda: 0.0)
    window.card_actions.offer_insert(window.body)
    window.panel.mutes = Mutes(muted=MUTED)
    pages = Pages(window, source, Choices(window, dressing, chosen), {})
    window.resize(look.px(picture.size[0]), min(look.px(picture.size[1]), 1040))
    window.show()
    if picture.view != "welcome":
        source.start()
    shown: QWidget = window
    settle()
    if picture.view in PAGES:
        pages.open(picture.view)
        shown = pages.shown[picture.view]
        if picture.view == "kept":
            source.updates.emit(KEPT)
    elif picture.view in OPENERS:
        shown = OPENERS[picture.view](window)
    settle()
    try:
        yield shown
    finally:
        for desk in window.findChildren(Desk):
            desk.end()
        shown.close()
        window.close()
        # Gone at once: the next look would dress it, too.
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(dressing: Dressing, picture: Picture, folder: Path) -> list[str]:
    """Save one picture; gives what is wrong with what it shows. Raises OSError where it cannot be written."""
    target = folder / f"{picture.name}.png"
    with opened(dressing, picture) as shown:
        if not _settled(shown).save(str(target)):
            raise OSError(f"{target} cannot be written")
        return [f"{target}: {fault}" for fault in faults(shown)]


def main(asked: Sequence[str]) -> int:
    """Draw the chosen ones, then all, or those asked for; returns the exit code: 1 where something is wrong."""
    app = QApplication(["screenshots"])
    app.setCursorFlashTime(0)
    dressing = Dressing(app)
    wrong: list[str] = []
    for folder, pictures in ((HERE / "images", CHOSEN), (ALL, every())):
        folder.mkdir(parents=True, exist_ok=True)
        for picture in pictures:
            if not asked or any(fnmatch.fnmatchcase(picture.name, f"{begin}*") for begin in asked):
                print(folder / f"{picture.name}.png", flush=True)
                wrong += draw(dressing, picture, folder)
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
