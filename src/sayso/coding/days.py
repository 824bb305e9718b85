"""Phrases of time: the words of a text that name days, and the days that they name.

One grammar for the dates of events and the horizons of predictions. Seasons are those of the north; "early",
"mid" and "late" are thirds; a week begins on Monday.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from sayso.coding.reckoning import NUMBERS, Days, add_units, count_of, months_from, third, whole

Match = re.Match[str]


class Standpoint(NamedTuple):
    """The day of publication, and whether what is told is ahead of it (1), behind it (-1), or either (0)."""

    day: date | None
    ahead: int = 0
    year: int | None = None  # that of the other end of a range ("from March to June 1999")


class Phrase(NamedTuple):
    """Where a phrase and its own words without the preposition start, its end, its days, its preposition."""

    start: int
    own: int
    end: int
    days: Days
    how: str


Reading = Callable[[Match, Standpoint], Days | None]

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the first month of each
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
TURNS = {"last": -1, "this": 0, "the": 0, "next": 1, "coming": 1}
NEAR = {"yesterday": -1, "last": -1, "tomorrow": 1}  # any other word for a near day is today
FEASTS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
FEW = 5  # "in the past few days"

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:to|through|-|\u2013)\s*(?P<until>\d{1,2}))?(?![\d:%])"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)\b(?![,.]?\d)"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}|(?P<turn>last|this|next)\s+year\b))?"
_PART = r"(?:(?i:the\s+)?(?P<part>(?i:early|mid|middle|late|end|beginning|start))(?:\s+(?:in|of)\s+|[\s-]+))"
_PICK = r"(?i:(?P<pick>last|past|this|next|coming|the)\s+)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
UNIT = r"(?P<unit>hour|day|week|month|year|decade)"
COUNT = rf"(?:(?:a\s+)?(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:\s+of)?)"
HOW = re.compile(
    r"\b(as\s+early\s+as|as\s+soon\s+as|in|on|at|by|before|until|till|through|since|from|after|during|over"
    r"|within|between|of|throughout)\s+(?:(?:the|an?|his|her|its|their|our|my)\s+)?$",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\s*(?:(and|to|until|till|through)\s+(?:again\s+)?(?:on\s+|in\s+)?|[-\u2013]\s*)", re.IGNORECASE
)
LONGEST_HOW = 20
HINT = re.compile(  # without one of these no pattern fits: most sentences are told apart quickly
    r"\d{4}|(?i:day|week|month|year|decade|quarter|half|ago\b|night|morning|afternoon|evening|tomorrow"
    rf"|christmas|ties\b|{'|'.join(SEASONS)})|{'|'.join(month.capitalize() for month in MONTHS)}"
)


def find_phrases(text: str, at: Standpoint) -> list[Phrase]:
    """Return the phrases of time in *text* whose days can be told, in order; none lies within another."""
    found: list[Phrase] = []
    matches = _matches(text) if HINT.search(text) else []
    joints = [_joint(text, one[0], two[0]) for one, two in pairwise(matches)]
    for number, (match, reading, is_bare) in enumerate(matches):
        joint = joints[number - 1] if number else None
        before = HOW.search(text[max(0, match.start() - LONGEST_HOW) : match.start()])
        if is_bare and before is None and joint is None:
            continue
        is_joined = number < len(joints) and joints[number] is not None
        year = matches[number + 1][0].groupdict().get("year") if is_joined else None
        days = _days(reading, match, at._replace(year=int(year)) if year else at)
        if days is None:
            continue
        how = " ".join(before[1].lower().split()) if before is not None else ""
        if match.groupdict().get("until"):
            how = "in"  # "from August 8 to 12"
        start = match.start() - (len(before.group()) if before is not None else 0)
        phrase = Phrase(start, match.start(), match.end(), days, how)
        same = joint is not None and bool(found) and matches[number - 1][1] is reading
        whole = _range(found[-1], phrase, joint) if same and joint is not None else None
        found[len(found) - (whole is not None) :] = [whole or phrase]
    return found


def _joint(text: str, first: Match, second: Match) -> str | None:
    """Return the word that joins two times ("and", "to"), None for none."""
    joint = JOINT.fullmatch(text, first.end(), second.start())
    return (joint[1] or "to").lower() if joint is not None else None


def _range(first: Phrase, second: Phrase, joint: str) -> Phrase | None:
    """Return two phrases as one range ("from March to June"), None where they are two times."""
    days = (first.days[0], second.days[1])
    adjacent = first.days[1] + timedelta(days=1) == second.days[0]
    if first.days[0] > second.days[0] or (joint == "and" and first.how != "between" and not adjacent):
        return None
    how = "in" if first.how in ("from", "between") else first.how
    return Phrase(first.start, first.own, second.end, days, how)


def _days(reading: Reading, match: Match, at: Standpoint) -> Days | None:
    """Return what *reading* gives, None where the calendar has no such days ("900 decades ago")."""
    try:
        days = reading(match, at)
    except (ValueError, OverflowError):
        return None
    return days if days is not None and days[0] <= days[1] else None


def _matches(text: str) -> list[tuple[Match, Reading, bool]]:
    """Return what the grammar matches, in order: of what overlaps the first, and of these the longest."""
    every = [
        (match, reading, is_bare) for pattern, reading, is_bare in GRAMMAR for match in pattern.finditer(text)
    ]
    chosen: list[tuple[Match, Reading, bool]] = []
    for one in sorted(every, key=lambda one: (one[0].start(), -one[0].end())):
        if not chosen or one[0].start() >= chosen[-1][0].end():
            chosen.append(one)
    return chosen


def _year_of(match: Match, at: Standpoint, first: tuple[int, int], last: tuple[int, int]) -> int | None:
    """Return the year that is told, or that in which the days *first* to *last* (month, day) lie nearest."""
    groups, day = match.groupdict(), at.day
    if groups.get("year"):
        return int(groups["year"])
    if at.year is not None or day is None:
        return at.year
    if groups.get("turn"):
        return day.year + TURNS[groups["turn"].lower()]
    pick, today = (groups.get("pick") or "").lower(), (day.month, day.day)
    if pick in ("last", "past"):
        return day.year - (last >= today)
    if pick in ("next", "coming"):
        return day.year + (first <= today)
    return day.year + _nearest(at.ahead, first, last, today)


def _nearest(ahead: int, first: tuple[int, int], last: tuple[int, int], today: tuple[int, int]) -> int:
    """Return how many years on the days *first* to *last* lie; where either may be, up to two months on."""
    if ahead > 0:
        return int(last < today)
    if ahead < 0:
        return -int(first > today)
    return -int(first[0] > today[0] + 2)


def _in_month(match: Match, at: Standpoint) -> Days | None:
    """Return a month, a third of it, a day in it, or some days of it ("late March", "May 3 to 5, 2012")."""
    groups = match.groupdict()
    month = MONTHS.index(match["month"][:3].lower()) + 1
    number = int(groups["day"]) if groups.get("day") else None
    year = _year_of(match, at, (month, number or 1), (month, number or 31))
    if year is None:
        return None
    if number is None:
        return third(groups.get("part"), months_from(date(year, month, 1), 1))
    return date(year, month, number), date(year, month, int(groups["until"] or number))


def _feast(match: Match, at: Standpoint) -> Days | None:
    name = match["feast"].lower().replace("\u2019", "'")
    year = _year_of(match, at, FEASTS[name], FEASTS[name])
    return (date(year, *FEASTS[name]),) * 2 if year is not None else None


def _year(match: Match, _: Standpoint) -> Days | None:
    return third(match["part"], months_from(date(int(match["year"]), 1, 1), 12))


def _decade(match: Match, _: Standpoint) -> Days | None:
    word = match["decade"].lower()
    start = 1920 + 10 * TENS.index(word) if word in TENS else int(word)
    return third(match["part"], months_from(date(start, 1, 1), 120))


def _season(match: Match, at: Standpoint) -> Days | None:
    """Return the three months of a season."""
    month = SEASONS[match["season"].lower()]
    year = _year_of(match, at, (month, 1), (month + 2, 30))
    is_late = month == 12 and at.day is not None and at.day.month < 3 and at.ahead > 0
    return months_from(date(year - is_late, month, 1), 3) if year is not None else None


def _quarter(match: Match, at: Standpoint) -> Days | None:
    """Return a quarter or half of a year."""
    months = 3 if match["size"].lower() == "quarter" else 6
    number = ORDINALS[match["ordinal"].lower()] % (12 // months)
    if match["turn"] == "the" and at.day is not None:
        year: int | None = at.day.year
    else:
        year = _year_of(match, at, (number * months + 1, 1), ((number + 1) * months, 30))
    return months_from(date(year, number * months + 1, 1), months) if year is not None else None


def _weekday(match: Match, at: Standpoint) -> Days | None:
    """Return the weekday nearest before publication, or after it where that is told."""
    if at.day is None:
        return None
    number, week = WEEKDAYS.index(match["weekday"].lower()), match["week"]
    pick = (match["pick"] or "").lower()
    back = (at.day.weekday() - number) % 7
    if week:
        there = at.day + timedelta(days=number - at.day.weekday(), weeks=TURNS[week.lower()])
    elif pick in ("last", "past"):
        there = at.day - timedelta(days=back or 7)
    elif pick in ("next", "coming") or at.ahead > 0:
        there = at.day + timedelta(days=7 - back)
    else:
        there = at.day - timedelta(days=back)
    return there, there


def _weekend(match: Match, at: Standpoint) -> Days | None:
    """Return Saturday and Sunday."""
    if at.day is None:
        return None
    pick = match["pick"].lower()
    saturday = at.day + timedelta(days=5 - at.day.weekday())
    is_on = at.day.weekday() >= 5
    if pick in ("last", "past") or (not is_on and at.ahead <= 0 and pick in ("the", "this")):
        saturday -= timedelta(weeks=1)
    elif is_on and pick in ("next", "coming"):
        saturday += timedelta(weeks=1)
    return saturday, saturday + timedelta(days=1)


def _near(match: Match, at: Standpoint) -> Days | None:
    if at.day is None:
        return None
    there = at.day + timedelta(days=NEAR.get(match.group().lower().split()[0], 0))
    return there, there


def _ago(match: Match, at: Standpoint) -> Days | None:
    """Return the days that were some units ago: the day, the week around it, the month or the year."""
    if at.day is None:
        return None
    unit = match["unit"].lower()
    there = add_units(at.day, -count_of(match["count"]), unit)
    if match["today"] or unit in ("hour", "day"):
        return there, there
    if unit == "week":
        return there - timedelta(days=3), there + timedelta(days=3)
    return months_from(there.replace(day=1), 1) if unit == "month" else whole(there, "year")


def _unit(match: Match, at: Standpoint) -> Days | None:
    """Return a week, month, year or decade ("last week"), or the part that "earlier" or "late" leaves."""
    if at.day is None:
        return None
    unit, part = match["unit"].lower(), (match["part"] or "").lower()
    turn = match["turn"].lower()
    if turn == "the" and not part:
        return None
    days = whole(add_units(at.day, TURNS[turn], unit), unit)
    if part in ("earlier", "later") and turn == "this":
        return (days[0], at.day) if part == "earlier" else (at.day, days[1])
    return days if unit == "week" or part in ("earlier", "later") else third(part, days)


def _lately(match: Match, at: Standpoint) -> Days | None:
    """Return the days up to publication that "the past three weeks" stands for."""
    if at.day is None:
        return None
    count, unit = match["count"], match["unit"].lower()
    number = count_of(count) if count else FEW if match["few"] else 1
    return add_units(at.day, -number, unit), at.day


# Patterns, what reads them, and whether they tell a time only after a preposition.
RULES: tuple[tuple[str, Reading, bool], ...] = (
    (rf"\b{_PICK}?{_MONTH}(?:\s+|(?<=\.)){_DAY}{_OF_YEAR}", _in_month, False),
    (rf"(?<![\d.,])\b{_DAY}\s+(?:of\s+)?{_MONTH}(?!\w){_OF_YEAR}", _in_month, False),
    (rf"\b{_PART}{_MONTH}(?!\w){_OF_YEAR}", _in_month, False),
    (rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}", _in_month, False),
    (rf"\b(?i:(?P<pick>last|next|this|past|coming)\s+){_MONTH}(?!\w)", _in_month, False),
    (rf"\b{_MONTH}(?!\w)(?!\s+\d){_OF_YEAR}", _in_month, True),
    (rf"\b{_PART}?{_YEAR}(?!s)", _year, True),
    (rf"(?i:\b{_PART}?(?:the\s+)?(?P<decade>(?:19|20)\d0(?=s\b)|{'|'.join(TENS)})s?\b)", _decade, True),
    (rf"(?i:\b{_PICK}{_SEASON}\b{_OF_YEAR}(?!\s+of\b))", _season, False),
    (rf"(?i:\b{_SEASON}\s+(?:of\s+)?{_YEAR})", _season, False),
    (
        rf"(?i:\b(?P<ordinal>{'|'.join(ORDINALS)})\s+(?P<size>quarter|half(?=\s+of\b))"
        rf"(?:\s+of\s+(?:{_YEAR}|(?P<turn>the|this|last|next)\s+year\b))?)",
        _quarter,
        True,
    ),
    (
        rf"(?i:\b{_PICK}?{_WEEKDAY}\b(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?)",
        _weekday,
        False,
    ),
    (
        rf"(?i:\b{_PICK}?(?P<feast>christmas(?=\s+day\b)|{'|'.join(sorted(FEASTS, reverse=True))})"
        rf"\b(?:\s+day\b)?{_OF_YEAR})".replace("'", "['\u2019]"),
        _feast,
        True,
    ),
    (rf"(?i:\b{_PICK}weekend\b)", _weekend, False),
    (
        r"(?i:\b(?:yesterday|today|tonight|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening)"
        r"|(?:hours|minutes)\s+ago)\b)",
        _near,
        False,
    ),
    (rf"(?i:\b{COUNT}\s+{UNIT}s?\s+ago\b(?P<today>\s+today\b)?)", _ago, False),
    (
        r"(?i:\b(?:(?:the\s+)?(?P<part>earlier|later|early|late|mid|middle|end|beginning|start)[\s-]+"
        r"(?:of\s+|in\s+)?)?"
        r"(?P<turn>last|this|next|the|coming)\s+(?P<unit>week|month|year|decade)\b)",
        _unit,
        False,
    ),
    (
        rf"(?i:\b(?:past|last(?=\s+\w+\s+\w+s\b))\s+(?:(?P<few>few|several)\s+|{COUNT}\s+)?"
        r"(?P<unit>day|week|month|year|decade)s?\b)",
        _lately,
        True,
    ),
)
GRAMMAR = tuple((re.compile(pattern), reading, is_bare) for pattern, reading, is_bare in RULES)
