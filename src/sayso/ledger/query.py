"""What can be asked of a ledger. Every value is bound, none is written into a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import groupby
from typing import NamedTuple

from sayso.ledger.filters import conditions
from sayso.ledger.listings import LISTINGS, UNKNOWN
from sayso.ledger.records import Beside, claim_of, event_of, gather, prediction_of, relation_of
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Claim, Event, Prediction, Relation

FOUND = """
    SELECT events.*, articles.text, coalesce(?, readings.doc_id) AS doc_id FROM current
    JOIN events ON events.coding = current.number
    JOIN readings ON readings.number = current.reading
    JOIN articles ON articles.sha256 = current.article
"""
LEVELS = {"mentions": "events", "claims": "claims", "predictions": "predictions", "relations": "relations"}


class Found(NamedTuple):
    """An event, with the text and the name of its article."""

    event: Event
    text: str
    doc_id: str


class Rows(NamedTuple):
    """The rows of one coding, as they were when they were added."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    predictions: tuple[Prediction, ...]
    relations: tuple[Relation, ...]


def events(ledger: Ledger, wanted: Mapping[str, object]) -> Iterator[Found]:
    """Yield the events of *ledger* that fit every filter in *wanted*, article by article.

    Filters that are None or False are not set. Raises TypeError for one that does not exist.
    """
    where, values = conditions(wanted)
    query = f"{FOUND} WHERE {where} ORDER BY events.coding, events.number LIMIT ?"
    bound = (wanted.get("doc"), *values, wanted.get("limit") or -1)
    with closing(ledger.read(query, bound)) as rows:
        for coding, its in groupby(rows, key=lambda row: int(row["coding"])):
            beside = _beside(ledger, coding)
            for row in its:
                yield Found(_readable(ledger, row, beside), row["text"], row["doc_id"])


def _readable(ledger: Ledger, row: sqlite3.Row, beside: Beside) -> Event:
    """Return the event in *row*. Raises Failure (S305) where it holds what no program of ours wrote."""
    try:
        return event_of(row, beside)
    except ValueError as error:
        reason = f"event {row['id']} cannot be read"
        raise Failure(problem("S305", str(ledger.path), reason=reason)) from error


def entries(ledger: Ledger, listing: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a *listing* (claims, predictions, relations, problems, imports, runs) by column."""
    for row in ledger.read(LISTINGS[listing]):
        yield dict(row)


def unknown(ledger: Ledger, limit: int | None = None) -> Iterator[Mapping[str, object]]:
    """Yield the texts of actors, recipients and sources whose country is UNK, the commonest first.

    Each is a mapping of ``times``, ``text`` and ``row``, the id of one event or claim that has it.
    """
    for row in ledger.read(UNKNOWN, (limit or -1,)):
        yield dict(row)


def counts(ledger: Ledger) -> Mapping[str, int]:
    """Return how many rows of each level *ledger* holds; of an article only its current coding counts."""
    found = {"articles": _count(ledger, "SELECT count(*) FROM current")}
    for level, table in LEVELS.items():
        found[level] = _count(
            ledger, f"SELECT count(*) FROM current JOIN {table} ON {table}.coding = current.number"
        )
    return found


def rows_of(ledger: Ledger, sha256: str) -> Rows:
    """Return what the current coding of the article with the digest *sha256* holds."""
    found = next(ledger.read("SELECT number FROM current WHERE article = ?", (sha256,)), None)
    return rows_in(ledger, found["number"] if found else 0)


def rows_in(ledger: Ledger, coding: int) -> Rows:
    """Return what the coding with the number *coding* holds."""
    beside = _beside(ledger, coding)
    return Rows(
        tuple(claim_of(one, beside) for one in _of(ledger, "claims", coding)),
        tuple(event_of(one, beside) for one in _of(ledger, "events", coding)),
        tuple(prediction_of(one, beside) for one in _of(ledger, "predictions", coding)),
        tuple(relation_of(one, beside) for one in _of(ledger, "relations", coding)),
    )


def _count(ledger: Ledger, query: str) -> int:
    (row,) = ledger.read(query)
    return int(row[0])


def _beside(ledger: Ledger, coding: int) -> Beside:
    return gather(*(_of(ledger, table, coding) for table in ("spans", "reasons", "magnitudes")))


def _of(ledger: Ledger, table: str, coding: int) -> Iterator[sqlite3.Row]:
    """Yield the rows of *table* that belong to *coding*, in the order they were added."""
    return ledger.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,))
