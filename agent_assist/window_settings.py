"""The settings of the window: how it looks, its keys, what it speaks."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from agent_assist.declaring import LANGUAGES, LIKE_SYSTEM, QT_TRANSLATE_NOOP, setting


class WindowSettings(BaseModel):
    """What the window uses; see `settings.Settings`."""

    profile: Literal["new", "experienced"] = setting(
        "work",
        QT_TRANSLATE_NOOP("Settings", "Experience"),
        QT_TRANSLATE_NOOP(
            "Settings", "New: explanations and next questions are shown. Experienced: the panel is brief."
        ),
        "new",
        effect="now",
        words={
            "new": QT_TRANSLATE_NOOP("Settings", "New to the work"),
            "experienced": QT_TRANSLATE_NOOP("Settings", "Experienced"),
        },
    )

    theme: Literal["system", "light", "dark"] = setting(
        "appearance",
        QT_TRANSLATE_NOOP("Settings", "Theme"),
        QT_TRANSLATE_NOOP("Settings", "Light or dark window."),
        "system",
        effect="now",
        words={
            "system": LIKE_SYSTEM,
            "light": QT_TRANSLATE_NOOP("Settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
        },
    )
    contrast: Literal["system", "normal", "high"] = setting(
        "appearance",
        QT_TRANSLATE_NOOP("Settings", "Contrast"),
        QT_TRANSLATE_NOOP("Settings", "High: the strongest colours on black or white, and clear borders."),
        "system",
        effect="now",
        words={
            "system": LIKE_SYSTEM,
            "normal": QT_TRANSLATE_NOOP("Settings", "Normal"),
            "high": QT_TRANSLATE_NOOP("Settings", "High"),
        },
    )
    text_size: int = setting(
        "appearance",
        QT_TRANSLATE_NOOP("Settings", "Text size"),
        QT_TRANSLATE_NOOP("Settings", "How large all text of the window is."),
        100,
        ge=100,
        le=200,
        effect="now",
        step=10,
        unit="%",
    )
    motion: Literal["system", "full", "reduced"] = setting(
        "appearance",
        QT_TRANSLATE_NOOP("Settings", "Motion"),
        QT_TRANSLATE_NOOP("Settings", "Reduced: nothing fades or moves by itself."),
        "system",
        effect="now",
        words={
            "system": LIKE_SYSTEM,
            "full": QT_TRANSLATE_NOOP("Settings", "Full"),
            "reduced": QT_TRANSLATE_NOOP("Settings", "Reduced"),
        },
    )

    dock_edge: Literal["none", "left", "right"] = setting(
        "appearance",
        QT_TRANSLATE_NOOP("Settings", "Place on the screen"),
        QT_TRANSLATE_NOOP("Settings", "At an edge, other windows keep off the panel, where the desktop permits it."),
        "none",
        effect="now",
        words={
            "none": QT_TRANSLATE_NOOP("Settings", "Not docked"),
            "left": QT_TRANSLATE_NOOP("Settings", "At the left edge"),
            "right": QT_TRANSLATE_NOOP("Settings", "At the right edge"),
        },
    )
    always_on_top: bool = setting(
        "appearance",
        QT_TRANSLATE_NOOP("Settings", "Always on top"),
        QT_TRANSLATE_NOOP("Settings", "The panel stays above other windows though it is not docked."),
        False,
        effect="now",
    )

    hotkey_show: str = setting(
        "keys",
        QT_TRANSLATE_NOOP("Settings", "Show or hide the panel"),
        QT_TRANSLATE_NOOP("Settings", "Works in every program; empty: no key."),
        "Ctrl+Alt+Space",
        effect="now",
        kind="keys",
        max_length=60,
    )
    hotkey_search: str = setting(
        "keys",
        QT_TRANSLATE_NOOP("Settings", "Search"),
        QT_TRANSLATE_NOOP("Settings", "Opens the search from every program; empty: no key."),
        "Ctrl+Alt+K",
        effect="now",
        kind="keys",
        max_length=60,
    )
    hotkey_insert: str = setting(
        "keys",
        QT_TRANSLATE_NOOP("Settings", "Insert the reply"),
        QT_TRANSLATE_NOOP("Settings", "Writes the first card's reply where the cursor stands; empty: no key."),
        "Ctrl+Alt+I",
        effect="now",
        kind="keys",
        max_length=60,
    )
    hotkey_listen: str = setting(
        "keys",
        QT_TRANSLATE_NOOP("Settings", "Start or stop listening"),
        QT_TRANSLATE_NOOP("Settings", "Works in every program; empty: no key."),
        "Ctrl+Alt+M",
        effect="now",
        kind="keys",
        max_length=60,
    )
    hotkey_next: str = setting(
        "keys",
        QT_TRANSLATE_NOOP("Settings", "Next card"),
        QT_TRANSLATE_NOOP("Settings", "Opens the next card from every program; empty: no key."),
        "Ctrl+Alt+N",
        effect="now",
        kind="keys",
        max_length=60,
    )

    language: Literal["system", "en", "sv", "zh-Hans", "zh-Hant"] = setting(
        "languages",
        QT_TRANSLATE_NOOP("Settings", "Language of the window"),
        QT_TRANSLATE_NOOP("Settings", "The words of menus, buttons and messages."),
        "system",
        effect="now",
        words={"system": LIKE_SYSTEM, **LANGUAGES},
    )

    guided: bool = setting(
        "",
        QT_TRANSLATE_NOOP("Settings", "First-run guide"),
        QT_TRANSLATE_NOOP("Settings", "Whether the first-run guide has been gone through."),
        False,
        effect="start",
    )
