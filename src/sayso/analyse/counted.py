"""From a plan and a table of events to the series that the plan is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.asked import Asked, Measure
from sayso.analyse.contrast import Real, Scale
from sayso.analyse.panel import Panel, build
from sayso.analyse.periods import starts
from sayso.analyse.plan import Plan
from sayso.ontology.scales import DEFAULTS, scale_for
from sayso.table import EventTable

PER_PERIOD = 1.0  # events a period that another pair needs on average to be a placebo


class Counted(NamedTuple):
    """What is divided by what: ``values`` and ``denominator`` are ``[pair, period]``."""

    values: Real
    denominator: Real
    scale: Scale


def months_only(table: EventTable) -> bool:
    """Return whether the days of *table* are all firsts of months: it was counted by month before."""
    days = table.days[~np.isnat(table.days)]
    return len(days) > 1 and bool((days == days.astype("datetime64[M]")).all())


def asked_of(plan: Plan, table: EventTable) -> Asked:
    """Return what *plan* counts in *table*.

    Where the data give months only, repeats of one day cannot be told and all are kept.
    """
    return Asked(
        unit=plan.unit,
        types=plan.types,
        level=plan.level,
        dedupe="none" if months_only(table) else plan.dedupe,
        mirrors=plan.mirrors,
        domestic=plan.domestic,
        roles=any(" " in party for pair in plan.pairs for party in pair),
        pairs=plan.pairs,
    )


def panel_of(table: EventTable, asked: Asked) -> Panel:
    """Return the panel of *table*, with the scale of its codebook where there is one.

    Raises ValueError where no event is left.
    """
    return build(table, asked, scale_for(table.codebook) if table.codebook in DEFAULTS else None)


def others_of(table: EventTable, panel: Panel) -> Panel:
    """Return all pairs busy enough to be placebos for those of *panel*, over its periods."""
    first, last = starts(np.array([panel.first, panel.first + panel.periods]), panel.unit)
    asked = replace(
        panel.asked,
        pairs=(),
        least=int(PER_PERIOD * panel.periods),
        since=_day(first),
        until=_day(last) - timedelta(days=1),
    )
    return build(table, asked)


def counted(panel: Panel, measure: Measure) -> Counted:
    """Return the sums that *measure* is the quotient of; where nothing at all was seen, nothing is known."""
    seen = np.broadcast_to((panel.recorded > 0).astype(float), panel.counts.shape)
    match measure:
        case "count":
            return Counted(panel.counts, seen, "ratio")
        case "share":
            return Counted(panel.counts, panel.others, "ratio")
        case "tone":
            return Counted(panel.weights, panel.scaled, "difference")
    return Counted(panel.weights, seen, "difference")


def rows_of(table: EventTable, asked: Asked, since: np.datetime64, until: np.datetime64) -> NDArray[np.intp]:
    """Return the rows of *table* that *asked* counts, from *since* to the day before *until*."""
    inside = np.flatnonzero(~np.isnat(table.days) & (table.days >= since) & (table.days < until))
    sources, targets, codes = table.sources[inside], table.targets[inside], table.codes[inside]
    wanted = np.zeros(len(inside), dtype=bool)
    for one, other in asked.pairs:
        wanted |= _is_party(sources, one, asked.roles) & _is_party(targets, other, asked.roles)
    if asked.types:
        wanted &= np.any([np.char.startswith(codes, kind) for kind in asked.types], axis=0)
    return inside[wanted]


def without(table: EventTable, rows: NDArray[np.intp]) -> EventTable:
    """Return *table* without *rows*."""
    kept = np.ones(len(table.days), dtype=bool)
    kept[rows] = False
    columns = ("days", "sources", "targets", "codes", "reports", "stories")
    return EventTable(table.coder, table.codebook, *(getattr(table, name)[kept] for name in columns))


def _is_party(parties: NDArray[np.str_], wanted: str, roles: bool) -> NDArray[np.bool_]:
    """Return which of *parties* are *wanted*; without *roles* a country stands for all in it."""
    same: NDArray[np.bool_] = parties == wanted
    return same if roles else same | np.char.startswith(parties, f"{wanted} ")


def _day(day: np.datetime64) -> date:
    return date.fromisoformat(str(day))
