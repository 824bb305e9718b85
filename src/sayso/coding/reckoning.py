"""Reckoning with days: months and other units on, thirds of a time, the week or year around a day."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]

NUMBERS = {
    word: number
    for number, words in enumerate(
        "a|an|one two|couple three four five six seven eight nine ten eleven twelve".split(), start=1
    )
    for word in words.split("|")
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
UNIT_DAYS = {"hour": 0, "day": 1, "week": 7}
UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last of its month where that is shorter."""
    number = day.year * 12 + day.month - 1 + months
    start = date(number // 12, number % 12 + 1, 1)
    return start.replace(day=min(day.day, month_end(start).day))


def month_end(day: date) -> date:
    """Return the last day of the month of *day*."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def add_units(day: date, count: int, unit: str) -> date:
    """Return the day that is *count* hours, days, weeks, months, years or decades on."""
    if unit in UNIT_MONTHS:
        return add_months(day, count * UNIT_MONTHS[unit])
    return day + timedelta(days=count * UNIT_DAYS[unit])


def count_of(word: str) -> int:
    """Return the number that a word or figures name."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def months_from(start: date, months: int) -> Days:
    """Return the days of some months from the first day of one."""
    return start, add_months(start, months) - timedelta(days=1)


def third(part: str | None, days: Days) -> Days:
    """Return the third of a month or more that "early", "mid" or "late" names; the whole without a word."""
    if not part:
        return days
    number = {"m": 1, "l": 2}.get(part[0].lower(), 2 if part.lower() == "end" else 0)
    first, last = days
    is_edge = part.lower() in ("beginning", "start", "end")
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        start = first.replace(day=number * 10 + 1)
        return start, last if number == 2 else first.replace(day=number * 10 + 10)
    size = months // 6 if is_edge else months // 3
    return months_from(add_months(first, (0, months // 3, months - size)[number]), size)


def whole(day: date, unit: str) -> Days:
    """Return the week, month, year or decade of *day*."""
    if unit == "week":
        start = day - timedelta(days=day.weekday())
        return start, start + timedelta(days=6)
    year = day.year // 10 * 10 if unit == "decade" else day.year
    start = day.replace(day=1) if unit == "month" else date(year, 1, 1)
    return months_from(start, UNIT_MONTHS[unit])
