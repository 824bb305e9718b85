"""What a series could show: effects put into it at dates where nothing is claimed, and looked for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.contrast import Real, Scale, Windows, contrasts
from sayso.analyse.placebo import date_p

ENOUGH = 0.8  # the power from which on a test counts as able to see an effect
RATIOS = (1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0)
DATES = 200  # more are not tried: they are taken evenly spread


class Series(NamedTuple):
    """One series: ``values`` and ``denominator`` are ``[period]``; ``scale`` is that of changes."""

    values: Real
    denominator: Real
    scale: Scale = "ratio"


class Trial(NamedTuple):
    """An effect that was put in: its size, how often it was seen (power), and what was measured on average.

    ``effect`` and ``recovered`` are natural logarithms of ratios, or differences in units of the measure.
    """

    effect: float
    power: float
    recovered: float


def power_curve(series: Series, windows: Windows, alpha: float, seed: int) -> tuple[Trial, ...]:
    """Return how often effects of growing size, downwards and upwards, would be seen in *series*.

    Each effect is put into the window after each of up to 200 dates, spread evenly. Counts are thinned at
    random (binomial) or added to (Poisson), so that counting noise is kept; the whole placebo distribution is
    then made anew from the altered series. No effect at all stands in the middle: its power is the test's
    size.
    """
    rng = np.random.default_rng(seed)
    dates = _dates(series, windows)
    return tuple(_trial(series, windows, dates, (effect, alpha, rng)) for effect in _effects(series))


def neutral(series: Series, windows: Windows, place: int, change: float) -> Series:
    """Return *series* with the *change* at *place* taken out of its window after.

    A test that is to see a change must be judged by what the series does otherwise: left in, a true change
    would count as the series' own unrest, and the clearer it is the less could be seen.
    """
    values = series.values.astype(float).copy()
    after = slice(place + windows.before, place + windows.before + windows.after)
    if series.scale == "ratio":
        values[after] = np.rint(values[after] * np.exp(-change))
    else:
        values[after] -= change * series.denominator[after]
    return Series(values, series.denominator, series.scale)


def smallest(curve: tuple[Trial, ...], direction: int, enough: float = ENOUGH) -> float | None:
    """Return the smallest effect in *direction* (1 up, -1 down) from which on the power is *enough*.

    Between two trials it is read off the straight line that joins them. None where no effect tried has it.
    """
    tried = sorted((t for t in curve if t.effect * direction >= 0), key=lambda t: abs(t.effect))
    low = next((k for k in range(len(tried)) if all(t.power >= enough for t in tried[k:])), None)
    if low is None or not tried:
        return None
    if low == 0:
        return tried[0].effect
    weak, strong = tried[low - 1], tried[low]
    share = (enough - weak.power) / (strong.power - weak.power)
    return weak.effect + share * (strong.effect - weak.effect)


def _effects(series: Series) -> list[float]:
    if series.scale == "ratio":
        up = [float(np.log(ratio)) for ratio in RATIOS]
    else:
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = float(np.nanstd(series.values / series.denominator))
        up = [spread * part for part in (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)]
    return [-one for one in reversed(up)] + [0.0] + up


def _dates(series: Series, windows: Windows) -> NDArray[np.intp]:
    """Return the places of the dates that are tried."""
    known = np.flatnonzero(np.isfinite(contrasts(series.values, series.denominator, windows, series.scale)))
    if len(known) <= DATES:
        return known
    return known[np.linspace(0, len(known) - 1, DATES).round().astype(np.intp)]


def _trial(
    series: Series,
    windows: Windows,
    dates: NDArray[np.intp],
    how: tuple[float, float, np.random.Generator],
) -> Trial:
    effect, alpha, rng = how
    if not len(dates):
        return Trial(effect, 0.0, float("nan"))
    altered = _altered(series, windows, dates, (effect, rng))
    changes = contrasts(altered, np.broadcast_to(series.denominator, altered.shape), windows, series.scale)
    p = date_p(changes, dates[:, None])
    plain = contrasts(series.values, series.denominator, windows, series.scale)
    here = np.take_along_axis(changes, dates[:, None], axis=1)[:, 0]
    right = here * np.sign(effect) >= 0
    return Trial(effect, float(np.mean((p <= alpha) & right)), float(np.mean(here - plain[dates])))


def _altered(
    series: Series, windows: Windows, dates: NDArray[np.intp], how: tuple[float, np.random.Generator]
) -> Real:
    """Return the series once for each of *dates*, ``[date, period]``, with the effect in its window after."""
    effect, rng = how
    inside = np.arange(len(series.values)) - windows.before - dates[:, None]
    struck = (inside >= 0) & (inside < windows.after)
    values = np.broadcast_to(series.values, struck.shape)
    if series.scale == "difference":
        return values + struck * effect * series.denominator
    counts = np.rint(values).astype(np.int64)
    if effect < 0:
        return np.where(struck, rng.binomial(counts, np.exp(effect)), values).astype(float)
    added: Real = values + struck * rng.poisson(values * np.expm1(effect))
    return added
