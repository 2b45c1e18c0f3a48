"""From a customer's message to the encoded JSON update, beside the bare minimum: one encoder forward + one exact scan.

    python benchmarks/first_card.py [--json] [--passages 1000,10000] [--queries 200]

Passages are made of the sample KB's sentences, shuffled; queries are its customers' questions, each made new so that no
cache knows it. Both ways take turns, query by query, so that whatever else the machine does hits both alike.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import faiss
import numpy as np

from agent_assist.datatypes import Card, Query
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
    items = [{name: getattr(card, name) for name in Card.__slots__} for card in cards]
    return (json.dumps({"type": "suggestions", "items": items}, ensure_ascii=False) + "\n").encode()


def measure(bundle: Path, queries: Sequence[str], passages: int) -> dict[str, Any]:
    """Milliseconds of both ways over the queries, taken in turns; the first ten warm up and do not count."""
    searcher = Searcher.open(bundle, check_hashes=False)
    suggester = Suggester(searcher)
    model = read_manifest(bundle).model
    bare = Encoder.open(bundle / "encoder", model.query_prefix, model.passage_prefix, model.max_tokens)
    stored = faiss.read_index(str(bundle / "dense.faiss"))
    flat = faiss.IndexFlatIP(stored.d)
    flat.add(stored.reconstruct_n(0, stored.ntotal))
    faiss.omp_set_num_threads(1)
    ours: list[float] = []
    least: list[float] = []
    for number, text in enumerate(queries):
        for way in (0, 1) if number % 2 else (1, 0):
            started = perf_counter()
            if way == 0:
                query = Query(text, "en")
                encoded(suggester.cards(searcher.find(query), query, {}))
                ours.append((perf_counter() - started) * 1000)
            else:
                flat.search(bare.query(text)[None, :], 10)
                least.append((perf_counter() - started) * 1000)
    searcher.close()
    ours, least = ours[10:], least[10:]
    return {
        "passages": passages,
        "rows": int(stored.ntotal),
        "queries": len(ours),
        "first_card_ms": _percentiles(ours),
        "bare_ms": _percentiles(least),
        "ratio_p50": round(float(np.median(ours) / np.median(least)), 3),
    }


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
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args(arguments)
    queries = fresh_queries(options.queries + 10)
    results = []
    with tempfile.TemporaryDirectory(prefix="first-card-") as folder:
        for size in (int(part) for part in options.passages.split(",")):
            results.append(measure(made_bundle(Path(folder), size), queries, size))
    if options.json:
        print(json.dumps({"benchmark": "first_card", "results": results}))
        return 0
    print(f"{'passages':>9} {'':>12} {'p50':>8} {'p95':>8} {'p99':>8}   ms")
    for result in results:
        for name in ("first_card_ms", "bare_ms"):
            values = " ".join(f"{result[name][p]:8.2f}" for p in ("p50", "p95", "p99"))
            print(f"{result['passages']:>9} {name[:-3]:>12} {values}")
        print(f"{'':>9} {'ratio p50':>12} {result['ratio_p50']:8.2f}")
    return 0


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    return {f"p{p}": round(float(np.percentile(values, p)), 3) for p in (50, 95, 99)}


if __name__ == "__main__":
    sys.exit(main())
