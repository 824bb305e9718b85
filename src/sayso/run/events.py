"""Events to count: those of a ledger or a shard in parts that happened, or those of a table in a file."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger.parted.counting import parted_events
from sayso.ledger.parted.reading import is_parted
from sayso.ledger.postgres.address import is_address
from sayso.ledger.store import open_ledger
from sayso.ledger.tables import own_events
from sayso.read.tables.events import event_table
from sayso.read.tables.table import NOTHING
from sayso.record import Problem
from sayso.table import EventTable


def events_in(name: str, codebook: str = "") -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events of the ledger, shard in parts or table called *name*, and what is wrong with some.

    *codebook* is what a table is said to be coded by; where it is empty its codes have to tell.

    Raises Failure as opening either does.
    """
    if is_parted(name):
        return parted_events(name), ()
    if not is_ledger(name):
        return event_table(Path(name), NOTHING._replace(codebook=codebook))
    with open_ledger(name, create=False) as ledger:
        return own_events(ledger), ()


def is_ledger(path: str | Path) -> bool:
    """Return whether *path* is that of an SQLite database, or an address of one in PostgreSQL."""
    if is_address(path):
        return True
    try:
        with Path(path).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
