"""The engine as a process of its own: whose lines it speaks, how it is asked to end, and that it does so."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys

from agent_assist.engine import Engine
from agent_assist.settings import Settings

#: Calls take up to twelve seconds of them for the words under way.
_SECONDS = 20.0


def main(settings: Settings) -> int:
    """Run the engine on this process's stdin and stdout."""
    # Libraries that print must not break the lines: they get stderr, the updates the real stdout.
    updates = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # A stream of its own: the interpreter locks sys.stdin when it ends, while the reader may still wait in it.
    commands = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    engine = Engine(settings, commands, updates)
    # Services and sessions that end ask like this: phone systems are then told to come back.
    signal.signal(signal.SIGTERM, engine.stop)
    engine.run(end_in_time)
    return 0


def end_in_time() -> None:
    """Whatever hangs (a sound server, a disk): the process is gone in 20 s, and tells on stderr where it stood."""
    faulthandler.dump_traceback_later(_SECONDS, exit=True)
