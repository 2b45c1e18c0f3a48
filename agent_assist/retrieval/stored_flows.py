"""A bundle's call flows as they are stored: plain values and the vectors that belong to them (docs/bundle.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError
from agent_assist.retrieval.parts import json_items

FloatArray = npt.NDArray[np.float32]

FOLDER, FLOWS, LINES, TURNS, SAID = "flows", "flows.json", "lines.npy", "turns.json", "said.npy"


def _none() -> FloatArray:
    return np.zeros((0, 0), np.float32)


@dataclass(frozen=True)
class StoredFlows:
    """items: the flows.  lines (n, d): vectors of their lines.

    turns: flow, step before and step of each past turn.  said (m, d): vectors of what the customer had said.
    """

    items: tuple[dict[str, Any], ...] = ()
    lines: FloatArray = field(default_factory=_none)
    turns: tuple[list[str], ...] = ()
    said: FloatArray = field(default_factory=_none)


def open_flows(bundle: Path) -> StoredFlows:
    """The flows of a bundle; none where it has none. Raises BundleError when they are damaged."""
    folder = bundle / FOLDER
    items, turns = json_items(folder / FLOWS), json_items(folder / TURNS)
    if not all(isinstance(item, dict) for item in items) or not all(isinstance(turn, list) for turn in turns):
        raise BundleError("The file cannot be read.", "Build the bundle again.", file=str(folder))
    if not items:
        return StoredFlows()
    return StoredFlows(
        tuple(items), vectors(folder / LINES), tuple(turns), vectors(folder / SAID) if turns else _none()
    )


def vectors(path: Path) -> FloatArray:
    """A file of vectors (n, d). Raises BundleError when it is damaged."""
    try:
        loaded = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise BundleError("The file cannot be read.", "Build the bundle again.", file=str(path)) from error
    return np.asarray(loaded, dtype=np.float32)
