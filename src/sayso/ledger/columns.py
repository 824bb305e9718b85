"""Records as columns; records.py leads back. A coding is a row of ``codings`` with what ``PARTS`` lists."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sayso.record import (
    Actor,
    Article,
    Claim,
    Coded,
    Event,
    Interval,
    Magnitude,
    Prediction,
    Reason,
    Relation,
    Said,
    Span,
)

Columns = dict[str, object]
Tables = dict[str, list[Columns]]
Row = TypeVar("Row", Claim, Event, Prediction, Relation)
PARTS = ("sentences", "claims", "events", "predictions", "relations", "magnitudes", "spans", "reasons")
OWN = {"number", "coding", "run_id"}  # what differs between two ledgers of the same content


class Flat(NamedTuple):
    """A record as columns of its own table, and what goes into the tables beside it."""

    columns: Columns
    spans: Sequence[tuple[str, Sequence[Span]]]
    at: Span
    reasons: tuple[Reason, ...] = ()


def flatten(coded: Coded) -> Tables:
    """Return the columns of all that was coded of an article, table by table.

    Of rows with one id the first is kept: they are one row.
    """
    tables: Tables = {name: [] for name in PARTS}
    text = coded.article.text
    for part, sentence in enumerate(coded.annotation.sentences):
        tables["sentences"].append(
            {"part": part, "block": sentence.block, **_characters(text, sentence.span)}
        )
    starts = [sentence.span.start for sentence in coded.annotation.sentences]
    for name, flats in _flats(coded):
        for flat in flats:
            place = bisect_right(starts, flat.at.start) - 1
            tables[name].append({**flat.columns, "sentence": place if place >= 0 else None})
            _lay_beside(tables, str(flat.columns["id"]), flat, text)
    for event in _first(coded.events):
        tables["magnitudes"] += (
            {"row": event.id, "part": part, "kind": one.kind, "text": one.text, **_bounds(one)}
            for part, one in enumerate(event.magnitude)
        )
    return tables


def of_article(article: Article) -> Columns:
    """Return what was read of *article* beside its text, as columns of ``readings``."""
    return {
        "doc_id": article.doc_id,
        "title": article.title,
        "published": article.published.date,
        "precision": article.published.precision,
        "language": article.language,
        "blocks": json.dumps([[block.kind, *block.span] for block in article.blocks]),
    }


def event_columns(event: Event) -> Columns:
    """Return *event* as columns of its own table, but for its sentence."""
    return _event(event).columns


def claim_columns(claim: Claim) -> Columns:
    """Return *claim* as columns of its own table, but for its sentence."""
    return _claim(claim).columns


def prediction_columns(prediction: Prediction) -> Columns:
    """Return *prediction* as columns of its own table, but for its sentence."""
    return _prediction(prediction).columns


def digest(tables: Mapping[str, Iterable[Mapping[str, object]]]) -> str:
    """Return the digest of a coding's rows, in the order they stand: the same in any ledger."""
    content = {
        name: [{column: value for column, value in row.items() if column not in OWN} for row in rows]
        for name, rows in tables.items()
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _flats(coded: Coded) -> Iterator[tuple[str, Sequence[Flat]]]:
    """Yield the name of each table that has rows with ids, and its rows."""
    yield "claims", [_claim(claim) for claim in _first(coded.claims)]
    yield "events", [_event(event) for event in _first(coded.events)]
    yield "predictions", [_prediction(prediction) for prediction in _first(coded.predictions)]
    yield "relations", [_relation(relation) for relation in _first(coded.relations)]


def _first(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield *rows*, of those with one id only the first."""
    seen: set[str] = set()
    for row in rows:
        if row.id not in seen:
            seen.add(row.id)
            yield row


def _claim(claim: Claim) -> Flat:
    columns: Columns = {
        "id": claim.id,
        "kind": claim.kind,
        **_actor("speaker", claim.speaker),
        "parent": claim.parent,
        "probability": _real(claim.probability),
        "negated": int(claim.negated),
    }
    spans = [
        ("source", claim.source),
        ("cue", claim.cue),
        ("content", claim.content),
        ("speaker", _where(claim.speaker)),
    ]
    at = next(iter((*claim.cue, *claim.content, *claim.source)), Span(0, 0))
    return Flat(columns, spans, at, claim.reasons)


def _event(event: Event) -> Flat:
    columns: Columns = {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "context": json.dumps(event.context),
        "cameo": event.cameo,
        **_actor("actor", event.actor),
        **_actor("recipient", event.recipient),
        "status": event.status,
        "certainty": event.certainty,
        **_said(event.said_by),
        "prediction": int(event.prediction),
        **_interval("date", event.date),
        "place_text": event.place.text if event.place else None,
        "place_country": event.place.country if event.place else None,
        "probability": _real(event.probability),
    }
    spans = [
        ("trigger", (event.trigger,)),
        ("sentence", (event.sentence,)),
        ("actor", _where(event.actor)),
        ("recipient", _where(event.recipient)),
        ("place", (event.place.span,) if event.place else ()),
    ]
    return Flat(columns, spans, event.trigger, event.reasons)


def _prediction(prediction: Prediction) -> Flat:
    columns: Columns = {
        "id": prediction.id,
        "event": prediction.event,
        **_said(prediction.said_by),
        "certainty": prediction.certainty,
        "words": prediction.words,
        "low": _real(prediction.low),
        "high": _real(prediction.high),
        "origin": prediction.origin,
        **_interval("by", prediction.by),
    }
    return Flat(columns, [("span", (prediction.span,))], prediction.span)


def _relation(relation: Relation) -> Flat:
    columns: Columns = {
        "id": relation.id,
        "kind": relation.kind,
        **_actor("subject", relation.subject),
        **_actor("object", relation.object),
        **_said(relation.said_by),
    }
    spans = [
        ("span", (relation.span,)),
        ("subject", (relation.subject.span,)),
        ("object", (relation.object.span,)),
    ]
    return Flat(columns, spans, relation.span)


def _actor(field: str, actor: Actor | None) -> Columns:
    """Return *actor* as the four columns that begin with *field*; its characters stand in ``spans``."""
    return {f"{field}_{name}": getattr(actor, name, None) for name in ("text", "code", "id", "row")}


def _where(actor: Actor | None) -> tuple[Span, ...]:
    return (actor.span,) if actor else ()


def _said(said: Said | None) -> Columns:
    return {f"said_by_{name}": getattr(said, name, None) for name in ("text", "code", "claim")}


def _interval(field: str, days: Interval | None) -> Columns:
    return {f"{field}_{name}": getattr(days, name, None) for name in ("start", "end", "text")}


def _bounds(magnitude: Magnitude) -> Columns:
    return {name: _real(getattr(magnitude, name)) for name in ("low", "best", "high")}


def _real(number: float | None) -> float | None:
    """Return *number* as SQLite gives it back, which has no integers in such a column, and no -0.0."""
    return None if number is None else float(number) + 0.0


def _lay_beside(tables: Tables, row: str, flat: Flat, text: str) -> None:
    """Add the spans and reasons of *row* to their tables."""
    for field, spans in flat.spans:
        tables["spans"] += (
            {"row": row, "field": field, "part": part, **_characters(text, span)}
            for part, span in enumerate(spans)
        )
    tables["reasons"] += (
        {"row": row, "part": part, "field": reason.field, "by": reason.by, **_characters(text, reason.span)}
        for part, reason in enumerate(flat.reasons)
    )


def _characters(text: str, span: Span | None) -> Columns:
    """Return where *span* stands and the characters that stand there."""
    if span is None:
        return {"start": None, "end": None, "quote": None}
    return {"start": span.start, "end": span.end, "quote": text[span.start : span.end]}
