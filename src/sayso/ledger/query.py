"""What can be asked of a ledger. Every value is bound, none is written into a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from sayso.ledger.filters import conditions
from sayso.ledger.listings import LISTINGS
from sayso.ledger.records import Beside, claim_of, event_of, gather, prediction_of, relation_of, run_of
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Claim, Event, Prediction, Relation, Run

FOUND = """
    SELECT events.*, articles.text, coalesce(?, readings.doc_id) AS doc_id FROM current
    JOIN events ON events.coding = current.number
    JOIN readings ON readings.number = current.reading
    JOIN articles ON articles.sha256 = current.article
"""
ORIGIN = """
    SELECT articles.text, articles.sha256, readings.doc_id, readings.published, sources.address,
        codings.run_id
    FROM codings
    JOIN articles ON articles.sha256 = codings.article
    JOIN readings ON readings.number = codings.reading
    JOIN sources ON sources.number = readings.source
    WHERE codings.number = ?
"""
LEVELS = {"mentions": "events", "claims": "claims", "predictions": "predictions", "relations": "relations"}


class Found(NamedTuple):
    """An event, with the text and the name of its article."""

    event: Event
    text: str
    doc_id: str


class Explained(NamedTuple):
    """An event with all it rests on: the claims of its article by id, the article, and the run."""

    event: Event
    claims: Mapping[str, Claim]
    text: str
    sha256: str
    doc_id: str
    published: str | None
    address: str
    run: Run


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
    rows = ledger.read(query, (wanted.get("doc"), *values, wanted.get("limit") or -1))
    for coding, its in groupby(rows, key=lambda row: int(row["coding"])):
        beside = _beside(ledger, coding)
        for row in its:
            yield Found(event_of(row, beside), row["text"], row["doc_id"])


def entries(ledger: Ledger, listing: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a *listing* (claims, predictions, relations, problems, runs) by column."""
    for row in ledger.read(LISTINGS[listing]):
        yield dict(row)


def explain(ledger: Ledger, row: str) -> Explained:
    """Return the event whose id begins with *row*, and all it rests on.

    Raises Failure: S306 where there is none, S307 where there are several.
    """
    query = f"{FOUND} WHERE substr(events.id, 1, length(?)) = ? LIMIT 2"
    found = list(ledger.read(query, (None, row, row)))
    if len(found) != 1:
        raise Failure(problem("S307" if found else "S306", str(ledger.path), row=row))
    coding = found[0]["coding"]
    beside = _beside(ledger, coding)
    claims = [claim_of(one, beside) for one in _of(ledger, "claims", coding)]
    (origin,) = ledger.read(ORIGIN, (coding,))
    (run,) = ledger.read("SELECT * FROM runs WHERE id = ?", (origin["run_id"],))
    return Explained(
        event=event_of(found[0], beside),
        claims={claim.id: claim for claim in claims},
        text=origin["text"],
        sha256=origin["sha256"],
        doc_id=origin["doc_id"],
        published=origin["published"],
        address=origin["address"],
        run=run_of(run),
    )


def counts(ledger: Ledger) -> Mapping[str, int]:
    """Return how many rows of each level *ledger* holds; of an article only its current coding counts."""
    found = {"reports": _count(ledger, "SELECT count(*) FROM current")}
    for level, table in LEVELS.items():
        found[level] = _count(
            ledger, f"SELECT count(*) FROM current JOIN {table} ON {table}.coding = current.number"
        )
    return found


def rows_of(ledger: Ledger, sha256: str) -> Rows:
    """Return what the current coding of the article with the digest *sha256* holds."""
    found = next(ledger.read("SELECT number FROM current WHERE article = ?", (sha256,)), None)
    coding = found["number"] if found else 0
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
