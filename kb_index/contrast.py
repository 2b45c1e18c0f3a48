"""Contrastive tuning of an encoder: texts of one topic come together, texts of different topics move apart.

Two losses are added. Supervised contrast in the batch (Khosla and others 2020): every other text of the topic is
right, every text of another topic wrong. And one learned vector a topic, started at the topic's centroid, against
which each text is classified by cosine (Movshovitz-Attias and others 2017), so that every topic of the KB counts at
every step, not only those in the batch. Word vectors and the lower half of the layers stay as they are, so that words
which the KB's texts never use keep their meaning. At the end the weights go back a part of the way towards where they
started (Wortsman and others 2022): a few texts are soon learned by heart, and what the model knew before tells more
about the others.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from kb_index.halves import Halves

Floats = npt.NDArray[np.float32]

_TOPICS, _TEXTS = 32, 2  # topics in a batch, texts of each
_TEMPERATURE = 0.05
#: The rate is for models of this width; wider ones take it smaller in proportion (Yang and others 2022).
_RATE, _TOPIC_RATE, _DECAY, _WIDTH = 1e-4, 1e-2, 0.01, 384
_WARM, _LOWEST = 0.1, 0.05  # share of the run in which the rate rises; where it ends
_GONE = 0.85  # of the way that the weights went, what they keep
_SAVE_EVERY = 20.0


@dataclass(frozen=True, slots=True)
class Limits:
    """A run ends after so many steps, or so many seconds of training, whatever comes first."""

    steps: int
    seconds: float


class Tuner:
    """Tunes a model in place. One seed, one machine and enough time give one result.

    texts: as the model wants them, prefixes and all.  topic: (n,) whole numbers from 0.  vectors: (n, d) of the texts
    by the untuned model, L2-normalised.  checkpoint: where an interrupted run goes on from.
    """

    def __init__(
        self,
        halves: Halves,
        texts: Sequence[str],
        topic: npt.NDArray[np.int64],
        vectors: Floats,
        checkpoint: Path,
        seed: int = 7,
    ) -> None:
        import torch

        self._halves, self._texts, self._topic = halves, texts, topic
        self._checkpoint, self._seed = checkpoint, seed
        self._members = [np.flatnonzero(topic == t) for t in range(int(topic.max()) + 1)]
        self._several = [t for t, members in enumerate(self._members) if len(members) > 1]
        centroids = np.stack([vectors[members].mean(axis=0) for members in self._members])
        self._centres = torch.nn.Parameter(torch.tensor(centroids, dtype=torch.float32))
        self._rate = _RATE * min(1.0, _WIDTH / vectors.shape[1])
        self._first = [weight.detach().clone() for weight in halves.weights]
        self._optimiser = torch.optim.AdamW(
            [
                {"params": halves.weights, "lr": self._rate, "weight_decay": _DECAY},
                {"params": [self._centres], "lr": _TOPIC_RATE, "weight_decay": 0.0},
            ]
        )
        self._step, self._spent = 0, 0.0

    def run(self, limits: Limits, progress: Callable[[int, int], None]) -> int:
        """Tune; (done, all) in whole seconds or steps, whatever is nearer its end. Returns the number of steps."""
        import torch

        self._halves.prepare(self._texts)
        self._resume()
        saved = self._spent
        while (share := max(self._step / limits.steps, self._spent / limits.seconds)) < 1:
            began = monotonic()
            # Seeded by the step: a run that goes on from a checkpoint draws what it would have drawn.
            torch.manual_seed(self._seed * 1_000_003 + self._step)
            for group, rate in zip(self._optimiser.param_groups, (self._rate, _TOPIC_RATE), strict=True):
                group["lr"] = rate * min(1.0, (share + 0.01) / _WARM) * max(_LOWEST, 1 - share)
            self._learn(random.Random(f"{self._seed}/{self._step}"))
            self._step += 1
            self._spent += monotonic() - began
            progress(round(100 * min(1.0, share)), 100)
            if self._spent - saved >= _SAVE_EVERY:
                self._save()
                saved = self._spent
        with torch.no_grad():
            for weight, first in zip(self._halves.weights, self._first, strict=True):
                weight.copy_(first + _GONE * (weight - first))
        progress(100, 100)
        return self._step

    def _learn(self, chance: random.Random) -> None:
        import torch

        rows = self._batch(chance)
        vectors = self._halves.learn_from([self._texts[row] for row in rows])
        topic = torch.from_numpy(self._topic[rows])
        loss = _contrast(vectors, topic) + torch.nn.functional.cross_entropy(
            vectors @ torch.nn.functional.normalize(self._centres, dim=-1).T / _TEMPERATURE, topic
        )
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._halves.weights, 1.0)
        self._optimiser.step()

    def _batch(self, chance: random.Random) -> npt.NDArray[np.int64]:
        topics = chance.sample(self._several, min(_TOPICS, len(self._several)))
        each = max(_TEXTS, _TOPICS * _TEXTS // len(topics))
        rows = [
            int(row)
            for topic in topics
            for row in chance.sample(list(self._members[topic]), min(each, len(self._members[topic])))
        ]
        return np.array(rows, dtype=np.int64)

    def _save(self) -> None:
        import torch

        state = {
            "step": self._step,
            "spent": self._spent,
            "weights": [weight.detach() for weight in self._halves.weights],
            "centres": self._centres.detach(),
            "optimiser": self._optimiser.state_dict(),
        }
        aside = self._checkpoint.with_suffix(".part")
        torch.save(state, aside)
        os.replace(aside, self._checkpoint)

    def _resume(self) -> None:
        import torch

        if not self._checkpoint.is_file():
            return
        state = torch.load(self._checkpoint, weights_only=True)
        with torch.no_grad():
            for weight, kept in zip(self._halves.weights, state["weights"], strict=True):
                weight.copy_(kept)
            self._centres.copy_(state["centres"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._step, self._spent = int(state["step"]), float(state["spent"])


def _contrast(vectors: Any, topic: Any) -> Any:
    """Supervised contrastive loss of the texts that have another of their topic in the batch."""
    import torch

    self_ = torch.eye(len(vectors), dtype=torch.bool)
    right = (topic[:, None] == topic[None, :]) & ~self_
    logits = (vectors @ vectors.T / _TEMPERATURE).masked_fill(self_, -1e9)
    logs = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    counted = right.any(dim=1)
    per_text = (logs * right).sum(dim=1)[counted] / right.sum(dim=1)[counted]
    return -per_text.mean() if len(per_text) else logits.sum() * 0
