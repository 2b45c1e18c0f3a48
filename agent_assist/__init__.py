"""Agent Assist: the client that an agent's computer runs."""

import os

__version__ = "0.1.0"

# onnxruntime reports the models it loads to its maker unless told not to, before it is first imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
