"""Look and language of the whole program: palette, style sheet, fonts, translators."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication, QStyle

from agent_assist.settings import Settings
from agent_assist.ui.marks import Marks
from agent_assist.ui.style import stylesheet
from agent_assist.ui.theme import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Look, palette

TRANSLATIONS = Path(__file__).parent / "translations"
_QT_NAMES = {"sv": "qtbase_sv", "zh-Hans": "qtbase_zh_CN", "zh-Hant": "qtbase_zh_TW"}


@dataclass(frozen=True, slots=True)
class Appearance:
    """The settings of the same names, as they are chosen: `system` follows the desktop."""

    theme: str = "system"
    language: str = "system"
    contrast: str = "system"
    text_size: int = 100
    motion: str = "system"

    @classmethod
    def of(cls, settings: Settings) -> Appearance:
        """What these settings choose."""
        return cls(settings.theme, settings.language, settings.contrast, settings.text_size, settings.motion)


def system_language() -> str:
    """Which of our languages the system speaks; English where it is none of them."""
    for name in QLocale.system().uiLanguages():
        parts = name.replace("_", "-").split("-")
        if parts[0] == "zh":
            traditional = bool({"Hant", "TW", "HK", "MO"} & set(parts))
            return "zh-Hant" if traditional else "zh-Hans"
        if parts[0] in ("sv", "en"):
            return parts[0]
    return "en"


def system_wants_contrast(hints: QStyleHints) -> bool:
    """Whether the desktop asks for high contrast; Qt tells since 6.10."""
    if not hasattr(hints, "accessibility"):
        return False
    accessibility = hints.accessibility()
    return accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast


class Dressing:
    """Puts look and language on the application and tells the Look that widgets are built with."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self._marks = Marks()
        app.setStyle("Fusion")

    def put_on(self, chosen: Appearance) -> Look:
        """Wear what is chosen. Returns the Look in force."""
        hints = self._app.styleHints()
        lang = system_language() if chosen.language == "system" else chosen.language
        self._translate(lang)
        dark = chosen.theme == "dark" or (chosen.theme == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
        high = chosen.contrast == "high" or (chosen.contrast == "system" and system_wants_contrast(hints))
        tokens = (DARK_HIGH if dark else LIGHT_HIGH) if high else (DARK if dark else LIGHT)
        animate = chosen.motion == "full" or (
            chosen.motion == "system" and self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        )
        look = Look(tokens, lang, animate, chosen.text_size / 100)
        self._app.setPalette(palette(tokens))
        self._app.setFont(look.font(14))
        self._app.setStyleSheet(stylesheet(look, self._marks.draw(look)))
        return look

    def wear(self, theme: str, language: str) -> Look:
        """The same with a theme and a language, and the rest like the system."""
        return self.put_on(Appearance(theme, language))

    def _translate(self, lang: str) -> None:
        for old in self._translators:
            self._app.removeTranslator(old)
        self._translators = []
        if lang == "en":
            return
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (_QT_NAMES[lang], qt_folder),
            (f"agent_assist_{lang.replace('-', '_')}", str(TRANSLATIONS)),
        ):
            translator = QTranslator(self._app)
            # Qt's own words (Cancel, Copy in menus) may be missing from a packaged program; ours are always there.
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)
