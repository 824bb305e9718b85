"""The rows of one coding, read back as the records that they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.ledger.records import Beside, claim_of, event_of, gather, prediction_of, relation_of
from sayso.ledger.store import Ledger
from sayso.record import Claim, Event, Prediction, Relation

BESIDE = ("spans", "reasons", "magnitudes")
FEW = 500  # rows of one article that are asked for by their ids


class Rows(NamedTuple):
    """The rows of one coding, as they were when they were added."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    predictions: tuple[Prediction, ...]
    relations: tuple[Relation, ...]


def rows_in(ledger: Ledger, coding: int) -> Rows:
    """Return what the coding with the number *coding* holds."""
    beside = beside_of(ledger, coding)
    return Rows(
        tuple(claim_of(one, beside) for one in _of(ledger, "claims", coding)),
        tuple(event_of(one, beside) for one in _of(ledger, "events", coding)),
        tuple(prediction_of(one, beside) for one in _of(ledger, "predictions", coding)),
        tuple(relation_of(one, beside) for one in _of(ledger, "relations", coding)),
    )


def expected(rows: Rows, name: str) -> tuple[Prediction, Event] | None:
    """Return the prediction among *rows* that is called *name*, and its event; None where there is none."""
    found = next((one for one in rows.predictions if one.id == name), None)
    if found is None:
        return None
    return found, next(one for one in rows.events if one.id == found.event)


def beside_of(ledger: Ledger, coding: int) -> Beside:
    """Return what stands in other tables of the rows of *coding*."""
    return gather(*(_of(ledger, table, coding) for table in BESIDE))


def beside_some(ledger: Ledger, coding: int, ids: Sequence[str]) -> Beside:
    """Return the same of the rows *ids* alone: of a long article a page holds but a few."""
    if len(ids) > FEW:
        return beside_of(ledger, coding)
    where = f"coding = ? AND row IN ({', '.join('?' * len(ids))}) ORDER BY number"
    return gather(*(ledger.read(f"SELECT * FROM {table} WHERE {where}", (coding, *ids)) for table in BESIDE))


def _of(ledger: Ledger, table: str, coding: int) -> Iterator[sqlite3.Row]:
    """Yield the rows of *table* that belong to *coding*, in the order they were added."""
    return ledger.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,))
