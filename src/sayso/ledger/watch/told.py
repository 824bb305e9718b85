"""What a look shows of a mention or a claim: its words, source and days, and nothing of where anybody is."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from sayso.ledger.store import Ledger
from sayso.record import Actor, Certainty, Claim, Event, Said, Status

ORIGIN = """
    JOIN codings ON codings.number = {table}.coding
    JOIN readings ON readings.number = codings.reading
    JOIN sources ON sources.number = readings.source
    JOIN runs ON runs.id = codings.run_id
"""
WORDS = """(SELECT group_concat(quote, ' ... ') FROM (
    SELECT quote FROM spans WHERE spans.coding = {table}.coding AND row = {table}.id AND field = '{field}'
    ORDER BY part
))"""


def _words(table: str, field: str) -> str:
    return WORDS.format(table=table, field=field)


EVENT = f"""
    SELECT events.*, doc_id, address, CASE precision WHEN 'day' THEN published END AS day, started,
        {_words("events", "trigger")} AS trigger, {_words("events", "sentence")} AS evidence
    FROM events {ORIGIN.format(table="events")} WHERE events.id = ? AND events.coding = ?
"""
CLAIM = f"""
    SELECT claims.*, doc_id, address, CASE precision WHEN 'day' THEN published END AS day, started,
        {_words("claims", "cue")} AS cue, {_words("claims", "content")} AS content,
        {_words("claims", "source")} AS source
    FROM claims {ORIGIN.format(table="claims")} WHERE claims.id = ? AND claims.coding = ?
"""


CODING = f"""
    SELECT doc_id, address, CASE precision WHEN 'day' THEN published END AS day, started
    FROM codings AS one {ORIGIN.format(table="one").replace("one.coding", "one.number")} WHERE one.number = ?
"""


class Named(NamedTuple):
    """A party by its words and code."""

    text: str
    code: str


class Origin(NamedTuple):
    """Where something was told: the article, its address, its day (ISO, or None), and when it was coded."""

    doc_id: str
    address: str
    published: str | None
    coded: str

    @property
    def day(self) -> str:
        """Return the day by which it counts as told: that of its article, else that on which it was coded."""
        return self.published or self.coded[:10]


class Told(NamedTuple):
    """A mention of an event, with its evidence: the words that name it in their sentence."""

    row: str
    type: str
    actor: Named | None
    recipient: Named | None
    status: Status
    certainty: Certainty
    said_by: Said | None
    trigger: str
    evidence: str
    origin: Origin

    @property
    def standing(self) -> tuple[Status, Certainty]:
        """Return how it stands with the event, as this mention has it."""
        return self.status, self.certainty


class Statement(NamedTuple):
    """A claim: who says what, in which words."""

    row: str
    speaker: Named | None
    source: str
    cue: str
    content: str
    negated: bool
    origin: Origin


def told(ledger: Ledger, row: str, coding: int) -> Told:
    """Return the event *row* as *coding* has it."""
    (found,) = ledger.read(EVENT, (row, coding))
    said = found["said_by_text"]
    return Told(
        row=row,
        type=found["type"],
        actor=_named(found, "actor"),
        recipient=_named(found, "recipient"),
        status=found["status"],
        certainty=found["certainty"],
        said_by=None if said is None else Said(said, found["said_by_code"], found["said_by_claim"]),
        trigger=found["trigger"] or "",
        evidence=found["evidence"] or "",
        origin=_origin(found),
    )


def origin_of(ledger: Ledger, coding: int) -> Origin:
    """Return where what *coding* holds was told."""
    (found,) = ledger.read(CODING, (coding,))
    return _origin(found)


def of_event(event: Event, text: str, origin: Origin) -> Told:
    """Return *event*, of an article with this *text*, as a look tells it."""
    return Told(
        row=event.id,
        type=event.type,
        actor=_of(event.actor),
        recipient=_of(event.recipient),
        status=event.status,
        certainty=event.certainty,
        said_by=event.said_by,
        trigger=text[slice(*event.trigger)],
        evidence=text[slice(*event.sentence)],
        origin=origin,
    )


def of_claim(claim: Claim, text: str, origin: Origin) -> Statement:
    """Return *claim*, of an article with this *text*, as a look tells it."""
    source, cue, content = (
        " ... ".join(text[slice(*span)] for span in spans)
        for spans in (claim.source, claim.cue, claim.content)
    )
    return Statement(claim.id, _of(claim.speaker), source, cue, content, claim.negated, origin)


def _of(actor: Actor | None) -> Named | None:
    return Named(actor.text, actor.code) if actor else None


def statement(ledger: Ledger, row: str, coding: int) -> Statement:
    """Return the claim *row* as *coding* has it."""
    (found,) = ledger.read(CLAIM, (row, coding))
    return Statement(
        row=row,
        speaker=_named(found, "speaker"),
        source=found["source"] or "",
        cue=found["cue"] or "",
        content=found["content"] or "",
        negated=bool(found["negated"]),
        origin=_origin(found),
    )


def _named(row: sqlite3.Row, field: str) -> Named | None:
    text = row[f"{field}_text"]
    return None if text is None else Named(text, row[f"{field}_code"])


def _origin(row: sqlite3.Row) -> Origin:
    return Origin(row["doc_id"], row["address"], row["day"], row["started"])
