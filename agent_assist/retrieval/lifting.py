"""Moves articles that agents have taught (retrieval.memory) up or down among those that a search has ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from agent_assist.retrieval.passages import PassageStore
from agent_assist.retrieval.ranking import Ranked


@dataclass(frozen=True, slots=True)
class Lifts:
    """place: (n,) articles in the store.  move: (n,) added to their scores.  row: (n,) a row of each of them."""

    place: npt.NDArray[np.int64]
    move: npt.NDArray[np.float32]
    row: npt.NDArray[np.int64]

    @staticmethod
    def of(moves: Mapping[str, float], store: PassageStore, first_row: npt.NDArray[np.int64]) -> Lifts:
        """Of those articles that the store has. first_row: (articles,) a row of each."""
        known = [(place, move) for id_, move in moves.items() if (place := store.place(id_)) is not None]
        places = np.array([place for place, _ in known], dtype=np.int64)
        return Lifts(places, np.array([move for _, move in known], dtype=np.float32), first_row[places])

    def reached(self, words: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """The word hits, and a row of every article that is lifted, so that one too far for any scan is ranked too."""
        have = {row for row, _ in words}
        lifted = (int(row) for row in self.row[self.move > 0])
        return words + [(row, 0.0) for row in lifted if row not in have]

    def applied(self, ranked: Ranked) -> Ranked:
        """The articles with their moves, best first again."""
        moves = dict(zip(self.place.tolist(), self.move.tolist(), strict=True))
        move = np.array([moves.get(int(article), 0.0) for article in ranked.article], dtype=np.float32)
        score = np.asarray(ranked.score + move, dtype=np.float32)
        return replace(ranked, score=score).take(np.lexsort((ranked.article, -score)))
