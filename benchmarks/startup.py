"""How long the start takes: until the window is painted, and until the engine can suggest. Medians of n runs.

`python benchmarks/startup.py [--runs 5] [--bundle BUNDLES] [--json]`; without a screen it needs Xvfb or
QT_QPA_PLATFORM=offscreen. The first run of a fresh computer reads every file from disk; it is printed by itself.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys

#: Budgets of the design, in milliseconds.
PAINTED_BUDGET = 1000
READY_BUDGET = 3000


def one_run(command: list[str]) -> dict[str, float]:
    """Start the program once; {"painted_ms", "ready_ms"} as it measured them from its process's start."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=180)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise SystemExit(f"error: {' '.join(command)} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    report: dict[str, float] = json.loads(lines[-1])
    return report


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Time from start to painted window and to ready engine.")
    parser.add_argument("--runs", type=int, default=5, help="after the first (default 5)")
    parser.add_argument("--bundle", help="folder of bundles, or one bundle")
    parser.add_argument("--program", help="a packaged program to measure instead of this source tree")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    command = [options.program] if options.program else [sys.executable, "-m", "agent_assist"]
    command.append("--report-startup")
    if options.bundle:
        command += ["--bundle", options.bundle]
    first = one_run(command)
    runs = [one_run(command) for _ in range(options.runs)]
    medians = {key: statistics.median(run[key] for run in runs) for key in ("painted_ms", "ready_ms")}
    if options.json:
        print(json.dumps({"runs": options.runs, **medians, "first": first, "all": runs}))
        return 0
    for key, budget in (("painted_ms", PAINTED_BUDGET), ("ready_ms", READY_BUDGET)):
        worst = max(run[key] for run in runs)
        print(
            f"{key:<11} median {medians[key]:7.0f}  worst {worst:7.0f}  first {first[key]:7.0f}  budget {budget}"
            f"  {'ok' if medians[key] <= budget else 'over'}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
