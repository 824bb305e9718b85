"""Events as columns: what is chosen there is what a query of the ledger finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import code_files
from sayso.ledger.decisions import Draft, decide
from sayso.ledger.merge import merge
from sayso.ledger.overview import (
    FACETS,
    Overview,
    every,
    facet,
    fitting,
    ordered,
    overview,
    places_of,
    standing,
)
from sayso.ledger.query import events, numbered
from sayso.ledger.standing import states
from sayso.ledger.store import Ledger, open_ledger
from sayso.show.samples import sample_files

FILTERS = [
    {},
    {"type": "accuse"},
    {"actor": "KEN"},
    {"actor": "kenya"},
    {"recipient": "TZA", "status": "happened"},
    {"said_by": "officials"},
    {"certainty": "probable"},
    {"prediction": "1"},
    {"text": "sailors"},
    {"text": 'no "such" words'},
    {"doc": "nothing"},
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of the sample articles: of all types, statuses and sources."""
    path = tmp_path_factory.mktemp("sample") / "sample.ledger"
    with open_ledger(path) as opened:
        assert all(outcome.coded for outcome in code_files(sample_files(), opened))
    return path


@pytest.fixture
def ledger(sample: Path, tmp_path: Path) -> Iterator[Ledger]:
    """Return a copy of it, open."""
    with open_ledger(tmp_path / "own.ledger") as opened:
        assert all(one.taken for one in merge(opened, [sample]))
        yield opened


def reviewed(ledger: Ledger, applied: bool) -> Overview:
    """Return the events of *ledger* with their states."""
    whole = overview(ledger)
    return standing(whole, places_of(whole), states(ledger), applied)


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("applied", [False, True])
def test_the_filters_are_those_of_a_query(ledger: Ledger, wanted: dict[str, str], applied: bool) -> None:
    """An overview finds the same events as a query with the same filters, also as they stand after review."""
    chosen = [one.event for one in events(ledger, {})]
    decide(ledger, Draft(chosen[0].id, "reject", "Anna"))
    decide(ledger, Draft(chosen[1].id, "correct", "Anna", {"status": "future", "certainty": "probable"}))
    asked = ledger.as_reviewed() if applied else ledger
    whole = reviewed(ledger, applied)
    masks = fitting(ledger, whole, wanted)
    rows, _ = ordered(whole, "", every(masks.values(), len(whole.ids)))
    given = {**wanted, "prediction": bool(wanted.get("prediction"))}
    assert [whole.ids[row] for row in rows] == [one.event.id for one in events(asked, given)]


def test_the_review_state_is_a_column(ledger: Ledger) -> None:
    """An event that somebody decided about is found by how it stands."""
    first = next(events(ledger, {})).event.id
    decide(ledger, Draft(first, "unsure", "Anna"))
    whole = reviewed(ledger, applied=False)
    (row,) = ordered(whole, "", fitting(ledger, whole, {"review_state": "unsure"})["review_state"])[0]
    assert whole.ids[row] == first


@pytest.mark.parametrize("name", FACETS)
def test_a_facet_counts_what_choosing_it_finds(ledger: Ledger, name: str) -> None:
    """The number beside each value is the number of events that fit when it is chosen."""
    whole = reviewed(ledger, applied=False)
    for one in facet(whole, {}, name):
        wanted = {"since": one.value, "until": one.value} if name == "year" else {name: one.value}
        mask = every(fitting(ledger, whole, wanted).values(), len(whole.ids))
        if name in ("actor", "recipient", "said_by"):
            assert mask.sum() >= one.times  # a country has the mentions of its roles as well
        else:
            assert mask.sum() == one.times


def test_a_facet_is_not_narrowed_by_itself(ledger: Ledger) -> None:
    """With a type chosen, the others can still be chosen instead."""
    whole = overview(ledger)
    masks = fitting(ledger, whole, {"type": "ACCUSE"})
    assert facet(whole, masks, "type") == facet(whole, {}, "type")
    assert facet(whole, masks, "status") != facet(whole, {}, "status")


@pytest.mark.parametrize("sort", ["day", "type", "actor"])
def test_orders_are_stable_and_can_be_turned_round(ledger: Ledger, sort: str) -> None:
    """Events of one value stay in the order of the ledger; the order backwards has the same events."""
    whole = overview(ledger)
    kept = every((), len(whole.ids))
    forth, ranks = ordered(whole, sort, kept)
    back, _ = ordered(whole, f"-{sort}", kept)
    assert sorted(forth.tolist()) == sorted(back.tolist()) == list(range(len(whole.ids)))
    pairs = [(int(ranks[row]), int(row)) for row in forth]
    assert pairs == sorted(pairs)


def test_events_are_read_by_their_numbers(ledger: Ledger) -> None:
    """What is read of an event by its number is what a query gives of it."""
    whole = overview(ledger)
    found = list(events(ledger, {}))
    again = list(numbered(ledger, whole.numbers.tolist()))
    assert [one.event for one in again] == [one.event for one in found]
    assert [(one.doc_id, one.article, one.text) for one in again] == [
        (one.doc_id, one.article, one.text) for one in found
    ]
