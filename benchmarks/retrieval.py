"""How long a query takes by size, beside the bare minimum (the same encoder and a flat scan) and other libraries.

`python benchmarks/retrieval.py [--sizes 1000,10000] [--queries 100] [--peers [PYTHON]] [--json]`. Bars: at most 1.5
times the bare minimum at 1,000 and 10,000 rows, .6 at 100,000, .1 at 1,000,000, with 97 % of the exact first ten found;
at most .4 of a peer's median. They take turns query by query, on one thread, so that other load on the computer touches
them alike. --peers: measure txtai and chromadb at the smallest size, from the Python that has them (default: this one).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import faiss
import numpy as np
from _knowledge import Floats, Made, make, questions, sentences, texts

from agent_assist.datatypes import Query
from agent_assist.retrieval.dense import DenseIndex
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.searcher import Searcher
from kb_index.indexing import exact_rows, recall_of
from kb_index.models import resolve

PEER_BAR = 0.4
RECALL_BAR = 0.97


def bar(rows: int) -> float:
    """At most so many times the bare minimum."""
    return 1.5 if rows <= 10_000 else 0.6 if rows <= 100_000 else 0.1


class Peer:
    """A library in a process of its own."""

    def __init__(self, python: str, name: str, model: Path, passages: Path) -> None:
        script = Path(__file__).with_name("_peer.py")
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
        self._process = subprocess.Popen(
            [python, str(script), name, str(model), str(passages)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=environment,
        )  # fmt: skip
        self.name = name
        self.absent = str(self._line().get("absent", ""))

    def ask(self, text: str) -> float:
        """Milliseconds, as it measured them itself."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        return float(self._line()["ms"])

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return json.loads(line) if line else {"absent": "it ended while starting"}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def in_turns(ways: dict[str, Callable[[str], float]], asked: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each way at each query; who begins changes from query to query."""
    for way in ways.values():
        for text in asked[:3]:
            way(f"{text} please")
    times: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for turn, text in enumerate(asked):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            times[name].append(ways[name](text))
    return times


def summary(times: dict[str, list[float]]) -> dict[str, list[float]]:
    """Median and 95 % point of each."""
    return {name: [round(float(np.percentile(found, p)), 2) for p in (50, 95)] for name, found in times.items()}


def measure(made: Made, asked: list[str], peers: list[Peer]) -> dict[str, Any]:
    """Ours beside the bare minimum, and beside the peers; recall of the index; what the bundle took to make."""
    searcher = Searcher.open(made.folder, check_hashes=False)
    bare = Encoder.open(made.folder / "encoder")
    flat = faiss.IndexFlatIP(made.vectors.shape[1])
    for start in range(0, len(made.vectors), 16_384):
        flat.add(np.ascontiguousarray(made.vectors[start : start + 16_384]))

    def scan(text: str) -> None:
        flat.search(bare.passages([text]), 10)

    def find(text: str) -> float:
        return timed(lambda: searcher.find(Query(text, "en")))

    times = in_turns({"ours": find, "bare": lambda text: timed(lambda: scan(text))}, asked)
    # Apart from the bare minimum: after a peer, whoever comes first finds the processor's caches emptied.
    beside = in_turns({"ours": find, **{peer.name: peer.ask for peer in peers}}, [f"{text} thanks" for text in asked])
    stages = [searcher.find(Query(f"{text} thank you", "en")).stage_ms for text in asked]
    vectors: Floats = np.stack([searcher.encode(text, "en") for text in asked])
    recall = recall_of(DenseIndex.open(made.folder / "dense.faiss"), vectors, exact_rows(made.vectors, vectors, 10))
    searcher.close()
    return {
        "rows": len(made.vectors),
        "index": made.info.to_json(),
        "recall@10": round(recall, 4),
        "bare": summary(times),
        "peers": summary(beside) if peers else {},
        "stages": {name: round(float(np.median([one.get(name, 0) for one in stages])), 2) for name in stages[0]},
        "seconds": made.seconds,
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        "index_mb": round((made.folder / "dense.faiss").stat().st_size / 1e6, 1),
    }


def started_peers(python: str, rows: int, work: Path) -> list[Peer]:
    """The peers that can be had, each with the same passages indexed."""
    file = work / "passages.json"
    file.write_text(json.dumps([text for _, _, text in texts(rows, sentences())]), encoding="utf-8")
    peers = []
    for name in ("txtai", "chromadb"):
        peer = Peer(python, name, resolve("minilm", ["en"]).path, file)
        if peer.absent:
            print(f"{name} is left out: {peer.absent}", file=sys.stderr)
            peer.close()
        else:
            peers.append(peer)
    return peers


def show(result: dict[str, Any]) -> None:
    """A line for each way."""
    rows, index = result["rows"], result["index"]
    print(f"{rows:>9,} rows, {index['kind']} {index['parameters']}, {result['index_mb']} MB; "
          f"recall@10 {result['recall@10']:.3f} {'ok' if result['recall@10'] >= RECALL_BAR else 'below'}; "
          f"built in {result['seconds']}, at most {result['peak_gb']} GB of memory so far")  # fmt: skip
    print(f"  ours by stage, ms: {result['stages']}")
    for others, limit in (("bare", bar(rows)), ("peers", PEER_BAR)):
        for name, (median, p95) in result[others].items():
            ratio = result[others]["ours"][0] / median
            told = f"ours/{name} {ratio:5.2f}  bar {limit}  {'ok' if ratio <= limit else 'over'}"
            print(f"  {name:<9} p50 {median:8.2f} ms  p95 {p95:8.2f} ms  {'' if name == 'ours' else told}")


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Latency of a query by size, beside the bare minimum and peers.")
    parser.add_argument("--sizes", default="1000,10000", help="rows, with commas (default 1000,10000)")
    parser.add_argument("--queries", type=int, default=100, help="distinct queries (default 100)")
    parser.add_argument("--peers", nargs="?", const=sys.executable, help="also txtai and chromadb, from this Python")
    parser.add_argument("--index", default="auto", help="auto, flat, sqfp16, hnsw or ivf")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory(prefix="retrieval-") as folder:
        for number, rows in enumerate(sorted(int(size) for size in options.sizes.split(","))):
            made = make(rows, Path(folder) / str(rows), options.index)
            peers = started_peers(options.peers, rows, Path(folder)) if options.peers and not number else []
            results.append(measure(made, questions(options.queries), peers))
            for peer in peers:
                peer.close()
            if not options.json:
                show(results[-1])
    if options.json:
        print(json.dumps(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
