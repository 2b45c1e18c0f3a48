"""The menu behind the three dots."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from agent_assist.ui.words import title_of_kind


@dataclass(frozen=True, slots=True)
class MenuState:
    """What the menu's entries depend on."""

    theme: str
    language: str
    profile: str
    muted: Mapping[str, str]
    locked: frozenset[str]
    hearing: bool
    open_contact: bool
    speech: bool


@dataclass(frozen=True, slots=True)
class MenuActions:
    """What the entries do."""

    new_chat: Callable[[], object]
    paste: Callable[[], object]
    listen: Callable[[], object]
    stop: Callable[[], object]
    devices: Callable[[], object]
    demo: Callable[[], object]
    find: Callable[[], object]
    note: Callable[[], object]
    close_contact: Callable[[], object]
    theme: Callable[[str], None]
    language: Callable[[str], None]
    profile: Callable[[str], None]
    unmute: Callable[[str], None]
    about: Callable[[], object]
    page: Callable[[str], None]


def _choices(
    menu: QMenu, title: str, entries: Sequence[tuple[str, str]], now: str, locked: bool, do: Callable[[str], None]
) -> None:
    sub = menu.addMenu(title)
    sub.setEnabled(not locked)
    group = QActionGroup(sub)
    for value, text in entries:
        action = QAction(text, sub)
        action.setCheckable(True)
        action.setChecked(value == now)
        action.triggered.connect(lambda _checked=False, chosen=value: do(chosen))
        group.addAction(action)
        sub.addAction(action)


def fill_menu(menu: QMenu, state: MenuState, do: MenuActions) -> None:
    """Fill `menu` for the state of the moment."""
    menu.clear()
    translate = QCoreApplication.translate
    entries: list[tuple[str, str, Callable[[], object], bool]] = [
        (translate("Menu", "New chat"), "Ctrl+N", do.new_chat, True),
        (translate("Menu", "Paste a customer message…"), "Ctrl+Shift+V", do.paste, True),
        (translate("Menu", "Listen to a call"), "Ctrl+L", do.listen, state.speech and not state.hearing),
        (translate("Menu", "Stop listening"), "Ctrl+Shift+L", do.stop, state.hearing),
        (translate("Menu", "Sound devices…"), "", do.devices, state.speech),
        (translate("Menu", "Play a demo contact…"), "", do.demo, True),
        (translate("Menu", "Find in the transcript"), "Ctrl+F", do.find, state.open_contact),
        (translate("Menu", "Write a note"), "Ctrl+M", do.note, state.open_contact),
        (translate("Menu", "Close contact"), "Ctrl+W", do.close_contact, state.open_contact),
    ]
    for at, (text, keys, action, enabled) in enumerate(entries):
        if at in (2, 6, 8):
            menu.addSeparator()
        entry = menu.addAction(f"{text}\t{keys}" if keys else text)
        entry.setEnabled(enabled)
        entry.triggered.connect(lambda _checked=False, run=action: run())
    menu.addSeparator()
    _choices(
        menu,
        translate("Menu", "Theme"),
        [
            ("system", translate("Menu", "Like the system")),
            ("light", translate("Menu", "Light")),
            ("dark", translate("Menu", "Dark")),
        ],
        state.theme,
        "theme" in state.locked,
        do.theme,
    )
    _choices(
        menu,
        translate("Menu", "Language"),
        [
            ("system", translate("Menu", "Like the system")),
            # Languages are called by their own names, so that everybody finds their own.
            ("en", "English"),
            ("sv", "Svenska"),
            ("zh-Hans", "简体中文"),
            ("zh-Hant", "繁體中文"),
        ],
        state.language,
        "language" in state.locked,
        do.language,
    )
    _choices(
        menu,
        translate("Menu", "Shown to me"),
        [
            ("new", translate("Menu", "With reasons and next questions")),
            ("experienced", translate("Menu", "Only what is needed")),
        ],
        state.profile,
        "profile" in state.locked,
        do.profile,
    )
    if state.muted:
        away = menu.addMenu(translate("Menu", "Replies that stay away"))
        for kind, title in state.muted.items():
            words = translate("Menu", "Show “{0}” again").format(title_of_kind(kind, title))
            away.addAction(words).triggered.connect(lambda _checked=False, one=kind: do.unmute(one))
    menu.addSeparator()
    pages = (
        ("settings", translate("Menu", "Settings…"), "Ctrl+,"),
        ("secrets", translate("Menu", "Keys and secrets…"), ""),
        ("kept", translate("Menu", "What it keeps and sends…"), ""),
        ("guide", translate("Menu", "First steps…"), ""),
        ("diagnostics", translate("Menu", "Diagnostics…"), ""),
    )
    for page, text, keys in pages:
        entry = menu.addAction(f"{text}\t{keys}" if keys else text)
        entry.triggered.connect(lambda _checked=False, name=page: do.page(name))
    about = menu.addAction(translate("Menu", "About Agent Assist"))
    about.triggered.connect(lambda _checked=False: do.about())
