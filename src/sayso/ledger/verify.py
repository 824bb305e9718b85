"""Verification: whether a ledger still says what its articles say. Nothing is repaired."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

from sayso.ledger.chain import broken_chain
from sayso.ledger.columns import PARTS, Columns, Tables, digest
from sayso.ledger.imports.events import altered
from sayso.ledger.insert import recipe
from sayso.ledger.postgres import checks
from sayso.ledger.postgres.address import Place
from sayso.ledger.postgres.connection import Postgres
from sayso.ledger.records import run_of
from sayso.ledger.schema import NAMES, migrate
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.whole import QUOTING, whole
from sayso.problems import Failure, problem
from sayso.record import Problem

SHOWN = 60  # characters of a quotation in a message
CODINGS = """
    SELECT codings.*, articles.text, readings.doc_id, sources.address FROM codings
    LEFT JOIN articles ON articles.sha256 = codings.article
    LEFT JOIN readings ON readings.number = codings.reading
    LEFT JOIN sources ON sources.number = readings.source
    ORDER BY codings.number
"""
SHA256 = re.compile("[0-9a-f]{64}")
DEFINITIONS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
RECIPES = "finishes", "readings", "codings", "problems"  # the tables that name the recipe of their run
RUN = """
    SELECT {table}.number, {table}.run_id FROM {table} LEFT JOIN runs ON runs.id = {table}.run_id
    WHERE runs.recipe IS NOT {table}.recipe ORDER BY {table}.number
"""


def verify_ledger(ledger: Ledger) -> tuple[int, tuple[Problem, ...]]:
    """Return how many quotations were compared, and a problem (S305) for each difference of any kind.

    All is read as it was at one moment, whatever others add meanwhile. SQLite looks at the file itself in
    another thread, on another core where there is one.
    """
    with ThreadPoolExecutor(1) as beside:
        broken = beside.submit(_broken_file, ledger.path)
        try:
            with ledger.moment():
                compared = _compared(ledger)
        except Failure as failure:
            compared = 0, (failure.problem,)
        except Exception:
            if broken.result():  # what a broken file holds can be anything
                return 0, broken.result()
            raise
        return (0, broken.result()) if broken.result() else compared


def _broken_file(path: Place) -> tuple[Problem, ...]:
    """Return what SQLite finds wrong with the file at *path* itself."""
    try:
        with open_ledger(path, create=False, read_only=True) as ledger:
            return tuple(_problems(ledger, _broken(ledger)))
    except Failure as failure:
        return (failure.problem,)


def _compared(ledger: Ledger) -> tuple[int, tuple[Problem, ...]]:
    """Return how many quotations were compared, and what differs from what was added.

    Nothing can be compared where a table is not there or is another one.
    """
    found = list(_problems(ledger, _altered_schema(ledger)))
    if any(f"the table {name} is" in one.what for one in found for name in NAMES):
        return 0, tuple(found)
    checked = 0
    try:
        for check in CHECKS:
            found += _problems(ledger, check(ledger))
        whole_count = whole(ledger) if not found else None
        if whole_count is not None:
            return whole_count, ()
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
    """Yield each table, index, view or trigger that is not what the version of this schema made."""
    if isinstance(ledger.connection, Postgres):
        with _fresh(ledger) as fresh:
            yield from checks.altered(ledger.connection, fresh)
        return
    expected, there = _schema(ledger), _definitions(ledger.read(DEFINITIONS))
    for (kind, name), sql in expected.items():
        if there.get((kind, name)) != sql:
            yield f"the {kind} {name} is {'changed' if (kind, name) in there else 'missing'}"
    for kind, name in there.keys() - expected.keys():
        if kind == "trigger":
            yield f"the trigger {name} is none of sayso's: it may change what is added"


def _schema(ledger: Ledger) -> dict[tuple[str, str], str]:
    """Return what a ledger of this version is made of: one that may only be read can be of an older one."""
    with _fresh(ledger) as fresh:
        return _definitions(fresh.execute(DEFINITIONS))


@contextmanager
def _fresh(ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """Give an empty ledger of the version of this schema, in memory."""
    ((version,),) = ledger.read("PRAGMA user_version")
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh, version)
        yield fresh


def _definitions(rows: Iterable[Sequence[str]]) -> dict[tuple[str, str], str]:
    return {(kind, name): sql for kind, name, sql in rows}


def _missing_rows(ledger: Ledger) -> Iterator[str]:
    """Yield each table whose rows are not numbered from 1 to the last that was added."""
    there = {name for _, name in _schema(ledger)}
    for name in (one for one in NAMES if one in there):
        query = (
            f"SELECT count(*) AS held, coalesce(max(number), 0) AS last,"
            f" coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{name}'), 0) AS given FROM {name}"
        )
        (row,) = ledger.read(query)
        last = max(row["last"], row["given"])
        if row["held"] != last:
            yield f"{name} has {row['held']} rows of {last}; row {_gap(ledger, name)} is missing"


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


def _recipes(ledger: Ledger) -> Iterator[str]:
    """Yield each row that is kept under another recipe than that of its run."""
    for table in RECIPES:
        for row in ledger.read(RUN.format(table=table)):
            yield f"row {row['number']} of {table} is not of the recipe of its run {row['run_id']}"


def _digests(ledger: Ledger) -> Iterator[str]:
    """Yield each source whose digest is none. Its bytes are not kept."""
    for row in ledger.read("SELECT number, address, sha256 FROM sources ORDER BY number"):
        if not SHA256.fullmatch(row["sha256"]):
            yield f"source {row['number']} ({row['address']}) has no sha256, but {_short(row['sha256'])}"


def _unsearched(ledger: Ledger) -> Iterator[str]:
    """Yield how many sentences and events cannot be found by their words."""
    for table, index in (("sentences", "search"), ("events", "event_words")):
        if ledger.has(f"{index}_docsize"):
            query = f"SELECT (SELECT count(*) FROM {table}), (SELECT count(*) FROM {index}_docsize)"
            ((held, searched),) = ledger.read(query)
            if held != searched:
                yield f"the index {index} holds {searched} of the {held} rows of {table}"


CHECKS = (
    _missing_rows,
    _dangling,
    _articles,
    _digests,
    _runs,
    _recipes,
    _unsearched,
    _decisions,
    _imports,
    _plans,
)


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
