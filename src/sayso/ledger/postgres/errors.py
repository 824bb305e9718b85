"""From what PostgreSQL complains of to numbered problems, or to the exceptions that the room knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sayso.ledger.faults import BUSY, UNWRITABLE, unwritable
from sayso.ledger.postgres.address import Address
from sayso.problems import Failure, problem

DISK_FULL = ("the server's disk is full", "Ask who runs the server for space; what was added before is kept.")
NOT_ALLOWED = (
    "this user may only read it",
    "Ask who made the ledger to let you add to it (docs/ledger.md says how).",
)
STANDBY = ("the server is a copy that may only be read", "Name the server that it is a copy of.")
UNWRITTEN = {
    "55P03": BUSY,
    "40P01": BUSY,
    "40001": BUSY,
    "57014": BUSY,
    "53100": DISK_FULL,
    "42501": NOT_ALLOWED,
    "25006": STANDBY,
    "54000": UNWRITABLE[sqlite3.SQLITE_TOOBIG],
}
REFUSED = {
    "28": ("user or password are wrong, or the server lets nobody in from here", "S733"),
    "3D": ("it has no such database", "S733"),
}
LOST = ("08", "57P")
BROKEN = ("XX001", "XX002")


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Raise what an error of pg8000 means: Failure (S303, S305, S735), else an exception of sqlite3.

    The room is written for sqlite3, and knows its exceptions, which are those of every Python database.
    """
    from pg8000.exceptions import DatabaseError, InterfaceError

    try:
        yield
    except DatabaseError as error:
        raise meant(fields_of(error), address) from error
    except (InterfaceError, OSError) as error:
        raise lost(address, str(error)) from error


def fields_of(error: Exception) -> Mapping[str, str]:
    """Return the fields of an error that the server has sent."""
    found: Any = error.args[0] if error.args else {}
    return found if isinstance(found, dict) else {"M": str(found)}


def meant(fields: Mapping[str, str], address: Address) -> Exception:
    """Return what an error with these *fields* means."""
    code, told = fields.get("C", ""), fields.get("M", "")
    if code in UNWRITTEN:
        return unwritable(address, *UNWRITTEN[code])
    if code.startswith(LOST):
        return lost(address, told)
    if code in BROKEN:
        return Failure(problem("S305", str(address), reason=f"the database is broken ({told})"))
    if code.startswith("23"):
        return sqlite3.IntegrityError(told)
    return sqlite3.DataError(told) if code.startswith("22") else sqlite3.OperationalError(f"{code} {told}")


def lost(address: Address, reason: str) -> Failure:
    """Return the failure (S735) of a connection that was lost."""
    return Failure(problem("S735", str(address), reason=reason))


def refused(fields: Mapping[str, str], address: Address) -> Failure:
    """Return why the server lets us not in."""
    code, told = fields.get("C", ""), fields.get("M", "")
    for beginning, (reason, number) in REFUSED.items():
        if code.startswith(beginning):
            return Failure(problem(number, str(address), reason=reason))
    return Failure(problem("S732", str(address), reason=told or code))
