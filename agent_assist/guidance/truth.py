"""Three-valued logic: what cannot be told stays unknown, and only what must be true or false is called so.

Kleene's strong logic of indeterminacy (S. C. Kleene, Introduction to Metamathematics, 1952, § 64): with false < unknown
< true, `and` is the least, `or` the greatest, and `not` turns the order round.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """How a condition stands. The order is the one that `and` and `or` use."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @property
    def word(self) -> str:
        """`true`, `false` or `unknown`, as proofs write it."""
        return self.name.lower()


def every(values: Iterable[Truth]) -> Truth:
    """`and`; true for none."""
    return min(values, default=Truth.TRUE)


def some(values: Iterable[Truth]) -> Truth:
    """`or`; false for none."""
    return max(values, default=Truth.FALSE)


def opposite(value: Truth) -> Truth:
    """`not`."""
    return Truth(Truth.TRUE - value)


def at_least(wanted: int, values: Iterable[Truth]) -> Truth:
    """At least `wanted` of the values are true."""
    known = list(values)
    sure = sum(value is Truth.TRUE for value in known)
    possible = sum(value is not Truth.FALSE for value in known)
    return Truth.TRUE if sure >= wanted else Truth.UNKNOWN if possible >= wanted else Truth.FALSE


def between(least: int, most: int | None, sure: int, possible: int) -> Truth:
    """Whether a number that lies from `sure` to `possible` is from `least` to `most` (None: without a limit)."""
    if sure >= least and (most is None or possible <= most):
        return Truth.TRUE
    if possible < least or (most is not None and sure > most):
        return Truth.FALSE
    return Truth.UNKNOWN
