"""The two halves of an encoder together make what the whole one makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kb_index.export import load_reference
from kb_index.halves import Halves
from kb_index.models import describe
from tests.kb_index.small_encoder import write_small_encoder

TEXTS = ["one", "two words", "of three words", "a b c d e f g h i"]


@pytest.fixture
def reference(tmp_path: Path) -> Any:
    words = " ".join(TEXTS).split()
    return load_reference(describe(write_small_encoder(tmp_path / "small", words), "small"))


def test_the_halves_make_what_the_whole_makes(reference: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb_index.halves._multiplies_bfloat16", lambda: False)
    whole = reference.encode(TEXTS, normalize_embeddings=True)
    halves = Halves(reference)
    assert np.allclose(halves.vectors(TEXTS), whole, atol=2e-3)
    assert np.allclose(halves.vectors(TEXTS[::-1]), whole[::-1], atol=2e-3)
    # The model itself is whole again.
    assert np.allclose(reference.encode(TEXTS, normalize_embeddings=True), whole, atol=1e-6)
    assert len(reference[0].auto_model.encoder.layer) == 2


def test_only_the_upper_half_learns(reference: Any) -> None:
    halves = Halves(reference)
    halves.prepare(TEXTS)
    halves.learn_from(TEXTS).sum().backward()
    names = {name for name, weight in reference.named_parameters() if weight.grad is not None}
    assert names
    assert all("layer.1." in name for name in names)
    assert len(halves.weights) == sum("layer.1." in name for name, _ in reference.named_parameters())


def test_texts_come_back_in_the_order_given(reference: Any) -> None:
    halves = Halves(reference)
    for module in reference.modules():
        if type(module).__name__ == "Dropout":
            module.p = 0.0
    halves.prepare(TEXTS)
    order = [3, 0, 2, 1]
    learned = halves.learn_from([TEXTS[i] for i in order]).detach().numpy()
    assert np.allclose(learned, halves.vectors(TEXTS)[order], atol=2e-2)


def test_layers_that_need_more_than_the_one_below_are_not_cut(reference: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb_index.halves._multiplies_bfloat16", lambda: False)
    model = reference[0].auto_model
    embeddings: list[Any] = []
    model.embeddings.register_forward_hook(lambda _module, _args, made: embeddings.append(made))
    # A skip connection over the whole stack: what the lower half made is not all that the upper one needs.
    model.encoder.layer[1].register_forward_hook(lambda _module, _args, made: made + embeddings[-1])
    whole = reference.encode(TEXTS, normalize_embeddings=True)
    halves = Halves(reference)
    assert np.allclose(halves.vectors(TEXTS), whole, atol=1e-5)
    assert all("layer.1." in name for name, weight in reference.named_parameters() if weight.requires_grad)
