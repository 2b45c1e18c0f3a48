"""One open bundle: from a query to calibrated hits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Found, Hit, Query, Speaker, Template
from agent_assist.errors import BundleError
from agent_assist.retrieval import need
from agent_assist.retrieval.analysis import detect_language, identifiers, terms, without_hesitation
from agent_assist.retrieval.bundle import Manifest, verify
from agent_assist.retrieval.calibration import Calibration
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.entities import Focus, Known
from agent_assist.retrieval.lifting import Lifts
from agent_assist.retrieval.parts import Parts, json_items, open_parts, rank_rows
from agent_assist.retrieval.passages import KINDS, VectorRow
from agent_assist.retrieval.pgvector import PgvectorIndex, on_server
from agent_assist.retrieval.ranking import Catalogue, Ranked
from agent_assist.retrieval.stored_flows import StoredFlows, open_flows, vectors

FloatArray = npt.NDArray[np.float32]

HITS = 10
_LEXICAL_ROWS = 50
#: A word that makes a language's dictionary load at the start and not at the first customer's words.
_WARMING = {"zh": "开始"}
#: Earlier turns: how many, what the latest weighs beside the utterance, and how fast older ones fade.
_TURNS, _TURN_WEIGHT, _DECAY = 6, 0.5, 0.8


class Searcher:
    """Answers queries from one bundle. One caller at a time; the same query always gets the same answer."""

    def __init__(
        self,
        manifest: Manifest,
        parts: Parts,
        calibration: Calibration,
        templates: tuple[Template, ...] = (),
        rules: tuple[dict[str, Any], ...] = (),
        flows: StoredFlows | None = None,
        rule_vectors: FloatArray | None = None,
    ) -> None:
        self.manifest = manifest
        self.templates = templates
        self.rules = list(rules)
        self.flows = flows or StoredFlows()
        self.rule_vectors = rule_vectors
        self.calibration = calibration
        self._parts = parts = replace(parts, lexical_weight=calibration.lexical_weight)
        self._catalogue = Catalogue(parts.store.articles)
        self._known = Known(parts.store.articles)
        languages = {article.lang for article in parts.store.articles}
        self._only_language = languages.pop() if len(languages) == 1 else None
        bodies = np.flatnonzero(parts.store.row_kind == KINDS.index("body"))
        self._bodies = bodies[np.argsort(parts.store.row_article[bodies], kind="stable")]
        places = np.arange(len(parts.store.articles) + 1)
        self._body_start = np.searchsorted(parts.store.row_article[self._bodies], places)

    @classmethod
    def open(cls, bundle_folder: Path, check_hashes: bool = True) -> Searcher:
        """Verify and open a bundle folder. Raises BundleError or ModelError."""
        manifest = verify(bundle_folder, check_hashes)
        model = manifest.model
        with ThreadPoolExecutor(1, "encoder") as aside:
            # Loading the encoder leaves Python alone for most of its time; the dictionaries need Python only.
            opening = aside.submit(
                Encoder.open, bundle_folder / "encoder", model.query_prefix, model.passage_prefix, model.max_tokens
            )
            for lang in manifest.languages:
                terms(_WARMING.get(lang[:2], "warm"), lang)
            encoder = opening.result()
        parts = open_parts(bundle_folder, encoder)
        where = manifest.index.get("parameters", {})
        if on_server(where):
            parts = replace(parts, dense=PgvectorIndex.open(where))
        if parts.dense.dimension != model.dimension or encoder.dimension != model.dimension:
            raise BundleError(
                f"Vectors have {parts.dense.dimension} numbers, the encoder makes {encoder.dimension}, "
                f"the manifest says {model.dimension}.",
                "Build the bundle again.",
                file=str(bundle_folder),
            )
        calibration = Calibration.from_json((bundle_folder / "calibration.json").read_text(encoding="utf-8"))
        templates = tuple(_template(item) for item in _json_list(bundle_folder / "templates" / "templates.json"))
        rules = tuple(_json_list(bundle_folder / "rules" / "rules.json"))
        sentences = bundle_folder / "rules" / "sentences.npy"
        meant = vectors(sentences) if sentences.is_file() else None
        return cls(manifest, parts, calibration, templates, rules, open_flows(bundle_folder), meant)

    @property
    def threshold(self) -> float:
        """The probability from which a hit may be shown."""
        return self.calibration.threshold

    def encode(self, text: str, lang: str | None = None) -> FloatArray:
        """The query vector of a text, (d,), L2-normalised; lang is guessed where None. The latest are remembered."""
        return self._parts.query(text, self._language(text, lang))

    def find(self, query: Query, limit: int = HITS) -> Found:
        """Hits best first, at most one a topic and `limit` in all; none where the text needs no answer."""
        started = perf_counter()
        asks = query.typed or need.asks(query.text)
        if not asks and not self._parts.small_talk:
            return Found((), self.threshold, need=False, stage_ms={"rank": _ms(started)})
        lang = self._language(query.text, query.lang)
        vector = self._parts.query(without_hesitation(query.text), lang)
        encoded = perf_counter()
        words, code, allowed, spoken = self._look_up(query, lang)
        if not asks:
            # A greeting may find what greets, and nothing else.
            allowed = allowed & self._small_talk
        focus = self._parts.entities.focus(query) if self._parts.entities is not None else None
        lifts = Lifts.of(query.lifts, self._parts.store, self._first_row) if query.lifts else None
        looked_up = perf_counter()
        ranked, dense_ms = self._rank(vector, spoken, allowed, code, lifts, focus)
        if asks and len(ranked) and query.context and (focus is None or focus.narrowed is None):
            top = float(self.calibration.normalised(ranked.score[:1])[0])
            if top < self.calibration.clear:
                ranked, more_ms = self._rank(self._in_context(query, vector, lang), spoken, allowed, code, lifts, focus)
                dense_ms += more_ms
        ranked = self._catalogue.settle(ranked, lang, allowed, limit)
        probabilities = self.calibration.probabilities(ranked.score, ranked.lexical, len(words))
        hits = self._hits(ranked, probabilities, vector, lang)
        done = perf_counter()
        return Found(
            hits,
            self.threshold,
            need=asks or bool(hits and hits[0].probability >= self.threshold),
            stage_ms={
                "encode": round((encoded - started) * 1000, 3),
                "lexical": round((looked_up - encoded) * 1000, 3),
                "dense": round(dense_ms, 3),
                "rank": round((done - looked_up) * 1000 - dense_ms, 3),
            },
        )

    def _look_up(
        self, query: Query, lang: str | None
    ) -> tuple[list[str], bool, npt.NDArray[np.bool_], tuple[list[tuple[int, float]], float]]:
        words = terms(query.text, lang)
        allowed = self._catalogue.allowed(query.today, query.audience)
        known = self._known.allowed(query.attributes) if query.attributes else None
        allowed = allowed if known is None else allowed & known
        code = bool(identifiers(query.text))
        return words, code, allowed, self._parts.lexical.search_words(words, _LEXICAL_ROWS)

    def on_sent(self, told: Callable[[str, int], None]) -> None:
        """Tell of every question that leaves this computer: whose server, bytes. None does where vectors are here."""
        if isinstance(self._parts.dense, PgvectorIndex):
            self._parts.dense.on_sent = told

    def own_vectors(self, article_id: str) -> tuple[FloatArray, npt.NDArray[np.bool_]] | None:
        """((n, d) vectors of an article's rows, (n,) which are no passages); None where there is no such article."""
        place = self._parts.store.place(article_id)
        if place is None:
            return None
        rows = np.flatnonzero(self._parts.store.row_article == place)
        return self._parts.dense.vectors(rows), self._parts.store.row_kind[rows] != KINDS.index("body")

    def nearest(self, vector: FloatArray, count: int) -> dict[str, float]:
        """Article → cosine of its nearest row, for those that hold the `count` nearest rows of a query vector (d,)."""
        rows, cosines = self._parts.dense.search(vector, count)
        found: dict[str, float] = {}
        for row, cosine in zip(rows, cosines, strict=True):
            found.setdefault(self._parts.store.articles[int(self._parts.store.row_article[row])].id, float(cosine))
        return found

    @cached_property
    def _small_talk(self) -> npt.NDArray[np.bool_]:
        """(articles,) which are about small talk."""
        return np.array(
            [article.id in self._parts.small_talk for article in self._parts.store.articles], dtype=np.bool_
        )

    @cached_property
    def _first_row(self) -> npt.NDArray[np.int64]:
        """(articles,) the first row of each, its title."""
        row_article = self._parts.store.row_article
        first = np.full(len(self._parts.store.articles), len(row_article), dtype=np.int64)
        np.minimum.at(first, row_article, np.arange(len(row_article)))
        return first

    def titles(self) -> list[str]:
        """The titles of all articles."""
        return [article.title for article in self._parts.store.articles]

    def _language(self, text: str, lang: str | None) -> str | None:
        return lang or detect_language(text) or self._only_language

    def close(self) -> None:
        """Let go of the files, and of the server where there is one."""
        self._parts.store.close()
        if isinstance(self._parts.dense, PgvectorIndex):
            self._parts.dense.close()

    def _rank(
        self,
        vector: FloatArray,
        spoken: tuple[list[tuple[int, float]], float],
        allowed: npt.NDArray[np.bool_],
        code: bool,
        lifts: Lifts | None,
        focus: Focus | None,
    ) -> tuple[Ranked, float]:
        if lifts is None:
            return rank_rows(self._parts, vector, spoken, allowed, code, focus=focus)
        hits, whole = spoken
        ranked, dense_ms = rank_rows(self._parts, vector, (lifts.reached(hits), whole), allowed, code, focus=focus)
        return lifts.applied(ranked), dense_ms

    def _in_context(self, query: Query, vector: FloatArray, lang: str | None) -> FloatArray:
        """The utterance with what was said before it, fading; one forward pass per turn, ever."""
        mixed = vector.copy()
        weight = _TURN_WEIGHT
        for turn in reversed(query.context[-_TURNS:]):
            if need.asks(turn.text):
                share = weight * (1.0 if turn.speaker is Speaker.CUSTOMER else 0.7)
                mixed += share * self._parts.query(without_hesitation(turn.text), lang)
            weight *= _DECAY
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def _hits(self, ranked: Ranked, probabilities: FloatArray, vector: FloatArray, lang: str | None) -> tuple[Hit, ...]:
        hits: list[Hit] = []
        texts: set[str] = set()
        for place in range(len(ranked)):
            article = self._parts.store.articles[int(ranked.article[place])]
            matched = self._parts.store.row(int(ranked.row[place]))
            shown = self._shown(int(ranked.article[place]), matched, vector)
            # The same answer kept under two titles is one card; without a text the title speaks for itself.
            same = shown.text if shown is not None else article.id
            if same in texts:
                continue
            texts.add(same)
            hits.append(
                Hit(
                    article_id=article.id,
                    passage_id=shown.passage_id if shown is not None else f"{article.id}#title",
                    title=article.title,
                    text=shown.text if shown is not None else "",
                    lang=article.lang,
                    score=round(float(ranked.score[place]), 6),
                    probability=round(float(probabilities[place]), 6),
                    cosine=round(float(ranked.cosine[place]), 6),
                    lexical=round(float(ranked.lexical[place]), 6),
                    matched=matched.text,
                    kind=matched.kind,
                    foreign=self._catalogue.foreign(int(ranked.article[place]), lang),
                    source=article.source,
                    url=article.url,
                    version=article.version,
                    valid_until=article.valid_until,
                    heading=shown.heading if shown is not None else "",
                )
            )
        return tuple(hits)

    def _shown(self, article: int, matched: VectorRow, vector: FloatArray) -> VectorRow | None:
        """The passage that stands for the article: the one that matched, else its nearest body passage."""
        store = self._parts.store
        if matched.kind in ("body", "template") and matched.article_id == store.articles[article].id:
            return matched
        rows = self._bodies[self._body_start[article] : self._body_start[article + 1]]
        if not len(rows):
            return None
        best = int(rows[0]) if len(rows) == 1 else int(rows[np.argmax(self._parts.dense.vectors(rows) @ vector)])
        return store.row(best)


def _json_list(path: Path) -> list[dict[str, Any]]:
    items = json_items(path)
    if not all(isinstance(item, dict) for item in items):
        raise BundleError("The file cannot be read.", "Build the bundle again.", file=str(path))
    return items


def _template(item: dict[str, Any]) -> Template:
    try:
        return Template(**{**item, "when": tuple(item.get("when", ())), "slots": tuple(item.get("slots", ()))})
    except TypeError as error:
        raise BundleError("The bundle's templates are of another format.", "Build the bundle again.") from error


def _ms(since: float) -> float:
    return (perf_counter() - since) * 1000
