"""The opened parts of a bundle, and the one way in which rows become ranked articles, for serving and for fitting."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError
from agent_assist.retrieval.centring import FILE as CENTRES
from agent_assist.retrieval.centring import Centres
from agent_assist.retrieval.dense import DenseIndex, DenseSearch
from agent_assist.retrieval.encoder import Encoder
from agent_assist.retrieval.entities import FILE as NAMES
from agent_assist.retrieval.entities import Entities, Focus, load_names
from agent_assist.retrieval.focusing import rank_narrowed, weighed
from agent_assist.retrieval.lexical import LexicalIndex
from agent_assist.retrieval.passages import PassageStore
from agent_assist.retrieval.prototypes import Prototypes
from agent_assist.retrieval.ranking import CODE_WEIGHT, LEXICAL_WEIGHT, Ranked, merge, rank

FloatArray = npt.NDArray[np.float32]

#: Ids of the articles about what the need gate holds back (greetings, thanks); absent where a KB has none.
SMALL_TALK = "small_talk.json"
#: Nearest rows that are ranked: enough for so many articles with as many rows as articles have here, within bounds.
_ARTICLES, _FEWEST_ROWS, _MOST_ROWS = 40, 64, 200


@dataclass(frozen=True, slots=True)
class Parts:
    """What a search needs, opened; also what calibrating works on before a bundle has its calibration."""

    store: PassageStore
    dense: DenseSearch
    lexical: LexicalIndex
    encoder: Encoder
    prototypes: Prototypes
    centres: Centres | None = None
    entities: Entities | None = None
    small_talk: frozenset[str] = frozenset()
    lexical_weight: float = LEXICAL_WEIGHT

    @property
    def reach(self) -> int:
        """How many of the nearest rows are ranked."""
        each = len(self.store.row_article) / max(len(self.store.articles), 1)
        return int(min(max(_ARTICLES * each, _FEWEST_ROWS), _MOST_ROWS))

    def query(self, text: str, lang: str | None) -> FloatArray:
        """The vector (d,) under which a text in this language is looked up."""
        vector = self.encoder.query(text)
        return vector if self.centres is None else self.centres.query(vector, lang)


def open_parts(folder: Path, encoder: Encoder) -> Parts:
    """Open everything but calibration and manifest. Raises BundleError."""
    store = PassageStore.open(folder / "passages.sqlite")
    dense = DenseIndex.open(folder / "dense.faiss")
    if len(dense) != len(store.row_article):
        raise BundleError(
            f"{len(dense)} vectors stand against {len(store.row_article)} texts.", "Build the bundle again.",
            file=str(folder),
        )  # fmt: skip
    learned = folder / "prototypes.npz"
    prototypes = (
        Prototypes.load(learned) if learned.is_file() else Prototypes.none(len(store.articles), dense.dimension)
    )
    centres = Centres.load(folder / CENTRES) if (folder / CENTRES).is_file() else None
    names = load_names(folder / NAMES) if (folder / NAMES).is_file() else ()
    entities = Entities(names, store.articles) if names else None
    small_talk = frozenset(str(id_) for id_ in json_items(folder / SMALL_TALK))
    return Parts(
        store, dense, LexicalIndex.open(folder / "lexical"), encoder, prototypes, centres, entities, small_talk
    )


def rank_rows(
    parts: Parts,
    vector: FloatArray,
    spoken: tuple[list[tuple[int, float]], float],
    allowed: npt.NDArray[np.bool_],
    code: bool,
    without: int = -1,
    focus: Focus | None = None,
) -> tuple[Ranked, float]:
    """Nearest rows and word hits together, allowed articles only; also the milliseconds that the dense scan took.

    Where so many rows are barred that none is left, the scan reaches further until it has something or has seen all.
    without: a row to leave out (the query itself, when fitting asks a bundle its own questions).
    code: the query holds one, and words weigh more.
    focus: what the contact is about; where that narrows, its articles alone are ranked.
    """
    reach, dense_ms = parts.reach, 0.0
    weight = CODE_WEIGHT if code else parts.lexical_weight
    if focus is not None and focus.narrowed is not None and parts.entities is not None:
        found = rank_narrowed(
            parts.store, parts.dense, parts.prototypes, focus, vector, spoken, allowed, weight, without
        )  # fmt: skip
        if found is not None:
            return weighed(found[0], parts.entities, focus), found[1]
    while True:
        started = perf_counter()
        nearest = parts.dense.search(vector, reach)
        dense_ms += (perf_counter() - started) * 1000
        rows, cosines, lexical = merge(nearest, *spoken)
        open_rows = allowed[parts.store.row_article[rows]] & (rows != without)
        if open_rows.any() or reach >= len(parts.dense):
            break
        reach *= 8
    rows, cosines, lexical = rows[open_rows], cosines[open_rows], lexical[open_rows]
    unknown = np.isnan(cosines)
    if unknown.any():
        cosines[unknown] = parts.dense.vectors(rows[unknown]) @ vector
    ranked = rank(rows, cosines, lexical, parts.store.row_article, parts.prototypes, vector, weight)
    if focus is not None and focus.narrowed is None and parts.entities is not None:
        ranked = weighed(ranked, parts.entities, focus)
    return ranked, dense_ms


def json_items(path: Path) -> list[Any]:
    """A JSON list from a bundle; nothing where there is no such file. Raises BundleError when it is damaged."""
    if not path.is_file():
        return []
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(items, list):
            raise ValueError("not a list")
    except (OSError, ValueError, RecursionError) as error:
        raise BundleError("The file cannot be read.", "Build the bundle again.", file=str(path)) from error
    return items
