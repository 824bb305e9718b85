"""Whether an event that was predicted came. That none was found says nothing: no news is never a miss."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sayso.analyse.counted import rows_of
from sayso.analyse.panel import Panel
from sayso.analyse.periods import period_of, starts
from sayso.analyse.plan import Plan, first_period
from sayso.analyse.verdict import Sighting, Verdict, Word
from sayso.table import EventTable

NO_NEWS = (
    "That none was found is no evidence that none came: the sources may not have told of it."
    " No news is not a miss; whoever knows better can enter it with evidence (sayso score --resolve)."
)


def sighted(plan: Plan, table: EventTable, panel: Panel, empty: Verdict) -> Verdict:
    """Return the verdict on whether an event of the plan's types came between its parties by its deadline."""
    since, until = _span(plan)
    found = tuple(
        Sighting(
            day=str(table.days[row]),
            pair=(str(table.sources[row]), str(table.targets[row])),
            code=str(table.codes[row]),
            report=str(table.reports[row]),
            story=str(table.stories[row]),
        )
        for row in sorted(rows_of(table, panel.asked, since, until).tolist(), key=lambda row: table.days[row])
    )
    usual = base_rate(panel, until - since)
    reasons = (*_told(plan, found, str(since), str(until - 1)), *_usual(usual, until - since), *empty.off)
    word: Word = "supported" if found else "cannot tell"
    return replace(empty, word=word, reasons=reasons, sightings=found, base_rate=usual)


def base_rate(panel: Panel, length: np.timedelta64) -> float | None:
    """Return the share of all stretches of *length* in which the pairs of *panel* had such an event.

    Stretches are whole periods, rounded up. None where the data are not twice as long as one.
    """
    days = panel.days
    each = (days[-1] - days[0]) / max(len(days) - 1, 1)
    periods = max(int(np.ceil(length / each)), 1) if each > np.timedelta64(0, "D") else 1
    if panel.periods < 2 * periods:
        return None
    running = np.concatenate([[0.0], np.cumsum(panel.counts.sum(axis=0))])
    return float(np.mean(running[periods:] - running[:-periods] > 0))


def _span(plan: Plan) -> tuple[np.datetime64, np.datetime64]:
    """Return the day after the prediction and the day after its deadline."""
    since = np.datetime64(plan.exposed or "") + np.timedelta64(1, "D")
    if plan.by is not None:
        return since, np.datetime64(plan.by) + np.timedelta64(1, "D")
    first = min(first_period(plan), period_of(since, plan.unit))
    return since, starts(np.array([first + max(plan.horizons)]), plan.unit)[0]


def _told(plan: Plan, found: tuple[Sighting, ...], since: str, until: str) -> tuple[str, ...]:
    what = ", ".join(plan.types)
    who = "; ".join(" > ".join(pair) for pair in plan.pairs)
    if not found:
        return (f"No {what} of {who} was found from {since} to {until}.", NO_NEWS)
    first, number = found[0], len(found)
    count = "1 event" if number == 1 else f"{number:,} events"
    return (
        f"{count} of type {what} ({who}) came from {since} to {until}, the first on {first.day}"
        f"{f' (report {first.report[:12]})' if first.report else ''}.",
    )


def _usual(usual: float | None, length: np.timedelta64) -> tuple[str, ...]:
    days = int(length / np.timedelta64(1, "D"))
    if usual is None:
        return (f"How usual that is in {days} days cannot be said: the data are too short.",)
    little = " To predict it said next to nothing." if usual > 0.9 else ""
    return (f"Base rate: such an event came in {usual:.0%} of all stretches of {days} days.{little}",)
