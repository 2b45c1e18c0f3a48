"""Fits, at build, what a bundle needs to know to rank and to be silent: prototypes, what words weigh, the logistic, its
threshold.

The KB is asked its own questions, each without itself and with prototypes learned from the other folds; then the same
questions without the article that answers them, and small requests of other trades, for which nothing is right.
The KB's evaluation questions take no part, so that what is measured with them is true of questions nobody has seen.
Weights start from a prior, so that a KB of six titles behaves sensibly and one of ten thousand questions as it should.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval import need
from agent_assist.retrieval.analysis import identifiers, terms
from agent_assist.retrieval.calibration import Calibration
from agent_assist.retrieval.centring import FILE, crowded, learn_centres
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.entities import FILE as NAMES
from agent_assist.retrieval.entities import Entities, Focus, save_names
from agent_assist.retrieval.parts import SMALL_TALK, Parts, open_parts, rank_rows
from agent_assist.retrieval.passages import KINDS, PassageStore
from agent_assist.retrieval.prototypes import Prototypes, learn
from agent_assist.retrieval.ranking import LEXICAL_WEIGHT
from kb_index.fitting import Sample, solve
from kb_index.naming import learn_names
from kb_index.negatives import negatives
from kb_index.weighing import Asked, fit_weight

FloatArray = npt.NDArray[np.float32]

_FOLDS = 5
_SAMPLES = 1200
#: Encoding them again for models that prefix queries costs milliseconds each.
_SAMPLES_PREFIXED = 500
_LEXICAL_ROWS = 50
#: Small talk is short.
_SHORT = 80


def fit(
    folder: Path,
    encoder: Encoder,
    known: Calibration | None = None,
    unseen: frozenset[str] = frozenset(),
) -> Calibration:
    """Fit an unfinished bundle folder (passages, dense, lexical written): writes prototypes.npz and calibration.json.

    unseen: of an adapted encoder, the texts it was not tuned on: only these are asked, since the others lie nearer to
    their like than a customer's words would.
    known: a calibration that still holds; then only the prototypes are learned.
    """
    parts = open_parts(folder, encoder)
    try:
        names = learn_names(parts.store, parts.dense)
        if names:
            save_names(folder / NAMES, names)
            parts = replace(parts, entities=Entities(names, parts.store.articles))
        chat = _small_talk(parts.store)
        if chat:
            (folder / SMALL_TALK).write_text(json.dumps(chat, ensure_ascii=False), encoding="utf-8")
        learner = _Learner(parts)
        prototypes = learner.learn(np.ones(len(parts.store.row_article), dtype=np.bool_))
        prototypes.save(folder / "prototypes.npz")
        parts = replace(parts, prototypes=prototypes)
        asked = [*learner.asked(unseen), *_foreign_trades(parts)] if known is None else []
        calibration = known or _fitted(parts, asked, adapted=bool(unseen))
    finally:
        parts.store.close()
    (folder / "calibration.json").write_text(calibration.to_json(), encoding="utf-8")
    return calibration


def centred(folder: Path, store: PassageStore, encoder: Callable[[], Encoder], vectors: FloatArray) -> FloatArray:
    """The raw vectors (rows, d) of the folder's passages as they go into the index: where the encoder crowds them,
    without what each language shares, which is kept in centres.npz. `vectors` is overwritten then."""
    if not crowded(vectors):
        return vectors
    asked: dict[str, list[FloatArray]] = {}
    for lang, text in negatives(frozenset(article.lang for article in store.articles)):
        asked.setdefault(lang, []).append(encoder().query(text))
    queries = {lang: np.stack(some) for lang, some in asked.items()}
    centres, found = learn_centres(vectors, store, queries, into=vectors)
    centres.save(folder / FILE)
    return found


def _small_talk(store: PassageStore) -> list[str]:
    """Ids of articles with a title, a question or a reply that is nothing but small talk, in order."""
    texts = ((row.article_id, row.text) for row in store.each_row() if len(row.text) <= _SHORT)
    return sorted({id_ for id_, text in texts if any(c.isalpha() for c in text) and not need.asks(text)})


class _Learner:
    """Asks a KB its own questions."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        store = parts.store
        short = np.isin(store.row_kind, [KINDS.index(kind) for kind in ("title", "example", "template")])
        self._short = np.flatnonzero(short)
        topics = {topic: i for i, topic in enumerate(dict.fromkeys(a.topic for a in store.articles))}
        self._topic = np.array([topics[a.topic] for a in store.articles], dtype=np.int64)
        self._fold = np.random.default_rng(11).integers(0, _FOLDS, len(store.row_article))

    def learn(self, use: npt.NDArray[np.bool_]) -> Prototypes:
        """Prototypes from the short texts among the rows to use; translations share one, for they share their topic."""
        rows = self._short[use[self._short]]
        topic = self._topic[self._parts.store.row_article[rows]].astype(np.int32)
        learned = learn(self._parts.dense.vectors(rows), topic, int(self._topic.max(initial=-1)) + 1)
        return replace(learned, place=learned.place[self._topic])

    def asked(self, unseen: frozenset[str]) -> list[Asked]:
        """What its own questions find; nothing where its articles repeat from thing to thing.

        There a title meets everything about its thing but itself, which tells nothing about a customer's words; the
        prior knows more.
        """
        entities = self._parts.entities
        return [] if entities is not None and entities.narrow else self.own(unseen)

    def own(self, unseen: frozenset[str] = frozenset()) -> list[Asked]:
        """Each question (or title, where an article has no questions) with and without the article that answers it."""
        store = self._parts.store
        rows = self._chosen(unseen)
        if not len(rows):
            return []
        folds = [replace(self._parts, prototypes=self.learn(self._fold != fold)) for fold in range(_FOLDS)]
        found: list[Asked] = []
        per_topic = np.bincount(self._topic[store.row_article], minlength=len(store.articles))
        for row in rows:
            entry = store.row(int(row))
            article = int(store.row_article[row])
            if per_topic[self._topic[article]] < 2 or not need.asks(entry.text):
                continue
            parts = folds[self._fold[row]]
            lang = store.articles[article].lang
            vector = self._vector(int(row), entry.text, lang)
            same_topic = self._topic == self._topic[article]
            everything = np.ones(len(store.articles), dtype=np.bool_)
            kind = "own" if entry.kind != "title" else "title"
            found.append(_ask(parts, entry.text, lang, vector, kind, same_topic, everything, int(row)))
            if not same_topic.all():
                found.append(_ask(parts, entry.text, lang, vector, "near", None, ~same_topic, int(row)))
        return found

    def _chosen(self, unseen: frozenset[str]) -> npt.NDArray[np.int64]:
        """Rows to ask: customer lines, and where there are some, titles of articles without any; a seeded sample where
        there are too many."""
        store = self._parts.store
        lines = np.isin(store.row_kind, [KINDS.index("example"), KINDS.index("template")])
        has_lines = np.zeros(len(store.articles), dtype=np.bool_)
        has_lines[store.row_article[lines]] = True
        titles = (store.row_kind == KINDS.index("title")) & ~has_lines[store.row_article]
        # Titles alone tell too little to fit anything by (fitting.solve).
        rows = np.flatnonzero(lines | titles if lines.any() else lines)
        if unseen:
            texts = [" ".join(store.row(int(row)).text.split()) for row in rows]
            rows = rows[[text in unseen for text in texts]]
        limit = _SAMPLES if self._parts.encoder.symmetric and self._parts.centres is None else _SAMPLES_PREFIXED
        if len(rows) > limit:
            rows = np.sort(np.random.default_rng(5).choice(rows, limit, replace=False))
        return rows

    def _vector(self, row: int, text: str, lang: str) -> FloatArray:
        if self._parts.encoder.symmetric and self._parts.centres is None:
            stored: FloatArray = self._parts.dense.vectors(np.array([row]))[0]
            return stored
        return self._parts.query(text, lang)


