"""Invented events with a known history, for trials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.analyse.plan import Plan, settled
from sayso.table import EventTable

from .support import table

MONTHS = 120
CLAIM = Plan(
    claim="Relations will get worse",
    pairs=(("KEN", "UGA"),),
    codebook="CAMEO",
    types=("1",),
    direction="up",
    exposed="2005-01-03",
    horizons=(12,),
    placebo=("dates",),
    curve=False,
)
PLAN = settled(CLAIM)


def steady(rate: float, rng: np.random.Generator, periods: int = MONTHS) -> np.ndarray:
    """Return counts of *periods* months that only chance moves."""
    return rng.poisson(rate, periods)


def events(
    months: Sequence[int], others: Sequence[int], pair: tuple[str, str] = ("KEN", "UGA")
) -> EventTable:
    """Return events from 2000-01 on: so many of *pair* each month, and so many of its source with others."""
    rows = [*_rows(months, pair, "1"), *_rows(others, (pair[0], "TZA"), "0")]
    return table(rows)


def joined(*tables: EventTable) -> EventTable:
    """Return the events of all *tables*."""
    names = ("days", "sources", "targets", "codes", "reports", "stories")
    columns = [np.concatenate([getattr(one, name) for one in tables]) for name in names]
    return EventTable(tables[0].coder, tables[0].codebook, *columns)


def _rows(months: Sequence[int], pair: tuple[str, str], first: str) -> Iterator[tuple[str, ...]]:
    """Yield rows no two of which are one act of one day: at most 28 * 10 a month of one first digit."""
    for month, number in enumerate(months):
        for place in range(int(number)):
            day = f"{2000 + month // 12}-{month % 12 + 1:02d}-{place % 28 + 1:02d}"
            yield day, *pair, f"{first}{place // 28 % 10}{place // 280}"
