"""A meaning learned from examples: what is nearer to the examples than to the counter-examples, over all of them.

Kernel ridge regression (C. Saunders, A. Gammerman, V. Vovk, Ridge regression learning algorithm in dual variables, ICML
1998) towards 1 for examples and -1 for counter-examples, both sides with the same weight. The kernel falls with the
distance of the unit vectors, so that a sentence close to one example counts as well as one that lies between several.
A closed formula: the same sentences give the same scores everywhere, and what each would score had it not been among
them comes with it (leave one out, the residual over the diagonal; D. M. Allen, PRESS, Technometrics 16, 1974).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: How fast the kernel falls with the cosine, and the ridge. Chosen once, on the packs' contacts in four languages.
_STEEPNESS, _RIDGE = 2.0, 0.1


@dataclass(frozen=True)
class Learned:
    """points: unit vectors (n, d) of examples and counter-examples.  weights: (n,).  bias: of all.

    examples, unlike: what each would score had it been left out, in their order.
    """

    points: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    bias: float
    examples: tuple[float, ...]
    unlike: tuple[float, ...]

    def score(self, vector: npt.NDArray[np.float32]) -> float:
        """0..1 for a unit vector (d,); 0.5 is as near to the ones as to the others."""
        near = np.exp(_STEEPNESS * (self.points @ vector - 1))
        return _share(float(near @ self.weights) + self.bias)


def learn(examples: npt.NDArray[np.float32], unlike: npt.NDArray[np.float32]) -> Learned:
    """What parts the examples (p, d) from the counter-examples (q, d), all of them unit vectors."""
    points = np.vstack([examples, unlike])
    wanted = np.repeat([1.0, -1.0], [len(examples), len(unlike)])
    side = np.sqrt(len(points) / 2 / np.repeat([len(examples), len(unlike)], [len(examples), len(unlike)]))
    near = np.exp(_STEEPNESS * (points.astype(np.float64) @ points.T - 1)) + 1
    inverse = np.linalg.inv(side[:, None] * near * side + _RIDGE * np.eye(len(points)))
    dual = inverse @ (wanted * side)
    left_out = wanted - dual / np.diag(inverse) / side
    weights = dual * side
    shares = tuple(_share(float(one)) for one in left_out)
    return Learned(
        points, weights.astype(np.float32), float(weights.sum()), shares[: len(examples)], shares[len(examples) :]
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, (1 + value) / 2))
