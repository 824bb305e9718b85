"""CSV and its like (semicolons, tabs): rows of a table, in any encoding that keeps ASCII, or UTF-16."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from sayso.problems import problem
from sayso.read.rows import Row, lines
from sayso.read.source import one_line
from sayso.record import Problem
from sayso.settings import Settings

DELIMITERS = ",;\t|"
UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def csv_rows(file: IO[bytes], path: Path, settings: Settings) -> Iterator[Row | Problem]:
    """Yield the rows of the table in *file* under the names of its first line.

    Cells are bytes: which encoding they have is seen article by article. A row that cannot be read, as a
    cell above the limit, is a problem (S107, S119), and those after it are read.
    """
    csv.field_size_limit(min(settings.max_bytes + 1, 2**31 - 1))  # the module's own, for all its readers
    problems: list[Problem] = []
    text = _decoded(file, path, settings, problems)
    header = next(text, "")
    delimiter = max(DELIMITERS, key=lambda one: _fit(header, one))
    names = [_bytes(name).decode("utf-8", "replace") for name in _cells(header, delimiter)]
    for number, cells in _table(text, delimiter):
        yield from _taken(problems)
        if isinstance(cells, csv.Error):
            told = one_line(f"it is no row of the table ({cells})", 200)
            yield problem("S119", f"{path}#{number}", reason=told)
        elif cells:
            yield Row(number, dict(zip(names, map(_bytes, cells), strict=False)))
    yield from _taken(problems)


def _table(text: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield the rows of *text* by the line that each ends in, or why one cannot be read."""
    table = csv.reader(text, delimiter=delimiter)
    while True:
        try:
            yield table.line_num + 2, next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield table.line_num + 1, error


def _taken(problems: list[Problem]) -> Iterator[Problem]:
    while problems:
        yield problems.pop(0)


def _decoded(file: IO[bytes], path: Path, settings: Settings, problems: list[Problem]) -> Iterator[str]:
    """Yield the lines of *file*, each byte as the character of its number; what is wrong joins *problems*."""
    head = file.read(3)
    wide = UTF16.get(head[:2])
    file.seek(2 if wide else 3 if head == b"\xef\xbb\xbf" else 0)
    for _, line in lines(_Narrow(file, wide) if wide else file, path, settings):
        if isinstance(line, Problem):
            problems.append(line)
        else:
            yield line.decode("latin-1")


class _Narrow:
    """UTF-16 read line by line as UTF-8."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self.text = TextIOWrapper(file, encoding, errors="replace", newline="\n")

    def readline(self, size: int) -> bytes:
        """Return the next line, or *size* characters of it."""
        return self.text.readline(size).encode("utf-8", "replace")


def _bytes(cell: str) -> bytes:
    return cell.encode("latin-1")


def _cells(header: str, delimiter: str) -> list[str]:
    """Return the cells of the first line, none where it cannot be read."""
    try:
        return next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []


def _fit(header: str, delimiter: str) -> tuple[bool, int]:
    """Return how well *delimiter* divides *header*: whether it leaves a column called text, and how many."""
    names = [name.strip().lower() for name in _cells(header, delimiter)]
    return "text" in names, len(names)
