"""A process whose end hangs is gone all the same."""

from __future__ import annotations

import subprocess
import sys

HANGING = """
import threading
from agent_assist import engine_process
engine_process._SECONDS = 0.2
engine_process.end_in_time()
threading.Event().wait()
"""


def test_an_end_that_hangs_is_cut_short_and_tells_where_it_stood() -> None:
    done = subprocess.run([sys.executable, "-c", HANGING], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "in wait" in done.stderr
