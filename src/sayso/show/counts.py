"""Counts, each with the level it counts at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.record import Coded, Event
from sayso.show.messages import counted


def levels(coded: Sequence[Coded]) -> list[str]:
    """Return what was found in *coded*, one line a level."""
    events = [event for one in coded for event in one.events]
    claims = sum(len(one.claims) for one in coded)
    relations = sum(len(one.relations) for one in coded)
    return [
        f"reports   {counted(len(coded), 'article')}",
        f"claims    {counted(claims, 'attribution')}: somebody says or believes something",
        f"mentions  {counted(len(events), 'mention')} of events ({graded(events)})",
        f"          {counted(sum(event.prediction for event in events), 'mention')} predicted, "
        f"{sum(event.said_by is not None for event in events):,} on the word of a named or unnamed source",
        f"relations {counted(relations, 'standing fact')} between actors",
    ]


def graded(events: Iterable[Event]) -> str:
    """Return how many of *events* are certain, probable and possible."""
    grades = [event.certainty for event in events]
    return ", ".join(f"{grades.count(grade):,} {grade}" for grade in ("certain", "probable", "possible"))
