"""What differs between two ledgers beside what was coded: decisions, imports, plans, verdicts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ledger.store import Ledger


class Beyond(NamedTuple):
    """A row that one ledger has (``side`` is A or B), or that both have otherwise (``side`` is empty).

    ``number`` is that of the ledger which has it, of A where both have it; ``told`` are columns that tell it.
    """

    kind: str
    side: str
    number: int
    told: Mapping[str, object]


class Kind(NamedTuple):
    """A table: the columns by which a row is the same in both, those that may differ, those to show."""

    table: str
    same: Sequence[str]
    content: Sequence[str]
    shown: Sequence[str]


# The number of a decision, its place in the chain and the coding's number are a ledger's own.
KINDS = {
    "decision": Kind(
        "decisions",
        "article kind row verdict corrections reviewer decided note blind".split(),
        (),
        "article kind row verdict corrections reviewer decided note".split(),
    ),
    "import": Kind(
        "imports",
        "sha256 format coder codebook columns".split(),
        "events digest codebook_version".split(),
        "address coder codebook format events".split(),
    ),
    "plan": Kind("plans", ["digest"], (), "digest claim laid".split()),
    "verdict": Kind("verdicts", ["id"], (), "id prediction verdict by made".split()),
}


def beyond(a: Ledger, b: Ledger) -> Iterator[Beyond]:
    """Yield each row of the tables beside the codings that *a* and *b* do not both have alike."""
    for name, kind in KINDS.items():
        first, second = _rows(a, kind), _rows(b, kind)
        for key, row in first.items():
            other = second.get(key)
            if other is None:
                yield Beyond(name, "A", row["number"], _told(row, kind))
            elif [row[one] for one in kind.content] != [other[one] for one in kind.content]:
                yield Beyond(name, "", row["number"], _told(row, kind))
        yield from (
            Beyond(name, "B", row["number"], _told(row, kind))
            for key, row in second.items()
            if key not in first
        )


def _rows(ledger: Ledger, kind: Kind) -> dict[tuple[object, ...], sqlite3.Row]:
    """Return the rows of a table by what tells them; an older ledger may not have it."""
    if not ledger.has(kind.table):
        return {}
    rows = ledger.read(f"SELECT * FROM {kind.table} ORDER BY number")
    return {tuple(row[name] for name in kind.same): row for row in rows}


def _told(row: sqlite3.Row, kind: Kind) -> Mapping[str, object]:
    return {name: row[name] for name in kind.shown}
