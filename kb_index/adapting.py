"""Adapts an encoder to a knowledge base's own titles, customer questions and passages, and keeps it only if it helps.

Some customer questions are held out of a first run. They decide whether a tuned encoder is kept, and the calibration
is fitted on them with that run's encoder, because texts that were tuned on lie nearer to each other than a customer's
would. Where they are a good part of the questions, a second run of the same length takes them too, and its encoder
is the one that is served: of ten questions an article, one in eight is worth half a point of recall.
The KB's `questions/` take no part, so that what is measured with them stays true.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import UsageError
from agent_assist.retrieval.passages import ArticleRow, VectorRow
from agent_assist.retrieval.prototypes import learn
from kb_index.atomic import filled_folder, replace_text
from kb_index.contrast import Limits, Tuner
from kb_index.encoding import cores
from kb_index.export import load_reference
from kb_index.halves import Halves
from kb_index.models import ModelFolder, cache_folder, describe
from kb_index.negatives import negatives
from kb_index.progress import Progress
from kb_index.rows import embedded_text

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_VERSION = 3  # raise when tuning changes, so that caches of older runs are not taken
_STEPS_A_TEXT, _STEPS = 0.1, (60, 900)
_MOST_TEXTS = 12000
_BODIES = 2  # passages of an article that take part
_HELD, _MOST_HELD, _LEAST_HELD = 0.12, 400, 20
#: From this share of the questions on, those held out are worth a second run; with more rows than this, encoding them
#: for the calibration too is not.
_WORTH, _MOST_ROWS = 0.05, 20_000
#: AUROC may fall by so much: less is noise of the questions held out.
_AUROC_SLACK = 0.005


@dataclass(frozen=True, slots=True)
class Adapted:
    """model: tuned, or the one given where tuning did not help or was not asked for.  judged: of the first run, the one
    to calibrate with.  unseen: questions that tuning never saw in it.  figures: recall@1 and AUROC on those before and
    after, steps, whether it was kept.  base_sha256: of the model that was tuned.  Without a tuned model, the last ones
    are empty."""

    model: ModelFolder
    judged: ModelFolder | None = None
    unseen: frozenset[str] = frozenset()
    figures: dict[str, Any] = field(default_factory=dict)
    base_sha256: str = ""


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts as encoded; topic: (n,); question: customers' words; short: not passages; held: kept from tuning;
    rows: of the KB, repeated texts and all."""

    texts: tuple[str, ...]
    topic: Ints
    question: npt.NDArray[np.bool_]
    short: npt.NDArray[np.bool_]
    held: npt.NDArray[np.bool_]
    rows: int


def adapt(
    model: ModelFolder,
    articles: Sequence[ArticleRow],
    rows: Iterable[VectorRow],
    minutes: float,
    progress: Progress,
    seed: int = 7,
) -> Adapted:
    """Tune for at most `minutes` of training. The outcome is kept in the user's cache by content; a run that was
    interrupted goes on where it last saved. Raises UsageError for minutes that are none.
    """
    if not minutes > 0:
        raise UsageError("--adapt-minutes must be more than 0.", "Give a number like 3.")
    chosen = _choose(articles, rows, seed)
    if chosen.held.sum() < _LEAST_HELD:
        return Adapted(model, figures={"kept": False, "reason": "too few customer questions to judge by"})
    twice = bool(chosen.held.sum() >= _WORTH * chosen.question.sum()) and chosen.rows <= _MOST_ROWS
    run = _Run(model, chosen, Limits(_steps(chosen), 60 * minutes / (1 + twice)), seed, progress, 1 + twice)
    place = cache_folder() / f"adapted{_VERSION}-{_key(model, chosen, minutes, seed)}"
    figures = run.judged(place, frozenset(article.lang for article in articles))
    if not figures["kept"]:
        return Adapted(model, figures=figures)
    first = last = _as(model, place)
    if twice:
        whole = place.with_name(place.name + "-whole")
        figures = {**figures, "steps": run.whole(whole)}
        last = _as(model, whole)
    unseen = frozenset(text for text, held in zip(chosen.texts, chosen.held, strict=True) if held)
    return Adapted(last, first, unseen, figures, model.sha256)


