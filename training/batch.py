"""Examples to padded batches of numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from sayso.annotate.pieces import Pieces, WordPieces
from training.example import Example
from training.heads import HEADS, heads_of

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

    def tensors(self) -> list[torch.Tensor]:
        """Return all its tensors."""
        return [self.ids, self.shapes, self.mask, self.firsts, self.words, *self.labels.values()]

    def map(self, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
        """Return it with every tensor changed."""
        changed = [change(tensor) for tensor in self.tensors()]
        return Batch(*changed[:5], dict(zip(self.labels, changed[5:], strict=True)))


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
    groups: list[list[int]] = []
    longest = 0
    for number in order:
        longest = max(longest, lengths[number])
        if not groups or longest * (len(groups[-1]) + 1) > limit:
            groups.append([])
            longest = lengths[number]
        groups[-1].append(number)
    return groups


def shuffled(encoded: Sequence[Encoded], limit: int, rng: random.Random, whole: bool = False) -> list[Batch]:
    """Return batches of like lengths in random order.

    *whole*: filled up to one of a few shapes, with labels for all heads.
    """
    rounded = _coarsely if whole else _rounded
    lengths = [rounded(len(one.pieces.ids)) for one in encoded]
    groups = group(lengths, limit, lambda: rng.random() * 3)
    rng.shuffle(groups)
    return [_collated([encoded[number] for number in numbers], limit, whole) for numbers in groups]


def _collated(encoded: Sequence[Encoded], limit: int, whole: bool) -> Batch:
    if not whole:
        return collate(encoded)
    longest = _coarsely(max(len(one.pieces.ids) for one in encoded))
    empty = Encoded(Pieces([], [], []), {})
    rows = [*encoded, *[empty] * (max(1, limit // longest) - len(encoded))]
    return _batch(rows, longest, longest, [head.name for head in HEADS])


def collate(encoded: Sequence[Encoded]) -> Batch:
    """Return *encoded* as one padded batch, with the heads' labels that any of its words has."""
    width = _rounded(max(len(one.pieces.firsts) for one in encoded))
    longest = _rounded(max(len(one.pieces.ids) for one in encoded))
    names = sorted({name for one in encoded for name, labels in one.labels.items() if max(labels) > NO_LABEL})
    return _batch(encoded, longest, width, names)


def _batch(encoded: Sequence[Encoded], longest: int, width: int, names: Sequence[str]) -> Batch:
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


def _coarsely(length: int) -> int:
    """Round up to one of some twenty lengths."""
    step = max(8, (1 << (length - 1).bit_length()) >> 3)
    return -(-length // step) * step


def _padded(rows: Sequence[Sequence[int]], width: int, fill: int = 0) -> torch.Tensor:
    array = np.full((len(rows), width), fill, dtype=np.int64)
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    return torch.from_numpy(array)
