"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

#: Called with a stage's name, how much of it is done, and how much there is (0, 0 = it begins, its size unknown).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
