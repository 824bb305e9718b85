"""The largest episode of a stretch of news, and what a result is without it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.asked import Asked, Pair
from sayso.analyse.counted import rows_of
from sayso.analyse.periods import Unit, label, periods_of
from sayso.table import EventTable


class Largest(NamedTuple):
    """An episode: its name, when it was, and its rows in the table."""

    name: str
    period: str
    rows: NDArray[np.intp]


def largest(
    table: EventTable, asked: Asked, pair: Pair, span: tuple[np.datetime64, np.datetime64]
) -> Largest | None:
    """Return the story of *pair* with the most events in *span* (its last day left out), if there is any.

    Where the coder tells no stories, it is the month (or shorter period) with one kind of event, by the
    first part of its code, that has the most. With one-a-day, an act counts once a day here too.
    """
    rows = rows_of(table, replace(asked, pairs=(pair,)), *span)
    if not len(rows):
        return None
    unit: Unit = "week" if asked.unit == "week" else "month"
    periods = [label(int(one), unit) for one in periods_of(table.days[rows], unit)]
    keys = [
        (str(table.stories[row]), "") if table.stories[row] else (_kind(table, row), period)
        for row, period in zip(rows.tolist(), periods, strict=True)
    ]
    acts = {
        (key, str(table.days[row]), str(table.codes[row])): key for key, row in zip(keys, rows, strict=True)
    }
    sizes = Counter(acts.values() if asked.dedupe == "day" else keys)
    (name, period), _ = max(sizes.items(), key=lambda one: (one[1], one[0]))
    its = [k for k, key in enumerate(keys) if key == (name, period)]
    title = f"code {name} in {period}" if period else f"story {name}"
    return Largest(title, period or periods[its[0]], rows[its])


def _kind(table: EventTable, row: int) -> str:
    """Return the first part of the code of *row*: two digits, or the first word."""
    code = str(table.codes[row])
    return code[:2] if code[:1].isdigit() else code.partition(" ")[0]
