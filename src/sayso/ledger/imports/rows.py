"""Rows of the JSON contract as the records that they were; ``contract.py`` writes them."""

from __future__ import annotations

from typing import cast, get_args

from sayso.ledger.imports import values
from sayso.ledger.imports.values import Json
from sayso.record import (
    Actor,
    Certainty,
    Claim,
    ClaimKind,
    Event,
    Interval,
    Magnitude,
    Prediction,
    Reason,
    Relation,
    Said,
    Status,
    Where,
)


def claim(held: Json, size: int) -> Claim:
    """Return the claim in *held*, of an article with *size* characters. Raises Unfit where it is none."""
    return Claim(
        id=values.text(held, "id"),
        kind=cast(ClaimKind, values.word(held, "kind", get_args(ClaimKind))),
        source=values.spans(held, "source", size),
        cue=values.spans(held, "cue", size),
        content=values.spans(held, "content", size),
        speaker=values.part_or_none(held, "speaker", lambda one: _actor(one, size)),
        parent=values.text_or_none(held, "parent"),
        probability=values.number(held, "probability"),
        negated=values.truth(held, "negated"),
        reasons=_reasons(held, size),
    )


def event(held: Json, size: int) -> Event:
    """Return the event in *held*, of an article with *size* characters. Raises Unfit where it is none."""
    return Event(
        id=values.text(held, "id"),
        trigger=values.span(held, "trigger", size),
        sentence=values.span(held, "sentence", size),
        type=values.text(held, "type"),
        mode=values.text_or_none(held, "mode"),
        context=values.texts(held, "context"),
        cameo=values.text(held, "cameo"),
        actor=values.part_or_none(held, "actor", lambda one: _actor(one, size)),
        recipient=values.part_or_none(held, "recipient", lambda one: _actor(one, size)),
        status=cast(Status, values.word(held, "status", get_args(Status))),
        certainty=_certainty(held),
        said_by=values.part_or_none(held, "said_by", _said),
        prediction=values.truth(held, "prediction"),
        date=values.part_or_none(held, "date", _interval),
        place=values.part_or_none(held, "place", lambda one: _place(one, size)),
        magnitude=values.parts(held, "magnitude", _magnitude),
        probability=values.number(held, "probability"),
        reasons=_reasons(held, size),
    )


def prediction(held: Json, size: int) -> Prediction:
    """Return the prediction in *held*, of a text of *size* characters. Raises Unfit where it is none."""
    return Prediction(
        id=values.text(held, "id"),
        event=values.text(held, "event"),
        span=values.span(held, "span", size),
        said_by=values.part_or_none(held, "said_by", _said),
        certainty=_certainty(held),
        words=values.text(held, "words"),
        low=values.number(held, "low"),
        high=values.number(held, "high"),
        origin=values.text(held, "origin"),
        by=values.part_or_none(held, "by", _interval),
    )


def relation(held: Json, size: int) -> Relation:
    """Return the relation in *held*, of an article with *size* characters. Raises Unfit where it is none."""
    return Relation(
        id=values.text(held, "id"),
        kind=values.text(held, "kind"),
        subject=_actor(values.part(held, "subject"), size),
        object=_actor(values.part(held, "object"), size),
        span=values.span(held, "span", size),
        said_by=values.part_or_none(held, "said_by", _said),
    )


def _actor(held: Json, size: int) -> Actor:
    text, code, name = (values.text(held, field) for field in ("text", "code", "id"))
    return Actor(text, code, name, values.span(held, "span", size), values.text(held, "row"))


def _said(held: Json) -> Said:
    return Said(values.text(held, "text"), values.text(held, "code"), values.text_or_none(held, "claim"))


def _interval(held: Json) -> Interval:
    return Interval(values.day(held, "start"), values.day(held, "end"), values.text(held, "text"))


def _place(held: Json, size: int) -> Where:
    return Where(values.text(held, "text"), values.text(held, "country"), values.span(held, "span", size))


def _magnitude(held: Json) -> Magnitude:
    low, high = (None if held.get(field) is None else values.number(held, field) for field in ("low", "high"))
    return Magnitude(
        values.text(held, "kind"), low, values.number(held, "best"), high, values.text(held, "text")
    )


def _certainty(held: Json) -> Certainty:
    return cast(Certainty, values.word(held, "certainty", get_args(Certainty)))


def _reasons(held: Json, size: int) -> tuple[Reason, ...]:
    return values.parts(held, "reasons", lambda one: _reason(one, size))


def _reason(held: Json, size: int) -> Reason:
    span = None if held.get("span") is None else values.span(held, "span", size)
    return Reason(values.text(held, "field"), values.text(held, "by"), span)
