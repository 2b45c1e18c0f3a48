"""Everything a knowledge-base maintainer runs: read a KB folder, check it, build a bundle, measure it, publish it."""

import os

# onnxruntime reports what it loads to its maker unless told not to, before it is first imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
