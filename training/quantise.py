"""fp32 to int8 with fixed scales: what a sentence's analysis is does not depend on its company.

ONNX Runtime's own dynamic quantisation scales the numbers of a batch together, each time anew. Here the
scales that it finds in sentences of the training data are measured once and written into the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

_QUANTISED = ["MatMul", "Attention", "Gather", "Gemm"]
_LEVELS = 255
_CUT = 0.02  # share of sentences whose largest numbers may be cut
_DOMAIN = "com.microsoft"

Inputs = Mapping[str, NDArray[np.int64]]
Scales = dict[str, tuple[float, int]]


def quantise(source: Path, target: Path, inputs: Iterable[Inputs]) -> None:
    """Write the model in *source* to *target* in 8-bit integers; *inputs* are sentences to measure it on."""
    _quantise(source, target)
    model = onnx.load(str(target))
    _fix(model, _measured(model, inputs))
    _fuse_products(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def _quantise(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # 7 bits: 8 overflow on processors without VNNI, and gain nothing measurable
        op_types_to_quantize=_QUANTISED,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _scaled(model: Any) -> list[Any]:
    """Return the nodes that scale numbers anew each time: outputs are the integers, the scale, the zero."""
    return [node for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]


def _measured(model: Any, inputs: Iterable[Inputs]) -> Scales:
    """Return the scale and zero point for each node of ``_scaled``, by the name of its integers."""
    import onnxruntime

    told = onnx.ModelProto()
    told.CopyFrom(model)
    del told.graph.output[:]
    for node in _scaled(model):
        for name, kind in zip(node.output[1:], (onnx.TensorProto.FLOAT, onnx.TensorProto.UINT8), strict=True):
            told.graph.output.append(helper.make_tensor_value_info(name, kind, None))
    session = onnxruntime.InferenceSession(told.SerializeToString(), providers=["CPUExecutionProvider"])
    found = np.array([np.ravel(session.run(None, dict(one))) for one in inputs], dtype=np.float64)
    scales, zeros = found[:, 0::2], found[:, 1::2]
    lowest = np.quantile(-zeros * scales, _CUT, axis=0)
    highest = np.quantile((_LEVELS - zeros) * scales, 1 - _CUT, axis=0)
    steps = (highest - lowest) / _LEVELS
    names = [node.output[0] for node in _scaled(model)]
    return {
        name: (float(step), round(-low / step)) for name, low, step in zip(names, lowest, steps, strict=True)
    }


def _fix(model: Any, scales: Scales) -> None:
    """Let *model* use the measured *scales*."""
    graph = model.graph
    for node in _scaled(model):
        step, zero = scales[node.output[0]]
        integers, scale, zero_point = node.output
        graph.initializer.append(numpy_helper.from_array(np.array(step, np.float32), scale))
        graph.initializer.append(numpy_helper.from_array(np.array(zero, np.uint8), zero_point))
        fixed = helper.make_node(
            "QuantizeLinear", [node.input[0], scale, zero_point], [integers], name=node.name
        )
        node.CopyFrom(fixed)


def _fuse_products(model: Any) -> None:
    """Make one node of each product of integers, its way back to fractions, and the bias added.

    ONNX Runtime does so itself where scales are not fixed.
    """
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    vectors = {one.name for one in graph.initializer if len(one.dims) == 1}
    gone: set[str] = set()
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            (cast,) = users[node.output[0]]
            (scaled,) = users[cast.output[0]]
            both = makers[_other(scaled, cast.output[0])]
            last, bias = _biased(scaled, users, vectors)
            left, right, left_zero, right_zero = node.input
            gone |= {one.name for one in (cast, scaled, both, last)}
            fused = helper.make_node(
                "MatMulIntegerToFloat",
                [left, right, *both.input, left_zero, right_zero, *bias],
                [last.output[0]],
                name=node.name,
                domain=_DOMAIN,
            )
            node.CopyFrom(fused)
    kept = [node for node in graph.node if node.name not in gone]
    del graph.node[:]
    graph.node.extend(kept)


def _other(node: Any, known: str) -> str:
    """Return the input of *node* that is not *known*."""
    (other,) = (name for name in node.input if name != known)
    return str(other)


def _biased(scaled: Any, users: Mapping[str, list[Any]], vectors: set[str]) -> tuple[Any, list[str]]:
    """Return the node that adds a bias to what *scaled* gives, and the bias; else *scaled* and none."""
    found = users.get(scaled.output[0], [])
    if len(found) == 1 and found[0].op_type == "Add":
        bias = _other(found[0], scaled.output[0])
        if bias in vectors:
            return found[0], [bias]
    return scaled, []
