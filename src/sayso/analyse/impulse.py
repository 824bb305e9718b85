"""Impulse responses: how a series moves, period by period, after one standard deviation more of another."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
AHEAD = 8  # periods
MOST = 6  # lags


class Impulse(NamedTuple):
    """The response of one series to another, in standard deviations, with its 95 % band (asymptotic, normal).

    The three tuples have one entry for each period from 0. ``lags`` is what the BIC chose.
    """

    lags: int
    response: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def impulses(first: Real, second: Real) -> tuple[Impulse, Impulse]:
    """Return the response of *second* to *first*, and that of *first* to *second*, both (periods,).

    By a vector autoregression (statsmodels) of both, each divided by its standard deviation.
    """
    from statsmodels.tsa.api import VAR

    both = np.column_stack([first, second])
    both = (both - both.mean(axis=0)) / both.std(axis=0)
    model = VAR(both)
    most = min(MOST, (len(both) - 1) // 9)
    chosen = max(1, int(model.select_order(most).bic))
    found = model.fit(chosen).irf(AHEAD)
    effect, error = found.irfs, found.stderr()
    return _impulse(chosen, effect[:, 1, 0], error[:, 1, 0]), _impulse(
        chosen, effect[:, 0, 1], error[:, 0, 1]
    )


def _impulse(lags: int, effect: Real, error: Real) -> Impulse:
    low, high = effect - 1.96 * error, effect + 1.96 * error
    return Impulse(lags, *(tuple(map(float, one)) for one in (effect, low, high)))
