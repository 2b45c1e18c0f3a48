"""What waits in a low window, so that the reply and its buttons are seen whole. Plain arithmetic, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can wait.  saves: pixels that are free when it does.  wait: is told whether it has to."""

    saves: int
    wait: Callable[[bool], None]


def make_room(missing: int, steps: Sequence[Step]) -> int:
    """Let as many steps wait, the first ones first, as `missing` pixels ask for; gives how many are still missing."""
    for step in steps:
        waits = missing > 0 and step.saves > 0
        step.wait(waits)
        if waits:
            missing -= step.saves
    return max(0, missing)
