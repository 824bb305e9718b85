"""What a table is: its columns with their meanings, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from sayso.ledger.store import Ledger

Kind = Literal["text", "integer", "real", "boolean", "date"]
Values = Sequence[object]


class Column(NamedTuple):
    """A column. ``levels`` are the values it can have, with their meanings, where they are few."""

    name: str
    kind: Kind
    what: str
    levels: Mapping[str, str] = {}


class Table(NamedTuple):
    """A table; ``rows`` yields the values of its rows, in the order of its columns."""

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[Ledger], Iterable[Values]]


def columns(kind: Kind, **named: str) -> Iterator[Column]:
    """Yield a column of one *kind* for each name and what it holds."""
    for name, what in named.items():
        yield Column(name, kind, what)
