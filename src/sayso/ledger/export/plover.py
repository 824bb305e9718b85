"""PLOVER JSONL: an event a line with the fields of its manual; under ``sayso`` what those cannot hold.

The first event of an article carries all that was coded of it, so that it can come back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.ledger.content import Held, contents
from sayso.ledger.contract import event_as_json
from sayso.ledger.export.entire import whole
from sayso.ledger.store import Ledger
from sayso.ontology.actors import NO_COUNTRY
from sayso.ontology.codes import Codes, load_codes
from sayso.ontology.schemes import Schemes, load_schemes
from sayso.record import Actor, Article, Event, Where

Json = dict[str, object]
CODEBOOK = "plover-0.7b1"


def write(ledger: Ledger, path: Path) -> int:
    """Write the events of *ledger* that happened to *path*, one a line; return how many."""
    return _write(ledger, path, every=False)


def write_all(ledger: Ledger, path: Path) -> int:
    """Write every event of *ledger* to *path*, its status under ``sayso``; return how many."""
    return _write(ledger, path, every=True)


def _write(ledger: Ledger, path: Path, every: bool) -> int:
    count = 0
    with path.open("w", encoding="ascii", newline="\n") as file:
        for line in _lines(ledger, every):
            file.write(json.dumps(line) + "\n")
            count += 1
    return count


def _lines(ledger: Ledger, every: bool) -> Iterator[Json]:
    tables = load_schemes(), _alpha2(load_codes())
    for held in contents(ledger):
        carried: Json = {"coding": {**whole(held), "text": held.article.text}}
        for one in held.rows.events:
            if every or one.status == "happened":
                line = _tidy(as_plover(held, one, tables))
                own = line["sayso"]
                yield {**line, "sayso": {**(own if isinstance(own, dict) else {}), **carried}}
                carried = {}


def as_plover(held: Held, event: Event, tables: tuple[Schemes, dict[str, str]]) -> Json:
    """Return *event* with the fields of PLOVER's table of JSON names; None stands for one left out."""
    scales, alpha2 = tables
    kind = scales.kinds[event.type]
    start, end = _days(held.article, event)
    return {
        "id": event.id,
        "has_event": True,
        "date": start,
        "enddate": end if end != start else None,
        "source": list(_actors(event.actor)),
        "recipient": list(_actors(event.recipient)),
        "event": [event.type],
        "event_loc": _place(event.place, alpha2) if event.place else None,
        "event_text": [held.article.text[slice(*event.trigger)]],
        "quad_code": kind.quad,
        "event_scale": kind.scale,
        "mode": [event.mode] if event.mode else None,
        "context": list(event.context) or None,
        "text": held.article.text[slice(*event.sentence)],
        "text_info": _sentence(held, event),
        "cite_info": _citation(held),
        "coder": f"sayso {held.run.version}",
        "coded_date": held.run.started[:10],
        "sayso": {
            "doc_id": held.article.doc_id,
            "article": held.article.sha256,
            "published": {"date": held.article.published.date, "precision": held.article.published.precision},
            "event": event_as_json(event),
        },
    }


def _tidy(line: Json) -> Json:
    return {name: value for name, value in line.items() if value is not None}


def _days(article: Article, event: Event) -> tuple[str | None, str | None]:
    """Return the days an event tells, else the day of its article; None where there is none."""
    if event.date is not None:
        return event.date.start, event.date.end
    day = article.published.date if article.published.precision == "day" else None
    return day, day


def _actors(actor: Actor | None) -> Iterator[Json]:
    """Yield an actor as PLOVER's object for one, nothing where there is none."""
    if actor is not None:
        code, _, sector = actor.code.partition(" ")
        found = {
            "code": code,
            "sector": sector or None,
            "actor_text": actor.text,
            "identifier_text": actor.id,
        }
        yield _tidy(dict(found))


def _place(place: Where, alpha2: dict[str, str]) -> Json:
    """Return a place with GeoNames's names; its country where it is known."""
    country = None if place.country in NO_COUNTRY else place.country
    return _tidy({"name": place.text, "country code": alpha2.get(place.country), "cc3": country})


def _sentence(held: Held, event: Event) -> Json:
    sequence = next((n for n, span in enumerate(held.sentences, start=1) if span == event.sentence), None)
    return _tidy({"sequence": sequence, "start": event.sentence.start, "end": event.sentence.end})


def _citation(held: Held) -> Json:
    address = held.article.address
    web = address.startswith(("http://", "https://"))
    return _tidy(
        {
            "citation": None if web else address,
            "url": address if web else None,
            "title": held.article.title,
            "language": held.article.language,
            "coder": f"sayso {held.run.version}, model {held.run.model}",
            "codebook": CODEBOOK,
        }
    )


def _alpha2(codes: Codes) -> dict[str, str]:
    return {three: two for two, three in codes.alpha2.items()}
