"""Known results on real events, where the data lie beside the project; none is written into the code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sayso.analyse.claim import plan_of_toml
from sayso.analyse.plan import Plan
from sayso.analyse.trial import try_plan
from sayso.analyse.verdict import Verdict
from sayso.table import EventTable

from .invented import joined

SERIES = Path(__file__).resolve().parents[3] / "shared" / "series"
MONTHLY = SERIES / "icews_dyad_month_conflict_1990_2013.parquet"
HEADLINE = """
claim = "Strike on Mehsud could spur stronger US-Pakistan cooperation"
pairs = [["USA", "PAK"], ["PAK", "USA"]]
codebook = "CAMEO"
direction = "down"
exposed = 2009-08-05
horizons = [12]
"""
QUERY = """
    SELECT source, target, make_date(year, month, 1)::VARCHAR, substr(root, 2), number
    FROM (UNPIVOT (SELECT * FROM read_parquet(?) WHERE year >= 2001)
        ON r10, r11, r12, r13, r14, r15, r16, r17, r18 INTO NAME root VALUE number)
    WHERE number > 0
"""

pytestmark = pytest.mark.skipif(not MONTHLY.exists(), reason="the series are not beside the project")


@pytest.fixture(scope="module")
def conflict() -> EventTable:
    """Return conflict short of fighting (roots 10 to 18) between countries, month by month, 2001 to 2013."""
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.connect().execute(QUERY, [str(MONTHLY)]).fetchall()
    times = [row[4] for row in rows]
    sources, targets, days, codes = (np.repeat([row[k] for row in rows], times) for k in range(4))
    nothing = np.full(len(days), "")
    return EventTable(
        "ICEWS", "CAMEO", days.astype("datetime64[D]"), sources, targets, codes, nothing, nothing
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan for the sample's headline."""
    return plan_of_toml(HEADLINE, "headline", {})


@pytest.fixture(scope="module")
def verdict(plan: Plan, conflict: EventTable) -> Verdict:
    """Return the verdict on it."""
    return try_plan(plan, conflict, "0")


def test_the_headline_cannot_be_told(verdict: Verdict) -> None:
    """Cannot tell: nothing stands out, and nothing of the size claimed could have."""
    assert verdict.word == "cannot tell"
    assert "could not have shown" in verdict.reasons[0]
    for test in verdict.tests:
        assert 0.5 <= test.p <= 0.8
        assert test.corrected == 1.0
        assert test.p_pairs > 0.3
        assert test.smallest is None or np.exp(test.smallest) < 0.35


def test_the_changes_are_those_of_the_pilot(verdict: Verdict) -> None:
    """Twelve months: x0.90 and x1.55, within placebo bands of about a quarter to three."""
    first, back = verdict.tests
    assert (first.before, first.after, back.before, back.after) == (432, 401, 400, 468)
    assert np.exp(first.effect) == pytest.approx(0.90, abs=0.01)
    assert np.exp(back.effect) == pytest.approx(1.55, abs=0.01)
    for test, low, high in ((first, 0.25, 2.80), (back, 0.32, 2.87)):
        assert np.exp(test.band[0]) == pytest.approx(low, rel=0.15)
        assert np.exp(test.band[1]) == pytest.approx(high, rel=0.15)


def test_the_burst_of_december_is_named(verdict: Verdict) -> None:
    """75 of 468 events are one kind in one month; without it the ratio is 1.30, and the other way 0.80."""
    first, back = (test.episode for test in verdict.tests)
    assert first is not None
    assert back is not None
    assert (back.name, back.events, back.whole) == ("code 17 in 2009-12", 75, 468)
    assert (first.name, first.events) == ("code 17 in 2010-05", 48)
    assert np.exp(back.effect) == pytest.approx(1.30, abs=0.01)
    assert np.exp(first.effect) == pytest.approx(0.80, abs=0.01)
    assert any("code 17 in 2009-12" in reason for reason in verdict.reasons)


def test_the_base_rate_is_near_a_coin(verdict: Verdict) -> None:
    """Conflict falls in the twelve months after 41 % and 43 % of all dates."""
    assert [test.same_way for test in verdict.tests] == pytest.approx([0.41, 0.43], abs=0.01)


def test_the_textbook_would_have_published(verdict: Verdict) -> None:
    """An interrupted series and a Poisson ratio call the rise of PAK > USA significant."""
    pytest.importorskip("statsmodels")
    _, back = verdict.tests
    assert back.textbook["Poisson rate ratio"] < 0.001
    assert back.textbook["interrupted series"] < 0.05


def test_no_horizon_changes_it(plan: Plan, conflict: EventTable) -> None:
    """Three, six and twelve months, both directions: six tests, none of which survives correction."""
    every = replace(plan, horizons=(3, 6, 12), placebo=("dates",), curve=False, episode=False)
    found = try_plan(every, conflict, "0")
    assert found.word == "cannot tell"
    assert [test.corrected for test in found.tests] == [1.0] * 6


def test_a_true_change_there_would_be_seen(plan: Plan, conflict: EventTable) -> None:
    """The verdict is no constant: events that are added to the year from August 2009 on are seen."""
    months = np.arange("2009-08", "2010-08", dtype="datetime64[M]").astype("datetime64[D]")
    days = np.repeat(months, 600)
    more = EventTable(
        "ICEWS", "CAMEO", days, *(np.full(len(days), one) for one in ("PAK", "USA", "11", "", ""))
    )
    found = try_plan(replace(plan, direction="up", curve=False), joined(conflict, more), "0")
    back = found.tests[1]
    assert back.p <= 0.05
    assert back.effect > np.log(5)
