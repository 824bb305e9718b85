"""Who is named in the claims and predictions of a ledger, as columns in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.added import FIRST
from sayso.ledger.chain import Key
from sayso.ledger.content import content
from sayso.ledger.filters import is_named
from sayso.ledger.overview import Column, every
from sayso.ledger.standing import State
from sayso.ledger.store import Ledger
from sayso.record import Actor

CLAIMS = """
    SELECT claims.number, speaker_code, speaker_text
    FROM current JOIN claims ON claims.coding = current.number ORDER BY claims.number
"""
ABOUT = """
    SELECT claims.number, actor_code, actor_text, recipient_code, recipient_text
    FROM current JOIN events ON events.coding = current.number
    JOIN claims ON claims.coding = events.coding AND claims.id = events.said_by_claim
    ORDER BY claims.number
"""
PREDICTIONS = """
    SELECT predictions.number, predictions.said_by_code, predictions.said_by_text,
        actor_code, actor_text, recipient_code, recipient_text
    FROM current JOIN predictions ON predictions.coding = current.number
    JOIN events ON events.coding = predictions.coding AND events.id = predictions.event
    ORDER BY predictions.number
"""

CODED = """
    SELECT claims.number, claims.id FROM current JOIN claims ON claims.coding = current.number
    WHERE current.article = ? ORDER BY claims.number
"""


class Named(NamedTuple):
    """The numbers of rows in their order, and who is named in each: pairs of code and words by field."""

    numbers: NDArray[np.int64]
    columns: Mapping[str, Column]


class Parties(NamedTuple):
    """Who makes each claim, whom each event that a claim tells is about, and who is named in predictions."""

    claims: Named
    about: Named
    predictions: Named


def parties(ledger: Ledger) -> Parties:
    """Return who is named in the current codings of *ledger*. Raises Failure (S305)."""
    return Parties(
        _named(ledger, CLAIMS, ("who",)),
        _named(ledger, ABOUT, ("actor", "recipient")),
        _named(ledger, PREDICTIONS, ("who", "actor", "recipient")),
    )


def standing(
    ledger: Ledger, known: Parties, states: Mapping[Key, State]
) -> tuple[Parties, Mapping[int, Key]]:
    """Return *known* as it stands after review, and by number the claims of articles that were decided about.

    Claims that people added are numbered by their decisions, behind ``FIRST``. Predictions stay as they were
    coded. Raises Failure (S305).
    """
    found: list[tuple[Any, ...]] = []
    about: list[tuple[Any, ...]] = []
    keys: dict[int, Key] = {}
    before: list[int] = []
    for article in dict.fromkeys(article for article, _ in states):
        numbers = {row["id"]: row["number"] for row in ledger.read(CODED, (article,))}
        before += numbers.values()
        rows = content(ledger.as_reviewed(), article).rows
        for one in rows.claims:
            if one.id not in numbers:
                numbers[one.id] = FIRST + states[article, one.id].decisions[0].number
            keys[numbers[one.id]] = article, one.id
            found.append((numbers[one.id], *_pair(one.speaker)))
        for event in rows.events:
            if event.said_by and event.said_by.claim in numbers:
                sides = (*_pair(event.actor), *_pair(event.recipient))
                about.append((numbers[event.said_by.claim], *sides))
    claims = _replaced(known.claims, before, found)
    return Parties(claims, _replaced(known.about, before, about), known.predictions), keys


def claims_of(known: Parties, who: str, about: str) -> NDArray[np.int64]:
    """Return the numbers of the claims of *who* that tell an event *about* somebody; empty: anybody."""
    found = fitting(known.claims, {"who": who})
    if not about:
        return found
    sides = [_where(known.about, name, about) for name in ("actor", "recipient")]
    return np.intersect1d(found, known.about.numbers[sides[0] | sides[1]])


def fitting(known: Named, wanted: Mapping[str, str]) -> NDArray[np.int64]:
    """Return the numbers of the rows in which those *wanted* are named, by field; empty: anybody."""
    masks = (_where(known, name, value) for name, value in wanted.items() if value)
    return known.numbers[every(masks, len(known.numbers))]


def _where(known: Named, name: str, value: str) -> NDArray[np.bool_]:
    return known.columns[name].where(lambda pair: is_named(pair[0], pair[1], value))


def _replaced(known: Named, gone: Sequence[int], rows: Sequence[Sequence[Any]]) -> Named:
    """Return *known* without the numbers that are *gone* and with *rows*, in the order of their numbers."""
    behind = _gathered(rows, tuple(known.columns))
    kept = ~np.isin(known.numbers, gone)
    numbers = np.append(known.numbers[kept], behind.numbers)
    order = np.argsort(numbers, kind="stable")
    columns = {}
    for name, column in known.columns.items():
        more = behind.columns[name]
        places = np.append(column.places[kept], more.places + len(column.values)).astype(np.int32)
        columns[name] = Column([*column.values, *more.values], places[order])
    return Named(numbers[order], columns)


def _pair(one: Actor | None) -> tuple[str | None, str | None]:
    return (one.code, one.text) if one else (None, None)


def _named(ledger: Ledger, query: str, names: Sequence[str]) -> Named:
    return _gathered(ledger.read(query), names)


def _gathered(rows: Iterable[Sequence[Any]], names: Sequence[str]) -> Named:
    """Return *rows*, each a number with a code and words for each of *names*, as columns."""
    numbers: list[int] = []
    indices: list[dict[tuple[str | None, str | None], int]] = [{} for _ in names]
    places: list[list[int]] = [[] for _ in names]
    for row in rows:
        numbers.append(row[0])
        for index, place, pair in zip(indices, places, _pairs(row), strict=True):
            place.append(index.setdefault(pair, len(index)))
    columns = {
        name: Column(list(index), np.array(place, np.int32))
        for name, index, place in zip(names, indices, places, strict=True)
    }
    return Named(np.array(numbers, np.int64), columns)


def _pairs(row: Sequence[str | None]) -> Iterator[tuple[str | None, str | None]]:
    yield from zip(row[1::2], row[2::2], strict=True)
