"""Shares with bootstrap intervals: how far a score would move with other sentences of the same kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

DRAWS, SEED = 2000, 20261127
OUTER = (2.5, 97.5)  # percentiles: 95 % lie between


def share(name: str, right: Sequence[bool]) -> dict[str, float]:
    """Return the share of *right* as *name*, and the ends of its 95 % interval, drawn with replacement."""
    return grouped(name, {str(number): [one] for number, one in enumerate(right)})


def grouped(name: str, groups: Mapping[str, Sequence[bool]]) -> dict[str, float]:
    """Return the share over all *groups*, drawn by group: what stands in one article is alike.

    Raises ValueError where nothing was measured.
    """
    right = np.array([sum(group) for group in groups.values()], dtype=float)
    of = np.array([len(group) for group in groups.values()], dtype=float)
    if not of.sum():
        raise ValueError(f"{name}: nothing was measured")
    drawn = np.random.default_rng(SEED).integers(0, len(of), (DRAWS, len(of)))
    low, high = np.percentile(right[drawn].sum(1) / np.maximum(of[drawn].sum(1), 1), OUTER)
    return {
        name: float(right.sum() / of.sum()),
        f"{name}, 95 % from": float(low),
        f"{name}, 95 % to": float(high),
    }
