"""What a row says, field by field, and what decided each: one function for each kind of row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.record import Actor, Claim, Event, Interval, Prediction, Reason, Relation, Span
from sayso.show.rows import NOBODY, cut, named, party, row_of, source
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.explanation import Explained

Lines = Iterator[tuple[str, str]]


def fields(told: Explained) -> Lines:
    """Yield each field of a row with its value and what decided it."""
    row, text = told.row, told.text
    match row:
        case Event():
            return with_reasons(of_event(row), row.reasons, text)
        case Claim():
            reasons = (*row.reasons, *looked_up("speaker", row.speaker))
            return with_reasons(of_claim(row, text), reasons, text)
        case Prediction():
            event = told.events[row.event]
            return with_reasons(of_prediction(row, event, told), event.reasons, text)
        case Relation():
            reasons = (*looked_up("subject", row.subject), *looked_up("object", row.object))
            return with_reasons(of_relation(row), reasons, text)


def with_reasons(values: Mapping[str, str], reasons: tuple[Reason, ...], text: str) -> Lines:
    """Yield each field of *values*, and under it those of *reasons* that decided it."""
    for field, value in values.items():
        yield field.replace("_", " "), value
        for reason in reasons:
            if reason.field == field:
                yield "", because(reason, text)


def because(reason: Reason, text: str) -> str:
    """Return the words and the rule, dictionary row or head that decided a field."""
    deciding = f'"{visible(cut(text, reason.span))}"  ' if reason.span else ""
    return f"because  {deciding}[{visible(reason.by)}]"


def looked_up(field: str, actor: Actor | None) -> tuple[Reason, ...]:
    """Return the dictionary rows that tell who the *actor* in a *field* is, as a reason."""
    return (Reason(field, actor.row, actor.span),) if actor and actor.row else ()


def words(spans: tuple[Span, ...], text: str) -> str:
    """Return the words that *spans* name, gaps shown as dots."""
    return " ... ".join(visible(cut(text, span)) for span in spans) or NOBODY


def of_event(event: Event) -> Mapping[str, str]:
    """Return the fields of an event as people read them."""
    return {
        "actor": party(event.actor),
        "type": event.type + (f", {event.mode}" if event.mode else "") + f" (CAMEO {event.cameo})",
        "recipient": party(event.recipient),
        "status": event.status.replace("_", " "),
        "certainty": event.certainty,
        "said_by": source(event.said_by),
        "prediction": "yes" if event.prediction else "no",
        "date": days(event.date),
        "place": named(event.place.text, event.place.country) if event.place else NOBODY,
        "magnitude": "; ".join(visible(f"{one.kind}: {one.text}") for one in event.magnitude) or NOBODY,
        "probability": f"{event.probability:.2f}: that the word names such an event",
    }


def of_claim(claim: Claim, text: str) -> Mapping[str, str]:
    """Return the fields of a claim as people read them."""
    return {
        "source": words(claim.source, text),
        "speaker": party(claim.speaker),
        "cue": words(claim.cue, text),
        "content": words(claim.content, text),
        "kind": claim.kind,
        "negated": "yes" if claim.negated else "no",
        "probability": f"{claim.probability:.2f}: how often such claims are right",
    }


def of_prediction(prediction: Prediction, event: Event, told: Explained) -> Mapping[str, str]:
    """Return the fields of a prediction of *event* as people read them.

    What decided the certainty, and that it is a prediction, was decided for the event.
    """
    expected = row_of(event, told.text, told.doc_id)
    return {
        "event": f"{expected.id}  {expected.who}: {expected.what}: {expected.whom}",
        "said_by": source(prediction.said_by),
        "certainty": prediction.certainty,
        "prediction": "yes",
        "words": visible(prediction.words) or NOBODY,
        "range": f"{prediction.low:.2f} to {prediction.high:.2f}, from {visible(prediction.origin)}",
        "by": days(prediction.by),
    }


def of_relation(relation: Relation) -> Mapping[str, str]:
    """Return the fields of a relation as people read them."""
    return {
        "subject": party(relation.subject),
        "kind": relation.kind.replace("_", " "),
        "object": party(relation.object),
        "said_by": source(relation.said_by),
    }


def days(interval: Interval | None) -> str:
    """Return the days of *interval* and the words that tell them."""
    if interval is None:
        return NOBODY
    said = f' ("{visible(interval.text)}")' if interval.text else ""
    return f"{interval.start} to {interval.end}{said}"
