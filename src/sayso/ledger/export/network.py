"""A ledger as a network: who is named, and an edge for each event that has both parties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.ledger.content import Held, contents
from sayso.ledger.export.marks import label_of
from sayso.ledger.export.markup import allowed
from sayso.ledger.store import Ledger
from sayso.record import Actor, Event

PARTIES = """
    SELECT actor_id AS id, actor_text AS text, actor_code AS code FROM current
        JOIN events ON events.coding = current.number
        WHERE actor_id IS NOT NULL AND recipient_id IS NOT NULL
    UNION ALL SELECT recipient_id, recipient_text, recipient_code FROM current
        JOIN events ON events.coding = current.number
        WHERE actor_id IS NOT NULL AND recipient_id IS NOT NULL
"""
Values = dict[str, str | float | bool]


class Node(NamedTuple):
    """An actor by its id, with the first words and the code that stand for it."""

    id: str
    label: str
    country: str
    role: str


class Edge(NamedTuple):
    """An event from its actor to its recipient, and the days (ISO) on which it counts, None where unknown.

    ``label`` is its type, with the status behind a colon unless it happened; ``values`` holds ``NAMES``.
    """

    id: str
    source: str
    target: str
    label: str
    start: str | None
    end: str | None
    values: Values


TYPES = {str: "string", bool: "boolean", float: "double"}  # as both formats call them
NAMES: dict[str, type] = {
    "type": str,
    "status": str,
    "happened": bool,
    "certainty": str,
    "prediction": bool,
    "said_by": str,
    "said_by_code": str,
    "date": str,
    "dated": bool,
    "probability": float,
    "document": str,
    "evidence": str,
}


def told(value: object) -> str:
    """Return *value* as XML has it."""
    return str(value).lower() if isinstance(value, bool) else allowed(str(value))


def nodes(ledger: Ledger) -> list[Node]:
    """Return everybody who is a party of some edge, in the order in which they are first named."""
    found: dict[str, Node] = {}
    for row in ledger.read(PARTIES):
        if row["id"] not in found:
            country, _, role = row["code"].partition(" ")
            found[row["id"]] = Node(row["id"], row["text"], country, role)
    return list(found.values())


def edges(ledger: Ledger) -> Iterator[Edge]:
    """Yield an edge for each event of *ledger* that has an actor and a recipient."""
    for held in contents(ledger):
        for event in held.rows.events:
            if event.actor is not None and event.recipient is not None:
                yield _edge(held, event, event.actor, event.recipient)


def days_of(held: Held, event: Event) -> tuple[str | None, str | None]:
    """Return the days that *event* tells; where it tells none, that of its article, if it is known."""
    if event.date is not None:
        return event.date.start, event.date.end
    published = held.article.published
    day = published.date if published.precision == "day" else None
    return day, day


def _edge(held: Held, event: Event, actor: Actor, recipient: Actor) -> Edge:
    start, end = days_of(held, event)
    values: Values = {
        "type": event.type,
        "status": event.status,
        "happened": event.status == "happened",
        "certainty": event.certainty,
        "prediction": event.prediction,
        "said_by": event.said_by.text if event.said_by else "",
        "said_by_code": event.said_by.code if event.said_by else "",
        "date": start or "",
        "dated": event.date is not None,
        "probability": event.probability,
        "document": held.article.doc_id,
        "evidence": held.article.text[slice(*event.sentence)],
    }
    return Edge(event.id, actor.id, recipient.id, label_of(event), start, end, values)
