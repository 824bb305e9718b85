"""What two or more reviewers made of the same rows, field by field: what agreement is measured on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sayso.ledger.chain import Key
from sayso.ledger.contract import Json, row_as_json
from sayso.ledger.corrections import FIELDS, RowKind
from sayso.ledger.decisions import Decision, counting, made, row_in
from sayso.ledger.rows import Rows, rows_in
from sayso.ledger.standing import NAMES_OF_ARTICLES
from sayso.ledger.store import Ledger

EMPTY = "-"
ROW, VERDICT = "row", "verdict"  # whether there is such a row at all, and what was decided
KEPT, REJECTED = "yes", "no"


# Of each reviewer's decisions on a row the latest that was not taken back; then the rows that several judged.
SHARED = """
    WITH counting AS (
        SELECT max(number) AS number FROM decisions
        WHERE withdraws IS NULL
        AND number NOT IN (SELECT withdraws FROM decisions WHERE withdraws IS NOT NULL)
        GROUP BY article, row, reviewer
    ),
    judged AS (
        SELECT count(*) AS people, count(DISTINCT verdict) AS verdicts, max(reviewer = ?) AS own
        FROM decisions JOIN counting USING (number) GROUP BY article, row
    )
    SELECT count(*), coalesce(sum(verdicts = 1), 0) FROM judged WHERE people > 1 AND own
"""


class Judged(NamedTuple):
    """A row that several people judged.

    ``values`` has by reviewer what each holds its fields to be: the row as it was seen, with
    the reviewer's corrections. Who rejected it has no fields, who is unsure only a verdict. Of a party and
    a place the code and the words (``actor``, ``actor_text``) are two fields.
    """

    article: str
    doc_id: str
    row: str
    kind: RowKind
    values: Mapping[str, Mapping[str, str]]


def judgements(ledger: Ledger, by: Iterable[str] = (), blind: bool = False) -> Iterator[Judged]:
    """Yield the rows that two or more reviewers decided about, in the order they were first decided about.

    *by* names the reviewers (empty: all); *blind*: only what was decided without seeing others' decisions.
    A row that somebody added is judged, too, by whoever decided about any row of its article: who did not
    add it says that there is none.
    """
    whose = frozenset(by)
    decided = counting(made(ledger))
    read_by = _readers(decided, whose, blind)
    names = {row["number"]: row["doc_id"] for row in ledger.read(NAMES_OF_ARTICLES)} if decided else {}
    read: dict[int, Rows] = {}
    for (article, name), its in decided.items():
        kept = {
            who: one
            for who, one in sorted(its.items())
            if (not whose or who in whose) and (one.blind or not blind)
        }
        silent = _silent(kept, read_by.get(article, frozenset()))
        if len(kept) + len(silent) < 2 or not kept:
            continue
        for one in kept.values():
            if one.coding not in read:
                read = {one.coding: rows_in(ledger, one.coding), **dict(list(read.items())[:8])}
        first = next(iter(kept.values()))
        values = {who: _values(one, read[one.coding]) for who, one in kept.items()} | silent
        yield Judged(article, str(names.get(first.coding)), name, first.kind, values)


def shared(ledger: Ledger, reviewer: str) -> tuple[int, int]:
    """Return how many rows *reviewer* and somebody else decided about, and on how many with one verdict."""
    if not ledger.has("decisions"):
        return 0, 0
    (found,) = ledger.read(SHARED, (reviewer,))
    return int(found[0]), int(found[1])


def _readers(
    decided: Mapping[Key, Mapping[str, Decision]], whose: Collection[str], blind: bool
) -> Mapping[str, frozenset[str]]:
    """Return by article who decided about any row of it."""
    found: dict[str, set[str]] = {}
    for (article, _), its in decided.items():
        some = (who for who, one in its.items() if (not whose or who in whose) and (one.blind or not blind))
        found.setdefault(article, set()).update(some)
    return {article: frozenset(some) for article, some in found.items()}


def _silent(kept: Mapping[str, Decision], readers: Collection[str]) -> dict[str, Mapping[str, str]]:
    """Return what those hold of a row that others added who read its article, too, and did not add it."""
    if not any(one.verdict == "add" for one in kept.values()):
        return {}
    return {who: {ROW: REJECTED} for who in sorted(set(readers) - kept.keys())}


def fields_of(kind: RowKind) -> tuple[str, ...]:
    """Return the fields that rows of a *kind* are compared by."""
    parts: list[str] = [ROW, VERDICT]
    for field in FIELDS[kind]:
        parts += [field, f"{field}_text"] if field in CODED else [field]
    return tuple(parts)


CODED = {  # fields that are a code and words
    "actor": "code",
    "recipient": "code",
    "speaker": "code",
    "subject": "code",
    "object": "code",
    "said_by": "code",
    "place": "country",
}


def _values(decision: Decision, rows: Rows) -> Mapping[str, str]:
    """Return what a reviewer holds the fields of a row to be."""
    row = None if decision.verdict == "add" else row_in(rows, decision.row)
    match decision.verdict:
        case "unsure":
            return {VERDICT: "unsure"}
        case "reject":
            return {VERDICT: "reject", ROW: REJECTED}
    held: Json = {**(row_as_json(row) if row is not None else {}), **decision.corrections}
    found = {VERDICT: str(decision.verdict), ROW: KEPT}
    for field in FIELDS[decision.kind]:
        found |= _compared(field, held.get(field))
    return found


def _compared(field: str, value: object) -> Mapping[str, str]:
    """Return a *field* as what is compared: a code and words, days, or the value itself."""
    if field in CODED:
        given = value if isinstance(value, Mapping) else {}
        return {field: str(given.get(CODED[field], EMPTY)), f"{field}_text": str(given.get("text", EMPTY))}
    if isinstance(value, Mapping):  # days
        return {field: f"{value['start']} to {value['end']}"}
    if value is None or value == []:
        return {field: EMPTY}
    return {field: value if isinstance(value, str) else json.dumps(value)}
