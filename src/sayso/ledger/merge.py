"""Bringing ledgers (shards) into one, as if all had been coded into the one to begin with.

A shard is verified first, and comes in whole or not at all; of a shard in parts, each part does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.chain import TABLES, seal
from sayso.ledger.insert import ROWS, add_decision
from sayso.ledger.parted.bring import bring
from sayso.ledger.parted.reading import is_parted
from sayso.ledger.postgres.address import Address, Place, place, shown
from sayso.ledger.shard import Columns, Copied, copy, rows
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure, problem
from sayso.record import Problem

SAME = "article kind row verdict corrections reviewer decided note blind".split()
SHOWN = 5  # numbers or names in a message


class Merged(NamedTuple):
    """What came of one shard: what was new, or why nothing was taken.

    ``recoded`` counts articles that the ledger held already, coded by another version, model or settings:
    now it holds both, and of those that were finished the shard's count.
    """

    shard: str
    taken: bool = False
    articles: int = 0
    rows: int = 0
    decisions: int = 0
    recoded: int = 0
    problems: tuple[Problem, ...] = ()


def merge(ledger: Ledger, shards: Iterable[str | Path]) -> Iterator[Merged]:
    """Bring each of *shards* into *ledger*, and yield what came of it; one that cannot be taken is left out.

    What the ledger has already is not taken twice. Raises Failure (S303, S305) where the ledger is at fault.
    """
    with ledger.writing():
        pass  # whether it can be written is seen before any shard is read
    for shard in shards:
        try:
            yield _in_parts(ledger, str(shard)) if is_parted(str(shard)) else _merged(ledger, place(shard))
        except Failure as failure:
            found = failure.problem
            if found.code == "S303" or (found.code == "S305" and found.where == str(ledger.path)):
                raise
            yield Merged(shown(shard), problems=(found,))


def _merged(ledger: Ledger, path: Place) -> Merged:
    """Bring the shard at *path* into *ledger*. Raises Failure for what is wrong with either."""
    if _same(ledger.path, path):
        raise Failure(problem("S370", str(path), reason="it is the ledger that it would be brought into"))
    with open_ledger(path, create=False, read_only=True) as shard:
        _, faults = verify_ledger(shard)
        if faults:
            raise Failure(faults[0])
        try:
            with ledger.writing():
                return _taken(ledger, shard)
        except (sqlite3.IntegrityError, sqlite3.DataError, KeyError, OverflowError) as error:
            reason = f"it contradicts itself or the ledger ({error})"
            raise Failure(problem("S370", str(path), reason=reason)) from error


def _same(one: Place, other: Place) -> bool:
    """Return whether both are one ledger."""
    if isinstance(one, Address) or isinstance(other, Address):
        return isinstance(one, Address) and one.samefile(other)
    return one.exists() and other.exists() and other.samefile(one)


def _in_parts(ledger: Ledger, name: str) -> Merged:
    """Bring the shard in parts called *name* into *ledger*; parts that are not whole are left out."""
    came = bring(ledger, name)
    told = (*came.refused, *_differing(name, came.differing))
    return Merged(name, came.taken > 0, came.articles, came.rows, 0, came.recoded, told)


def _taken(ledger: Ledger, shard: Ledger) -> Merged:
    """Add what *shard* holds and *ledger* does not, within the transaction that is open."""
    copied = copy(ledger, shard)
    decisions, unfit = _copy_decisions(ledger, shard, copied)
    added = copied.added
    new = sum(added[name] for name in ROWS)
    told = tuple(_told(str(shard.path), copied, unfit))
    return Merged(str(shard.path), True, added["articles"], new, decisions, copied.recoded, told)


def _told(where: str, copied: Copied, unfit: list[int]) -> Iterator[Problem]:
    """Yield what was not taken of a shard that was."""
    if unfit:
        numbers = ", ".join(map(str, unfit[:SHOWN])) + ", ..." * (len(unfit) > SHOWN)
        yield problem("S371", where, count=len(unfit), numbers=numbers)
    yield from _differing(where, copied.differing)


def _differing(where: str, articles: Sequence[str]) -> Iterator[Problem]:
    """Yield that *articles* are coded otherwise in the ledger, where there are any."""
    if articles:
        names = ", ".join(one[:12] for one in articles[:SHOWN])
        yield problem("S372", where, count=len(articles), names=names)


def _copy_decisions(ledger: Ledger, shard: Ledger, copied: Copied) -> tuple[int, list[int]]:
    """Add the decisions that are new and fit behind those of *ledger*.

    Return how many there are, and the numbers (in the shard) of those that do not fit.
    """
    held = next(ledger.read("SELECT coalesce(max(number), 0) FROM decisions"))[0]
    numbers: dict[int, int] = {}
    added, unfit = 0, []
    for number, row in rows(shard, "decisions"):
        row["coding"] = copied.codings[int(str(row["coding"]))]
        taken_back = row["withdraws"]
        row["withdraws"] = numbers.get(int(str(taken_back))) if taken_back is not None else None
        known = _known(ledger, row)
        if known is not None:
            numbers[number] = known
        elif (taken_back is None or row["withdraws"] is not None) and _fits(ledger, row, held):
            numbers[number] = _decided(ledger, row)
            added += 1
        else:
            unfit.append(number)
    return added, unfit


def _known(ledger: Ledger, row: Columns) -> int | None:
    """Return the number of the decision in *row*, None where *ledger* has it not."""
    where = " AND ".join(f'"{name}" IS ?' for name in SAME)
    found = ledger.read(f"SELECT number FROM decisions WHERE {where}", [row[name] for name in SAME])
    return next((int(one["number"]) for one in found), None)


def _fits(ledger: Ledger, row: Columns, held: int) -> bool:
    """Return whether the decision in *row* has its row in *ledger*, and would not overrule a later one.

    *held* is the last decision that was there before: of a reviewer's the one with the highest number counts.
    """
    if row["withdraws"] is not None:
        return not any(ledger.read("SELECT 1 FROM decisions WHERE withdraws = ?", (row["withdraws"],)))
    table = TABLES[row["kind"]]  # type: ignore[index] # a kind, or KeyError
    its = (row["coding"], row["row"])
    later = "article = ? AND row = ? AND reviewer = ? AND decided > ? AND number <= ?"
    asked = [row[name] for name in ("article", "row", "reviewer", "decided")]
    there = row["verdict"] == "add" or any(
        (
            *ledger.read(f"SELECT 1 FROM {table} WHERE coding = ? AND id = ?", its),
            *ledger.read(
                "SELECT 1 FROM decisions WHERE verdict = 'add' AND article = ? AND row = ?", asked[:2]
            ),
        )
    )
    return there and not any(ledger.read(f"SELECT 1 FROM decisions WHERE {later}", (*asked, held)))


def _decided(ledger: Ledger, row: Columns) -> int:
    """Add the decision in *row* behind the last one, as it was made; return its number."""
    last = next(ledger.read("SELECT number, digest FROM decisions ORDER BY number DESC LIMIT 1"), None)
    whole = {
        **row,
        "number": last["number"] + 1 if last else 1,
        "previous": last["digest"] if last else "",
    }
    return add_decision(ledger.connection, {**whole, "digest": seal(whole)})
