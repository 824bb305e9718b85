"""What can be asked of a ledger. Every value is bound, none is written into a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby, islice
from typing import NamedTuple

from sayso.ledger.columns import event_columns
from sayso.ledger.filters import conditions
from sayso.ledger.listings import LISTINGS, UNKNOWN
from sayso.ledger.records import Beside, event_of, gather
from sayso.ledger.reviewed import corrected, without_claim
from sayso.ledger.rows import Rows, beside_of, rows_in
from sayso.ledger.standing import UNREVIEWED, State, listed, states
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Event

__all__ = ["Found", "Rows", "counts", "entries", "events", "numbered", "rows_in", "rows_of", "unknown"]

FOUND = """
    SELECT events.*, articles.text, current.article, coalesce(?, readings.doc_id) AS doc_id FROM current
    JOIN events ON events.coding = current.number
    JOIN readings ON readings.number = current.reading
    JOIN articles ON articles.sha256 = current.article
"""
CORRECTED = "events.id IN (SELECT row FROM decisions WHERE verdict = 'correct')"  # and perhaps no longer
NUMBERED = """
    SELECT events.*, articles.text, codings.article, readings.doc_id FROM events
    JOIN codings ON codings.number = events.coding
    JOIN readings ON readings.number = codings.reading
    JOIN articles ON articles.sha256 = codings.article
    WHERE events.number = ?
"""
LEVELS = {"mentions": "events", "claims": "claims", "predictions": "predictions", "relations": "relations"}


class Found(NamedTuple):
    """An event, with the text and the name of its article, and how it stands after review."""

    event: Event
    text: str
    doc_id: str
    article: str
    state: State = UNREVIEWED


def events(ledger: Ledger, wanted: Mapping[str, object]) -> Iterator[Found]:
    """Yield the events of *ledger* that fit every filter in *wanted*, article by article.

    Filters that are None or False are not set. Of a ledger that is read as reviewed, rejected events are
    left out, and corrected ones have to fit as they were corrected. Raises TypeError for a filter that does
    not exist.
    """
    where, values = conditions(wanted)
    limit = wanted.get("limit")
    if not ledger.review.applied and not wanted.get("review_state"):
        for row, event in _found(ledger, where, [wanted.get("doc"), *values, limit or -1]):
            yield Found(event, row["text"], row["doc_id"], row["article"])
        return
    if ledger.review.applied and ledger.has("decisions"):
        where = f"(({where}) OR {CORRECTED})"
    found = _found(ledger, where, [wanted.get("doc"), *values, -1])
    yield from islice(_standing(ledger, wanted, found), limit if isinstance(limit, int) else None)


def numbered(ledger: Ledger, numbers: Iterable[int]) -> Iterator[Found]:
    """Yield the events with these *numbers*, in their order, as they were coded. Raises Failure (S305)."""
    for number in numbers:
        for row in ledger.read(NUMBERED, (number,)):
            yield Found(
                _readable(ledger, row, _beside(ledger, row)), row["text"], row["doc_id"], row["article"]
            )


def _beside(ledger: Ledger, row: sqlite3.Row) -> Beside:
    """Return what stands in other tables of one event."""
    its = (row["coding"], row["id"])
    parts = ("spans", "reasons", "magnitudes")
    return gather(
        *(
            ledger.read(f"SELECT * FROM {one} WHERE coding = ? AND row = ? ORDER BY number", its)
            for one in parts
        )
    )


def _found(ledger: Ledger, where: str, bound: list[object]) -> Iterator[tuple[sqlite3.Row, Event]]:
    """Yield the events that meet the condition *where*, as they were coded."""
    query = f"{FOUND} WHERE {where} ORDER BY events.coding, events.number LIMIT ?"
    with closing(ledger.read(query, bound)) as rows:
        for coding, its in groupby(rows, key=lambda row: int(row["coding"])):
            beside = beside_of(ledger, coding)
            for row in its:
                yield row, _readable(ledger, row, beside)


def _standing(
    ledger: Ledger, wanted: Mapping[str, object], found: Iterator[tuple[sqlite3.Row, Event]]
) -> Iterator[Found]:
    """Yield those of the events *found* that stand as *wanted*, and as *ledger* is to be read."""
    known = states(ledger, by=ledger.review.by)
    gone = {key for key, state in known.items() if state.standing == "rejected"}
    for row, event in found:
        key = (row["article"], event.id)
        state = known.get(key, UNREVIEWED)
        if wanted.get("review_state") not in (None, state.standing):
            continue
        if ledger.review.applied:
            if key in gone or not (told := _fitting(ledger, wanted, row, corrected(event, state))):
                continue
            event = without_claim(told, {name for article, name in gone if article == row["article"]})  # noqa: PLW2901
        yield Found(event, row["text"], row["doc_id"], row["article"], state)


def _fitting(ledger: Ledger, wanted: Mapping[str, object], row: sqlite3.Row, event: Event) -> Event | None:
    """Return *event*, which may be corrected, where it fits *wanted* as it stands."""
    where, values = conditions(wanted)
    if not values:
        return event
    columns = {**event_columns(event), "coding": row["coding"], "sentence": row["sentence"]}
    query = (
        f"SELECT 1 FROM (SELECT {', '.join(f'? AS {name}' for name in columns)}) AS events"
        f" JOIN codings AS current ON current.number = events.coding WHERE {where}"
    )
    return event if any(ledger.read(query, [*columns.values(), *values])) else None


def _readable(ledger: Ledger, row: sqlite3.Row, beside: Beside) -> Event:
    """Return the event in *row*. Raises Failure (S305) where it holds what no program of ours wrote."""
    try:
        return event_of(row, beside)
    except ValueError as error:
        reason = f"event {row['id']} cannot be read"
        raise Failure(problem("S305", str(ledger.path), reason=reason)) from error


def entries(ledger: Ledger, listing: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a *listing* (one of ``LISTINGS``, or decisions) by column."""
    if listing == "decisions":
        yield from listed(ledger)
        return
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


def _count(ledger: Ledger, query: str) -> int:
    (row,) = ledger.read(query)
    return int(row[0])
