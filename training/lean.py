"""The int8 core made leaner, with the same rows.

It becomes two models: the core, and the relations of a tree. So a sentence whose best arcs make no tree goes
through the encoder once, and no longer twice. What is larger than a processor's cache goes through in pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from sayso.annotate.encoder import MODEL, RELATIONS

TAIL = ("arc_p", "deprel", "deprel_p")  # what the relations' model tells
UNREAD = "upos_p xpos_p ner claim claim_p event event_p factuality factuality_p role role_p".split()
_BETWEEN = {  # what the relations' model takes of the core: kind and shape
    "arc": (TensorProto.FLOAT, ("sentences", "tokens", "heads")),
    "heads": (TensorProto.INT64, ("sentences", "tokens")),
    "dependent": (TensorProto.FLOAT, ("sentences", "tokens", "width")),
    "head": (TensorProto.FLOAT, ("sentences", "tokens", "width")),
}
_PIECES = 6  # that the product of all relations is made in
_DOMAIN = "com.microsoft"


def lean(model: Any) -> tuple[Any, Any]:
    """Return the core and its relations, of the int8 *model* of ``quantise``, which is changed."""
    graph = model.graph
    _free_heads(graph)
    _gather_rows(graph)
    _scale_mixes_at_once(graph)
    _cut_relations(graph)
    kept = [one.name for one in graph.output if one.name not in (*TAIL, *UNREAD)]
    core = _part(model, (), [*kept, "dependent", "head"])
    return core, _part(model, tuple(_BETWEEN), TAIL)


def _free_heads(graph: Any) -> None:
    """Call the best arcs ``heads``: others are no longer asked for by the input ``given``."""
    (chosen,) = (node for node in graph.node if "heads" in node.output)
    (best,) = (node.output[0] for node in graph.node if node.op_type == "ArgMax" and node.input[0] == "arc")
    _replace(graph, [chosen], {})
    _rename(graph, best, "heads")


def _gather_rows(graph: Any) -> None:
    """Take the first sub-tokens' rows as rows, not number by number."""
    makers = _makers(graph)
    for node in list(graph.node):
        places = makers.get(node.input[1]) if node.op_type == "GatherElements" else None
        if places is not None and places.op_type == "Expand":
            rows = [node.input[0], places.input[0]]
            _replace(graph, [node], {node.output[0]: [_node("GatherND", rows, node.output[0], batch_dims=1)]})


def _scale_mixes_at_once(graph: Any) -> None:
    """Turn the mixes of layers into integers before they are taken apart: a fourth to copy."""
    (split,) = (node for node in graph.node if node.op_type == "Split")
    squeezed = [_taker(graph, name) for name in split.output]
    scaled = [_taker(graph, node.output[0]) for node in squeezed]
    scales, zeros = (
        _constant(graph, f"mixes_{place}", np.array([_value(graph, node.input[place]) for node in scaled]))
        for place in (1, 2)
    )
    pieces = [f"mix_{number}" for number in range(len(scaled))]
    new = [
        _node("QuantizeLinear", [split.input[0], scales, zeros], "mixes", axis=0),
        helper.make_node("Split", ["mixes", split.input[1]], pieces, name="mixes_split", axis=0),
    ]
    for piece, one, node in zip(pieces, squeezed, scaled, strict=True):
        new.append(_node("Squeeze", [piece, one.input[1]], node.output[0]))
    _replace(graph, [split, *squeezed, *scaled], {split.output[0]: new})


