"""How long this process has run, to measure the start as the user feels it: Python's own start included."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_IMPORTED = time.monotonic()


def milliseconds_since_start() -> float:
    """Milliseconds since the process was started; since this module's import where the system does not tell."""
    age = _age_linux() if sys.platform == "linux" else _age_windows() if sys.platform == "win32" else None
    return (time.monotonic() - _IMPORTED if age is None else age) * 1000


def _age_linux() -> float | None:
    try:
        # proc(5): field 22 of stat is the start in clock ticks after boot; the name before it may hold spaces.
        ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    except (OSError, ValueError, IndexError):
        return None
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def _age_windows() -> float | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    made, ended, kernel, user = (wintypes.FILETIME() for _ in range(4))
    process = ctypes.windll.kernel32.GetCurrentProcess()
    times = [ctypes.byref(one) for one in (made, ended, kernel, user)]
    if not ctypes.windll.kernel32.GetProcessTimes(process, *times):
        return None
    # FILETIME counts 100 ns from 1601; 11644473600 s later begins the Unix epoch.
    started = ((made.dwHighDateTime << 32) + made.dwLowDateTime) / 1e7 - 11_644_473_600
    return time.time() - started
