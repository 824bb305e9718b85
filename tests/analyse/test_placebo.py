"""Changes, placebos, power: closed forms, and size and power on invented series."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.analyse.contrast import Windows, contrasts, place_of
from sayso.analyse.correction import corrected
from sayso.analyse.placebo import band, date_p, interval, pair_p, share_that_moved
from sayso.analyse.power import Series, power_curve, smallest
from sayso.analyse.simulate import Making, invented
from sayso.analyse.textbook import interrupted_p, poisson_p, t_p

YEAR = Windows(12, 12)


def test_a_change_is_the_log_of_the_ratio_of_rates() -> None:
    """Ten of 100 before and twenty of 100 after are twice as many, but for the continuity correction."""
    values = np.array([[4.0, 6.0, 9.0, 11.0]])
    whole = np.full((1, 4), 50.0)
    found = contrasts(values, whole, Windows(2, 2))
    assert found.shape == (1, 1)
    assert found[0, 0] == pytest.approx(np.log(20.5 / 10.5))


def test_cumulative_sums_give_what_the_plain_loop_gives() -> None:
    """Every date of every pair has the change that its two slices have."""
    rng = np.random.default_rng(1)
    values, whole = invented(3, 40, rng)
    found = contrasts(values, whole, Windows(5, 3))
    for pair in range(3):
        for place in range(found.shape[1]):
            before, after = slice(place, place + 5), slice(place + 5, place + 8)
            one = (values[pair, before].sum() + 0.5) / whole[pair, before].sum()
            other = (values[pair, after].sum() + 0.5) / whole[pair, after].sum()
            assert found[pair, place] == pytest.approx(np.log(other / one))


def test_a_difference_is_one_of_means() -> None:
    """On the scale of differences the mean before is taken from the mean after."""
    found = contrasts(np.array([-6.0, -2.0, 4.0]), np.array([3.0, 1.0, 2.0]), Windows(2, 1), "difference")
    assert found[0] == pytest.approx(2.0 - -2.0)


def test_where_nothing_was_recorded_nothing_is_known() -> None:
    """A window without a denominator has no change, and is no placebo."""
    whole = np.array([0.0, 0.0, 5.0, 5.0, 5.0])
    found = contrasts(np.array([0.0, 0.0, 1.0, 1.0, 2.0]), whole, Windows(2, 1))
    assert np.isnan(found[0])
    assert np.isfinite(found[1:]).all()
    assert np.isnan(date_p(found, 0))
    assert date_p(found, 1) == 1.0


@pytest.mark.parametrize(("first", "place"), [(11, None), (12, 0), (30, 18), (31, None)])
def test_a_date_without_both_windows_has_no_place(first: int, place: int | None) -> None:
    """Dates within a window of either end are not there."""
    assert place_of(first, YEAR, 42) == place


def test_p_counts_the_date_and_its_neighbours() -> None:
    """The highest of 40 changes has twice one fortieth, wherever it stands."""
    changes = np.arange(40.0)
    assert date_p(changes, 39) == pytest.approx(2 / 40)
    assert date_p(changes, 0) == pytest.approx(2 / 40)
    assert date_p(changes, 20) == 1.0
    assert date_p(changes)[39] == pytest.approx(2 / 40)


def test_all_dates_at_once_are_each_date_alone() -> None:
    """The sorted way and the plain way agree, ties and unknown dates included."""
    rng = np.random.default_rng(2)
    changes = np.round(rng.normal(size=(4, 30)), 1)
    changes[1, 3:6] = np.nan
    every = date_p(changes)
    alone = np.stack([date_p(changes, place) for place in range(30)], axis=1)
    np.testing.assert_allclose(every, alone)


def test_pairs_are_measured_by_their_own_spread() -> None:
    """A change that is large for a quiet pair is not large beside pairs that always move as much."""
    rng = np.random.default_rng(3)
    wild = rng.normal(0, 5, (60, 50))
    calm = rng.normal(0, 0.1, (1, 50))
    calm[0, 10] = 1.0
    p, pairs = pair_p(np.vstack([calm, wild]), 0, 10)
    assert pairs == 61
    assert p == pytest.approx(2 / 61)


def test_the_interval_is_the_test_turned_round() -> None:
    """No effect lies within the interval exactly where the change lies within the placebo band."""
    changes = np.random.default_rng(4).normal(0.2, 1, 200)
    low, high = band(changes)
    for place in range(200):
        one, other = interval(changes, place)
        assert (one <= 0 <= other) == (low <= changes[place] <= high)


def test_the_base_rate_is_how_often_it_goes_that_way_anyway() -> None:
    """Of four dates three went up, one of them by more than one."""
    changes = np.array([0.5, 2.0, 0.1, -3.0, np.nan])
    assert share_that_moved(changes, 1) == 0.75
    assert share_that_moved(changes, 1, 1.0) == 0.25
    assert share_that_moved(changes, -1) == 0.25


@pytest.mark.parametrize("how", ["holm", "bh"])
def test_corrections_are_those_of_statsmodels(how: str) -> None:
    """Holm and Benjamini-Hochberg agree with a library's."""
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    values = np.random.default_rng(5).random(12) ** 3
    expected = multitest.multipletests(values, method={"holm": "holm", "bh": "fdr_bh"}[how])[1]
    np.testing.assert_allclose(corrected(values.tolist(), how), expected)  # type: ignore[arg-type]


