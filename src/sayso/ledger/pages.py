"""Pages of events: the rows that fit and come after the last one shown, found at the cost of the page."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Mapping

from sayso.ledger.filters import conditions
from sayso.ledger.store import Ledger
from sayso.ledger.words import TABLE, search_for
from sayso.problems import Failure, problem

FOUND = "SELECT events.*, articles.text, current.article, coalesce(?, readings.doc_id) AS doc_id FROM"
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
LAST = "\U0010ffff"  # comes after every character of an id


def page(ledger: Ledger, wanted: Mapping[str, object], among: str = "TRUE") -> Generator[sqlite3.Row]:
    """Yield the events of *ledger* that fit *wanted* as they were coded, in the order of their numbers.

    The rows of an article are added together, so that order is also that of the articles. *among* is a
    further condition on ``events``. Raises TypeError for a filter that does not exist, Failure (S306, S307)
    where ``after`` is no event, or several.
    """
    query, values = _query(ledger, wanted, among)
    return ledger.read(query, values)


def _query(ledger: Ledger, wanted: Mapping[str, object], among: str) -> tuple[str, list[object]]:
    """Return the query that finds the events which fit *wanted*, and the values to bind to it."""
    given = {name: value for name, value in wanted.items() if value is not None and value is not False}
    search = search_for(given) if ledger.has(TABLE) else None
    if "doc" in given:
        tables, number = BY_DOCUMENT + (BESIDE_WORDS if search else ""), "events.number"
    elif search:
        tables, number = BY_WORDS, "event_words.rowid"
    else:
        tables, number = BY_NUMBER, "events.number"
    where, values = conditions({**wanted, "text": None} if search else wanted)
    searched = "event_words MATCH ? AND" if search else ""
    query = f"{tables} WHERE {searched} {number} > ? AND {among} AND {where} ORDER BY {number} LIMIT ?"
    after = _number(ledger, str(given["after"])) if "after" in given else 0
    bound = [given.get("doc"), *([search] if search else []), after, *values, given.get("limit", -1)]
    return query, bound


def _number(ledger: Ledger, event: str) -> int:
    """Return the number of the event whose id begins with *event*. Raises Failure (S306, S307)."""
    found = list(ledger.read(f"SELECT events.number {EVENT}", (event, f"{event}{LAST}")))
    if len(found) != 1:
        raise Failure(problem("S307" if found else "S306", str(ledger.path), row=event))
    return int(found[0][0])
