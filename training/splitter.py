"""Trains what corrects the rules that split sentences, on the raw text of the treebanks' training parts.

Where ``sayso.annotate.corrections`` lets nothing be changed, it learns all the same.
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.annotate.encoder import SPLITTER
from sayso.annotate.sentences import split_sentences
from sayso.annotate.splitter import FAR, NEAR, REACH, ROWS, STEP, Weights, traits
from sayso.annotate.tokens import tokenize
from training.data import SYNTAX
from training.raw import Paragraph, paragraphs

WIDTH, HIDDEN, EPOCHS, RATE, DROPPED = 16, 48, 7, 3e-3, 0.3
UNSEEN = (0.3, 0.2)  # how often a word and its ending are hidden, so that shapes are learned too
_BLOCKS_A_STEP = 16


class Block(NamedTuple):
    """A paragraph: the traits of its tokens, and whether a sentence begins with each."""

    traits: Tensor
    begins: Tensor


def write_splitter(folder: Path, corpora: Path, leave_out: Container[str] = (), seed: int = 1) -> None:
    """Train on the treebanks' training parts, but for those to *leave_out*; write the weights to *folder*."""
    blocks = [
        _block(paragraph)
        for name in SYNTAX
        if name not in leave_out
        for paragraph in paragraphs(corpora / "language" / f"{name}-train.conllu.gz")
    ]
    # half the digits are enough, and half the bytes
    weights = {name: weight.astype(np.float16) for name, weight in train(blocks, seed).items()}
    np.savez_compressed(folder / SPLITTER, **weights)


def _block(paragraph: Paragraph) -> Block:
    tokens = tokenize(paragraph.text, 0, len(paragraph.text))
    ours = {first for first, _ in split_sentences(paragraph.text, tokens)}
    found = traits(paragraph.text, tokens, [number in ours for number in range(len(tokens))])
    gold = {start for start, _ in paragraph.sentences}
    return Block(torch.from_numpy(found), torch.tensor([float(token.start in gold) for token in tokens]))


def train(blocks: list[Block], seed: int) -> Weights:
    """Return the weights that ``sayso.annotate.splitter`` reads."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    weights = _begin()
    optimiser = torch.optim.AdamW(weights.values(), RATE, weight_decay=0.01)
    steps = EPOCHS * -(-len(blocks) // _BLOCKS_A_STEP)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        rng.shuffle(blocks)
        for start in range(0, len(blocks), _BLOCKS_A_STEP):
            loss = _loss(blocks[start : start + _BLOCKS_A_STEP], weights)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            schedule.step()
    return {name: weight.detach().numpy() for name, weight in weights.items()}


def _begin() -> dict[str, torch.nn.Parameter]:
    near, far = (2 * NEAR + 1) * WIDTH, (2 * FAR + 1) * HIDDEN
    weights = {
        "table": torch.randn(ROWS, WIDTH) * 0.1,
        "near": torch.randn(near, HIDDEN) * near**-0.5,
        "far": torch.randn(far, HIDDEN) * far**-0.5,
        "out_near": torch.randn(HIDDEN) * 0.1,
        "out_far": torch.randn(HIDDEN) * 0.1,
        "out_bias": torch.tensor(-2.0),  # hardly any token begins a sentence
    }
    weights |= {name: torch.zeros(HIDDEN) for name in ("near_bias", "far_bias")}
    return {name: torch.nn.Parameter(weight) for name, weight in weights.items()}


def _loss(blocks: Sequence[Block], weights: dict[str, torch.nn.Parameter]) -> Tensor:
    """Return the loss at all tokens but the first of each block, scored as in ``annotate/splitter.py``."""
    # side by side, with such gaps that no block sees another
    found, real, known, begins = (
        torch.cat(list(parts)) for parts in zip(*map(_laid_out, blocks), strict=True)
    )
    rows = weights["table"][found] * _seen(found)[:, :, None]
    first = functional.dropout(rows.sum(1) * real, DROPPED / 2)
    near = torch.relu(_around(first, NEAR, 1) @ weights["near"] + weights["near_bias"]) * real
    near = functional.dropout(near, DROPPED)
    far = torch.relu(_around(near, FAR, STEP) @ weights["far"] + weights["far_bias"])
    far = functional.dropout(far, DROPPED)
    scores = near @ weights["out_near"] + far @ weights["out_far"] + weights["out_bias"]
    return functional.binary_cross_entropy_with_logits(scores[known], begins[known], reduction="sum") / 100


def _laid_out(block: Block) -> Iterator[Tensor]:
    """Yield a block's traits, what is a token, what to learn, where sentences begin; a gap after each."""
    size = len(block.begins)
    yield functional.pad(block.traits, (0, 0, 0, REACH))
    yield functional.pad(torch.ones(size, 1), (0, 0, 0, REACH))
    yield functional.pad(torch.arange(size) > 0, (0, REACH))
    yield functional.pad(block.begins, (0, REACH))


def _seen(found: Tensor) -> Tensor:
    seen = torch.ones(found.shape)
    for column, share in enumerate(UNSEEN):
        seen[:, column] = (torch.rand(len(found)) >= share).float()
    return seen


def _around(rows: Tensor, reach: int, step: int) -> Tensor:
    margin = reach * step
    padded = functional.pad(rows, (0, 0, margin, margin))
    return torch.cat([padded[at : at + len(rows)] for at in range(0, 2 * margin + 1, step)], 1)
