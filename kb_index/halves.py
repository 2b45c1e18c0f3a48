"""An encoder in two halves: the lower layers, which stay as they are, and the upper ones, which are tuned.

What the lower half makes of a text never changes, so it is made once and kept: a step of tuning then costs half. The
upper half runs in bfloat16 where the processor multiplies such numbers natively, which is twice as fast again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Floats = npt.NDArray[np.float32]

_MAX_TOKENS = 64
_BATCH = 16  # texts of like length run together
#: Half-width numbers are kept of the lower half; more than this apart, the model is no plain stack of layers.
_SAME = 0.02


class Halves:
    """Runs texts (as the model wants them, prefixes and all) through a model whose upper half is tuned.

    weights: those to tune, of the upper half of the longest stack of layers. Of a model without such a stack, or one
    whose layers need more than what the layer below made, nothing is kept and the whole model runs each time.
    """

    def __init__(self, model: SentenceTransformer) -> None:
        import torch

        self._model = model
        self._kept: dict[str, Any] = {}
        found = [
            (len(child), parent, name, child)
            for parent in model.modules()
            for name, child in parent.named_children()
            if isinstance(child, torch.nn.ModuleList)
        ]
        stack: tuple[int, Any, str, Any] = max(found, key=lambda it: it[0], default=(0, model, "", []))
        _, self._parent, self._name, self._layers = stack
        self._cut = len(self._layers) // 2
        for weight in model.parameters():
            weight.requires_grad_(False)
        for part in self._layers[self._cut :] if self._cut else [model[0]]:
            for weight in part.parameters():
                weight.requires_grad_(True)
        self.weights: list[Any] = [weight for weight in model.parameters() if weight.requires_grad]
        self._narrow = _multiplies_bfloat16()
        if self._cut and not self._divisible():
            self._cut, self._kept = 0, {}

    def prepare(self, texts: Sequence[str]) -> None:
        """Keep what the lower half makes of these texts, (tokens, d) at half width each."""
        new = sorted({text for text in texts if text not in self._kept}, key=len)
        ids = [self._model.tokenizer(text, truncation=True, max_length=_MAX_TOKENS)["input_ids"] for text in new]
        for start in range(0, len(new), _BATCH):
            self._keep(new[start : start + _BATCH], ids[start : start + _BATCH])

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(n, d) float32 of unit length, without dropout."""
        import torch

        self.prepare(texts)
        self._model.eval()
        order = sorted(range(len(texts)), key=lambda i: len(self._kept[texts[i]]))
        found: list[Floats] = [np.empty(0, dtype=np.float32)] * len(texts)
        with torch.no_grad():
            for start in range(0, len(order), _BATCH):
                rows = order[start : start + _BATCH]
                for row, vector in zip(rows, self._run([self._kept[texts[i]] for i in rows]).numpy(), strict=True):
                    found[row] = vector
        return np.stack(found)

    def learn_from(self, texts: Sequence[str]) -> Any:
        """A tensor (n, d) of unit length with its gradients, with dropout; the texts must be prepared."""
        import torch

        kept = [self._kept[text] for text in texts]
        order = sorted(range(len(kept)), key=lambda i: len(kept[i]))
        self._model.train()
        made = [self._run([kept[i] for i in order[start : start + _BATCH]]) for start in range(0, len(order), _BATCH)]
        return torch.cat(made)[torch.tensor(order).argsort()]

    def _divisible(self) -> bool:
        """Whether the upper half makes of what was kept what the whole model makes of the text."""
        texts = ["one", "a few words more than one"]
        halves = self.vectors(texts)
        cut, kept = self._cut, self._kept
        self._cut, self._kept = 0, {}
        whole = self.vectors(texts)
        self._cut, self._kept = cut, kept
        return bool(np.abs(halves - whole).max() < _SAME)

    def _keep(self, texts: Sequence[str], ids: Sequence[list[int]]) -> None:
        import torch

        tokens = [torch.tensor(own) for own in ids]
        if self._cut:
            made: list[Any] = []
            hook = self._layers[self._cut].register_forward_pre_hook(
                lambda _, args, named: made.append(args[0] if args else named["hidden_states"]), with_kwargs=True
            )
            self._model.eval()
            try:
                with torch.no_grad():
                    padded, mask = self._padded(tokens)
                    self._model[0]({"input_ids": padded, "attention_mask": mask})
            finally:
                hook.remove()
            tokens = [state[: len(own)].half() for state, own in zip(made[0], tokens, strict=True)]
        self._kept.update(zip(texts, (own.clone() for own in tokens), strict=True))

    def _run(self, kept: Sequence[Any]) -> Any:
        import torch

        padded, mask = self._padded(kept)
        with self._upper(padded), torch.autocast("cpu", torch.bfloat16, enabled=self._narrow):
            ids = torch.zeros_like(mask) if self._cut else padded
            features = self._model[0]({"input_ids": ids, "attention_mask": mask})
        features = {name: value.float() if name.endswith("embeddings") else value for name, value in features.items()}
        for part in list(self._model)[1:]:
            features = part(features)
        return torch.nn.functional.normalize(features["sentence_embedding"].float(), dim=-1)

    def _padded(self, kept: Sequence[Any]) -> tuple[Any, Any]:
        """ids (n, width) or states (n, width, d), and their mask (n, width)."""
        import torch

        width = max(len(own) for own in kept)
        states = kept[0].dim() > 1
        fill = 0 if states else int(self._model.tokenizer.pad_token_id)
        padded = torch.full(
            (len(kept), width, *kept[0].shape[1:]), fill, dtype=torch.float32 if states else torch.int64
        )
        mask = torch.zeros(len(kept), width, dtype=torch.int64)
        for place, own in enumerate(kept):
            padded[place, : len(own)] = own
            mask[place, : len(own)] = 1
        return padded, mask

    @contextmanager
    def _upper(self, states: Any) -> Iterator[None]:
        """The model without its lower half: the first layer left meets these states, whatever comes in below."""
        if not self._cut:
            yield
            return
        import torch

        upper = torch.nn.ModuleList(self._layers[self._cut :])

        def put(_: Any, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
            return ((states, *args[1:]), named) if args else ((), {**named, "hidden_states": states})

        hook = upper[0].register_forward_pre_hook(put, with_kwargs=True)
        setattr(self._parent, self._name, upper)
        try:
            yield
        finally:
            hook.remove()
            setattr(self._parent, self._name, self._layers)


def _multiplies_bfloat16() -> bool:
    """Whether the processor has such instructions; without them bfloat16 is slower than float32, not faster."""
    import torch

    tests = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(bool(getattr(torch.cpu, test, bool)()) for test in tests)
