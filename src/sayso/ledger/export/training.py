"""Reviewed events as training annotations: offsets, codes and hashes, never texts (training/annotations/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.ledger.content import Held, contents
from sayso.ledger.contract import Json
from sayso.ledger.reviewed import added_event, corrected
from sayso.ledger.standing import State
from sayso.ledger.store import AS_CODED, Ledger
from sayso.record import Actor, Event, Span

CORPUS = "ledger"  # the texts lie in the ledger, by their digest


def write(ledger: Ledger, path: Path) -> int:
    """Write a line for each article with reviewed events to *path*; return how many events they hold.

    Accepted, corrected and added events are ``events``, the triggers of rejected ones ``rejected``; of all
    other words the line says nothing. Rows that nobody, or not everybody alike, has decided about are left
    out.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for held in contents(ledger, AS_CODED._replace(by=ledger.review.by)):
            annotation = annotated(held)
            found = len(annotation["events"]) + len(annotation["rejected"])  # type: ignore[arg-type]
            if found:
                file.write(json.dumps(annotation) + "\n")
                count += found
    return count


def annotated(held: Held) -> Json:
    """Return what people decided about the events of an article, in the form of training annotations."""
    decided = [
        (corrected(event, state), state) for event, state in _standing(held, ("accepted", "corrected"))
    ]
    kept = sorted([*decided, *_added(held)], key=lambda one: one[0].trigger)
    rejected = [list(event.trigger) for event, _ in _standing(held, ("rejected",))]
    return {
        "doc_id": held.article.doc_id,
        "corpus": CORPUS,
        "sha256": held.article.sha256,
        "events": [_event(event, state, held) for event, state in kept],
        "names": None,
        "rejected": rejected,
    }


def _standing(held: Held, standings: tuple[str, ...]) -> Iterator[tuple[Event, State]]:
    for event in held.rows.events:
        state = held.states.get(event.id)
        if state is not None and state.standing in standings:
            yield event, state


def _added(held: Held) -> Iterator[tuple[Event, State]]:
    for name, state in held.states.items():
        event = added_event(name, state)
        if event is not None:
            yield event, state


def _event(event: Event, state: State, held: Held) -> Json:
    """Return an event; its mode, day, place and numbers are not trained on."""
    return {
        "trigger": list(event.trigger),
        "type": event.type,
        "actor": _party(event.actor, event, held),
        "recipient": _party(event.recipient, event, held),
        "status": event.status,
        "certainty": event.certainty,
        "said_by": _said(event, state, held),
        "prediction": event.prediction,
    }


def _party(actor: Actor | None, event: Event, held: Held) -> Json | None:
    """Return a party; of a pronoun the words it stands for are elsewhere, and the pronoun is its mention."""
    if actor is None:
        return None
    text = held.article.text
    if text[slice(*actor.span)] == actor.text:
        return _placed(actor.span, actor.code, event)
    name = text.rfind(actor.text, 0, actor.span.start)
    found: Json = {"span": None, "code": actor.code}
    if name >= 0:
        found["elsewhere"] = [name, name + len(actor.text)]
    return {**found, "mention": list(actor.span)} if _within(actor.span, event.sentence) else found


def _said(event: Event, state: State, held: Held) -> Json | None:
    """Return whoever says so; where the words stand is told by the correction, the claim or the sentence."""
    said = event.said_by
    if said is None:
        return None
    given = state.corrections.get("said_by")
    if isinstance(given, Mapping) and "span" in given:
        return _placed(Span(*given["span"]), said.code, event)
    speaker = next((one.speaker for one in held.rows.claims if one.id == said.claim), None)
    if speaker is not None and speaker.text == said.text:
        return _party(Actor(said.text, said.code, "", speaker.span), event, held)
    start = held.article.text.find(said.text, *event.sentence)
    if start < 0:
        return {"span": None, "code": said.code}
    return _placed(Span(start, start + len(said.text)), said.code, event)


def _placed(span: Span, code: str, event: Event) -> Json:
    """Return a party by its words, which stand in the sentence or elsewhere."""
    if _within(span, event.sentence):
        return {"span": list(span), "code": code}
    return {"span": None, "code": code, "elsewhere": list(span)}


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end
