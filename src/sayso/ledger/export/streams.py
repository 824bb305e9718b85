"""Large JSON files, written item by item so that no ledger has to fit into memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TextIO

Weighed = tuple[object, int]  # something that JSON can hold, and how many rows are in it


def put_items(file: TextIO, head: Mapping[str, object], name: str, items: Iterable[Weighed]) -> int:
    """Write an object to *file*: the fields of *head*, and *items* a line each under *name*.

    Returns how many rows the items hold.
    """
    file.write(f"{_line(head).removesuffix('}')}, {json.dumps(name)}: ")
    count = put_list(file, items)
    file.write("}\n")
    return count


def put_list(file: TextIO, items: Iterable[Weighed]) -> int:
    """Write *items* to *file* as an array, a line each; return how many rows they hold."""
    count, between = 0, "\n"
    file.write("[")
    for item, rows in items:
        file.write(between + _line(item))
        count, between = count + rows, ",\n"
    file.write("\n]")
    return count


def _line(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False)
