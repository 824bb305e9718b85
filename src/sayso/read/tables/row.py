"""One event of another coder, and what several formats need to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sayso.ontology.foreign import ForeignCodes

Cells = Sequence[str]
WRITTEN = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%m/%d/%Y")


class DayFirstError(ValueError):
    """A day that stands before its month: others of its table (``03/04/2023``) would be read wrongly."""


class Row(NamedTuple):
    """An event as another coder has it.

    ``line`` is where it stands in its file (of Parquet, which row it is) and ``id``
    the coder's own name for it. ``day`` is ISO. ``source`` and ``target`` are in
    our codes, ``source_text`` and ``target_text`` in the coder's words; ``code``
    says what was done and ``detail`` what the coder says besides of that.
    ``report`` names the report that it was found in, ``story`` what several reports
    tell alike, ``publisher`` who brought the report; ``place`` is the country where it
    happened, never where a person is. What is unknown is empty.
    """

    line: int
    id: str
    day: str
    source: str
    target: str
    code: str
    detail: str
    source_text: str
    target_text: str
    report: str
    story: str
    publisher: str
    place: str


class Format(NamedTuple):
    """A format of tables.

    ``columns`` are the names, made plain, of those that ``row`` gets, in its order;
    one that is not there is empty, but those in ``needed`` must be there. ``code`` is
    the column of codes. ``coder`` made such files, with ``codebook``; empty where the
    codes themselves have to tell. ``heading`` names the columns of a file without a
    heading by its first line, None where that is no line of this format. ``fits`` says
    whether the cells of an event, in the order of ``columns``, look like this format.
    ``order`` are all columns where files are known whose heading names more than their rows have cells.
    ``row(line, cells, codes)`` returns the event of a line; it raises ValueError,
    with what is wrong, for one that is none.
    """

    name: str
    what: str
    coder: str
    codebook: str
    columns: tuple[str, ...]
    needed: frozenset[str]
    code: str
    row: Callable[[int, Cells, ForeignCodes, str], Row]
    heading: Callable[[Cells], tuple[str, ...] | None] = lambda _first: None
    fits: Callable[[Cells], bool] = lambda _cells: True
    order: tuple[str, ...] = ()


def plain_column(name: str) -> str:
    """Return the *name* of a column in lower case, with one ``_`` for all that is no letter or digit."""
    return re.sub(r"[^0-9a-z]+", "_", name.strip().lower()).strip("_")


def iso_day(text: str) -> str:
    """Return the day that *text* writes, as ISO. Raises ValueError where it writes none.

    Read are ``2019-03-26`` (a time may follow), ``20190326``, ``190326`` (of 1930 to
    2029), and days with the month as a word, or as the first of three numbers with slashes.
    Raises DayFirstError where the month can only be the second of them.
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii() and (text[:4] + text[8:]).isdigit():
        return date.fromisoformat(text).isoformat()
    digits = text.replace("-", "")[:8] if text[4:5] == "-" else text
    if len(digits) == 6 and digits.isascii() and digits.isdigit():
        digits = ("19" if digits >= "30" else "20") + digits
    if len(digits) == 8 and digits.isascii() and digits.isdigit():
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    try:
        datetime.strptime(text, "%d/%m/%Y")
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no day") from None
    raise DayFirstError(text)
