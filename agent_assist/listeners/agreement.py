"""What can be shown of a line that is still being spoken: LocalAgreement-2.

Words that two recognitions in a row agree on are committed and stay; the rest is tentative (Macháček, Dabre and Bojar
2023, "Turning Whisper into Real-Time Transcription System", section 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+\s*|\s+")
_COUNTS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Partial:
    """A line so far. revision: from 1, one more each time the line has changed."""

    committed: str
    tentative: str
    revision: int

    @property
    def text(self) -> str:
        """The whole line."""
        return self.committed + self.tentative


class Agreement:
    """The state of one line. Text is compared word by word, Chinese character by character, punctuation aside."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._committed: list[str] = []
        self._shown: tuple[str, str] | None = None
        self._revision = 0

    def hear(self, text: str) -> Partial | None:
        """Take the newest recognition of the line from its beginning; what to show, None where nothing has changed."""
        units = _UNIT.findall(text.strip())
        agreed = 0
        for mine, before in zip(units, self._before, strict=False):
            if _key(mine) != _key(before):
                break
            agreed += 1
        self._before = units
        if agreed > len(self._committed):
            # Words once committed keep their spelling: nothing that was read moves again before the final.
            self._committed += units[len(self._committed) : agreed]
        committed = "".join(self._committed)
        tentative = "".join(units[len(self._committed) :])
        if committed and tentative and committed[-1].isascii() and not committed[-1].isspace():
            committed += " "
        if (committed, tentative) == self._shown:
            return None
        self._shown = (committed, tentative)
        self._revision += 1
        return Partial(committed, tentative, self._revision)

    def withdraw(self) -> Partial:
        """The line was nothing."""
        self._revision += 1
        return Partial("", "", self._revision)

    @property
    def shown(self) -> bool:
        """Whether anything of the line has been shown."""
        return self._shown is not None


def _key(unit: str) -> str:
    return "".join(_COUNTS.findall(unit.casefold()))
