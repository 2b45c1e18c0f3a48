"""Memory that was freed, given back to the system."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Let the system have what this process has freed.

    Recognising takes and frees 50 MB for every line, loading a model 100 MB. glibc keeps most of that, each thread's
    part by itself, until it is asked (malloc_trim(3)); other C libraries give it back themselves.
    """
    _trim()(0)


@cache
def _trim() -> Callable[[int], int]:
    if not sys.platform.startswith("linux"):
        return _nothing
    found: Callable[[int], int] = getattr(ctypes.CDLL(None), "malloc_trim", _nothing)  # musl has none
    return found


def _nothing(_keep: int) -> int:
    return 0
