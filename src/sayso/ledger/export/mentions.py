"""Mentions of events as one wide row each: the event, its sentence and trigger, its article, its run.

Read by one query for the whole ledger: article by article, a million take minutes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from sayso.ledger.export.queries import AROUND, CONTEXTS, COUNTING, ORDER, SPAN, review
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger

WIDE = f"""
    {COUNTING} SELECT row.id, row.type, row.cameo, row.mode,
        {CONTEXTS} AS contexts,
        row.actor_text, row.actor_code, row.actor_id, row.actor_row,
        row.recipient_text, row.recipient_code, row.recipient_id, row.recipient_row,
        row.status, row.certainty, row.said_by_text, row.said_by_code, row.said_by_claim, row.prediction,
        row.date_start, row.date_end, row.date_text, row.place_text, row.place_country, row.probability,
        current.article, current.run_id, runs.started,
        readings.doc_id, readings.title, readings.published, readings.precision,
        sources.address,
        row.sentence + 1 AS sentence_number, sentences.quote AS sentence,
        sentences.start AS sentence_start, sentences.end AS sentence_end,
        trigger.quote AS trigger, trigger.start AS trigger_start, trigger.end AS trigger_end,
        actor.start AS actor_start, recipient.start AS recipient_start,
        sentences.block <= (
            SELECT min(key) FROM json_each(readings.blocks) WHERE value ->> 0 = 'paragraph'
        ) AS leading, {{review}}
    {AROUND.format(table="events")} {{standing}}
    JOIN runs ON runs.id = current.run_id
    JOIN sources ON sources.number = readings.source
    {"".join(SPAN.format(field=field) for field in ("trigger", "actor", "recipient"))}
"""
HAPPENED = "WHERE row.status = 'happened'"
OTHERS = """
    SELECT status, count(*) AS times FROM current JOIN events ON events.coding = current.number
    WHERE status <> 'happened' GROUP BY status ORDER BY status
"""


def mentions(ledger: Ledger, every: bool) -> Iterator[sqlite3.Row]:
    """Yield the mentions of *ledger* in its order: those that happened, or *every* one."""
    columns, joined = review(ledger)
    wide = WIDE.format(review=columns, standing=joined)
    return ledger.read(f"{wide} {'' if every else HAPPENED} {ORDER}")


@settled
def others(ledger: Ledger) -> Mapping[str, int]:
    """Return how many mentions did not happen, by status."""
    return {row["status"].replace("_", " "): row["times"] for row in ledger.read(OTHERS)}


def day_of(row: sqlite3.Row) -> str | None:
    """Return the day that a mention tells, else that of its article; None where neither is one day."""
    if row["date_start"] is not None:
        return row["date_start"] if row["date_start"] == row["date_end"] else None
    return row["published"] if row["precision"] == "day" else None


def month_of(row: sqlite3.Row) -> str | None:
    """Return the month (``2023-03``) of a mention, as ``day_of`` its day."""
    first, last = row["date_start"], row["date_end"]
    if first is None:
        return row["published"][:7] if row["precision"] in ("day", "month") else None
    return first[:7] if first[:7] == last[:7] else None
