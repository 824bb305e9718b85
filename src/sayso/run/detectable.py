"""What a series could show, before anybody asks it anything."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.analyse.asked import Pair
from sayso.analyse.claim import chosen
from sayso.analyse.contrast import Windows
from sayso.analyse.counted import asked_of, counted, panel_of
from sayso.analyse.periods import label
from sayso.analyse.plan import Plan
from sayso.analyse.power import Series, Trial, power_curve, smallest
from sayso.analyse.trial import in_codebook
from sayso.ledger.store import AS_CODED, Review
from sayso.problems import Failure, problem
from sayso.record import Problem
from sayso.run.events import events_in
from sayso.run.parties import unknown_parties
from sayso.table import EventTable


@dataclass(frozen=True, slots=True)
class Detectable:
    """The power curve of one series, and the smallest effects seen with 80 % power, None where none is."""

    plan: Plan
    pair: Pair
    windows: Windows
    first: str
    last: str
    periods: int
    events: int
    curve: tuple[Trial, ...]
    down: float | None
    up: float | None
    coder: str
    codebook: str


def what_shows(
    data: str,
    pair: Pair,
    choices: Mapping[str, Any],
    number: int | None = None,
    review: Review = AS_CODED,
) -> tuple[Detectable, tuple[Problem, ...]]:
    """Return what the series of *pair* in *data* could show, and what is wrong with some events.

    *data* is a ledger, whose events are read as *review* says, or a file. *choices* are fields of a plan:
    types or quad, measure, unit, horizons (the first counts), before, alpha, dedupe, mirrors. *number* is
    that of an import of a ledger. Raises Failure: S620 where a choice is wrong, S605 where no event has a
    party, S627 where nothing can be counted, and what ``events_in`` raises.
    """
    asked = chosen(Plan(claim="", pairs=(pair,), horizons=(12,)), choices, data)
    table, problems, _ = events_in(data, asked.codebook, number, review)
    for one in unknown_parties(table, (pair,), where=data):
        raise Failure(one)
    return _detectable(data, pair, asked, table), problems


def _detectable(data: str, pair: Pair, asked: Plan, table: EventTable) -> Detectable:
    """Return what the series of *pair* in the *table* called *data* could show, as *asked*."""
    plan = in_codebook(asked, table.codebook)
    windows = Windows(plan.before or plan.horizons[0], plan.horizons[0])
    try:
        panel = panel_of(table, asked_of(plan, table))
    except ValueError as error:
        raise Failure(problem("S627", data, reason=str(error))) from error
    if panel.periods < windows.before + windows.after:
        reason = f"there are {panel.periods} periods, and the windows need {windows.before + windows.after}"
        raise Failure(problem("S627", data, reason=reason))
    row = panel.row(pair)
    if not panel.counts[row].any():
        raise Failure(problem("S627", data, reason=f"there is no event of {' > '.join(pair)}"))
    values, denominator, scale = counted(panel, plan.measure)
    series = Series(values[row], denominator[row], scale)
    curve = power_curve(series, windows, plan.alpha, zlib.crc32(" ".join(pair).encode()))
    return Detectable(
        plan=asked,
        pair=pair,
        windows=windows,
        first=label(panel.first, panel.unit),
        last=label(panel.first + panel.periods - 1, panel.unit),
        periods=panel.periods,
        events=round(float(panel.counts[row].sum())),
        curve=curve,
        down=smallest(curve, -1),
        up=smallest(curve, 1),
        coder=table.coder,
        codebook=table.codebook,
    )
