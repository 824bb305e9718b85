"""What can be asked of a ledger. Every value is bound, none is written into a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from typing import NamedTuple

from sayso.ledger.filters import conditions
from sayso.ledger.listings import LISTINGS, UNKNOWN
from sayso.ledger.records import Beside, claim_of, event_of, gather, prediction_of, relation_of
from sayso.ledger.store import Ledger
from sayso.ledger.words import TABLE, search_for
from sayso.problems import Failure, problem
from sayso.record import Claim, Event, Prediction, Relation

FOUND = "SELECT events.*, articles.text, coalesce(?, readings.doc_id) AS doc_id FROM"
OF_ARTICLE = """
    JOIN readings ON readings.number = current.reading
    JOIN articles ON articles.sha256 = current.article
"""
# CROSS JOIN keeps the order in which the tables are gone through: from what leads to few rows.
BY_NUMBER = f"{FOUND} events CROSS JOIN current ON current.number = events.coding {OF_ARTICLE}"
BY_WORDS = f"""{FOUND} event_words
    CROSS JOIN events ON events.number = event_words.rowid
    CROSS JOIN current ON current.number = events.coding {OF_ARTICLE}
"""
BY_DOCUMENT = f"{FOUND} current CROSS JOIN events ON events.coding = current.number {OF_ARTICLE}"
BESIDE_WORDS = " CROSS JOIN event_words ON event_words.rowid = events.number"
EVENT = """
    FROM events JOIN current ON current.number = events.coding WHERE events.id >= ? AND events.id < ? LIMIT 2
"""
FEW = 500  # rows of one article that are asked for by their ids
LAST = "\U0010ffff"  # comes after every character of an id
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

    Filters that are None or False are not set. ``limit`` is how many come at most, ``after`` the beginning
    of the id of the event that they come after. Raises TypeError for a filter that does not exist, Failure
    (S306, S307) where *after* is no event, or several.
    """
    query, values = _page(ledger, wanted)
    with closing(ledger.read(query, values)) as rows:
        for coding, its in groupby(rows, key=lambda row: int(row["coding"])):
            some = list(its)
            beside = _beside_some(ledger, coding, [row["id"] for row in some])
            for row in some:
                yield Found(_readable(ledger, row, beside), row["text"], row["doc_id"])


def _page(ledger: Ledger, wanted: Mapping[str, object]) -> tuple[str, list[object]]:
    """Return the query that finds the events which fit *wanted*, and the values to bind to it.

    The rows of an article are added together, so the order of their numbers is that of the articles.
    """
    given = {name: value for name, value in wanted.items() if value is not None and value is not False}
    search = search_for(given) if _has_words(ledger) else None
    if "doc" in given:
        tables, number = BY_DOCUMENT + (BESIDE_WORDS if search else ""), "events.number"
    elif search:
        tables, number = BY_WORDS, "event_words.rowid"
    else:
        tables, number = BY_NUMBER, "events.number"
    where, values = conditions({**given, "text": None} if search else given)
    searched = "event_words MATCH ? AND" if search else ""
    query = f"{tables} WHERE {searched} {number} > ? AND {where} ORDER BY {number} LIMIT ?"
    after = _number(ledger, str(given["after"])) if "after" in given else 0
    bound = [given.get("doc"), *([search] if search else []), after, *values, given.get("limit", -1)]
    return query, bound


def _has_words(ledger: Ledger) -> bool:
    """Return whether *ledger* has the index of words: an older one that may only be read has not."""
    return any(ledger.read("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)))


def _number(ledger: Ledger, event: str) -> int:
    """Return the number of the event whose id begins with *event*. Raises Failure (S306, S307)."""
    found = list(ledger.read(f"SELECT events.number {EVENT}", (event, f"{event}{LAST}")))
    if len(found) != 1:
        raise Failure(problem("S307" if found else "S306", str(ledger.path), row=event))
    return int(found[0][0])


def _readable(ledger: Ledger, row: sqlite3.Row, beside: Beside) -> Event:
    """Return the event in *row*. Raises Failure (S305) where it holds what no program of ours wrote."""
    try:
        return event_of(row, beside)
    except ValueError as error:
        reason = f"event {row['id']} cannot be read"
        raise Failure(problem("S305", str(ledger.path), reason=reason)) from error


def entries(ledger: Ledger, listing: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a *listing* (claims, predictions, relations, problems, runs) by column."""
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


def _beside_some(ledger: Ledger, coding: int, ids: Sequence[str]) -> Beside:
    """Return what stands beside the rows *ids* of a coding: of a long article a page holds but a few."""
    if len(ids) > FEW:
        return _beside(ledger, coding)
    where = f"coding = ? AND row IN ({', '.join('?' * len(ids))}) ORDER BY number"
    tables = ("spans", "reasons", "magnitudes")
    return gather(*(ledger.read(f"SELECT * FROM {table} WHERE {where}", (coding, *ids)) for table in tables))


def _of(ledger: Ledger, table: str, coding: int) -> Iterator[sqlite3.Row]:
    """Yield the rows of *table* that belong to *coding*, in the order they were added."""
    return ledger.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,))
