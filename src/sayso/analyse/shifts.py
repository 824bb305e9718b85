"""Does one series help to foretell another? An F test, compared with itself at every circular shift.

Granger 1969; the permutation by circular shifts keeps what each series does by itself and breaks what ties
them together. All shifts are computed at once, as correlations by fast Fourier transform.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.distinct import Whole

Real = NDArray[np.float64]


class Lagged(NamedTuple):
    """The test at one number of lags: ``f`` and ``p`` are of the F test, ``shift_p`` is the permutation's.

    ``effect`` is the sum of the coefficients of the lags, in units of the answering series for one of the
    other.
    """

    lags: int
    f: float
    p: float
    shift_p: float
    effect: float


class Answer(NamedTuple):
    """All numbers of lags, and the p of the strongest of them.

    ``p`` is the larger of two: the permutation's, with the least p over the lags as its statistic, and the F
    test's, corrected for the lags (Bonferroni). Where shifts are few the permutation alone rejects too often,
    where press comes in bursts the F test does.
    """

    by_lag: tuple[Lagged, ...]
    p: float


def answers(answering: Real, asked: Real, lags: tuple[int, ...]) -> Answer:
    """Return whether lags of *asked* help to foretell *answering*, both (periods,), beyond its own lags.

    Shifts nearer than the most lags are left out: they would line up the same events. Raises ValueError where
    a series never changes, or has fewer than four periods for each parameter.
    """
    periods, most = len(answering), max(lags)
    if periods - most < 4 * (2 * most + 1):
        raise ValueError(f"{periods} periods are too few for {most} lags")
    if np.ptp(answering) == 0 or np.ptp(asked) == 0:
        raise ValueError("a series that never changes answers nothing")
    step = np.arange(periods)
    kept = (np.minimum(step, periods - step) > most) | (step == 0)
    found = []
    least = np.ones(int(kept.sum()))
    for number in lags:
        f, freedom, effect = _at_all_shifts(answering, asked, number)
        p = _upper_tail(f[kept], number, freedom)
        least = np.minimum(least, p)
        found.append(Lagged(number, float(f[0]), float(p[0]), _rank(p), effect))
    by_f = min(1.0, len(lags) * float(least[0]))
    return Answer(tuple(found), max(_rank(least), by_f))


def _rank(p: Real) -> float:
    """Return the share of shifts whose p is no greater than that of none (the first), itself included."""
    return float((p <= p[0] * (1 + 1e-9)).mean())


def _upper_tail(f: Real, number: int, freedom: int) -> Real:
    from scipy.special import fdtrc

    p: Real = fdtrc(number, freedom, np.maximum(f, 0.0))
    return p


def _at_all_shifts(answering: Real, asked: Real, number: int) -> tuple[Real, int, float]:
    """Return F at every circular shift of *asked* (first: none), its freedom, and the sum of effects."""
    periods = len(answering)
    basis, left = _without_own_lags(answering, number)
    asked = asked - asked.mean()
    columns = np.zeros((periods, basis.shape[1] + 1))
    columns[number:] = np.column_stack([basis, left])
    lag = np.arange(1, number + 1)
    crossed = _correlations(columns, asked)[(np.arange(periods)[:, None] + lag) % periods]
    with_basis, with_left = crossed[..., :-1], crossed[..., -1]
    inner = _inner(asked, number) - np.einsum("spk,sqk->spq", with_basis, with_basis)
    inner += np.eye(number) * 1e-12 * np.trace(inner, axis1=1, axis2=2)[:, None, None]
    effects = np.linalg.solve(inner, with_left[..., None])[..., 0]
    gained = (effects * with_left).sum(axis=1)
    freedom = periods - number - (2 * number + 1)
    remains = np.maximum(left @ left - gained, np.finfo(float).tiny)
    return gained / number / (remains / freedom), freedom, float(effects[0].sum())


def _without_own_lags(series: Real, number: int) -> tuple[Real, Real]:
    """Return an orthonormal basis of the constant and the own lags of *series*, and what they leave of it."""
    own = [series[number - lag : len(series) - lag] for lag in range(1, number + 1)]
    basis, _ = np.linalg.qr(np.column_stack([np.ones(len(series) - number), *own]))
    now = series[number:]
    return basis, now - basis @ (basis.T @ now)


def _correlations(columns: Real, series: Real) -> Real:
    """Return the sum over t of each of *columns* at t and *series* at t - m, round the circle, per m."""
    turned = np.fft.rfft(columns, axis=0) * np.conj(np.fft.rfft(series))[:, None]
    found: Real = np.fft.irfft(turned, len(series), axis=0)
    return found


def _inner(series: Real, number: int) -> Real:
    """Return the inner products of the lags of *series* (shifts, lags, lags), the first periods left out."""
    periods = len(series)
    whole = np.fft.irfft(np.abs(np.fft.rfft(series)) ** 2, periods)
    shift: Whole = np.arange(periods)
    found = np.empty((periods, number, number))
    for row in range(number):
        for column in range(row, number):
            early = np.zeros(periods)
            for time in range(number):
                early += (
                    series[(time - row - 1 - shift) % periods] * series[(time - column - 1 - shift) % periods]
                )
            found[:, row, column] = found[:, column, row] = whole[column - row] - early
    return found
