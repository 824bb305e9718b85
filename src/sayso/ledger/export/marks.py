"""The rows of an article as annotation tools hold them: marked characters with labels, and ties between them.

An event is a mark on its trigger; its label is its type, with the status behind a colon unless it
happened (``ASSAULT``, ``ASSAULT:not_happened``), so that what did not happen never looks like what did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, get_args

from sayso.ledger.query import Rows
from sayso.ontology.triggers import TYPES
from sayso.record import Certainty, Claim, Event, Span, Status

STATUSES: tuple[Status, ...] = get_args(Status)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
PARTIES = ("actor", "recipient", "place")
CLAIM_PARTS = ("cue", "content", "source")
RELATION_ENDS = ("subject", "object")
NEGATED = "cue:negated"  # of a claim that somebody did not make
FIELDS = (*PARTIES, *CLAIM_PARTS, NEGATED, *RELATION_ENDS)
RELATIONS = ("leads", "member_of", "linked_to", "allied_with", "based_in")
WITHIN, SAID_BY = "within", "said_by"
TIES = (*PARTIES, SAID_BY, WITHIN, "cue", "content", "source", *RELATIONS)


class Mark(NamedTuple):
    """Marked characters: ``field`` of ``row``, whose spans are numbered from 0 (``part``)."""

    row: str
    field: str
    part: int
    label: str
    span: Span
    certainty: Certainty | None = None

    @property
    def id(self) -> str:
        """Return the name of the mark, the only one of its kind in an article."""
        return f"{self.row}.{self.field}" + (f".{self.part}" if self.part else "")


class Tie(NamedTuple):
    """That one mark, by its id, belongs to another; ``label`` says as what."""

    start: str
    end: str
    label: str


def label_of(event: Event) -> str:
    """Return the label of *event*: ``ASSAULT``, or ``ASSAULT:future`` where it did not simply happen."""
    return event.type if event.status == "happened" else f"{event.type}:{event.status}"


def labels() -> Iterator[str]:
    """Yield every label that a mark can have."""
    for status in STATUSES:
        yield from (kind if status == "happened" else f"{kind}:{status}" for kind in TYPES)
    yield from FIELDS


def marks(rows: Rows) -> Iterator[Mark]:
    """Yield the marks of *rows*; a prediction has none of its own, for its event is marked."""
    for claim in rows.claims:
        for field in CLAIM_PARTS:
            label = NEGATED if claim.negated and field == "cue" else field
            yield from _marked(claim.id, field, getattr(claim, field), label)
    for event in rows.events:
        yield Mark(event.id, "trigger", 0, label_of(event), event.trigger, event.certainty)
        for field in PARTIES:
            party = getattr(event, field)
            yield from _marked(event.id, field, (party.span,) if party else ())
    for relation in rows.relations:
        for field in RELATION_ENDS:
            yield from _marked(relation.id, field, (getattr(relation, field).span,))


def ties(rows: Rows) -> Iterator[Tie]:
    """Yield the ties between the marks of *rows*."""
    heads = {claim.id: head for claim in rows.claims if (head := _head(claim))}
    for claim in rows.claims:
        yield from _claim_ties(claim, heads)
    for event in rows.events:
        for field in PARTIES:
            if getattr(event, field):
                yield Tie(f"{event.id}.trigger", f"{event.id}.{field}", field)
        if event.said_by and event.said_by.claim in heads:
            yield Tie(f"{event.id}.trigger", heads[event.said_by.claim or ""], SAID_BY)
    for relation in rows.relations:
        yield Tie(f"{relation.id}.subject", f"{relation.id}.object", relation.kind)


def _marked(row: str, field: str, spans: Iterable[Span], label: str = "") -> Iterator[Mark]:
    for part, span in enumerate(spans):
        yield Mark(row, field, part, label or field, span)


def _head(claim: Claim) -> str | None:
    """Return the mark that stands for the whole of *claim*: its cue, else its content, else its source."""
    return next((f"{claim.id}.{field}" for field in CLAIM_PARTS if getattr(claim, field)), None)


def _claim_ties(claim: Claim, heads: dict[str, str]) -> Iterator[Tie]:
    head = heads.get(claim.id)
    if head is None:
        return
    parts: Sequence[Mark] = [
        mark for field in CLAIM_PARTS for mark in _marked(claim.id, field, getattr(claim, field))
    ]
    for mark in parts:
        if mark.id != head:
            yield Tie(head, mark.id, mark.field)
    if claim.parent in heads:
        yield Tie(head, heads[claim.parent or ""], WITHIN)
