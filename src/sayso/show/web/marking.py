"""An article's text with its claims and events marked in place: marks within marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.record import Block, Claim, Event, Span
from sayso.show.visible import visible_lines


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is marked: what it is, the row it belongs to, and the words beside it."""

    span: Span
    kind: str  # content, source, cue or event
    row: str
    label: str
    depth: int = 0


@dataclass(slots=True)
class Node:
    """A stretch of text, or a mark around others. ``first``: the mark begins here and does not go on."""

    text: str = ""
    mark: Mark | None = None
    first: bool = True
    inner: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the article with what is marked in it."""

    kind: str
    nodes: Sequence[Node]


WEIGHT = {"content": 0, "source": 1, "cue": 2, "event": 3}


def marks_of(claims: Sequence[Claim], events: Sequence[Event]) -> list[Mark]:
    """Return a mark for each stretch of each claim, and for the word of each event."""
    found: list[Mark] = []
    parents = {one.id: one.parent for one in claims}
    for number, claim in enumerate(claims, 1):
        depth = depth_of(claim.id, parents)
        for kind in ("content", "source", "cue"):
            spans: tuple[Span, ...] = getattr(claim, kind)
            found += (Mark(span, kind, claim.id, str(number), depth) for span in spans)
    found += (Mark(one.trigger, "event", one.id, one.type) for one in events)
    return [one for one in found if one.span.start < one.span.end]


def depth_of(name: str | None, parents: dict[str, str | None]) -> int:
    """Return how many claims the claim called *name* stands in."""
    passed: set[str] = set()
    while name is not None and name not in passed:
        passed.add(name)
        name = parents.get(name)
    return len(passed) - 1


def marked(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterator[Part]:
    """Yield the blocks of *text* with *marks* in place; what lies between blocks is left out."""
    order = sorted(marks, key=lambda one: (one.span.start, -one.span.end, WEIGHT[one.kind], one.depth))
    for block in blocks:
        its = [one for one in order if one.span.start < block.span.end and block.span.start < one.span.end]
        yield Part(block.kind, nest(text, block.span, its))


def nest(text: str, within: Span, marks: Sequence[Mark]) -> list[Node]:
    """Return the characters *within* as nodes; a mark that crosses another one's end goes on after it."""
    nodes: list[Node] = []
    at, rest = within.start, list(marks)
    while rest:
        mark = rest.pop(0)
        start, end = max(mark.span.start, at), min(mark.span.end, within.end)
        if start >= end:
            continue
        if at < start:
            nodes.append(Node(visible_lines(text[at:start])))
        inside = [one for one in rest if one.span.start < end]
        rest = [one for one in rest if one.span.end > end]
        inner = nest(text, Span(start, end), inside)
        nodes.append(Node(mark=mark, first=start == mark.span.start, inner=inner))
        at = end
    if at < within.end:
        nodes.append(Node(visible_lines(text[at : within.end])))
    return nodes
