"""The table of events: one line an event where there is room, two where there is not, plain in a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.show.rows import Row
from sayso.show.terminal import is_terminal, put, put_line
from sayso.show.visible import cell

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

HEADINGS = ("row", "who", "what", "to whom", "according to", "how sure")
PLAIN = (*HEADINGS, "evidence", "document")
WIDE = 130  # from here on the evidence has a column of its own
LONGEST_NAME = 40
LONGEST_SIDE = 170  # of a sentence, before and after its trigger
CODED = re.compile(r"(?P<words>.*?)(?P<code> \([A-Z ]+\))?", re.DOTALL)


def show_rows(rows: Iterable[Row]) -> int:
    """Show *rows* as a table in a terminal, as tab-separated lines anywhere else; return how many there are.

    Without a terminal each is written before the next is asked for.
    """
    if is_terminal():
        shown = list(rows)
        if shown:
            put(table_of(shown, _width()))
        return len(shown)
    return show_plain(PLAIN, (plain(row) for row in rows))


def show_plain(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> int:
    """Write tab-separated *lines* under their *headings*, nothing where there are none; return how many."""
    count = 0
    for count, line in enumerate(lines, start=1):
        if count == 1:
            put_line("\t".join(headings))
        put_line("\t".join(map(cell, line)))
    return count


def plain(row: Row) -> tuple[str, ...]:
    """Return the cells of *row* in the order of ``PLAIN``."""
    return (
        row.id,
        row.who,
        row.what,
        row.whom,
        row.according_to,
        row.how_sure,
        row.evidence,
        row.document,
    )


def table_of(rows: Sequence[Row], width: int) -> RenderableType:
    """Return *rows* as a table that is readable at *width* columns."""
    return _wide(rows) if width >= WIDE else _narrow(rows)


def evidence(row: Row) -> Text:
    """Return the sentence of *row* with its trigger marked."""
    from rich.text import Text

    before = row.before if len(row.before) <= LONGEST_SIDE else "…" + row.before[-LONGEST_SIDE:]
    after = row.after if len(row.after) <= LONGEST_SIDE else row.after[:LONGEST_SIDE] + "…"
    return Text.assemble(before, (f"[{row.trigger}]", "bold cyan"), after)


def short(cell: str) -> str:
    """Return *cell* with its words cut to ``LONGEST_NAME``, the code behind them kept."""
    parts = CODED.fullmatch(cell)
    if parts is None or len(parts["words"]) <= LONGEST_NAME:
        return cell
    return parts["words"][: LONGEST_NAME - 1].rstrip() + "…" + (parts["code"] or "")


def _cells(row: Row) -> list[str]:
    return [short(cell) for cell in plain(row)[:6]]


def _wide(rows: Sequence[Row]) -> Table:
    table = _empty((*HEADINGS, "evidence"), (8, 22, 20, 20, 20, 12, None))
    for row in rows:
        table.add_row(*_cells(row), evidence(row))
    return table


def _narrow(rows: Sequence[Row]) -> RenderableType:
    """Return the rows with each one's evidence under it, across the whole width."""
    from rich.console import Group
    from rich.padding import Padding

    parts: list[RenderableType] = [_line(HEADINGS, header=True)]
    for row in rows:
        parts += [_line(_cells(row)), Padding(evidence(row), (0, 0, 1, 10), style="dim")]
    return Group(*parts)


def _line(cells: Sequence[str], header: bool = False) -> Table:
    """Return one row as a table of its own, so that evidence can stand between two rows."""
    from rich.table import Table

    line = Table.grid(padding=(0, 1), expand=True)
    line.add_column(width=9, style="green")
    for ratio in (5, 5, 5, 4, 4):
        line.add_column(ratio=ratio)
    line.add_row(*cells, style="bold" if header else None)
    return line


def _empty(headings: Sequence[str], widths: Sequence[int | None]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, width=width, style="green" if heading == "row" else None)
    return table


def _width() -> int:
    from sayso.show.terminal import console

    return console().width
