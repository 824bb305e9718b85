"""What people have decided since the last look: rows that say something else now, and rows that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sayso.ledger.chain import Key
from sayso.ledger.content import content
from sayso.ledger.corrections import Row
from sayso.ledger.decisions import Decision, counting, current, made, row_added_by, row_in
from sayso.ledger.query import rows_of
from sayso.ledger.standing import State, state_of, states
from sayso.ledger.store import Ledger
from sayso.ledger.watch.seen import Seen
from sayso.ledger.watch.told import Statement, Told, of_claim, of_event, origin_of
from sayso.record import Claim, Event


class Revised(NamedTuple):
    """A row that was seen and that people have decided about since, with their last decision.

    ``row`` is how it stands now, or, where it is ``gone``, how it was told.
    """

    row: Told | Statement
    by: Decision
    gone: bool


def revised(ledger: Ledger, before: Seen) -> dict[str, Revised]:
    """Return by id the rows that stand otherwise in *ledger* than they did *before*.

    Where the ledger is read as it was coded there are none. An added row is one, too: it did not stand.
    """
    if not (ledger.review.applied and ledger.has("decisions")):
        return {}
    query = f"SELECT number FROM decisions WHERE {before.decided}"
    new = {row["number"] for row in ledger.read(query, before.when)}
    if not new:
        return {}
    mine = [one for one in made(ledger) if not ledger.review.by or one.reviewer in ledger.review.by]
    then = {
        key: state_of(its.values())
        for key, its in counting(one for one in mine if one.number not in new).items()
    }
    now = states(ledger, by=ledger.review.by)
    touched = {(one.article, one.row): one for one in mine if one.number in new}
    found: dict[str, Revised] = {}
    for key, last in touched.items():
        if sense(then.get(key)) != sense(now.get(key)):
            found.update((key[1], one) for one in _revision(ledger, key, last))
    return found


def sense(state: State | None) -> tuple[str, Mapping[str, object]]:
    """Return what *state* makes of a row: nothing, another one, or no row at all."""
    if state is None:
        return "", {}
    kind = state.standing if state.standing in ("rejected", "added") else ""
    return kind, {} if kind == "rejected" else state.corrections


def _revision(ledger: Ledger, key: Key, last: Decision) -> Iterator[Revised]:
    """Yield the row of *key* as it stands, or as it was where it is gone; nothing where no coding has it."""
    article, name = key
    coding = current(ledger, article)
    if not coding:
        return
    held = content(ledger, article)
    row = row_in(held.rows, name)
    gone = row is None
    if row is None:
        row = row_in(rows_of(ledger, article), name) or _added_once(ledger, key)
    told = _told(row, ledger, held.article.text, coding)
    if told is not None:
        yield Revised(told, last, gone)


def _added_once(ledger: Ledger, key: Key) -> Row | None:
    """Return the row of *key* as somebody added it last, whatever became of that."""
    adding = [one for one in made(ledger, key[0]) if one.row == key[1] and one.verdict == "add"]
    return row_added_by(adding[-1]) if adding else None


def _told(row: object, ledger: Ledger, text: str, coding: int) -> Told | Statement | None:
    match row:
        case Event():
            return of_event(row, text, origin_of(ledger, coding))
        case Claim():
            return of_claim(row, text, origin_of(ledger, coding))
    return None
