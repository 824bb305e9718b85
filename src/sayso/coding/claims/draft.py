"""A claim in the making: what a rule found, before it is joined with others and given a row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.ontology.cues import Cue
from sayso.record import Place, Span

MARKS = " \t\n,.;:-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution as a rule or the core reads it.

    ``frame`` names the construction; ``at`` is the cue's head; ``kept`` is whether it becomes a row.
    """

    frame: str
    cue: Cue
    at: Place
    source: tuple[Span, ...]
    speaker: Place | None
    words: tuple[Span, ...]
    content: tuple[Span, ...]
    negated: bool = False
    probability: float = 0.0
    kept: bool = False

    def with_content(self, spans: tuple[Span, ...]) -> Draft:
        """Return this claim with *spans* as its content."""
        return replace(self, content=spans)


def trimmed(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return *spans* without punctuation and blanks at their edges; quotation marks stay."""
    found = []
    for start, end in spans:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip(MARKS))
        last = first + len(piece.strip(MARKS))
        if any(letter.isalnum() for letter in text[first:last]):
            found.append(Span(first, last))
    return tuple(found)


def merged(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return *spans* in order, those that overlap or have only blanks and commas between them as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip(" ,.;\n")):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def without(spans: tuple[Span, ...], holes: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return *spans* with the *holes* cut out of them."""
    for hole in holes:
        spans = tuple(
            piece
            for span in spans
            for piece in (
                (span,)
                if hole.end <= span.start or hole.start >= span.end
                else (Span(span.start, hole.start), Span(hole.end, span.end))
            )
            if piece.end > piece.start
        )
    return spans
