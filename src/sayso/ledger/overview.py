"""The events of a ledger as columns in memory: what facets, sorting and paging are answered from.

An overview is made once for a state of the ledger. Filters are those of ``filters.py``; each is tried on the
distinct values of its column, so that a page of a large ledger takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.chain import Key
from sayso.ledger.filters import is_named, searched
from sayso.ledger.reviewed import corrected_columns
from sayso.ledger.standing import State
from sayso.ledger.store import Ledger

EVENTS = """
    SELECT events.number, events.id, current.article, doc_id AS doc, current.run_id AS run,
        coalesce(sentences.number, 0) AS place, type, status, certainty, prediction,
        actor_code, actor_text, recipient_code, recipient_text, said_by_code, said_by_text,
        coalesce(date_start, published, '') AS day
    FROM current
    JOIN events ON events.coding = current.number
    JOIN readings ON readings.number = current.reading
    LEFT JOIN sentences ON sentences.coding = events.coding AND sentences.part = events.sentence
    ORDER BY events.number
"""
PARTIES = ("actor", "recipient", "said_by")
PLAIN = ("type", "status", "certainty", "prediction", "doc", "run", "day", "article")
FILTERS = (
    "type actor recipient said_by status certainty prediction review_state since until run doc text".split()
)
FACETS = ("type", "actor", "recipient", "said_by", "status", "certainty", "review_state", "year", "run")
SORTS = ("day", "type", "actor", "recipient", "said_by", "certainty", "doc")

Mask = NDArray[np.bool_]


class Column(NamedTuple):
    """A column: its distinct values, and for each event the place of its own among them."""

    values: list[Any]
    places: NDArray[np.int32]

    def where(self, fits: Callable[[Any], bool]) -> Mask:
        """Return which events have a value that *fits*."""
        found = np.fromiter((fits(value) for value in self.values), bool, len(self.values))
        return found[self.places] if len(found) else np.zeros(0, bool)


class Facet(NamedTuple):
    """A value that events have, and how many of those that fit the other filters have it."""

    value: str
    times: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The current events of a ledger, in the order of their numbers.

    ``sentences`` has the number of each one's sentence, 0 where it stands before the first. Values of parties
    are pairs of code and words, both None where there is none.
    """

    numbers: NDArray[np.int64]
    sentences: NDArray[np.int64]
    ids: list[str]
    columns: Mapping[str, Column]


class View(NamedTuple):
    """The events that fit: their places in the overview, in order, and the facets beside them."""

    rows: NDArray[np.int64]
    masks: Mapping[str, Mask]


def overview(ledger: Ledger) -> Overview:
    """Return the events of *ledger* as they were coded. Raises Failure (S305)."""
    numbers, sentences, ids = [], [], []
    names = (*PLAIN, *PARTIES)
    indices: dict[str, dict[Any, int]] = {name: {} for name in names}
    places: dict[str, list[int]] = {name: [] for name in names}
    for row in ledger.read(EVENTS):
        number, name, article, doc, run, sentence, kind, status, certainty, prediction, *parties, day = row
        numbers.append(number)
        sentences.append(sentence)
        ids.append(name)
        plain = (kind, status, certainty, prediction, doc, run, day, article)
        paired = zip(parties[::2], parties[1::2], strict=True)
        for column, value in zip(names, (*plain, *paired), strict=True):
            index = indices[column]
            places[column].append(index.setdefault(value, len(index)))
    columns = {name: Column(list(indices[name]), np.array(places[name], np.int32)) for name in names}
    columns["review_state"] = Column(["unreviewed"], np.zeros(len(ids), np.int32))
    return Overview(np.array(numbers, np.int64), np.array(sentences, np.int64), ids, columns)


def places_of(whole: Overview) -> Mapping[Key, int]:
    """Return the place of each event by its key."""
    articles = whole.columns["article"]
    names = (articles.values[place] for place in articles.places.tolist())
    return {key: place for place, key in enumerate(zip(names, whole.ids, strict=True))}


def standing(
    whole: Overview, places: Mapping[Key, int], states: Mapping[Key, State], applied: bool
) -> Overview:
    """Return *whole* with the review state of each event, and as it stands after review where *applied*.

    *places* are those of its events, as ``places_of`` gives them.
    """
    decided = sorted(((places[key], state) for key, state in states.items() if key in places), key=_first)
    changed = {"review_state": _changed(whole.columns["review_state"], decided, lambda one: one.standing)}
    if not applied:
        return replace(whole, columns={**whole.columns, **changed})
    for name in (*PLAIN, *PARTIES):
        changed[name] = _corrected(whole.columns[name], name, decided)
    kept = np.ones(len(whole.ids), bool)
    kept[[place for place, state in decided if state.standing == "rejected"]] = False
    return _only(replace(whole, columns={**whole.columns, **changed}), kept)


