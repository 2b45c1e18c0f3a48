"""How much agents teach: right article first, after so many confirmed questions for each article, right and wrong ones.

    python benchmarks/learning.py [DATA_DIR] [--set banking77] [--seeds 3] [--pairs 1,3,5,10,30] [--model auto] [--json]

The knowledge base knows its titles only. Its examples are what agents confirm, drawn by chance and masked as in a
contact; its queries are what is asked then, through the whole search. Wrong: one in ten is confirmed for another
article: in the place of right ones, which are missing then, or beside them, further questions that nobody has confirmed
rightly. Bare: the nearest of titles and confirmed questions, same vectors, no search. Figures are means over the seeds;
the interval (95 %) is the queries' own, by bootstrap.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

from agent_assist.contacts.masking import masked
from agent_assist.datatypes import Query
from agent_assist.retrieval import encoder
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.memory import Memory, Pair
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import build

WRONG = 0.1
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the set."""

    text: str
    lang: str
    right: frozenset[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser("learning", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="folder of data sets")
    parser.add_argument("--set", default="banking77", help="which of them")
    parser.add_argument("--seeds", type=int, default=3, help="how often pairs are drawn")
    parser.add_argument("--pairs", default="1,3,5,10,30", help="confirmed questions for each article")
    parser.add_argument("--model", default="auto", help="auto, minilm, mpnet, e5, a folder or a hub name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(arguments)
    folder = chosen.data / chosen.set
    if not (folder / "kb.jsonl").is_file():
        print(f"learning: there is no {folder / 'kb.jsonl'}; name a folder of data sets.", file=sys.stderr)
        return 0 if chosen.data == DATA else 1
    with tempfile.TemporaryDirectory(prefix="learning-") as work:
        figures = measure(folder, Path(work), chosen.seeds, [int(n) for n in chosen.pairs.split(",")], chosen.model)
    if chosen.json:
        print(json.dumps(figures))
        return 0
    print(f"{chosen.set}: {figures['articles']} articles, {figures['queries']} queries, {chosen.seeds} seeds; recall@1")
    print(" " * 27 + f"{'10% wrong beside':>17} {'in their place':>16} {'bare':>16}")
    columns = f"{'pairs':>6} {'right':>6} {'interval':>13}" + f"{'':>12}cost" * 2
    print(columns + f" {'right':>7} in their place")
    for row in figures["rows"]:
        low, high = row["interval"]
        line = f"{row['pairs']:>6} {row['recall']:>6.3f} {low:>6.3f}-{high:.3f}"
        for name in ("beside", "wrong"):
            line += f" {row[name]:>10.3f} {row['recall'] - row[name]:>5.3f}" if name in row else " " * 17
        print(line + f" {row['bare']:>6.3f}" + (f" {row['bare_wrong']:>10.3f}" if "bare_wrong" in row else ""))
    return 0


def measure(folder: Path, work: Path, seeds: int, pairs: Sequence[int], model: str) -> dict[str, Any]:
    """All figures of one set."""
    articles = [json.loads(line) for line in (folder / "kb.jsonl").read_text("utf-8").splitlines()]
    examples = {article["id"]: list(dict.fromkeys(article["examples"])) for article in articles}
    titles = work / "titles.jsonl"
    plain = ({**article, "examples": [], "text": ""} for article in articles)
    titles.write_text("".join(json.dumps(article) + "\n" for article in plain), "utf-8")
    build([titles], work / "bundles", model)
    encoder.CACHED_QUERIES = 50_000  # the same texts come again for every seed; what is timed elsewhere is not here
    searcher = Searcher.open(current(work / "bundles"))
    langs = {article["id"]: article["lang"] for article in articles}
    lines = (json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines())
    asked = [Asked(q["text"], q["lang"], frozenset(q["relevant"])) for q in lines if q["relevant"]]
    ids = list(examples)
    titles_only = np.stack([_own(searcher, id_) for id_ in ids])
    questions = np.stack([searcher.encode(question.text, question.lang) for question in asked])

    def bare(taught: Sequence[Pair]) -> npt.NDArray[np.bool_]:
        near = [searcher.encode(pair.text, pair.lang) for pair in taught]
        best = (questions @ np.stack([*titles_only, *near]).T).argmax(axis=1)
        whose = [*ids, *(pair.article_id for pair in taught)]
        return np.array([whose[place] in question.right for place, question in zip(best, asked, strict=True)])

    rows: list[dict[str, Any]] = [
        {"pairs": 0, **_figures([_hits(searcher, asked, None)]), "bare": float(bare([]).mean())}
    ]
    for count in pairs:
        runs: dict[str, list[npt.NDArray[np.bool_]]] = {}
        for seed in range(seeds):
            right = _taught(examples, langs, count, 0.0, seed)
            wrong = _taught(examples, langs, count, WRONG, seed)
            beside = _with_mistakes(examples, langs, right, seed)
            for name, taught in (("right", right), ("wrong", wrong), ("beside", beside)):
                memory = Memory(searcher, taught)
                memory.settle(len(taught))
                runs.setdefault(name, []).append(_hits(searcher, asked, memory))
            runs.setdefault("bare", []).append(bare(right))
            runs.setdefault("bare_wrong", []).append(bare(wrong))
        more = {name: round(float(np.mean(of)), 4) for name, of in runs.items() if name != "right"}
        rows.append({"pairs": count, **_figures(runs["right"]), **more})
    searcher.close()
    return {"articles": len(articles), "queries": len(asked), "seeds": seeds, "rows": rows}


def _taught(examples: dict[str, list[str]], langs: dict[str, str], count: int, wrong: float, seed: int) -> list[Pair]:
    """The same questions for every share of wrong ones."""
    draw = np.random.default_rng(seed)
    chosen = [(id_, texts[i]) for id_, texts in examples.items() for i in draw.permutation(len(texts))[:count]]
    ids = list(examples)
    pairs = []
    for number, place in enumerate(draw.permutation(len(chosen)), 1):
        own, text = chosen[place]
        said = own
        if draw.random() < wrong:
            said = ids[(ids.index(own) + int(draw.integers(1, len(ids)))) % len(ids)]
        pairs.append(Pair(number, said, masked(text), langs[own]))
    return pairs


def _with_mistakes(
    examples: dict[str, list[str]], langs: dict[str, str], right: Sequence[Pair], seed: int
) -> list[Pair]:
    """These, and among them further questions confirmed for another article, one in ten of all (fewer where the set has
    no more questions)."""
    draw = np.random.default_rng([seed, 1])
    confirmed = {pair.text for pair in right}
    free = [(id_, text) for id_, texts in examples.items() for text in map(masked, texts) if text not in confirmed]
    ids = list(examples)
    chosen = [free[place] for place in draw.permutation(len(free))[: round(len(right) * WRONG / (1 - WRONG))]]
    others = draw.integers(1, len(ids), len(chosen)).tolist()
    mistakes = [
        Pair(0, ids[(ids.index(own) + other) % len(ids)], text, langs[own])
        for (own, text), other in zip(chosen, others, strict=True)
    ]
    every = [*right, *mistakes]
    return [replace(every[place], id=number) for number, place in enumerate(draw.permutation(len(every)), 1)]


def _own(searcher: Searcher, article_id: str) -> npt.NDArray[np.float32]:
    """(d,) the vector of an article that has nothing but its title."""
    found = searcher.own_vectors(article_id)
    assert found is not None, article_id
    vectors, _ = found
    return np.asarray(vectors[0])


def _hits(searcher: Searcher, asked: Sequence[Asked], memory: Memory | None) -> npt.NDArray[np.bool_]:
    """(questions,) whether the first article is a right one."""
    found = []
    for question in asked:
        lifts = memory.lifts(question.text, question.lang) if memory is not None else {}
        hits = searcher.find(Query(question.text, question.lang, lifts=lifts)).hits
        found.append(bool(hits) and hits[0].article_id in question.right)
    return np.array(found)


def _figures(runs: Sequence[npt.NDArray[np.bool_]]) -> dict[str, Any]:
    """Mean over runs and questions, and the interval that drawing the questions again gives."""
    per_question = np.mean(runs, axis=0)
    draw = np.random.default_rng(1)
    means = [per_question[draw.integers(0, len(per_question), len(per_question))].mean() for _ in range(1000)]
    low, high = np.percentile(means, [2.5, 97.5])
    return {"recall": round(float(per_question.mean()), 4), "interval": [round(float(low), 4), round(float(high), 4)]}


if __name__ == "__main__":
    raise SystemExit(main())
