"""Results on real series, where the development data is there: what was published, and what a pilot found."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from quality.shared import SHARED
from sayso.analyse.asked import Asked, Measure, Mirrors
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
SUNDAY = np.timedelta64(1, "D")  # the pilot's weeks begin with the first day of the file, a Sunday


def columns(name: str) -> dict[str, np.ndarray]:
    """Return the columns of the file called *name*."""
    duckdb = pytest.importorskip("duckdb")
    found: dict[str, np.ndarray] = duckdb.connect().execute(f"SELECT * FROM '{DATA / name}'").fetchnumpy()
    return found


@pytest.fixture(scope="module")
def apart() -> EventTable:
    """Return the Levant events, parties cut to three letters, days put off so that weeks begin on Sunday."""
    data = columns("keds_levant.parquet")
    parties = [np.array([str(one)[:3] for one in data[side]]) for side in ("source", "target")]
    codes = np.array([str(one) for one in data["code"]])
    nothing = np.full(len(codes), "")
    days = data["date"].astype("datetime64[D]") + SUNDAY
    return EventTable("KEDS", "CAMEO", days, *parties, codes, nothing, nothing)


@pytest.fixture(scope="module")
def levant(apart: EventTable) -> EventTable:
    """Return the Levant events with the Palestinians (PAL) and their territories (PSE) as one party."""
    parties = [np.where(one == "PSE", "PAL", one) for one in (apart.sources, apart.targets)]
    return EventTable("KEDS", "CAMEO", apart.days, *parties, apart.codes, apart.reports, apart.stories)


def busy(table: EventTable) -> tuple[tuple[str, str], ...]:
    """Return the pairs with enough rows each way, in one order."""
    panel = build(table, Asked(unit="year", dedupe="none", least=EACH_WAY))
    there = set(zip(panel.sources.tolist(), panel.targets.tolist(), strict=True))
    names = sorted({one for pair in there for one in pair})
    return tuple(pair for pair in combinations(names, 2) if {pair, pair[::-1]} <= there)


def answered(table: EventTable, measure: Measure, mirrors: Mirrors) -> tuple[int, int]:
    """Return how many directions of the busy pairs F tests of four weekly lags find, and pairs both ways.

    BH at 5 % over all directions; weeks without events are 0, in sums and in means.
    """
    directions = tuple(one for pair in busy(table) for one in (pair, pair[::-1]))
    asked = Asked(unit="week", dedupe="none", mirrors=mirrors, pairs=directions)
    panel = build(table, asked, load_scale("goldstein-keds"))
    values = np.nan_to_num(panel.values(measure))
    p = [
        answers(values[panel.row(pair[::-1])], values[panel.row(pair)], (4,)).by_lag[0].p
        for pair in directions
    ]
    found = np.array(corrected(p, "bh")) <= 0.05
    return int(found.sum()), int((found[::2] & found[1::2]).sum())


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
    """Of 52 directions 36 answer in sums, 29 without mirrors, 19 in the mean tone, 13 in both ways: exactly.

    Pairs that answer each other fall from 13 to 3.
    """
    assert len(busy(levant)) == 26
    assert answered(levant, "net", "keep") == (36, 13)
    assert answered(levant, "net", "drop")[0] == 29
    assert answered(levant, "tone", "keep")[0] == 19
    assert answered(levant, "tone", "drop") == (13, 3)


def test_the_table_of_the_levant_keeps_the_territories_apart(apart: EventTable) -> None:
    """The pilot's table has PAL and PSE as two parties, and 38 directions instead of 36; so do we."""
    listed = columns("levant_reciprocity_weekly.csv")
    ways = [listed[name].astype(bool) for name in ("bh_ab_to_ba", "bh_ba_to_ab")]
    assert sorted(busy(apart)) == sorted(zip(listed["a"], listed["b"], strict=True))
    in_table = int(sum(way.sum() for way in ways)), int((ways[0] & ways[1]).sum())
    assert answered(apart, "net", "keep") == in_table == (38, 15)


def test_a_quarter_of_the_levant_is_mirrored(levant: EventTable) -> None:
    """Between countries .2552 of the rows have a mirror, to the last digit that was printed."""
    (share,) = (one.numbers["share"] for one in audit(levant) if one.check == "mirrors")
    assert share == pytest.approx(0.2552, abs=0.00005)


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
        Asked(unit="week", dedupe="none", pairs=(("ISR", "PAL"),)),
        load_scale("goldstein-keds"),
    )
    dated = panel.weights.sum(axis=0)
    found = [one.weeks for one in lags(data["i2p"].astype(float), dated[: len(data["i2p"])])]
    assert found[-1] - found[0] >= 2 or found[0] - found[-1] >= 2
