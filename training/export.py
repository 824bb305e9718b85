"""Core to ONNX: fp32, fused, int8; and the files beside it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from sayso.annotate.encoder import MODEL, RELATIONS, inputs
from training.batch import Batch
from training.encoder import MINILM, package_folder
from training.heads import heads_of
from training.lean import write
from training.model import Core
from training.quantise import quantise
from training.train import Trainer

INPUTS = ("ids", "shapes", "mask", "firsts", "words", "given")
WHOLE = ("ner", "event", "factuality", "claim", "role")
_OPSET = 17
Numbers = NDArray[np.int64]


class Surface(nn.Module):
    """What ONNX Runtime sees of the core.

    The input ``given`` (sentences, words) asks for the relations of given
    arcs, -1 for those of the best arc. Outputs: ``arc`` scores, the ``heads``
    used and their probability ``arc_p``, and for every other head its best
    label and that label's or word's probability (``upos``, ``upos_p``, ...), and
    for those of ``WHOLE`` the probabilities of all their labels (``ner_all``, ...);
    ``states`` are the mean over all layers of what each makes of a word. They are
    in the order of ``outputs``.
    """

    def __init__(self, core: Core, names: Sequence[str]) -> None:
        """Wrap *core*; *names* are its label heads."""
        super().__init__()
        self.core, self.names = core, list(names)
        self.links = [head.name for head in heads_of("link")]

    def outputs(self) -> list[str]:
        """Return the names of the outputs in order."""
        return [
            "arc",
            "heads",
            "arc_p",
            *(output for name in [*self.names, *self.links] for output in (name, f"{name}_p")),
            *(f"{name}_all" for name in WHOLE),
            "states",
        ]

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs for the six *inputs* of ``INPUTS``."""
        ids, shapes, mask, firsts, words, given = inputs
        logits = self.core(Batch(ids, shapes, mask, firsts, words, {"arc": given}))
        arcs = torch.softmax(logits["arc"], -1)
        chosen = torch.gather(arcs, 2, logits["heads"][:, :, None]).squeeze(-1)
        outputs = [logits["arc"], logits["heads"], chosen]
        for name in [*self.names, *self.links]:
            probability, label = torch.softmax(logits[name], -1).max(-1)
            outputs += [label, probability]
        return (*outputs, *(torch.softmax(logits[name], -1) for name in WHOLE), logits["states"])


def export(trainer: Trainer, sentences: Sequence[Sequence[str]], work: Path, out: Path) -> Path:
    """Write the int8 model, the tokenizer, the lemmas and the labels from *work* to *out*; returns *out*.

    The scales of the int8 model are measured on *sentences*, of words.
    """
    out.mkdir(parents=True, exist_ok=True)
    _to_onnx(Surface(trainer.core.eval(), sorted(trainer.vocabularies)), work / "model.fp32.onnx")
    _fuse(work / "model.fp32.onnx", work / "model.fused.onnx")
    pieces = (trainer.pieces.sentence(words) for words in sentences)
    quantise(work / "model.fused.onnx", work / MODEL, (_free(inputs([one])) for one in pieces))
    write(work / MODEL, work)
    # labels.json, which names the hashes of the others, comes last
    for path in (work / MODEL, work / RELATIONS, work / "lemmas.json", package_folder() / "tokenizer.json"):
        shutil.copyfile(path, out / f"{path.name}.part")
        (out / f"{path.name}.part").replace(out / path.name)
    write_labels(trainer, out, (MODEL, RELATIONS, "tokenizer.json", "lemmas.json"))
    return out


def _free(some: dict[str, Numbers]) -> dict[str, Numbers]:
    """Return the inputs *some* with ``given`` among them: the model chooses every head."""
    return some | {"given": np.full_like(some["firsts"], -1)}


def write_labels(trainer: Trainer, out: Path, files: Sequence[str]) -> None:
    """Write ``labels.json``: the labels of each head, how the core was made, the hashes of its *files*."""
    found = {
        "labels": trainer.vocabularies,
        "layers": trainer.plan.layers,
        "longest": 510,
        "seed": trainer.plan.seed,
        "epochs": trainer.epoch,
        "sha256": {name: digest(out / name) for name in files},
    }
    (out / "labels.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _to_onnx(surface: Surface, path: Path) -> None:
    outputs = surface.outputs()
    axes = {name: {0: "sentences", 1: "pieces"} for name in INPUTS[:3]}
    axes |= {name: {0: "sentences", 1: "tokens"} for name in (*INPUTS[3:], *outputs)}
    axes["arc"] = {0: "sentences", 1: "tokens", 2: "heads"}
    torch.onnx.export(
        surface,
        _example_inputs(),
        str(path),
        input_names=list(INPUTS),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )


def _example_inputs() -> tuple[Tensor, ...]:
    sentences, pieces, words = 3, 12, 9
    rng = torch.Generator().manual_seed(1)
    mask = torch.ones(sentences, pieces, dtype=torch.long)
    present = torch.ones(sentences, words, dtype=torch.long)
    mask[1, 10:], present[2, 7:] = 0, 0
    return (
        torch.randint(1000, 2000, (sentences, pieces), generator=rng),
        torch.randint(0, 18, (sentences, pieces), generator=rng),
        mask,
        torch.arange(words)[None].repeat(sentences, 1),
        present,
        torch.full((sentences, words), -1, dtype=torch.long),
    )


def _fuse(source: Path, target: Path) -> None:
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    options.enable_skip_layer_norm = False  # the fused kernel is slower than its parts on a CPU
    fused = optimizer.optimize_model(
        str(source),
        model_type="bert",
        num_heads=MINILM.heads,
        hidden_size=MINILM.width,
        optimization_options=options,
        opt_level=0,
    )
    fused.save_model_to_file(str(target))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