def _cut_relations(graph: Any) -> None:
    """Make the largest product in pieces, and name what it is made of."""
    (product,) = (node for node in graph.node if "core.parser.weights_quantized" in node.input)
    shaped = _taker(graph, product.output[0])
    dot = _taker(graph, shaped.output[0])
    weights, scales, zeros = (_value(graph, product.input[place]) for place in (1, 3, 5))
    width = len(weights)
    new, dots = [], []
    for number, some in enumerate(np.array_split(np.arange(weights.shape[1] // width), _PIECES)):
        columns = slice(some[0] * width, (some[-1] + 1) * width)
        name = f"relations_{number}"
        own = [
            _constant(graph, f"{name}_{kind}", value[..., columns])
            for kind, value in (("weights", weights), ("scales", scales), ("zeros", zeros))
        ]
        given = [product.input[0], own[0], product.input[2], own[1], product.input[4], own[2]]
        shape = _constant(graph, f"{name}_shape", np.array([0, 0, len(some), width]))
        new += [
            _node("MatMulIntegerToFloat", given, name, domain=_DOMAIN),
            _node("Reshape", [name, shape], f"{name}_shaped"),
            _node("MatMul", [f"{name}_shaped", dot.input[1]], f"{name}_dot"),
        ]
        dots.append(f"{name}_dot")
    new.append(_node("Concat", dots, dot.output[0], axis=2))
    _replace(graph, [product, shaped, dot], {dot.output[0]: new})
    makers = _makers(graph)
    _rename(graph, makers[product.input[0]].input[0], "dependent")
    _rename(graph, makers[makers[dot.input[1]].input[0]].input[0], "head")


def _part(model: Any, inputs: Sequence[str], outputs: Sequence[str]) -> Any:
    """Return that part of *model* which makes *outputs*, from *inputs* and those of the model."""
    graph = model.graph
    needed, nodes = set(outputs), []
    for node in reversed(graph.node):
        if needed & set(node.output) - set(inputs):
            nodes.insert(0, node)
            needed |= set(node.input)
    known = {one.name: one for one in (*graph.input, *graph.output)}
    between = {name: helper.make_tensor_value_info(name, *one) for name, one in _BETWEEN.items()}
    made = helper.make_graph(
        nodes,
        graph.name,
        [known.get(name) or between[name] for name in [*(one.name for one in graph.input), *inputs]],
        [known.get(name) or between[name] for name in outputs],
        [one for one in graph.initializer if one.name in needed],
    )
    for one in [one for one in made.input if one.name not in needed]:
        made.input.remove(one)
    part = helper.make_model(made, opset_imports=model.opset_import, ir_version=model.ir_version)
    onnx.checker.check_model(part)
    return part


def _replace(graph: Any, old: Sequence[Any], new: Mapping[str, Sequence[Any]]) -> None:
    """Leave out the nodes *old*; where one made a tensor that *new* names, nodes of *new* stand for it."""
    kept: list[Any] = []
    for node in graph.node:
        if node in old:
            kept += (one for name in node.output for one in new.get(name, ()))
        else:
            kept.append(node)
    kept = [onnx.NodeProto.FromString(one.SerializeToString()) for one in kept]
    del graph.node[:]
    graph.node.extend(kept)


def _rename(graph: Any, old: str, new: str) -> None:
    for node in graph.node:
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                names[place] = new if name == old else name


def _makers(graph: Any) -> dict[str, Any]:
    return {name: node for node in graph.node for name in node.output}


def _taker(graph: Any, name: str) -> Any:
    """Return the one node that takes the tensor *name*."""
    (found,) = (node for node in graph.node if name in node.input)
    return found


def _node(kind: str, inputs: Iterable[str], output: str, **more: Any) -> Any:
    return helper.make_node(kind, list(inputs), [output], name=f"{output}_{kind}", **more)


def _value(graph: Any, name: str) -> NDArray[Any]:
    (found,) = (one for one in graph.initializer if one.name == name)
    return np.asarray(numpy_helper.to_array(found))


def _constant(graph: Any, name: str, value: NDArray[Any]) -> str:
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
    return name


def write(source: Path, folder: Path) -> None:
    """Write the lean form of the int8 model in *source* to *folder*: two files."""
    for name, part in zip((MODEL, RELATIONS), lean(onnx.load(str(source))), strict=True):
        onnx.save(part, str(folder / name))
