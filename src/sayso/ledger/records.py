"""Columns as the records that they were."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sayso.record import (
    Actor,
    Claim,
    Event,
    Interval,
    Magnitude,
    Prediction,
    Reason,
    Relation,
    Run,
    Said,
    Span,
    Where,
)


class Beside(NamedTuple):
    """What stands in other tables of the rows of one coding: spans by row and field, the rest by row."""

    spans: dict[tuple[str, str], tuple[Span, ...]]
    reasons: dict[str, tuple[Reason, ...]]
    magnitudes: dict[str, tuple[Magnitude, ...]]

    def span(self, row: str, field: str) -> Span:
        """Return the one span of a *field* of *row*."""
        return self.spans[row, field][0]


def gather(
    spans: Iterable[sqlite3.Row], reasons: Iterable[sqlite3.Row], magnitudes: Iterable[sqlite3.Row]
) -> Beside:
    """Return the rows of ``spans``, ``reasons`` and ``magnitudes``, each in the order of its parts."""
    where: dict[tuple[str, str], tuple[Span, ...]] = defaultdict(tuple)
    why: dict[str, tuple[Reason, ...]] = defaultdict(tuple)
    numbers: dict[str, tuple[Magnitude, ...]] = defaultdict(tuple)
    for one in spans:
        where[one["row"], one["field"]] += (Span(one["start"], one["end"]),)
    for one in reasons:
        span = None if one["start"] is None else Span(one["start"], one["end"])
        why[one["row"]] += (Reason(one["field"], one["by"], span),)
    for one in magnitudes:
        found = Magnitude(one["kind"], one["low"], one["best"], one["high"], one["text"])
        numbers[one["row"]] += (found,)
    return Beside(where, why, numbers)


def claim_of(row: sqlite3.Row, beside: Beside) -> Claim:
    """Return the claim in *row*."""
    return Claim(
        id=row["id"],
        kind=row["kind"],
        source=beside.spans[row["id"], "source"],
        cue=beside.spans[row["id"], "cue"],
        content=beside.spans[row["id"], "content"],
        speaker=_actor(row, "speaker", beside),
        parent=row["parent"],
        probability=row["probability"],
        negated=bool(row["negated"]),
        reasons=beside.reasons[row["id"]],
    )


def event_of(row: sqlite3.Row, beside: Beside) -> Event:
    """Return the event in *row*."""
    return Event(
        id=row["id"],
        trigger=beside.span(row["id"], "trigger"),
        sentence=beside.span(row["id"], "sentence"),
        type=row["type"],
        mode=row["mode"],
        context=tuple(json.loads(row["context"])),
        cameo=row["cameo"],
        actor=_actor(row, "actor", beside),
        recipient=_actor(row, "recipient", beside),
        status=row["status"],
        certainty=row["certainty"],
        said_by=_said(row),
        prediction=bool(row["prediction"]),
        date=_interval(row, "date"),
        place=_place(row, beside),
        magnitude=beside.magnitudes[row["id"]],
        probability=row["probability"],
        reasons=beside.reasons[row["id"]],
    )


def prediction_of(row: sqlite3.Row, beside: Beside) -> Prediction:
    """Return the prediction in *row*."""
    return Prediction(
        id=row["id"],
        event=row["event"],
        span=beside.span(row["id"], "span"),
        said_by=_said(row),
        certainty=row["certainty"],
        words=row["words"],
        low=row["low"],
        high=row["high"],
        origin=row["origin"],
        by=_interval(row, "by"),
    )


def relation_of(row: sqlite3.Row, beside: Beside) -> Relation:
    """Return the relation in *row*."""
    return Relation(
        id=row["id"],
        kind=row["kind"],
        subject=_party(row, "subject", beside),
        object=_party(row, "object", beside),
        span=beside.span(row["id"], "span"),
        said_by=_said(row),
    )


def run_of(row: sqlite3.Row) -> Run:
    """Return the run in *row*."""
    return Run(*(row[name] for name in ("id", "version", "model", "settings", "host", "started")))


def _actor(row: sqlite3.Row, field: str, beside: Beside) -> Actor | None:
    return None if row[f"{field}_text"] is None else _party(row, field, beside)


def _party(row: sqlite3.Row, field: str, beside: Beside) -> Actor:
    """Return the actor in the columns of *row* that begin with *field*."""
    text, code, name, dictionary = (row[f"{field}_{part}"] for part in ("text", "code", "id", "row"))
    return Actor(text, code, name, beside.span(row["id"], field), dictionary)


def _said(row: sqlite3.Row) -> Said | None:
    if row["said_by_text"] is None:
        return None
    return Said(row["said_by_text"], row["said_by_code"], row["said_by_claim"])


def _interval(row: sqlite3.Row, field: str) -> Interval | None:
    if row[f"{field}_start"] is None:
        return None
    return Interval(row[f"{field}_start"], row[f"{field}_end"], row[f"{field}_text"])


def _place(row: sqlite3.Row, beside: Beside) -> Where | None:
    if row["place_text"] is None:
        return None
    return Where(row["place_text"], row["place_country"], beside.span(row["id"], "place"))
