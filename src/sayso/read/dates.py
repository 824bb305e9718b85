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
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
MONTH_ONLY = re.compile(rf"\b{MONTH}\s+((?:19|20)\d\d)\b", re.IGNORECASE)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DATE_LINE = re.compile(
    r"(?:(?:published|posted|updated|first published|date|dated)\b[:\s]*(?:on|at)?\s*)?"
    rf"(?:{WEEKDAY},?\s*)?(?P<date>.+?)"
    r"(?:[,\s|-]+\d{1,2}[:.]\d\d.*)?\.?",
    re.IGNORECASE,
)
HEAD = 5  # lines at the head of a text among which a line that is only a date may stand


def published_in_text(text: str) -> Published:
    """Return the date of a line at the head of *text* that holds a date and nothing else."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:HEAD]
    for line in lines:
        match = DATE_LINE.fullmatch(line) if len(line) <= 80 else None
        found = parse(match["date"].strip(), whole=True) if match else None
        if found is not None:
            return found
    dateline = re.match(
        r"[A-Z][A-Z .,'/-]{2,50}[,(]?\s*([A-Z][a-z]+\.? \d{1,2}, \d{4})", "\n".join(lines[:1])
    )
    return (parse(dateline[1]) if dateline else None) or Published()


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


def _made(year: int, month: int, day: int | None) -> Published | None:
    """Return the date where the calendar has it."""
    try:
        precision: Precision = "day" if day else "month"
        return Published(date(year, month, day or 1).isoformat(), precision)
    except ValueError:
        return None
