"""The records of a table, whatever its file is: text in lines or Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from sayso.read.tables.files import kind_of, text_lines
from sayso.read.tables.lines import Line
from sayso.read.tables.parquet import parquet_columns, parquet_rows
from sayso.read.tables.row import plain_column


class Record(NamedTuple):
    """The cells of a row, where it stands, whether all was valid UTF-8, and what is wrong with it."""

    number: int
    cells: Sequence[str]
    valid: bool = True
    fault: str = ""


class File(NamedTuple):
    """A file with a table in it: ``head`` are its first two records, ``names`` the columns of Parquet."""

    path: Path
    kind: str
    head: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]


class Shape(NamedTuple):
    """The names of the columns of a file, made plain, and whether its first line is a heading."""

    columns: tuple[str, ...]
    headed: bool


def open_file(path: Path) -> File:
    """Open the table at *path*. Raises Failure (S101, S112, S120, S124) where that cannot be done."""
    kind = kind_of(path)
    if kind != "parquet":
        head = tuple(tuple(line.cells) for line in islice(text_lines(path, kind), 2))
        return File(path, kind, head, ())
    names = parquet_columns(path)
    rows = tuple(tuple(cell or "" for cell in row) for row in islice(parquet_rows(path, names), 1))
    return File(path, kind, (names, *rows), names)


def headed(file: File) -> Shape:
    """Return the columns that the heading of *file* names."""
    return Shape(tuple(map(plain_column, file.head[0])) if file.head else (), True)


def records(file: File, shape: Shape, wanted: Sequence[str]) -> Iterator[Record]:
    """Yield the *wanted* columns of each row of *file*; one that it has not is empty.

    Raises Failure (S120) where the file breaks off.
    """
    if file.kind == "parquet":
        yield from _of_parquet(file, shape, wanted)
        return
    places = [shape.columns.index(name) if name in shape.columns else -1 for name in wanted]
    pick, least = _picker(places), max(places, default=0) + 1
    most = len(shape.columns) if shape.headed else None
    for line in islice(text_lines(file.path, file.kind), int(shape.headed), None):
        fault = line.fault or _misshapen(line, least, most)
        yield Record(line.number, () if fault else pick(line.cells), line.valid, fault)


def _of_parquet(file: File, shape: Shape, wanted: Sequence[str]) -> Iterator[Record]:
    there = [name for name in dict.fromkeys(wanted) if name in shape.columns]
    places = [there.index(name) if name in there else -1 for name in wanted]
    pick = _picker(places)
    rows = parquet_rows(file.path, [file.names[shape.columns.index(name)] for name in there])
    for number, row in enumerate(rows, start=1):
        yield Record(number, pick([cell or "" for cell in row]))


def _picker(places: Sequence[int]) -> Callable[[list[str]], Sequence[str]]:
    """Return what picks the cells at *places* out of a row; at -1 stands an empty one."""
    if len(places) > 1 and min(places) >= 0:
        return itemgetter(*places)
    return lambda cells: [cells[place] if place >= 0 else "" for place in places]


def _misshapen(line: Line, least: int, most: int | None) -> str:
    """Return what is wrong with the number of cells in *line*."""
    count = len(line.cells)
    if count < least or (most is not None and count > most):
        return f"it has {count} cells, the heading {most}" if most else f"it has {count} cells, not {least}"
    return ""
