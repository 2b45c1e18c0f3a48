"""How fast a build is beside the bare encoder, and how much faster the next one when 1 % of the articles changed.

`python benchmarks/build.py [--articles 600] [--json]`: made-up articles of the sample company's sentences, two passages
each. Bars: rows a second at least .9 of the bare encoder's (the same 8-bit graph, one text a run, as many workers as
cores, half of the texts before the build and half after it); 1 % changed at least 20 times faster than the whole (the
median of five builds, each with another 1 %).

`python benchmarks/build.py --generated [--articles 300000]`: the same builds with vectors that are made up
(`_generated`), everything else being real: seconds and memory of a million passages by stage. Bar: 8 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import _generated
import numpy as np
from _knowledge import sentences

from agent_assist.retrieval.bundle import read_manifest
from kb_index.building import build
from kb_index.encoding import PassageEncoder, cores
from kb_index.export import exported
from kb_index.models import resolve
from kb_index.rows import article_rows, embedded_text, vector_rows
from kb_index.sources import read_sources

RATE_BAR, CHANGED_BAR, MEMORY_BAR = 0.9, 20.0, 8.0
_SENTENCES = 16  # about two passages
_CHANGES = 5


def write(path: Path, articles: int, changed: range = range(0)) -> None:
    """Articles as JSON lines; those in `changed` say something else than without."""
    said = sentences()
    random = np.random.default_rng(articles)
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            chosen = [said[i] for i in random.integers(0, len(said), _SENTENCES)]
            if number in changed:
                chosen = [f"{sentence} That is new." for sentence in chosen]
            item = {"id": f"a{number:06}", "title": f"{chosen[0]} ({number})", "lang": "en", "text": " ".join(chosen)}
            file.write(json.dumps(item) + "\n")


def distinct_texts(source: Path) -> list[str]:
    """What a build of the source encodes."""
    kb = read_sources([source], _refuse)
    return list(dict.fromkeys(embedded_text(row) for row in vector_rows(article_rows(kb), kb)))


def bare_seconds(texts: list[str]) -> float:
    """Seconds in which the encoder alone makes the texts' vectors."""
    model = resolve("minilm", ["en"])
    with PassageEncoder(exported(model), model) as passages:
        passages.encode(texts[: cores()])
        started = perf_counter()
        passages.encode(texts)
        return perf_counter() - started


def measure(articles: int, work: Path) -> dict[str, Any]:
    """One whole build between two runs of the bare encoder, then five with another 1 % changed each."""
    source, out = work / "articles.jsonl", work / "bundles"
    write(source, articles)
    exported(resolve("minilm", ["en"]))
    texts = distinct_texts(source)
    bare = bare_seconds(texts[::2])
    whole = build([source], out, "minilm")
    bare += bare_seconds(texts[1::2])
    few = max(1, articles // 100)
    builds = []
    for place in range(_CHANGES):
        write(source, articles, range(place * few, (place + 1) * few))
        builds.append(build([source], out, "minilm"))
    builds.sort(key=lambda one: one.seconds["total"])
    changed = builds[_CHANGES // 2]
    total = whole.seconds["total"]
    return {
        "articles": articles,
        "rows": whole.rows,
        "encoded": [whole.encoded, changed.encoded],
        "rows_per_second": {"build": round(whole.encoded / total, 1), "bare": round(whole.encoded / bare, 1)},
        "of_bare": round(bare / total, 3),
        "changed_faster": [round(total / one.seconds["total"], 1) for one in reversed(builds)],
        "seconds": [whole.seconds, changed.seconds],
        "peak_gb": peak_gb(),
    }


def measure_generated(articles: int, work: Path) -> dict[str, Any]:
    """A whole build with made-up vectors, and what it took by stage; then one with 1 % changed."""
    source, out = work / "articles.jsonl", work / "bundles"
    model = resolve("minilm", ["en"])
    _generated.write(source, articles, 0, exported(model), model)
    memory: list[tuple[str, float]] = []

    def tell(stage: str, done: int, all_: int) -> None:
        if not all_:
            memory.append((stage, peak_gb()))

    whole = build([source], out, "minilm", tell, encoding=_generated.Generated)
    reached = {name: memory[place + 1][1] for place, (name, _) in enumerate(memory[:-1])}
    _generated.write(source, articles, max(1, articles // 100), exported(model), model)
    changed = build([source], out, "minilm", encoding=_generated.Generated)
    manifest = read_manifest(whole.bundle)
    return {
        "articles": articles,
        "rows": whole.rows,
        "passages": whole.passages,
        "encoded": [whole.encoded, changed.encoded],
        "index": dict(manifest.index),
        "bundle_gb": round(sum(file["bytes"] for file in manifest.files.values()) / 1e9, 2),
        "seconds": [whole.seconds, changed.seconds],
        "gb_so_far": reached,
        "peak_gb": max(reached.values()),
    }


def peak_gb() -> float:
    """The most memory this process has had so far, mapped files counted where they lay in memory."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)


def show_generated(result: dict[str, Any]) -> None:
    """A line for each stage."""
    print(f"{result['articles']:,} articles, {result['passages']:,} passages, {result['rows']:,} rows; "
          f"bundle of {result['bundle_gb']} GB; index {result['index']}")  # fmt: skip
    whole, changed = result["seconds"]
    for stage, gb in result["gb_so_far"].items():
        print(f"  {stage:<10} {whole[stage]:8.1f} s   1 % changed {changed[stage]:8.1f} s   at most {gb} GB so far")
    print(f"  total      {whole['total']:8.1f} s   1 % changed {changed['total']:8.1f} s")
    print(f"at most {result['peak_gb']} GB of memory, bar {MEMORY_BAR:.0f}")


def _refuse(problem: Exception) -> None:
    raise problem


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Rate of a build beside the bare encoder, and of the next one.")
    parser.add_argument("--articles", type=int, help="how many (default 600; 300000 with --generated)")
    parser.add_argument("--generated", action="store_true", help="made-up vectors, for sizes that take hours to encode")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    articles = options.articles if options.articles is not None else 300_000 if options.generated else 600
    if articles < 1:
        parser.error("--articles must be at least 1")
    with tempfile.TemporaryDirectory(prefix="build-") as folder:
        os.environ["KB_INDEX_CACHE"] = os.environ.get("KB_INDEX_CACHE", f"{folder}/cache")
        result = (measure_generated if options.generated else measure)(articles, Path(folder))
    if options.json:
        print(json.dumps(result))
        return 0
    if options.generated:
        show_generated(result)
        return 0
    rate = result["rows_per_second"]
    print(f"{result['rows']:,} rows of {result['articles']:,} articles; at most {result['peak_gb']} GB of memory")
    print(f"build {rate['build']}/s, bare encoder {rate['bare']}/s: {result['of_bare']:.2f}, bar {RATE_BAR}")
    faster = result["changed_faster"]
    least, most = faster[0], faster[-1]
    print(f"1 % changed: {median(faster):.1f} times faster ({least:.1f} to {most:.1f}), bar {CHANGED_BAR:.0f}")
    for name, seconds in zip(("whole", "1 % changed"), result["seconds"], strict=True):
        print(f"  {name}: {seconds}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
