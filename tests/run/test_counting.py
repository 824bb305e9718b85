"""What is counted of a ledger stands after review, unless it is asked for as it was coded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sayso
from sayso.run.counting import Wish, drift_in, panel_in, table_in
from tests.ledger.support import CLOSE, at, filled, monthly

pytest.importorskip("statsmodels.tsa.api")
PAIR = ("KEN", "TZA")
FIRST, SECOND, THIRD = (f"e0{month:014d}" for month in range(3))  # of Kenya toward Tanzania, by month
UGANDA = {"text": "Many", "code": "UGA", "span": list(at("Many"))}
LATER = {"start": "2021-11-20", "end": "2021-11-20", "text": "Monday"}


def number(data: Path, as_coded: bool) -> int:
    """Return how many events of the pair a series has."""
    panel = sayso.series_of(data, pairs=(PAIR,), as_coded=as_coded)
    return int(panel.counts[panel.row(PAIR)].sum())


def answered(data: Path, as_coded: bool) -> int:
    """Return how many events of the pair are asked for an answer."""
    found = sayso.reciprocity_of(data, (PAIR,), ("month",), as_coded=as_coded)
    return min(round(number) for one in found.responses for number in one.events)


def audited(data: Path, as_coded: bool) -> int:
    """Return how many of the events that the audit read are those of the pair."""
    coverage = next(one for one in sayso.audit_of(data, as_coded=as_coded) if one.check == "coverage")
    return int(coverage.numbers["read"]) - 2 * 24


def seen(data: Path, as_coded: bool) -> int:
    """Return how many events the power is that of."""
    return sayso.power_of(data, *PAIR, horizons=(3,), as_coded=as_coded).events


@pytest.mark.parametrize("count", [number, answered, audited, seen])
def test_rejected_events_are_not_counted(tmp_path: Path, count: Callable[[Path, bool], int]) -> None:
    """Every verb that counts leaves them out, and counts them as they were coded where that is asked for."""
    path = filled(tmp_path / "my.ledger", monthly())
    assert (count(path, False), count(path, True)) == (24, 24)
    with sayso.open_ledger(path) as ledger:
        sayso.decide(ledger, FIRST, "reject", "Anna")
        sayso.decide(ledger, SECOND, "accept", "Anna")
    assert (count(path, False), count(path, True)) == (23, 24)


@pytest.mark.parametrize(
    ("corrections", "now"),
    [
        ({"type": "COERCE"}, {("KEN", "TZA", "2020-03-05", "COERCE")}),
        ({"actor": UGANDA}, {("UGA", "TZA", "2020-03-05", "SANCTION")}),
        ({"recipient": UGANDA}, {("KEN", "UGA", "2020-03-05", "SANCTION")}),
        ({"date": LATER}, {("KEN", "TZA", "2021-11-20", "SANCTION")}),
        ({"date": None}, {("KEN", "TZA", "2023-03-14", "SANCTION")}),
        ({"status": "future"}, set()),
        ({"certainty": "probable"}, {("KEN", "TZA", "2020-03-05", "SANCTION")}),
    ],
)
def test_corrected_fields_are_counted(
    tmp_path: Path, corrections: dict[str, object], now: set[tuple[str, ...]]
) -> None:
    """Type, parties, day and status are those of the correction; one that did not happen is not counted."""
    path = filled(tmp_path / "my.ledger", monthly())

    def events(as_coded: bool) -> set[tuple[str, ...]]:
        table, problems = table_in(str(path), Wish(as_coded=as_coded))
        assert problems == ()
        days, codes = (column.astype(str).tolist() for column in (table.days, table.codes))
        parties = ([one[:3] for one in side.tolist()] for side in (table.sources, table.targets))
        return set(zip(*parties, days, codes, strict=True))

    before = events(False)
    with sayso.open_ledger(path) as ledger:
        sayso.decide(ledger, THIRD, "correct", "Anna", corrections=corrections)
    assert events(True) == before
    assert events(False) == before - {("KEN", "TZA", "2020-03-05", "SANCTION")} | now


def test_added_events_are_counted(tmp_path: Path) -> None:
    """What the machine missed and a person added is there, too."""
    coded = monthly()
    path = filled(tmp_path / "my.ledger", coded)
    fields = {
        "trigger": list(at("worry")),
        "type": "ACCUSE",
        "actor": UGANDA,
        "recipient": {"text": "Kenya", "code": "KEN", "span": list(CLOSE.actor.span if CLOSE.actor else ())},
    }
    with sayso.open_ledger(path) as ledger:
        sayso.add_row(ledger, coded.article.sha256, "event", "Anna", fields=fields)
    for as_coded, pairs in ((True, {("KEN", "UGA")}), (False, {("KEN", "UGA"), ("UGA", "KEN")})):
        panel, _ = panel_in(str(path), Wish(as_coded=as_coded))
        found = set(zip(panel.sources.tolist(), panel.targets.tolist(), strict=True))
        assert {pair for pair in found if "UGA" in pair} == pairs


def test_what_is_left_out_is_told_and_is_no_loss(tmp_path: Path) -> None:
    """S606 says how many reviewers rejected; nothing is said where there are none, or as coded."""
    path = filled(tmp_path / "my.ledger", monthly())
    assert panel_in(str(path), Wish())[1] == ()
    with sayso.open_ledger(path) as ledger:
        sayso.decide(ledger, FIRST, "reject", "Anna")
    (note,) = panel_in(str(path), Wish())[1]
    assert (note.code, note.what) == ("S606", "Events left out, as reviewers rejected them: 1.")
    assert panel_in(str(path), Wish(as_coded=True))[1] == ()


def test_events_to_compare_with_stand_too(tmp_path: Path) -> None:
    """The dated events of a ledger that others are held against are read alike."""
    path = filled(tmp_path / "my.ledger", monthly())
    table, _ = table_in(str(path), Wish(as_coded=True))
    with sayso.open_ledger(path) as ledger:
        for month in range(24):
            for way in range(3):
                sayso.decide(ledger, f"e{way}{month:014d}", "reject", "Anna")
    assert drift_in(table, str(path), as_coded=True).check == "drift"
    with pytest.raises(sayso.Failure, match="S601"):
        drift_in(table, str(path))
