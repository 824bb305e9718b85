"""Adding the events of another coder to a ledger: a file whole or not at all, and only once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from sayso.ledger.faults import told
from sayso.ledger.insert import storable
from sayso.ledger.store import Ledger, transaction
from sayso.problems import Failure, problem
from sayso.read.tables.row import Row

AT_ONCE = 5_000  # rows
FIELDS = ", ".join(Row._fields)
STAGED = tuple(f"{name} {'INTEGER' if name == 'line' else 'TEXT'}" for name in Row._fields)
HELD = "imported_events WHERE number BETWEEN ? AND ? AND import = ? ORDER BY number"  # first to last
CELL, END = "\x1f", "\x1e"  # between the values, and after the rows, of which a digest is made
SAME = ("sha256", "format", "coder", "codebook", "columns")  # what makes two imports one


class Origin(NamedTuple):
    """Where events come from: a file, how it was read, who coded it and by which codebook.

    ``columns`` are those that were asked for, as JSON; ``version`` is that of sayso.
    """

    sha256: str
    address: str
    format: str
    coder: str
    codebook: str
    codebook_version: str
    columns: str
    version: str


def known(ledger: Ledger, origin: Origin) -> int | None:
    """Return the number of the import of the same file by the same rules, None where there is none."""
    where = " AND ".join(f"{name} = ?" for name in SAME)
    values = [getattr(origin, name) for name in SAME]
    found = next(ledger.read(f"SELECT number FROM imports WHERE {where}", values), None)
    return int(found["number"]) if found else None


def add_events(ledger: Ledger, origin: Origin, rows: Iterable[Row]) -> int:
    """Add *rows* as the events of *origin*, all of them or none; return how many were added.

    They are gathered beside the ledger first, so that other programs can write to it meanwhile. A file
    that is there already adds nothing. Raises Failure (S303) where the ledger cannot be written.
    """
    if ledger.read_only:
        raise Failure(problem("S303", str(ledger.path), reason="it may only be read"))
    with told(ledger.path):
        try:
            count, digest = _stage(ledger.connection, rows)
            with transaction(ledger.connection):
                return _move(ledger, origin, count, digest)
        finally:
            if ledger.connection.in_transaction:
                ledger.connection.execute("ROLLBACK")
            ledger.connection.execute("DROP TABLE IF EXISTS temp.staged")


def _stage(connection: sqlite3.Connection, rows: Iterable[Row]) -> tuple[int, str]:
    """Gather *rows* in a table that belongs to this connection alone; return how many, and their digest."""
    connection.execute(f"CREATE TABLE temp.staged (number INTEGER PRIMARY KEY, {', '.join(STAGED)})")
    statement = f"INSERT INTO temp.staged ({FIELDS}) VALUES ({', '.join('?' * len(Row._fields))})"
    count, found = 0, hashlib.sha256()
    each = iter(rows)
    while batch := list(islice(each, AT_ONCE)):
        connection.execute("BEGIN")
        connection.executemany(statement, _summed(batch, found))
        connection.execute("COMMIT")
        count += len(batch)
    return count, found.hexdigest()


def _summed(rows: Iterable[Sequence[object]], found: hashlib._Hash) -> Iterator[Sequence[object]]:
    """Yield *rows* as they can be kept, each added to the digest that is *found*."""
    for row in rows:
        try:
            found.update((CELL.join(map(str, row)) + END).encode())
            yield row
        except UnicodeEncodeError:
            clean = [storable(value) for value in row]
            found.update((CELL.join(map(str, clean)) + END).encode())
            yield clean


def _move(ledger: Ledger, origin: Origin, count: int, digest: str) -> int:
    """Add what was gathered, unless another program has added the same file meanwhile."""
    if known(ledger, origin) is not None or not count:
        return 0
    connection = ledger.connection
    number, first = (_next(connection, name) for name in ("imports", "imported_events"))
    connection.execute(
        f"INSERT INTO imported_events (number, import, {FIELDS})"
        f" SELECT ? + number, ?, {FIELDS} FROM temp.staged ORDER BY number",
        (first - 1, number),
    )
    own = {**origin._asdict(), "first": first, "events": count, "digest": digest, "imported": _now()}
    names, marks = ", ".join(own), ", ".join("?" * len(own))
    values = [number, *map(storable, own.values())]
    connection.execute(f"INSERT INTO imports (number, {names}) VALUES (?, {marks})", values)
    return count


def _next(connection: sqlite3.Connection, table: str) -> int:
    (last,) = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()
    return int(last) + 1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def altered(ledger: Ledger) -> Iterator[str]:
    """Yield each import whose events are not those that were added."""
    query = f"SELECT {FIELDS} FROM {HELD}"
    for one in ledger.read("SELECT * FROM imports ORDER BY number"):
        found = hashlib.sha256()
        last = one["first"] + one["events"] - 1
        rows = map(tuple, ledger.read(query, (one["first"], last, one["number"])))
        count = sum(1 for _ in _summed(rows, found))
        if count != one["events"] or found.hexdigest() != one["digest"]:
            yield f"the events of import {one['number']} are not those that were added (their digest differs)"
