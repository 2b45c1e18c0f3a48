"""How much the replies that agents picked in earlier contacts help in later ones.

    python benchmarks/contacts_learned.py [DATA_DIR] [--set star] [--model auto] [--contacts 0,10,30,100] [--json]

The set's questions name the contact each belongs to (`group`). Contacts are divided in two halves by chance; what
agents picked in so many contacts of one half is taught, masked, as a client learns it, and every question of the other
half is asked; then the other way round. The last row is the whole half. No contact is taught and asked.
`kb-index build --confirmed` with what `agent-assist memory export` writes teaches a bundle the same.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from agent_assist.contacts.masking import masked
from agent_assist.datatypes import Query
from agent_assist.retrieval import encoder
from agent_assist.retrieval.bundle import current
from agent_assist.retrieval.memory import Memory, Pair
from agent_assist.retrieval.searcher import Searcher
from kb_index.building import build
from kb_index.jsonl_source import read_questions
from kb_index.records import Question

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser("contacts_learned", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="folder of data sets")
    parser.add_argument("--set", default="star", help="which of them")
    parser.add_argument("--model", default="auto", help="auto, minilm, mpnet, e5, a folder or a hub name")
    parser.add_argument("--seeds", type=int, default=2, help="how often contacts are divided")
    parser.add_argument("--contacts", default="0,10,30,100", help="contacts taught; the whole half comes last")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args(arguments)
    folder = chosen.data / chosen.set
    if not (folder / "kb.jsonl").is_file():
        print(f"contacts_learned: there is no {folder / 'kb.jsonl'}; name a folder of data sets.", file=sys.stderr)
        return 0 if chosen.data == DATA else 1
    asked = [question for question in read_questions(folder / "queries.jsonl", _refuse) if question.relevant]
    if not any(question.group for question in asked):
        print(f"contacts_learned: the questions of {chosen.set} do not say which contact they are from (group).")
        return 1
    with tempfile.TemporaryDirectory(prefix="contacts-learned-") as work:
        build([folder / "kb.jsonl"], Path(work), chosen.model)
        encoder.CACHED_QUERIES = 50_000  # the same texts come again for every row; what is timed elsewhere is not here
        searcher = Searcher.open(current(Path(work)))
        rows = measure(searcher, asked, chosen.seeds, [int(n) for n in chosen.contacts.split(",")])
        searcher.close()
    if chosen.json:
        print(json.dumps({"set": chosen.set, "questions": len(asked), "rows": rows}))
        return 0
    print(f"{chosen.set}: {len(asked)} questions, {chosen.seeds} ways to halve the contacts")
    print(f"{'contacts':>8} {'pairs':>6} {'recall@1':>9} {'@5':>6}")
    for row in rows:
        print(f"{row['contacts']:>8} {row['pairs']:>6} {row['recall@1']:>9.3f} {row['recall@5']:>6.3f}")
    return 0


def measure(searcher: Searcher, asked: Sequence[Question], seeds: int, counts: Sequence[int]) -> list[dict[str, Any]]:
    """A row for each number of contacts taught: means over both halves of every seed."""
    contacts = sorted({question.group for question in asked})
    half = len(contacts) // 2
    rows = []
    for count in [*(n for n in counts if n < half), half]:
        first: list[bool] = []
        five: list[bool] = []
        pairs = []
        for seed in range(seeds):
            drawn = np.random.default_rng(seed).permutation(contacts).tolist()
            for taught, later in ((drawn[:half], drawn[half:]), (drawn[half:], drawn[:half])):
                lessons = _picked(asked, set(taught[:count]))
                pairs.append(len(lessons))
                ranks = _ranks(searcher, [q for q in asked if q.group in set(later)], lessons)
                first += [rank == 1 for rank in ranks]
                five += [0 < rank <= 5 for rank in ranks]
        recall = {"recall@1": round(float(np.mean(first)), 4), "recall@5": round(float(np.mean(five)), 4)}
        rows.append({"contacts": count, "pairs": round(float(np.mean(pairs))), **recall})
    return rows


def _picked(asked: Sequence[Question], contacts: set[str]) -> list[Pair]:
    """What agents picked in these contacts, each text and article once, with the number of times."""
    times = Counter((masked(q.text), q.relevant[0], q.lang) for q in asked if q.group in contacts)
    return [Pair(i, article, text, lang, times=n) for i, ((text, article, lang), n) in enumerate(times.items(), 1)]


def _ranks(searcher: Searcher, asked: Sequence[Question], lessons: Sequence[Pair]) -> list[int]:
    """The place of the first right article for each question, from 1; 0 where it was not found."""
    memory = Memory(searcher, lessons)
    memory.settle(len(lessons))
    ranks = []
    for question in asked:
        query = Query(
            question.text, question.lang or None, question.context, attributes=question.attributes, typed=True
        )
        hits = searcher.find(replace(query, lifts=memory.lifts(question.text, question.lang or None))).hits
        ranks.append(next((i for i, hit in enumerate(hits, 1) if hit.article_id in question.relevant), 0))
    return ranks


def _refuse(problem: Exception) -> None:
    raise problem


if __name__ == "__main__":
    raise SystemExit(main())
