"""The clipboard lent for a moment: what was on it is kept whole and comes back."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

if TYPE_CHECKING:
    from agent_assist.ui.desk.x_server import XServer

#: Qt's own name for a picture that it makes from the others; it cannot be kept as bytes.
_QT_IMAGE = "application/x-qt-image"
#: Clipboard managers leave out of their history what carries this (KDE's Klipper began it, others followed).
_PASSING = ("x-kde-passwordManagerHint", b"secret")
#: Targets that ask about the clipboard and not for it (ICCCM 2.6.2).
_ABOUT = ("TARGETS", "TIMESTAMP", "MULTIPLE", "SAVE_TARGETS")
_SELECTION_REQUEST = 30


def snapshot(mode: QClipboard.Mode) -> QMimeData | None:
    """Every format of what is on the clipboard; of a picture in many formats, one. None where it is empty."""
    standing = QGuiApplication.clipboard().mimeData(mode)
    formats = [one for one in standing.formats() if one != _QT_IMAGE] if standing is not None else []
    pictures = [one for one in formats if one.startswith("image/")]
    dropped = set(pictures) - {"image/png" if "image/png" in pictures else next(iter(pictures), "")}
    kept = QMimeData()
    for one in formats:
        if one not in dropped:
            kept.setData(one, standing.data(one))
    if standing is not None and standing.hasImage() and not pictures:
        kept.setImageData(standing.imageData())
    return kept if kept.formats() else None


def _owned(mode: QClipboard.Mode) -> bool:
    board = QGuiApplication.clipboard()
    return board.ownsClipboard() if mode is QClipboard.Mode.Clipboard else board.ownsSelection()


class Lent:
    """The clipboard with `text` on it, until `give_back`. modes: the clipboard, for terminals the selection too."""

    def __init__(self, text: str, modes: tuple[QClipboard.Mode, ...]) -> None:
        self._kept = {mode: snapshot(mode) for mode in modes}
        for mode in modes:
            offer = QMimeData()
            offer.setText(text)
            offer.setData(*_PASSING)
            QGuiApplication.clipboard().setMimeData(offer, mode)

    @property
    def ours(self) -> bool:
        """Whether the text is what a paste gives now; the system may refuse, and somebody may have copied since."""
        return all(_owned(mode) for mode in self._kept)

    def give_back(self) -> None:
        """Put back what was there; not where somebody has copied something else meanwhile."""
        board = QGuiApplication.clipboard()
        for mode, kept in self._kept.items():
            if not _owned(mode):
                continue
            if kept is not None:
                board.setMimeData(kept, mode)
            else:
                board.clear(mode)

    def leave(self, text: str) -> None:
        """The text stays for the agent to paste, as anything that was copied."""
        QGuiApplication.clipboard().setText(text)


class XReaders(QAbstractNativeEventFilter):
    """Tells which X clients read our clipboard: `read` gets the id of the window that asked. Installed while needed,
    for it sees every event of the window system."""

    def __init__(self, server: XServer, read: Callable[[int], None]) -> None:
        super().__init__()
        self._about = {server.atom(name) for name in _ABOUT}
        self._read = read

    def start(self) -> None:
        """Look from now on."""
        QCoreApplication.instance().installNativeEventFilter(self)

    def stop(self) -> None:
        """Look no more."""
        QCoreApplication.instance().removeNativeEventFilter(self)

    def nativeEventFilter(self, kind: object, message: int) -> object:
        # xcb_selection_request_event_t: type, pad, sequence, time, owner, requestor, selection, target, property.
        raw = ctypes.string_at(int(message), 28)
        if raw[0] & 0x7F == _SELECTION_REQUEST:
            _, _, _, _, _, requestor, _, target, _ = struct.unpack("=BBHIIIIII", raw)
            if target not in self._about:
                self._read(requestor)
        return False, 0
