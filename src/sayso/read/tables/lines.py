"""Lines of text as cells, within limits: no line, no cell and no file is longer than allowed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, NamedTuple, Protocol

LONGEST = 1_000_000  # bytes of a line
CELL = 131_072  # characters of a cell
WIDE = (b"\xff\xfe", b"\xfe\xff")
MARK = b"\xef\xbb\xbf"


class Reader(Protocol):
    """What ``csv.reader`` returns."""

    line_num: int

    def __next__(self) -> list[str]:
        """Return the next record."""


class Line(NamedTuple):
    """A record of a table: the line where it begins, its cells, and whether it was all valid UTF-8.

    ``fault`` says why it could not be read; then there are no cells.
    """

    number: int
    cells: list[str]
    valid: bool = True
    fault: str = ""


def lines_of(file: IO[bytes], limit: int) -> Iterator[Line]:
    """Yield the records of *file*, separated by the tab, semicolon or comma that its first line has.

    Raises OSError where it is in UTF-16 or goes on beyond *limit* bytes.
    """
    text = _Text(file, limit)
    tabs, reader = _reader(text)
    while True:
        begins = reader.line_num + 1
        try:
            cells, fault = next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:  # an open quotation mark, in most cases
            cells, fault = [], str(error)
        valid, long, quoted = text.taken()
        if fault or long:
            yield Line(begins, [], valid, fault or f"it is longer than {LONGEST:,} bytes")
        elif cells:
            yield Line(begins, [_bare(cell) for cell in cells] if tabs and quoted else cells, valid)


def _reader(text: _Text) -> tuple[bool, Reader]:
    """Return whether *text* is separated by tabs, and a reader of it."""
    csv.field_size_limit(CELL)  # the module's own, for all its readers
    first = text.peek()
    if "\t" in first:  # quotation marks are common in such files, and protect nothing
        return True, csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    return False, csv.reader(text, delimiter=";" if first.count(";") > first.count(",") else ",")


class _Text:
    """The lines of a file, decoded, damaged characters as U+FFFD; one that is too long is empty."""

    def __init__(self, file: IO[bytes], limit: int) -> None:
        """Read *file* up to *limit* bytes."""
        self.file = file
        self.left = limit
        self.limit = limit
        self.valid = True
        self.long = False
        self.quoted = False
        self.first: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line. Raises OSError beyond the limit."""
        if self.first is not None:
            line, self.first = self.first, None
        else:
            line = self._decoded(self._read())
        if not line:
            raise StopIteration
        if '"' in line:
            self.quoted = True
        return line

    def peek(self) -> str:
        """Return the first line, which is read again. Raises OSError where it is UTF-16."""
        raw = self._read()
        if raw.startswith(WIDE):
            raise OSError("it is in UTF-16, not UTF-8")
        self.first = self._decoded(raw.removeprefix(MARK))
        return self.first

    def taken(self) -> tuple[bool, bool, bool]:
        """Return whether all lines since this was last asked were UTF-8, one too long, one with a quote."""
        found = self.valid, self.long, self.quoted
        self.valid, self.long, self.quoted = True, False, False
        return found

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.valid = False
            return raw.decode(errors="replace")

    def _read(self) -> bytes:
        """Return the next line; of one that is too long the end of the line alone."""
        raw = self.file.readline(LONGEST)
        self._count(raw)
        while len(raw) >= LONGEST and not raw.endswith(b"\n"):
            self.long = True
            raw = self.file.readline(LONGEST)
            self._count(raw)
            if len(raw) < LONGEST:
                return b"\n"
        return raw

    def _count(self, raw: bytes) -> None:
        self.left -= len(raw)
        if self.left < 0:
            raise OSError(f"it goes on beyond {self.limit:,} bytes")


def _bare(cell: str) -> str:
    """Return *cell* without the quotation marks around it."""
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
