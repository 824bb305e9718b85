"""Events to count: those of a ledger or a shard in parts that happened, or those of a table in a file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sayso.ledger.parted.counting import parted_events
from sayso.ledger.parted.reading import is_parted
from sayso.ledger.postgres.address import is_address
from sayso.ledger.store import AS_CODED, Ledger, Review, open_ledger
from sayso.ledger.tables import imported, own_events, rejected_events
from sayso.problems import Failure, problem
from sayso.read.tables.events import event_table
from sayso.read.tables.table import NOTHING
from sayso.record import Problem
from sayso.table import EventTable


class Events(NamedTuple):
    """Events to count, what was wrong with some, and how many are left out as reviewers rejected them."""

    table: EventTable
    problems: tuple[Problem, ...] = ()
    rejected: int = 0


def events_in(name: str, codebook: str = "", number: int | None = None, review: Review = AS_CODED) -> Events:
    """Return the events of the ledger, shard in parts or table called *name*.

    *codebook* is what a table is said to be coded by; where it is empty its codes have to tell. Of a ledger
    they are its own, read as *review* says, or those of the import *number*. Raises Failure as opening either
    does, S350 where the codes are not those of their codebook, S356 where a ledger has no such import, S750
    where a shard or table is asked for one.
    """
    if is_ledger(name):
        with opened(name, review) as ledger:
            return events_of(ledger, number)
    parted = is_parted(name)
    if number is not None and (parted or Path(name).exists()):
        raise Failure(problem("S750", name, number=number))
    if parted:
        return Events(parted_events(name))
    return Events(*event_table(Path(name), NOTHING._replace(codebook=codebook)))


def opened(name: str, review: Review) -> Ledger:
    """Open the ledger called *name*, which must be there, its rows to be read as *review* says."""
    ledger = open_ledger(name, create=False)
    return ledger.as_reviewed(review.by) if review.applied else ledger


def events_of(ledger: Ledger, number: int | None = None) -> Events:
    """Return the events of *ledger*, as it is to be read, or those of the import *number*.

    Those that reviewers rejected are left out, and a note (S606) says how many; about the events of an import
    nobody decides. Raises Failure (S356).
    """
    if number is not None:
        return Events(imported(ledger, number))
    rejected = rejected_events(ledger)
    notes = (problem("S606", str(ledger.path), count=rejected),) if rejected else ()
    return Events(own_events(ledger), notes, rejected)


def is_ledger(path: str | Path) -> bool:
    """Return whether *path* is that of an SQLite database, or an address of one in PostgreSQL."""
    if is_address(path):
        return True
    try:
        with Path(path).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
