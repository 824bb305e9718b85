"""Periods: ISO weeks with their years of 53, months, quarters, years."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analyse.asked import Asked
from sayso.analyse.panel import build
from sayso.analyse.periods import UNITS, Unit, label, period_of, starts

from .support import table


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2009-12-31", "2009-W53"),
        ("2010-01-03", "2009-W53"),
        ("2010-01-04", "2010-W01"),
        ("2008-12-29", "2009-W01"),
        ("1969-12-31", "1970-W01"),
        ("2021-01-03", "2020-W53"),
    ],
)
def test_weeks_are_those_of_iso(day: str, week: str) -> None:
    """The days around New Year belong to the ISO week, whichever year it is counted to."""
    assert label(period_of(np.datetime64(day), "week"), "week") == week


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(UNITS))
def test_a_day_lies_in_its_period(day: date, unit: Unit) -> None:
    """The first day of a period is no later than its days, and that of the next is."""
    number = period_of(np.datetime64(day), unit)
    first, after = starts(np.array([number, number + 1]), unit).tolist()
    assert first <= day < after


def test_other_periods_have_their_names() -> None:
    """Months, quarters and years are written as one reads them."""
    names = [label(period_of(np.datetime64("2009-08-05"), unit), unit) for unit in UNITS]
    assert names == ["2009-W32", "2009-08", "2009-Q3", "2009"]


def test_a_year_of_53_weeks_has_53_periods() -> None:
    """No week of 2009 or 2020 is lost, and each has seven days."""
    for year, weeks in ((2009, 53), (2015, 53), (2010, 52), (2020, 53)):
        first = date.fromisocalendar(year, 1, 1)
        rows = [((first + timedelta(days=step)).isoformat(), "A", "B", "19") for step in range(weeks * 7)]
        counts = build(table(rows), Asked(unit="week")).counts
        assert counts.tolist() == [[7] * weeks]
        assert date.fromisocalendar(year + 1, 1, 1) == first + timedelta(weeks=weeks)