def _as(model: ModelFolder, place: Path) -> ModelFolder:
    return dataclasses.replace(
        describe(place, f"{model.id} adapted"),
        query_prefix=model.query_prefix, passage_prefix=model.passage_prefix, max_tokens=model.max_tokens,
    )  # fmt: skip


def _choose(articles: Sequence[ArticleRow], rows: Iterable[VectorRow], seed: int) -> _Texts:
    """Each text once, with its topic; a seeded share of the questions held out, at most every third of a topic's."""
    topics: dict[str, int] = {}
    of_article = {article.id: topics.setdefault(article.topic, len(topics)) for article in articles}
    bodies: dict[str, int] = {}
    found: dict[str, tuple[int, str]] = {}
    count = 0
    for row in rows:
        count += 1
        if row.kind == "body":
            bodies[row.article_id] = bodies.get(row.article_id, 0) + 1
            if bodies[row.article_id] > _BODIES:
                continue
        found.setdefault(embedded_text(row), (of_article[row.article_id], row.kind))
    texts = list(found)
    random = np.random.default_rng(seed)
    if len(texts) > _MOST_TEXTS:
        texts = [texts[i] for i in np.sort(random.choice(len(texts), _MOST_TEXTS, replace=False))]
    _, topic = np.unique([found[text][0] for text in texts], return_inverse=True)
    kind = np.array([found[text][1] for text in texts])
    question = np.isin(kind, ("example", "template"))
    held = np.zeros(len(texts), dtype=np.bool_)
    wanted = min(round(_HELD * question.sum()), _MOST_HELD)
    left = np.bincount(topic[question], minlength=int(topic.max()) + 1) // 3
    for i in random.permutation(np.flatnonzero(question)):
        if held.sum() < wanted and left[topic[i]] > 0:
            left[topic[i]] -= 1
            held[i] = True
    return _Texts(tuple(texts), topic.astype(np.int64), question, kind != "body", held, count)


def _steps(chosen: _Texts) -> int:
    return int(np.clip(_STEPS_A_TEXT * len(chosen.texts), *_STEPS))


def _key(model: ModelFolder, chosen: _Texts, minutes: float, seed: int) -> str:
    texts = list(zip(chosen.texts, chosen.topic.tolist(), chosen.held.tolist(), strict=True))
    content = json.dumps([model.sha256, minutes, seed, texts])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Run:
    """One tuning of the model, once or twice (`runs`) for so long as the limits say."""

    model: ModelFolder
    chosen: _Texts
    limits: Limits
    seed: int
    progress: Progress
    runs: int

    def judged(self, place: Path, languages: frozenset[str]) -> dict[str, Any]:
        """Tune without the questions held out, and judge by them: writes `place` where it helped, and its .json."""
        told = place.with_suffix(".json")
        if not told.is_file():
            figures = self._tuned(place, ~self.chosen.held, 0, languages)
            replace_text(told, json.dumps(figures, indent=1) + "\n")
            place.with_suffix(".checkpoint").unlink(missing_ok=True)
        judged: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        return judged

    def whole(self, place: Path) -> int:
        """Tune on everything: writes `place` and its .json; returns the number of steps."""
        told = place.with_suffix(".json")
        if not told.is_file():
            figures = self._tuned(place, np.ones_like(self.chosen.held), 1, None)
            replace_text(told, json.dumps(figures) + "\n")
            place.with_suffix(".checkpoint").unlink(missing_ok=True)
        return int(json.loads(told.read_text(encoding="utf-8"))["steps"])

    def _tuned(
        self, place: Path, train: npt.NDArray[np.bool_], run: int, languages: frozenset[str] | None
    ) -> dict[str, Any]:
        """languages: judge, and save only what helped."""
        import torch

        place.parent.mkdir(parents=True, exist_ok=True)
        model, chosen = self.model, self.chosen
        threads = torch.get_num_threads()
        try:
            reference = load_reference(model)
            halves = Halves(reference)
            torch.set_num_threads(_threads(halves, chosen.texts))
            passages = [model.passage_prefix + text for text in chosen.texts]
            base = halves.vectors(passages)
            before = _judge(halves, model, chosen, base, languages) if languages is not None else {}
            texts = [_as_asked(model, chosen, int(i)) for i in np.flatnonzero(train)]
            _, topic = np.unique(chosen.topic[train], return_inverse=True)
            checkpoint = place.with_suffix(".checkpoint")
            tuner = Tuner(halves, texts, topic.astype(np.int64), base[train], checkpoint, self.seed)
            steps = tuner.run(self.limits, lambda done, total: self._tell(run, done, total))
            if languages is None:
                _save(reference, model, place)
                return {"steps": steps}
            after = _judge(halves, model, chosen, halves.vectors(passages), languages)
            kept = _better(before, after)
            if kept:
                _save(reference, model, place)
        finally:
            torch.set_num_threads(threads)
        held = int(chosen.held.sum())
        return {"kept": kept, "steps": steps, "held_out": held, "before": before, "after": after}

    def _tell(self, run: int, done: int, total: int) -> None:
        self.progress("adapt", run * total + done, self.runs * total)


