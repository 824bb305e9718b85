"""What a row rests on, as lines that people read."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.record import Claim, Event, Reason, Span
from sayso.show.rows import NOBODY, THE_ARTICLE, cut, named, party
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.query import Explained

CONTEXT = 200  # characters shown before and after the sentence
LABEL = 17

Lines = Iterator[tuple[str, str]]


def passage(text: str, sentence: Span, trigger: Span) -> str:
    """Return the sentence with its trigger marked, between what stands before and after it."""
    before = visible(text[max(0, sentence.start - CONTEXT) : sentence.start]).strip()
    after = visible(text[sentence.end : sentence.end + CONTEXT]).strip()
    marked = (
        text[sentence.start : trigger.start],
        f"[{cut(text, trigger)}]",
        text[trigger.end : sentence.end],
    )
    parts = (f"... {before}" if before else "", visible("".join(marked)), f"{after} ..." if after else "")
    return "\n".join(part for part in parts if part)


def fields(event: Event, text: str) -> Lines:
    """Yield each field of *event* with its value and what decided it."""
    values = {
        "actor": party(event.actor),
        "type": event.type + (f", {event.mode}" if event.mode else "") + f" (CAMEO {event.cameo})",
        "recipient": party(event.recipient),
        "status": event.status.replace("_", " "),
        "certainty": event.certainty,
        "said_by": named(event.said_by.text, event.said_by.code) if event.said_by else THE_ARTICLE,
        "prediction": "yes" if event.prediction else "no",
        "date": f"{event.date.start} to {event.date.end}" if event.date else NOBODY,
        "place": named(event.place.text, event.place.country) if event.place else NOBODY,
        "magnitude": "; ".join(visible(f"{one.kind}: {one.text}") for one in event.magnitude) or NOBODY,
    }
    for field, value in values.items():
        yield field.replace("_", " "), value
        for reason in event.reasons:
            if reason.field == field:
                yield "", because(reason, text)


def because(reason: Reason, text: str) -> str:
    """Return the words and the rule, dictionary row or head that decided a field."""
    words = f'"{visible(cut(text, reason.span))}"  ' if reason.span else ""
    return f"because  {words}[{visible(reason.by)}]"


def chain(event: Event, claims: Mapping[str, Claim], text: str) -> Lines:
    """Yield the sources that *event* has come through, the nearest first."""
    claim = claims.get(event.said_by.claim or "") if event.said_by else None
    while claim is not None:
        yield f"source {claim.id[:8]}", attribution(claim, text)
        claim = claims.get(claim.parent) if claim.parent else None
    yield "source", f"{THE_ARTICLE} itself"


def attribution(claim: Claim, text: str) -> str:
    """Return who says, with which words, and how it is quoted: ``Amina Oduya (KEN GOV): "told" (direct)``."""
    who = party(claim.speaker) if claim.speaker else words(claim.source, text)
    denied = ", negated" if claim.negated else ""
    return f'{who}: "{words(claim.cue, text)}" ({claim.kind}{denied})'


def words(spans: tuple[Span, ...], text: str) -> str:
    """Return the words that *spans* name, gaps shown as dots."""
    return " ... ".join(visible(cut(text, span)) for span in spans) or NOBODY


def origin(told: Explained) -> Lines:
    """Yield the article, run and model that a row came from."""
    yield "article", f"{visible(told.doc_id)}, published {told.published or 'on an unknown day'}"
    yield "read from", visible(told.address)
    yield "text", f"sha256 {told.sha256}"
    yield "run", f"{told.run.id}, sayso {told.run.version} on {visible(told.run.host)}, {told.run.started}"
    yield "model", f"sha256 {told.run.model}"
    yield (
        "probability",
        f"{told.event.probability:.2f}: the language core's, for the words that the row rests on",
    )


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
