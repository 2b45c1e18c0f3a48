"""Puts words where the agent writes: typed or pasted into the window that had the keys, never anywhere else."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from agent_assist.ui.desk.clipboard import Lent
from agent_assist.ui.desk.hands import Hand
from agent_assist.ui.desk.insertion import Outcome, choose_way, stacked

_LOOK_MS = 10
#: How long the other window may take to get the keys, the agent to let go of Ctrl and Alt, and a program to paste.
_KEYS_MS, _READ_MS = 1500, 2500
#: A program may read the clipboard more than once for one paste; after its last time it rests for so long.
_REST_MS = 150


class Until(QObject):
    """Calls `then(True)` when `condition()` holds, `then(False)` when it has not within `patience` milliseconds."""

    def __init__(self, parent: QObject, condition: Callable[[], bool], patience: int, then: Callable[[bool], None]):
        super().__init__(parent)
        self._condition = condition
        self._then = then
        self._looks = max(1, patience // _LOOK_MS)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start(0)

    def _look(self) -> None:
        self._timer.setInterval(_LOOK_MS)
        self._looks -= 1
        met = self._condition()
        if met or self._looks <= 0:
            self._timer.stop()
            self.deleteLater()
            self._then(met)


class Inserter(QObject):
    """`done` carries an Outcome; `undone` whether the last one could be taken back. One insertion at a time, in order.

    The window that had the keys keeps or gets them back; no other gets any. Where nothing can be written, the words are
    on the clipboard, and the Outcome says so.
    """

    done = Signal(object)
    undone = Signal(bool)

    def __init__(self, hand: Hand | None, parent: QObject) -> None:
        super().__init__(parent)
        self._hand = hand
        self._waiting: deque[str] = deque()
        self._busy = False
        #: The last insertion: its window, what was sent and how; None once it cannot be built upon.
        self._last: tuple[int, Outcome] | None = None

    def insert(self, text: str) -> None:
        """Write `text` where the agent writes; `done` follows."""
        if text:
            self._waiting.append(text)
            self._next()

    def forgive(self) -> None:
        """A key of the panel's own was pressed: nothing was typed by it."""
        if self._hand is not None:
            self._hand.forgive()

    def can_undo(self) -> bool:
        """Whether the last insertion can be taken back: its window lives and nobody has typed since."""
        if self._hand is None or self._last is None or self._busy or not self._last[1].undo:
            return False
        return self._hand.target() == self._last[0] and not self._hand.typed()

    def undo(self) -> None:
        """Take the last insertion back; `undone` says whether that could be."""
        if not self.can_undo():
            self.undone.emit(False)
            return
        hand, last = self._hand, self._last
        assert hand is not None
        assert last is not None
        window, outcome = last
        self._last, self._busy = None, True

        def ready(met: bool) -> None:
            self._busy = False
            if met and not hand.typed():
                hand.erase(len(outcome.text)) if outcome.way == "keys" else hand.take_back()
            self.undone.emit(met)
            self._next()

        self._with_keys(window, ready)

    # -- one insertion ------------------------------------------------------------------------------------------------

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        self._begin(self._waiting.popleft())

    def _finish(self, window: int, outcome: Outcome) -> None:
        self._busy = False
        self._last = (window, outcome) if outcome.way != "copy" else None
        self.done.emit(outcome)
        self._next()

    def _copy(self, text: str, why: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._finish(0, Outcome("copy", text, why))

    def _begin(self, text: str) -> None:
        hand = self._hand
        if hand is None:
            self._copy(text, "system")
            return
        window = hand.target()
        if not window:
            self._copy(text, "nowhere")
            return
        if self._last is not None and self._last[0] == window and not hand.typed():
            # Replies stack: the second stands behind the first.
            text = stacked(text, self._last[1].text)

        def ready(met: bool) -> None:
            if met:
                self._write(hand, window, text)
            else:
                self._copy(text, "moved")

        self._with_keys(window, ready)

    def _with_keys(self, window: int, then: Callable[[bool], None]) -> None:
        """Go on when `window` has the keys and no modifier is held, or say that it does not get them."""
        hand = self._hand
        assert hand is not None
        if hand.focused() != window:
            hand.give_keys(window)

        def waited(met: bool) -> None:
            if not met and hand.focused() == window:
                # The agent rests a hand on Ctrl; for the program it is let go.
                hand.release()
                met = True
            then(met)

        Until(self, lambda: hand.focused() == window and not hand.held(), _KEYS_MS, waited)

    def _write(self, hand: Hand, window: int, text: str) -> None:
        hand.watch(True)
        terminal = hand.is_terminal(window)
        if choose_way(text, hand.can_type(text)) == "keys":
            hand.type(text)
            self._finish(window, Outcome("keys", text, undo=True))
            return
        reads: list[int] = []
        looks = [0]
        lent = hand.lend(text, window)
        if not lent.ours:
            # A paste would bring whatever somebody else has copied.
            self._pasted(lent, window, text, False, undo=False)
            return
        hand.reads(window, lambda: reads.append(looks[0]))
        hand.paste(window)

        def rested() -> bool:
            looks[0] += 1
            return bool(reads) and looks[0] - reads[-1] >= _REST_MS // _LOOK_MS

        def read(met: bool) -> None:
            hand.reads(window, None)
            self._pasted(lent, window, text, bool(reads), undo=not terminal)

        Until(self, rested, _READ_MS, read)

    def _pasted(self, lent: Lent, window: int, text: str, was_read: bool, *, undo: bool) -> None:
        if was_read:
            lent.give_back()
            self._finish(window, Outcome("paste", text, undo=undo))
        else:
            lent.leave(text)
            self._finish(window, Outcome("copy", text, "unread"))
