"""A panel: pair by period, zero-filled, with all that a series needs to be judged by.

Rows are events of one coder. They are thinned in this order: what cannot be placed (no day, no party), what
is outside the days asked for, domestic rows, repeats, mirrors; each step says how many rows it took.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.acts import Acts, acts_of
from sayso.analyse.asked import Asked, Measure, Pair
from sayso.analyse.distinct import Whole, first_rows, of_numbers
from sayso.analyse.periods import Unit, label, starts
from sayso.ontology.scales import Scale
from sayso.table import EventTable

Numbers = NDArray[np.float64]
MOST = 60_000_000  # numbers in each array of a panel: half a gigabyte
DENSE = 6  # cells for each row up to which an array of all cells is made faster than rows are sorted


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first and last day that anything was read of, and the periods between in which nothing was."""

    first_day: date
    last_day: date
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Pair by period. Arrays are (pairs, periods) unless they say otherwise.

    ``counts`` are events, ``weights`` the sums of their values on the scale, ``scaled`` how many events have
    a value, ``others`` the other events of the source (of any code, with anybody else), ``mentions`` the rows
    that the events were before repeats were taken out, ``reports`` and ``stories`` how many distinct ones
    those rows stand in (-1 throughout where the coder names none), ``recorded`` (periods,) the events of any
    pair. ``scale`` is empty where no scale fits the codebook. ``first`` is the number of the first period
    (``periods.starts`` and ``label`` tell its day and name). ``thinned`` says how many rows each step took,
    ``read`` how many rows there were.
    """

    coder: str
    codebook: str
    scale: str
    unit: Unit
    first: int
    sources: NDArray[np.str_]
    targets: NDArray[np.str_]
    counts: Numbers
    weights: Numbers
    scaled: Numbers
    others: Numbers
    mentions: Numbers
    reports: NDArray[np.int64]
    stories: NDArray[np.int64]
    recorded: Numbers
    coverage: Coverage
    asked: Asked
    read: int
    thinned: Mapping[str, int] = field(default_factory=dict)

    @property
    def periods(self) -> int:
        """How many periods the panel spans."""
        return int(self.counts.shape[1])

    @property
    def labels(self) -> list[str]:
        """The name of each period: 2009-W53, 2009-08, 2009-Q3, 2009."""
        return [label(self.first + step, self.unit) for step in range(self.periods)]

    @property
    def days(self) -> NDArray[np.datetime64]:
        """The first day of each period."""
        return starts(self.first + np.arange(self.periods), self.unit)

    def row(self, pair: Pair) -> int:
        """Return the row of *pair*, in either order where undirected.

        Raises KeyError where it is not there.
        """
        wanted = {pair} if self.asked.directed else {pair, pair[::-1]}
        for number, found in enumerate(zip(self.sources.tolist(), self.targets.tolist(), strict=True)):
            if found in wanted:
                return number
        raise KeyError(pair)

    def values(self, measure: Measure) -> Numbers:
        """Return the series of *measure* (pairs, periods).

        ``share`` is of the source's other events and ``tone`` the mean over events with a value: NaN where
        there are none. ``net`` is the sum of values, 0 where nothing happened.
        """
        match measure:
            case "count":
                return self.counts
            case "net":
                return self.weights
            case "share":
                return _ratio(self.counts, self.others)
        return _ratio(self.weights, self.scaled)


def build(table: EventTable, asked: Asked, scale: Scale | None = None) -> Panel:
    """Return the panel of *table* that *asked* describes; *scale* must be one for the table's codebook.

    The panel spans every period from ``since`` (else the first day with any event) to ``until`` (else the
    last). Raises ValueError where no event is left, there are too many pairs, or *scale* is for another
    codebook.
    """
    if scale is not None and scale.codebook != table.codebook:
        raise ValueError(f"{scale.name} is a scale for {scale.codebook}, not for {table.codebook}")
    acts = acts_of(table, asked)
    return _panel(table, asked, scale, acts)


class Cells(NamedTuple):
    """The pairs and periods with any event, each an entry of the arrays. ``periods`` are numbers."""

    sources: NDArray[np.str_]
    targets: NDArray[np.str_]
    periods: Whole
    counts: Numbers
    mentions: Numbers


def cells(table: EventTable, asked: Asked) -> Cells:
    """Return what *asked* counts in *table* without the zeros, for more pairs than fit into a panel.

    Raises ValueError where no day is left.
    """
    acts = acts_of(table, asked)
    told = slice(None) if acts.of_types.all() else np.flatnonzero(acts.of_types)
    at = acts.pair[told] * acts.periods
    at += acts.period[told]
    every = None
    if len(acts.names) ** 2 * acts.periods > DENSE * len(at):
        every, at = of_numbers(at)
    mentioned = np.bincount(at)
    counts = _counted(at, acts.kept[told], acts.share[told], mentioned)
    there = np.flatnonzero(counts)
    pair, period = np.divmod(there if every is None else every[there], acts.periods)
    sources, targets = np.divmod(pair, len(acts.names))
    found = (one[there].astype(np.float64) for one in (counts, mentioned))
    return Cells(acts.names[sources], acts.names[targets], acts.first + period, *found)


def _counted(at: Whole, kept: NDArray[np.bool_], share: Numbers, mentioned: Whole) -> Numbers | Whole:
    """Return what the rows that are *kept* add up to in each cell; *mentioned* are all rows of each."""
    if share.strides != (0,):  # some count half
        return np.bincount(at, weights=share * kept, minlength=len(mentioned))
    if kept.all():
        return mentioned
    return np.bincount(at[kept], minlength=len(mentioned))


def _panel(table: EventTable, asked: Asked, scale: Scale | None, acts: Acts) -> Panel:
    keys = _pairs(acts, asked)
    size = (len(keys), acts.periods)
    if size[0] * size[1] > MOST:
        raise ValueError(
            f"{size[0]:,} pairs by {size[1]:,} {asked.unit}s are too many numbers; ask for busier pairs"
        )
    cells = acts.cells(keys)
    wanted = acts.of_types & (cells >= 0)
    counted = np.flatnonzero(wanted & acts.kept)
    told = np.flatnonzero(wanted)
    share, at = acts.share[counted], cells[counted]
    value = acts.value_of(scale)[counted]
    valued = ~np.isnan(value)
    return Panel(
        coder=table.coder,
        codebook=table.codebook,
        scale=scale.title if scale else "",
        unit=asked.unit,
        first=acts.first,
        sources=acts.names[keys // len(acts.names)],
        targets=acts.names[keys % len(acts.names)],
        counts=_summed(at, share, size),
        weights=_summed(at[valued], (share * value)[valued], size),
        scaled=_summed(at[valued], share[valued], size),
        others=_others(acts, keys, cells),
        mentions=_summed(cells[told], np.ones(len(told)), size),
        reports=_distinct(acts.reports, told, cells, size),
        stories=_distinct(acts.stories, told, cells, size),
        recorded=_summed(acts.period, acts.share * acts.kept, (1, acts.periods))[0],
        coverage=Coverage(*acts.covered, _silent(acts, asked.unit)),
        asked=asked,
        read=len(table.days),
        thinned=acts.thinned,
    )


def _pairs(acts: Acts, asked: Asked) -> Whole:
    """Return the keys of the panel's pairs, ascending: those asked for, else those with enough events."""
    if asked.pairs:
        return np.unique(acts.keys_of(asked.pairs))
    counted = acts.of_types & acts.kept
    pair, share = acts.pair[counted], acts.share[counted]
    if len(acts.names) ** 2 <= 4 * len(pair):
        totals = np.bincount(pair, weights=share, minlength=len(acts.names) ** 2)
        return np.flatnonzero((totals >= asked.least) & (totals > 0))
    keys, numbers = of_numbers(pair)
    return keys[np.bincount(numbers, weights=share, minlength=len(keys)) >= asked.least]


