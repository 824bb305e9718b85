"""Events to count: those of a ledger or a shard in parts that happened, or those of a table in a file."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger.parted.counting import parted_events
from sayso.ledger.parted.reading import is_parted
from sayso.ledger.postgres.address import is_address
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.tables import imported, own_events
from sayso.problems import Failure, problem
from sayso.read.tables.events import event_table
from sayso.read.tables.table import NOTHING
from sayso.record import Problem
from sayso.table import EventTable


def events_in(
    name: str, codebook: str = "", number: int | None = None
) -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events of the ledger, shard in parts or table called *name*, and what is wrong with some.

    *codebook* is what a table is said to be coded by; where it is empty its codes have to tell. Of a ledger
    they are its own, or those of the import *number*. Raises Failure as opening either does, S350 where the
    codes are not those of their codebook, S356 where a ledger has no such import, S750 where a shard or table
    is asked for one.
    """
    if is_ledger(name):
        with open_ledger(name, create=False) as ledger:
            return events_of(ledger, number), ()
    parted = is_parted(name)
    if number is not None and (parted or Path(name).exists()):
        raise Failure(problem("S750", name, number=number))
    if parted:
        return parted_events(name), ()
    return event_table(Path(name), NOTHING._replace(codebook=codebook))


def events_of(ledger: Ledger, number: int | None = None) -> EventTable:
    """Return the events that *ledger* coded, or those of the import *number*. Raises Failure (S356)."""
    return own_events(ledger) if number is None else imported(ledger, number)


def is_ledger(path: str | Path) -> bool:
    """Return whether *path* is that of an SQLite database, or an address of one in PostgreSQL."""
    if is_address(path):
        return True
    try:
        with Path(path).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
