"""Counts, each with the level it counts at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.show.messages import counted
from sayso.show.rows import THE_ARTICLE, Row

GRADES = ("certain", "probable", "possible")


def levels(count: Mapping[str, int], rows: Sequence[Row]) -> list[str]:
    """Return what a ledger holds, one line a level; *rows* are its events."""
    graded = ", ".join(f"{sum(grade in row.how_sure for row in rows):,} {grade}" for grade in GRADES)
    told = sum(row.according_to != THE_ARTICLE for row in rows)
    predicted = sum(row.how_sure.endswith("predicted") for row in rows)
    return [
        f"articles   {counted(count['articles'], 'article')}",
        f"reports    {counted(count['reports'], 'report')}: articles with their copies folded in",
        f"mentions   {counted(len(rows), 'mention')} of events: {graded}",
        f"           {told:,} of them on the word of somebody, {predicted:,} predicted",
        f"stories    {counted(count['stories'], 'story')}: mentions of one deed, whoever reports it",
        f"claims     {counted(count['claims'], 'claim')}: somebody says, believes or denies something",
        f"relations  {counted(count['relations'], 'standing fact')} between actors",
    ]
