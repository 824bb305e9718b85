"""Scores of what was said in public: how good probabilities were that words stand for, as ranges."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

LEAST = 20  # nobody is ranked with fewer scored predictions: chance alone would make the order
BINS = 5


class Bounds(NamedTuple):
    """A score over a range of probabilities: the best and the worst in it, and that of its middle."""

    best: float
    middle: float
    worst: float


class Forecast(NamedTuple):
    """A prediction that somebody made: its range, what came of it, and how often such a thing comes anyway.

    ``came`` is None where that is not known, and ``left_out`` says why then. ``base`` is None where no base
    rate is known. ``by_person`` says that a person entered what came of it, not a verdict.
    """

    who: str
    low: float | None
    high: float | None
    came: bool | None
    base: float | None = None
    left_out: str = ""
    by_person: bool = False


class Bin(NamedTuple):
    """Predictions whose middles lie in one part of the scale: how many, what was said, what came."""

    number: int
    low: float
    high: float
    came: float


@dataclass(frozen=True, slots=True)
class Score:
    """How somebody did; ``skill`` is 1 - Brier / Brier of the base rates: 1 perfect, 0 as good as those.

    ``rank`` is None for whoever has fewer than 20 scored predictions, and ``unranked`` says why. ``left_out``
    counts what could not be scored by reason; ``coverage`` is the share that could. ``based`` counts those
    with a base rate of their own; for the others it is the share of all scored predictions that came.
    """

    who: str
    predictions: int
    scored: int
    coverage: float
    came: int
    by_person: int
    based: int
    brier: Bounds
    log: Bounds
    base_brier: float
    skill: Bounds
    calibration: tuple[Bin, ...]
    left_out: Mapping[str, int]
    rank: int | None = None
    unranked: str = ""


def brier(p: float, came: bool) -> float:
    """Return the squared distance of *p* from what came (Brier 1950, for one class): 0 best, 1 worst."""
    return (p - came) ** 2


def log_score(p: float, came: bool) -> float:
    """Return minus the logarithm of the probability given to what came (Good 1952): 0 best, no worst."""
    given = p if came else 1 - p
    return -math.log(given) if given > 0 else math.inf


def over_range(score: Callable[[float, bool], float], low: float, high: float, came: bool) -> Bounds:
    """Return *score* from *low* to *high*; it must be best at the end nearer to what came."""
    near, far = (high, low) if came else (low, high)
    return Bounds(score(near, came), score((low + high) / 2, came), score(far, came))


def scores(forecasts: Iterable[Forecast]) -> tuple[Score, ...]:
    """Return the score of everybody in *forecasts*: the ranked first, then the others by name."""
    known = sorted(forecasts, key=lambda one: one.who)
    scored = [one for one in known if _is_scored(one)]
    usual = sum(bool(one.came) for one in scored) / len(scored) if scored else math.nan
    each = [_score(who, list(its), usual) for who, its in groupby(known, key=lambda one: one.who)]
    return _ranked(each)


def calibration(forecasts: Sequence[Forecast]) -> tuple[Bin, ...]:
    """Return what came of *forecasts* in five equal parts of the scale, by the middle of the range."""
    found = []
    for part in range(BINS):
        its = [one for one in forecasts if _is_scored(one) and _part(one) == part]
        if its:
            number = len(its)
            low = sum(one.low or 0.0 for one in its) / number
            high = sum(one.high or 0.0 for one in its) / number
            found.append(Bin(number, low, high, sum(bool(one.came) for one in its) / number))
    return tuple(found)


def _score(who: str, its: Sequence[Forecast], usual: float) -> Score:
    scored = [one for one in its if _is_scored(one)]
    outcomes = [bool(one.came) for one in scored]
    ranges = [(one.low or 0.0, one.high or 0.0) for one in scored]
    quadratic = _mean([over_range(brier, *r, came) for r, came in zip(ranges, outcomes, strict=True)])
    base = [brier(usual if one.base is None else one.base, bool(one.came)) for one in scored]
    base_brier = sum(base) / len(base) if base else math.nan
    return Score(
        who=who,
        predictions=len(its),
        scored=len(scored),
        coverage=len(scored) / len(its),
        came=sum(outcomes),
        by_person=sum(one.by_person for one in scored),
        based=sum(one.base is not None for one in scored),
        brier=quadratic,
        log=_mean([over_range(log_score, *r, came) for r, came in zip(ranges, outcomes, strict=True)]),
        base_brier=base_brier,
        skill=Bounds(*(1 - one / base_brier if base_brier else math.nan for one in quadratic)),
        calibration=calibration(scored),
        left_out=dict(Counter(_why_not(one) for one in its if not _is_scored(one))),
    )


def _ranked(each: Sequence[Score]) -> tuple[Score, ...]:
    """Return *each* with ranks by the skill of the middle, for those with enough to be ranked by."""
    able = sorted(
        (one for one in each if one.scored >= LEAST and not math.isnan(one.skill.middle)),
        key=lambda one: -one.skill.middle,
    )
    ranked = [replace(one, rank=number) for number, one in enumerate(able, start=1)]
    rest = [replace(one, unranked=_why_unranked(one)) for one in each if one not in able]
    return (*ranked, *rest)


def _why_unranked(one: Score) -> str:
    if one.scored < LEAST:
        return f"{one.scored} scored of the {LEAST} that a rank needs"
    return "no skill: the base rates were never wrong"


def _is_scored(one: Forecast) -> bool:
    return one.came is not None and one.low is not None and one.high is not None


def _why_not(one: Forecast) -> str:
    if one.came is not None:
        return "no probability"
    return one.left_out or "not tested"


def _part(one: Forecast) -> int:
    return min(int(((one.low or 0.0) + (one.high or 0.0)) / 2 * BINS), BINS - 1)


def _mean(bounds: Sequence[Bounds]) -> Bounds:
    if not bounds:
        return Bounds(math.nan, math.nan, math.nan)
    return Bounds(*(sum(parts) / len(bounds) for parts in zip(*bounds, strict=True)))
