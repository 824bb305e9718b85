"""Periods of time as whole numbers: ISO weeks, months, quarters and years, counted from 1970.

Week 0 is the ISO week of 1970-01-01; weeks have seven days throughout, so that years of 53 weeks have 53.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Unit = Literal["week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
PER_YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 1}
TO_MONDAY = 3  # 1970-01-01 was a Thursday

Whole = NDArray[np.int64]


def periods_of(days: NDArray[np.datetime64], unit: Unit) -> Whole:
    """Return the number of the period of *unit* that each of *days* (datetime64[D], no NaT) lies in."""
    if unit == "week":
        numbers: Whole = days.astype("datetime64[D]").astype(np.int64)
        return (numbers + TO_MONDAY) // 7
    months: Whole = days.astype("datetime64[M]").astype(np.int64)
    return months // MONTHS[unit]


def period_of(day: np.datetime64, unit: Unit) -> int:
    """Return the number of the period of *unit* that *day* lies in."""
    return int(periods_of(np.array([day], dtype="datetime64[D]"), unit)[0])


def starts(numbers: Whole, unit: Unit) -> NDArray[np.datetime64]:
    """Return the first day of each of the periods *numbers* of *unit*."""
    numbers = np.asarray(numbers, dtype=np.int64)
    if unit == "week":
        return (numbers * 7 - TO_MONDAY).astype("datetime64[D]")
    return (numbers * MONTHS[unit]).astype("datetime64[M]").astype("datetime64[D]")


def label(number: int, unit: Unit) -> str:
    """Return how the period *number* of *unit* is written: 2009-W53, 2009-08, 2009-Q3, 2009."""
    first = starts(np.array([number]), unit)[0].item()
    match unit:
        case "week":
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02d}"
        case "month":
            return f"{first.year}-{first.month:02d}"
        case "quarter":
            return f"{first.year}-Q{(first.month + 2) // 3}"
    return str(first.year)
