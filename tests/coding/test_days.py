"""Phrases of time, and the days they name."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.coding.anchors import find_anchored
from sayso.coding.days import HINT, RULES, Standpoint, find_phrases
from sayso.record import Span

DAY = date(2013, 3, 22)  # a Friday


@pytest.mark.parametrize(
    ("text", "ahead", "start", "end"),
    [
        ("in late March", -1, "2013-03-21", "2013-03-31"),
        ("in mid-2012", -1, "2012-05-01", "2012-08-31"),
        ("at the end of 2012", -1, "2012-11-01", "2012-12-31"),
        ("over the weekend", -1, "2013-03-16", "2013-03-17"),
        ("this weekend", 1, "2013-03-23", "2013-03-24"),
        ("two weeks ago", -1, "2013-03-05", "2013-03-11"),
        ("a couple of months ago", -1, "2013-01-01", "2013-01-31"),
        ("last Friday", -1, "2013-03-15", "2013-03-15"),
        ("on Friday", -1, "2013-03-22", "2013-03-22"),
        ("on Friday", 1, "2013-03-29", "2013-03-29"),
        ("on Tuesday last week", -1, "2013-03-12", "2013-03-12"),
        ("in November", -1, "2012-11-01", "2012-11-30"),
        ("in November", 1, "2013-11-01", "2013-11-30"),
        ("on May 3 last year", -1, "2012-05-03", "2012-05-03"),
        ("on Sept.11, 2001", -1, "2001-09-11", "2001-09-11"),
        ("from March to June 1999", -1, "1999-03-01", "1999-06-30"),
        ("from August 8 to 12, 2008", -1, "2008-08-08", "2008-08-12"),
        ("between 2008 and 2010", -1, "2008-01-01", "2010-12-31"),
        ("over the winter", -1, "2012-12-01", "2013-02-28"),
        ("in the early 1990s", -1, "1990-01-01", "1993-04-30"),
        ("earlier this month", -1, "2013-03-01", "2013-03-22"),
        ("in the past three days", -1, "2013-03-19", "2013-03-22"),
        ("in the first half of 2012", -1, "2012-01-01", "2012-06-30"),
        ("before Christmas", 1, "2013-12-25", "2013-12-25"),
    ],
)
def test_a_phrase_names_days(text: str, ahead: int, start: str, end: str) -> None:
    """A phrase of time stands for the same days wherever it is read, by where it is read from."""
    found = find_phrases(f"They clashed {text}.", Standpoint(DAY, ahead))
    assert [tuple(day.isoformat() for day in phrase.days) for phrase in found] == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "It may fall to them to march.",
        "They lost 2012 men.",
        "on February 30",
        "999 decades ago",
        "the fall of the city",
    ],
)
def test_no_phrase_where_nothing_is_dated(text: str) -> None:
    """Words that only look like times, and days that no calendar has, name none."""
    assert find_phrases(text, Standpoint(DAY, -1)) == []


def test_two_times_are_no_range() -> None:
    """What "and" joins is one range only under "between", or where it lies side by side."""
    found = find_phrases("They clashed in 2003 and 2011, and on Sunday and Monday.", Standpoint(DAY, -1))
    assert [(one.days[1] - one.days[0]).days + 1 for one in found] == [365, 365, 2]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on Monday. A day later they parted.", "2013-03-19"),
        ("They met on Monday. Later that day they parted.", "2013-03-18"),
        ("They met on Monday. They had quarrelled the day before.", "2013-03-17"),
        ("They met. They parted on the eve of the vote on March 10.", "2013-03-09"),
    ],
)
def test_a_day_is_told_by_another(text: str, day: str) -> None:
    """A day that is counted from one named before, or behind it in the sentence, is found."""
    sentence = Span(text.index(". ") + 2, len(text))
    assert [one.days[0].isoformat() for one in find_anchored(text, sentence, Standpoint(DAY, -1))] == [day]


def test_days_beyond_the_calendar_are_none() -> None:
    """The first and the last day there are break nothing."""
    text = "last week, next year, tomorrow, on Monday, two years ago, in the winter, over the weekend"
    for day in (date.min, date.max):
        for ahead in (-1, 0, 1):
            find_phrases(text, Standpoint(day, ahead))


def test_every_pattern_needs_a_hint() -> None:
    """A sentence without a hint is skipped, so each phrase of the cases above has one."""
    assert len(RULES) > 10
    assert HINT.search("in the 1990s")
    assert not HINT.search("They clashed with police")
