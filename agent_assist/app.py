"""The window's composition root: settings, look and language, the source of updates, and the window over them."""

from __future__ import annotations

import argparse
import gc
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from agent_assist.errors import UsageError
from agent_assist.settings import load_settings, locked_by_policy
from agent_assist.ui.contact_model import Panel
from agent_assist.ui.desk.desk import Desk
from agent_assist.ui.dressing import Appearance, Dressing
from agent_assist.ui.engine_link import EngineLink
from agent_assist.ui.errands import Picture, StartReport
from agent_assist.ui.kept_mutes import KeptMutes, mutes_file
from agent_assist.ui.pages.choices import Choices
from agent_assist.ui.pages.pages import Pages
from agent_assist.ui.presenter import hearing_state
from agent_assist.ui.recorded_stream import RecordedStream, read_stream
from agent_assist.ui.source import Source
from agent_assist.ui.tray import Tray
from agent_assist.ui.window import MainWindow


def main(argv: Sequence[str]) -> int:
    """Open the window; returns when it is closed. Raises UserFacingError where an option or a file is wrong."""
    options = _options(argv)
    asked = {"bundles": options.bundle, "theme": options.theme, "language": options.lang}
    overrides = {name: value for name, value in asked.items() if value is not None}
    settings = load_settings(**overrides)
    demo = _demo(options.demo)
    app = _application()
    dressing = Dressing(app)
    appearance = Appearance.of(settings)
    look = dressing.put_on(appearance)
    panel = Panel()
    source = _source(options, panel)
    if isinstance(source, EngineLink):
        # A process of its own: it loads while the window is made, and its first line waits for the event loop.
        source.start()
    window = MainWindow(
        source,
        look,
        panel=panel,
        demos=demo_folder(),
        theme=settings.theme,
        language=settings.language,
        profile=settings.profile,
        locked=locked_by_policy(),
        devices=(settings.microphone, settings.loudspeaker),
    )
    window.resize(*(options.size or (440, 900)))
    KeptMutes(window, mutes_file())
    choices = Choices(window, dressing, appearance)
    pages = Pages(window, source, choices, overrides)
    desk = Desk(window, settings.model_dump(), docking=options.size is None, locked=locked_by_policy())
    choices.changed.connect(desk.take_settings)
    desk.placed.connect(choices.remember)
    if not (settings.guided or demo or options.stream or options.screenshot or options.report_startup):
        window.painted.connect(lambda: pages.open("guide"), Qt.ConnectionType.SingleShotConnection)
    _show_in_tray(window, desk)
    report = StartReport(window, source) if options.report_startup else None
    picture = Picture(window, source, options.screenshot, options.after, options.when) if options.screenshot else None
    if not isinstance(source, EngineLink):
        # A recorded stream begins when there is something to see it in.
        window.painted.connect(source.start, Qt.ConnectionType.SingleShotConnection)
    if demo is not None:
        window.actions_.play(demo)
    window.painted.connect(keep_for_good, Qt.ConnectionType.SingleShotConnection)
    window.show()
    code = app.exec()
    # Kept until the event loop has ended: they listen for what they were asked to wait for.
    del report, picture
    return code


def keep_for_good() -> None:
    """What is loaded by now stays until the end: every full collection would go through it for 25 ms, and be felt."""
    gc.collect()
    gc.freeze()


def _show_in_tray(window: MainWindow, desk: Desk) -> None:
    """Where the desktop has a tray, it says too that a call is heard."""
    if QSystemTrayIcon.isSystemTrayAvailable():
        hearing = window.hearing
        tray = Tray(
            window,
            lambda: window.look,
            show=desk.show,
            stop=hearing.stop,
            place=desk.fill_place,
            end=desk.quit,
        )
        tray.icon.show()
        hearing.changed.connect(lambda: tray.show_state(hearing_state(hearing.call)))


def _application() -> QApplication:
    app = QApplication.instance()
    if app is None:
        app = QApplication(["agent-assist"])
    assert isinstance(app, QApplication)
    app.setApplicationName("agent-assist")
    app.setApplicationDisplayName("Agent Assist")
    QGuiApplication.setDesktopFileName("agent-assist")
    return app


def _source(options: argparse.Namespace, panel: Panel) -> Source:
    if options.stream is not None:
        return RecordedStream(read_stream(options.stream), options.speed)
    return EngineLink(
        engine_command(options.bundle),
        lambda: [contact.restore_command() for contact in panel.contacts.values() if not contact.closed],
    )


def engine_command(bundle: Path | None) -> list[str]:
    """How the engine is started: by this Python, or by the packaged program itself."""
    frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable, "engine"] if frozen else [sys.executable, "-m", "agent_assist", "engine"]
    return [*command, "--bundle", str(bundle)] if bundle is not None else command


def demo_folder() -> Path | None:
    """The demo contacts that came with the program: beside it, or with the sample company."""
    places = [Path(__file__).parent / "demo"]
    sample = importlib.util.find_spec("kb_index")
    if sample is not None and sample.submodule_search_locations:
        places.append(Path(sample.submodule_search_locations[0]) / "sample" / "contacts")
    return next((place for place in places if place.is_dir()), None)


def _demo(given: str | None) -> Path | None:
    """The contact that `--demo` names; the first English call where it names none."""
    if given is None:
        return None
    if given:
        path = Path(given)
        if not path.is_file():
            raise UsageError(f"There is no file {given}.", "Give a transcript (.jsonl) or a sound file.")
        return path.resolve()
    folder = demo_folder()
    found = sorted(folder.glob("*.jsonl")) if folder is not None else []
    if not found:
        raise UsageError("No demo contacts came with this program.", "Give a file: --demo FILE.")
    return next((path for path in found if path.stem.startswith("call") and path.stem.endswith("en")), found[0])


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not WIDTHxHEIGHT") from error
    return width, height


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise UsageError(f"agent-assist: {message}.", "See agent-assist --help.")


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser("agent-assist", description="The window beside a contact-centre agent's work.")
    parser.add_argument("--bundle", type=Path, help="folder of bundles, or one bundle")
    parser.add_argument("--theme", choices=("system", "light", "dark"))
    parser.add_argument("--lang", choices=("system", "en", "sv", "zh-Hans", "zh-Hant"))
    parser.add_argument(
        "--size", type=_size, help="WIDTHxHEIGHT, not docked; wider than 760: two columns (default: as it was)"
    )
    parser.add_argument(
        "--demo", nargs="?", const="", metavar="FILE", help="play a contact (default: the English call)"
    )
    parser.add_argument("--stream", type=Path, metavar="FILE", help="show a recorded stream of updates; no engine")
    parser.add_argument("--speed", type=float, default=1.0, help="of --stream; 0: all at once")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture of the window, then end")
    parser.add_argument("--after", type=float, metavar="SECONDS", help="when the picture is taken")
    parser.add_argument(
        "--when", metavar="TYPE", help="take it after the first update of this type, such as suggestions"
    )
    parser.add_argument(
        "--report-startup", action="store_true", help="print milliseconds to painted and ready, then end"
    )
    options = parser.parse_args(list(argv))
    if options.stream is not None and options.demo is not None:
        parser.error("--stream and --demo exclude each other")
    return options
