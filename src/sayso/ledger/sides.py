"""The two sides of a comparison: codings of a ledger, one for each article, and what made them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ledger.pages import LAST
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem

CURRENT = "SELECT number FROM current"
OF_RECIPE = "SELECT number FROM codings WHERE recipe = ?"
OF_VERSION = """
    SELECT max(codings.number) FROM codings JOIN runs ON runs.id = codings.run_id
    WHERE runs.version = ? GROUP BY codings.article
"""
CODINGS = """
    SELECT codings.number, codings.article, codings.run_id, codings.digest, sources.address,
        readings.doc_id, readings.title, readings.published, readings.precision
    FROM codings
    JOIN readings ON readings.number = codings.reading
    JOIN sources ON sources.number = readings.source
    WHERE codings.number IN ({chosen}) ORDER BY codings.number
"""
RUN = "SELECT id, recipe FROM runs WHERE id >= ? AND id < ? LIMIT 2"
READ = ("title", "published", "precision")  # what is read of a source beside the text, and decides on rows


class Side(NamedTuple):
    """Codings of ``ledger``, chosen by the query ``chosen`` with its ``values``."""

    ledger: Ledger
    chosen: str = CURRENT
    values: Sequence[object] = ()


class Cause(NamedTuple):
    """Something that decides which rows an article gives, and is not the same on both sides."""

    what: str
    a: object
    b: object


def of_run(ledger: Ledger, run: str) -> Side:
    """Return what the run whose id begins with *run* coded or found coded by its version, model and settings.

    Raises Failure: S323 where there is none, S324 where there are several.
    """
    found = list(ledger.read(RUN, (run, f"{run}{LAST}")))
    if len(found) != 1:
        raise Failure(
            problem("S324" if found else "S323", str(ledger.path), run=f"whose id begins with {run}")
        )
    return Side(ledger, OF_RECIPE, (found[0]["recipe"],))


def of_version(ledger: Ledger, version: str) -> Side:
    """Return the latest coding of each article by the *version* of sayso. Raises Failure (S323)."""
    if not any(ledger.read("SELECT 1 FROM runs WHERE version = ?", (version,))):
        raise Failure(problem("S323", str(ledger.path), run=f"of version {version}"))
    return Side(ledger, OF_VERSION, (version,))


def codings(side: Side) -> list[sqlite3.Row]:
    """Return the codings of *side*, in the order in which they were added."""
    return list(side.ledger.read(CODINGS.format(chosen=side.chosen), side.values))


def pairs(
    first: Sequence[sqlite3.Row], second: Sequence[sqlite3.Row]
) -> Iterator[tuple[sqlite3.Row | None, sqlite3.Row | None]]:
    """Yield the codings of one article of both sides: of one text, else of one address, else of one name.

    None stands where a side has not coded it.
    """
    left, right = list(first), list(second)
    found: list[tuple[sqlite3.Row, sqlite3.Row]] = []
    for key in ("article", "address", "doc_id"):
        there = {row[key]: row for row in reversed(right)}
        matched = [(row, there.pop(row[key])) for row in left if row[key] in there]
        found += matched
        gone = {id(row) for pair in matched for row in pair}
        left, right = ([row for row in rows if id(row) not in gone] for rows in (left, right))
    yield from sorted(found, key=lambda pair: int(pair[0]["number"]))
    yield from ((row, None) for row in left)
    yield from ((None, row) for row in right)


def causes(sides: tuple[Side, Side], pair: tuple[sqlite3.Row, sqlite3.Row]) -> Iterator[Cause]:
    """Yield what differs between two codings of one article of what decides on their rows."""
    if pair[0]["article"] != pair[1]["article"]:
        yield Cause("text", pair[0]["article"], pair[1]["article"])
    for field in READ:
        if pair[0][field] != pair[1][field]:
            yield Cause(field, pair[0][field], pair[1][field])
    made = [_made_by(side.ledger, row["run_id"]) for side, row in zip(sides, pair, strict=True)]
    for what in dict.fromkeys([*made[0], *made[1]]):
        a, b = (one.get(what) for one in made)
        if a != b:
            yield Cause(what, a, b)


def _made_by(ledger: Ledger, run: str) -> Mapping[str, object]:
    """Return version, model and each setting of a run; what is no JSON object is one setting."""
    (row,) = ledger.read("SELECT version, model, settings FROM runs WHERE id = ?", (run,))
    try:
        settings = json.loads(row["settings"])
    except ValueError:
        settings = row["settings"]
    named = settings if isinstance(settings, dict) else {"all": settings}
    told = {f"settings: {name}": value for name, value in named.items()}
    return {"version": row["version"], "model": row["model"], **told}
