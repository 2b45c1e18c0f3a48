"""What usually comes next in a flow, as past contacts show it: where they were, what the customer meant, what followed.

A flow says what may follow; which of it does is often a custom that nobody wrote down. Past turns vote for their next
step, each the more the nearer in meaning the customer's words then and now are (a kernel over cosines: Nadaraya 1964,
Watson 1964). Their texts are not kept, only vectors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from agent_assist.datatypes import Speaker
from agent_assist.errors import BundleError
from agent_assist.guidance.flow_tracking import Likeness, Place, hear, recognise
from agent_assist.guidance.flows import Flow

Vector = npt.NDArray[np.float32]
#: How fast a past turn's vote fades with its distance in meaning, and what it counts from another place of the flow.
_FADES, _ELSEWHERE = 6.0, 0.1


@dataclass(frozen=True, slots=True)
class Turn:
    """One past turn of an agent in a flow. at: the step before it, "" for none.  said: the customer's last words."""

    flow: str
    at: str
    said: str
    step: str


@dataclass(frozen=True)
class Habits:
    """Past turns by flow: their steps, and the vectors (n, d) of what the customer had said."""

    turns: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    vectors: Mapping[str, Vector] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], vectors: npt.NDArray[np.generic]) -> Habits:
        """rows: flow, step before and step of each turn.  vectors (n, d): in their order. Raises BundleError."""
        if len(rows) != len(vectors) or any(len(row) != 3 for row in rows):
            raise BundleError("The habits of the flows are not whole.", "Build the bundle again.")
        flows = dict.fromkeys(row[0] for row in rows)
        own = {flow: [place for place, row in enumerate(rows) if row[0] == flow] for flow in flows}
        return cls(
            {flow: tuple((rows[place][1], rows[place][2]) for place in places) for flow, places in own.items()},
            {flow: np.asarray(vectors[places], dtype=np.float32) for flow, places in own.items()},
        )

    def votes(self, place: Place, vector: Vector) -> Mapping[str, float]:
        """How much past contacts speak for each step, by its id. vector: of the customer's last words, (d,)."""
        turns = self.turns.get(place.flow.id, ())
        votes: dict[str, float] = {}
        if turns:
            near = np.exp(_FADES * (self.vectors[place.flow.id] @ vector - 1.0))
            for (at, step), weight in zip(turns, near, strict=True):
                votes[step] = votes.get(step, 0.0) + float(weight) * (1.0 if at == (place.at or "") else _ELSEWHERE)
        return votes


def turns_of(flow: Flow, lines: Sequence[tuple[Speaker, str]], lang: str, alike: Likeness) -> list[Turn]:
    """The agent's turns of one past contact that were steps of the flow, as its words show them."""
    place, said, found = Place(flow), "", []
    for speaker, text in lines:
        if speaker is Speaker.CUSTOMER:
            said = text
        elif (step := recognise(place, text, lang, alike)) is not None and said:
            found.append(Turn(flow.id, place.at or "", said, step))
        place = hear(place, speaker, text, lang, alike)
    return found
