"""Near-duplicates are told by the runs of words that they share."""

from __future__ import annotations

from itertools import permutations

import pytest

from sayso.read.copies import fold, runs

WIRE = (
    "Tanzanian police arrested eleven Kenyan sailors in the port of Tanga on Monday. Kenya condemned the"
    " arrests and called in the ambassador. The sailors had come with a load of tea, their captain told a"
    " radio station. A spokesman of the ministry said that the ship would be searched, and"
    " that the crew was well."
)
MORE = (
    " Late on Monday three of them were let go. The others will see a judge in the morning, the police said."
)
OTHER = (
    "Eleven sailors from Kenya were taken into custody by the police of Tanzania on Monday, in Tanga. Nairobi"
    " protested against that. Their ship was carrying tea. It would be inspected, according to an official."
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (WIRE.upper(), "case"),
        (WIRE.replace("Monday. ", "Monday -- ").replace(",", ";"), "punctuation"),
        (f"TANGA (East Wire) - {WIRE}", "a dateline"),
        (WIRE.replace("condemned", "criticised"), "a word"),
        (WIRE + MORE, "an update"),
        (WIRE[: WIRE.index(" A spokesman")], "the end cut off"),
    ],
)
def test_a_copy_is_folded(text: str, why: str) -> None:
    """Copies that differ in little are one."""
    assert fold([WIRE, text]) == [0, 0], why


def test_another_report_of_the_same_is_not_folded() -> None:
    """Who tells it in other words is a report of its own."""
    assert fold([WIRE, OTHER]) == [0, 1]


def test_a_copy_of_a_copy_is_one_too() -> None:
    """Versions that grew step by step are one, in whatever order they come."""
    versions = [WIRE, WIRE + MORE, WIRE + MORE + MORE.upper() + OTHER, "Something else is told here."]
    assert [len(set(fold(order))) for order in permutations(versions)] == [2] * 24


@pytest.mark.parametrize(("text", "count"), [("", 1), ("One.", 1), ("One two three", 1), ("a b c d", 2)])
def test_every_text_has_a_run(text: str, count: int) -> None:
    """What is shorter than a run is one."""
    assert len(runs(text)) == count


def test_nothing_is_folded_of_nothing() -> None:
    """A ledger without articles has no reports."""
    assert fold([]) == []
