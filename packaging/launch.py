"""Where the packaged program begins: the same command as `agent-assist`."""

from __future__ import annotations

import os
import sys

# onnxruntime 1.29 and later reports the models it loads to its maker unless this is set before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from agent_assist.cli import main

if __name__ == "__main__":
    sys.exit(main())
