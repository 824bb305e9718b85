"""Adding rows to a ledger, within the transaction that is open."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sayso.ledger.columns import PARTS, Columns, digest, flatten, of_article
from sayso.ledger.words import index_coding
from sayso.record import Article, Coded, Problem, Run

ROWS = ("claims", "events", "predictions", "relations")  # what counts as a row; each names its run
SURROGATES = re.compile("[\ud800-\udfff]")


def storable(value: object) -> object:
    """Return *value* as SQLite can keep it: halves of characters, which file names may hold, become U+FFFD.

    One character stands for one, so that offsets stay what they were.
    """
    return SURROGATES.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value


def recipe(run: Run) -> str:
    """Return the digest of what decides which rows an article gives: version, model and settings."""
    return hashlib.sha256("\x1f".join((run.version, run.model, run.settings)).encode()).hexdigest()[:16]


def add_coded(connection: sqlite3.Connection, coded: Coded, run: Run) -> int:
    """Add what *run* coded of an article; return how many claims, events, predictions, relations were new."""
    reading = _add_reading(connection, coded.article, run)
    for found in coded.problems:
        add_problem(connection, found, run)
    known = {"article": coded.article.sha256, "recipe": recipe(run)}
    if number_of(connection, "codings", known) is not None:
        return 0
    tables = {name: [_stored(row) for row in rows] for name, rows in flatten(coded).items()}
    whole = {**known, "run_id": run.id, "reading": reading, "digest": digest(tables)}
    coding = add_row(connection, "codings", whole)
    own = {name: {"run_id": run.id} if name in ROWS else {} for name in PARTS}
    add_parts(connection, coding, {name: [{**own[name], **row} for row in tables[name]] for name in PARTS})
    return sum(len(tables[name]) for name in ROWS)


def add_parts(connection: sqlite3.Connection, coding: int, tables: Mapping[str, Sequence[Columns]]) -> None:
    """Add the rows of a *coding*, by the number that it has in this ledger, table by table."""
    for name in PARTS:
        add_all(connection, name, [{**row, "coding": coding} for row in tables[name]])
    index_coding(connection, coding)


def add_problem(connection: sqlite3.Connection, found: Problem, run: Run) -> None:
    """Add what went wrong with an input, unless a run of this recipe has met the same before."""
    known = {"recipe": recipe(run), "code": found.code, "where": found.where, "what": found.what}
    if number_of(connection, "problems", known) is None:
        add_row(connection, "problems", {**known, "run_id": run.id, "remedy": found.remedy})


def add_run(connection: sqlite3.Connection, run: Run) -> None:
    """Add *run* itself, unless it is there."""
    if number_of(connection, "runs", {"id": run.id}) is None:
        add_row(connection, "runs", {**asdict(run), "recipe": recipe(run)})


def add_finish(connection: sqlite3.Connection, run: Run) -> None:
    """Note that *run* has gone through all its inputs, where it added anything.

    Where it finds them coded by a run that was cut short, it has finished that one's work.
    """
    (codings,) = connection.execute("SELECT coalesce(max(number), 0) FROM codings").fetchone()
    known = recipe(run)
    cut_short = connection.execute(
        "SELECT 1 FROM codings WHERE recipe = ? AND number >"
        " (SELECT coalesce(max(codings), 0) FROM finishes WHERE recipe = ?) LIMIT 1",
        (known, known),
    ).fetchone()
    if number_of(connection, "runs", {"id": run.id}) is not None or cut_short:
        finished = datetime.now(UTC).isoformat(timespec="microseconds")
        whole = {"run_id": run.id, "recipe": known, "codings": codings, "finished": finished}
        add_row(connection, "finishes", whole)


def add_decision(connection: sqlite3.Connection, row: Mapping[str, object]) -> int:
    """Add *row* to the decisions and return its number."""
    return add_row(connection, "decisions", row)


def _add_reading(connection: sqlite3.Connection, article: Article, run: Run) -> int:
    """Add source and text of *article* and what was read of it, where they are new; return the reading."""
    source = _added(connection, "sources", {"address": article.address, "sha256": article.source_sha256})
    if number_of(connection, "articles", {"sha256": article.sha256}) is None:
        add_row(connection, "articles", {"sha256": article.sha256, "text": article.text})
    known = {"source": source, "recipe": recipe(run)}
    found = number_of(connection, "readings", known)
    if found is not None:
        return found
    whole = {**known, "run_id": run.id, "article": article.sha256, **of_article(article)}
    return add_row(connection, "readings", whole)


def _stored(row: Mapping[str, object]) -> Columns:
    return {column: storable(value) for column, value in row.items()}


def _added(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Return the number of *row* in *table*, added if it is not there."""
    found = number_of(connection, table, row)
    return add_row(connection, table, row) if found is None else found


def number_of(connection: sqlite3.Connection, table: str, known: Mapping[str, object]) -> int | None:
    """Return the number of the row of *table* that has the values *known*, None where there is none.

    Asking first, instead of having SQLite ignore what is there, leaves no gap in the numbers.
    """
    where = " AND ".join(f'"{column}" = ?' for column in known)
    values = [storable(value) for value in known.values()]
    found = connection.execute(f"SELECT number FROM {table} WHERE {where}", values).fetchone()
    return int(found[0]) if found else None


def add_row(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Add *row* to *table* and return its number."""
    values = [storable(value) for value in row.values()]
    return int(connection.execute(_statement(table, row), values).lastrowid or 0)


def add_all(connection: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Add *rows*, which have the same columns and can be stored, to *table*."""
    for first in rows[:1]:
        connection.executemany(_statement(table, first), [list(row.values()) for row in rows])


def _statement(table: str, row: Mapping[str, object]) -> str:
    """Return the statement that adds the columns of *row* to *table*."""
    names = ", ".join(f'"{column}"' for column in row)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})"
