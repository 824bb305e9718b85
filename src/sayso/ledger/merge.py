"""Bringing ledgers (shards) into one: what each holds, as if it had been coded into the one to begin with.

Rows keep their ids and digests; only their numbers are new. A shard is verified first, and comes in whole or
not at all.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.columns import PARTS
from sayso.ledger.decisions import TABLES, seal
from sayso.ledger.insert import ROWS, add_all, add_row, number_of
from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure, problem
from sayso.record import Problem

SAME = "article kind row verdict corrections reviewer decided note blind".split()
DONE = "SELECT recipe, max(codings) AS last FROM finishes GROUP BY recipe"
SHOWN = 3  # numbers of decisions in a message

Columns = dict[str, object]


class Merged(NamedTuple):
    """What came of one shard: how many articles, rows and decisions were new, or why nothing was taken.

    ``replaced`` counts articles that the ledger held otherwise coded: now the shard's rows count.
    """

    shard: str
    articles: int = 0
    rows: int = 0
    decisions: int = 0
    replaced: int = 0
    problems: tuple[Problem, ...] = ()
    taken: bool = False


@dataclass(slots=True)
class Numbers:
    """By the number that a row has in the shard its number here; which runs added any of them."""

    sources: dict[int, int] = field(default_factory=dict)
    readings: dict[int, int] = field(default_factory=dict)
    codings: dict[int, int] = field(default_factory=dict)
    decisions: dict[int, int] = field(default_factory=dict)
    runs: set[str] = field(default_factory=set)
    added: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def merge(ledger: Ledger, shards: Iterable[str | Path]) -> Iterator[Merged]:
    """Bring each of *shards* into *ledger*, and yield what came of it; what cannot be taken is left out.

    What the ledger has already is not taken twice. Raises Failure (S303, S305) where the ledger is at fault.
    """
    for shard in shards:
        try:
            yield _merge_one(ledger, Path(shard))
        except Failure as failure:
            if failure.problem.where == str(ledger.path) and str(shard) != str(ledger.path):
                raise
            yield Merged(str(shard), problems=(failure.problem,))


def _merge_one(ledger: Ledger, path: Path) -> Merged:
    """Bring the shard at *path* into *ledger*. Raises Failure for what is wrong with either."""
    if path.exists() and path.samefile(ledger.path):
        raise Failure(problem("S325", str(path), reason="it is the ledger that it is to be brought into"))
    with open_ledger(path, create=False, read_only=True) as shard:
        _, faults = verify_ledger(shard)
        for fault in faults[:1]:
            raise Failure(fault)
        try:
            with ledger.writing():
                return _copied(ledger, shard)
        except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError) as error:
            raise Failure(problem("S325", str(path), reason=str(error))) from error


def _copied(ledger: Ledger, shard: Ledger) -> Merged:
    """Add what *shard* holds and *ledger* does not, within the transaction that is open."""
    numbers = Numbers()
    before = _unfinished(ledger)
    held = {str(row["article"]) for row in ledger.read("SELECT DISTINCT article FROM codings")}
    articles = _articles(ledger, shard)
    _readings(ledger, shard, numbers)
    replaced = len(held & set(_codings(ledger, shard, numbers)))
    _problems(ledger, shard, numbers)
    unfit = list(_decisions(ledger, shard, numbers)) if shard.has("decisions") else []
    _finishes(ledger, shard, numbers, before)
    _runs(ledger, shard, numbers)
    rows = sum(numbers.added[name] for name in ROWS)
    told = tuple(_told(shard, numbers, unfit))
    return Merged(str(shard.path), articles, rows, numbers.added["decisions"], replaced, told, taken=True)


def _rows(shard: Ledger, table: str) -> Iterator[tuple[int, Columns]]:
    """Yield each row of *table* with its number, without it, in their order."""
    for row in shard.read(f"SELECT * FROM {table} ORDER BY number"):
        columns = dict(row)
        yield int(columns.pop("number")), columns


def _articles(ledger: Ledger, shard: Ledger) -> int:
    """Add the articles that are new; return how many."""
    new = 0
    for _, row in _rows(shard, "articles"):
        if number_of(ledger.connection, "articles", {"sha256": row["sha256"]}) is None:
            add_row(ledger.connection, "articles", row)
            new += 1
    return new


def _readings(ledger: Ledger, shard: Ledger, numbers: Numbers) -> None:
    """Add sources, and what was read of them, where they are new."""
    for number, row in _rows(shard, "sources"):
        numbers.sources[number] = _once(ledger, "sources", row, ("address", "sha256"))[0]
    for number, row in _rows(shard, "readings"):
        row["source"] = numbers.sources[int(str(row["source"]))]
        numbers.readings[number], new = _once(ledger, "readings", row, ("source", "recipe"))
        if new:
            numbers.runs.add(str(row["run_id"]))


def _codings(ledger: Ledger, shard: Ledger, numbers: Numbers) -> Iterator[str]:
    """Add the codings that are new, with all their rows; yield the article of each."""
    for number, row in _rows(shard, "codings"):
        row["reading"] = numbers.readings[int(str(row["reading"]))]
        here, new = _once(ledger, "codings", row, ("article", "recipe"))
        numbers.codings[number] = here
        if new:
            numbers.runs.add(str(row["run_id"]))
            for table in PARTS:
                its = [_moved(part, here) for part in _parts(shard, table, number)]
                add_all(ledger.connection, table, its)
                numbers.added[table] += len(its)
            yield str(row["article"])
        elif number_of(ledger.connection, "codings", {"number": here, "digest": row["digest"]}) is None:
            numbers.differing.append(str(row["article"]))


def _parts(shard: Ledger, table: str, coding: int) -> Iterator[sqlite3.Row]:
    yield from shard.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,))


def _moved(row: sqlite3.Row, coding: int) -> Columns:
    """Return *row* as one of another *coding*."""
    columns = dict(row)
    del columns["number"]
    return {**columns, "coding": coding}


def _problems(ledger: Ledger, shard: Ledger, numbers: Numbers) -> None:
    """Add what went wrong, where it is new."""
    for _, row in _rows(shard, "problems"):
        if _once(ledger, "problems", row, ("recipe", "code", "where", "what"))[1]:
            numbers.runs.add(str(row["run_id"]))


def _runs(ledger: Ledger, shard: Ledger, numbers: Numbers) -> None:
    """Add the runs that have added something."""
    for _, row in _rows(shard, "runs"):
        if row["id"] in numbers.runs:
            _once(ledger, "runs", row, ("id",))


def _once(ledger: Ledger, table: str, row: Columns, key: tuple[str, ...]) -> tuple[int, bool]:
    """Return the number of the row of *table* with this *key*, and whether it had to be added."""
    found = number_of(ledger.connection, table, {name: row[name] for name in key})
    return (add_row(ledger.connection, table, row), True) if found is None else (found, False)


def _unfinished(ledger: Ledger) -> Mapping[str, set[int]]:
    """Return by recipe the codings of runs that were cut short, which do not count where there are others."""
    done = {str(row["recipe"]): int(row["last"]) for row in ledger.read(DONE)}
    found: dict[str, set[int]] = {}
    for row in ledger.read("SELECT number, recipe FROM codings"):
        if row["number"] > done.get(row["recipe"], 0):
            found.setdefault(row["recipe"], set()).add(int(row["number"]))
    return found


def _finishes(ledger: Ledger, shard: Ledger, numbers: Numbers, before: Mapping[str, set[int]]) -> None:
    """Note the runs that went through all their inputs.

    A finish counts for every coding before it. Where the ledger has codings of runs that were cut short, which
    no run of the shard has done again, what comes after them waits until they are coded to their end.
    """
    codings = [(number, str(row["recipe"])) for number, row in _rows(shard, "codings")]
    for _, row in _rows(shard, "finishes"):
        of_it = [one for one, recipe in codings if recipe == row["recipe"] and one <= int(str(row["codings"]))]
        done = {numbers.codings[one] for one in of_it}
        last = max(done, default=0)
        short = before.get(str(row["recipe"]), set()) - done
        if not any(one <= last for one in short) and _is_news(ledger, str(row["recipe"]), last, numbers):
            if _once(ledger, "finishes", {**row, "codings": last}, ("run_id",))[1]:
                numbers.runs.add(str(row["run_id"]))


def _is_news(ledger: Ledger, recipe: str, last: int, numbers: Numbers) -> bool:
    """Return whether a finish at *last* says more than is known: of codings, or of a run that added problems."""
    done = {str(row["recipe"]): int(row["last"]) for row in ledger.read(DONE)}
    return last > done.get(recipe, 0) or recipe not in done


def _decisions(ledger: Ledger, shard: Ledger, numbers: Numbers) -> Iterator[int]:
    """Add decisions behind those that are there, in their order; yield the numbers of those that do not fit."""
    for number, row in _rows(shard, "decisions"):
        row["coding"] = numbers.codings[int(str(row["coding"]))]
        if row["withdraws"] is not None:
            row["withdraws"] = numbers.decisions.get(int(str(row["withdraws"])))
        known = number_of(ledger.connection, "decisions", {name: row[name] for name in SAME})
        if known is not None:
            numbers.decisions[number] = known
        elif _fits(ledger, row):
            numbers.decisions[number] = _decided(ledger, row)
            numbers.added["decisions"] += 1
        else:
            yield number
"""
