"""Rows as they stand after decisions, wherever rows are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.content import Held, contents
from sayso.ledger.decisions import Draft, decide
from sayso.ledger.store import Ledger, Review, open_ledger
from sayso.ledger.stories import stories
from sayso.record import Actor, Reason

from .support import ARREST, CLOSE, FORESEEN, INNER, LED, OUTER, TEXT, at, coded, decided, filled


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of one article."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        yield opened


def held(ledger: Ledger, by: tuple[str, ...] = ()) -> Held:
    """Return what the ledger holds of its article, as reviewed."""
    (found,) = contents(ledger, Review(True, by))
    return found


def test_by_default_rows_are_as_they_were_coded(tmp_path: Path) -> None:
    """What the machine said stays; how each row stands is told beside it."""
    with open_ledger(decided(filled(tmp_path / "my.ledger"))) as ledger:
        (found,) = contents(ledger)
        assert found.rows == (coded().claims, coded().events, coded().predictions, coded().relations)
        standings = {name: state.standing for name, state in found.states.items()}
        assert standings == {ARREST.id: "accepted", CLOSE.id: "corrected", INNER.id: "rejected"}
        assert [one.event for one in query.events(ledger, {})] == [ARREST, CLOSE]


def test_a_corrected_field_is_replaced_and_says_by_whom(ledger: Ledger) -> None:
    """Its reason names the decision; other fields and reasons stay."""
    decide(ledger, Draft(ARREST.id, "correct", "Anna", {"actor": {"code": "TZA MIL"}, "date": None}))
    event = held(ledger).rows.events[0]
    assert event.actor == Actor(
        "Tanzanian police", "TZA MIL", "TZA MIL/tanzanian police", at("Tanzanian police")
    )
    assert event.date is None
    assert Reason("actor", "decision:1 by Anna") in event.reasons
    assert ARREST.reasons[0] in event.reasons
    assert ARREST.reasons[1] not in event.reasons
    assert (event.id, event.recipient, event.place) == (ARREST.id, ARREST.recipient, ARREST.place)


def test_a_rejected_event_takes_its_predictions_along(ledger: Ledger) -> None:
    """Nothing names a row that is left out."""
    decide(ledger, Draft(CLOSE.id, "reject", "Anna"))
    rows = held(ledger).rows
    assert [one.id for one in rows.events] == [ARREST.id]
    assert rows.predictions == ()


def test_a_rejected_claim_leaves_the_words_of_its_source(ledger: Ledger) -> None:
    """What it said keeps words and code without the claim; a claim within it moves outwards."""
    decide(ledger, Draft(OUTER.id, "reject", "Anna"))
    rows = held(ledger).rows
    assert [(one.id, one.parent) for one in rows.claims] == [(INNER.id, None)]
    assert [one.said_by.claim for one in rows.relations if one.said_by] == [None]
    assert [one.said_by.text for one in rows.relations if one.said_by] == ["Élodie Ken"]
    assert rows.events[1].said_by == CLOSE.said_by


def test_claims_corrected_into_a_circle_are_led_out_of_it(ledger: Ledger) -> None:
    """Two claims that lie within each other lie within none."""
    decide(ledger, Draft(OUTER.id, "correct", "Anna", {"parent": INNER.id}))
    assert {one.parent for one in held(ledger).rows.claims} == {None}


def test_other_kinds_of_rows_are_corrected_too(ledger: Ledger) -> None:
    """A prediction whose range a person gave has that person for its origin."""
    decide(ledger, Draft(FORESEEN.id, "correct", "Anna", {"high": 0.4, "said_by": None}))
    decide(ledger, Draft(LED.id, "correct", "Anna", {"kind": "member_of"}))
    decide(ledger, Draft(OUTER.id, "correct", "Anna", {"cue": [[0, 4]]}))
    rows = held(ledger).rows
    assert (rows.predictions[0].high, rows.predictions[0].origin) == (0.4, "decision:1 by Anna")
    assert rows.predictions[0].said_by is None
    assert rows.relations[0].kind == "member_of"
    assert rows.claims[0].cue == ((0, 4),)


def test_a_disputed_row_stands_as_it_was_coded(ledger: Ledger) -> None:
    """Until one says whose decisions count."""
    decide(ledger, Draft(ARREST.id, "reject", "Anna"))
    decide(ledger, Draft(ARREST.id, "accept", "Ben"))
    assert held(ledger).rows.events[0] == ARREST
    assert [one.id for one in held(ledger, by=("Anna",)).rows.events] == [CLOSE.id]


def found(ledger: Ledger, **wanted: object) -> list[str]:
    """Return the ids of the events that fit *wanted*."""
    return [one.event.id for one in query.events(ledger, wanted)]


def test_filters_see_a_reviewed_ledger_as_it_stands(ledger: Ledger) -> None:
    """A corrected event is found by what it was corrected to, no longer by what it was."""
    decide(ledger, Draft(ARREST.id, "correct", "Anna", {"status": "wanted", "actor": {"code": "UGA COP"}}))
    reviewed = ledger.as_reviewed()
    assert found(ledger, status="wanted") == []
    assert found(reviewed, status="wanted") == [ARREST.id]
    assert found(reviewed, status="happened") == []
    assert found(reviewed, actor="UGA", doc="ferry", text="sailors") == [ARREST.id]
    assert found(reviewed, actor="TZA") == []
    assert found(reviewed, limit=1) == [ARREST.id]


def test_rows_are_found_by_how_they_stand(tmp_path: Path) -> None:
    """Whether the ledger is read as coded or as reviewed."""
    with open_ledger(decided(filled(tmp_path / "my.ledger"))) as ledger:
        decide(ledger, Draft(ARREST.id, "reject", "Ben"))
        assert found(ledger, review_state="disputed") == [ARREST.id]
        assert found(ledger, review_state="corrected") == [CLOSE.id]
        assert found(ledger, review_state="unreviewed") == []
        assert found(ledger.as_reviewed(("Ben",))) == [CLOSE.id]
        assert found(ledger, review_state="corrected", status="future") == [CLOSE.id]
        assert found(ledger.as_reviewed(), review_state="corrected", status="future") == []


def test_stories_are_told_as_their_mentions_stand(ledger: Ledger) -> None:
    """A rejected mention is in none; a corrected one has its corrected fields."""
    decide(ledger, Draft(CLOSE.id, "reject", "Anna"))
    decide(ledger, Draft(ARREST.id, "correct", "Anna", {"status": "wanted", "place": None}))
    (story,) = stories(ledger.as_reviewed(), {})
    assert (story.statuses, story.places) == (("wanted",), ())
    assert len(stories(ledger, {})) == 2
    assert len(stories(ledger.as_reviewed(), {"status": "wanted"})) == 1
    assert len(stories(ledger, {"review_state": "rejected"})) == 1


STATUSES = ("happened", "wanted", "happened", "wanted", "not_happened", "happened")


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of articles whose arrests stand as ``STATUSES``; one is rejected, one disputed."""
    articles = []
    for number in range(len(STATUSES)):
        arrest = replace(ARREST, id=f"{number:016x}")
        article = coded(f"{TEXT}{number}\n", str(number))
        articles.append(replace(article, events=(arrest, CLOSE), predictions=()))
    with open_ledger(filled(tmp_path / "several.ledger", *articles)) as opened:
        for number, status in enumerate(STATUSES):
            if status != "happened":
                decide(opened, Draft(f"{number:016x}", "correct", "Anna", {"status": status}))
        decide(opened, Draft(f"{2:016x}", "reject", "Anna"))
        decide(opened, Draft(f"{3:016x}", "accept", "Ben"))
        yield opened


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, (0, 1, 3, 4, 5)),
        ({"status": "happened"}, (0, 3, 5)),
        ({"status": "wanted"}, (1,)),
        ({"status": "wanted", "actor": "police", "text": "sailors"}, (1,)),
        ({"status": "wanted", "text": "border"}, ()),
        ({"status": "not_happened", "doc": "4"}, (4,)),
        ({"status": "not_happened", "doc": "1"}, ()),
        ({"review_state": "corrected"}, (1, 4)),
        ({"review_state": "disputed"}, (3,)),
        ({"review_state": "unreviewed", "status": "happened"}, (0, 5)),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 10])
def test_pages_of_a_reviewed_ledger_make_up_the_whole(
    several: Ledger, wanted: dict[str, object], numbers: tuple[int, ...], size: int
) -> None:
    """Corrected rows stand in their place among those that are found by their words, page after page."""
    wanted = {"type": "COERCE", **wanted}
    pages: list[str] = []
    while page := found(several.as_reviewed(), **wanted, limit=size, after=pages[-1] if pages else None):
        pages += page
    assert pages == [f"{number:016x}" for number in numbers]