def _threads(halves: Halves, texts: Sequence[str]) -> int:
    """One thread or all cores, whatever is faster right now: where others use the cores too, threads that wait for
    each other lose more than they gain."""
    import torch

    took: dict[int, float] = {}
    for threads in dict.fromkeys((1, cores())):
        torch.set_num_threads(threads)
        halves.vectors(texts[:8])
        began = monotonic()
        for _ in range(3):
            halves.vectors(texts[:32])
        took[threads] = monotonic() - began
    return min(took, key=lambda threads: took[threads])


def _as_asked(model: ModelFolder, chosen: _Texts, row: int) -> str:
    """Every other question as a query: models that prefix the two sides differently learn to bring both together."""
    asked = chosen.question[row] and row % 2
    return (model.query_prefix if asked else model.passage_prefix) + chosen.texts[row]


def _judge(
    halves: Halves, model: ModelFolder, chosen: _Texts, vectors: Floats, languages: frozenset[str]
) -> dict[str, float]:
    """recall@1 of the questions held out, and AUROC of their best scores against those of requests that nothing
    answers: other trades', and the same questions where their topic is left out."""
    from sklearn.metrics import roc_auc_score

    seen, topics = ~chosen.held, int(chosen.topic.max()) + 1
    short = seen & chosen.short
    prototypes = learn(vectors[short], chosen.topic[short].astype(np.int32), topics)
    asked = [text for text, held in zip(chosen.texts, chosen.held, strict=True) if held]
    foreign = [text for _, text in negatives(languages)]
    queries = halves.vectors([model.query_prefix + text for text in [*asked, *foreign]])
    best = np.full((len(queries), topics), -1, dtype=np.float32)
    similar = queries @ vectors[seen].T
    for topic in range(topics):
        own = chosen.topic[seen] == topic
        if own.any():
            best[:, topic] = similar[:, own].max(axis=1)
    every = np.arange(topics)
    scores = np.stack([row + prototypes.scores(every, query, row) for query, row in zip(queries, best, strict=True)])
    known, right = scores[: len(asked)], chosen.topic[chosen.held]
    without = known.copy()
    without[np.arange(len(asked)), right] = -2
    silent = np.concatenate([scores[len(asked) :].max(axis=1), without.max(axis=1)])
    labels = np.repeat([True, False], [len(known), len(silent)])
    auroc = float(roc_auc_score(labels, np.concatenate([known.max(axis=1), silent])))
    return {"recall@1": round(float((known.argmax(axis=1) == right).mean()), 4), "auroc": round(auroc, 4)}


def _better(before: dict[str, float], after: dict[str, float]) -> bool:
    """No fewer right, silence as easy to tell, and a gain in one of the two: some dozen questions often tie."""
    recall, auroc = (after[name] - before[name] for name in ("recall@1", "auroc"))
    return recall >= 0 and auroc >= -_AUROC_SLACK and recall + auroc > 0


def _save(reference: SentenceTransformer, model: ModelFolder, place: Path) -> None:
    """The model's folder with the tuned weights: everything else, tokenizer and prompts, stays as it was."""
    with filled_folder(place) as work:
        shutil.copytree(model.path, work, dirs_exist_ok=True)
        for weights in [*work.glob("*.safetensors"), *work.glob("*.bin")]:
            weights.unlink()
        transformer: Any = reference[0]
        getattr(transformer, "model", transformer.auto_model).save_pretrained(work)
