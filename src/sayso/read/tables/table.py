"""A table of another coder's events: opened, recognised, its codes checked, and read row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sayso.ontology.codebooks import against, codebook_of, evidence
from sayso.ontology.foreign import UNKNOWN, ForeignCodes, load_foreign
from sayso.problems import Failure, problem
from sayso.read.tables.columns import File, Record, Shape, open_file, records
from sayso.read.tables.formats import recognised
from sayso.read.tables.row import DayFirstError, Format, Row
from sayso.record import Problem

LONGEST = 2_000  # characters of a cell
TOLD = 20  # broken rows that are told one by one
NAMED = 5  # unknown parties in a message


class Asked(NamedTuple):
    """What is said of a table beforehand; what is empty, its columns and codes have to tell.

    ``columns`` names the column of each field, for a table of no known format.
    """

    format: str = ""
    coder: str = ""
    codebook: str = ""
    columns: Mapping[str, str] = MappingProxyType({})


NOTHING = Asked()


class Table(NamedTuple):
    """A table that was opened: its file, format and columns, who coded it and by which codebook."""

    file: File
    format: Format
    shape: Shape
    coder: str
    codebook: str
    codes: ForeignCodes


@dataclass(slots=True)
class Tally:
    """What is counted while a table is read, and told at its end."""

    broken: int = 0
    damaged: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


def open_table(path: str | Path, asked: Asked = NOTHING, codes: ForeignCodes | None = None) -> Table:
    """Return the table at *path*, recognised by its columns and checked against its codebook.

    *codes* are what is known of the codes of others, for who opens many tables.

    Raises Failure: S101 not there, S112 may not be read, S120 no table, S121 no known format,
    S122 several fit, S124 Parquet without DuckDB, S308 no such format, S350 the codes are of
    another codebook, S351 nothing tells the codebook, S352 the columns asked for are not there.
    """
    file = open_file(Path(path))
    found, shape = recognised(file, asked.format, asked.columns)
    codebook = _checked(file, found, shape, asked.codebook)
    return Table(file, found, shape, asked.coder or found.coder, codebook, codes or load_foreign())


def _checked(file: File, found: Format, shape: Shape, claimed: str) -> str:
    """Return the codebook of a table: the one that is *claimed*, if its codes agree."""
    where = str(file.path)
    claimed = claimed or found.codebook
    column = records(file, shape, [found.code])
    guess = codebook_of(Counter(record.cells[0].strip() for record in column if record.cells))
    if claimed:
        contrary = against(claimed, guess)
        if contrary:
            raise Failure(problem("S350", where, claimed=claimed, evidence=contrary))
        return claimed
    if not guess.name and guess.events:
        nearest = max(guess.shares, key=lambda name: guess.shares[name])
        raise Failure(problem("S351", where, evidence=evidence(nearest, nearest, guess)))
    return guess.name


def rows_of(table: Table) -> Iterator[Row | Problem]:
    """Yield each event of *table*, and each problem of a row (S123) or of several (S353, S354, S358).

    Raises Failure where the file breaks off (S120), or writes days before months (S133).
    """
    tally = Tally()
    for record in records(table.file, table.shape, table.format.columns):
        found = _row(table, record)
        tally.damaged += not record.valid
        if isinstance(found, Row):
            _note(tally.unknown, found)
            yield found
            continue
        tally.broken += 1
        if tally.broken <= TOLD:
            yield problem("S123", str(table.file.path), line=record.number, reason=found)
    yield from _told(str(table.file.path), tally)


def _row(table: Table, record: Record) -> Row | str:
    """Return the event in *record*, or what is wrong with it."""
    if record.fault:
        return record.fault
    if max(map(len, record.cells)) > LONGEST:
        return _overlong(table.format.columns, record.cells)
    try:
        found = table.format.row(record.number, record.cells, table.codes, table.codebook)
    except DayFirstError as error:
        raise Failure(problem("S133", str(table.file.path), line=record.number, day=error)) from error
    except ValueError as error:
        return str(error)
    code = found.code.strip()
    if not code:
        return "it has no code"
    return found if code == found.code else found._replace(code=code)


def _overlong(columns: Sequence[str], cells: Sequence[str]) -> str:
    column, size = max(zip(columns, map(len, cells), strict=True), key=lambda one: one[1])
    return f"{column} has {size:,} characters, more than {LONGEST:,}"


def _note(unknown: Counter[str], row: Row) -> None:
    """Count the parties of *row* whose country is unknown."""
    if row.source.startswith(UNKNOWN):
        unknown[row.source_text] += 1
    if row.target.startswith(UNKNOWN):
        unknown[row.target_text] += 1


def _told(where: str, tally: Tally) -> Iterator[Problem]:
    """Yield what there is to say of all rows together."""
    if tally.broken > TOLD:
        yield problem("S358", where, count=tally.broken - TOLD)
    if tally.damaged:
        yield problem("S354", where, count=tally.damaged)
    if tally.unknown:
        names = ", ".join(f"{name} ({count:,})" for name, count in tally.unknown.most_common(NAMED))
        yield problem("S353", where, count=tally.unknown.total(), parties=len(tally.unknown), names=names)
