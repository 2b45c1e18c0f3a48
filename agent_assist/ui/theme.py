"""Colours and type. Every colour of the window is a token of one of four palettes of our own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB. A tint is the quiet ground under words of its colour. `faint` is for edges and marks, never
    for words that are to be read."""

    background: str
    card: str
    line: str
    ink: str
    dim: str
    faint: str
    accent: str
    accent_tint: str
    on_accent: str
    owed: str
    owed_tint: str
    violated: str
    violated_tint: str
    met: str
    customer: str
    agent: str
    button: str
    missing: str


LIGHT = Tokens(
    background="#F4F6F8",
    card="#FFFFFF",
    line="#DDE3E9",
    ink="#16202B",
    dim="#5B6876",
    faint="#808C99",
    accent="#0F6F68",
    accent_tint="#E3F2F0",
    on_accent="#FFFFFF",
    owed="#8A5200",
    owed_tint="#FFF3DC",
    violated="#B3261E",
    violated_tint="#FDE9E7",
    met="#1B6E3C",
    customer="#3A4FA3",
    agent="#0F6F68",
    button="#EDF1F4",
    missing="#FFF1C9",
)
DARK = Tokens(
    background="#12171D",
    card="#1A2129",
    line="#2C3641",
    ink="#E8EDF2",
    dim="#A3B0BD",
    faint="#74818E",
    accent="#4FC7BB",
    accent_tint="#163431",
    on_accent="#0B2421",
    owed="#F3B95B",
    owed_tint="#33270F",
    violated="#FF8A80",
    violated_tint="#3A1B19",
    met="#6BD394",
    customer="#9DB0FF",
    agent="#4FC7BB",
    button="#242D37",
    missing="#43380F",
)
#: High contrast: text has at least 7:1 on every ground (WCAG 2.2, level AAA), borders and marks at least 4.5:1.
LIGHT_HIGH = Tokens(
    background="#FFFFFF",
    card="#FFFFFF",
    line="#4A4A4A",
    ink="#000000",
    dim="#262626",
    faint="#4A4A4A",
    accent="#004B45",
    accent_tint="#F0FBFA",
    on_accent="#FFFFFF",
    owed="#5C3300",
    owed_tint="#FFF8E8",
    violated="#8A0000",
    violated_tint="#FFF4F3",
    met="#00451C",
    customer="#1A2B80",
    agent="#004B45",
    button="#FFFFFF",
    missing="#FFE870",
)
DARK_HIGH = Tokens(
    background="#000000",
    card="#000000",
    line="#B8B8B8",
    ink="#FFFFFF",
    dim="#EDEDED",
    faint="#B8B8B8",
    accent="#5FF0E2",
    accent_tint="#00201D",
    on_accent="#000000",
    owed="#FFD27A",
    owed_tint="#241800",
    violated="#FFB0A8",
    violated_tint="#2B0400",
    met="#8CF5B4",
    customer="#C2CEFF",
    agent="#5FF0E2",
    button="#101010",
    missing="#574600",
)


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1..21 of two #RRGGBB colours (WCAG 2.2, "contrast ratio")."""
    lights = []
    for colour in (one, other):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        lights.append(0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue))
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@dataclass(frozen=True, slots=True)
class Look:
    """What a widget needs to draw itself: colours, the language (BCP 47), whether things may move, the text's size."""

    tokens: Tokens
    lang: str = "en"
    animate: bool = True
    scale: float = 1.0

    def px(self, pixels: float) -> int:
        """So many pixels at 100 % text size; for whatever must grow with the text."""
        return round(pixels * self.scale)

    @property
    def cjk(self) -> bool:
        """Chinese type is never letter-spaced nor slanted."""
        return self.lang.startswith("zh")

    def color(self, name: str) -> QColor:
        """The token `name` as a QColor."""
        return QColor(getattr(self.tokens, name))

    def font(self, pixels: int, *, bold: bool = False, figures: bool = False, caps: bool = False) -> QFont:
        """The window's font. `figures`: all digits equally wide. `caps`: a small-capitals caption."""
        font = ui_font(self.lang)
        font.setPixelSize(self.px(pixels))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        if caps and not self.cjk:
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        return font


#: Linux desktops without a configured interface font fall back to these; any of the better ones is preferred then.
_FALLBACKS = ("DejaVu Sans", "Bitstream Vera Sans", "Sans Serif", "Sans", "")
_BETTER = ("Inter", "Cantarell", "Noto Sans", "Ubuntu", "Roboto", "Open Sans", "Liberation Sans")
_HAN = {
    "zh-Hans": ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei"),
    "zh-Hant": ("PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC", "Noto Sans TC", "WenQuanYi Micro Hei"),
}


def ui_font(lang: str) -> QFont:
    """The system's interface font with the right Han glyphs behind it (Simplified and Traditional forms differ)."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    installed = set(QFontDatabase.families())
    first = font.family()
    if first in _FALLBACKS:
        first = next((name for name in _BETTER if name in installed), first)
    han = _HAN["zh-Hant" if lang == "zh-Hant" else "zh-Hans"]
    font.setFamilies([first, *(name for name in han if name in installed)])
    return font


def palette(tokens: Tokens) -> QPalette:
    """The palette that standard dialogs, menus and selections follow."""
    role = QPalette.ColorRole
    made = QPalette()
    for target, name in (
        (role.Window, "background"),
        (role.WindowText, "ink"),
        (role.Base, "card"),
        (role.AlternateBase, "background"),
        (role.Text, "ink"),
        (role.PlaceholderText, "dim"),
        (role.Button, "button"),
        (role.ButtonText, "ink"),
        (role.BrightText, "violated"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.ToolTipBase, "card"),
        (role.ToolTipText, "ink"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Mid, "line"),
        (role.Midlight, "line"),
        (role.Dark, "line"),
        (role.Light, "card"),
        (role.Accent, "accent"),
    ):
        made.setColor(target, QColor(getattr(tokens, name)))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.faint))
    return made
