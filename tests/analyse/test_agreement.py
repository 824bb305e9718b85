"""Measures of agreement against published worked examples, and where they are not defined."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.analyse.agreement import Estimate, Plan, agreement, alpha, alpha_of, estimate, f1, kappa

FEW = Plan(draws=200, seed=7)
NONE = Estimate(None, None, None)


def raters(*judgements: str) -> NDArray[np.int64]:
    """Return units by raters; each of *judgements* is a rater's, a character a unit, a dot where missing."""
    categories = sorted(set("".join(judgements)) - {"."})
    numbers = [[categories.index(one) if one != "." else -1 for one in rater] for rater in judgements]
    return np.array(numbers, dtype=np.int64).T


def table(*counts: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the judgements that a table of *counts*, first rater by second, was counted from."""
    cells = [(row, column, many) for row, line in enumerate(counts) for column, many in enumerate(line)]
    return np.array([(row, column) for row, column, many in cells for _ in range(many)], dtype=np.int64)


# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, its examples A (binary data of two
# observers), B (nominal data of two) and C (nominal data of four, with values missing)
BINARY = raters("0100000010", "1110010000")
TWO = raters("aabbdcccedda", "babbbccceddd")
FOUR = raters("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# Cohen (1960): two judges of 200 cases; and the 50 grant proposals of Wikipedia's article on Cohen's kappa
CASES = table((88, 14, 18), (10, 40, 10), (2, 6, 12))
PROPOSALS = table((20, 5), (10, 15))


@pytest.mark.parametrize(("values", "published"), [(BINARY, 0.095), (TWO, 0.692), (FOUR, 0.743)])
def test_alpha_is_the_published_one(values: NDArray[np.int64], published: float) -> None:
    """Krippendorff's own examples come out to the third digit."""
    assert alpha(values) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(("values", "published"), [(CASES, 0.492), (PROPOSALS, 0.4)])
def test_kappa_is_the_published_one(values: NDArray[np.int64], published: float) -> None:
    """Cohen's own example and a textbook's come out to the third digit."""
    assert kappa(values[:, 0], values[:, 1]) == pytest.approx(published, abs=0.0005)


def test_weights_count_units_several_times() -> None:
    """A unit of weight 2 is two units, one of weight 0 none: the bootstrap stands on that."""
    weights = np.array([2.0, 0, 1, 1, 3, 1, 1, 1, 1, 1, 2, 0])
    repeated = np.repeat(FOUR, weights.astype(int), axis=0)
    assert alpha(FOUR, weights) == pytest.approx(alpha(repeated))
    assert kappa(FOUR[:, 0], FOUR[:, 1], weights) == pytest.approx(kappa(repeated[:, 0], repeated[:, 1]))
    assert f1(FOUR[:, 0], FOUR[:, 3], weights) == pytest.approx(f1(repeated[:, 0], repeated[:, 3]))


def test_perfect_agreement_is_one_and_no_variation_is_undefined() -> None:
    """Where every judgement is the same nothing can be told from chance: no number beats a false 1."""
    same = raters("abc", "abc")
    constant = raters("aaa", "aaa")
    assert (alpha(same), kappa(same[:, 0], same[:, 1])) == (1, 1)
    assert np.isnan([alpha(constant), kappa(constant[:, 0], constant[:, 1])]).all()
    assert np.isnan([alpha(raters("ab.", "..c")), kappa(*raters("ab.", "..c").T)]).all()


def test_f1_is_of_what_was_found() -> None:
    """Two found alike, one found by one alone, one found otherwise; what only one judged does not count."""
    first, second = np.array([1, 2, 3, 4, 9, 0]), np.array([1, 2, 0, 5, -1, 0])
    assert f1(first, second) == pytest.approx(2 * 2 / (4 + 3))
    assert f1(first, second) == f1(second, first)
    assert np.isnan(f1(np.zeros(3), np.zeros(3)))


def test_intervals_draw_whole_articles() -> None:
    """Units of one article are no independent evidence: four times the units, the same interval."""
    values = CASES[::5]
    clusters = np.arange(len(values))
    once = agreement(values, values + 1, clusters, FEW)
    often = agreement(np.repeat(values, 4, axis=0), np.repeat(values + 1, 4, axis=0), clusters.repeat(4), FEW)
    assert once.kappa == often.kappa
    assert once.kappa.low is not None
    assert once.kappa.value is not None
    assert once.kappa.high is not None
    assert once.kappa.low < once.kappa.value < once.kappa.high
    naive = agreement(np.repeat(values, 4, axis=0), np.repeat(values + 1, 4, axis=0), np.arange(160), FEW)
    assert naive.kappa.low is not None
    assert naive.kappa.low > once.kappa.low


def test_the_same_seed_gives_the_same_interval() -> None:
    """And another seed another one."""
    clusters = np.arange(len(CASES))
    one, same, other = (alpha_of(CASES, clusters, Plan(50, seed)) for seed in (1, 1, 2))
    assert one == same
    assert one != other
    assert one.value == other.value


def test_intervals_cover_what_they_say() -> None:
    """Of 100 samples drawn from a known table, about 95 have the table's kappa in their interval."""
    random = np.random.default_rng(11)
    true = kappa(CASES[:, 0], CASES[:, 1])
    covered = 0
    for _ in range(100):
        sample = CASES[random.integers(len(CASES), size=100)]
        found = estimate(
            lambda weights, its=sample: kappa(its[:, 0], its[:, 1], weights), np.arange(100), Plan(100)
        )
        covered += found.low is not None and found.high is not None and found.low <= true <= found.high
    assert 86 <= covered <= 100


def test_one_article_has_no_interval() -> None:
    """Nor has a measure that is not defined."""
    found = agreement(PROPOSALS, PROPOSALS, np.zeros(50, dtype=np.int64), FEW)
    assert (found.units, found.alike) == (50, 0.7)
    assert (found.kappa.low, found.kappa.high) == (None, None)
    empty = agreement(raters("a.", ".a"), raters("a.", ".a"), np.arange(2), FEW)
    assert (empty.units, empty.alike, empty.kappa, empty.alpha) == (0, None, NONE, NONE)
