"""What the window's benchmark shows: made calls and chats as the engine would tell them, and a measure of lateness."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from functools import cache
from time import perf_counter, thread_time
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from agent_assist.protocol import Command, Update

_WORDS = (
    *("could", "you", "tell", "me", "whether", "the", "new", "line", "is", "ready", "before", "we", "move", "because"),
    *("the", "old", "contract", "ends", "in", "June", "and", "my", "number", "should", "stay", "the", "same", "when"),
    *("the", "router", "arrives", "with", "its", "invoice", "for", "349", "kronor", "at", "Storgatan", "12"),
)
_BEAT_MS = 4


class MadeSource(QObject):
    """Updates of our own making; commands are counted and go nowhere."""

    updates = Signal(object)
    state = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Command] = []

    def start(self) -> None:
        """There is nothing to start."""

    def send(self, command: Command) -> None:
        """Keep the command."""
        self.sent.append(command)

    def restart(self) -> None:
        """There is nothing to restart."""

    def close(self) -> None:
        """There is nothing to close."""


class Heartbeat(QObject):
    """How late the event loop is: a timer of 4 ms notes by how much each beat comes after the last one was due, and
    how long this thread has worked between them, which other work on the machine does not lengthen."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._work: list[float] = []
        self._last = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin anew."""
        self._late, self._work = [], []
        self._last, self._worked = perf_counter(), thread_time()
        self._timer.start()

    def stop(self) -> tuple[list[float], list[float]]:
        """Of every beat, milliseconds late and milliseconds of work before it."""
        self._timer.stop()
        return self._late, self._work

    def _beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        self._late.append(max(0.0, (now - self._last) * 1000 - _BEAT_MS))
        self._work.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked


@cache
def _loop() -> tuple[QEventLoop, QTimer]:
    loop, timer = QEventLoop(), QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    return loop, timer


def let_run(milliseconds: float) -> None:
    """The event loop runs for so long."""
    # One loop for all: each connection to another one would keep some bytes, and memory is measured here.
    loop, timer = _loop()
    timer.start(round(milliseconds))
    loop.exec()


def sentence(rng: random.Random) -> str:
    """Eight to twenty words."""
    return " ".join(rng.choices(_WORDS, k=rng.randint(8, 20)))


def opened(contact: str, channel: str = "call") -> Update:
    """A contact begins."""
    return {
        "type": "opened", "contact": contact, "seq": 1, "at": 0.0, "channel": channel, "lang": "en", "title": contact,
        "attributes": {}, "started": "2026-11-22T10:00:00Z",
    }  # fmt: skip


def said(contact: str, number: int, speaker: str, text: str, at: float) -> Update:
    """A final line."""
    return {
        "type": "utterance", "contact": contact, "seq": number, "at": at, "id": f"{contact}-{number}",
        "speaker": speaker, "text": text, "end": at + 2.0, "lang": "en", "confidence": 0.9, "final": True,
    }  # fmt: skip


def cards(contact: str, number: int, rng: random.Random, at: float) -> Update:
    """Three cards of three articles."""
    items: list[dict[str, Any]] = [
        {
            "article_id": f"a{article}", "passage_id": f"a{article}#0", "title": f"Article {article}",
            "reply": sentence(rng).capitalize() + ".", "confidence": 0.9 - place / 10, "source": f"Article {article}",
            "why": sentence(rng), "lang": "en", "foreign": False, "template_id": "", "missing": [], "ask": "",
            "url": "", "version": "3", "valid_until": "",
        }
        for place, article in enumerate(rng.sample(range(50), 3))
    ]  # fmt: skip
    return {
        "type": "suggestions", "contact": contact, "seq": number, "at": at, "utterance_id": f"{contact}-{number}",
        "items": items, "reason": "", "stage_ms": {"encode": 5.0}, "lag_ms": 12.0,
    }  # fmt: skip


def closed(contact: str, at: float) -> Update:
    """A contact ends."""
    return {
        "type": "summary", "contact": contact, "seq": 9999, "at": at, "turns": 4, "seconds": at, "shown": 1, "used": 0,
        "checklist": [],
    }  # fmt: skip


def busy_call(contact: str, seconds: float) -> Iterator[tuple[float, Update]]:
    """(when, update) of a call in which both speak at once: levels 20 times a second a side, a partial every .4 s a
    side, each three seconds a final a side and other cards, a prompt every five, and a checklist with each."""
    rng = random.Random(1)
    streams: list[list[tuple[float, Update]]] = []
    for at_side, speaker in enumerate(("agent", "customer")):
        levels = [
            (at, {"type": "level", "contact": contact, "at": at, "speaker": speaker, "rms": rng.random() / 3,
                  "speech": rng.random() < 0.5})
            for at in _times(0.05, seconds, 0.01 * at_side)
        ]  # fmt: skip
        lines: list[tuple[float, Update]] = []
        for turn, begin in enumerate(_times(3.0, seconds, 1.5 * at_side)):
            words = sentence(rng).split()
            final = said(contact, 10_000 + 2 * turn + at_side, speaker, " ".join(words), begin)
            for part in range(1, 7):
                done = " ".join(words[: len(words) * part // 8])
                ahead = " " + " ".join(words[len(words) * part // 8 : len(words) * part // 8 + 3])
                partial = {**final, "final": False, "text": done + ahead, "committed": done, "tentative": ahead}
                lines.append((begin + 0.4 * part, {**partial, "revision": part}))
            lines.append((begin + 2.8, final))
            if speaker == "customer":
                lines.append((begin + 2.82, cards(contact, turn, rng, begin + 2.8)))
        streams += [levels, lines]
    for number, at in enumerate(_times(5.0, seconds, 2.0)):
        streams.append([(at, _prompt(contact, number, at)), (at + 0.01, _checklist(contact, number, at))])
    return iter(sorted(itertools.chain(*streams), key=lambda one: one[0]))


def _times(step: float, until: float, first: float) -> list[float]:
    return [first + step * number for number in range(int((until - first) / step))]


def _prompt(contact: str, number: int, at: float) -> Update:
    state = ("owed", "met", "violated", "advice")[number % 4]
    return {
        "type": "prompt", "contact": contact, "seq": number, "at": at, "rule_id": f"r{number // 2 % 3}", "state": state,
        "title": "Recording notice", "say": "This call is recorded.", "severity": "required", "deadline": at + 20.0,
        "evidence": None, "why": {"rule": "r", "version": 1, "reason": "Not said yet."},
    }  # fmt: skip


def _checklist(contact: str, number: int, at: float) -> Update:
    states = ("open", "owed", "met", "violated", "unknown")
    items = [
        {"rule_id": f"r{one}", "title": f"Item {one}", "state": states[(one + number) % 5], "deadline": None,
         "evidence": None}
        for one in range(6)
    ]  # fmt: skip
    return {"type": "checklist", "contact": contact, "seq": number, "at": at, "items": items}
