"""Small pure helpers that turn values into what people read."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from agent_assist.datatypes import Card
from agent_assist.ui.muting import FOREIGN

_MISSING = re.compile("«([^«»]{1,80})»")
_LOCALES = {"en": "en_GB", "sv": "sv_SE", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}


def clock(seconds: float) -> str:
    """mm:ss, and h:mm:ss from an hour on."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"


def percent(share: float) -> str:
    """0..1 as whole percent, with a space that does not break."""
    return f"{round(share * 100)}\N{NO-BREAK SPACE}%"


def how_sure(share: float) -> str:
    """A probability as a word and a figure."""
    translate = QCoreApplication.translate
    if share >= 0.85:
        word = translate("Words", "Very sure")
    elif share >= 0.65:
        word = translate("Words", "Sure")
    else:
        word = translate("Words", "Less sure")
    return f"{word} · {percent(share)}"


def lag(milliseconds: float) -> str:
    """A delay as people read it: milliseconds below a tenth of a second, seconds above."""
    if milliseconds < 100:
        return QCoreApplication.translate("Words", "{0} ms").format(round(milliseconds))
    return QCoreApplication.translate("Words", "{0} s").format(f"{milliseconds / 1000:.1f}")


def locale_of(lang: str) -> QLocale:
    """Qt's locale of one of our languages."""
    return QLocale(_LOCALES.get(lang, "en_GB"))


def language_name(tag: str) -> str:
    """A language's name in the window's language; the tag itself where we have none."""
    names = {
        "en": QCoreApplication.translate("Words", "English"),
        "sv": QCoreApplication.translate("Words", "Swedish"),
        "zh": QCoreApplication.translate("Words", "Chinese"),
        "zh-Hans": QCoreApplication.translate("Words", "Simplified Chinese"),
        "zh-Hant": QCoreApplication.translate("Words", "Traditional Chinese"),
    }
    return names.get(tag, tag)


def date(iso: str, lang: str) -> str:
    """An ISO date in the reader's way; the text itself where it is no date."""
    day = QDate.fromString(iso[:10], "yyyy-MM-dd")
    if not day.isValid():
        return iso
    if lang.startswith("zh"):
        return day.toString("yyyy-MM-dd")
    return locale_of(lang).toString(day, "d MMM yyyy")


def source_line(card: Card, lang: str) -> str:
    """Where a card is from: source, version, until when it holds."""
    parts = [card.source or card.title]
    version = card.version if card.version.lower().startswith("v") else f"v{card.version}"
    # Some sources name their version themselves.
    if card.version and not parts[0].endswith(version):
        parts.append(version)
    if card.valid_until and not card.valid_until.startswith("9999"):
        parts.append(QCoreApplication.translate("Words", "valid until {0}").format(date(card.valid_until, lang)))
    return " · ".join(part for part in parts if part)


def reply_html(reply: str, tint: str, ink: str, line: int = 24) -> str:
    """A reply as rich text: plain words, with missing variables «name» as tinted boxes; `line` pixels a line."""

    def box(found: re.Match[str]) -> str:
        name = found.group(1).replace("_", "\N{NO-BREAK SPACE}")
        return f'<span style="background-color:{tint};color:{ink};">&nbsp;{name}&nbsp;</span>'

    # A fixed height keeps lines even where Han and Latin glyphs stand together; fonts differ much in their own.
    height = f"line-height:{line}px;-qt-line-height-type:fixed;"
    paragraphs = [
        f'<p style="{height}margin:{0 if number == 0 else 4}px 0 0 0;">{_MISSING.sub(box, part)}</p>'
        for number, part in enumerate(html.escape(reply, quote=False).splitlines() or [""])
    ]
    return "".join(paragraphs)


def plain_reply(reply: str) -> str:
    """A reply in one kind of letters, the names of missing variables as people write them."""
    return _MISSING.sub(lambda found: found.group().replace("_", "\N{NO-BREAK SPACE}"), reply)


def missing_names(reply: str) -> tuple[str, ...]:
    """Names of the variables that still stand in a reply, in order."""
    return tuple(dict.fromkeys(_MISSING.findall(reply)))


def title_of_kind(kind: str, title: str) -> str:
    """What a kind of card that stays away is called: its article's title, or all that is in another language."""
    return QCoreApplication.translate("Words", "Replies in other languages") if kind == FOREIGN else title
