"""Moves the outliers of activations into the weights before both become 8 bit.

One scale holds for a whole activation tensor, so a few large channels leave the others few of its 256 steps. Dividing
each input channel of a matrix by s and multiplying its weights by s changes nothing in float32 and evens the channels
out (SmoothQuant, Xiao and others 2023). s = max|x|^a / max|w|^(1-a), measured on a few texts of many languages.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

STRENGTH = 0.65  # of .5, .6, .65, .7 and .8 the nearest to float32 on both packaged models
_LEAST = 1e-4
_WIDEST = 100.0

TEXTS = (
    "How do I change my address?",
    "My invoice is wrong and I want the money back. Who can help me with that, please?",
    "Yes, that is right.",
    "The router shows a red light; unplug it, wait for two minutes and try once more.",
    "The subscription costs 299 a month and ends one month after the notice.",
    "Delivery takes three to five working days. You get a message when the parcel has left.",
    "Fault code 4711-B on model X200",
    "| Plan | Price |\n| Small | 9.90 € |\n| Large | 19.90 € |",
    "Hur säger jag upp mitt abonnemang?",
    "Det går bra, tack för hjälpen!",
    "Butiken är öppen vardagar 8–18 och helger 10–16, men inte på röda dagar.",
    "我的账单为什么比上个月贵？",
    "请告诉我怎么重新启动路由器。",
    "我想把合約轉到新的地址，需要多少天？",
    "好的，謝謝你的幫忙。",
    "Ich möchte meinen Vertrag kündigen.",
    "¿Cuándo llega mi pedido?",
    "Ma facture est trop élevée ce mois-ci.",
)


def smooth(model: Any, tokenizer: Any, prefix: str) -> None:
    """Smooth the inputs of the weight matrices, in place.

    model: float32 onnx.ModelProto with inputs input_ids and attention_mask. tokenizer: of the `tokenizers` library.
    """
    from onnx import helper, numpy_helper

    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    users: dict[str, list[Any]] = defaultdict(list)
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            users[node.input[0]].append(node)
    largest = _largest(model, list(users), [_ids(tokenizer, prefix + text) for text in TEXTS])
    uses: dict[str, int] = defaultdict(int)
    for node in graph.node:
        for name in node.input:
            uses[name] += 1
    nodes = list(graph.node)
    for source, matrices in users.items():
        # A matrix that something else reads too cannot be rescaled; none of the usual models has one.
        if any(uses[matrix.input[1]] > 1 for matrix in matrices):
            continue
        values = [numpy_helper.to_array(weights[matrix.input[1]]) for matrix in matrices]
        scale = _scale(largest[source], np.max([np.abs(value).max(axis=1) for value in values], axis=0))
        graph.initializer.append(numpy_helper.from_array(1 / scale, f"{source}/scale"))
        divided = helper.make_node("Mul", [source, f"{source}/scale"], [f"{source}/even"], name=f"{source}/even")
        nodes.insert(min(nodes.index(matrix) for matrix in matrices), divided)
        for matrix, value in zip(matrices, values, strict=True):
            name = matrix.input[1]
            weights[name].CopyFrom(numpy_helper.from_array(value * scale[:, None], name))
            matrix.input[0] = f"{source}/even"
    del graph.node[:]
    graph.node.extend(nodes)
    # The quantiser asks for shape inference first; a traced graph knows its shapes.
    helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})


def _ids(tokenizer: Any, text: str) -> npt.NDArray[np.int64]:
    return np.array([tokenizer.encode(text).ids], dtype=np.int64)


def _largest(model: Any, names: list[str], texts: list[npt.NDArray[np.int64]]) -> dict[str, Floats]:
    """The largest absolute value of each channel (last axis) of the named tensors, over the texts."""
    import onnxruntime as ort
    from onnx import TensorProto, helper

    own_outputs = len(model.graph.output)
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    del model.graph.output[own_outputs:]
    largest: dict[str, Floats] = {}
    for ids in texts:
        outputs = session.run(names, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        for name, value in zip(names, outputs, strict=True):
            top = np.abs(value).reshape(-1, value.shape[-1]).max(axis=0)
            largest[name] = np.maximum(largest[name], top) if name in largest else top
    return largest


def _scale(activations: Floats, weights: Floats) -> Floats:
    """s of each channel, with a geometric mean of 1 and bounded."""
    raw = np.maximum(activations, _LEAST) ** STRENGTH / np.maximum(weights, _LEAST) ** (1 - STRENGTH)
    scale: Floats = np.clip(raw / np.exp(np.log(raw).mean()), 1 / _WIDEST, _WIDEST).astype(np.float32)
    return scale
