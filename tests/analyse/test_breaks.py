"""Breaks: found where there are any, with an interval, and not in spells."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.analyse.asked import Asked
from sayso.analyse.breaks import breaks
from sayso.analyse.levels import levels
from sayso.analyse.panel import build

from .simulated import spells
from .support import table

pytest.importorskip("ruptures")


def test_a_new_level_is_found_with_its_interval() -> None:
    """A step is found near its place; the interval holds it, and levels before and after are told."""
    series = spells(np.random.default_rng(3), 160, 0.3)
    series[90:] += 3
    (one,) = breaks(series).found
    assert one.low <= 90 <= one.high
    assert one.high - one.low < 20
    assert one.after - one.before == pytest.approx(3, abs=0.5)
    assert one.again > 0.8


def test_spells_are_no_breaks() -> None:
    """Of series that only come in spells, few show a break."""
    found = [bool(breaks(spells(np.random.default_rng(seed), 156, 0.7)).found) for seed in range(40)]
    assert sum(found) <= 6


def test_a_small_step_has_a_wide_interval() -> None:
    """The less a level changes, the less sure is when."""
    wide, narrow = [], []
    for seed in range(6):
        noise = spells(np.random.default_rng(seed), 160, 0.0)
        step = np.where(np.arange(160) < 80, 0.0, 1.0)
        wide += [one.high - one.low for one in breaks(noise + 1.2 * step).found]
        narrow += [one.high - one.low for one in breaks(noise + 4 * step).found]
    assert np.mean(wide) > np.mean(narrow)


@pytest.mark.parametrize(
    ("series", "why"),
    [
        (np.arange(10.0), "too few"),
        (np.ones(50), "never changes"),
        (np.where(np.arange(50) == 3, np.nan, 1.0), "nothing is known"),
    ],
)
def test_what_cannot_be_looked_for_says_why(series: np.ndarray, why: str) -> None:
    """Short, constant and incomplete series are refused."""
    with pytest.raises(ValueError, match=why):
        breaks(series)


def test_each_series_of_a_panel_is_looked_at() -> None:
    """Counts are compared as logarithms; a series in which none can be sought says why."""
    rows = [
        (f"{2000 + month // 12}-{month % 12 + 1:02d}-{day:02d}", "AAA", "BBB", "19")
        for month in range(96)
        for day in range(1, 3 if month < 48 else 21)
    ]
    found = levels(build(table(rows), Asked(pairs=(("AAA", "BBB"), ("BBB", "AAA")))), "count")
    there, back = found
    assert there.breaks is not None
    (one,) = there.breaks.found
    assert one.at == 48
    assert np.exp(one.after - one.before) == pytest.approx(20.5 / 2.5)
    assert back.reason == "the pair has no event"
    assert levels(build(table(rows), Asked()), "share")[0].reason == "the source has no other events"
    other = build(table(rows), Asked(pairs=(("AAA", "CCC"),)))
    assert levels(other, "share")[0].reason == "the pair has no event"
