"""Events that people added, as an overview has them: behind those that the machine found."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sayso.ledger.chain import Key
from sayso.ledger.columns import event_columns
from sayso.ledger.overview import PARTIES, PLAIN, Column, Overview
from sayso.ledger.query import Found, added_events
from sayso.ledger.standing import State
from sayso.ledger.store import Ledger

FIRST = 1 << 40  # where the numbers of added events begin, behind those that a ledger ever counts up to


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
    found = (_numbered(*one) for one in added_events(ledger, states))
    return sorted(found, key=lambda one: one.number)


def _numbered(found: Found, origin: sqlite3.Row) -> Added:
    """Return what is *found*, which stands in *origin*, with its number."""
    day = found.event.date.start if found.event.date else origin["published"]
    number = FIRST + found.state.decisions[0].number
    return Added(number, origin["sentence"], origin["run_id"], day, found)


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
