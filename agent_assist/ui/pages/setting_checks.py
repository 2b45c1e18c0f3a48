"""What is wrong with a value that somebody typed into a setting, in their language; "" where nothing is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from agent_assist.declaring import Declaration

_REGION = re.compile(r"[a-z0-9-]{1,40}")
_HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def words(text: str) -> str:
    """A declaration's English words in the window's language."""
    return QCoreApplication.translate("Settings", text)


def trouble(one: Declaration, value: object, keys: Mapping[str, object], taken: Collection[str]) -> str:
    """What is wrong with `value`.

    keys: the keys of all settings, by label.  taken: keys (portable text) that the window uses itself.
    """
    text = str(value)
    if one.kind == "folder" and text and not Path(text).expanduser().is_dir():
        return QCoreApplication.translate("SettingChecks", "There is no such folder.")
    if one.kind == "keys":
        return _key_trouble(one, text, keys, taken)
    if one.name == "speech_url" and text:
        address = urlsplit(text)
        if address.scheme not in ("http", "https") or not address.hostname:
            return QCoreApplication.translate(
                "SettingChecks", "Write a whole address, such as https://speech.example/v1."
            )
    if one.name == "speech_region" and not _REGION.fullmatch(text):
        return QCoreApplication.translate("SettingChecks", "Write a region as Azure names it, such as westeurope.")
    if one.name == "intake_host" and not _is_host(text):
        return QCoreApplication.translate("SettingChecks", "Write an address of this computer, such as 127.0.0.1.")
    return ""


def _is_host(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return _HOST.fullmatch(text) is not None
    return True


def _key_trouble(one: Declaration, text: str, keys: Mapping[str, object], taken: Collection[str]) -> str:
    if not text:
        return ""
    chosen = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    if chosen.count() != 1:
        return QCoreApplication.translate("SettingChecks", "Choose one key with Ctrl, Alt or Meta.")
    pressed: QKeyCombination = chosen[0]  # type: ignore[index]  # its stub lacks what it has
    function_key = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    if not function_key and not pressed.keyboardModifiers() & _MODIFIERS:
        return QCoreApplication.translate("SettingChecks", "This key is needed for writing; add Ctrl, Alt or Meta.")
    for label, other in keys.items():
        if (
            label != one.label
            and other
            and QKeySequence(str(other), QKeySequence.SequenceFormat.PortableText) == chosen
        ):
            return QCoreApplication.translate("SettingChecks", "“{0}” has this key already.").format(words(label))
    if chosen.toString(QKeySequence.SequenceFormat.PortableText) in taken:
        return QCoreApplication.translate("SettingChecks", "The window uses this key itself.")
    return ""
