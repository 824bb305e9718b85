"""The measure of dates and horizons, by hand."""

from __future__ import annotations

import pytest

from tests.coding.support import resources

pytest.importorskip("quality", reason="run from the repository's root")

from quality import dates
from sayso.record import Interval


def answer(expected: str, start: str = "", end: str = "") -> dates.Answer:
    """Return the answer of the days *start* to *end*, none where they are empty, to a passage."""
    passage = dates._passage("2012-05-03", expected, "Rebels *attacked* the town.")
    return dates.Answer(passage, found=True, days=Interval(start, end, "") if start else None)


@pytest.mark.parametrize(
    ("expected", "days", "right", "precise"),
    [
        ("2012-05-02", ("2012-05-02", "2012-05-02"), True, True),
        ("2012-05-02", ("2012-05-01", "2012-05-01"), False, True),
        ("2012-05-02", ("2012-05-01", "2012-05-31"), False, False),
        ("2012-05-02", (), False, False),
        ("none", (), True, True),
        ("none", ("2012-05-02", "2012-05-02"), False, False),
        ("2012-03-01..2012-05-31~2012-06-20", ("2012-03-01", "2012-06-10"), True, True),
        ("2012-03-01..2012-05-31~2012-06-20", ("2012-03-01", "2012-06-21"), False, True),
    ],
)
def test_days_are_held_against_the_expected(
    expected: str, days: tuple[str, ...], right: bool, precise: bool
) -> None:
    """Days are right within what is expected, and precise where they are about as many."""
    found = answer(expected, *days)
    assert (found.is_right, found.is_as_precise) == (right, precise)


def test_an_event_that_is_not_there_is_not_found() -> None:
    """A marked word that names no event is not found, whatever stands beside it."""
    passage = dates._passage("2012-05-03", "2012-05-02", "The *committee* was large on Wednesday.")
    assert not dates._answer(passage, resources(), is_prediction=False).found


def test_every_passage_can_be_read() -> None:
    """There are as many passages as told, each marks a word, and its expected days are in order."""
    passages = dates.read_passages()
    assert {name: len(found) for name, found in passages.items()} == {
        "dates": 92,
        "dates aside": 28,
        "horizons": 38,
        "horizons aside": 12,
    }
    for passage in (one for found in passages.values() for one in found if one.expected != dates.NONE):
        first, last = dates._ends(passage.expected)
        assert (first, last) == (sorted(first), sorted(last))
        assert first[0] <= last[-1]
