"""Who is reported to have dealt with whom, as a drawing: a ring of countries, and an arc for each pair."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sayso.ledger.overview import Column, Mask, Overview
from sayso.show.web.chart import is_cooperation

WIDTH, HEIGHT, RING = 660, 560, 245  # of the drawing, in its own units
THINNEST, THICKEST = 1.2, 9.0  # arcs
NOWHERE = ("", "UNK")


class Tie(NamedTuple):
    """Two countries, and how many mentions tell of cooperation and conflict: forth and back."""

    first: str
    second: str
    cooperation: tuple[int, int]
    conflict: tuple[int, int]

    @property
    def total(self) -> int:
        """All mentions that name the two."""
        return sum(self.cooperation) + sum(self.conflict)


class Arc(NamedTuple):
    """A line between two places of the ring: its kind, its path, how thick it is, and what it says."""

    kind: str
    path: str
    width: float
    title: str


class Knot(NamedTuple):
    """A country on the ring: its place, that of its name, and where it leads."""

    code: str
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    href: str


class Ring(NamedTuple):
    """The drawing."""

    width: int
    height: int
    arcs: list[Arc]
    knots: list[Knot]
    label: str


def ties(whole: Overview, kept: Mask) -> list[Tie]:
    """Return the pairs of countries that the events *kept* name, by code in the order of the alphabet."""
    actors, recipients, types = (whole.columns[name] for name in ("actor", "recipient", "type"))
    names = sorted({_country(one) for side in (actors, recipients) for one in side.values})
    places = {name: place for place, name in enumerate(names)}
    first, second = (_places(side, places, kept) for side in (actors, recipients))
    friendly = np.array([is_cooperation(one) for one in types.values] or [False])[types.places[kept]]
    size = len(names)
    keys, times = np.unique((first * size + second) * 2 + friendly, return_counts=True)
    found: dict[tuple[str, str], list[int]] = {}
    for key, number in zip(keys.tolist(), times.tolist(), strict=True):
        sides = names[key // 2 // size], names[key // 2 % size]
        if sides[0] == sides[1] or sides[0] in NOWHERE or sides[1] in NOWHERE:
            continue
        back = sides[0] > sides[1]
        pair = (sides[1], sides[0]) if back else sides
        found.setdefault(pair, [0, 0, 0, 0])[(0 if key % 2 else 2) + back] += number
    return [Tie(*pair, (its[0], its[1]), (its[2], its[3])) for pair, its in sorted(found.items())]


def strongest(found: Sequence[Tie], most: int) -> list[Tie]:
    """Return the *most* pairs that are named together most often, in the order of the alphabet."""
    return sorted(sorted(found, key=lambda one: (-one.total, one))[:most])


def ring(drawn: Sequence[Tie], hrefs: Mapping[str, str], label: str) -> Ring:
    """Return the drawing of the ties *drawn*; *hrefs* tells where each country leads."""
    codes = sorted({code for one in drawn for code in (one.first, one.second)})
    angles = {
        code: 2 * math.pi * place / max(len(codes), 1) - math.pi / 2 for place, code in enumerate(codes)
    }
    highest = max((max(sum(one.cooperation), sum(one.conflict)) for one in drawn), default=1)
    arcs = []
    for kind in ("cooperation", "conflict"):
        for one in drawn:
            ways: tuple[int, int] = getattr(one, kind)
            if sum(ways):
                width = THINNEST + (THICKEST - THINNEST) * math.sqrt(sum(ways) / highest)
                path = _path(angles[one.first], angles[one.second], kind)
                arcs.append(Arc(kind, path, round(width, 1), _title(one, kind, ways)))
    return Ring(WIDTH, HEIGHT, arcs, [_knot(code, angles[code], hrefs) for code in codes], label)


def _country(pair: tuple[str | None, str | None]) -> str:
    return (pair[0] or "")[:3]


def _places(column: Column, places: Mapping[str, int], kept: Mask) -> np.ndarray:
    known = np.array([places[_country(one)] for one in column.values] or [0], np.int64)
    return known[column.places[kept]]


def _path(start: float, end: float, kind: str) -> str:
    """Return a curve through the inside of the ring; cooperation and conflict bow to either side."""
    (x1, y1), (x2, y2) = _at(start, RING), _at(end, RING)
    across = math.hypot(x2 - x1, y2 - y1) or 1
    bow = 0.07 * across * (1 if kind == "cooperation" else -1)
    pull = 0.55 if across < RING else 0.25
    x = WIDTH / 2 + ((x1 + x2) / 2 - WIDTH / 2) * pull + (y2 - y1) / across * bow
    y = HEIGHT / 2 + ((y1 + y2) / 2 - HEIGHT / 2) * pull - (x2 - x1) / across * bow
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def _at(angle: float, radius: float) -> tuple[float, float]:
    return WIDTH / 2 + radius * math.cos(angle), HEIGHT / 2 + radius * math.sin(angle)


def _knot(code: str, angle: float, hrefs: Mapping[str, str]) -> Knot:
    (x, y), (text_x, text_y) = _at(angle, RING), _at(angle, RING + 16)
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    return Knot(code, round(x, 1), round(y, 1), round(text_x, 1), round(text_y + 4, 1), anchor, hrefs[code])


def _title(one: Tie, kind: str, ways: tuple[int, int]) -> str:
    return (
        f"{one.first} and {one.second}, {kind}: {sum(ways)} mentions"
        f" ({one.first} to {one.second} {ways[0]}, {one.second} to {one.first} {ways[1]})"
    )
