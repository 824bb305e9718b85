"""When an article was published: told by the user, the page or the text, or unknown; never today."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from sayso.record import Precision, Published

MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
MONTH = (
    r"(jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")
MONTH_FIRST = re.compile(rf"\b{MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+|-){MONTH}(?:,?\s+|-)((?:19|20)\d\d)\b", re.IGNORECASE
)
MONTH_ONLY = re.compile(rf"\b{MONTH}\s+((?:19|20)\d\d)\b", re.IGNORECASE)
NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
NUMERIC_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
STAMP = re.compile(r"((?:19|20)\d\d)()(\d\d)(\d\d)\d{6}(?!\d)")  # as GDELT writes days with their time
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\."
DATE_LINE = re.compile(
    r"(?:(?:(?:first )?(?:published|posted)|(?:last )?updated|dated?)\b[:\s]*(?:on|at)?\s*)?"
    rf"(?:(?:{WEEKDAY}),?\s*)?(?P<date>.+?)"
    r"(?:(?:\s+at|,|\s[|-]|T)?\s*\d{1,2}[:.]\d\d.*|\s*[|;\u2022].*)?\.?",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"[A-Z][A-Z .,'/-]{2,50}[,(]?\s*((?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+\.?),? \d{4})"
)
HEAD = 5  # lines at the head of a text among which a line that is only a date may stand


def published_in_text(text: str) -> Published:
    """Return the date of a date line, or of a dateline, at the head of *text*."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:HEAD]
    told = [date_of_line(line) for line in lines]
    datelines = [parse(match[1]) for match in map(DATELINE.match, lines) if match]
    return next((found for found in told + datelines if found is not None), Published())


def date_of_line(line: str) -> Published | None:
    """Return the date that *line* consists of, or None where it holds anything else."""
    match = DATE_LINE.fullmatch(line.strip()) if len(line) <= 80 else None
    return parse(match["date"].strip(), whole=True) if match else None


def published_on_page(found: str, page: str) -> Published:
    """Return the date *found* (ISO) as exactly as *page* itself writes it; unknown where it does not.

    Finders of dates fill in what a page leaves out: the first day of a month, or today.
    """
    date_found = parse(found)
    if date_found is None or date_found.date is None:
        return Published()
    if date_found.date in _days(page):
        return date_found
    month = date_found.date[:7]
    told = {_made(int(match[2]), MONTHS[match[1][:3].lower()], None) for match in MONTH_ONLY.finditer(page)}
    of_month = Published(f"{month}-01", "month")
    return of_month if of_month in told and date_found.date.endswith("-01") else Published()


def _days(page: str) -> set[str]:
    """Return every day that *page* writes in any of the usual ways."""
    written = [(match[1], match[3], match[4]) for match in NUMERIC.finditer(page)]
    for match in NUMERIC_YEAR_LAST.finditer(page):
        written += [(match[4], match[3], match[1]), (match[4], match[1], match[3])]
    written += [(m[3], MONTHS[m[1][:3].lower()], m[2]) for m in MONTH_FIRST.finditer(page)]
    written += [(m[3], MONTHS[m[2][:3].lower()], m[1]) for m in DAY_FIRST.finditer(page)]
    return {f"{year}-{int(month):02}-{int(day):02}" for year, month, day in written}


def published_in_name(address: str) -> Published:
    """Return the ISO date in a file's name, or in an address's path."""
    name = PurePath(address).stem if "://" not in address else address
    slashed = re.search(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?=/)", address)
    if slashed is not None:
        return _made(int(slashed[1]), int(slashed[2]), int(slashed[3])) or Published()
    match = re.search(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", name)
    return (_made(int(match[1]), int(match[2]), int(match[3])) if match else None) or Published()


def parse(text: str, whole: bool = False) -> Published | None:
    """Return the first date written in *text*, or None; *whole*: only where it is all of the text."""
    find = re.Pattern.fullmatch if whole else re.Pattern.search
    if match := find(ISO, text):
        return _made(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := find(MONTH_FIRST, text):
        return _made(int(match[3]), MONTHS[match[1][:3].lower()], int(match[2]))
    if match := find(DAY_FIRST, text):
        return _made(int(match[3]), MONTHS[match[2][:3].lower()], int(match[1]))
    if match := find(MONTH_ONLY, text):
        return _made(int(match[2]), MONTHS[match[1][:3].lower()], None)
    return None


def told_date(text: str) -> Published | None:
    """Return the date that a user gives, which may be a year alone, or None where it is none."""
    if re.fullmatch(r"(?:19|20)\d\d", text.strip()):
        return Published(f"{text.strip()}-01-01", "year")
    return parse(text.strip(), whole=True)


def entry_date(text: str) -> Published | None:
    """Return the date in a field that holds one, as feeds and tables write it, or None.

    The day is the one written there, in whatever time zone: that of the newsroom.
    """
    head = text.strip()[:100]
    if match := NUMERIC.match(head) or STAMP.match(head):
        return _made(int(match[1]), int(match[3]), int(match[4]))
    return _year_last(head) or told_date(head) or parse(head)


def _year_last(text: str) -> Published | None:
    """Return the day of three numbers that end with the year, where only one of the others can be a month."""
    match = NUMERIC_YEAR_LAST.match(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    ways = {_made(year, first, second), _made(year, second, first)} - {None}
    return ways.pop() if len(ways) == 1 else None


def _made(year: int, month: int, day: int | None) -> Published | None:
    """Return the date where the calendar has it."""
    try:
        precision: Precision = "day" if day else "month"
        return Published(date(year, month, day or 1).isoformat(), precision)
    except ValueError:
        return None
