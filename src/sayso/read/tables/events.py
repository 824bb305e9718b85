"""A table of another coder's events as columns, for what counts them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.read.tables.row import Row
from sayso.read.tables.table import NOTHING, Asked, open_table, rows_of
from sayso.record import Problem
from sayso.table import EventTable

WIDE = 64  # characters of a name in a column, whose entries all take as much room as the longest


def event_table(path: str | Path, asked: Asked = NOTHING) -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events in the file at *path*, and what is wrong with some of them.

    Raises Failure where it is no table of events that can be read (see ``open_table``).
    """
    table = open_table(path, asked)
    problems: list[Problem] = []
    rows: list[Row] = []
    for found in rows_of(table):
        rows.append(found) if isinstance(found, Row) else problems.append(found)
    return columns_of(rows, table.coder, table.codebook), tuple(problems)


def columns_of(rows: Iterable[Row], coder: str, codebook: str) -> EventTable:
    """Return *rows* as columns. They name no stories."""
    listed = list(rows)
    fields = {name: [getattr(row, name) for row in listed] for name in ("source", "target", "code", "report")}
    return EventTable(
        coder=coder,
        codebook=codebook,
        days=np.array([row.day or "NaT" for row in listed], dtype="datetime64[D]"),
        sources=strings(fields["source"]),
        targets=strings(fields["target"]),
        codes=strings(fields["code"]),
        reports=strings(map(short, fields["report"])),
        stories=strings([""] * len(listed)),
    )


def strings(values: Iterable[str]) -> NDArray[np.str_]:
    """Return *values* as an array of strings, also where there are none."""
    return np.array(list(values), dtype=np.str_)


def short(name: str) -> str:
    """Return *name*, or a digest of it where it is long, as addresses of pages are."""
    return name if len(name) <= WIDE else hashlib.sha256(name.encode()).hexdigest()[:32]
