"""GeoJSON (RFC 7946): a feature an event, without geometry: places have names here, no coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.ledger.content import Held, contents
from sayso.ledger.export.marks import label_of
from sayso.ledger.export.network import days_of
from sayso.ledger.export.streams import put_items
from sayso.ledger.store import Ledger
from sayso.record import Actor, Event

Json = dict[str, object]


def write(ledger: Ledger, path: Path) -> int:
    """Write a collection of features to *path*; return how many."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return put_items(file, {"type": "FeatureCollection"}, "features", _features(ledger))


def _features(ledger: Ledger) -> Iterator[tuple[Json, int]]:
    for held in contents(ledger):
        for event in held.rows.events:
            yield _feature(held, event), 1


def _feature(held: Held, event: Event) -> Json:
    """Return *event* as RFC 7946 (3.2) has what is unlocated: geometry null; no point is invented."""
    start, end = days_of(held, event)
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": None,
        "properties": {
            "label": label_of(event),
            "type": event.type,
            "status": event.status,
            "certainty": event.certainty,
            "prediction": event.prediction,
            **_party("actor", event.actor),
            **_party("recipient", event.recipient),
            "said_by": event.said_by.text if event.said_by else None,
            "said_by_code": event.said_by.code if event.said_by else None,
            "start": start,
            "end": end,
            "dated": event.date is not None,
            "place": event.place.text if event.place else None,
            "country": event.place.country if event.place else None,
            "document": held.article.doc_id,
            "address": held.article.address,
            "evidence": held.article.text[slice(*event.sentence)],
        },
    }


def _party(name: str, actor: Actor | None) -> Json:
    return {name: actor.text if actor else None, f"{name}_code": actor.code if actor else None}
