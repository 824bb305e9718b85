"""Whether all codings are as they were added: one pass through each table, as fast as it goes.

It says no more than yes or no. Where it says no, ``verify`` looks at each coding to tell what differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from json.encoder import encode_basestring_ascii as encoded
from operator import itemgetter
from typing import Any

from sayso.ledger.columns import OWN, PARTS
from sayso.ledger.faults import told
from sayso.ledger.store import Ledger

QUOTING = ("sentences", "spans", "reasons")
QUOTED = ("start", "end", "quote")
CODINGS = """
    SELECT codings.number, codings.digest, articles.text FROM codings
    JOIN articles ON articles.sha256 = codings.article ORDER BY codings.number
"""

Columns = tuple[Any, ...]


class _Table:
    """A table that is gone through once. A row has the columns in order of their names, and its coding."""

    def __init__(self, name: str, names: Sequence[str], rows: Iterator[Columns]) -> None:
        """Begin with the first of *rows*, each of which has the columns *names*."""
        self.template = "{" + ", ".join(f'"{column}": %s' for column in names) + "}"  # of a row as JSON
        self.quoted = itemgetter(*map(names.index, QUOTED if name in QUOTING else names[:2]))
        self._codings = groupby(rows, itemgetter(-1))
        self._next = next(self._codings, None)

    def of(self, coding: int) -> Sequence[Columns]:
        """Return the rows of *coding*, where they are the next ones."""
        if self._next is None or self._next[0] != coding:
            return ()
        rows = list(self._next[1])
        self._next = next(self._codings, None)
        return rows

    def more(self) -> bool:
        """Return whether there are rows that nobody has asked for."""
        return self._next is not None


def whole(ledger: Ledger) -> int | None:
    """Return how many quotations were compared; None where a row is not as it was added or not in its place.

    Raises Failure (S305) where the database is broken.
    """
    checked = 0
    with told(ledger.path):
        tables = {name: _table(ledger, name) for name in sorted(PARTS)}
        for number, digest, text in _rows(ledger, CODINGS):
            rows = {name: table.of(number) for name, table in tables.items()}
            quoted = _quoted(text, tables, rows)
            if quoted is None or _digest(tables, rows) != digest:
                return None
            checked += quoted
        return None if any(table.more() for table in tables.values()) else checked


def _table(ledger: Ledger, name: str) -> _Table:
    every = [row["name"] for row in ledger.read(f"SELECT name FROM pragma_table_info('{name}')")]
    names = sorted(set(every) - OWN)
    listed = ", ".join(f'"{column}"' for column in (*names, "coding"))
    rows = _rows(ledger, f"SELECT {listed} FROM {name} ORDER BY number")
    return _Table(name, names, rows)


def _rows(ledger: Ledger, query: str) -> Iterator[Columns]:
    """Return the rows that *query* finds as plain tuples, which are quicker."""
    cursor = ledger.connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query)


def _quoted(text: str, tables: Mapping[str, _Table], rows: Mapping[str, Sequence[Columns]]) -> int | None:
    """Return how many quotations there are in *rows*, None where one is not what *text* says."""
    count = 0
    for name in QUOTING:
        quoted = [one for one in map(tables[name].quoted, rows[name]) if one[0] is not None]
        if any(text[start:end] != quote for start, end, quote in quoted):
            return None
        count += len(quoted)
    return count


def _digest(tables: Mapping[str, _Table], rows: Mapping[str, Sequence[Columns]]) -> str:
    """Return what ``columns.digest`` returns of the same rows."""
    content = ", ".join(f'"{name}": [{_objects(table, rows[name])}]' for name, table in tables.items())
    return hashlib.sha256(f"{{{content}}}".encode()).hexdigest()


def _objects(table: _Table, rows: Sequence[Columns]) -> str:
    """Return *rows* as JSON objects as json.dumps writes them, but a column at a time: twice as fast."""
    columns = [
        [encoded(one) if type(one) is str else "null" if one is None else one for one in column]
        for column in zip(*rows, strict=True)
    ]
    return ", ".join(map(table.template.__mod__, zip(*columns[:-1], strict=True)))
