"""What the engine's memory is made of: megabytes resident after each part of it has been loaded.

    python benchmarks/memory.py [--bundle DIR] [--model DIR] [--json]

Each part is loaded in the order in which a call loads it, in a process of its own; `own` is what the process alone
holds, `files` what is mapped from disk and can be dropped at any time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_ROOT = Path(__file__).resolve().parent.parent
_SECONDS = 4  # of sound for the recogniser


def resident() -> dict[str, float]:
    """Megabytes of this process: resident, its own of these, mapped from files, the most so far."""
    found = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        name: int(found[key].split()[0]) / 1024
        for name, key in (("rss", "VmRSS"), ("own", "RssAnon"), ("files", "RssFile"), ("peak", "VmHWM"))
    }


def parts(bundle: Path, model: Path | None) -> list[dict[str, Any]]:
    """Load everything, one part after the other; what is resident after each."""
    kept: list[Any] = []  # nothing may be let go before the end
    steps: list[dict[str, Any]] = [{"part": "Python", **resident()}]

    def step(part: str, load: Callable[[], Any]) -> Any:
        kept.append(load())
        steps.append({"part": part, **resident()})
        return kept[-1]

    def imported() -> Any:
        from agent_assist import engine

        return engine

    def opened() -> Any:
        from agent_assist.keeper import open_knowledge

        return open_knowledge(bundle)

    def recogniser() -> Any:
        from agent_assist.listeners.models import find_model
        from agent_assist.listeners.transcriber import Transcriber

        return Transcriber.open(find_model(model), "en")

    def detectors() -> Any:
        from agent_assist.listeners.vad import SileroVad

        return [SileroVad(), SileroVad()]

    step("engine", imported)
    knowledge = step("bundle", opened)
    from agent_assist.datatypes import Query, Speaker
    from agent_assist.listeners.frames import SAMPLE_RATE, SpeechSegment
    from agent_assist.listeners.heap import give_back

    step("first search", lambda: knowledge.searcher.find(Query("How can I move my broadband to my new home?"), 5))
    step("a hundred searches", lambda: [knowledge.searcher.find(Query(f"line {n} is slow"), 5) for n in range(100)])
    step("voice detectors", detectors)
    ear = step("speech model", recogniser)
    noise = np.random.default_rng(0).normal(0, 0.05, SAMPLE_RATE * _SECONDS).astype(np.float32)
    segment = SpeechSegment(Speaker.CUSTOMER, 0.0, float(_SECONDS), noise)
    step("first words", lambda: ear.transcribe(segment))
    step("given back", give_back)
    step("twenty lines", lambda: [ear.transcribe(segment) for _ in range(20)])
    return steps


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bundle", type=Path, help="folder of bundles; default: var/bundles, else the sample, built")
    parser.add_argument("--model", type=Path, help="folder of a CTranslate2 Whisper model")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        from agent_assist.retrieval.bundle import current

        print(json.dumps(parts(current(options.bundle), options.model)))
        return 0
    from live_speech import bundle_folder

    with tempfile.TemporaryDirectory(prefix="memory-") as made:
        bundles = bundle_folder(options.bundle, Path(made))
        command = [sys.executable, __file__, "--child", "--bundle", str(bundles)]
        command += ["--model", str(options.model)] if options.model else []
        steps = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    if options.json:
        print(json.dumps({"benchmark": "memory", "parts": steps}))
        return 0
    print(f"{'after':20} {'MB':>7} {'more':>7} {'own':>7} {'files':>7} {'peak':>7}")
    before = 0.0
    for step in steps:
        values = (step["rss"], step["rss"] - before, step["own"], step["files"], step["peak"])
        print(f"{step['part']:20}", *(f"{value:7.0f}" for value in values))
        before = step["rss"]
    return 0


if __name__ == "__main__":
    sys.exit(main())
