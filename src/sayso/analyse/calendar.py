"""Weeks that are no weeks: years cut into 52, against ISO weeks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
WEEKLY = 20  # distinct days, all of one weekday, from which on they are taken for weeks
FURTHEST = 8  # weeks


class Weeks(NamedTuple):
    """What the days of weekly data say: a sentence, its numbers, and whether something is wrong."""

    sentence: str
    numbers: Mapping[str, object]
    wrong: bool


class Lag(NamedTuple):
    """By how many weeks a series is behind another in a span of it, and their correlation there."""

    first: int
    last: int
    weeks: int
    correlation: float


def told_weeks(days: NDArray[np.datetime64]) -> Weeks | None:
    """Return what *days* say of the calendar where they are firsts of weeks, None where they are days.

    Years of 52 times seven days leave one or two days over: their weeks fall one weekday, later a week,
    behind.
    """
    distinct = np.unique(days.astype("datetime64[D]")).astype(np.int64)
    if len(distinct) < WEEKLY:
        return None
    steps = np.diff(distinct)
    even = (steps % 7 == 0).mean()
    if even == 1:
        return Weeks("The days are all of one weekday: weekly data, in true weeks.", {"weekly": True}, False)
    if even < 0.9:
        return None
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    jumps = int((steps % 7 != 0).sum())
    told = (
        f"The data are weekly, but {jumps} of {len(steps)} steps are no whole weeks: the years {years.min()}"
        f" to {years.max()} were cut into 52. Against ISO weeks they drift by a week in about six years."
    )
    return Weeks(told, {"weekly": True, "jumps": jumps}, True)


def lags(series: Real, dated: Real, spans: int = 5) -> tuple[Lag, ...]:
    """Return by how many weeks *series* is behind *dated*, both from one week on, in each of *spans*.

    A series that was cut into years of 52 weeks falls behind the longer it goes on. Where there
    are too few weeks for so many spans there are fewer; raises ValueError where there are too few for one.
    """
    periods = min(len(series), len(dated))
    spans = min(spans, periods // (4 * FURTHEST))
    if not spans:
        raise ValueError(f"{periods} weeks are too few to tell a lag")
    edges = np.linspace(0, periods, spans + 1).astype(int)
    return tuple(_lag(series, dated, int(start), int(end)) for start, end in pairwise(edges))


def _lag(series: Real, dated: Real, start: int, end: int) -> Lag:
    """Return the lag of *series* behind *dated* from *start* to *end* at which they agree best."""
    best = Lag(start, end, 0, -1.0)
    for weeks in range(-FURTHEST, FURTHEST + 1):
        first, last = max(start, start + weeks, 0), min(end, end + weeks, len(dated))
        one, other = series[first - weeks : last - weeks], dated[first:last]
        if len(one) < FURTHEST or np.ptp(one) == 0 or np.ptp(other) == 0:
            continue
        correlation = float(np.corrcoef(one, other)[0, 1])
        if correlation > best.correlation:
            best = Lag(start, end, weeks, correlation)
    return best