def fitting(ledger: Ledger, whole: Overview, wanted: Mapping[str, str]) -> Mapping[str, Mask]:
    """Return for each filter in *wanted* which events fit it."""
    return {name: _mask(ledger, whole, name, value) for name, value in wanted.items() if value}


def every(masks: Iterable[Mask], length: int) -> Mask:
    """Return which of *length* events fit all *masks*."""
    found = np.ones(length, bool)
    for mask in masks:
        found &= mask
    return found


def facet(whole: Overview, masks: Mapping[str, Mask], name: str) -> list[Facet]:
    """Return the values of facet *name* among the events that fit all other filters, the commonest first."""
    others = (mask for other, mask in masks.items() if other not in _filters_of(name))
    kept = every(others, len(whole.ids))
    column = whole.columns["day" if name == "year" else name]
    counts = np.bincount(column.places[kept], minlength=len(column.values))
    found: dict[str, int] = {}
    for value, count in zip(column.values, counts.tolist(), strict=True):
        label = _label(name, value)
        if count and label:
            found[label] = found.get(label, 0) + count
    return [Facet(*one) for one in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def ordered(whole: Overview, sort: str, kept: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of the events *kept* in the order *sort* (``-`` before it: backwards), with ranks.

    The ranks are of all events: of one value they are the same. Raises KeyError for an unknown order.
    """
    name = sort.lstrip("-")
    ranks = np.zeros(len(whole.ids), np.int64)
    if name:
        column = whole.columns[name]
        order = sorted(range(len(column.values)), key=lambda place: _sorted_by(column.values[place]))
        if sort.startswith("-"):
            order.reverse()
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        ranks = rank[column.places] if order else ranks
    rows = np.flatnonzero(kept)
    return rows[np.argsort(ranks[rows], kind="stable")], ranks


def _mask(ledger: Ledger, whole: Overview, name: str, value: str) -> Mask:
    columns = whole.columns
    match name:
        case "actor" | "recipient" | "said_by":
            return columns[name].where(lambda pair: is_named(pair[0], pair[1], value))
        case "prediction":
            return columns[name].where(bool)
        case "since":
            return columns["day"].where(lambda day: day >= value)
        case "until":
            return columns["day"].where(lambda day: bool(day) and day[: len(value)] <= value)
        case "text":
            found = ledger.read("SELECT rowid FROM search WHERE search MATCH ?", (searched(value),))
            numbers = np.fromiter((row[0] for row in found), np.int64)
            return np.isin(whole.sentences, numbers)
        case _:
            same = value.upper() if name == "type" else value
            return columns[name].where(lambda one: one == same)


def _first(one: tuple[int, State]) -> int:
    return one[0]


def _filters_of(facet: str) -> tuple[str, ...]:
    return ("since", "until") if facet == "year" else (facet,)


def _label(name: str, value: Any) -> str:
    if name in PARTIES:
        return value[0] or ""
    return value[:4] if name == "year" else str(value)


def _sorted_by(value: Any) -> tuple[bool, str]:
    """Return what a value is sorted by: what is unknown comes last."""
    text = " ".join(part or "" for part in value) if isinstance(value, tuple) else str(value)
    return not text.strip(), text


def _changed(column: Column, decided: list[tuple[int, State]], value: Callable[[State], Any]) -> Column:
    """Return *column* with another value for the events *decided* about."""
    index = {one: place for place, one in enumerate(column.values)}
    places = column.places.copy()
    for place, state in decided:
        places[place] = index.setdefault(value(state), len(index))
    return Column(list(index), places)


def _corrected(column: Column, name: str, decided: list[tuple[int, State]]) -> Column:
    """Return the *column* of field *name* with the corrections of those *decided* about."""
    part = "date_start" if name == "day" else f"{name}_code" if name in PARTIES else name
    its = [(place, one) for place, one in decided if part in corrected_columns(one)]

    def value(state: State) -> Any:
        found = corrected_columns(state)
        if name in PARTIES:
            return found[part], found[f"{name}_text"]
        return int(found[part]) if name == "prediction" else found[part] or ""

    return _changed(column, its, value)


def _only(whole: Overview, kept: Mask) -> Overview:
    """Return the events of *whole* that are *kept*."""
    columns = {name: Column(one.values, one.places[kept]) for name, one in whole.columns.items()}
    ids = [name for name, keep in zip(whole.ids, kept.tolist(), strict=True) if keep]
    return Overview(whole.numbers[kept], whole.sentences[kept], ids, columns)
