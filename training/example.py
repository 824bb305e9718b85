"""What is trained on: a sentence with its gold labels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

UNLABELLED = "-1"  # of a word that a head is not trained on


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and its gold labels, by head name; arcs are head numbers, 0 is the root."""

    words: tuple[str, ...]
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: tuple[int, ...] = ()


def is_aside(name: str) -> bool:
    """Whether what is called *name* is among the fifth that is never trained on: the name alone decides."""
    return hashlib.sha256(name.encode()).digest()[0] % 5 == 0
