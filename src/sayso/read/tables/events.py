"""A table of another coder's events as columns, for what counts them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.read.tables.row import Row
from sayso.read.tables.table import NOTHING, Asked, open_table, rows_of
from sayso.record import Problem
from sayso.table import EventTable

WIDE = 64  # characters of a name in a column, whose entries all take as much room as the longest
COLUMNS = ("day", "source", "target", "code", "report", "story")

Counted = tuple[str, str, str, str, str, str]  # an entry of each of COLUMNS


def event_table(path: str | Path, asked: Asked = NOTHING) -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events in the file at *path*, and what is wrong with some of them.

    Raises Failure where it is no table of events that can be read (see ``open_table``).
    """
    table = open_table(path, asked)
    problems: list[Problem] = []
    return in_columns(_counted(rows_of(table), problems), table.coder, table.codebook), tuple(problems)


def _counted(found: Iterable[Row | Problem], problems: list[Problem]) -> Iterator[Counted]:
    """Yield what counts of each event; put aside what is a problem."""
    pick = attrgetter(*COLUMNS)
    for one in found:
        if isinstance(one, Row):
            yield pick(one)
        else:
            problems.append(one)


def in_columns(events: Iterable[Counted], coder: str, codebook: str) -> EventTable:
    """Return *events* as columns."""
    columns: tuple[list[str], ...] = tuple([] for _ in COLUMNS)
    same: dict[str, str] = {}  # a million events name a few thousand parties, days and codes
    for event in events:
        for column, value in zip(columns, event, strict=True):
            column.append(same.setdefault(value, value))
    days, sources, targets, codes, reports, stories = columns
    return EventTable(
        coder=coder,
        codebook=codebook,
        days=np.array([day or "NaT" for day in days], dtype="datetime64[D]"),
        sources=_strings(sources),
        targets=_strings(targets),
        codes=_strings(codes),
        reports=_strings([_short(name) for name in reports]),
        stories=_strings([_short(name) for name in stories]),
    )


def _strings(values: list[str]) -> NDArray[np.str_]:
    """Return *values* as an array of strings, also where there are none."""
    return np.array(values, dtype=np.str_)


def _short(name: str) -> str:
    """Return *name*, or a digest of it where it is long, as addresses of pages are."""
    return name if len(name) <= WIDE else hashlib.sha256(name.encode()).hexdigest()[:32]
