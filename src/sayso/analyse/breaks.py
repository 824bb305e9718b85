"""Change points of a series, and how sure they are.

Levels of a series are segmented exactly (Killick, Fearnhead and Eckley 2012; ruptures). News comes in spells,
and a spell is no new level: what a break has to gain is taken from series that have the spells of this one
and no break (autoregressive of order 1, simulated), so that one in twenty of those would show any. Each
break's interval comes from resampling the residuals in blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
FALSE = 0.05  # of series without a break may show one
NULLS, RESAMPLES = 400, 200
SHORTEST = 24  # periods
EXACT = 1e-9  # of all variation: what numbers that are written exactly may differ by
SPELL = 0.95  # the strongest dependence that is simulated; beyond it nothing could be told from a spell


class Break(NamedTuple):
    """A break: the number of its first period, its 95 % interval, and the level before and after.

    ``again`` is the share of resampled series in which a break was found within the interval.
    """

    at: int
    low: int
    high: int
    before: float
    after: float
    again: float


@dataclass(frozen=True, slots=True)
class Breaks:
    """All breaks of a series; ``dependence`` is the correlation of neighbouring periods within the segments.

    ``penalty`` is what a break has to gain, in residual sums of squares.
    """

    found: tuple[Break, ...]
    dependence: float
    penalty: float
    periods: int


def breaks(series: Real, least: int = 6, seed: int = 1) -> Breaks:
    """Return the breaks of *series* (periods,), none nearer to another or an end than *least* periods.

    Raises ValueError where it is too short, never changes, or has periods of which nothing is known.
    """
    if len(series) < max(SHORTEST, 3 * least):
        raise ValueError(f"{len(series)} periods are too few, {max(SHORTEST, 3 * least)} are needed")
    if np.isnan(series).any():
        raise ValueError("nothing is known of some periods")
    if np.ptp(series) == 0:
        raise ValueError("the series never changes")
    random = np.random.default_rng(seed)
    ends, dependence, penalty = _segmented(series, least, random)
    levels, residuals = _levels(series, ends)
    places = _resampled(levels, residuals, (least, penalty), random)
    found = [_break(series, (0, *ends), number, places) for number in range(1, len(ends))]
    return Breaks(tuple(found), dependence, penalty, len(series))


def _segmented(series: Real, least: int, random: np.random.Generator) -> tuple[list[int], float, float]:
    """Return the ends of the segments, the dependence of their residuals, and the penalty that goes with it.

    The dependence is first taken as if there were no break, which asks too much of one; then of what is left
    within the segments that this gave, until these stay the same.
    """
    ends = [len(series)]
    dependence, penalty = 0.0, 0.0
    for _ in range(5):
        _, residuals = _levels(series, ends)
        dependence = _dependence(residuals, len(ends))
        gain = _gain_by_chance(len(series), least, dependence, random)
        penalty = max(gain * float(residuals.var()), EXACT * float(series.var()) * len(series))
        again = _ends(series, least, penalty)
        if again == ends:
            break
        ends = again
    return ends, dependence, penalty


def _ends(series: Real, least: int, penalty: float) -> list[int]:
    from ruptures import KernelCPD

    model = KernelCPD(kernel="linear", min_size=least).fit(series.reshape(-1, 1))
    return [int(end) for end in model.predict(pen=penalty)]


def _levels(series: Real, ends: list[int]) -> tuple[Real, Real]:
    """Return the mean of the segment of each period, and what is left of *series*."""
    levels = np.empty(len(series))
    for start, end in zip([0, *ends], ends, strict=False):
        levels[start:end] = series[start:end].mean()
    return levels, series - levels


def _dependence(residuals: Real, segments: int) -> float:
    """Return the correlation of neighbours in *residuals*, freed of the bias that means taken out bring."""
    whole = float(residuals @ residuals)
    raw = float(residuals[1:] @ residuals[:-1]) / whole if whole else 0.0
    unbiased = raw + segments * (1 + 3 * max(raw, 0.0)) / len(residuals)
    return float(np.clip(unbiased, 0.0, SPELL))


def _gain_by_chance(periods: int, least: int, dependence: float, random: np.random.Generator) -> float:
    """Return what the best single break gains in most series without one, in units of their variance."""
    noise = random.standard_normal((NULLS, periods))
    for period in range(1, periods):
        noise[:, period] = dependence * noise[:, period - 1] + np.sqrt(1 - dependence**2) * noise[:, period]
    centred = noise - noise.mean(axis=1, keepdims=True)
    sums = np.cumsum(centred, axis=1)[:, least - 1 : periods - least]
    size = np.arange(least, periods - least + 1)
    gains = (sums**2 * (1 / size + 1 / (periods - size))).max(axis=1) / centred.var(axis=1)
    return float(np.quantile(gains, 1 - FALSE))


def _resampled(
    levels: Real, residuals: Real, how: tuple[int, float], random: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Return the breaks of each of many series with *levels* and *residuals*, drawn anew in blocks."""
    periods = len(levels)
    size = max(1, round(periods ** (1 / 3)) * 2)
    found = []
    for _ in range(RESAMPLES):
        first = random.integers(0, periods, periods // size + 1)
        drawn = residuals[(first[:, None] + np.arange(size)).ravel()[:periods] % periods]
        found.append(np.array(_ends(levels + drawn, *how)[:-1], dtype=np.int64))
    return found


def _break(series: Real, ends: tuple[int, ...], number: int, places: list[NDArray[np.int64]]) -> Break:
    """Return break *number*: its place among resampled breaks nearer to it than to its neighbours."""
    start, at, end = ends[number - 1], ends[number], ends[number + 1]
    low, high = (start + at) / 2, (at + end) / 2
    near = [int(one[np.abs(one - at).argmin()]) for one in places if ((one > low) & (one <= high)).any()]
    near = [one for one in near if low < one <= high] or [at]
    edges = np.quantile(near, [0.025, 0.975])
    left, right = int(np.floor(edges[0])), int(np.ceil(edges[1]))
    again = sum(left <= one <= right for one in near) / len(places)
    before, after = float(series[start:at].mean()), float(series[at:end].mean())
    return Break(at, min(left, at), max(right, at), before, after, again)
