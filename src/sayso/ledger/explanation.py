"""What one row rests on: found by the beginning of its id, whatever kind of row it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from sayso.ledger.pages import LAST
from sayso.ledger.records import run_of
from sayso.ledger.rows import Rows, rows_in
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Claim, Event, Prediction, Relation, Run, Span

TABLES = Rows._fields
FOUND = f"""
    SELECT found.* FROM (
        {" UNION ALL ".join(f"SELECT coding, id, sentence FROM {table}" for table in TABLES)}
    ) AS found
    JOIN current ON current.number = found.coding
    WHERE found.id >= ?1 AND found.id < ?2 LIMIT 2
"""
SENTENCE = "SELECT start, end FROM sentences WHERE coding = ? AND part = ?"
ORIGIN = """
    SELECT articles.text, articles.sha256, readings.doc_id, readings.published, sources.address,
        codings.run_id
    FROM codings
    JOIN articles ON articles.sha256 = codings.article
    JOIN readings ON readings.number = codings.reading
    JOIN sources ON sources.number = readings.source
    WHERE codings.number = ?
"""


class Explained(NamedTuple):
    """A row with all it rests on.

    ``sentence`` is None for what stands before the first one; ``claims`` and
    ``events`` are those of its article, by id.
    """

    row: Claim | Event | Prediction | Relation
    sentence: Span | None
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    text: str
    sha256: str
    doc_id: str
    published: str | None
    address: str
    run: Run


def explain(ledger: Ledger, row: str) -> Explained:
    """Return the row whose id begins with *row*, and all it rests on.

    Raises Failure: S306 where there is none, S307 where there are several.
    """
    found = _find(ledger, row)
    rows = rows_in(ledger, found["coding"])
    (origin,) = ledger.read(ORIGIN, (found["coding"],))
    (run,) = ledger.read("SELECT * FROM runs WHERE id = ?", (origin["run_id"],))
    return Explained(
        row=next(one for table in rows for one in table if one.id == found["id"]),
        sentence=_sentence(ledger, found),
        claims={claim.id: claim for claim in rows.claims},
        events={event.id: event for event in rows.events},
        text=origin["text"],
        sha256=origin["sha256"],
        doc_id=origin["doc_id"],
        published=origin["published"],
        address=origin["address"],
        run=run_of(run),
    )


def _find(ledger: Ledger, row: str) -> sqlite3.Row:
    """Return coding, id and sentence of the one row whose id begins with *row*."""
    found = list(ledger.read(FOUND, (row, f"{row}{LAST}")))
    if len(found) != 1:
        raise Failure(problem("S307" if found else "S306", str(ledger.path), row=row))
    return found[0]


def _sentence(ledger: Ledger, found: sqlite3.Row) -> Span | None:
    """Return where the sentence of a row stands."""
    where = next(ledger.read(SENTENCE, (found["coding"], found["sentence"])), None)
    return Span(where["start"], where["end"]) if where else None
