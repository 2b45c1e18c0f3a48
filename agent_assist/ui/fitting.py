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
    """Let as many steps wait, the first ones first, as `missing` pixels ask for.

    Gives how many are still missing; below 0: how many are free.
    """
    for step in steps:
        waits = missing > 0 and step.saves > 0
        step.wait(waits)
        if waits:
            missing -= step.saves
    return missing


def whole_ones(parts: Sequence[int], free: int) -> tuple[int, bool]:
    """How much of `free` pixels is for the first of these parts that fit whole, and whether that is all of them."""
    taken = 0
    for part in parts:
        if taken + part > free:
            return taken, False
        taken += part
    return taken, True
