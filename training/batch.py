"""Examples to padded batches of numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from sayso.annotate.pieces import Pieces, WordPieces
from training.example import Example
from training.heads import heads_of

Vocabularies = dict[str, list[str]]
NO_LABEL = -1
_LONGEST = 510


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example in numbers; every label list begins with one for the root, which has none."""

    pieces: Pieces
    labels: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors: (sentences, sub-tokens) for the first three, else (sentences, words)."""

    ids: torch.Tensor
    shapes: torch.Tensor
    mask: torch.Tensor
    firsts: torch.Tensor
    words: torch.Tensor
    labels: dict[str, torch.Tensor]


def encode(example: Example, pieces: WordPieces, vocabularies: Vocabularies) -> Encoded:
    """Return *example* in numbers; a label that its vocabulary lacks becomes no label."""
    labels = {"arc": [NO_LABEL, *example.heads]} if example.heads else {}
    links = {head.name for head in heads_of("link")}
    for name, values in example.labels.items():
        if name in links:
            labels[name] = [NO_LABEL, *map(int, values)]
            continue
        numbers = {label: number for number, label in enumerate(vocabularies[name])}
        labels[name] = [NO_LABEL] + [numbers.get(value, NO_LABEL) for value in values]
    return Encoded(pieces.sentence(example.words), labels)


def short_enough(encoded: Sequence[Encoded]) -> list[Encoded]:
    """Return those that the encoder's position table can hold."""
    return [one for one in encoded if len(one.pieces.ids) <= _LONGEST]


def group(lengths: Sequence[int], limit: int, jitter: Callable[[], float] = lambda: 0.0) -> list[list[int]]:
    """Group sentence numbers by length so that no group's padded size passes *limit* sub-tokens."""
    order = sorted(range(len(lengths)), key=lambda number: lengths[number] + jitter())
    lengths = [_rounded(length) for length in lengths]
    groups: list[list[int]] = []
    longest = 0
    for number in order:
        longest = max(longest, lengths[number])
        if not groups or longest * (len(groups[-1]) + 1) > limit:
            groups.append([])
            longest = lengths[number]
        groups[-1].append(number)
    return groups


def shuffled(encoded: Sequence[Encoded], limit: int, rng: random.Random) -> list[Batch]:
    """Return batches of like lengths in random order."""
    groups = group([len(one.pieces.ids) for one in encoded], limit, lambda: rng.random() * 3)
    rng.shuffle(groups)
    return [collate([encoded[number] for number in numbers]) for numbers in groups]


def collate(encoded: Sequence[Encoded]) -> Batch:
    """Return *encoded* as one padded batch, with the labels that any of them has."""
    width = _rounded(max(len(one.pieces.firsts) for one in encoded))
    longest = _rounded(max(len(one.pieces.ids) for one in encoded))
    names = sorted({name for one in encoded for name in one.labels})
    return Batch(
        ids=_padded([one.pieces.ids for one in encoded], longest),
        shapes=_padded([one.pieces.shapes for one in encoded], longest),
        mask=_padded([[1] * len(one.pieces.ids) for one in encoded], longest),
        firsts=_padded([one.pieces.firsts for one in encoded], width),
        words=_padded([[1] * len(one.pieces.firsts) for one in encoded], width),
        labels={
            name: _padded([one.labels.get(name, []) for one in encoded], width, NO_LABEL) for name in names
        },
    )


def _rounded(length: int) -> int:
    """Round up to a multiple of four: the CPU's matrix code is made anew for each size."""
    return -(-length // 4) * 4


def _padded(rows: Sequence[Sequence[int]], width: int, fill: int = 0) -> torch.Tensor:
    array = np.full((len(rows), width), fill, dtype=np.int64)
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    return torch.from_numpy(array)
