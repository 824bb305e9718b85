"""Trains what links the mentions of an article, on GUM's coreference layer, by what a core sees in its words.

A mention's loss is the surprise at all of its right antecedents together, or
at none where it is new (Durrett and Klein 2013).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.annotate.encoder import LINKER, Core
from sayso.annotate.linker import REACH, Weights, states_of
from sayso.annotate.mentions import find
from sayso.annotate.traits import Traits, pairs, traits, width
from sayso.tree import Tree
from training.coreference import Document, read_coreference, sentences_of

HIDDEN, MEANING, EPOCHS, RATE, DROPPED = 64, 64, 14, 2e-3, 0.2
_MENTIONS, _BLOCKS_A_STEP = 64, 4
_NEVER = -1e4


class Block(NamedTuple):
    """Some mentions of a document: *first* up to *last*, which look back as far as *start*.

    ``states`` and ``chains``, -1 for none, are those of the mentions from ``start`` on.
    """

    traits: Traits
    states: Tensor
    chains: Tensor
    start: int
    first: int
    last: int


def write_linker(folder: Path, corpora: Path, seed: int = 1) -> None:
    """Train on GUM's training part and write the weights beside the core in *folder*."""
    core = Core(folder, threads=1)
    documents = read_coreference(corpora / "language" / "en_gum-ud-train.conllu.gz")
    blocks = [block for document in documents for block in _blocks(document, core)]
    weights = train(blocks, seed)
    np.savez_compressed(folder / LINKER, **{name: one.astype(np.float16) for name, one in weights.items()})


def _blocks(document: Document, core: Core) -> Iterator[Block]:
    seen = sentences_of(document, core)
    trees = [Tree(one.sentence) for one in seen]
    found = find(trees)
    home = {mention: number for number, chain in enumerate(document.chains) for mention in chain}
    chains = torch.tensor([home.get((one.sentence, one.head), -1) for one in found])
    every, states = traits(found, trees), torch.from_numpy(states_of(found, seen))
    for first in range(0, len(found), _MENTIONS):
        start, last = max(0, first - REACH), min(first + _MENTIONS, len(found))
        yield Block(every, states[start:last], chains[start:last], start, first, last)


def train(blocks: list[Block], seed: int) -> Weights:
    """Return the weights that ``sayso.annotate.linker`` reads."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    weights = _begin(blocks[0].states.shape[1])
    optimiser = torch.optim.AdamW(weights.values(), weight_decay=0.01)
    steps = EPOCHS * -(-len(blocks) // _BLOCKS_A_STEP)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: RATE / 1e-3 * (1 - step / steps))
    for _ in range(EPOCHS):
        rng.shuffle(blocks)
        for start in range(0, len(blocks), _BLOCKS_A_STEP):
            losses = torch.cat([_losses(block, weights) for block in blocks[start : start + _BLOCKS_A_STEP]])
            optimiser.zero_grad()
            torch.autograd.backward(losses.mean())
            optimiser.step()
            schedule.step()
    return {name: weight.detach().numpy() for name, weight in weights.items()}


def _begin(states: int) -> dict[str, torch.nn.Parameter]:
    """Return random weights for *states* numbers a word."""
    own, pair = width()
    sizes = dict.fromkeys(("later", "earlier", "new"), own + MEANING) | {"pair": pair}
    weights = {name: torch.randn(size, HIDDEN) * 0.1 for name, size in sizes.items()}
    weights |= {"meaning": torch.randn(states, MEANING) * 0.05, "alike": torch.randn(MEANING, MEANING) * 0.02}
    weights |= {name: torch.randn(HIDDEN) * 0.1 for name in ("out", "new_out")}
    weights |= {name: torch.zeros(HIDDEN) for name in ("bias", "new_bias")}
    return {name: torch.nn.Parameter(weight) for name, weight in weights.items()}


def _losses(block: Block, weights: dict[str, torch.nn.Parameter]) -> Tensor:
    """Return the loss of each mention from ``block.first`` on, scored as in ``sayso.annotate.linker``."""
    found, states, chains, start, first, last = block
    meanings = _dropped(torch.tanh(_dropped(states) @ weights["meaning"]))
    own = torch.cat([torch.from_numpy(found.own[start:last]), meanings], 1)
    later = own[first - start :] @ weights["later"] + weights["bias"]
    both = torch.from_numpy(pairs(found, start, first, last)) @ weights["pair"]
    scores = _hidden(later[:, None] + (own @ weights["earlier"])[None] + both) @ weights["out"]
    scores = scores + meanings[first - start :] @ weights["alike"] @ meanings.T
    new = _hidden(own[first - start :] @ weights["new"] + weights["new_bias"]) @ weights["new_out"]

    before = torch.arange(start, last)[None] < torch.arange(first, last)[:, None]
    here = chains[first - start :, None]
    right = (here == chains[None]) & (here >= 0) & before
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    choices = torch.cat([new[:, None], scores.masked_fill(~before, _NEVER)], 1)
    return torch.logsumexp(choices, 1) - torch.logsumexp(choices.masked_fill(~right, _NEVER), 1)


def _hidden(x: Tensor) -> Tensor:
    return _dropped(torch.relu(x))


def _dropped(x: Tensor) -> Tensor:
    return functional.dropout(x, DROPPED)
