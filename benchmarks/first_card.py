"""From a customer's message to the suggestions that come back, beside the bare minimum: one encoder forward + one scan.

    python benchmarks/first_card.py [--json] [--passages 1000,10000] [--queries 400]

Three ways take turns, query by query, so that whatever else the machine does hits all alike: `engine` writes a line to
the real engine's pipe and waits for its suggestions (journal in memory), `find` calls search and suggesting in this
process, `bare` runs the encoder and an exact FAISS scan. Passages are made of the sample KB's sentences, shuffled;
queries are its customers' questions, each made new so that no cache knows it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import faiss
import numpy as np

from agent_assist.datatypes import Card, Query
from agent_assist.protocol import card_json
from agent_assist.retrieval.bundle import current, read_manifest
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.searcher import Searcher
from agent_assist.retrieval.suggesting import Suggester
from kb_index.building import build

SAMPLE = Path(__file__).resolve().parent.parent / "kb_index" / "sample" / "articles" / "en"


def sentences() -> tuple[list[str], list[str]]:
    """(sentences, customer questions) of the sample's English articles."""
    told: list[str] = []
    asked: list[str] = []
    for path in sorted(SAMPLE.rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---", 2)
        asked += re.findall(r"^\s+-\s+(.+\?)\s*$", front, re.MULTILINE)
        told += [line.strip() for line in re.split(r"(?<=[.!?])\s+|\n+", body) if len(line.split()) > 3]
    return told, asked


def made_bundle(folder: Path, passages: int, seed: int = 1) -> Path:
    """A bundle of so many articles of one passage each, and so twice as many rows (titles have vectors too)."""
    told, _ = sentences()
    rng = random.Random(seed)
    lines = []
    for number in range(passages):
        text = " ".join(rng.sample(told, 3))
        title = " ".join(rng.sample(" ".join(rng.sample(told, 2)).split(), 5))
        lines.append(json.dumps({"id": f"a{number}", "title": title, "text": text, "lang": "en"}))
    source = folder / f"made-{passages}.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return current(build([source], folder / f"bundles-{passages}", "minilm").bundle)


def encoded(cards: Sequence[Card]) -> bytes:
    """The suggestions update as it goes over the line."""
    items = [card_json(card) for card in cards]
    return (json.dumps({"type": "suggestions", "items": items}, ensure_ascii=False) + "\n").encode()


class EnginePipe:
    """A real engine on this bundle; each question opens a contact of its own."""

    def __init__(self, bundle: Path, home: Path) -> None:
        environment = {**os.environ, "AGENT_ASSIST_INTAKE": "false", "AGENT_ASSIST_HISTORY": "memory"}
        environment |= {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "agent_assist", "engine", "--bundle", str(bundle)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._count = 0
        self._until(lambda update: update["type"] == "engine" and update["state"] == "ready")

    def ask(self, text: str) -> float:
        """Milliseconds from the line written to its suggestions read; only for texts that get a card."""
        self._count += 1
        contact = f"c{self._count}"
        self._send({"cmd": "open", "contact": contact, "channel": "chat", "lang": "en", "id": 0})
        self._until(lambda update: update["type"] == "opened")
        command = {"cmd": "say", "contact": contact, "speaker": "customer", "text": text}
        started = perf_counter()
        self._send(command)
        self._until(lambda update: update["type"] == "suggestions")
        taken = (perf_counter() - started) * 1000
        self._send({"cmd": "close", "contact": contact, "id": 1})
        self._until(lambda update: update["type"] == "summary")
        return taken

    def end(self) -> None:
        """Shut the engine down."""
        self._send({"cmd": "shutdown"})
        assert self._child.stdout is not None
        self._child.stdout.read()
        self._child.wait()

    def _send(self, command: dict[str, Any]) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(command).encode() + b"\n")
        self._child.stdin.flush()

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> None:
        assert self._child.stdout is not None
        while not wanted(json.loads(self._child.stdout.readline())):
            pass


def measure(bundle: Path, queries: Sequence[str], passages: int, home: Path) -> dict[str, Any]:
    """Milliseconds of the three ways over the queries, taken in turns; the first ten warm up and do not count."""
    searcher = Searcher.open(bundle, check_hashes=False)
    suggester = Suggester(searcher)
    model = read_manifest(bundle).model
    bare = Encoder.open(bundle / "encoder", model.query_prefix, model.passage_prefix, model.max_tokens)
    stored = faiss.read_index(str(bundle / "dense.faiss"))
    flat = faiss.IndexFlatIP(stored.d)
    flat.add(stored.reconstruct_n(0, stored.ntotal))
    faiss.omp_set_num_threads(1)
    # Only what gets a card is timed; the encoder that this asks is not the one that is timed.
    queries = [text for text in queries if _shown(searcher, suggester, text)]
    searcher.close()
    searcher = Searcher.open(bundle, check_hashes=False)
    engine = EnginePipe(bundle, home)

    def in_process(text: str) -> None:
        query = Query(text, "en")
        encoded(suggester.cards(searcher.find(query), query, {}))

    def least(text: str) -> None:
        flat.search(bare.query(text)[None, :], 10)

    ways: list[tuple[str, Callable[[str], Any]]] = [("engine", engine.ask), ("find", in_process), ("bare", least)]
    taken: dict[str, list[float]] = {name: [] for name, _ in ways}
    for number, text in enumerate(queries):
        for name, way in ways[number % 3 :] + ways[: number % 3]:
            started = perf_counter()
            told = way(text)
            taken[name].append(told if isinstance(told, float) else (perf_counter() - started) * 1000)
    engine.end()
    searcher.close()
    kept = {name: values[10:] for name, values in taken.items()}
    middle = {name: float(np.median(values)) for name, values in kept.items()}
    return {
        "passages": passages,
        "rows": int(stored.ntotal),
        "queries": len(kept["bare"]),
        **{f"{name}_ms": _percentiles(values) for name, values in kept.items()},
        "engine_ratio_p50": round(middle["engine"] / middle["bare"], 3),
        "find_ratio_p50": round(middle["find"] / middle["bare"], 3),
    }


def _shown(searcher: Searcher, suggester: Suggester, text: str) -> bool:
    query = Query(text, "en")
    return bool(suggester.cards(searcher.find(query), query, {}))


def fresh_queries(count: int) -> list[str]:
    """The sample's questions, each with a word of its own."""
    _, asked = sentences()
    rng = random.Random(2)
    return [f"{rng.choice(asked)[:-1]}, case {number}?" for number in range(count)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--passages", default="1000,10000", help="sizes, separated by commas")
    parser.add_argument("--queries", type=int, default=400)
    options = parser.parse_args(arguments)
    queries = fresh_queries(options.queries + 10)
    results = []
    with tempfile.TemporaryDirectory(prefix="first-card-") as folder:
        for size in (int(part) for part in options.passages.split(",")):
            results.append(measure(made_bundle(Path(folder), size), queries, size, Path(folder)))
    if options.json:
        print(json.dumps({"benchmark": "first_card", "results": results}))
        return 0
    print(f"{'passages':>9} {'':>12} {'p50':>8} {'p95':>8} {'p99':>8}   ms")
    for result in results:
        for name in ("engine_ms", "find_ms", "bare_ms"):
            values = " ".join(f"{result[name][p]:8.2f}" for p in ("p50", "p95", "p99"))
            print(f"{result['passages']:>9} {name[:-3]:>12} {values}")
        for name in ("engine", "find"):
            print(f"{'':>9} {name + ' / bare':>12} {result[name + '_ratio_p50']:8.2f}")
    return 0


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    return {f"p{p}": round(float(np.percentile(values, p)), 3) for p in (50, 95, 99)}


if __name__ == "__main__":
    sys.exit(main())
