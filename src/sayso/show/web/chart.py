"""What two sides did to each other over time, as bars: cooperation upwards, conflict downwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

COOPERATION = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split())
WIDTH, HALF, LEFT, TOP = 720, 70, 44, 8  # of the drawing, in its own units
WIDEST = 40  # a bar
MONTHS = 72  # of more, years are shown


class Period(NamedTuple):
    """A month or year: mentions of cooperation and conflict towards the other side, and of anything."""

    name: str
    cooperation: int
    conflict: int
    everything: int


class Bar(NamedTuple):
    """A bar of the drawing, with what it stands for in words."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    title: str


class Tick(NamedTuple):
    """A word beside an axis."""

    x: float
    y: float
    text: str


class Chart(NamedTuple):
    """A drawing: its size, its bars, the words at its axes, and what is said of it instead."""

    width: int
    height: int
    middle: float
    left: int
    bars: list[Bar]
    ticks: list[Tick]
    label: str


def is_cooperation(kind: str) -> bool:
    """Return whether PLOVER counts the type *kind* as cooperation; all others are conflict."""
    return kind in COOPERATION


def names_of(days: Iterable[str]) -> list[str]:
    """Return the months from the first to the last of *days*, or the years where they are many.

    Days of which only the year is known are in no month.
    """
    months = sorted({day[:7] for day in days if len(day) >= 7})
    if not months:
        return []
    if _index(months[-1]) - _index(months[0]) < MONTHS:
        return _between(months[0], months[-1])
    return _years(months[0], months[-1])


def periods(
    pair: Iterable[tuple[str, str, int]], names: Sequence[str], everything: Mapping[str, int]
) -> list[Period]:
    """Return the periods with these *names*; *pair* has day, type and how often, *everything* days alone."""
    found = {name: [0, 0, 0] for name in names}
    size = len(names[0]) if names else 0
    for day, kind, times in pair:
        if day[:size] in found:
            found[day[:size]][0 if is_cooperation(kind) else 1] += times
    for day, times in everything.items():
        if day[:size] in found:
            found[day[:size]][2] += times
    return [Period(name, *counts) for name, counts in found.items()]


def drawn(found: Sequence[Period], highest: int, label: str) -> Chart:
    """Return the drawing of *found*; *highest* is the number that reaches the edge."""
    step = (WIDTH - LEFT) / max(len(found), 1)
    middle = TOP + HALF
    bars: list[Bar] = []
    for place, one in enumerate(found):
        width = max(min(step * 0.8, WIDEST), 1)
        x = LEFT + (place + 0.5) * step - width / 2
        for kind, number in (("cooperation", one.cooperation), ("conflict", one.conflict)):
            height = HALF * number / max(highest, 1)
            y = middle - height if kind == "cooperation" else middle
            title = f"{one.name}: {kind} {number} of {one.everything} mentions"
            if number:
                bars.append(Bar(kind, round(x, 1), round(y, 1), round(width, 1), round(height, 1), title))
    return Chart(WIDTH, 2 * HALF + TOP + 24, middle, LEFT, bars, _ticks(found, highest, step), label)


def _ticks(found: Sequence[Period], highest: int, step: float) -> list[Tick]:
    sides = [Tick(LEFT - 6, TOP + 10, str(highest)), Tick(LEFT - 6, TOP + HALF + 4, "0")]
    sides.append(Tick(LEFT - 6, TOP + 2 * HALF, str(highest)))
    every = max(len(found) // 8, 1)
    below = [
        Tick(round(LEFT + (place + 0.5) * step, 1), TOP + 2 * HALF + 18, one.name)
        for place, one in enumerate(found)
        if place % every == 0 and place + every / 2 <= len(found)
    ]
    return [*sides, *below]


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _between(first: str, last: str) -> list[str]:
    return [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(_index(first), _index(last) + 1)]


def _years(first: str, last: str) -> list[str]:
    return [f"{year:04d}" for year in range(int(first[:4]), int(last[:4]) + 1)]
