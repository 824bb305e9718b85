"""Codings as ``sayso export --as json`` writes them: an object an article, whose rows come back as they were.

Objects of ``sayso code --json``, which name neither their sentences nor their run, are read too: their
sentences are those of their events, and their run is one that is known by the file alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import cast, get_args

from sayso.ledger.columns import digest, flatten
from sayso.ledger.imports import values
from sayso.ledger.imports.coming import Coming, Unfit
from sayso.ledger.imports.rows import claim, event, prediction, relation
from sayso.ledger.imports.values import Json
from sayso.record import (
    Annotation,
    Article,
    Block,
    BlockKind,
    Coded,
    Precision,
    Published,
    Run,
    Sentence,
    Span,
)

OWN = frozenset(["doc_id", "sha256", "text", "blocks", "claims", "events", "predictions", "relations"])
UNKNOWN = "unknown"


def fits(first: Mapping[str, object]) -> bool:
    """Return whether *first* is an object of this format."""
    return first.keys() >= OWN


def read(held: Json, where: str) -> Coming:
    """Return the coding in *held*, an object of the file *where*.

    Raises Unfit where a field is missing or wrong, a span lies outside of the text, the text is not
    the one that was coded, or the rows are not those that were exported.
    """
    article = _article(held)
    size = len(article.text)
    coded = Coded(
        article=article,
        annotation=Annotation(_sentences(held, article)),
        claims=values.parts(held, "claims", lambda one: claim(one, size)),
        events=values.parts(held, "events", lambda one: event(one, size)),
        predictions=values.parts(held, "predictions", lambda one: prediction(one, size)),
        relations=values.parts(held, "relations", lambda one: relation(one, size)),
    )
    _check_links(coded)
    said = values.text(held, "digest") if "digest" in held else ""
    if said and digest(flatten(coded)) != said:
        raise Unfit("its rows are not those that were exported (their digest differs)")
    return Coming(coded, _run(held, where), said)


def _article(held: Json) -> Article:
    text = values.text(held, "text")
    sha256 = values.text(held, "sha256")
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
        raise Unfit("its text is not the one that was coded (its sha256 differs)")
    return Article(
        doc_id=values.text(held, "doc_id"),
        address=values.text(held, "address"),
        source_sha256=values.text(held, "source_sha256") if "source_sha256" in held else sha256,
        sha256=sha256,
        text=text,
        title=values.text_or_none(held, "title"),
        published=_published(values.part(held, "published")),
        blocks=values.parts(held, "blocks", lambda one: _block(one, len(text))),
        language=values.text(held, "language"),
    )


def _published(held: Json) -> Published:
    date = None if held.get("date") is None else values.day(held, "date")
    precision = values.word(held, "precision", get_args(Precision)) if date else None
    return Published(date, cast(Precision | None, precision))


def _block(held: Json, size: int) -> Block:
    kind = values.word(held, "kind", get_args(BlockKind))
    return Block(cast(BlockKind, kind), values.span(held, "span", size))


def _sentences(held: Json, article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of the article, or of its events where the object does not name them."""
    size = len(article.text)
    if "sentences" in held:
        return values.parts(held, "sentences", lambda one: _sentence(one, article))
    named = values.parts(held, "events", lambda one: values.span(one, "sentence", size))
    return tuple(Sentence(span, _block_of(span, article), ()) for span in sorted(set(named)))


def _sentence(held: Json, article: Article) -> Sentence:
    block = values.count(held, "block", len(article.blocks))
    return Sentence(values.span(held, "span", len(article.text)), block, ())


def _block_of(span: Span, article: Article) -> int:
    """Return the number of the block that *span* lies in."""
    blocks = enumerate(article.blocks)
    return next((at for at, one in blocks if one.span.start <= span.start < one.span.end), 0)


def _run(held: Json, where: str) -> Run:
    """Return the run that made the coding."""
    if "run" in held:
        run = values.part(held, "run")
        names = ("id", "version", "model", "settings", "host", "started")
        return Run(*(values.text(run, name) for name in names))
    name = hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Run(name, UNKNOWN, UNKNOWN, "{}", UNKNOWN, UNKNOWN)


def _check_links(coded: Coded) -> None:
    """See that every row that another names is there, and that no claim stands in itself."""
    within = {one.id: one.parent for one in coded.claims}
    said = [one.said_by for rows in (coded.events, coded.predictions, coded.relations) for one in rows]
    claims = {one.claim for one in said if one is not None} | set(within.values())
    lost = claims - set(within) - {None}
    lost |= {one.event for one in coded.predictions} - {one.id for one in coded.events}
    if lost:
        raise Unfit(f"it names the row {min(map(str, lost))[:40]!r}, which is not in it")
    sound: set[str | None] = {None}
    for start in within:
        chain: set[str | None] = set()
        at: str | None = start
        while at not in sound and at not in chain:
            chain.add(at)
            at = within[str(at)]
        if at in chain:
            raise Unfit(f"the claim {str(at)[:40]!r} stands in itself")
        sound |= chain
