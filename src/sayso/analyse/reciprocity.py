"""Who answers whom: each direction of each pair, by week and by month, with one to six lags, in several ways.

What counts is asked without mirrored events and net of press attention; the other ways are shown beside it,
for what they make of the same data is the error that is avoided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.asked import Asked, Measure, Mirrors, Pair
from sayso.analyse.attention import net_of_attention, third_parties
from sayso.analyse.correction import Correction, corrected
from sayso.analyse.impulse import Impulse, impulses
from sayso.analyse.panel import Coverage, Panel, build
from sayso.analyse.periods import Unit
from sayso.analyse.shifts import Lagged, answers
from sayso.ontology.scales import Scale
from sayso.table import EventTable

Real = NDArray[np.float64]
LAGS = (1, 2, 3, 4, 5, 6)
SHORTEST = 24  # periods that an impulse response is estimated from


@dataclass(frozen=True, slots=True)
class Question:
    """Which pairs (in either order), and how they are asked.

    ``asked`` says what is counted; its unit, mirrors and direction are set by the ways of asking.
    """

    pairs: tuple[Pair, ...]
    asked: Asked = field(default_factory=Asked)
    measure: Measure = "net"
    units: tuple[Unit, ...] = ("week", "month")
    lags: tuple[int, ...] = LAGS
    correction: Correction | None = None
    alpha: float = 0.05

    @property
    def how(self) -> Correction:
        """The correction that was asked for, else Holm for one pair and Benjamini and Hochberg for several.

        The least p that shifts can give is one over their number: over many pairs Holm could find nothing.
        """
        return self.correction or ("holm" if len(self.pairs) == 1 else "bh")


class Way(NamedTuple):
    """A way of asking: unit, measure, what becomes of mirrors, and whether press attention is taken out."""

    unit: Unit
    measure: Measure
    mirrors: Mirrors
    attention: bool

    @property
    def counts(self) -> bool:
        """Whether the finding rests on this way: no mirrors, attention taken out."""
        return self.mirrors == "drop" and self.attention


@dataclass(frozen=True, slots=True)
class Response:
    """Whether *answers* answers *asks*, in one way.

    ``p`` is NaN where ``reason`` says why nothing can be told.
    ``events`` are those of the asking and of the answering direction. ``p`` is that of the strongest lag, by
    circular shifts; ``corrected`` is NaN but for the ways that count.
    """

    asks: str
    answers: str
    way: Way
    periods: int
    events: tuple[float, float]
    p: float = float("nan")
    corrected: float = float("nan")
    by_lag: tuple[Lagged, ...] = ()
    impulse: Impulse | None = None
    reason: str = ""

    @property
    def strongest(self) -> Lagged | None:
        """The number of lags with the least p, None where nothing could be told."""
        return min(self.by_lag, key=lambda one: one.p, default=None)


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """The answers to a question, and what they were found in."""

    coder: str
    codebook: str
    scale: str
    coverage: Coverage
    question: Question
    responses: tuple[Response, ...]

    def of(self, pair: Pair) -> tuple[Response, ...]:
        """Return the responses in which the second of *pair* answers the first."""
        return tuple(one for one in self.responses if (one.asks, one.answers) == pair)


def reciprocity(table: EventTable, question: Question, scale: Scale | None) -> Reciprocity:
    """Return who answers whom among the pairs of *question*, in every way, corrected for all that was asked.

    Raises ValueError where no event is left, where *scale* is missing for a measure that needs one, or is for
    another codebook.
    """
    if scale is None and question.measure in ("net", "tone"):
        raise ValueError(f"no scale is known for {table.codebook}, and {question.measure} needs one")
    found: list[Response] = []
    covered = None
    for unit in question.units:
        for mirrors in MIRRORS:
            panels = _panels(table, question, (unit, mirrors), scale)
            covered = panels[0].coverage
            found.extend(_responses(panels, question, (unit, mirrors), scale is not None))
    assert covered is not None
    title = scale.title if scale else ""
    return Reciprocity(
        table.coder, table.codebook, title, covered, question, _with_corrected(found, question)
    )


MIRRORS: tuple[Mirrors, ...] = ("keep", "drop")


def _panels(
    table: EventTable, question: Question, way: tuple[Unit, Mirrors], scale: Scale | None
) -> tuple[Panel, Panel]:
    """Return the panel of what was asked, and that of all codes, to which third parties are compared."""
    pairs = tuple({one for pair in question.pairs for one in (pair, pair[::-1])})
    asked = replace(question.asked, unit=way[0], mirrors=way[1], pairs=pairs, directed=True)
    panel = build(table, asked, scale)
    return panel, build(table, replace(asked, types=()), None) if asked.types else panel


def _responses(
    panels: tuple[Panel, Panel], question: Question, way: tuple[Unit, Mirrors], scaled: bool
) -> Iterator[Response]:
    panel, whole = panels
    unit, mirrors = way
    beside: tuple[Measure, ...] = ("tone",) if scaled and question.measure != "tone" else ()
    for pair in question.pairs:
        there, back = panel.row(pair), panel.row(pair[::-1])
        volume = third_parties(whole, whole.row(pair), whole.row(pair[::-1]))
        for measure in (question.measure, *beside):
            both = _filled(panel.values(measure)[[there, back]])
            for attention in (False, True) if measure == question.measure else (False,):
                ways = Way(unit, measure, mirrors, attention)
                series = [net_of_attention(one, volume) for one in both] if attention else list(both)
                yield from _both_directions(pair, ways, series, panel, question.lags)


def _both_directions(
    pair: Pair, way: Way, series: Sequence[Real | None], panel: Panel, lags: tuple[int, ...]
) -> Iterator[Response]:
    totals = panel.counts[[panel.row(pair), panel.row(pair[::-1])]].sum(axis=1)
    moved = _impulses(way, series)
    for asks, answering in ((0, 1), (1, 0)):
        events = (float(totals[asks]), float(totals[answering]))
        empty = Response(pair[asks], pair[answering], way, panel.periods, events)
        told = _told(empty, series[answering], series[asks], lags)
        yield replace(told, impulse=moved[asks]) if told.by_lag else told


def _impulses(way: Way, series: Sequence[Real | None]) -> tuple[Impulse | None, Impulse | None]:
    """Return how each of *series* moves the other, for the ways that count."""
    first, second = series
    if not way.counts or first is None or second is None or min(np.ptp(first), np.ptp(second)) == 0:
        return None, None
    return impulses(first, second) if len(first) >= SHORTEST else (None, None)


def _told(empty: Response, answering: Real | None, asked: Real | None, lags: tuple[int, ...]) -> Response:
    """Return *empty* with the answer, or with the reason why there is none."""
    if answering is None or asked is None:
        return replace(empty, reason="no third parties to see press attention in")
    fitting = tuple(lag for lag in lags if empty.periods - lag >= 4 * (2 * lag + 1))
    if not fitting:
        return replace(empty, reason=f"{empty.periods} {empty.way.unit}s are too few")
    try:
        found = answers(answering, asked, fitting)
    except ValueError as error:
        return replace(empty, reason=str(error))
    return replace(empty, p=found.p, by_lag=found.by_lag)


def _filled(series: Real) -> Real:
    """Return *series* with the mean of each row where nothing is known: no news says nothing of its tone."""
    known = ~np.isnan(series)
    sums = np.where(known, series, 0.0).sum(axis=1, keepdims=True)
    means = sums / np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.where(known, series, means)


def _with_corrected(found: list[Response], question: Question) -> tuple[Response, ...]:
    """Return *found* with p corrected over the ways that count: all pairs, directions and units."""
    family = [number for number, one in enumerate(found) if one.way.counts]
    values = corrected([found[number].p for number in family], question.how)
    for number, value in zip(family, values, strict=True):
        found[number] = replace(found[number], corrected=value)
    return tuple(found)
