"""Where the packaged program begins: the same command as `agent-assist`."""

from __future__ import annotations

import sys

from agent_assist.cli import main

if __name__ == "__main__":
    sys.exit(main())
