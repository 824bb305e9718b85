"""F tests at every circular shift."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.analyse.shifts import _at_all_shifts, answers

from .simulated import spells


def pair(seed: int, effect: float) -> tuple[np.ndarray, np.ndarray]:
    """Return a series, and one that follows it a period later by *effect*."""
    random = np.random.default_rng(seed)
    asked = spells(random, 200, 0.5)
    answering = spells(random, 200, 0.5) + effect * np.concatenate([[0], asked[:-1]])
    return asked, answering


def direct(answering: np.ndarray, asked: np.ndarray, lags: int) -> float:
    """Return F by two regressions, with *asked* as a ring."""
    asked = asked - asked.mean()
    now, rows = answering[lags:], len(answering) - lags
    own = np.column_stack([np.ones(rows), *(answering[lags - lag : -lag] for lag in range(1, lags + 1))])
    other = np.column_stack([np.roll(asked, lag)[lags:] for lag in range(1, lags + 1)])

    def left(design: np.ndarray) -> float:
        return float(((now - design @ np.linalg.lstsq(design, now, rcond=None)[0]) ** 2).sum())

    whole = left(np.column_stack([own, other]))
    return (left(own) - whole) / lags / (whole / (rows - 2 * lags - 1))


@pytest.mark.parametrize("lags", [1, 2, 5])
def test_all_shifts_at_once_are_each_shift_by_itself(lags: int) -> None:
    """F at a shift is that of the two regressions with the series shifted so far."""
    asked, answering = pair(1, 0.2)
    found, _, _ = _at_all_shifts(answering, asked, lags)
    for shift in (0, 1, 17, 199):
        assert found[shift] == pytest.approx(direct(answering, np.roll(asked, shift), lags))


def test_f_is_that_of_statsmodels() -> None:
    """F and p without a shift are those of a vector autoregression's test of causality."""
    var = pytest.importorskip("statsmodels.tsa.api")
    asked, answering = pair(2, 0.2)
    (one,) = answers(answering, asked, (3,)).by_lag
    found = var.VAR(np.column_stack([asked, answering])).fit(3).test_causality(1, 0, kind="f")
    assert one.f == pytest.approx(found.test_statistic)
    assert one.effect == pytest.approx(found_sum(var, asked, answering))


def found_sum(var: object, asked: np.ndarray, answering: np.ndarray) -> float:
    """Return the sum of the coefficients of *asked* for *answering* by statsmodels."""
    fitted = var.VAR(np.column_stack([asked, answering])).fit(3)  # type: ignore[attr-defined]
    return float(fitted.params[1::2, 1].sum())


def test_an_answer_is_seen_and_none_is_not() -> None:
    """A series that follows another is found to; the other does not follow it."""
    asked, answering = pair(3, 0.6)
    assert answers(answering, asked, (1, 2, 3)).p < 0.02
    assert answers(asked, answering, (1, 2, 3)).p > 0.05


def test_p_is_about_right_where_nothing_answers() -> None:
    """Of independent series that come in spells, no more than about one in twenty seems to answer."""
    found = [answers(*pair(seed, 0.0), (1, 2, 3)).p <= 0.05 for seed in range(200)]  # type: ignore[arg-type]
    assert sum(found) <= 16


@pytest.mark.parametrize(("periods", "why"), [(20, "too few"), (100, "never changes")])
def test_what_cannot_be_told_says_why(periods: int, why: str) -> None:
    """Too short a series, or one that never changes, is refused."""
    with pytest.raises(ValueError, match=why):
        answers(np.ones(periods), np.arange(periods, dtype=float), (1, 2, 3))
