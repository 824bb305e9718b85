"""Whether all codings are as they were added: one pass through each table, as fast as it goes.

It says no more than yes or no. Where it says no, ``verify`` looks at each coding to tell what differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from json.encoder import encode_basestring_ascii as encoded
from operator import itemgetter
from typing import Any, NamedTuple

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


class _Table(NamedTuple):
    """A table: its rows, those of one coding after the other, the columns in order of their names.

    The number of the coding stands behind them.
    """

    template: str  # of the JSON object of a row, to be filled in with its columns
    quoted: Callable[[Columns], tuple[Any, ...]]  # picks start, end and quote, where there are any
    codings: Iterator[tuple[int, Iterator[Columns]]]


def whole(ledger: Ledger) -> int | None:
    """Return how many quotations were compared; None where a row is not as it was added or not in its place.

    Raises Failure (S305) where the database is broken.
    """
    checked = 0
    with told(ledger.path):
        tables = {name: _table(ledger, name) for name in sorted(PARTS)}
        pending = {name: next(table.codings, None) for name, table in tables.items()}
        for number, digest, text in _rows(ledger, CODINGS):
            rows = {}
            for name, table in tables.items():
                found = pending[name]
                here = found is not None and found[0] == number
                rows[name] = list(found[1]) if found is not None and here else []
                if here:
                    pending[name] = next(table.codings, None)
            quoted = _quoted(text, tables, rows)
            if quoted is None or _digest(tables, rows) != digest:
                return None
            checked += quoted
    return checked if not any(pending.values()) else None


def _table(ledger: Ledger, name: str) -> _Table:
    every = [row["name"] for row in ledger.read(f"SELECT name FROM pragma_table_info('{name}')")]
    names = sorted(set(every) - OWN)
    listed = ", ".join(f'"{column}"' for column in (*names, "coding"))
    rows = _rows(ledger, f"SELECT {listed} FROM {name} ORDER BY number")
    template = ", ".join(f'"{column}": %s' for column in names)
    quoted = itemgetter(*map(names.index, QUOTED if name in QUOTING else names[:2]))
    return _Table(f"{{{template}}}", quoted, groupby(rows, itemgetter(-1)))


def _rows(ledger: Ledger, query: str) -> Iterator[Columns]:
    """Return the rows that *query* finds as plain tuples, which are quicker."""
    cursor = ledger.connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query)


def _quoted(text: str, tables: Mapping[str, _Table], rows: Mapping[str, Sequence[Columns]]) -> int | None:
    """Return how many quotations there are in *rows*, None where one is not what *text* says."""
    count = 0
    for name in QUOTING:
        for start, end, quote in map(tables[name].quoted, rows[name]):
            if start is not None:
                if text[start:end] != quote:
                    return None
                count += 1
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