def test_what_is_not_known_was_asked_all_the_same() -> None:
    """A test without a p counts in the family."""
    found = corrected([0.01, float("nan"), 0.04], "holm")
    assert found[0] == pytest.approx(0.03)
    assert np.isnan(found[1])
    assert found[2] == pytest.approx(0.08)


def test_the_default_test_has_its_nominal_size() -> None:
    """On 1,000 bursty, autocorrelated pairs that nothing changed, at most 7 % of dates have p of 5 % or less.

    At every date, and at one in the middle, which is not at random among its neighbours.
    """
    values, whole = invented(1000, 156, np.random.default_rng(6))
    p = date_p(contrasts(values, whole, YEAR))
    assert 0.03 <= (p <= 0.05).mean() <= 0.07
    assert 0.03 <= (p[:, 66] <= 0.05).mean() <= 0.07


def test_the_textbook_tests_do_not() -> None:
    """On the same pairs the tests of the textbooks see effects in more than one of seven."""
    pytest.importorskip("statsmodels")
    rng = np.random.default_rng(7)
    values, whole = invented(100, 156, rng)
    firsts = rng.integers(12, 145, 100)
    for test, least in ((poisson_p, 0.5), (t_p, 0.15), (interrupted_p, 0.15)):
        found = [test(Series(values[k], whole[k]), int(firsts[k]), YEAR) for k in range(100)]
        assert np.mean(np.array(found) <= 0.05) > least


def test_what_was_put_in_is_recovered() -> None:
    """Effects of any size come back as they were put in, and no effect is seen as often as the level says."""
    values, whole = invented(1, 240, np.random.default_rng(8), Making(rate=60))
    curve = power_curve(Series(values[0], whole[0]), YEAR, 0.05, seed=1)
    for one in curve:
        assert one.recovered == pytest.approx(one.effect, abs=0.02)
    (none,) = [one for one in curve if one.effect == 0]
    assert none.power <= 0.07
    assert curve == power_curve(Series(values[0], whole[0]), YEAR, 0.05, seed=1)


def test_differences_are_recovered_too() -> None:
    """A shift of the mean comes back exactly."""
    rng = np.random.default_rng(9)
    number = rng.poisson(30, 120).astype(float)
    curve = power_curve(
        Series(number * rng.normal(size=120), number, "difference"), Windows(6, 6), 0.05, seed=1
    )
    for one in curve:
        assert one.recovered == pytest.approx(one.effect)


def test_a_steady_series_shows_small_effects_and_a_wild_one_does_not() -> None:
    """The smallest effect seen with 80 % power is small where little else happens."""
    steady = np.random.default_rng(10).poisson(60, 156).astype(float)
    found = power_curve(Series(steady, np.full(156, 800.0)), YEAR, 0.05, seed=1)
    up, down = smallest(found, 1), smallest(found, -1)
    assert up is not None
    assert down is not None
    assert up < np.log(1.5)
    assert down > -np.log(1.5)
    values, whole = invented(1, 156, np.random.default_rng(11))
    wild = smallest(power_curve(Series(values[0], whole[0]), YEAR, 0.05, seed=1), 1)
    assert wild is None or wild > np.log(1.5)


def test_a_series_too_short_for_its_windows_shows_nothing() -> None:
    """Where no date has both its windows there is no power."""
    curve = power_curve(Series(np.ones(10), np.ones(10)), YEAR, 0.05, seed=1)
    assert {one.power for one in curve} == {0.0}
    assert smallest(curve, 1) is None
