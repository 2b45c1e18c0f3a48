"""Ranks the articles of the named thing alone, where every thing has the same questions (a hotel's, a restaurant's).

What is asked of one is asked of all, so the nearest questions of the whole KB lend their wording to a query before it
meets the few that the named one has (pseudo-relevance feedback, Rocchio 1971), and how near they come tells how much
the query is like anything that the KB answers.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.dense import DenseSearch
from agent_assist.retrieval.entities import Entities, Focus
from agent_assist.retrieval.passages import KINDS, PassageStore
from agent_assist.retrieval.prototypes import Prototypes
from agent_assist.retrieval.ranking import Ranked, rank

FloatArray = npt.NDArray[np.float32]

#: What a named value of an attribute that does not narrow adds, and what being less surely meant costs.
_LIFT, _DOUBT = 0.03, 0.3
#: Nearest rows that are looked at, those that lend their wording, and how fast their say falls with their cosine.
_REACH, _LENDERS, _SHARPNESS = 200, 50, 0.1
_BODY = KINDS.index("body")


def rank_narrowed(
    store: PassageStore,
    dense: DenseSearch,
    prototypes: Prototypes,
    focus: Focus,
    vector: FloatArray,
    spoken: tuple[list[tuple[int, float]], float],
    allowed: npt.NDArray[np.bool_],
    lexical_weight: float,
    without: int,
) -> tuple[Ranked, float] | None:
    """The allowed articles among those that the contact is about, and the scan's milliseconds; None where none is."""
    meant = np.zeros(len(store.articles), dtype=np.bool_)
    meant[focus.narrowed] = True
    rows = np.flatnonzero((meant & allowed)[store.row_article])
    rows = rows[rows != without]
    if not len(rows):
        return None
    started = perf_counter()
    near, cosines = dense.search(vector, _REACH)
    near, cosines = near[near != without], cosines[near != without]
    asked = store.row_kind[near] != _BODY
    if asked.any():
        near, cosines = near[asked], cosines[asked]
    peak = cosines[0]
    say = np.exp((cosines[:_LENDERS] - peak) / _SHARPNESS)
    wording = vector + (say / say.sum()) @ dense.vectors(near[:_LENDERS])
    wording /= np.linalg.norm(wording)
    own = (dense.vectors(rows) @ wording + peak) / 2
    dense_ms = (perf_counter() - started) * 1000
    hits, whole = spoken
    weight = dict(hits)
    lexical = np.array([min(weight.get(int(row), 0.0) / max(whole, 1e-9), 1.0) for row in rows], dtype=np.float32)
    found = rank(rows, own.astype(np.float32), lexical, store.row_article, prototypes, vector, lexical_weight)
    return found, dense_ms


def weighed(ranked: Ranked, entities: Entities, focus: Focus) -> Ranked:
    """The articles with what their named values add or cost, best first again."""
    score = ranked.score.copy()
    for attribute, code, strength in zip(entities.attributes, entities.codes, focus.strength, strict=True):
        if strength.any():
            found = strength[code[ranked.article]]
            has = code[ranked.article] >= 0
            score += np.where(has, _DOUBT * (found - 1), 0) if attribute.narrows else _LIFT * found
    return replace(ranked, score=score.astype(np.float32)).take(np.lexsort((ranked.article, -score)))
