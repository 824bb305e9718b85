"""How unusual a change is among those where nothing is claimed: at all other dates, in all other pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.contrast import Real


def date_p(changes: Real, place: int | NDArray[np.intp] | None = None) -> Real:
    """Return the two-sided p of the change at *place* among the changes at all dates, neighbours included.

    *changes* is ``[..., date]``; without *place* the p of every date is returned, ``[..., date]``. It is
    twice the share of dates, the date itself among them, whose change is at least as high, or at least as
    low, whichever are fewer; 1 at most. So it is never below 2 / number of dates. Where neighbours are left
    out a wide change has fewer rivals than it should, and p is too small (pilot: size .098 against .045).
    """
    if place is None:
        return _every_p(changes)
    real = np.take_along_axis(changes, np.broadcast_to(place, (*changes.shape[:-1], 1)), axis=-1)
    known = np.isfinite(changes)
    number = known.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        higher = ((changes >= real) & known).sum(axis=-1)
        lower = ((changes <= real) & known).sum(axis=-1)
        p = np.minimum(2 * np.minimum(higher, lower) / number, 1.0)
    return np.where(np.isfinite(real[..., 0]), p, np.nan)


def _every_p(changes: Real) -> Real:
    """Return the p of every date by sorting each series once."""
    known = np.isfinite(changes)
    number = known.sum(axis=-1, keepdims=True)
    flat = changes.reshape(-1, changes.shape[-1])
    p = np.empty_like(flat)
    for line, one in enumerate(np.sort(flat, axis=-1)):
        size = int(known.reshape(flat.shape)[line].sum())
        higher = size - np.searchsorted(one[:size], flat[line], side="left")
        lower = np.searchsorted(one[:size], flat[line], side="right")
        p[line] = np.minimum(higher, lower)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.minimum(2 * p.reshape(changes.shape) / number, 1.0)
    return np.where(known, p, np.nan)


def pair_p(changes: Real, pair: int, place: int) -> tuple[float, int]:
    """Return the two-sided p of the change of *pair* at *place* among all pairs, and how many these are.

    *changes* is ``[pair, date]``. Each pair's change is measured by the spread of its own changes at all
    dates (standard deviation), for quiet pairs vary more than busy ones. NaN and 0 where the change is not
    known.
    """
    spread = np.full(len(changes), np.nan)
    enough = np.isfinite(changes).sum(axis=1) > 1
    spread[enough] = np.nanstd(changes[enough], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        measured = changes[:, place] / spread
    known = measured[np.isfinite(measured)]
    if not np.isfinite(measured[pair]):
        return float("nan"), 0
    tail = min((known >= measured[pair]).sum(), (known <= measured[pair]).sum())
    return float(min(2 * tail / len(known), 1.0)), len(known)


def interval(changes: Real, place: int, alpha: float = 0.05) -> tuple[float, float]:
    """Return the effects that the change at *place* does not speak against at level *alpha*.

    *changes* is ``[date]``. An effect is kept where what remains of the change without it lies within the
    placebo band, so this is the test turned round, and as wide as its dates are few.
    """
    low, high = band(changes, alpha)
    return float(changes[place] - high), float(changes[place] - low)


def band(changes: Real, alpha: float = 0.05) -> tuple[float, float]:
    """Return between which changes all but *alpha* of the dates lie, half of it on either side."""
    known = changes[np.isfinite(changes)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.quantile(known, [alpha / 2, 1 - alpha / 2])
    return float(low), float(high)


def share_that_moved(changes: Real, direction: int, least: float = 0.0) -> float:
    """Return the share of dates whose change goes in *direction* (1 up, -1 down) by more than *least*."""
    known = changes[np.isfinite(changes)]
    return float(np.mean(direction * known > least)) if len(known) else float("nan")
