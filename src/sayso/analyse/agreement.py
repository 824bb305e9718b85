"""Agreement of people who judged the same units: Cohen's kappa, Krippendorff's alpha, F1, with intervals.

Kappa: Cohen (1960), A coefficient of agreement for nominal scales, Educational and
Psychological Measurement 20. Alpha: Krippendorff (2011), Computing Krippendorff's
Alpha-Reliability, for nominal data, any number of raters, values missing or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MISSING, NOTHING = -1, 0
BOUNDS = (2.5, 97.5)  # percentiles of the interval
DEFINED = 0.5  # share of draws in which a measure must be defined for an interval

Values = NDArray[np.int64]
Weights = NDArray[np.float64]
Measure = Callable[[Weights], float]


@dataclass(frozen=True, slots=True)
class Plan:
    """How intervals are drawn: so many times, by this seed."""

    draws: int = 1000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure from its own scale's least to 1, and its 95 % interval; None where they are not defined."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two raters agree: units both judged, the share of them judged alike, and the measures."""

    units: int
    alike: float | None
    kappa: Estimate
    alpha: Estimate
    f1: Estimate


def agreement(values: Values, items: Values, clusters: Values, plan: Plan) -> Agreement:
    """Return how two raters agree.

    *values* (units by 2) are numbers of categories, -1 where missing. *items* (units by 2) are what
    counts as found for F1: -1 where not judged, 0 where nothing was found. *clusters* (units) are
    the articles, which are drawn whole.
    """
    first, second = values[:, 0], values[:, 1]
    both = (values != MISSING).all(axis=1)
    units = int(both.sum())
    return Agreement(
        units,
        float((first[both] == second[both]).mean()) if units else None,
        estimate(lambda weights: kappa(first, second, weights), clusters, plan),
        alpha_of(values, clusters, plan),
        estimate(lambda weights: f1(items[:, 0], items[:, 1], weights), clusters, plan),
    )


def alpha_of(values: Values, clusters: Values, plan: Plan) -> Estimate:
    """Return Krippendorff's alpha of all raters in *values* (units by raters, -1 where missing)."""
    return estimate(lambda weights: alpha(values, weights), clusters, plan)


def kappa(first: Values, second: Values, weights: Weights | None = None) -> float:
    """Return Cohen's kappa of two raters over the units both judged; NaN where both used one category."""
    both = (first != MISSING) & (second != MISSING)
    one, other = first[both], second[both]
    weight = np.ones(len(one)) if weights is None else weights[both]
    total = weight.sum()
    if not total:
        return float("nan")
    size = int(max(one.max(), other.max())) + 1
    chances = np.bincount(one, weight, size) @ np.bincount(other, weight, size) / total**2
    alike = weight[one == other].sum() / total
    return float((alike - chances) / (1 - chances)) if chances < 1 else float("nan")


def alpha(values: Values, weights: Weights | None = None) -> float:
    """Return Krippendorff's alpha for nominal data; NaN where nothing can be paired or nothing varies.

    *values* are units by raters, -1 where missing. A unit of weight 2 counts as two units.
    """
    judged = values != MISSING
    raters = judged.sum(axis=1)
    paired = raters >= 2
    weight = np.ones(len(values)) if weights is None else weights
    unit, rater = np.nonzero(judged & paired[:, None])
    if not len(unit):
        return float("nan")
    category = values[unit, rater]
    counts = np.bincount(category, weight[unit])
    total = counts.sum()
    same = _pairs_alike(values, judged) / np.maximum(raters - 1, 1)
    differing = total - (weight * same)[paired].sum()
    expected = total**2 - (counts**2).sum()
    return float(1 - (total - 1) * differing / expected) if expected > 0 else float("nan")


def _pairs_alike(values: Values, judged: NDArray[np.bool_]) -> Weights:
    """Return of each unit how many ordered pairs of its raters judged alike."""
    found = np.zeros(len(values))
    for one in range(values.shape[1]):
        for other in range(values.shape[1]):
            if one != other:
                found += judged[:, one] & judged[:, other] & (values[:, one] == values[:, other])
    return found


def f1(first: Values, second: Values, weights: Weights | None = None) -> float:
    """Return the F1 of what two raters found in the units both judged: the same whichever is taken for true.

    -1 is not judged, 0 nothing found. NaN where neither found anything.
    """
    both = (first != MISSING) & (second != MISSING)
    weight = np.where(both, 1.0 if weights is None else weights, 0.0)
    found = weight[first != NOTHING].sum() + weight[second != NOTHING].sum()
    hits = weight[(first == second) & (first != NOTHING)].sum()
    return float(2 * hits / found) if found else float("nan")


def estimate(measure: Measure, clusters: Values, plan: Plan) -> Estimate:
    """Return a *measure* of weighted units with its interval: clusters are drawn with replacement.

    There is no interval for one cluster, nor where the measure is undefined in half of the draws.
    """
    value = measure(np.ones(len(clusters)))
    if np.isnan(value):
        return Estimate(None, None, None)
    names, places = np.unique(clusters, return_inverse=True)
    if len(names) < 2 or plan.draws < 1:
        return Estimate(value, None, None)
    random = np.random.default_rng(plan.seed)
    drawn = np.array([measure(_draw(random, len(names))[places]) for _ in range(plan.draws)])
    defined = drawn[~np.isnan(drawn)]
    if len(defined) < DEFINED * plan.draws:
        return Estimate(value, None, None)
    low, high = np.percentile(defined, BOUNDS)
    return Estimate(value, float(low), float(high))


def _draw(random: np.random.Generator, size: int) -> Weights:
    """Return how often each of *size* clusters is drawn when so many are drawn."""
    return np.bincount(random.integers(size, size=size), minlength=size).astype(float)
