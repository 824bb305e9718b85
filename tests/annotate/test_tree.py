"""Trees out of arc scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.tree import best_tree, find_cycle, is_tree


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0, 0], True),
        ([0, 2, 0], True),
        ([0, 0, 0], False),  # two roots
        ([0, 2, 1], False),  # a cycle and no root
        ([0, 1], False),  # its own head
        ([0, 2, 3, 2, 0], False),  # a cycle beside a root
        ([0], True),
    ],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    """Heads are a tree where every word reaches the one root."""
    assert is_tree(heads) is expected


def test_find_cycle() -> None:
    """The words of a cycle are named, and none where there is none."""
    assert set(find_cycle([0, 2, 3, 2, 0])) == {2, 3}
    assert find_cycle([0, 2, 0]) == []


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 6), st.integers(0, 10_000))
def test_best_tree_is_the_best(size: int, seed: int) -> None:
    """No tree with one root has a higher score than the one that is found."""
    scores = np.random.default_rng(seed).normal(size=(size, size))
    trees = [[0, *heads] for heads in product(range(size), repeat=size - 1) if is_tree([0, *heads])]
    found = best_tree(scores)
    assert is_tree(found)
    assert total(scores, found) == pytest.approx(max(total(scores, tree) for tree in trees))


def total(scores: np.ndarray, heads: list[int]) -> float:
    """Return the score of a tree."""
    return float(sum(scores[node, head] for node, head in enumerate(heads) if node))


def test_long_cycles_do_not_exhaust_the_stack() -> None:
    """A sentence of 500 words whose scores hold many cycles gets a tree."""
    size = 500
    scores = np.zeros((size, size))
    scores[np.arange(1, size), (np.arange(1, size) % (size - 1)) + 1] = 5.0
    assert is_tree(best_tree(scores + np.random.default_rng(1).normal(size=(size, size))))
