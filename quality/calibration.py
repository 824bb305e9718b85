"""Whether rows are right as often as their probabilities say: expected calibration error and reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from quality.intervals import DRAWS, OUTER, SEED

BINS = 10
Told = tuple[float, bool]  # a row's probability, and whether it is right


class Bin(NamedTuple):
    """Rows whose probability lies in one tenth: how many, their mean probability, the share that is right."""

    count: int
    said: float
    right: float


def reliability(told: Sequence[Told]) -> list[Bin]:
    """Return the tenths of probability that hold a row, in order."""
    tenths: dict[int, list[Told]] = {}
    for chance, right in told:
        tenths.setdefault(min(BINS - 1, int(chance * BINS)), []).append((chance, right))
    return [
        Bin(
            len(some),
            sum(chance for chance, _ in some) / len(some),
            sum(right for _, right in some) / len(some),
        )
        for _, some in sorted(tenths.items())
    ]


def calibration_error(told: Sequence[Told]) -> float:
    """Return the expected calibration error of *told*: how far share and probability lie apart, by tenths.

    Guo and others, On Calibration of Modern Neural Networks (2017), equation 3.
    Raises ValueError for no rows.
    """
    if not told:
        raise ValueError("no row to measure")
    return sum(one.count * abs(one.said - one.right) for one in reliability(told)) / len(told)


def measured(name: str, groups: Mapping[str, Sequence[Told]]) -> dict[str, float]:
    """Return one less the error over all *groups*, as *name*, and its 95 % interval, drawn by group."""
    drawn = np.random.default_rng(SEED).integers(0, len(groups), (DRAWS // 4, len(groups)))
    lists = list(groups.values())
    errors = [calibration_error([one for number in row for one in lists[number]]) for row in drawn]
    low, high = np.percentile(1 - np.array(errors), OUTER)
    whole = calibration_error([one for some in lists for one in some])
    return {name: 1 - whole, f"{name}, 95 % from": float(low), f"{name}, 95 % to": float(high)}
