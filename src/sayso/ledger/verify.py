"""Verification: whether a ledger still says what its articles say. Nothing is repaired."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from sayso.ledger.columns import PARTS, Columns, Tables, digest
from sayso.ledger.decisions import broken_chain
from sayso.ledger.imports.events import altered
from sayso.ledger.insert import recipe
from sayso.ledger.records import run_of
from sayso.ledger.schema import NAMES, migrate
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Problem

QUOTING = ("sentences", "spans", "reasons")
SHOWN = 60  # characters of a quotation in a message
CODINGS = """
    SELECT codings.*, articles.text, readings.doc_id FROM codings
    LEFT JOIN articles ON articles.sha256 = codings.article
    LEFT JOIN readings ON readings.number = codings.reading
    ORDER BY codings.number
"""


def verify_ledger(ledger: Ledger) -> tuple[int, tuple[Problem, ...]]:
    """Return how many quotations were compared, and a problem (S305) for each difference of any kind."""
    found: list[Problem] = []
    checked = 0
    try:
        found += _problems(ledger, _broken(ledger))
        if not found:
            for check in CHECKS:
                found += _problems(ledger, check(ledger))
            for coding in ledger.read(CODINGS):
                tables = {name: list(_rows(ledger, name, coding["number"])) for name in PARTS}
                checked += sum(1 for _ in _quotations(tables))
                found += _problems(ledger, _differing(coding, tables))
    except Failure as failure:
        found.append(failure.problem)
    return checked, tuple(found)


def _problems(ledger: Ledger, reasons: Iterable[str]) -> Iterator[Problem]:
    for reason in reasons:
        yield problem("S305", str(ledger.path), reason=reason)


def _broken(ledger: Ledger) -> Iterator[str]:
    """Yield what SQLite finds wrong with the file itself."""
    for row in ledger.read("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"the database is broken ({row[0]})"


def _altered_schema(ledger: Ledger) -> Iterator[str]:
    """Yield each table, index, view or trigger that is not what this version made."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh, _schema(ledger))
        expected = {(kind, name): sql for kind, name, sql in fresh.execute(query)}
    there = {(row["type"], row["name"]): row["sql"] for row in ledger.read(query)}
    for (kind, name), sql in expected.items():
        if there.get((kind, name)) != sql:
            yield f"the {kind} {name} is {'changed' if (kind, name) in there else 'missing'}"


def _schema(ledger: Ledger) -> int:
    """Return the version of the schema: an older one where the ledger may only be read."""
    return next(int(row[0]) for row in ledger.read("PRAGMA user_version"))


def _missing_rows(ledger: Ledger) -> Iterator[str]:
    """Yield each table whose rows are not numbered from 1 to the last that was added."""
    for name in filter(ledger.has, NAMES):  # one that is not there is told by _altered_schema
        query = (
            f"SELECT count(*) AS held, max(coalesce(max(number), 0),"
            f" coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{name}'), 0)) AS last FROM {name}"
        )
        (row,) = ledger.read(query)
        if row["held"] != row["last"]:
            yield f"{name} has {row['held']} rows of {row['last']}; row {_gap(ledger, name)} is missing"


def _gap(ledger: Ledger, name: str) -> int:
    """Return the lowest number that no row of the table *name* has."""
    expected = 1
    for row in ledger.read(f"SELECT number FROM {name} ORDER BY number"):
        if row["number"] != expected:
            break
        expected += 1
    return expected


def _dangling(ledger: Ledger) -> Iterator[str]:
    """Yield each row that refers to one that is not there."""
    for row in ledger.read("PRAGMA foreign_key_check"):
        yield f"row {row['rowid']} of {row['table']} refers to a row of {row['parent']} that is not there"


def _articles(ledger: Ledger) -> Iterator[str]:
    """Yield each article whose text is not the one that was added."""
    for row in ledger.read("SELECT number, sha256, text FROM articles"):
        found = hashlib.sha256(row["text"].encode()).hexdigest()
        if found != row["sha256"]:
            yield f"the text of article {row['number']} has the sha256 {found}, not {row['sha256']}"


def _runs(ledger: Ledger) -> Iterator[str]:
    """Yield each run whose version, model and settings are not those that its rows are kept under."""
    for row in ledger.read("SELECT * FROM runs"):
        if recipe(run_of(row)) != row["recipe"]:
            yield f"version, model or settings of run {row['id']} are not those that it was added with"


def _decisions(ledger: Ledger) -> Iterator[str]:
    """Yield each decision that is not as it was made, or does not follow the one before it."""
    if ledger.has("decisions"):
        yield from broken_chain(ledger)


def _plans(ledger: Ledger) -> Iterator[str]:
    """Yield each plan that is not the one that was laid down."""
    if not ledger.has("plans"):
        return
    for row in ledger.read("SELECT number, digest, content FROM plans"):
        if hashlib.sha256(row["content"].encode()).hexdigest() != row["digest"]:
            yield f"plan {row['number']} is not the one that was laid down (its digest differs)"


def _imports(ledger: Ledger) -> Iterator[str]:
    """Yield each import whose events are not those that were added."""
    if ledger.has("imports"):
        yield from altered(ledger)


CHECKS = (_altered_schema, _missing_rows, _dangling, _articles, _runs, _decisions, _imports, _plans)


def _rows(ledger: Ledger, table: str, coding: int) -> Iterator[Columns]:
    """Yield the rows of *table* that belong to *coding*, in the order they were added."""
    for row in ledger.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,)):
        yield dict(row)


def _differing(coding: sqlite3.Row, tables: Tables) -> Iterator[str]:
    """Yield what of *coding* is not as it was added, or is not what its article says."""
    where = f"coding {coding['number']} ({coding['doc_id']})"
    text = coding["text"] or ""
    for name, start, end, quote in _quotations(tables):
        if text[start:end] != quote:
            said, found = _short(quote), _short(text[start:end])
            yield f"{name} of {where} says {said}, characters {start} to {end} of its article {found}"
    if digest(tables) != coding["digest"]:
        yield f"the rows of {where} are not those that were added (their digest differs)"


def _quotations(tables: Tables) -> Iterator[tuple[str, int, int, str]]:
    """Yield every quotation in the rows of a coding: what it is, where it stands, and the words."""
    for name in QUOTING:
        for row in tables[name]:
            if row["start"] is not None:
                what = f"row {row['number']} of {name}"
                yield what, int(str(row["start"])), int(str(row["end"])), str(row["quote"])


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= SHOWN else quote[: SHOWN - 3] + "...")
