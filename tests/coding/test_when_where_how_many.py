"""Dates, places and magnitudes of events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.record import Event
from tests.coding.support import code_text

PATH = Path(__file__).parent / "cases" / "when_where_how_many.yaml"
CASES = yaml.safe_load(PATH.read_text(encoding="utf-8"))


def event_of(case: dict[str, Any]) -> Event:
    """Return the event of the case's type: the first, or the last where the case says so."""
    published = str(case["published"]) if "published" in case else None
    events = [event for event in code_text(case["text"], published).events if event.type == case["type"]]
    assert events
    return events[-1 if case.get("last") else 0]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "date" in case], ids=lambda case: case["text"][:50]
)
def test_date_is_resolved_against_the_publication_date(case: dict[str, Any]) -> None:
    """The date words of a clause become the days they stand for, or none where nobody can tell."""
    date = event_of(case).date
    wanted = [str(day) for day in case["date"]] if case["date"] else None
    assert wanted == ([date.start, date.end] if date else None)


@pytest.mark.parametrize(
    "case", [case for case in CASES if "place" in case], ids=lambda case: case["text"][:50]
)
def test_place_belongs_to_the_event(case: dict[str, Any]) -> None:
    """A place that the words tell of the event is kept with its words and country, no other is."""
    place = event_of(case).place
    assert case["place"] == ([place.text, place.country] if place is not None else None)


@pytest.mark.parametrize(
    "case", [case for case in CASES if "magnitude" in case], ids=lambda case: case["text"][:50]
)
def test_magnitude_counts_what_the_deed_is_about(case: dict[str, Any]) -> None:
    """A number told with a deed is kept with what it counts and the bounds that its words set."""
    found = event_of(case).magnitude
    numbers = [[one.kind, one.best] for one in found]
    assert case["magnitude"] in numbers if case["magnitude"] else not numbers
    if "bounds" in case:
        assert case["bounds"] == next(
            [one.low, one.high] for one in found if one.kind == case["magnitude"][0]
        )
    if case.get("only"):
        assert len(found) == 1


def test_nobody_is_a_place() -> None:
    """A person whom the core takes for a place is no place: no row says where somebody is."""
    text = "Baitullah Mehsud led the Pakistani Taliban. A drone strike on Mehsud killed two guards."
    found = [event for event in code_text(text).events if event.type == "ASSAULT"]
    assert found
    assert [event.place for event in found if event.place and event.place.text == "Mehsud"] == []
