"""What the bundle of each knowledge base in a folder is worth, beside the bare nearest neighbour.

`python benchmarks/quality.py [DATA_DIR] [--sets a,b] [--shots 10] [--adapt] [--model auto] [--json]`

DATA_DIR holds folders with kb.jsonl and queries.jsonl (or is such a folder); without one, the sample is measured. A row
"bare" is the nearest of the same vectors by the same model before adapting, with nothing else: no words, no prototypes,
no small talk; its threshold is the one that gives the best accuracy in hindsight, which a bundle never knows. Figures
stand with their 95 % intervals in the JSON; the table shows those of recall@1 and accuracy.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from agent_assist.errors import UserFacingError
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.passages import PassageStore
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import build
from kb_index.encoding import encode
from kb_index.evaluating import Outcome, ask, figures
from kb_index.export import exported
from kb_index.jsonl_source import read_questions
from kb_index.models import ModelFolder, resolve
from kb_index.records import Question
from kb_index.rows import embedded_text

SAMPLE = Path(__file__).resolve().parents[1] / "kb_index" / "sample"
COLUMNS = ("recall@1", "recall@3", "recall@5", "mrr", "accuracy", "in_scope_accuracy", "oos_recall", "mcc", "auroc",
           "ece")  # fmt: skip
_BARE_HITS = 10


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Retrieval quality over sets in the shared format.")
    parser.add_argument("data", nargs="?", type=Path, help="a folder of sets, or one set; the sample where left out")
    parser.add_argument("--sets", help="names of sets, with commas between")
    parser.add_argument("--shots", type=int, help="so many examples of each article only")
    parser.add_argument("--adapt", action="store_true", help="adapt the encoder to each set")
    parser.add_argument("--adapt-minutes", type=float, default=3.0)
    parser.add_argument("--model", default="auto", help="auto, minilm, mpnet, e5, a folder or a hub name")
    parser.add_argument("--limit", type=int, help="ask so many questions of each set only, evenly spread")
    parser.add_argument("--json", action="store_true", help="one JSON object a set")
    options = parser.parse_args()
    places = sets(options.data, options.sets.split(",") if options.sets else None)
    if not places:
        parser.error(f"{options.data} holds no such folder with kb.jsonl and queries.jsonl")
    if not options.json:
        print(f"{'set':<18} {'':<7} {'n':>5} " + " ".join(f"{name[:14]:>14}" for name in COLUMNS))
    for name, (sources, asked) in places.items():
        try:
            measured = measure(sources, asked, options)
        except UserFacingError as error:
            print(f"error: {name}: {error}", file=sys.stderr)
            return 1
        if options.json:
            print(json.dumps({"set": name, **measured}), flush=True)
            continue
        for kind in ("bundle", "bare"):
            print(row(name, kind, measured[kind]), flush=True)
        if measured["adapted"]:
            print(f"{'':<18} adapted {json.dumps(measured['adapted'])}", flush=True)
    return 0


def sets(data: Path | None, names: Sequence[str] | None) -> dict[str, tuple[Path, Path]]:
    """Name of each set -> (what to build, file of questions)."""
    if data is None:
        return {"sample": (SAMPLE, SAMPLE / "questions")}
    folders = [data, *sorted(path for path in data.iterdir() if path.is_dir())] if data.is_dir() else []
    found = {path.resolve().name: (path / "kb.jsonl", path / "queries.jsonl") for path in folders}
    whole = {name: pair for name, pair in found.items() if pair[0].is_file() and pair[1].is_file()}
    return {name: pair for name, pair in whole.items() if names is None or name in names}


def measure(sources: Path, asked: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Build and ask one set: figures of the bundle and of the bare nearest neighbour, and of adapting."""
    questions = read(asked)
    if options.limit and options.limit < len(questions):
        questions = [questions[int(i)] for i in np.linspace(0, len(questions) - 1, options.limit)]
    with tempfile.TemporaryDirectory(prefix="quality-") as out:
        minutes = options.adapt_minutes if options.adapt else None
        report = build([sources], Path(out), options.model, adapt_minutes=minutes, shots=options.shots)
        searcher = Searcher.open(report.bundle)
        try:
            ours = figures(ask(searcher, questions))
        finally:
            searcher.close()
        bare = figures(bare_outcomes(report.bundle, resolve(options.model, report.languages), questions))
    return {"bundle": ours, "bare": {**bare, "ece": None}, "adapted": report.adapted}


def read(asked: Path) -> list[Question]:
    """The questions of a file, or of every file of a folder. Raises the first error in them."""
    problems: list[UserFacingError] = []
    files = sorted(asked.glob("*.jsonl")) if asked.is_dir() else [asked]
    found = [question for file in files for question in read_questions(file, problems.append)]
    if problems:
        raise problems[0]
    return found


def bare_outcomes(bundle: Path, model: ModelFolder, questions: Sequence[Question]) -> list[Outcome]:
    """Nearest rows by cosine, nothing else; shown from the cosine that is right most often on these questions."""
    folder = exported(model)
    store = PassageStore.open(bundle / "passages.sqlite")
    try:
        rows = store.all_rows()
        owner = np.array([store.articles[int(place)].id for place in store.row_article])
    finally:
        store.close()
    vectors = encode([embedded_text(row) for row in rows], folder, model)
    encoder = Encoder.open(folder, model.query_prefix, model.passage_prefix, model.max_tokens)
    outcomes = []
    for question in questions:
        cosines = vectors @ encoder.query(question.text)
        nearest = np.argsort(-cosines, kind="stable")
        ranked = tuple(dict.fromkeys(owner[nearest[:500]].tolist()))[:_BARE_HITS]
        outcomes.append(Outcome(question.relevant, ranked, ranked[0], float(cosines[nearest[0]]), 0.0))
    return at_best_threshold(outcomes)


def at_best_threshold(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The same outcomes, silent below the probability with which most of them are right."""
    order = sorted(outcomes, key=lambda o: -o.probability)
    right_shown = np.cumsum([o.ranked[0] in o.relevant for o in order])
    right_silent = sum(not o.relevant for o in order) - np.cumsum([not o.relevant for o in order])
    best = order[int(np.argmax(right_shown + right_silent))].probability
    return [o if o.probability >= best else replace(o, shown="") for o in outcomes]


def row(name: str, kind: str, found: dict[str, Any]) -> str:
    """One line of the table."""
    cells = []
    for column in COLUMNS:
        value, between = found[column], found["ci95"].get(column)
        told = "-" if value is None else f"{value:.3f}"
        if value is not None and between and column in ("recall@1", "accuracy"):
            told += f" {between[0]:.2f}-{between[1]:.2f}"
        cells.append(f"{told:>14}")
    return f"{name if kind == 'bundle' else '':<18} {kind:<7} {found['n']:>5} " + " ".join(cells)


if __name__ == "__main__":
    sys.exit(main())
