"""The chain of decisions: whether each is as it was made, follows the one before it, and is about a row."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping

from sayso.ledger import additions
from sayso.ledger.corrections import RowKind
from sayso.ledger.store import Ledger

Key = tuple[str, str]  # the digest of an article, and the id of a row
CHAINED = (
    "number article coding kind row verdict corrections reviewer decided note blind withdraws previous"
).split()
TABLES: Mapping[RowKind, str] = {
    "claim": "claims",
    "event": "events",
    "prediction": "predictions",
    "relation": "relations",
}


def seal(columns: Mapping[str, object]) -> str:
    """Return the digest of a decision: of its content, and of the digest of the one before it."""
    content = [columns[name] for name in CHAINED]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def broken_chain(ledger: Ledger) -> Iterator[str]:
    """Yield each decision of *ledger* that was altered, does not follow the last, or whose row never was."""
    previous = ""
    added: set[Key] = set()
    for row in ledger.read("SELECT * FROM decisions ORDER BY number"):
        what = f"decision {row['number']} of {row['reviewer']}"
        if row["previous"] != previous:
            yield f"{what} does not follow the one before it (a decision was removed or altered)"
        if row["digest"] != seal(dict(row)):
            yield f"{what} is not what was decided (its digest differs)"
        previous = row["digest"]
        if row["verdict"] == "add":
            added.add((row["article"], row["row"]))
            yield from (f"{what} is not what the article says: {fault}" for fault in _misquoted(ledger, row))
        elif (row["article"], row["row"]) not in added and not _has(ledger, row):
            yield f"{what} is about a row that coding {row['coding']} has not"


def _has(ledger: Ledger, row: sqlite3.Row) -> bool:
    """Return whether the coding that the decision *row* names has the row that it is about."""
    table = TABLES.get(row["kind"], "events")
    query = f"SELECT 1 FROM {table} AS each JOIN codings ON codings.number = each.coding"
    its = (row["row"], row["coding"], row["article"])
    return any(ledger.read(f"{query} WHERE each.id = ? AND coding = ? AND article = ?", its))


def _misquoted(ledger: Ledger, row: sqlite3.Row) -> Iterator[str]:
    """Yield what of the row that the decision *row* adds is not in its article."""
    for one in ledger.read("SELECT text FROM articles WHERE sha256 = ?", (row["article"],)):
        try:
            fields = dict(json.loads(row["corrections"]))
        except (TypeError, ValueError):
            yield "it cannot be read"
            return
        yield from additions.misquoted(fields, one["text"])
