"""How it stands with a deed changes from one day's reports to the next: confirmed, denied, come about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from sayso.ledger.watch.told import Told
from sayso.record import Certainty, Status

SURENESS: dict[Certainty, int] = {"possible": 0, "probable": 1, "certain": 2}

GRADUAL = {  # of one status: whether it happened, and whether the later mention is surer
    (True, True): "confirmed",
    (True, False): "doubted",
    (False, True): "surer",
    (False, False): "less sure",
}
BECAME: dict[tuple[Status, Status], str] = {
    ("happened", "not_happened"): "denied",
    ("not_happened", "happened"): "affirmed",
}
OTHERWISE: dict[Status, str] = {"happened": "came about", "not_happened": "did not happen"}


class Turn(NamedTuple):
    """That a later mention has it otherwise than an earlier one; ``word`` says how."""

    word: str
    earlier: Told
    later: Told


def turns(mentions: Iterable[Told], new: Collection[str]) -> Iterator[Turn]:
    """Yield each turn in what *mentions* of one deed say from day to day, if a *new* row has a part in it.

    Of mentions of one day those seen before come before the new ones; mentions of one day that
    contradict each other are a dispute, not a turn.
    """

    def when(one: Told) -> tuple[str, bool]:
        return one.origin.day, one.row in new

    ordered = sorted(mentions, key=lambda one: (*when(one), one.row))
    days = [list(group) for _, group in groupby(ordered, when)]
    for before, after in pairwise(days):
        standings = {one.standing for one in before}
        firsts = {one.standing: one for one in reversed(after) if one.standing not in standings}
        for later in firsts.values():
            earlier = _nearest(before, later)
            if earlier.row in new or later.row in new:
                yield Turn(word(earlier, later), earlier, later)


def _nearest(before: Iterable[Told], later: Told) -> Told:
    """Return which of *before* the *later* one is held against: one of its status, else the surest."""
    return max(before, key=lambda one: (one.status == later.status, SURENESS[one.certainty]))


def word(earlier: Told, later: Told) -> str:
    """Return what has become of it. It says what is reported, never that it is true."""
    surer = SURENESS[later.certainty] > SURENESS[earlier.certainty]
    if earlier.status == later.status:
        return GRADUAL[later.status == "happened", surer]
    return BECAME.get((earlier.status, later.status)) or OTHERWISE.get(later.status, f"now {later.status}")
