"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): an annotation a row, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.ledger.content import Held, contents
from sayso.ledger.contract import as_contract
from sayso.ledger.export.streams import put_items
from sayso.ledger.export.terms import CONTEXT, as_terms, urn
from sayso.ledger.store import Ledger
from sayso.record import Annotation, Claim, Coded, Event, Prediction, Relation, Span

Json = dict[str, object]
Row = Claim | Event | Prediction | Relation
Fields = Sequence[tuple[str, Sequence[Span]]]
ASIDE = 32  # characters before and after a quotation that tell it from others like it
HEAD = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", CONTEXT],
    "id": "urn:sayso:annotations",
    "type": "AnnotationPage",
    "startIndex": 0,
}
MOTIVATIONS = {"claim": "linking", "event": "classifying", "prediction": "assessing", "relation": "linking"}
OFFSETS = {"trigger", "sentence", "span", "source", "cue", "content", "reasons"}  # targets hold them


def write(ledger: Ledger, path: Path) -> int:
    """Write a page of annotations to *path*; return how many."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return put_items(file, HEAD, "items", _notes(ledger))


def _notes(ledger: Ledger) -> Iterator[tuple[Json, int]]:
    """Yield an annotation for each row of *ledger*, and 1, the number of its rows."""
    for held in contents(ledger):
        whole = as_contract(Coded(held.article, Annotation(()), *held.rows))
        for kind in MOTIVATIONS:
            rows: Sequence[Row] = getattr(held.rows, f"{kind}s")
            for row, fields in zip(rows, _listed(whole[f"{kind}s"]), strict=True):
                yield _annotation(held, kind, row, fields), 1


def _listed(value: object) -> list[Json]:
    return value if isinstance(value, list) else []


def _annotation(held: Held, kind: str, row: Row, fields: Json) -> Json:
    return {
        "id": urn(kind, row.id),
        "type": "Annotation",
        "motivation": MOTIVATIONS[kind],
        "generator": {
            "id": urn("run", held.run.id),
            "type": "Software",
            "name": f"sayso {held.run.version}",
            "sayso:model": held.run.model,
        },
        "generated": held.run.started,
        "body": [
            {
                "type": "TextualBody",
                "purpose": _purpose(row),
                "format": "text/plain",
                "language": "en",
                "value": _told(row),
            },
            {"type": f"sayso:{kind.title()}", "purpose": "describing", **as_terms(_bare(fields))},
        ],
        "target": [_target(held, field, span) for field, spans in _targets(row) for span in spans],
    }


def _purpose(row: Row) -> str:
    return "tagging" if isinstance(row, Event | Relation) else "commenting"


def _told(row: Row) -> str:
    """Return *row* in few words. An event that did not simply happen never goes by its type alone."""
    match row:
        case Event():
            sure = "" if row.certainty == "certain" else f", {row.certainty}"
            return f"{row.type} ({row.status.replace('_', ' ')}{sure})"
        case Claim():
            return f"{row.kind} claim" + (", negated" if row.negated else "")
        case Prediction():
            return f"expected with a probability of {row.low:g} to {row.high:g} ({row.words}; {row.origin})"
        case Relation():
            return row.kind


def _bare(fields: Json) -> Json:
    """Return the fields of a row without the characters that its targets hold, within its parties as well."""
    return {
        name: {key: one for key, one in value.items() if key != "span"} if isinstance(value, dict) else value
        for name, value in fields.items()
        if name not in OFFSETS
    }


def _targets(row: Row) -> Fields:
    """Return the fields of *row* that stand in the article, and where; what it is about comes first."""
    match row:
        case Event():
            parties = [
                (name, (one.span,))
                for name, one in (("actor", row.actor), ("recipient", row.recipient), ("place", row.place))
                if one
            ]
            return [("trigger", (row.trigger,)), ("sentence", (row.sentence,)), *parties]
        case Claim():
            return [("content", row.content), ("cue", row.cue), ("source", row.source)]
        case Prediction():
            return [("span", (row.span,))]
        case Relation():
            return [
                ("span", (row.span,)),
                ("subject", (row.subject.span,)),
                ("object", (row.object.span,)),
            ]


def _target(held: Held, field: str, span: Span) -> Json:
    article = held.article
    start, end = span
    return {
        "type": "SpecificResource",
        "source": {
            "id": urn("article", article.sha256),
            "type": "Text",
            "format": "text/plain",
            "language": article.language,
            "sayso:address": article.address,
        },
        "sayso:field": field,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": article.text[start:end],
                "prefix": article.text[max(0, start - ASIDE) : start],
                "suffix": article.text[end : end + ASIDE],
            },
        ],
    }