def _ask(
    parts: Parts,
    text: str,
    lang: str | None,
    vector: FloatArray,
    kind: str,
    right: npt.NDArray[np.bool_] | None,
    allowed: npt.NDArray[np.bool_],
    without: int = -1,
    focus: Focus | None = None,
) -> Asked:
    """right: (articles,) which articles answer; None = none does."""
    words = terms(text, lang)
    spoken = parts.lexical.search_words(words, _LEXICAL_ROWS)
    code = bool(identifiers(text))
    ranked, _ = rank_rows(parts, vector, spoken, allowed, code, without, focus)
    return Asked(kind, ranked, None if right is None else np.flatnonzero(right), len(words), code)


def _fitted(parts: Parts, asked: list[Asked], adapted: bool) -> Calibration:
    """First what words weigh, then the logistic on the scores that follow from it.

    An encoder tuned to the very questions has learned what their words mean, and how much is left for words to tell
    differs from one knowledge base to the next; with one that was not, fitting gained on some and cost on more.
    """
    weight = fit_weight(asked) if adapted else LEXICAL_WEIGHT
    calibration = solve([_sample(parts.store, one, weight) for one in asked])
    return replace(calibration, lexical_weight=weight)


def _sample(store: PassageStore, asked: Asked, weight: float) -> Sample:
    ranked, right = asked.weighed(weight), asked.right
    topics = [store.articles[int(a)].topic for a in ranked.article[:20]]
    firsts = [topics.index(topic) for topic in dict.fromkeys(topics)][:3]
    hit = bool(len(ranked)) and right is not None and int(ranked.article[0]) in right
    scores = tuple(float(ranked.score[i]) for i in firsts)
    return Sample(asked.kind, scores, float(ranked.lexical[0]) if len(ranked) else 0.0, asked.words, hit)


def _foreign_trades(parts: Parts) -> list[Asked]:
    languages = frozenset(article.lang for article in parts.store.articles)
    everything = np.ones(len(parts.store.articles), dtype=np.bool_)
    about = np.random.default_rng(17).integers(0, len(parts.store.articles), 1000)
    return [
        _ask(
            parts, text, lang, parts.query(text, lang), "far", None, everything,
            focus=parts.entities.only(int(about[i % 1000])) if parts.entities is not None else None,
        )
        for i, (lang, text) in enumerate(negatives(languages))
    ]  # fmt: skip
