"""Who is named in the claims and predictions of a ledger, as columns in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.filters import is_named
from sayso.ledger.overview import Column, every
from sayso.ledger.store import Ledger

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


def _named(ledger: Ledger, query: str, names: Sequence[str]) -> Named:
    numbers: list[int] = []
    indices: list[dict[tuple[str | None, str | None], int]] = [{} for _ in names]
    places: list[list[int]] = [[] for _ in names]
    for row in ledger.read(query):
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
