"""Results on real series, where the development data is there: what was published, and what a pilot found."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from quality.shared import SHARED
from sayso.analyse.asked import Asked, Mirrors
from sayso.analyse.audit import audit
from sayso.analyse.calendar import lags
from sayso.analyse.correction import corrected
from sayso.analyse.panel import build
from sayso.analyse.shifts import answers
from sayso.ontology.scales import load_scale
from sayso.table import EventTable

DATA = SHARED / "series"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the development data is not at {DATA}")
EACH_WAY = 400
TO_THURSDAY = np.timedelta64(3, "D")  # weeks that began on Sunday then begin on Thursday
SUNDAY = np.timedelta64(1, "D")  # the pilot's weeks begin with the first day of the file, a Sunday


def columns(name: str) -> dict[str, np.ndarray]:
    """Return the columns of the file called *name*."""
    duckdb = pytest.importorskip("duckdb")
    found: dict[str, np.ndarray] = duckdb.connect().execute(f"SELECT * FROM '{DATA / name}'").fetchnumpy()
    return found


@pytest.fixture(scope="module")
def levant() -> EventTable:
    """Return the Levant events, parties cut to three letters, days put off so that weeks begin on Sunday."""
    data = columns("keds_levant.parquet")
    parties = [np.array([str(one)[:3] for one in data[side]]) for side in ("source", "target")]
    codes = np.array([str(one) for one in data["code"]])
    nothing = np.full(len(codes), "")
    days = data["date"].astype("datetime64[D]") + SUNDAY
    return EventTable("KEDS", "CAMEO", days, *parties, codes, nothing, nothing)


def busy(table: EventTable) -> tuple[tuple[str, str], ...]:
    """Return the pairs with enough rows each way, in one order."""
    panel = build(table, Asked(unit="year", dedupe="none", least=EACH_WAY))
    there = set(zip(panel.sources.tolist(), panel.targets.tolist(), strict=True))
    names = sorted({one for pair in there for one in pair})
    return tuple(pair for pair in combinations(names, 2) if {pair, pair[::-1]} <= there)


def significant(table: EventTable, measure: str, mirrors: Mirrors) -> int:
    """Return how many directions of the busy pairs F tests of four weekly lags find, after BH at 5 %."""
    pairs = busy(table)
    directions = tuple(one for pair in pairs for one in (pair, pair[::-1]))
    asked = Asked(unit="week", dedupe="none", mirrors=mirrors, pairs=directions)
    panel = build(table, asked, load_scale("goldstein-keds"))
    values = np.nan_to_num(panel.values(measure))  # type: ignore[arg-type]
    p = [
        answers(values[panel.row(pair[::-1])], values[panel.row(pair)], (4,)).by_lag[0].p
        for pair in directions
    ]
    return sum(one <= 0.05 for one in corrected(p, "bh"))


def test_the_weekly_series_of_brandt_and_freeman() -> None:
    """Israel and the Palestinians, weekly, six lags: F of both directions, means, correlation."""
    data = columns("israel_palestine_weekly.csv")
    israel, palestine = data["i2p"].astype(float), data["p2i"].astype(float)
    (back,) = answers(israel, palestine, (6,)).by_lag
    (there,) = answers(palestine, israel, (6,)).by_lag
    assert (back.f, there.f) == (pytest.approx(17.631, abs=1e-3), pytest.approx(10.912, abs=1e-3))
    assert max(back.p, there.p) < 1e-4
    assert israel.mean() == pytest.approx(-48.042, abs=1e-3)
    assert palestine.mean() == pytest.approx(-20.413, abs=1e-3)
    assert np.corrcoef(israel, palestine)[0, 1] == pytest.approx(0.857, abs=1e-3)


def test_much_of_reciprocity_in_the_levant_is_coding(levant: EventTable) -> None:
    """Of 52 directions the F test finds fewer without mirrors, and about a third in the mean tone."""
    assert len(busy(levant)) == 26
    listed = columns("levant_reciprocity_weekly.csv")
    in_table = sum(int(listed[name].astype(bool).sum()) for name in ("bh_ab_to_ba", "bh_ba_to_ab"))
    assert four(levant) == (in_table, 31, 16, 14)
    assert in_table == 38


def test_what_is_found_in_the_levant_hangs_on_the_first_day_of_weeks(levant: EventTable) -> None:
    """The pilot's text has 36, 29, 19 and 13, its own table 38: the weekday on which weeks begin differs.

    Weeks from Sunday give the 38 of its table. Weeks counted from 1970-01-01, a Thursday (``datetime64[W]``),
    give its 36 and 13 exactly and its 29 within 1; its 19 was not found in any way that was tried (within 3):
    weeks from each weekday, one-a-day or not, mirrors by whole or cut names, either Goldstein scale, weeks
    without events as 0, as the mean or as before. Nothing that is said rests on the difference.
    """
    days = levant.days + TO_THURSDAY
    names = ("sources", "targets", "codes", "reports", "stories")
    found = four(EventTable("KEDS", "CAMEO", days, *(getattr(levant, name) for name in names)))
    assert found == (36, 30, 16, 13)
    for here, pilot, within in zip(found, (36, 29, 19, 13), (0, 1, 3, 0), strict=True):
        assert here == pytest.approx(pilot, abs=within)


def four(table: EventTable) -> tuple[int, ...]:
    """Return how many directions are found in sums and in tone, each with mirrors and without."""
    ways: tuple[Mirrors, ...] = ("keep", "drop")
    return tuple(significant(table, measure, mirrors) for measure in ("net", "tone") for mirrors in ways)


def test_a_quarter_of_the_levant_is_mirrored(levant: EventTable) -> None:
    """Between countries a quarter of the rows have a mirror."""
    (share,) = (one.numbers["share"] for one in audit(levant) if one.check == "mirrors")
    assert share == pytest.approx(0.2552, abs=0.006)


def test_the_gulf_file_is_weis() -> None:
    """A file that was published as CAMEO has the codes of WEIS, and the audit says so."""
    data = columns("keds_gulf.parquet")
    text = {name: np.array([str(one) for one in data[name]]) for name in ("source", "target", "code")}
    nothing = np.full(len(text["code"]), "")
    days = data["date"].astype("datetime64[D]")
    claimed = EventTable(
        "KEDS", "CAMEO", days, text["source"], text["target"], text["code"], nothing, nothing
    )
    (found,) = (one for one in audit(claimed) if one.check == "codebook")
    assert found.weight == "warning"
    assert "probably WEIS" in found.sentence


def test_the_weekly_series_falls_behind_dated_events(levant: EventTable) -> None:
    """Years of 52 weeks: the series is up to some weeks behind dated events, the longer the more."""
    data = columns("israel_palestine_weekly.csv")
    panel = build(
        levant,
        Asked(unit="week", dedupe="none", pairs=(("ISR", "PAL"), ("ISR", "PSE"))),
        load_scale("goldstein-keds"),
    )
    dated = panel.weights.sum(axis=0)
    found = [one.weeks for one in lags(data["i2p"].astype(float), dated[: len(data["i2p"])])]
    assert found[-1] - found[0] >= 2 or found[0] - found[-1] >= 2
