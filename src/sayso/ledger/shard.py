"""Copying what one ledger (a shard) holds into another: rows keep ids, runs, digests; numbers are new."""

from __future__ import annotations

import sqlite3
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.ledger.columns import PARTS
from sayso.ledger.insert import ROWS, add_all, add_parts, add_row, number_of
from sayso.ledger.store import Ledger

DONE = "SELECT recipe, max(codings) AS last FROM finishes GROUP BY recipe"
AT_ONCE = 1000  # rows

Columns = dict[str, object]
Unfinished = Mapping[str, set[int]]


@dataclass(slots=True)
class Copied:
    """What was copied: by the number that a row has in the shard its number here, and how many are new.

    ``runs`` are those that added anything, ``differing`` the articles that the ledger holds coded by the
    same recipe and otherwise.
    """

    sources: dict[int, int] = field(default_factory=dict)
    readings: dict[int, int] = field(default_factory=dict)
    codings: dict[int, int] = field(default_factory=dict)
    recoded: int = 0
    runs: set[str] = field(default_factory=set)
    added: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def copy(ledger: Ledger, shard: Ledger) -> Copied:
    """Add what *shard* holds and *ledger* does not, save decisions, within the transaction that is open."""
    copied = Copied()
    before = unfinished(ledger)
    for _, row in rows(shard, "articles"):
        _once(ledger, "articles", row, ("sha256",), copied)
    _copy_readings(ledger, shard, copied)
    for number, row in rows(shard, "codings"):
        _copy_coding(ledger, shard, (number, row), copied)
    for _, row in rows(shard, "problems"):
        _once(ledger, "problems", row, ("recipe", "code", "where", "what"), copied)
    _copy_finishes(ledger, shard, copied, before)
    for _, row in rows(shard, "runs"):
        if row["id"] in copied.runs:
            _once(ledger, "runs", row, ("id",), copied)
    _copy_imports(ledger, shard, copied)
    for table, key in (("plans", "digest"), ("verdicts", "id")):
        for _, row in rows(shard, table):
            _once(ledger, table, row, (key,), copied)
    return copied


def rows(shard: Ledger, table: str) -> Iterator[tuple[int, Columns]]:
    """Yield the number and the other columns of each row of *table*; an older ledger may lack it."""
    if shard.has(table):
        for row in shard.read(f"SELECT * FROM {table} ORDER BY number"):
            columns = dict(row)
            yield int(columns.pop("number")), columns


def _once(ledger: Ledger, table: str, row: Columns, key: tuple[str, ...], copied: Copied) -> tuple[int, bool]:
    """Return the number of the row of *table* with this *key*, and whether it had to be added."""
    found = number_of(ledger.connection, table, {name: row[name] for name in key})
    if found is not None:
        return found, False
    copied.added[table] += 1
    if "run_id" in row:
        copied.runs.add(str(row["run_id"]))
    return add_row(ledger.connection, table, row), True


def _copy_readings(ledger: Ledger, shard: Ledger, copied: Copied) -> None:
    """Add the sources, and what was read of them, that are new."""
    for number, row in rows(shard, "sources"):
        copied.sources[number], _ = _once(ledger, "sources", row, ("address", "sha256"), copied)
    for number, row in rows(shard, "readings"):
        row["source"] = copied.sources[_whole(row["source"])]
        copied.readings[number], _ = _once(ledger, "readings", row, ("source", "recipe"), copied)


def _copy_coding(ledger: Ledger, shard: Ledger, coding: tuple[int, Columns], copied: Copied) -> None:
    """Add a *coding*, its number and columns, with all its rows, if it is new."""
    number, row = coding
    row["reading"] = copied.readings[_whole(row["reading"])]
    known = number_of(ledger.connection, "codings", {"article": row["article"]}) is not None
    here, new = _once(ledger, "codings", row, ("article", "recipe"), copied)
    copied.codings[number] = here
    if new:
        copied.recoded += known
        tables = {table: _parts(shard, table, number) for table in PARTS}
        add_parts(ledger.connection, here, tables)
        copied.added.update({table: len(tables[table]) for table in ROWS})
    elif number_of(ledger.connection, "codings", {"number": here, "digest": row["digest"]}) is None:
        copied.differing.append(str(row["article"]))


def _parts(shard: Ledger, table: str, coding: int) -> list[Columns]:
    """Return the rows of *table* that belong to a *coding*."""
    found = shard.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,))
    return [_without_number(row) for row in found]


def _without_number(row: sqlite3.Row) -> Columns:
    columns = dict(row)
    del columns["number"]
    return columns


def _whole(value: object) -> int:
    """Return *value*, a whole number as the schema has it."""
    return int(str(value))


def _last(ledger: Ledger) -> dict[str, int]:
    """Return by recipe the last coding of *ledger* that some run has finished with."""
    return {str(row["recipe"]): int(row["last"]) for row in ledger.read(DONE)}


def unfinished(ledger: Ledger) -> Unfinished:
    """Return by recipe the codings of runs that were cut short, which do not count where there are others."""
    done = _last(ledger)
    found: dict[str, set[int]] = {}
    for row in ledger.read("SELECT number, recipe FROM codings"):
        if row["number"] > done.get(row["recipe"], 0):
            found.setdefault(str(row["recipe"]), set()).add(int(row["number"]))
    return found


def _copy_finishes(ledger: Ledger, shard: Ledger, copied: Copied, before: Unfinished) -> None:
    """Note the runs of *shard* that went through all their inputs.

    A finish counts for every coding before it. So where the ledger has codings of a run that was cut short,
    and no run of the shard did them again, what comes after them waits until they are done.
    """
    coming: dict[object, deque[tuple[int, int]]] = {}
    for number, row in rows(shard, "codings"):
        coming.setdefault(row["recipe"], deque()).append((number, copied.codings[number]))
    short = {recipe: set(numbers) for recipe, numbers in before.items()}
    last: Counter[str] = Counter()
    for _, row in rows(shard, "finishes"):
        recipe, its = str(row["recipe"]), coming.get(row["recipe"], deque())
        while its and its[0][0] <= _whole(row["codings"]):
            here = its.popleft()[1]
            short.get(recipe, set()).discard(here)
            last[recipe] = max(last[recipe], here)
        news = last[recipe] > _last(ledger).get(recipe, 0) or row["run_id"] in copied.runs
        if news and not any(one <= last[recipe] for one in short.get(recipe, ())):
            _once(ledger, "finishes", {**row, "codings": last[recipe]}, ("run_id",), copied)


def _copy_imports(ledger: Ledger, shard: Ledger, copied: Copied) -> None:
    """Add the imports of other coders' events that are new, with their events, which stand together."""
    for number, row in rows(shard, "imports"):
        last = next(ledger.read("SELECT coalesce(max(number), 0) FROM imported_events"))[0]
        key = ("sha256", "format", "coder", "codebook", "columns")
        here, new = _once(ledger, "imports", {**row, "first": last + 1}, key, copied)
        if new:
            _copy_events(ledger, shard, (number, here))


def _copy_events(ledger: Ledger, shard: Ledger, numbers: tuple[int, int]) -> None:
    """Add the events of an import, of which *numbers* are that in *shard* and that in *ledger*."""
    number, here = numbers
    found = shard.read("SELECT * FROM imported_events WHERE import = ? ORDER BY number", (number,))
    some: list[Columns] = []
    for row in found:
        some.append(_without_number(row) | {"import": here})
        if len(some) == AT_ONCE:
            add_all(ledger.connection, "imported_events", some)
            some.clear()
    add_all(ledger.connection, "imported_events", some)
