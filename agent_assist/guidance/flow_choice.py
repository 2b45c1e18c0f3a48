"""Which flow a contact is in: what is known of it says so, or what the customer says. Pure beside the encoder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from agent_assist.errors import BundleError
from agent_assist.guidance.flow_tracking import Place, proposals, words_alike
from agent_assist.guidance.flows import Flow, Step
from agent_assist.guidance.folding import fold
from agent_assist.guidance.habits import Habits
from agent_assist.guidance.wordings import find_wording

Vector = npt.NDArray[np.float32]
Encode = Callable[[str], npt.NDArray[Any]]
_VARIABLE = re.compile(r"\{\{.*?\}\}")

#: The attribute that names a contact's flow; "" says that it has none.
NAMED = "flow"
#: From which cosine to one of its customer lines on a line calls for a flow.
CALLS = 0.65
#: From which cosine on an agent's line is taken for a step's, and what it then counts beside shared words (0..1).
_MEANS, _COUNTS = 0.75, 0.55


@dataclass(frozen=True)
class CompiledFlows:
    """Flows with the vectors of their lines, shared by all contacts.

    vectors: unit vectors (d,) by line, of all that `flow_lines` gives.  calls (n, d): those of the customer lines that
    call for a flow; owners[i]: the flow of row i.  encode: text → vector, as for a query, of which the latest are
    remembered, so that a line is encoded once for search, rules and flows; None: words alone are compared.
    habits: what usually comes next, as past contacts show it.
    """

    flows: tuple[Flow, ...] = ()
    vectors: Mapping[str, Vector] = field(default_factory=dict)
    calls: Vector = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    owners: tuple[str, ...] = ()
    encode: Encode | None = None
    habits: Habits = field(default_factory=Habits)

    @classmethod
    def of(
        cls, flows: Sequence[Flow], encode: Encode, stored: npt.NDArray[Any] | None = None, habits: Habits | None = None
    ) -> CompiledFlows:
        """stored (n, d): the vectors of `flow_lines` in their order; encoded here where None.

        Raises BundleError where they are not as many as the lines.
        """
        lines = flow_lines(flows)
        rows = [encode(line) for line in lines] if stored is None else list(stored)
        if len(rows) != len(lines):
            what = f"The flows have {len(lines)} lines, and {len(rows)} vectors belong to them."
            raise BundleError(what, "Build the bundle again.")
        vectors = {line: _unit(row) for line, row in zip(lines, rows, strict=True)}
        calling = [(flow.id, vectors[line]) for flow in flows for line in flow.when]
        matrix = np.stack([vector for _, vector in calling]) if calling else np.zeros((0, 0), np.float32)
        return cls(tuple(flows), vectors, matrix, tuple(owner for owner, _ in calling), encode, habits or Habits())

    def named(self, flow_id: object) -> Flow | None:
        """The flow of this id."""
        return next((flow for flow in self.flows if flow.id == flow_id), None)

    def known_by(self, attributes: Mapping[str, Any]) -> Flow | None:
        """The flow for a contact of which this is known: the first whose attributes all hold."""
        for flow in self.flows:
            if flow.attributes and all(str(attributes.get(name)) == value for name, value in flow.attributes.items()):
                return flow
        return None

    def answered_by(self, article_id: str, lang: str) -> Flow | None:
        """The flow whose article answers what the customer asks. lang: the article's, which may end its id."""
        names = (article_id, article_id.removesuffix(f".{lang}"))
        return next((flow for flow in self.flows if any(name in flow.articles for name in names)), None)

    def called_by(self, text: str) -> Flow | None:
        """The flow that a customer's line calls for: by a trigger in its words, else by what it means."""
        folded = fold(text)
        for flow in self.flows:
            if any(find_wording(trigger, (), folded) for trigger in flow.triggers):
                return flow
        if self.encode is None or not len(self.calls):
            return None
        scores = self.calls @ _unit(self.encode(text))
        best = int(np.argmax(scores))
        return self.named(self.owners[best]) if scores[best] >= CALLS else None

    def next_steps(self, place: Place, said: str, most: int) -> tuple[Step, ...]:
        """What to say next, likeliest first. said: the customer's last words, "" for none."""
        if self.encode is None or not said or place.flow.id not in self.habits.turns:
            return proposals(place, most)
        return proposals(place, most, self.habits.votes(place, _unit(self.encode(said))))

    def alike(self, line: str, text: str) -> float:
        """How alike a step's line and an agent's line are, 0..1: by their words, and by what they mean."""
        shared, vector = words_alike(line, text), self.vectors.get(plain(line))
        if self.encode is None or vector is None:
            return shared
        cosine = float(vector @ _unit(self.encode(text)))
        return max(shared, _COUNTS + (1 - _COUNTS) * (cosine - _MEANS) / (1 - _MEANS) if cosine >= _MEANS else 0.0)


def flow_lines(flows: Sequence[Flow]) -> tuple[str, ...]:
    """Every line of the flows that needs a vector, each once: those that call for them, and those of their steps."""
    found = [line for flow in flows for line in flow.when]
    found += [plain(line) for flow in flows for step in flow.steps.values() for line in step.say.values()]
    return tuple(dict.fromkeys(found))


def plain(line: str) -> str:
    """A step's line without its variables, which stand for any words."""
    return " ".join(_VARIABLE.sub(" ", line).split())


def _unit(vector: npt.NDArray[Any]) -> Vector:
    flat = np.asarray(vector, dtype=np.float32).reshape(-1)
    norm = float(np.linalg.norm(flat))
    return flat / np.float32(norm) if norm > 0 else flat
