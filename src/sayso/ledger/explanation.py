"""What one row rests on: found by the beginning of its id, whatever kind of row it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sayso.ledger.content import content
from sayso.ledger.decisions import added_row, locate, row_in
from sayso.ledger.records import run_of
from sayso.ledger.rows import rows_in
from sayso.ledger.standing import UNREVIEWED, State
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Claim, Event, Prediction, Relation, Run, Span

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
    ``events`` are those of its article, by id. ``state`` is how the row stands after review: the row itself
    is as it was coded, or as *ledger* is read. One that people added or rejected is shown all the same.
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
    state: State = UNREVIEWED


def explain(ledger: Ledger, row: str) -> Explained:
    """Return the row whose id begins with *row*, and all it rests on.

    Raises Failure: S306 where there is none, S307 where there are several.
    """
    if not row:
        raise Failure(problem("S307", str(ledger.path), row=row))
    found = locate(ledger, row)
    rows = rows_in(ledger, found["coding"])
    held = content(ledger, found["article"])
    row_as_coded = row_in(rows, found["id"]) or added_row(ledger, found)
    shown = row_in(held.rows, found["id"]) or row_as_coded
    if shown is None:
        raise Failure(problem("S306", str(ledger.path), row=row))
    (origin,) = ledger.read(ORIGIN, (found["coding"],))
    (run,) = ledger.read("SELECT * FROM runs WHERE id = ?", (origin["run_id"],))
    return Explained(
        row=shown,
        sentence=_sentence(ledger, found),
        claims={claim.id: claim for claim in (*rows.claims, *held.rows.claims)},
        events={event.id: event for event in (*rows.events, *held.rows.events)},
        text=origin["text"],
        sha256=origin["sha256"],
        doc_id=origin["doc_id"],
        published=origin["published"],
        address=origin["address"],
        run=run_of(run),
        state=held.states.get(found["id"], UNREVIEWED),
    )


def _sentence(ledger: Ledger, found: Mapping[str, Any]) -> Span | None:
    """Return where the sentence of a row stands."""
    where = next(ledger.read(SENTENCE, (found["coding"], found["sentence"])), None)
    return Span(where["start"], where["end"]) if where else None
