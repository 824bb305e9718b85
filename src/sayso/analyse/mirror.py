"""Mirrors: an act that is told both ways, as A toward B and as B toward A."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.distinct import Whole, joined

Mask = NDArray[np.bool_]


def mirrored(days: Whole, source: Whole, target: Whole, code: Whole) -> Mask:
    """Return which rows have a mirror: a row of the same day and code with source and target exchanged."""
    both = joined(
        np.concatenate([days, days]),
        np.concatenate([source, target]),
        np.concatenate([target, source]),
        np.concatenate([code, code]),
    )
    there, back = both[: len(days)], both[len(days) :]
    twin: Mask = np.isin(there, back) & (source != target)
    return twin
