"""What is asked of a table of events: which of them count, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sayso.analyse.periods import Unit

Level = Literal["mentions", "reports", "stories"]
Dedupe = Literal["day", "none"]
Mirrors = Literal["keep", "split", "drop"]
Domestic = Literal["drop", "only", "keep"]
Measure = Literal["count", "share", "tone", "net"]
MEASURES: tuple[Measure, ...] = ("count", "share", "tone", "net")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted, and how. Each choice that departs from the defaults is named in every output.

    ``types`` are beginnings of codes, all where empty. ``level`` is what counts once: each row, each report
    of an act, or each story. ``dedupe`` ``day`` counts an act (who, whom, what) once a day. ``mirrors`` says
    what becomes of A>B and B>A of one day and code: both kept, half a count each, or both dropped. ``roles``
    keeps parties apart by role, else countries are the parties. ``since`` and ``until`` are inclusive.
    ``pairs`` are those wanted; where empty, all with ``least`` events or more.
    """

    unit: Unit = "month"
    types: tuple[str, ...] = ()
    level: Level = "mentions"
    dedupe: Dedupe = "day"
    mirrors: Mirrors = "keep"
    domestic: Domestic = "drop"
    directed: bool = True
    roles: bool = False
    since: date | None = None
    until: date | None = None
    pairs: tuple[Pair, ...] = ()
    least: int = 1
