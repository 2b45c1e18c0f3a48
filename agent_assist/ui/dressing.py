"""Theme and language of the whole program: palette, style sheet, fonts, translators."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QStyle

from agent_assist.ui.style import stylesheet
from agent_assist.ui.theme import DARK, LIGHT, Look, palette

TRANSLATIONS = Path(__file__).parent / "translations"
_QT_NAMES = {"sv": "qtbase_sv", "zh-Hans": "qtbase_zh_CN", "zh-Hant": "qtbase_zh_TW"}


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


class Dressing:
    """Puts theme and language on the application and tells the Look that widgets are built with."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        app.setStyle("Fusion")

    def wear(self, theme: str, language: str) -> Look:
        """`theme` system/light/dark, `language` system or one of ours. Returns the Look in force."""
        lang = system_language() if language == "system" else language
        self._translate(lang)
        dark = theme == "dark" or (theme == "system" and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark)
        tokens = DARK if dark else LIGHT
        animate = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        look = Look(tokens, lang, animate)
        self._app.setPalette(palette(tokens))
        self._app.setFont(look.font(14))
        self._app.setStyleSheet(stylesheet(tokens))
        return look

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
