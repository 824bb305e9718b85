"""Which rows differ between two ledgers, runs or versions, field by field, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ledger.chain import TABLES as KINDS
from sayso.ledger.columns import OWN
from sayso.ledger.sides import Cause, Side, causes, codings, pairs
from sayso.ledger.store import Ledger

TABLES = {table: kind for kind, table in KINDS.items()}
ANCHORS = {
    "claims": ("cue", "content"),
    "events": ("trigger",),
    "predictions": ("span",),
    "relations": ("span",),
}
# the ids of rows derive from the text, and the number of a sentence says nothing beside its words
PARTIES = ("actor", "recipient", "said_by")
NAMES = ("id", "sentence", "parent", "event", "said_by_claim")

Row = Mapping[str, object]
Words = tuple[object, ...]


class Field(NamedTuple):
    """A field that differs: its values, and what decided each where the ledger says so."""

    name: str
    a: object
    b: object
    by_a: str | None = None
    by_b: str | None = None


class Different(NamedTuple):
    """A row that differs: its ids (None where a side has it not), the words it rests on, and its fields."""

    kind: str
    a: str | None
    b: str | None
    words: str
    fields: tuple[Field, ...] = ()


class Changed(NamedTuple):
    """An article that differs: where it was found, what may be the cause, and its rows that differ.

    ``address_a`` or ``address_b`` is None where that side has not coded it; ``only`` is then how many rows
    the other one has.
    """

    document: str
    address_a: str | None
    address_b: str | None
    causes: tuple[Cause, ...] = ()
    rows: tuple[Different, ...] = ()
    only: int = 0


class _Coded(NamedTuple):
    """The rows of a coding, by table, with what stands beside each by its id."""

    rows: Mapping[str, Sequence[Row]]
    words: Mapping[str, Mapping[str, Words]]  # by id and field
    reasons: Mapping[str, Mapping[str, str]]


def compared(sides: tuple[Side, Side]) -> tuple[int, Iterator[Changed]]:
    """Return how many articles both sides have, or one of them, and each that differs."""
    found = list(pairs(codings(sides[0]), codings(sides[1])))
    return len(found), _changed(sides, found)


def _changed(
    sides: tuple[Side, Side], found: Sequence[tuple[sqlite3.Row | None, sqlite3.Row | None]]
) -> Iterator[Changed]:
    for a, b in found:
        if a is not None and b is not None:
            if a["digest"] != b["digest"] or a["article"] != b["article"]:
                yield _different(sides, (a, b))
        elif a is not None:
            yield Changed(a["doc_id"], a["address"], None, only=_count(sides[0].ledger, a["number"]))
        elif b is not None:
            yield Changed(b["doc_id"], None, b["address"], only=_count(sides[1].ledger, b["number"]))


def _different(sides: tuple[Side, Side], pair: tuple[sqlite3.Row, sqlite3.Row]) -> Changed:
    alike = pair[0]["article"] == pair[1]["article"]
    a, b = (_coded(side.ledger, row["number"], alike) for side, row in zip(sides, pair, strict=True))
    rows = tuple(one for table in TABLES for one in _rows(table, a, b, alike))
    if not rows and alike and a.rows["sentences"] != b.rows["sentences"]:
        counts = Field("number", len(a.rows["sentences"]), len(b.rows["sentences"]))
        rows = (Different("sentences", None, None, "where they begin and end", (counts,)),)
    why = tuple(causes(sides, pair))
    return Changed(pair[0]["doc_id"], pair[0]["address"], pair[1]["address"], why, rows)


def _count(ledger: Ledger, coding: int) -> int:
    counts = (
        next(ledger.read(f"SELECT count(*) FROM {one} WHERE coding = ?", (coding,)))[0] for one in TABLES
    )
    return sum(counts)


def _coded(ledger: Ledger, coding: int, alike: bool) -> _Coded:
    """Return what a coding holds; places count where both texts are *alike*, else the words alone."""
    words: dict[str, dict[str, Words]] = {}
    for one in _of(ledger, "spans", coding):
        place = (one["start"], one["end"]) if alike else ()
        fields = words.setdefault(one["row"], {})
        fields[one["field"]] = (*fields.get(one["field"], ()), (one["quote"], *place))
    for one in _of(ledger, "magnitudes", coding):
        told = (one["kind"], one["low"], one["best"], one["high"], one["text"])
        fields = words.setdefault(one["row"], {})
        fields["magnitude"] = (*fields.get("magnitude", ()), told)
    reasons: dict[str, dict[str, str]] = {}
    for one in _of(ledger, "reasons", coding):
        why, by = reasons.setdefault(one["row"], {}), one["by"] if alike else one["by"].split(":")[0]
        why[one["field"]] = f"{why[one['field']]}, {by}" if one["field"] in why else by
    rows = {name: [dict(one) for one in _of(ledger, name, coding)] for name in TABLES}
    cut = [{"start": one["start"], "end": one["end"]} for one in _of(ledger, "sentences", coding)]
    return _Coded({**rows, "sentences": cut}, words, reasons)


def _of(ledger: Ledger, table: str, coding: int) -> Iterator[sqlite3.Row]:
    return ledger.read(f"SELECT * FROM {table} WHERE coding = ? ORDER BY number", (coding,))


def _rows(table: str, a: _Coded, b: _Coded, alike: bool) -> Iterator[Different]:
    """Yield the rows of *table* that differ: of one id, else resting on the same words."""
    ids = {row["id"] for row in b.rows[table]}
    same = [(row, row["id"]) for row in a.rows[table] if row["id"] in ids]
    matched = {name: row for row, name in same}
    left = [row for row in a.rows[table] if row["id"] not in matched]
    waiting: dict[tuple[Words, ...], list[Row]] = {}
    for row in left:
        waiting.setdefault(_anchor(table, row, a), []).append(row)
    for row in b.rows[table]:
        here = waiting.get(_anchor(table, row, b)) or []
        other = matched.get(row["id"]) or (here.pop(0) if here else None)
        if other is None:
            yield Different(TABLES[table], None, str(row["id"]), _told(table, row, b))
        elif fields := tuple(_fields((other, row), a, b, alike)):
            yield Different(TABLES[table], str(other["id"]), str(row["id"]), _told(table, row, b), fields)
    for row in (one for some in waiting.values() for one in some):
        yield Different(TABLES[table], str(row["id"]), None, _told(table, row, a))


def _anchor(table: str, row: Row, coded: _Coded) -> tuple[Words, ...]:
    """Return the words that *row* rests on."""
    beside = coded.words.get(str(row["id"]), {})
    return tuple(beside.get(field, ()) for field in ANCHORS[table])


def _told(table: str, row: Row, coded: _Coded) -> str:
    """Return the words that *row* rests on, for people: the first of its fields that has any."""
    found = next((one for one in _anchor(table, row, coded) if one), ())
    return " ... ".join(str(one[0]) for one in found if isinstance(one, tuple))


def _fields(pair: tuple[Row, Row], a: _Coded, b: _Coded, alike: bool) -> Iterator[Field]:
    """Yield each field that differs between two rows, what stands in other tables included."""
    ids = str(pair[0]["id"]), str(pair[1]["id"])
    words = a.words.get(ids[0], {}), b.words.get(ids[1], {})
    reasons = a.reasons.get(ids[0], {}), b.reasons.get(ids[1], {})
    told = set()
    for name in pair[0]:
        by = next((one for one in PARTIES if name.startswith(f"{one}_")), name)
        if name not in {*OWN, "id"} and (alike or name not in NAMES) and pair[0][name] != pair[1][name]:
            told.add(by)
            yield Field(name, pair[0][name], pair[1][name], reasons[0].get(by), reasons[1].get(by))
    for field in dict.fromkeys([*words[0], *words[1]]):
        if words[0].get(field) != words[1].get(field):
            yield Field(f"words of {field}", words[0].get(field), words[1].get(field))
    for field in dict.fromkeys([*reasons[0], *reasons[1]]):
        if reasons[0].get(field) != reasons[1].get(field) and field not in told:
            yield Field(f"reason of {field}", reasons[0].get(field), reasons[1].get(field))
