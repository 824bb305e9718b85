"""JSON-LD in terms of PROV-O (https://www.w3.org/TR/prov-o/) and schema.org: rows and what they are from."""

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
HEAD = {
    "@context": {
        **CONTEXT,
        "id": "@id",
        "type": "@type",
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "prov:startedAtTime": {"@type": "xsd:dateTime"},
        "schema:datePublished": {"@type": "xsd:date"},
    }
}
KINDS = ("claim", "event", "prediction", "relation")


def write(ledger: Ledger, path: Path) -> int:
    """Write one graph to *path*; return how many rows it holds."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return put_items(file, HEAD, "@graph", _nodes(ledger))


def _nodes(ledger: Ledger) -> Iterator[tuple[Json, int]]:
    """Yield runs, articles and rows, each run and article before the rows that refer to it."""
    runs: set[str] = set()
    for held in contents(ledger):
        if held.run.id not in runs:
            runs.add(held.run.id)
            yield _run(held), 0
        yield _article(held), 0
        whole = as_contract(Coded(held.article, Annotation(()), *held.rows))
        for kind in KINDS:
            rows: Sequence[Row] = getattr(held.rows, f"{kind}s")
            listed = whole[f"{kind}s"]
            for row, fields in zip(rows, listed if isinstance(listed, list) else [], strict=True):
                yield _row(held, kind, row, fields), 1


def _run(held: Held) -> Json:
    run = held.run
    return {
        "id": urn("run", run.id),
        "type": "prov:Activity",
        "prov:startedAtTime": run.started,
        "prov:used": {"id": urn("model", run.model)},
        "prov:wasAssociatedWith": {
            "id": urn("version", run.version),
            "type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
            "schema:name": "sayso",
            "schema:softwareVersion": run.version,
        },
        "sayso:settings": run.settings,
    }


def _article(held: Held) -> Json:
    article = held.article
    published = article.published
    known = {
        "schema:headline": article.title,
        "schema:datePublished": published.date if published.precision == "day" else None,
    }
    return {
        "id": urn("article", article.sha256),
        "type": ["schema:NewsArticle", "prov:Entity"],
        "schema:identifier": article.doc_id,
        "schema:inLanguage": article.language,
        "schema:sha256": article.sha256,
        **{name: value for name, value in known.items() if value is not None},
        "prov:wasDerivedFrom": {
            "id": urn("source", article.source_sha256),
            "type": "prov:Entity",
            "sayso:address": article.address,
            "schema:sha256": article.source_sha256,
        },
    }


def _row(held: Held, kind: str, row: Row, fields: Json) -> Json:
    """Return *row* with all its fields, the article that it is quoted from and the run that found it."""
    article: Json = {"id": urn("article", held.article.sha256)}
    return {
        "id": urn(kind, row.id),
        "type": _types(kind, row),
        **_quotation(held.article.text, row, article),
        **as_terms({name: value for name, value in fields.items() if name != "id"}),
        "prov:wasQuotedFrom": article,
        "prov:wasGeneratedBy": {"id": urn("run", held.run.id)},
    }


def _types(kind: str, row: Row) -> list[str]:
    """Return what *row* is. Only what is reported to have happened is an event to schema.org."""
    own = ["prov:Entity", f"sayso:{kind.title()}"]
    if isinstance(row, Claim):
        return ["schema:Claim", *own]
    return ["schema:Event", *own] if isinstance(row, Event) and row.status == "happened" else own


def _quotation(text: str, row: Row, article: Json) -> Json:
    match row:
        case Claim():
            return {"schema:text": _cut(text, row.content), "schema:appearance": article}
        case Event():
            status = "" if row.status == "happened" else f" ({row.status.replace('_', ' ')})"
            return {"schema:name": f"{row.type}{status}", "schema:description": _cut(text, (row.sentence,))}
        case Prediction() | Relation():
            return {"schema:description": _cut(text, (row.span,))}


def _cut(text: str, spans: Sequence[Span]) -> str:
    return " ... ".join(text[start:end] for start, end in spans)
