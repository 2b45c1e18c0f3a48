"""What the panel remembers of its place from one day to the next. Kept beside the settings; nothing of a contact."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from agent_assist.paths import config_dir, replace_file
from agent_assist.ui.desk.edges import LEAST, Area, Edge, ScreenPlace


@dataclass(frozen=True, slots=True)
class Placement:
    """edge: where it is docked, "" where it lies free.  on_top: above other windows though it lies free. These two are
    settings, kept with the others; the rest is kept here.

    screen: the one to dock to, None: the primary.  width: of the docked panel.  compact: folded to a strip.
    free: where the window lies when it is not docked; None: where the system puts it.  Device-independent pixels.
    """

    edge: Edge | Literal[""] = ""
    on_top: bool = False
    screen: ScreenPlace | None = None
    width: int = 440
    compact: bool = False
    free: Area | None = None


def placement_file() -> Path:
    """Where the place is kept."""
    return config_dir() / "place.json"


def _area(value: Any) -> Area:
    area = Area(**{name: int(value[name]) for name in ("x", "y", "width", "height")})
    if area.width < 1 or area.height < 1:
        raise ValueError("an area of no size")
    return area


def read_placement(file: Path) -> Placement:
    """What was kept; a file that is missing or damaged is a fresh start, for nothing of worth is lost with it."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        screen, free = kept["screen"], kept["free"]
        return Placement(
            screen=None if screen is None else ScreenPlace(str(screen["name"]), _area(screen["area"])),
            width=max(LEAST, int(kept["width"])),
            compact=bool(kept["compact"]),
            free=None if free is None else _area(free),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Placement()


def write_placement(file: Path, placement: Placement) -> None:
    """Keep it, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in asdict(placement).items() if name not in ("edge", "on_top")}
    replace_file(file, json.dumps(kept))
