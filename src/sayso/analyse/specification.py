"""The specification curve: the same question asked in every reasonable way, so that nobody can pick one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

import numpy as np

from sayso.analyse.asked import Asked, Dedupe, Measure, Mirrors
from sayso.analyse.contrast import Windows, contrasts, place_of
from sayso.analyse.counted import asked_of, counted, months_only, panel_of
from sayso.analyse.panel import Panel
from sayso.analyse.periods import PER_YEAR, Unit
from sayso.analyse.placebo import date_p
from sayso.analyse.plan import Plan, first_period
from sayso.analyse.verdict import Specification
from sayso.table import EventTable

WINDOWS = (0.25, 0.5, 1.0)  # years, beside those of the plan
MEASURES: tuple[Measure, ...] = ("share", "count", "tone")
DEDUPE: tuple[Dedupe, ...] = ("day", "none")
MIRRORS: tuple[Mirrors, ...] = ("keep", "drop")


def specifications(plan: Plan, table: EventTable) -> tuple[Specification, ...]:
    """Return what each way of asking gives: by unit, window, measure, one-a-day and mirrors, for each pair.

    Data that give months only are asked by month and quarter, as they stand. Tone is left out where the
    codebook has no scale, a window where the data do not reach that far.
    """
    coarse = months_only(table)
    units: tuple[Unit, ...] = ("month", "quarter") if coarse else ("week", "month", "quarter")
    ways = product(units, DEDUPE[1:] if coarse else DEDUPE, MIRRORS[:1] if coarse else MIRRORS)
    found: list[Specification] = []
    for unit, dedupe, mirrors in ways:
        asked = replace(asked_of(plan, table), unit=unit, dedupe=dedupe, mirrors=mirrors)
        try:
            panel = panel_of(table, asked)
        except ValueError:
            continue
        found += _of_panel(plan, asked, panel)
    return tuple(found)


def _of_panel(plan: Plan, asked: Asked, panel: Panel) -> Iterator[Specification]:
    """Yield what the measures and windows give in one *panel*."""
    first = first_period(replace(plan, unit=asked.unit, first=None)) - panel.first
    years = {*WINDOWS, *(one / PER_YEAR[plan.unit] for one in plan.horizons)}
    measures = [one for one in MEASURES if one != "tone" or panel.scale]
    for measure, window in product(measures, sorted(years)):
        length = round(window * PER_YEAR[asked.unit])
        windows = Windows(length, length)
        place = place_of(first, windows, panel.periods)
        if length < 1 or place is None:
            continue
        yield from _of_windows(plan, asked, panel, _Way(measure, windows, place))


class _Way(NamedTuple):
    measure: Measure
    windows: Windows
    place: int


def _of_windows(plan: Plan, asked: Asked, panel: Panel, way: _Way) -> Iterator[Specification]:
    values, denominator, scale = counted(panel, way.measure)
    changes = contrasts(values, denominator, way.windows, scale)
    for pair in plan.pairs:
        its = changes[panel.row(pair)]
        if np.isfinite(its[way.place]):
            yield Specification(
                pair=pair,
                unit=asked.unit,
                window=way.windows.after,
                measure=way.measure,
                dedupe=asked.dedupe,
                mirrors=asked.mirrors,
                effect=float(its[way.place]),
                p=float(date_p(its, way.place)),
            )
