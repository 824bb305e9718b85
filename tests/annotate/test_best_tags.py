"""The likeliest well-formed sequence of name tags."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.encoder import best_tags

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([[0.1, 0.8, 0.0, 0.1, 0.0], [0.1, 0.0, 0.9, 0.0, 0.0]], ["B-PER", "I-PER"]),
        # a name cannot go on as another kind: the two together decide
        ([[0.0, 0.45, 0.0, 0.55, 0.0], [0.0, 0.0, 0.9, 0.0, 0.1]], ["B-PER", "I-PER"]),
        # nor begin inside
        ([[0.4, 0.1, 0.5, 0.0, 0.0]], ["O"]),
    ],
)
def test_tags_are_well_formed(chances: list[list[float]], expected: list[str]) -> None:
    """Each name begins with B and keeps its type."""
    assert best_tags(np.array(chances, dtype=np.float32), NAMES) == expected
