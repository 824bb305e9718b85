"""The trial: a plan that was fixed before, held against a table of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sayso.analyse import told
from sayso.analyse.asked import Asked, Pair
from sayso.analyse.contrast import Real, Windows, contrasts, place_of
from sayso.analyse.correction import corrected
from sayso.analyse.counted import asked_of, counted, months_only, others_of, panel_of, without
from sayso.analyse.episode import largest
from sayso.analyse.judge import judge
from sayso.analyse.panel import Panel
from sayso.analyse.periods import label, starts
from sayso.analyse.placebo import band, date_p, interval, pair_p, share_that_moved
from sayso.analyse.plan import Plan, digest, first_period, missing, remedies, turned_off
from sayso.analyse.power import Series, Trial, neutral, power_curve, smallest
from sayso.analyse.sighting import sighted
from sayso.analyse.specification import specifications
from sayso.analyse.territory import bare_assaults
from sayso.analyse.textbook import textbook
from sayso.analyse.verdict import Episode, Test, Verdict
from sayso.ontology.scales import quad_codes
from sayso.problems import Failure, problem
from sayso.table import EventTable

UNKNOWN = float("nan")


class _Data(NamedTuple):
    """What every test of the family is made from; ``others`` are the placebo pairs, if there are any."""

    plan: Plan
    table: EventTable
    asked: Asked
    panel: Panel
    others: Panel | None


def try_plan(plan: Plan, table: EventTable, version: str) -> Verdict:
    """Return the verdict on *plan*, which must have been stored before *table* was read.

    What cannot be tested or told is a verdict too. Raises Failure (S621) where the codes of plan and table
    are of different codebooks.
    """
    lacks, off = missing(plan), turned_off(plan)
    empty = Verdict("not testable", (*lacks, *remedies(plan)), digest(plan), version, off=off)
    if lacks:
        return empty
    plan = in_codebook(plan, table.codebook)
    if plan.types and plan.codebook not in ("", table.codebook):
        found = problem("S621", table.coder, plan=plan.codebook, data=table.codebook)
        raise Failure(found)
    asked = asked_of(plan, table)
    try:
        panel = panel_of(table, asked)
    except ValueError as error:
        reason = f"The data hold nothing to count: {error}. No news is not a miss."
        return replace(empty, word="cannot tell", reasons=(reason,))
    empty = replace(empty, data=_account(panel, table))
    if plan.question == "occurrence":
        return sighted(plan, table, panel, empty)
    return _tried(_Data(plan, table, asked, panel, _others(plan, table, panel)), empty)


def in_codebook(plan: Plan, codebook: str) -> Plan:
    """Return *plan* with its class of types, if it names one, written out in *codebook*.

    Raises Failure (S620) where there is no such class.
    """
    if plan.quad is None:
        return plan
    try:
        return replace(plan, types=quad_codes(codebook, plan.quad), codebook=codebook)
    except KeyError:
        reason = f"there is no class {plan.quad!r} in {codebook}"
        raise Failure(problem("S620", plan.claim, reason=reason)) from None


def _tried(data: _Data, empty: Verdict) -> Verdict:
    plan = data.plan
    tests = [_test(data, pair, horizon) for pair in plan.pairs for horizon in plan.horizons]
    adjusted = corrected([one.p for one in tests], plan.correction)
    family = tuple(replace(test, corrected=p) for test, p in zip(tests, adjusted, strict=True))
    curve = specifications(plan, data.table) if plan.curve else ()
    word, reasons = judge(plan, family, curve, empty)
    reasons += told.of_territory(_bare(data))
    usual = float(np.nanmean([one.same_way for one in family])) if any(one.dates for one in family) else None
    return replace(empty, word=word, reasons=reasons, tests=family, curve=curve, base_rate=usual)


def _bare(data: _Data) -> tuple[int, int]:
    """Return how many of the rows in the windows are assaults on a country and nobody in it, of how many."""
    plan, first = data.plan, first_period(data.plan)
    windows = np.array([first - (plan.before or max(plan.horizons)), first + max(plan.horizons)])
    begin, end = starts(windows, plan.unit)
    return bare_assaults(data.table, data.asked, (begin, end))


def _others(plan: Plan, table: EventTable, panel: Panel) -> Panel | None:
    """Return the placebo pairs, where the plan wants any and there are some."""
    if "pairs" not in plan.placebo:
        return None
    try:
        return others_of(table, panel)
    except ValueError:
        return None


def _test(data: _Data, pair: Pair, horizon: int) -> Test:
    """Return one test of the family; what cannot be known of it is NaN."""
    plan, panel, windows = data.plan, data.panel, Windows(data.plan.before or horizon, horizon)
    first, series = first_period(plan) - panel.first, _series(panel, pair, plan)
    changes = contrasts(*series[:2], windows, series.scale)
    place = place_of(first, windows, panel.periods)
    if place is None or not np.isfinite(changes[place]):
        return _unknown(pair, horizon)
    power = _power(plan, series, windows, changes, place)
    p_pairs, pairs = _among_pairs(data, pair, windows, place)
    before, after = _counts(panel, pair, first, windows)
    low, high = interval(changes, place, plan.alpha)
    p_pairs, pairs = _among_pairs(data, pair, windows, place)
    return Test(
        pair=pair,
        horizon=horizon,
        place=place,
        before=before,
        after=after,
        rates=_rates(series, first, windows, plan),
        effect=float(changes[place]),
        low=low,
        high=high,
        dates=int(np.isfinite(changes).sum()),
        p=float(date_p(changes, place)),
        corrected=UNKNOWN,
        pairs=pairs,
        p_pairs=p_pairs,
        smallest=smallest(power, plan.sign),
        power=power,
        placebo=tuple(float(one) for one in changes),
        band=band(changes, plan.alpha),
        same_way=share_that_moved(changes, plan.sign),
        as_far=share_that_moved(changes, plan.sign, plan.claimed),
        equivalence=interval(changes, place, 2 * plan.alpha),
        silent=_silent(panel, first, windows),
        episode=_without_largest(data, pair, windows) if plan.episode else None,
        textbook=textbook(series, first, windows) if plan.scale == "ratio" else {},
    )


def _power(plan: Plan, series: Series, windows: Windows, changes: Real, place: int) -> tuple[Trial, ...]:
    """Return the power curve of what *series* does apart from the change at *place*."""
    calm = neutral(series, windows, place, float(changes[place]))
    return power_curve(calm, windows, plan.alpha, int(digest(plan)[:8], 16))


def _unknown(pair: Pair, horizon: int) -> Test:
    """Return a test whose windows lie outside the data, or in which nothing was seen."""
    nothing, both = UNKNOWN, (UNKNOWN, UNKNOWN)
    head = (pair, horizon, None, 0, 0, both, nothing, nothing, nothing, 0, nothing, nothing, 0, nothing)
    return Test(*head, None, (), (), both, nothing, nothing, both, 0)


def _series(panel: Panel, pair: Pair, plan: Plan) -> Series:
    values, denominator, scale = counted(panel, plan.measure)
    row = panel.row(pair)
    return Series(values[row], denominator[row], scale)


def _counts(panel: Panel, pair: Pair, first: int, windows: Windows) -> tuple[int, int]:
    its = panel.counts[panel.row(pair)]
    before, after = its[first - windows.before : first], its[first : first + windows.after]
    return round(float(before.sum())), round(float(after.sum()))


def _silent(panel: Panel, first: int, windows: Windows) -> int:
    return int((panel.recorded[first - windows.before : first + windows.after] == 0).sum())


def _rates(series: Series, first: int, windows: Windows, plan: Plan) -> tuple[float, float]:
    """Return the rates before and after, shares per 1,000."""
    unit = 1000 if plan.measure == "share" else 1
    parts = (slice(first - windows.before, first), slice(first, first + windows.after))
    one, other = (float(series.values[part].sum() / series.denominator[part].sum()) for part in parts)
    return unit * one, unit * other


def _among_pairs(data: _Data, pair: Pair, windows: Windows, place: int) -> tuple[float, int]:
    """Return the p by placebo pairs, and how many there are with the pair itself."""
    if data.others is None:
        return UNKNOWN, 0
    own = _series(data.panel, pair, data.plan)
    values, denominator, scale = counted(data.others, data.plan.measure)
    its = {*data.plan.pairs}
    names = zip(data.others.sources.tolist(), data.others.targets.tolist(), strict=True)
    rest = np.array([name not in its for name in names], dtype=bool)
    if values.shape[1] != len(own.values):
        return UNKNOWN, 0
    changes: Real = contrasts(
        np.vstack([own.values, values[rest]]), np.vstack([own.denominator, denominator[rest]]), windows, scale
    )
    return pair_p(changes, 0, place)


def _without_largest(data: _Data, pair: Pair, windows: Windows) -> Episode | None:
    """Return the largest episode of the two windows and the result when its rows are taken out."""
    plan, first = data.plan, first_period(data.plan)
    span = starts(np.array([first - windows.before, first + windows.after]), plan.unit)
    found = largest(data.table, data.asked, pair, (span[0], span[1]))
    if found is None:
        return None
    panel = panel_of(without(data.table, found.rows), data.asked)
    place = place_of(first - panel.first, windows, panel.periods)
    old, new = (_counts(one, pair, first - one.first, windows) for one in (data.panel, panel))
    side = 1 if old[1] - new[1] >= old[0] - new[0] else 0
    series = _series(panel, pair, plan)
    changes = contrasts(*series[:2], windows, series.scale)
    known = place is not None and place < len(changes)
    return Episode(
        name=found.name,
        period=found.period,
        events=sum(old) - sum(new),
        whole=old[side],
        effect=float(changes[place]) if known else UNKNOWN,
        p=float(date_p(changes, place)) if known else UNKNOWN,
    )


def _account(panel: Panel, table: EventTable) -> Mapping[str, object]:
    """Return what was counted, for every output."""
    return {
        "coder": panel.coder,
        "codebook": panel.codebook,
        "scale": panel.scale,
        "unit": panel.unit,
        "level": panel.asked.level,
        "dedupe": panel.asked.dedupe,
        "mirrors": panel.asked.mirrors,
        "months only": months_only(table),
        "first": label(panel.first, panel.unit),
        "last": label(panel.first + panel.periods - 1, panel.unit),
        "periods": panel.periods,
        "silent periods": len(panel.coverage.silent),
        "rows read": panel.read,
        "thinned": dict(panel.thinned),
        "events of the pairs": round(float(panel.counts.sum())),
    }
