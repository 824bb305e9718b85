"""The dyad-month panel: every pair of countries that occurs, every month, zeros where nothing was told."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.export import codings as mean
from sayso.ledger.export import delimited, parquet
from sayso.ledger.export.mentions import month_of, others
from sayso.ledger.export.shape import Column, Table
from sayso.ledger.export.tidy import write_tables
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger
from sayso.ledger.stories import reports, stories
from sayso.ontology.schemes import load_schemes

LEVELS = {
    "mentions": "mentions of events: one sentence each",
    "reports": "reports with at least one such mention, an article and its copies being one",
    "stories": "stories (what several reports tell of one deed) with at least one such mention",
}
DYADS = """
    SELECT row.id, row.type,
        substr(row.actor_code, 1, 3) AS actor, substr(row.recipient_code, 1, 3) AS recipient,
        row.date_start, row.date_end, readings.published, readings.precision, current.article
    FROM events AS row
    CROSS JOIN current ON current.number = row.coding
    CROSS JOIN readings ON readings.number = current.reading
    WHERE row.status = 'happened'
    ORDER BY row.number
"""
UNKNOWN = "UNK"

Month = str
Dyad = tuple[str, str]
Cell = tuple[str, str, Month]  # actor, recipient, month


class Counted(NamedTuple):
    """A mention that counts: who, to whom, in which month, of which type, and its names at each level."""

    actor: str
    recipient: str
    month: Month
    type: str
    mentions: str
    reports: str
    stories: str


PANEL = (
    Column("actor", "text", "who did it: the country", mean.COUNTRIES),
    Column("recipient", "text", "to whom: the country", mean.COUNTRIES),
    Column("month", "text", "year and month; of a mention that tells no day, that of its article"),
    Column("level", "text", "what is counted", LEVELS),
    *(Column(kind.lower(), "integer", f"of type {kind}: {what}") for kind, what in mean.TYPES.items()),
    *(
        Column(name.replace(" ", "_"), "integer", f"of quad class {quad}, {name}, by PLOVER's manual")
        for quad, name in mean.QUADS.items()
    ),
    Column("total", "integer", "of any type"),
    Column("n", "integer", "the actor's other events of the month, with all other recipients: a denominator"),
)
COUNTED = (
    Column("id", "text", "of the event: a mention"),
    Column("actor", "text", "the country"),
    Column("recipient", "text", "the country"),
    Column("month", "text", "in which it is counted"),
    Column("type", "text", "what is done", mean.TYPES),
    Column("report", "text", "the article, or of its copies the one with the least digest"),
    Column("story", "text", "id of the story"),
)


@settled
def write(ledger: Ledger, folder: Path) -> int:
    """Write the panel as CSV into the new *folder*, with what it counts and a codebook; return the rows."""
    return write_tables(ledger, folder, _tables(ledger), ("csv", delimited.write_table))


@settled
def write_parquet(ledger: Ledger, folder: Path) -> int:
    """Write the panel as Parquet, likewise. Raises Failure (S330) where DuckDB is not installed."""
    parquet.need_duckdb(folder)
    return write_tables(ledger, folder, _tables(ledger), ("parquet", parquet.write_table))


def _tables(ledger: Ledger) -> tuple[Table, Table]:
    found = list(counted(ledger))
    return (
        Table("panel", "counts by pair of countries, month and level", PANEL, lambda _: rows_of(found)),
        Table(
            "counted",
            "the mentions that the panel counts, and their names at each level",
            COUNTED,
            lambda _: _told(found),
        ),
    )


def counted(ledger: Ledger) -> Iterator[Counted]:
    """Yield the mentions of *ledger* that happened, between two known parties, in a known month."""
    named = reports(ledger)
    story_of = {(one.article, one.id): story.id for story in stories(ledger, {}) for one in story.mentions}
    for row in ledger.read(DYADS):
        month = month_of(row)
        if month is not None and _is_dyad(row):
            levels = row["id"], named[row["article"]], story_of[row["article"], row["id"]]
            yield Counted(row["actor"], row["recipient"], month, row["type"], *levels)


@settled
def left_out(ledger: Ledger) -> Mapping[str, int]:
    """Return how many mentions the panel does not count: by status, or else by the reason why."""
    found = Counter(others(ledger))
    for row in ledger.read(DYADS):
        if not _is_dyad(row):
            found["without two known parties"] += 1
        elif month_of(row) is None:
            found["without a known month"] += 1
    return found


def _is_dyad(row: sqlite3.Row) -> bool:
    return all(row[side] not in (None, UNKNOWN) for side in ("actor", "recipient"))


def rows_of(found: Iterable[Counted]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the panel: pair by pair, month by month, level by level."""
    found = list(found)
    quads = {kind: str(one.quad) for kind, one in load_schemes().kinds.items()}
    by_level = [(level, *_tally(found, level, quads)) for level in LEVELS]
    for actor, recipient in sorted({(one.actor, one.recipient) for one in found}):
        for month in _span({one.month for one in found}):
            for level, cells, sums in by_level:
                counts = cells.get((actor, recipient, month), {})
                listed = (counts.get(name, 0) for name in (*mean.TYPES, *mean.QUADS, "total"))
                total = counts.get("total", 0)
                yield (actor, recipient, month, level, *listed, sums.get((actor, month), 0) - total)


def _tally(
    found: Iterable[Counted], level: str, quads: Mapping[str, str]
) -> tuple[Mapping[Cell, Mapping[str, int]], Mapping[tuple[str, Month], int]]:
    """Return the counts of each cell by type, quad class and in total, and the total of each actor and month.

    A report or story counts once in each: one that tells of two types counts once for either, and
    once in total. The total of an actor is the sum over its pairs.
    """
    names: dict[Cell, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        for kind in (one.type, quads[one.type], "total"):
            names[one.actor, one.recipient, one.month][kind].add(getattr(one, level))
    cells = {cell: {kind: len(ids) for kind, ids in kinds.items()} for cell, kinds in names.items()}
    sums: Counter[tuple[str, Month]] = Counter()
    for (actor, _, month), counts in cells.items():
        sums[actor, month] += counts["total"]
    return cells, sums


def _span(months: Iterable[Month]) -> list[Month]:
    """Return every month from the first to the last of *months*."""
    numbers = [int(month[:4]) * 12 + int(month[5:7]) - 1 for month in months]
    if not numbers:
        return []
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(min(numbers), max(numbers) + 1)]


def _told(found: Iterable[Counted]) -> Iterator[tuple[object, ...]]:
    for one in found:
        yield one.mentions, one.actor, one.recipient, one.month, one.type, one.reports, one.stories
