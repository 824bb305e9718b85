"""A copy of a ledger, taken while others use it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sayso.ledger.export.whole import replacing
from sayso.ledger.faults import UNWRITABLE
from sayso.ledger.postgres.address import Address
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure, problem


def backup(ledger: Ledger, path: Path) -> int:
    """Copy *ledger* to *path* as it is at this moment; return how many quotations of the copy were compared.

    Writers need not wait. The copy is verified before it takes the place of what stood at *path*. Raises
    Failure: S309 where it cannot be written, S320 where it is not whole, S321 where *path* is the ledger
    itself, S322 where it is a ledger that a program has open, S736 where *ledger* is in PostgreSQL.
    """
    if isinstance(ledger.path, Address):
        raise Failure(problem("S736", str(ledger.path), schema=ledger.path.schema))
    _see_free(ledger, path)
    try:
        with replacing(path) as new:
            _copy(ledger, new, path)
            checked = _verified(new, path)
            _keep(new)
        _keep(path.parent)
    except OSError as error:
        raise Failure(problem("S309", str(path), reason=error.strerror or str(error))) from error
    return checked


def _see_free(ledger: Ledger, path: Path) -> None:
    """See that nothing would be mixed up: SQLite would read the log beside *path* into the new file."""
    if path.exists() and path.samefile(str(ledger.path)):
        raise Failure(problem("S321", str(path)))
    log = path.with_name(f"{path.name}-wal")
    if log.exists() or path.with_name(f"{path.name}-journal").exists():
        raise Failure(problem("S322", str(path), log=log.name))


def _copy(ledger: Ledger, new: Path, path: Path) -> None:
    """Copy all pages in one step, which sees the ledger as it is at one moment."""
    try:
        with closing(sqlite3.connect(new)) as target:
            ledger.connection.backup(target)
            # a copy is one file; a program that writes to it makes its own log
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in UNWRITABLE:
            raise Failure(problem("S309", str(path), reason=UNWRITABLE[code])) from error
        raise Failure(problem("S320", str(ledger.path), reason=str(error))) from error


def _verified(new: Path, path: Path) -> int:
    """Return how many quotations of the copy at *new* were compared. Raises Failure (S320) for a fault."""
    with open_ledger(new, create=False, read_only=True) as copy:
        checked, found = verify_ledger(copy)
    if found:
        raise Failure(problem("S320", str(path), reason=found[0].what))
    return checked


def _keep(path: Path) -> None:
    """See that *path* is on the disk, should the power fail."""
    if path.is_dir() and os.name == "nt":
        return  # there a folder cannot be opened
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
