"""`python -m agent_assist`: the same as the `agent-assist` command."""

from __future__ import annotations

import sys

from agent_assist.cli import main

if __name__ == "__main__":
    sys.exit(main())
