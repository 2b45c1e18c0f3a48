"""The end of a process, in bounded time."""

from __future__ import annotations

import faulthandler

#: Calls take up to twelve seconds of them for the words under way.
_SECONDS = 20.0


def end_in_time() -> None:
    """Whatever hangs (a sound server, a disk): the process is gone in 20 s, and tells on stderr where it stood."""
    faulthandler.dump_traceback_later(_SECONDS, exit=True)
