"""Invented events of two parties and of third ones, by week, moved by the attention of the press."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.table import EventTable

CODES = np.array(["010", "036", "042", "057", "112", "120", "173", "190"])
MONDAY = np.datetime64("1990-01-01")
THIRD = 6


def spells(random: np.random.Generator, periods: int, dependence: float) -> NDArray[np.float64]:
    """Return standard normal numbers of which neighbours correlate by *dependence*."""
    series = random.standard_normal(periods)
    for period in range(1, periods):
        series[period] = dependence * series[period - 1] + np.sqrt(1 - dependence**2) * series[period]
    return series


def events(
    random: np.random.Generator, weeks: int, answer: float = 0.0, rate: float = 10, spread: float = 0.7
) -> EventTable:
    """Return events between AAA and BBB, and of both with third parties; all share the same attention.

    *answer* is how much of what BBB does is in proportion to what AAA did in the week before.
    """
    attention = np.exp(spread * spells(random, weeks, 0.8))
    own = np.exp(0.5 * random.standard_normal(weeks) - 0.125)
    first = random.poisson(rate * attention * (own if answer else 1))
    before = np.concatenate([[1.0], first[:-1] / (rate * attention[:-1])])
    second = random.poisson(rate * attention * (1 - answer + answer * before))
    numbers = [("AAA", "BBB", first), ("BBB", "AAA", second)]
    numbers += [("CCC", "DDD", random.poisson(rate * attention)) for _ in range(THIRD)]
    return _table(random, numbers)


def _table(random: np.random.Generator, numbers: list[tuple[str, str, NDArray[np.int64]]]) -> EventTable:
    weeks = np.concatenate([np.repeat(np.arange(len(n)), n) for _, _, n in numbers])
    sources = np.concatenate([np.full(n.sum(), source) for source, _, n in numbers])
    targets = np.concatenate([np.full(n.sum(), target) for _, target, n in numbers])
    days = MONDAY + (weeks * 7 + random.integers(0, 7, len(weeks))).astype("timedelta64[D]")
    nothing = np.full(len(weeks), "")
    codes = CODES[random.integers(0, len(CODES), len(weeks))]
    return EventTable("simulated", "CAMEO", days, sources, targets, codes, nothing, nothing)