def _silent(acts: Acts, unit: Unit) -> tuple[str, ...]:
    """Return the names of the periods in which no row at all was read."""
    return tuple(label(acts.first + int(step), unit) for step in np.flatnonzero(acts.seen == 0))


def _summed(cells: Whole, weights: Numbers, size: tuple[int, int]) -> Numbers:
    if not len(cells):
        return np.broadcast_to(0.0, size)
    summed: Numbers = np.bincount(cells, weights=weights, minlength=size[0] * size[1]).astype(np.float64)
    return summed.reshape(size)


def _others(acts: Acts, keys: Whole, cells: Whole) -> Numbers:
    """Return how many events the source had with anybody else; in an undirected panel, either party."""
    kept = np.flatnonzero(acts.kept)
    both = [keys // len(acts.names), keys % len(acts.names)]
    sides = both[:1] if acts.directed else both
    within = kept[cells[kept] >= 0]
    own = _summed(cells[within], acts.share[within], (len(keys), acts.periods))
    parties, numbers = of_numbers(np.concatenate(sides))
    at = np.searchsorted(parties, acts.source[kept])
    at[at == len(parties)] = 0
    known = parties[at] == acts.source[kept] if len(parties) else np.zeros(len(kept), dtype=bool)
    places = at[known] * acts.periods + acts.period[kept][known]
    totals = _summed(places, acts.share[kept][known], (len(parties), acts.periods))
    others: Numbers = totals[numbers].reshape(len(sides), *own.shape).sum(axis=0) - own
    return others


def _distinct(names: Whole | None, rows: Whole, cells: Whole, size: tuple[int, int]) -> Whole:
    """Return how many distinct *names* stand in each cell; -1 throughout where the coder gives none."""
    if names is None:
        return np.broadcast_to(np.int64(-1), size)
    rows = rows[names[rows] >= 0]
    first = rows[first_rows(cells[rows], names[rows])]
    return np.bincount(cells[first], minlength=size[0] * size[1]).reshape(size)


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    ratio: Numbers = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return ratio
