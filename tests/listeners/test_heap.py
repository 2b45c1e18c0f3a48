from __future__ import annotations

import sys
from pathlib import Path

import pytest

from agent_assist.listeners.heap import give_back


def own() -> int:
    """Kilobytes of this process's own memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems get it back by themselves")
def test_what_was_freed_goes_back_to_the_system() -> None:
    pieces = [bytes(4000) for _ in range(20_000)]
    last = bytes(4000)  # above them all, so that the C library keeps what lies below
    pieces.clear()
    before = own()
    give_back()
    assert before - own() > 40_000
    assert len(last) == 4000
