"""The `agent-assist` command: without a sub-command it opens the window; every sub-command works without one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from agent_assist.errors import UserFacingError

#: Sub-commands; anything else on the command line belongs to the window.
COMMANDS = (
    *("engine", "replay", "search", "transcribe", "listen", "doctor", "secrets", "contacts", "memory", "bench"),
    "intake-keys",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 = done, 1 = failed, 2 = wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream on Windows would otherwise fail on the first Chinese word.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if not given or (given[0] not in COMMANDS and given[0] not in ("--help", "-h", "--version")):
            from agent_assist.app import main as window

            return window(given)
        if given[0] == "engine":
            return _engine(given[1:])
        from agent_assist.commands import run

        return run(given)
    except UserFacingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2 if error.code == "usage" else 1
    except BrokenPipeError:
        # `agent-assist replay … | head`: the reader has seen enough.
        sys.stderr.close()
        return 1


def _engine(arguments: list[str]) -> int:
    """Started by the window before anything is shown, so it takes the short way round the command line library."""
    import argparse

    from agent_assist.engine_process import main as engine
    from agent_assist.logs import start_logging
    from agent_assist.settings import load_settings

    parser = argparse.ArgumentParser("agent-assist engine", description="Commands in, updates out: docs/protocol.md.")
    parser.add_argument("--bundle", help="folder of bundles, or one bundle")
    chosen = parser.parse_args(arguments)
    start_logging("engine")
    return engine(load_settings(**({"bundles": chosen.bundle} if chosen.bundle else {})))
