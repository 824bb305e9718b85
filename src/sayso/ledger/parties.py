"""Who is named in the claims and predictions of a ledger, as columns in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.added import FIRST
from sayso.ledger.chain import Key
from sayso.ledger.filters import is_named
from sayso.ledger.overview import Column, every
from sayso.ledger.query import rows_of
from sayso.ledger.reviewed import reviewed
from sayso.ledger.rows import Rows
from sayso.ledger.standing import State
from sayso.ledger.store import Ledger
from sayso.record import Actor, Event, Said

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
    SELECT {table}.id, {table}.number FROM current JOIN {table} ON {table}.coding = current.number
    WHERE current.article = ? ORDER BY {table}.number
"""

Line = tuple[Any, ...]  # a number, and pairs of code and words


class Named(NamedTuple):
    """The numbers of rows in their order, and who is named in each: pairs of code and words by field."""

    numbers: NDArray[np.int64]
    columns: Mapping[str, Column]


class Parties(NamedTuple):
    """Who makes each claim, whom each event that a claim tells is about, and who is named in predictions."""

    claims: Named
    about: Named
    predictions: Named


class Standing(NamedTuple):
    """Who is named in claims and predictions as they stand after review.

    ``claims`` and ``predictions`` have, by number, the rows of those articles that people decided about, and
    ``deadlines`` the last day of each such prediction, empty where it has none.
    """

    parties: Parties
    claims: Mapping[int, Key]
    predictions: Mapping[int, Key]
    deadlines: Mapping[int, str]


class Anew(NamedTuple):
    """What stands of an article, given the ``states`` of its rows; the rest is as in ``Standing``.

    ``coded`` are the numbers of all its claims and of all its predictions, ``lines`` who is named in claims,
    in the events that these tell, and in predictions.
    """

    states: Mapping[str, State]
    coded: tuple[list[int], list[int]]
    claims: Mapping[int, Key]
    predictions: Mapping[int, Key]
    deadlines: Mapping[int, str]
    lines: tuple[list[Line], ...]


def parties(ledger: Ledger) -> Parties:
    """Return who is named in the current codings of *ledger*. Raises Failure (S305)."""
    return Parties(
        _named(ledger, CLAIMS, ("who",)),
        _named(ledger, ABOUT, ("actor", "recipient")),
        _named(ledger, PREDICTIONS, ("who", "actor", "recipient")),
    )


def standing(ledger: Ledger, known: Parties, states: Mapping[Key, State], read: dict[str, Anew]) -> Standing:
    """Return *known* as it stands after review: articles with decisions are read anew and laid over the rest.

    *read* has those that were read before, of the same codings; what was decided about since is put there.
    Claims that people added are numbered by their decisions, behind ``FIRST``. Raises Failure (S305).
    """
    found = []
    for article, its in _by_article(states).items():
        if article not in read or read[article].states != its:
            read[article] = _anew(ledger, article, its)
        found.append(read[article])
    claims, predictions = ([number for one in found for number in one.coded[place]] for place in (0, 1))
    who, about, foreseen = ([line for one in found for line in one.lines[place]] for place in (0, 1, 2))
    parties = Parties(
        _replaced(known.claims, claims, who),
        _replaced(known.about, claims, about),
        _replaced(known.predictions, predictions, foreseen),
    )
    return Standing(
        parties,
        {number: key for one in found for number, key in one.claims.items()},
        {number: key for one in found for number, key in one.predictions.items()},
        {number: day for one in found for number, day in one.deadlines.items()},
    )


def _anew(ledger: Ledger, article: str, its: Mapping[str, State]) -> Anew:
    """Return what stands of *article*, of which *its* are the states."""
    rows = reviewed(rows_of(ledger, article), its)
    claims, predictions = (_numbers(ledger, table, article) for table in ("claims", "predictions"))
    coded = list(claims.values()), list(predictions.values())
    added = [one.id for one in rows.claims if one.id not in claims]
    claims |= {name: FIRST + its[name].decisions[0].number for name in added}
    return Anew(
        its,
        coded,
        {claims[one.id]: (article, one.id) for one in rows.claims},
        {predictions[one.id]: (article, one.id) for one in rows.predictions},
        {predictions[one.id]: one.by.end if one.by else "" for one in rows.predictions},
        tuple(_lines(rows, claims, predictions)),
    )


def _by_article(states: Mapping[Key, State]) -> Mapping[str, Mapping[str, State]]:
    """Return *states* by article, and there by the id of the row."""
    found: dict[str, dict[str, State]] = {}
    for (article, name), state in states.items():
        found.setdefault(article, {})[name] = state
    return found


def _numbers(ledger: Ledger, table: str, article: str) -> dict[str, int]:
    """Return the numbers of the rows of *table* that the current coding of *article* holds, by id."""
    return {row["id"]: row["number"] for row in ledger.read(CODED.format(table=table), (article,))}


def _lines(rows: Rows, claims: Mapping[str, int], predictions: Mapping[str, int]) -> Iterator[list[Line]]:
    """Yield what each query for who is named gives of *rows*, which have the numbers given by id."""
    events = {one.id: one for one in rows.events}
    telling = [(claims.get(one.said_by.claim or ""), one) for one in rows.events if one.said_by]
    yield [(claims[one.id], *_pair(one.speaker)) for one in rows.claims]
    yield [(claim, *_sides(event)) for claim, event in telling if claim is not None]
    yield [(predictions[one.id], *_pair(one.said_by), *_sides(events[one.event])) for one in rows.predictions]


def _sides(event: Event) -> Line:
    return *_pair(event.actor), *_pair(event.recipient)


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


def left_out(numbers: NDArray[np.int64], standing: Named) -> NDArray[np.int64]:
    """Return those of *numbers*, of rows as they were coded, that are not among the *standing* ones."""
    return numbers[~np.isin(numbers, standing.numbers)]


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


def _pair(one: Actor | Said | None) -> tuple[str | None, str | None]:
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
