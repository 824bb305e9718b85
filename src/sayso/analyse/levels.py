"""The levels of each series of a panel: counts and shares on a log scale, tone and net as they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.analyse.asked import Measure, Pair
from sayso.analyse.breaks import Breaks, breaks
from sayso.analyse.panel import Numbers, Panel

ADDED = 0.5  # events, so that the logarithm of none is known (Haldane 1956)


@dataclass(frozen=True, slots=True)
class Levels:
    """The breaks of one pair's series; None where ``reason`` says why none could be looked for.

    ``log`` says whether the levels are natural logarithms.
    """

    pair: Pair
    measure: Measure
    events: float
    log: bool
    breaks: Breaks | None = None
    reason: str = ""


def levels(panel: Panel, measure: Measure, shortest: int = 6) -> tuple[Levels, ...]:
    """Return the breaks of each series of *panel*; a series in which none can be sought says why."""
    return tuple(_levels(panel, row, measure, shortest) for row in range(len(panel.sources)))


def _levels(panel: Panel, row: int, measure: Measure, shortest: int) -> Levels:
    pair = (str(panel.sources[row]), str(panel.targets[row]))
    log = measure in ("count", "share")
    events = float(panel.counts[row].sum())
    try:
        found = breaks(_comparable(panel, row, measure), shortest)
    except ValueError as error:
        return Levels(pair, measure, events, log, reason=str(error))
    return Levels(pair, measure, events, log, found)


def _comparable(panel: Panel, row: int, measure: Measure) -> Numbers:
    """Return the series of *row* with spreads that can be compared.

    Counts and shares are logarithms, with half an event added; a tone that is not known is that of all.
    """
    counts, others = panel.counts[row], panel.others[row]
    if not counts.any():  # a share would still move, with the source's other events
        raise ValueError("the pair has no event")
    if measure == "count":
        return _log(counts)
    if measure == "share":
        if not others.any():
            raise ValueError("the source has no other events")
        return _log(counts) - _log(others)
    values = panel.values(measure)[row]
    known = ~np.isnan(values)
    if not known.any():
        raise ValueError("no event has a value on a scale")
    filled: Numbers = np.where(known, values, values[known].mean())
    return filled


def _log(counts: Numbers) -> Numbers:
    logs: Numbers = np.log(counts + ADDED)
    return logs
