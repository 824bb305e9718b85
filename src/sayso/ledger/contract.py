"""The JSON contract: docs/formats.md names its fields. Fields may be added, none renamed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sayso.annotate.morphology import features
from sayso.record import (
    Actor,
    Article,
    Claim,
    Coded,
    Event,
    Interval,
    Mention,
    Prediction,
    Reason,
    Relation,
    Said,
    Sentence,
    Span,
)
from sayso.resolve.stories import Party, Story, Telling

Json = dict[str, object]


def as_contract(coded: Coded) -> Json:
    """Return everything that was written down of an article."""
    return {
        **article_as_json(coded.article),
        "claims": [_claim(claim) for claim in coded.claims],
        "events": [event_as_json(event) for event in coded.events],
        "predictions": [_prediction(prediction) for prediction in coded.predictions],
        "relations": [_relation(relation) for relation in coded.relations],
        "problems": [asdict(found) for found in coded.problems],
    }


def event_as_json(event: Event) -> Json:
    """Return the fields of one event."""
    return {
        "id": event.id,
        "trigger": list(event.trigger),
        "sentence": list(event.sentence),
        "type": event.type,
        "mode": event.mode,
        "context": list(event.context),
        "cameo": event.cameo,
        "actor": _actor(event.actor),
        "recipient": _actor(event.recipient),
        "status": event.status,
        "certainty": event.certainty,
        "said_by": _said(event.said_by),
        "prediction": event.prediction,
        "date": _interval(event.date),
        "place": {**asdict(event.place), "span": list(event.place.span)} if event.place else None,
        "magnitude": [asdict(one) for one in event.magnitude],
        "probability": event.probability,
        "reasons": _reasons(event.reasons),
    }


def row_as_json(row: Claim | Event | Prediction | Relation) -> Json:
    """Return the fields of one row of any kind."""
    match row:
        case Event():
            return event_as_json(row)
        case Claim():
            return _claim(row)
        case Prediction():
            return _prediction(row)
        case Relation():
            return _relation(row)


def story_as_json(story: Story) -> Json:
    """Return the fields of a story; every number in it is under the name of its level."""
    days = [day.isoformat() for day in story.days or ()]
    return {
        "id": story.id,
        "type": story.type,
        "actor": _party(story.actor),
        "recipient": _party(story.recipient),
        "days": {"start": days[0], "end": days[1], "told": story.dated} if days else None,
        "places": list(story.places),
        "counts": {name: len(getattr(story, name)) for name in ("mentions", "articles", "reports")},
        "statuses": list(story.statuses),
        "certainties": list(story.certainties),
        "disputed": story.disputed,
        "sources": [{"text": one.text, "code": one.code} if one else None for one in story.sources],
        "mentions": [_telling(one) for one in story.mentions],
    }


def annotation_as_json(coded: Coded) -> Json:
    """Return what the language core saw in an article."""
    return {
        **article_as_json(coded.article),
        "sentences": [_sentence(sentence) for sentence in coded.annotation.sentences],
        "mentions": [_mention(mention) for mention in coded.annotation.mentions],
        "problems": [asdict(found) for found in coded.problems],
    }


def article_as_json(article: Article) -> Json:
    """Return what was read of an article."""
    return {
        "doc_id": article.doc_id,
        "address": article.address,
        "sha256": article.sha256,
        "text": article.text,
        "title": article.title,
        "language": article.language,
        "published": asdict(article.published),
        "blocks": [{"kind": block.kind, "span": list(block.span)} for block in article.blocks],
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "source": _spans(claim.source),
        "cue": _spans(claim.cue),
        "content": _spans(claim.content),
        "speaker": _actor(claim.speaker),
        "parent": claim.parent,
        "probability": claim.probability,
        "negated": claim.negated,
        "reasons": _reasons(claim.reasons),
    }


def _prediction(prediction: Prediction) -> Json:
    return {
        "id": prediction.id,
        "event": prediction.event,
        "span": list(prediction.span),
        "said_by": _said(prediction.said_by),
        "certainty": prediction.certainty,
        "words": prediction.words,
        "low": prediction.low,
        "high": prediction.high,
        "origin": prediction.origin,
        "by": _interval(prediction.by),
    }


def _relation(relation: Relation) -> Json:
    return {
        "id": relation.id,
        "kind": relation.kind,
        "subject": _actor(relation.subject),
        "object": _actor(relation.object),
        "span": list(relation.span),
        "said_by": _said(relation.said_by),
    }


def _sentence(sentence: Sentence) -> Json:
    """Return a sentence; its tokens are numbered, and hang on each other, as in CoNLL-U."""
    tokens = [
        {
            "id": number + 1,
            "span": list(token.span),
            "text": token.text,
            "lemma": token.lemma,
            "upos": token.upos,
            "xpos": token.xpos,
            "features": features(sentence, number),
            "head": token.head + 1,
            "deprel": token.deprel,
            "entity": token.entity,
            "probability": token.probability,
            "factuality": token.factuality,
        }
        for number, token in enumerate(sentence.tokens)
    ]
    return {"span": list(sentence.span), "block": sentence.block, "tokens": tokens}


def _mention(mention: Mention) -> Json:
    """Return a mention; its sentence is numbered from 0 as in the list, its tokens from 1 as their ids."""
    tokens = {name: getattr(mention, name) + 1 for name in ("first", "last", "head")}
    return {**asdict(mention), **tokens, "span": list(mention.span)}


def _actor(actor: Actor | None) -> Json | None:
    return {**asdict(actor), "span": list(actor.span)} if actor else None


def _party(party: Party | None) -> Json | None:
    return party._asdict() if party else None


def _telling(one: Telling) -> Json:
    names = ("id", "doc_id", "article", "report", "status", "certainty")
    return {**{name: getattr(one, name) for name in names}, "said_by": _said(one.said_by)}


def _said(said: Said | None) -> Json | None:
    return asdict(said) if said else None


def _interval(days: Interval | None) -> Json | None:
    return asdict(days) if days else None


def _reasons(reasons: Iterable[Reason]) -> list[Json]:
    return [
        {"field": one.field, "by": one.by, "span": list(one.span) if one.span else None} for one in reasons
    ]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
