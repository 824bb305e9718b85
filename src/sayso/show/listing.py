"""Lists of what is not an event: stories, claims, predictions, relations, problems, runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sayso.show.table import show_plain
from sayso.show.terminal import is_terminal, put
from sayso.show.visible import visible


def show_listing(entries: Iterable[Mapping[str, object]]) -> int:
    """Show *entries*, which share their keys, as a table; return how many there are."""
    lines = [{key: visible(_written(value)) for key, value in one.items()} for one in entries]
    if lines:
        headings = [key.replace("_", " ") for key in lines[0]]
        cells = [list(line.values()) for line in lines]
        _drawn(headings, cells) if is_terminal() else show_plain(headings, cells)
    return len(lines)


def _written(value: object) -> str:
    """Return *value* as a cell: nothing where there is none, an object as JSON."""
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else str(value)


def _drawn(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Column, Table

    columns = [Column(heading, overflow="fold") for heading in headings]
    table = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for line in cells:
        table.add_row(*line)
    put(table)
