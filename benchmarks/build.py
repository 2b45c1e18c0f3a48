"""How fast a build is beside the bare encoder, and how much faster the next one when 1 % of the articles changed.

`python benchmarks/build.py [--articles 600] [--json]`: made-up articles of the sample company's sentences, two passages
each. Bars: rows a second at least .9 of the bare encoder's (the same 8-bit graph, one text a run, as many workers as
cores); 1 % changed at least 20 times faster than the whole.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from _knowledge import sentences

from agent_assist.retrieval.passages import PassageStore
from kb_index.building import build
from kb_index.encoding import PassageEncoder, cores
from kb_index.export import exported
from kb_index.models import resolve
from kb_index.rows import embedded_text

RATE_BAR, CHANGED_BAR = 0.9, 20.0
_SENTENCES = 16  # about two passages


def write(path: Path, articles: int, changed: int = 0) -> None:
    """Articles as JSON lines; the first `changed` of them say something else than without."""
    said = sentences()
    random = np.random.default_rng(articles)
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            chosen = [said[i] for i in random.integers(0, len(said), _SENTENCES)]
            if number < changed:
                chosen = [f"{sentence} That is new." for sentence in chosen]
            item = {"id": f"a{number:06}", "title": f"{chosen[0]} ({number})", "lang": "en", "text": " ".join(chosen)}
            file.write(json.dumps(item) + "\n")


def bare_seconds(bundle: Path) -> float:
    """Seconds in which the encoder alone makes the vectors of the bundle's distinct texts."""
    rows = PassageStore.open(bundle / "passages.sqlite")
    texts = list(dict.fromkeys(embedded_text(row) for row in rows.each_row()))
    rows.close()
    model = resolve("minilm", ["en"])
    with PassageEncoder(exported(model), model) as passages:
        passages.encode(texts[: cores()])
        started = perf_counter()
        passages.encode(texts)
        return perf_counter() - started


def measure(articles: int, work: Path) -> dict[str, Any]:
    """One whole build between two runs of the bare encoder, then one with 1 % changed."""
    source, out = work / "articles.jsonl", work / "bundles"
    write(source, articles)
    exported(resolve("minilm", ["en"]))
    whole = build([source], out, "minilm")
    bare = bare_seconds(whole.bundle)
    write(source, articles, max(1, articles // 100))
    changed = build([source], out, "minilm")
    total = whole.seconds["total"]
    return {
        "articles": articles,
        "rows": whole.rows,
        "encoded": [whole.encoded, changed.encoded],
        "rows_per_second": {"build": round(whole.encoded / total, 1), "bare": round(whole.encoded / bare, 1)},
        "of_bare": round(bare / total, 3),
        "changed_faster": round(total / changed.seconds["total"], 1),
        "seconds": [whole.seconds, changed.seconds],
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Rate of a build beside the bare encoder, and of the next one.")
    parser.add_argument("--articles", type=int, default=600, help="articles of two passages each (default 600)")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    if options.articles < 1:
        parser.error("--articles must be at least 1")
    with tempfile.TemporaryDirectory(prefix="build-") as folder:
        os.environ["KB_INDEX_CACHE"] = os.environ.get("KB_INDEX_CACHE", f"{folder}/cache")
        result = measure(options.articles, Path(folder))
    if options.json:
        print(json.dumps(result))
        return 0
    rate = result["rows_per_second"]
    print(f"{result['rows']:,} rows of {result['articles']:,} articles; at most {result['peak_gb']} GB of memory")
    print(f"build {rate['build']}/s, bare encoder {rate['bare']}/s: {result['of_bare']:.2f}, bar {RATE_BAR}")
    print(f"1 % changed: {result['changed_faster']:.1f} times faster, bar {CHANGED_BAR:.0f}")
    for name, seconds in zip(("whole", "1 % changed"), result["seconds"], strict=True):
        print(f"  {name}: {seconds}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
