"""Events of a ledger as columns: those of other coders that were imported, and its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

import numpy as np

from sayso.ledger.imports.events import HELD
from sayso.ledger.store import Ledger
from sayso.ledger.stories import stories
from sayso.problems import Failure, problem
from sayso.read.tables.events import short, strings
from sayso.record import Status
from sayso.resolve.stories import Story, Telling
from sayso.table import EventTable

Level = Literal["mentions", "reports", "stories"]
OWN, CODEBOOK = "sayso", "PLOVER"
COLUMNS = "day, source, target, code, report, story"


class Counted(NamedTuple):
    """What is counted as one event: a mention, what one report says of a story, or a story."""

    day: str
    source: str
    target: str
    code: str
    report: str
    story: str


def imported(ledger: Ledger, number: int) -> EventTable:
    """Return the events of import *number* of *ledger*, in the order of their file.

    Raises Failure (S356) where there is no such import.
    """
    found = next(ledger.read("SELECT * FROM imports WHERE number = ?", (number,)), None)
    if found is None:
        raise Failure(problem("S356", str(ledger.path), number=number))
    bounds = (found["first"], found["first"] + found["events"] - 1, number)
    rows = [Counted(*row) for row in ledger.read(f"SELECT {COLUMNS} FROM {HELD}", bounds)]
    return _table(rows, found["coder"], found["codebook"])


def own_events(
    ledger: Ledger, level: Level = "mentions", statuses: tuple[Status, ...] = ("happened",)
) -> EventTable:
    """Return the events that *ledger* itself coded, one for each mention, report of a story, or story.

    Only mentions with one of *statuses* count. Codes are types of PLOVER; a day is the first that is
    told, else that of publication; the parties of a report or a story are those that its mentions name
    most fully. Raises Failure (S305) where a day cannot be read.
    """
    rows: list[Counted] = []
    for story in stories(ledger, {}):
        fitting = tuple(one for one in story.mentions if one.status in statuses)
        rows.extend(_counted(Story(story.id, part)) for part in _parts(fitting, level))
    return _table(rows, OWN, CODEBOOK)


def _parts(mentions: tuple[Telling, ...], level: Level) -> Iterator[tuple[Telling, ...]]:
    """Yield the mentions of a story that count as one."""
    if level == "stories":
        yield from [mentions] if mentions else []
    elif level == "reports":
        for _, part in groupby(sorted(mentions, key=lambda one: one.report), lambda one: one.report):
            yield tuple(part)
    else:
        yield from ((one,) for one in mentions)


def _counted(part: Story) -> Counted:
    """Return what counts of *part*, some mentions of a story under its id."""
    day = part.days[0].isoformat() if part.days else ""
    source, target = (one.code if one else "" for one in (part.actor, part.recipient))
    return Counted(day, source, target, part.type, part.reports[0], part.id)


def _table(rows: list[Counted], coder: str, codebook: str) -> EventTable:
    """Return *rows* as columns."""
    columns = {name: [getattr(row, name) for row in rows] for name in Counted._fields}
    return EventTable(
        coder=coder,
        codebook=codebook,
        days=np.array([day or "NaT" for day in columns["day"]], dtype="datetime64[D]"),
        sources=strings(columns["source"]),
        targets=strings(columns["target"]),
        codes=strings(columns["code"]),
        reports=strings(map(short, columns["report"])),
        stories=strings(map(short, columns["story"])),
    )
