"""p values of a family of tests, corrected for there being several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

Correction = Literal["holm", "bh", "none"]


def corrected(values: Sequence[float], how: Correction) -> list[float]:
    """Return *values* corrected: Holm (1979), or Benjamini and Hochberg (1995).

    Values that are not known (NaN) stay so, yet count: they were asked for.
    """
    p = np.asarray(values, dtype=float)
    if how == "none" or not len(p):
        return [float(one) for one in p]
    order = np.argsort(np.where(np.isnan(p), np.inf, p), kind="stable")
    steps = np.arange(len(p))
    if how == "holm":
        sorted_p = np.maximum.accumulate(p[order] * (len(p) - steps))
    else:
        sorted_p = np.fmin.accumulate((p[order] * len(p) / (steps + 1))[::-1])[::-1]
    result = np.empty(len(p))
    result[order] = np.minimum(sorted_p, 1.0)
    return [float("nan") if np.isnan(one) else float(now) for one, now in zip(p, result, strict=True)]
