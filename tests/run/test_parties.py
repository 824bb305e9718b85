"""A party that no event has is told, with those that may be meant."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.run.parties import unknown_parties
from sayso.table import EventTable


def table() -> EventTable:
    """Return events of Chad, Kenya's government, Tanzania and Uganda, Tanzania the busiest."""
    sources = np.array(["KEN GOV", "TZA", "TCD", "TZA"])
    targets = np.array(["TZA", "UGA", "TZA", "KEN GOV"])
    days = np.full(4, np.datetime64("2020-01-01"), dtype="datetime64[D]")
    nothing = np.full(4, "")
    return EventTable("ICEWS", "CAMEO", days, sources, targets, np.full(4, "010"), nothing, nothing)


@pytest.mark.parametrize(
    ("party", "told"),
    [
        ("KNE", "No event has KNE as a party; perhaps KEN is meant."),
        ("KENYA", "No event has KENYA as a party; perhaps KEN is meant."),
        ("TANZANA", "No event has TANZANA as a party; perhaps TZA is meant."),
        ("XQX", "No event has XQX as a party."),
        (
            "KEN GOV",
            "No event has KEN GOV as a party; countries are the parties: write KEN, or count by --roles.",
        ),
    ],
)
def test_what_may_be_meant_is_named(party: str, told: str) -> None:
    """Codes of the same letters, and countries by their names, also mistyped; nothing where none is like."""
    (found,) = unknown_parties(table(), [(party, "UGA")], where="events.csv")
    assert (found.code, found.where, found.what) == ("S605", "events.csv", told)


def test_parties_that_are_there_are_no_problem() -> None:
    """Neither as countries, nor with their roles where these are counted; each unknown one is told once."""
    assert unknown_parties(table(), [("KEN", "TZA"), ("TZA", "KEN")]) == ()
    assert unknown_parties(table(), [("KEN GOV", "TZA")], roles=True) == ()
    (found,) = unknown_parties(table(), [("KEN", "TZA"), ("TZA", "KEN")], roles=True)
    assert found.what == "No event has KEN as a party; perhaps KEN GOV is meant."
