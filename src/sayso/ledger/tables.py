"""Events of a ledger as columns: those of other coders that were imported, and its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from sayso.ledger.imports.events import HELD
from sayso.ledger.standing import states
from sayso.ledger.store import Ledger
from sayso.ledger.stories import stories
from sayso.problems import Failure, problem
from sayso.read.tables.events import COLUMNS, Counted, in_columns
from sayso.record import Status
from sayso.resolve.stories import Story, Telling
from sayso.table import EventTable

Level = Literal["mentions", "reports", "stories"]
OWN, CODEBOOK = "sayso", "PLOVER"
DECIDED = """
    SELECT current.article, events.id FROM current JOIN events ON events.coding = current.number
    WHERE status = 'happened' AND events.id IN (SELECT row FROM decisions)
"""


def imported(ledger: Ledger, number: int) -> EventTable:
    """Return the events of import *number* of *ledger*, in the order of their file.

    Raises Failure (S356) where there is no such import.
    """
    found = next(ledger.read("SELECT * FROM imports WHERE number = ?", (number,)), None)
    if found is None:
        raise Failure(problem("S356", str(ledger.path), number=number))
    bounds = (found["first"], found["first"] + found["events"] - 1, number)
    rows = map(tuple, ledger.read(f"SELECT {', '.join(COLUMNS)} FROM {HELD}", bounds))
    return in_columns(rows, found["coder"], found["codebook"])


def own_events(
    ledger: Ledger, level: Level = "mentions", statuses: tuple[Status, ...] = ("happened",)
) -> EventTable:
    """Return the events that *ledger* itself coded, one for each mention, report of a story, or story.

    They are as the ledger is to be read: as they were coded, or as they stand after review. Only mentions
    with one of *statuses* count. Codes are types of PLOVER; a day is the first that is told, else that of
    publication; the parties of a report or a story are those that its mentions name most fully. Raises
    Failure (S305) where a day cannot be read.
    """
    return counted_in(stories(ledger, {}), level, statuses)


def rejected_events(ledger: Ledger) -> int:
    """Return how many events that happened, as they were coded, are left out as *ledger* is to be read."""
    if not ledger.review.applied:
        return 0
    known = states(ledger, by=ledger.review.by)
    gone = {key for key, state in known.items() if state.standing == "rejected"}
    return sum(tuple(row) in gone for row in ledger.read(DECIDED)) if gone else 0


def counted_in(found: Iterable[Story], level: Level, statuses: tuple[Status, ...]) -> EventTable:
    """Return what counts of the stories *found*, as ``own_events`` does."""
    rows: list[Counted] = []
    for story in found:
        fitting = tuple(one for one in story.mentions if one.status in statuses)
        rows.extend(_counted(Story(story.id, part)) for part in _parts(fitting, level))
    return in_columns(rows, OWN, CODEBOOK)


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
    return day, source, target, part.type, part.reports[0], part.id
