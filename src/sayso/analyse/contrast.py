"""Before and after: the change at every date of every series at once, by cumulative sums."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Scale = Literal["ratio", "difference"]
CONTINUITY = 0.5  # added to counts before their logarithm is taken, so that a month without events has one


class Windows(NamedTuple):
    """How many periods before a date are held against how many from it on."""

    before: int
    after: int


def contrasts(values: Real, denominator: Real, windows: Windows, scale: Scale = "ratio") -> Real:
    """Return the change at every date that has both its windows, for every series.

    *values* and *denominator* are ``[..., period]``; the result is ``[..., date]``, where date ``k`` is
    period ``windows.before + k``, the first of its window after. A rate is the sum of values over the sum of
    denominators in a window. On the scale ``ratio`` the change is the natural logarithm of rate after over
    rate before (counts with 0.5 added), on ``difference`` their difference, in units of the measure. NaN
    where a window has no denominator.
    """
    before, after = _sums(values, windows)
    whole_before, whole_after = _sums(denominator, windows)
    empty = (whole_before <= 0) | (whole_after <= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "ratio":
            change: Real = np.log((after + CONTINUITY) * whole_before / ((before + CONTINUITY) * whole_after))
        else:
            change = after / whole_after - before / whole_before
    change[empty] = np.nan
    return change


def place_of(first: int, windows: Windows, periods: int) -> int | None:
    """Return which date of ``contrasts`` begins its window after at period *first*; None where none does."""
    place = first - windows.before
    return place if 0 <= place <= periods - windows.before - windows.after else None


def _sums(values: Real, windows: Windows) -> tuple[Real, Real]:
    """Return the sums of *values* over the window before and the window after each date."""
    *others, periods = values.shape
    dates = max(periods - windows.before - windows.after + 1, 0)
    running = np.zeros((*others, periods + 1))
    np.cumsum(values, axis=-1, out=running[..., 1:])
    start, middle = running[..., :dates], running[..., windows.before : windows.before + dates]
    end = running[..., windows.before + windows.after : windows.before + windows.after + dates]
    return middle - start, end - middle
