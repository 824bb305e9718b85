"""Events to count: those of a ledger that happened, or those of a table in a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import numpy as np

from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.stories import stories
from sayso.problems import Failure, problem
from sayso.resolve.stories import Telling
from sayso.table import EventTable

EXACT = timedelta(days=31)  # of a day that is told less exactly than this it is not known when it was
COLUMNS = ("day", "source", "target", "code")
Row = tuple[str, str, str, str, str, str]


def events_of_ledger(ledger: Ledger) -> EventTable:
    """Return the events of *ledger* that are told as having happened, with their reports and stories."""
    rows = [
        (_day(one), *_codes(one), one.type, one.report, story.id)
        for story in stories(ledger, {})
        for one in story.mentions
        if one.status == "happened"
    ]
    return table_of("sayso", "PLOVER", rows)


def events_of_file(path: str | Path) -> EventTable:
    """Return the events of a Parquet or CSV file with the columns day, source, target, code.

    ``report`` and ``story`` are read where they are there. ``coder`` and ``codebook`` (CAMEO where it is not
    there) are those of the first row. Raises Failure: S101 where there is no file, S623 where it is no such
    table.
    """
    import duckdb

    path = Path(path)
    if not path.is_file():
        raise Failure(problem("S101", str(path)))
    try:
        found = duckdb.connect().execute("SELECT * FROM " + _reader(path), [str(path)])
        names = [one[0].lower() for one in found.description or ()]
        rows = found.fetchall()
    except duckdb.Error as error:
        raise Failure(problem("S623", str(path), reason=str(error).splitlines()[0])) from error
    lacking = [name for name in COLUMNS if name not in names]
    if lacking:
        raise Failure(problem("S623", str(path), reason=f"it has no column {', '.join(lacking)}"))
    places = [names.index(one) if one in names else None for one in (*COLUMNS, "report", "story")]
    cells = [tuple("" if at is None or row[at] is None else str(row[at]) for at in places) for row in rows]
    head = {name: str(rows[0][names.index(name)]) for name in ("coder", "codebook") if name in names and rows}
    try:
        return table_of(head.get("coder", path.stem), head.get("codebook", "CAMEO"), cells)  # type: ignore[arg-type]
    except ValueError as error:
        raise Failure(problem("S623", str(path), reason=str(error))) from error


def events_in(name: str) -> EventTable:
    """Return the events of the ledger or file called *name*. Raises Failure as opening either does."""
    path = Path(name)
    if is_ledger(path):
        with open_ledger(path, create=False) as ledger:
            return events_of_ledger(ledger)
    return events_of_file(path)


def is_ledger(path: Path) -> bool:
    """Return whether the file at *path* is an SQLite database."""
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def table_of(coder: str, codebook: str, rows: Iterable[Row]) -> EventTable:
    """Return *rows* of day (ISO or empty), source, target, code, report and story as a table."""
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), (), ()]
    days = np.array([day[:10] or "NaT" for day in columns[0]], dtype="datetime64[D]")
    return EventTable(coder, codebook, days, *(np.array(one, dtype=np.str_) for one in columns[1:]))


def _reader(path: Path) -> str:
    return "read_parquet(?)" if path.suffix == ".parquet" else "read_csv(?, all_varchar = true)"


def _codes(one: Telling) -> tuple[str, str]:
    return (one.actor.code if one.actor else "", one.recipient.code if one.recipient else "")


def _day(one: Telling) -> str:
    if one.first is None or one.last is None or one.last - one.first > EXACT:
        return ""
    return one.first.isoformat()
