"""FollowTheMoney (https://followthemoney.tech/): articles, public actors and events as entities, a line each.

Only who stands in a dictionary of public actors becomes an entity. What did not happen, what may come and
what is claimed are notes: an Event of FollowTheMoney has no place for a status.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sayso.ledger.content import Held, contents
from sayso.ledger.export.marks import label_of
from sayso.ledger.export.markup import allowed
from sayso.ledger.store import Ledger
from sayso.ontology.codes import load_codes
from sayso.record import Actor, Claim, Event, Prediction, Relation, Said

Entity = dict[str, object]
Values = Mapping[str, str | Iterable[str] | None]
SCHEMATA = {"people": "Person", "countries": "PublicBody"}  # by the list that knows the actor
BODIES = {
    "GOV": "PublicBody",
    "MIL": "PublicBody",
    "COP": "PublicBody",
    "JUD": "PublicBody",
    "LEG": "PublicBody",
}


LONGEST = 250


class _Writer:
    """What has been written: each actor once."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.countries = {three: two.lower() for two, three in load_codes().alpha2.items()}

    def entities(self, held: Held) -> Iterator[Entity]:
        """Yield the entities of an article, each after those that it refers to."""
        yield _article(held)
        for actor in _actors(held):
            name = _actor_id(actor)
            if name not in self.written:
                self.written.add(name)
                yield self._actor(name, actor)
        for event in held.rows.events:
            yield from self._event(held, event)
        for claim in held.rows.claims:
            yield _claim(held, claim)
        for prediction in held.rows.predictions:
            yield _prediction(held, prediction)
        for relation in held.rows.relations:
            yield from _relation(held, relation)

    def _actor(self, name: str, actor: Actor) -> Entity:
        country, _, role = actor.code.partition(" ")
        schema = SCHEMATA.get(actor.id.partition("/")[0]) or BODIES.get(role, "Organization")
        return _entity(name, schema, {"name": actor.text, "country": self.countries.get(country)})

    def _event(self, held: Held, event: Event) -> Iterator[Entity]:
        """Yield *event* and its documentation, or a note where it did not simply happen."""
        parties = [_actor_id(one) for one in (event.actor, event.recipient) if one and _is_known(one)]
        article, quote = _article_id(held), held.article.text[slice(*event.sentence)]
        name = _short(_told(event))
        if event.status != "happened":
            yield _entity(
                f"sayso-event-{event.id}",
                "Note",
                {"name": name, "description": quote, "entity": [article, *parties]},
            )
            return
        yield _entity(
            f"sayso-event-{event.id}",
            "Event",
            {
                "name": name,
                "summary": quote,
                "startDate": event.date.start if event.date else None,
                "endDate": event.date.end if event.date else None,
                "involved": parties,
                "location": event.place.text if event.place else None,
                "country": self.countries.get(event.place.country) if event.place else None,
                "keywords": [event.type, event.certainty],
                "recordId": event.id,
                "proof": article,
            },
        )
        yield _entity(
            f"sayso-proof-{event.id}",
            "Documentation",
            {"document": article, "entity": f"sayso-event-{event.id}", "role": "evidence", "summary": quote},
        )


def write(ledger: Ledger, path: Path) -> int:
    """Write the entities to *path*; return how many rows they hold."""
    writer, count = _Writer(), 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for held in contents(ledger):
            for entity in writer.entities(held):
                file.write(json.dumps(entity, ensure_ascii=False) + "\n")
            count += sum(map(len, held.rows))
    return count


def _short(text: str) -> str:
    """Return *text* as a name, which FollowTheMoney limits in length."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _entity(name: str, schema: str, values: Values) -> Entity:
    listed = {key: [value] if isinstance(value, str) else list(value or ()) for key, value in values.items()}
    properties = {key: [allowed(one) for one in some if one] for key, some in listed.items()}
    return {
        "id": name,
        "schema": schema,
        "properties": {key: some for key, some in properties.items() if some},
    }


def _article_id(held: Held) -> str:
    return f"sayso-article-{held.article.sha256[:40]}"


def _article(held: Held) -> Entity:
    article = held.article
    return _entity(
        _article_id(held),
        "Article",
        {
            "title": article.title or article.doc_id,
            "fileName": article.doc_id,
            "language": "eng" if article.language == "en" else None,
            "publishedAt": article.published.date,
            "sourceUrl": article.address if article.address.startswith(("http://", "https://")) else None,
            "processingAgent": f"sayso {held.run.version} {held.run.id}",
            "processedAt": held.run.started[:19],
        },
    )


def _actors(held: Held) -> Iterator[Actor]:
    """Yield whoever a row of the article names and a dictionary knows."""
    rows = held.rows
    for actors in (
        *((one.actor, one.recipient) for one in rows.events),
        *((one.speaker,) for one in rows.claims),
        *((one.subject, one.object) for one in rows.relations),
    ):
        yield from (one for one in actors if one and _is_known(one))


def _is_known(actor: Actor) -> bool:
    """Return whether the dictionary row of *actor* is its own, not that of a role or a nationality."""
    return actor.id in {part.partition("#")[0] for part in actor.row.split(" + ")}


def _actor_id(actor: Actor) -> str:
    return f"sayso-actor-{hashlib.sha256(actor.id.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _told(event: Event) -> str:
    """Return *event* in words that keep its status, certainty and source."""
    who, whom = (one.text if one else "?" for one in (event.actor, event.recipient))
    sure = "" if event.certainty == "certain" else f", {event.certainty}"
    return f"{who}: {label_of(event)} {whom}{sure}{_by(event.said_by)}"


def _by(said: Said | None) -> str:
    return f", according to {said.text}" if said else ""


def _claim(held: Held, claim: Claim) -> Entity:
    text = held.article.text
    said, what = (" ... ".join(text[slice(*one)] for one in spans) for spans in (claim.cue, claim.content))
    who = claim.speaker.text if claim.speaker else " ... ".join(text[slice(*one)] for one in claim.source)
    speakers = [_actor_id(claim.speaker)] if claim.speaker and _is_known(claim.speaker) else []
    denied = "not " if claim.negated else ""
    return _entity(
        f"sayso-claim-{claim.id}",
        "Note",
        {
            "name": _short(f"{who or '?'}, {denied}{said}: {what}"),
            "description": what,
            "entity": [_article_id(held), *speakers],
        },
    )


def _prediction(held: Held, prediction: Prediction) -> Entity:
    odds = f"{prediction.words or prediction.certainty}: {prediction.low:g} to {prediction.high:g}"
    return _entity(
        f"sayso-prediction-{prediction.id}",
        "Note",
        {
            "name": f"Expected ({odds}){_by(prediction.said_by)}",
            "entity": [_article_id(held), f"sayso-event-{prediction.event}"],
        },
    )


def _relation(held: Held, relation: Relation) -> Iterator[Entity]:
    """Yield *relation* as a link, where dictionaries know both sides."""
    if _is_known(relation.subject) and _is_known(relation.object):
        yield _entity(
            f"sayso-relation-{relation.id}",
            "UnknownLink",
            {
                "subject": _actor_id(relation.subject),
                "object": _actor_id(relation.object),
                "role": f"{relation.kind}{_by(relation.said_by)}",
                "summary": held.article.text[slice(*relation.span)],
                "proof": _article_id(held),
            },
        )
