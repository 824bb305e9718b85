"""Audits: each trap is seen in events that have it, and not in events that have not."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from sayso.analyse.audit import Finding, audit
from sayso.analyse.calendar import lags, told_weeks

from .simulated import spells
from .support import table

QUIET = [
    (f"2001-{month:02d}-{day:02d}", "KEN GOV", "TZA GOV", "036") for month in range(1, 13) for day in (1, 9)
]


def finding(rows: list[tuple[str, ...]], check: str, codebook: str = "CAMEO") -> Finding:
    """Return what the audit of *rows* finds in *check*."""
    return next(one for one in audit(table(rows, codebook)) if one.check == check)


def test_quiet_events_are_fine() -> None:
    """Events without any of the traps get no warning."""
    assert [one for one in audit(table(QUIET)) if one.weight == "warning"] == []


def test_weis_under_the_name_of_cameo_is_seen() -> None:
    """Codes of WEIS in a table that says CAMEO are named as what they are."""
    codes = ["010", "023", "112", "121", "223", "223", "212", "081", "094"]
    rows = [(f"2001-01-{day + 1:02d}", "IRQ", "IRN", code) for day, code in enumerate(codes * 3)]
    found = finding(rows, "codebook")
    assert found.weight == "warning"
    assert "probably WEIS" in found.sentence
    assert finding(rows, "codebook", "WEIS").weight == "fine"


def test_mirrors_are_counted_with_their_codes() -> None:
    """An act told both ways is a mirror; the sentence says which codes have most."""
    rows = [*QUIET, *[(day, target, source, code) for day, source, target, code in QUIET[:12]]]
    found = finding(rows, "mirrors")
    assert found.numbers["share"] == pytest.approx(24 / 36)
    assert "66.7%" in found.sentence
    assert "036: 67%" in found.sentence


def test_repeats_are_counted_within_reports_too() -> None:
    """An act told twice is a repeat, and one told twice in one report a worse one."""
    rows = [("2001-01-01", "KEN", "TZA", "036", report) for report in ("a", "a", "b", "c")]
    found = finding(rows, "repeats")
    assert (found.numbers["share"], found.numbers["within_report"]) == (0.75, 0.25)


def test_a_month_made_by_one_story_is_named() -> None:
    """The burst says which pair, which month, and how many of its events."""
    rows = [(f"2009-12-{day:02d}", "PAK", "USA", "173", f"r{day}", "arrests") for day in range(1, 16)]
    rows += [(f"2009-12-{day:02d}", "PAK", "USA", "112", f"q{day}", f"s{day}") for day in range(1, 6)]
    rows += [(f"2010-01-{day:02d}", "PAK", "USA", "112", f"p{day}", f"t{day}") for day in range(1, 16)]
    found = finding(rows, "bursts")
    assert found.weight == "warning"
    assert "PAK>USA 2009-12: 15 of 20" in found.sentence
    assert found.numbers["cells"] == 1


def test_without_stories_bursts_cannot_be_seen() -> None:
    """Where no story or report is named the audit says that it is blind."""
    assert "cannot be seen" in finding(QUIET, "bursts").sentence


def test_assaults_on_a_country_may_be_on_others_there() -> None:
    """Assaults whose target is a country and no one in it are counted; those on an army are not."""
    rows = [("2001-01-01", "USA MIL", "PAK", "190"), ("2001-01-02", "USA MIL", "PAK MIL", "190"), *QUIET]
    found = finding(rows, "territory")
    assert (found.numbers["assaults"], found.numbers["bare"]) == (2, 1)
    assert "USA>PAK 1" in found.sentence


def test_domestic_events_and_empty_months_are_told() -> None:
    """The share of events within countries is there, and months in which nothing was read at all."""
    rows = [
        *QUIET,
        *[(day, "KEN GOV", "KEN OPP", "112") for day, *_ in QUIET],
        ("2002-06-01", "KEN", "TZA", "010"),
    ]
    assert finding(rows, "domestic").numbers["share"] == pytest.approx(24 / 49)
    assert "2002-01, 2002-02" in finding(rows, "coverage").sentence


def test_a_year_cut_into_52_weeks_is_seen() -> None:
    """Weekly data that begin anew each year are no ISO weeks; true weeks are none the worse."""
    cut = np.array(
        [date(year, 1, 1) + timedelta(weeks=week) for year in range(1990, 2000) for week in range(52)]
    )
    true = np.datetime64("1990-01-01") + 7 * np.arange(520)
    found, fine = told_weeks(cut.astype("datetime64[D]")), told_weeks(true)
    assert found is not None
    assert found.wrong
    assert "cut into 52" in found.sentence
    assert fine is not None
    assert not fine.wrong
    assert told_weeks(np.datetime64("1990-01-01") + np.arange(500)) is None


def test_weeks_fall_behind_the_longer_a_series_goes_on() -> None:
    """A series that loses a week each six years is behind dated events by none, one, two weeks and so on."""
    dated = spells(np.random.default_rng(1), 1305, 0.2)
    days = np.datetime64("1979-01-01") + 7 * np.arange(1305)
    of_year = (days - days.astype("datetime64[Y]")).astype(int) // 7
    drifted = dated[of_year < 52]  # the 53rd week of each year is left out, and all others move up
    found = lags(drifted[:1250], dated[:1250])
    weeks = [one.weeks for one in found]
    assert weeks == sorted(weeks)
    assert weeks[-1] - weeks[0] >= 2
    assert {one.weeks for one in lags(dated, dated)} == {0}


def test_an_empty_table_says_so() -> None:
    """Where no row has a day and two parties there is nothing to audit."""
    with pytest.raises(ValueError, match="no event"):
        audit(table([("", "KEN", "TZA", "036")]))
