"""From what SQLite complains of to numbered problems."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sayso.ledger.postgres.address import Place
from sayso.problems import Failure, problem

WAIT = 30  # seconds that a writer waits for another
READ_ONLY = ("it may only be read", "Change its permissions, or copy it and write to the copy.")
BUSY = (
    "another program has been writing to it all the time",
    "Wait until that program has finished, or write to another ledger with -o.",
)
UNWRITABLE = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space, or choose another disk with -o."),
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        "its folder is missing or may not be written",
        "Make the folder, or name one that you may write to with -o.",
    ),
    sqlite3.SQLITE_PERM: (
        "the system does not allow it",
        "Ask for its permissions, or name another with -o.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk answers with an error",
        "Look after the disk; what was written before is kept. Name a ledger on another one with -o.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        "the article is too large for the database",
        "Split the article, or leave it out with --max-bytes.",
    ),
}
BROKEN = {
    sqlite3.SQLITE_CORRUPT: "the database is broken",
    sqlite3.SQLITE_NOTADB: "the database is broken",
}
UNDECODABLE = "Could not decode to UTF-8"  # Python's own complaint, which has no code


@contextmanager
def told(path: Place) -> Iterator[None]:
    """Raise Failure (S303, S305) for what is wrong with the ledger at *path*; faults of ours pass through."""
    try:
        yield
    except sqlite3.Error as error:
        failure = failure_for(error, path)
        if failure is None:
            raise
        raise failure from error


def unwritable(path: Place, reason: str, remedy: str) -> Failure:
    """Return the failure (S303) of a ledger at *path* that cannot be written for this *reason*."""
    return Failure(replace(problem("S303", str(path), reason=reason), remedy=remedy))


def failure_for(error: sqlite3.Error, path: Place) -> Failure | None:
    """Return the failure that *error* means, None where it means a fault of sayso."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in UNWRITABLE:
        return unwritable(path, *UNWRITABLE[code])
    if code in BROKEN:
        return Failure(problem("S305", str(path), reason=f"{BROKEN[code]} ({error})"))
    if str(error).startswith(UNDECODABLE):
        return Failure(problem("S305", str(path), reason="a text in it is not valid UTF-8"))
    return None
