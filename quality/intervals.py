"""Shares with bootstrap intervals: how far a score would move with other sentences of the same kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 2000, 20261127
OUTER = (2.5, 97.5)  # percentiles: 95 % lie between
FROM, TO = ", 95 % from", ", 95 % to"  # what is added to a score's name for the ends of its interval

Numbers = NDArray[np.float64]


def share(name: str, right: Sequence[bool]) -> dict[str, float]:
    """Return the share of *right* as *name*, and the ends of its 95 % interval, drawn with replacement."""
    return grouped(name, {str(number): [one] for number, one in enumerate(right)})


def grouped(name: str, groups: Mapping[str, Sequence[bool]]) -> dict[str, float]:
    """Return the share over all *groups*, drawn by group: what stands in one article is alike.

    Raises ValueError where nothing was measured.
    """
    counts = [(sum(group), len(group)) for group in groups.values()]
    return drawn(name, counts, quotient)


def drawn(
    name: str, counts: Sequence[Sequence[float]], score: Callable[[Numbers], Numbers]
) -> dict[str, float]:
    """Return the *score* of all groups as *name*, and the ends of its 95 % interval, drawn by group.

    *counts* has a row for each group (article, sentence); *score* takes sums of such rows, of shape
    (n, columns), and returns n scores. Raises ValueError where nothing was measured.
    """
    rows = np.array(counts, dtype=float)
    if not rows.size or not rows.any():
        raise ValueError(f"{name}: nothing was measured")
    chosen = np.random.default_rng(SEED).integers(0, len(rows), (DRAWS, len(rows)))
    times = np.zeros((DRAWS, len(rows)))
    np.add.at(times, (np.arange(DRAWS)[:, None], chosen), 1.0)
    low, high = np.percentile(score(times @ rows), OUTER)
    whole = float(score(rows.sum(0, keepdims=True))[0])
    return {name: whole, f"{name}{FROM}": float(low), f"{name}{TO}": float(high)}


def quotient(sums: Numbers) -> Numbers:
    """Return shares from columns right, of."""
    shares: Numbers = sums[:, 0] / np.maximum(sums[:, 1], 1)
    return shares


def f1(sums: Numbers) -> Numbers:
    """Return F1 from columns right of ours, ours, right of gold, gold."""
    precision, recall = quotient(sums[:, :2]), quotient(sums[:, 2:])
    found: Numbers = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return found
