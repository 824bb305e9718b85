"""Invented series: pairs whose news comes in waves and bursts, as real news does, with nothing behind it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sayso.analyse.contrast import Real


class Making(NamedTuple):
    """How series are made.

    ``rate`` is the mean number of events of a period; ``spread`` the standard deviation of the logarithm of
    the rate and ``memory`` its correlation from one period to the next; ``bursts`` the chance of a period to
    hold a story that brings ``size`` times the usual number on top; ``attention`` the spread of the attention
    that the whole source enjoys, which pair and denominator share; ``total`` the mean of the denominator.
    """

    rate: float = 30.0
    spread: float = 0.7
    memory: float = 0.8
    bursts: float = 0.03
    size: float = 3.0
    attention: float = 0.4
    total: float = 800.0


def invented(
    pairs: int, periods: int, rng: np.random.Generator, how: Making | None = None
) -> tuple[Real, Real]:
    """Return counts and denominators, ``[pair, period]`` each, of *pairs* that no event ever changed."""
    making = how or Making()
    shape = (pairs, periods)
    attention = np.exp(waves(shape, making.attention, making.memory, rng))
    level = np.exp(waves(shape, making.spread, making.memory, rng) - making.spread**2 / 2)
    burst = (rng.random(shape) < making.bursts) * rng.exponential(making.size, shape)
    values = rng.poisson(making.rate * attention * (level + burst)).astype(float)
    return values, rng.poisson(making.total * attention).astype(float)


def waves(shape: tuple[int, int], spread: float, memory: float, rng: np.random.Generator) -> Real:
    """Return stationary series of mean 0 with standard deviation *spread* and autocorrelation *memory*."""
    found = rng.normal(0.0, spread, shape)
    for period in range(1, shape[1]):
        found[:, period] = memory * found[:, period - 1] + np.sqrt(1 - memory**2) * found[:, period]
    return found
