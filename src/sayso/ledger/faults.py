"""From what SQLite complains of to numbered problems."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.problems import Failure, problem

WAIT = 30  # seconds that a writer waits for another
UNWRITABLE = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program has been writing to it all the time",
    sqlite3.SQLITE_LOCKED: "another program has been writing to it all the time",
    sqlite3.SQLITE_READONLY: "it may only be read",
    sqlite3.SQLITE_CANTOPEN: "its folder is missing or may not be written",
    sqlite3.SQLITE_PERM: "the system does not allow it",
    sqlite3.SQLITE_IOERR: "the disk answers with an error",
    sqlite3.SQLITE_TOOBIG: "the article is too large for the database",
}
BROKEN = {
    sqlite3.SQLITE_CORRUPT: "the database is broken",
    sqlite3.SQLITE_NOTADB: "the database is broken",
}
UNDECODABLE = "Could not decode to UTF-8"  # Python's own complaint, which has no code


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise Failure (S303, S305) for what is wrong with the file at *path*; faults of sayso pass through."""
    try:
        yield
    except sqlite3.Error as error:
        failure = failure_for(error, path)
        if failure is None:
            raise
        raise failure from error


def failure_for(error: sqlite3.Error, path: Path) -> Failure | None:
    """Return the failure that *error* means, None where it means a fault of sayso."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in UNWRITABLE:
        return Failure(problem("S303", str(path), reason=UNWRITABLE[code]))
    if code in BROKEN:
        return Failure(problem("S305", str(path), reason=f"{BROKEN[code]} ({error})"))
    if str(error).startswith(UNDECODABLE):
        return Failure(problem("S305", str(path), reason="a text in it is not valid UTF-8"))
    return None
