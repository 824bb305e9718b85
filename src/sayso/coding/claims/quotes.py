"""Finding quotations by their marks: curly, straight, doubled, over paragraphs, never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.record import Annotation, Article, Span

MARK = re.compile(r"[“”\"]|``|''")
OPENING = frozenset({"“", "``"})
CLOSING = frozenset({"”"})
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def find_quotations(article: Article, annotation: Annotation) -> tuple[Span, ...]:
    """Return the quotations of *article*, marks included, in order.

    A paragraph that opens a mark and does not close it goes on in the next one
    where that opens a mark again; else the quotation ends with its sentence.
    """
    used = sorted({sentence.block for sentence in annotation.sentences})
    blocks = [article.blocks[number].span for number in used]
    found: list[Span] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        goes_on = after is not None and MARK.match(article.text, after.start) is not None
        found += _in_block(article.text, block, goes_on)
    return tuple(found)


def _in_block(text: str, block: Span, goes_on: bool) -> Iterator[Span]:
    """Yield the quotations of one paragraph."""
    start: int | None = None
    for mark in MARK.finditer(text, block.start, block.end):
        if start is None:
            start = mark.start() if _opens(text, mark, block) else None
        elif mark.group() not in OPENING:
            yield Span(start, mark.end())
            start = None
    if start is not None:
        yield Span(start, block.end if goes_on else _sentence_end(text, start, block.end))


def _opens(text: str, mark: re.Match[str], block: Span) -> bool:
    """Return whether *mark* begins a quotation, as a straight one does after a blank or a bracket."""
    if mark.group() in OPENING:
        return True
    if mark.group() in CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end() : mark.end() + 1]
    return (before.isspace() or before in "([\u2014\u2013-,:") and not after.isspace() and after != ""


def _sentence_end(text: str, start: int, end: int) -> int:
    found = SENTENCE_END.search(text, start, end)
    return found.end() if found else end


def overlaps(one: Span, other: Span) -> bool:
    """Return whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def holds(outer: Span, inner: Span) -> bool:
    """Return whether *inner* lies within *outer*."""
    return outer.start <= inner.start and inner.end <= outer.end
