"""Events that people added, as an overview has them: behind those that the machine found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sayso.ledger.chain import Key
from sayso.ledger.columns import event_columns
from sayso.ledger.overview import PARTIES, PLAIN, Column, Overview
from sayso.ledger.query import Found
from sayso.ledger.reviewed import additions
from sayso.ledger.standing import State
from sayso.ledger.store import Ledger
from sayso.record import Event

FIRST = 1 << 40  # where the numbers of added events begin, behind those that a ledger ever counts up to
ORIGIN = """
    SELECT articles.text, readings.doc_id, current.run_id, coalesce(published, '') AS published, coalesce((
        SELECT number FROM sentences WHERE coding = current.number AND start <= ?2 ORDER BY part DESC LIMIT 1
    ), 0) AS sentence FROM current
    JOIN readings ON readings.number = current.reading
    JOIN articles ON articles.sha256 = current.article
    WHERE current.article = ?1
"""


class Added(NamedTuple):
    """An event that people added: its number, that of its sentence, the run that read its article, its day.

    The number is that of the first decision that counts for it, behind ``FIRST``.
    """

    number: int
    sentence: int
    run: str
    day: str
    found: Found


def added(ledger: Ledger, states: Mapping[Key, State]) -> list[Added]:
    """Return the events that people added to *ledger*, of which all agree, in the order of their numbers."""
    found = (one for key, state in states.items() for one in _where(ledger, key[0], state))
    return sorted(found, key=lambda one: one.number)


def _where(ledger: Ledger, article: str, state: State) -> Iterator[Added]:
    """Yield the event that is added, if *state* is that of one, with what it stands in."""
    if state.standing != "added" or state.decisions[0].kind != "event":
        return
    first = state.decisions[0]
    for event in additions({first.row: state}):
        if isinstance(event, Event):
            yield from _placed(ledger, event, (article, state))


def _placed(ledger: Ledger, event: Event, by: tuple[str, State]) -> Iterator[Added]:
    article, state = by
    for row in ledger.read(ORIGIN, (article, event.trigger.start)):
        found = Found(event, row["text"], row["doc_id"], article, state)
        day = event.date.start if event.date else row["published"]
        yield Added(FIRST + state.decisions[0].number, row["sentence"], row["run_id"], day, found)


def with_added(whole: Overview, some: Sequence[Added]) -> Overview:
    """Return *whole* with *some* events behind its own."""
    if not some:
        return whole
    told = [_values(one) for one in some]
    return Overview(
        np.append(whole.numbers, [one.number for one in some]),
        np.append(whole.sentences, [one.sentence for one in some]),
        [*whole.ids, *(one.found.event.id for one in some)],
        {name: _longer(column, [one[name] for one in told]) for name, column in whole.columns.items()},
    )


def _values(one: Added) -> Mapping[str, Any]:
    """Return what an added event has in each column of an overview."""
    columns = event_columns(one.found.event)
    plain = {name: columns.get(name) for name in PLAIN}
    sides = {name: (columns[f"{name}_code"], columns[f"{name}_text"]) for name in PARTIES}
    around = {"doc": one.found.doc_id, "article": one.found.article, "run": one.run, "day": one.day}
    return {**plain, **sides, **around, "review_state": one.found.state.standing}


def _longer(column: Column, values: Sequence[Any]) -> Column:
    """Return *column* with *values* behind its own."""
    index = {one: place for place, one in enumerate(column.values)}
    behind = [index.setdefault(value, len(index)) for value in values]
    return Column(list(index), np.append(column.places, np.array(behind, np.int32)))
