"""Where a docked panel lies and what it keeps free for itself. Pure arithmetic; lengths are pixels of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Edge = Literal["left", "right"]
#: No narrower may the panel be, in device-independent pixels: whole, and folded to a strip.
LEAST, STRIP = 360, 176


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the desktop; `right` and `bottom` are the first pixels outside."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column outside."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row outside."""
        return self.y + self.height

    def meets(self, other: Area) -> bool:
        """Whether the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """A screen: what the system calls it, and where it lies."""

    name: str
    area: Area


def choose_screen(wanted: ScreenPlace | None, present: Sequence[ScreenPlace]) -> ScreenPlace:
    """The screen that was chosen: by name and place, by name, by place; the first (the primary one) where it is gone.

    Two screens of one make may share a name, and a name may change with the socket that the cable is in.
    """
    if wanted is None:
        return present[0]
    tests = (
        lambda one: one == wanted,
        lambda one: one.name == wanted.name,
        lambda one: one.area == wanted.area,
    )
    return next((one for test in tests for one in present if test(one)), present[0])


def docked(edge: Edge, free: Area, width: int, least: int = LEAST) -> Area:
    """The panel at an edge of the room that is free: as high as it, at least `least` wide and at most half of it."""
    wide = max(min(width, free.width // 2), min(least, free.width))
    return Area(free.x if edge == "left" else free.right - wide, free.y, wide, free.height)


def strut(edge: Edge, panel: Area, desktop: Area, screens: Sequence[Area]) -> tuple[int, ...] | None:
    """The twelve numbers of `_NET_WM_STRUT_PARTIAL` (EWMH 1.5), or None where the edge cannot be reserved.

    A strut is counted from the edge of the whole desktop. At an edge that touches another screen it would take that
    screen's room too; there the panel lies above the other windows and reserves nothing.
    """
    if edge == "left":
        taken = Area(desktop.x, panel.y, panel.right - desktop.x, panel.height)
    else:
        taken = Area(panel.x, panel.y, desktop.right - panel.x, panel.height)
    own = max(screens, key=lambda one: _shared(one, panel), default=desktop)
    if any(one.meets(taken) for one in screens if one != own):
        return None
    rows = (panel.y, panel.bottom - 1)
    if edge == "left":
        return (taken.width, 0, 0, 0, *rows, 0, 0, 0, 0, 0, 0)
    return (0, taken.width, 0, 0, 0, 0, *rows, 0, 0, 0, 0)


def _shared(one: Area, other: Area) -> int:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, wide) * max(0, high)
