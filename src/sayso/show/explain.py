"""What a row rests on, as lines that people read."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.record import Claim, Event, Said, Span
from sayso.show.deciding import told as decided
from sayso.show.fields import Lines, fields, words
from sayso.show.rows import THE_ARTICLE, cut, party, source
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.explanation import Explained

CONTEXT = 200  # characters shown before and after the sentence
LABEL = 17


def explanation(told: Explained) -> Iterator[str]:
    """Yield the explanation of a row, line by line, no wider than the terminal."""
    yield heading(told)
    yield ""
    yield from laid_out([("", passage(told.text, told.sentence, mark(told)))])
    for part in (fields(told), sources(told), decisions(told), origin(told)):
        lines = list(part)
        if lines:
            yield ""
            yield from laid_out(lines)


def decisions(told: Explained) -> Lines:
    """Yield how the row stands after review and what each reviewer decided; nothing where nobody did."""
    if told.state.decisions:
        yield "review", told.state.standing
        for one in told.state.decisions:
            yield f"decision {one.number}", decided(one)


def heading(told: Explained) -> str:
    """Return what kind of row this is, an event by its type, and its id."""
    row = told.row
    return f"{row.type if isinstance(row, Event) else type(row).__name__.lower()} {row.id}"


def mark(told: Explained) -> Span:
    """Return the words to mark in the sentence: a trigger, a cue, or all that states a relation."""
    row = told.row
    if isinstance(row, Claim):
        return next(iter((*row.cue, *row.content, *row.source)), Span(0, 0))
    return row.trigger if isinstance(row, Event) else row.span


def passage(text: str, sentence: Span | None, marked: Span) -> str:
    """Return the sentence with *marked* in brackets, between what stands before and after it."""
    start, end = sentence or marked
    start, end = min(start, marked.start), max(end, marked.end)
    before = visible(text[max(0, start - CONTEXT) : start]).strip()
    after = visible(text[end : end + CONTEXT]).strip()
    whole = f"{text[start : marked.start]}[{cut(text, marked)}]{text[marked.end : end]}"
    parts = (f"... {before}" if before else "", visible(whole), f"{after} ..." if after else "")
    return "\n".join(part for part in parts if part)


def sources(told: Explained) -> Lines:
    """Yield the sources that a row has come through, the nearest first."""
    row = told.row
    if isinstance(row, Claim):
        return outwards(row.id, told.claims, told.text)
    return chain(row.said_by, told.claims, told.text)


def chain(said: Said | None, claims: Mapping[str, Claim], text: str) -> Lines:
    """Yield the sources that what *said* tells has come through, the nearest first."""
    if said is not None and said.claim is None:
        yield "source", source(said)
    yield from outwards(said.claim if said else None, claims, text)


def outwards(name: str | None, claims: Mapping[str, Claim], text: str) -> Lines:
    """Yield the claim called *name*, those it stands in, and last the article."""
    claim = claims.get(name or "")
    while claim is not None:
        yield f"source {claim.id[:8]}", attribution(claim, text)
        claim = claims.get(claim.parent or "")
    yield "source", f"{THE_ARTICLE} itself"


def attribution(claim: Claim, text: str) -> str:
    """Return who says, with which words, and how it is quoted: ``Amina Oduya (KEN GOV): "told" (direct)``."""
    who = party(claim.speaker) if claim.speaker else words(claim.source, text)
    denied = ", negated" if claim.negated else ""
    return f'{who}: "{words(claim.cue, text)}" ({claim.kind}{denied})'


def origin(told: Explained) -> Lines:
    """Yield the article, run and model that a row came from."""
    yield "article", f"{visible(told.doc_id)}, published {told.published or 'on an unknown day'}"
    yield "read from", visible(told.address)
    yield "text", f"sha256 {told.sha256}"
    yield "run", f"{told.run.id}, sayso {told.run.version} on {visible(told.run.host)}, {told.run.started}"
    yield "model", f"sha256 {told.run.model}"


def laid_out(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield labels and texts in two columns that fit the terminal, or 100 columns where there is none."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 3 * LABEL)
    for label, text in pairs:
        for part in text.split("\n"):
            yield from textwrap.wrap(
                part,
                width,
                initial_indent=label.ljust(LABEL),
                subsequent_indent=" " * LABEL,
                break_on_hyphens=False,
            )
