"""Files of separated values: UTF-8, one line a row, a line feed at its end."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.ledger.export.cells import cell
from sayso.ledger.export.shape import Column, Values


def write_table(path: Path, columns: Sequence[Column], rows: Iterable[Values]) -> int:
    """Write *rows* under the names of *columns*, separated by commas; return how many there were.

    True and false are ``true`` and ``false``; what is unknown is an empty cell.
    """
    texts = [number for number, one in enumerate(columns) if one.kind in ("text", "date")]
    truths = [number for number, one in enumerate(columns) if one.kind == "boolean"]

    def safe(row: Values) -> list[object]:
        values = list(row)
        for number in texts:
            if values[number] is not None:
                values[number] = cell(str(values[number]))
        for number in truths:
            if values[number] is not None:
                values[number] = "true" if values[number] else "false"
        return values

    return write_commas(path, [one.name for one in columns], map(safe, rows))


def write_commas(path: Path, header: Sequence[str], rows: Iterable[Values]) -> int:
    """Write *rows* as they are under *header*, separated by commas; return how many rows there were."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        count = 0
        for count, row in enumerate(rows, start=1):  # noqa: B007 (how many there were)
            out.writerow(row)
    return count


def write_tabs(path: Path, header: Sequence[str], rows: Iterable[Values]) -> int:
    """Write *rows* under *header* (none where it is empty), separated by tabs; return how many there were.

    Nothing is quoted, as in the files of GDELT, ICEWS and POLECAT. A cell that begins with a quotation
    mark, which some readers take for the beginning of a quoted one, gets an apostrophe before it.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        if header:
            file.write("\t".join(header) + "\n")
        count = 0
        for count, row in enumerate(rows, start=1):  # noqa: B007 (how many there were)
            file.write("\t".join(map(_tabbed, row)) + "\n")
    return count


def _tabbed(value: object) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        return str(value)
    written = cell(value)
    return "'" + written if written.startswith('"') else written
