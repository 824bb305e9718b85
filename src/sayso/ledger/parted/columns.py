"""The columns of a part: a row for each input, with all rows of its coding in lists beside it.

What the lists hold is what the tables of a ledger hold, so the ledger's own schema says it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from typing import Any, Literal

from sayso.ledger.columns import OWN, PARTS, digest, flatten, of_article
from sayso.ledger.insert import recipe, storable
from sayso.ledger.schema import migrate
from sayso.record import Coded, Problem, Run

Kind = Literal["text", "integer", "real"]
Fields = dict[str, Kind]
KINDS: Mapping[str, Kind] = {"TEXT": "text", "INTEGER": "integer", "REAL": "real"}
PLAIN = (
    "run_id recipe address source_sha256 article text doc_id title published precision language blocks digest"
).split()
PROBLEM = ("code", "what", "where", "remedy")
Row = dict[str, Any]


def nested() -> dict[str, Fields]:
    """Return the fields of each list in a part: those of the tables that a coding has, and of problems."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh)
        found = {name: _fields(fresh, name) for name in PARTS}
    return {**found, "problems": dict.fromkeys(PROBLEM, "text")}


def _fields(connection: sqlite3.Connection, table: str) -> Fields:
    told = connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')")
    return {name: KINDS[kind] for name, kind in told if name not in OWN}


def row_of(coded: Coded, run: Run) -> Row:
    """Return what *run* coded of an article as a row of a part."""
    article = coded.article
    tables = {
        name: [{column: storable(value) for column, value in row.items()} for row in rows]
        for name, rows in flatten(coded).items()
    }
    plain = {
        "address": article.address,
        "source_sha256": article.source_sha256,
        "article": article.sha256,
        "text": article.text,
        **of_article(article),
    }
    found = {name: storable(value) for name, value in plain.items()}
    return {**_begun(run), **found, "digest": digest(tables), **tables, "problems": _told(coded.problems)}


def row_of_problems(problems: tuple[Problem, ...], run: Run) -> Row:
    """Return why an input gave *run* no article as a row of a part, which has nothing else."""
    return {**_begun(run), **{name: [] for name in PARTS}, "problems": _told(problems)}


def _begun(run: Run) -> Row:
    return {**dict.fromkeys(PLAIN), "run_id": run.id, "recipe": recipe(run)}


def _told(problems: tuple[Problem, ...]) -> list[Row]:
    return [{name: storable(value) for name, value in asdict(one).items()} for one in problems]
