"""One sentence to be reviewed, as lines: its evidence marked in place, its rows field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.record import Claim, Event, Prediction, Relation, Span
from sayso.show.deciding import told as decision_told
from sayso.show.explain import CONTEXT, laid_out
from sayso.show.fields import Lines, days, of_claim, of_event, of_relation
from sayso.show.rows import ID_LENGTH, NOBODY, cut, source
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.review import Page, Reviewed


def heading(page: Page, place: int, total: int) -> Iterator[str]:
    """Yield which sentence this is, and its words between what stands before and after them."""
    day = f", {page.published}" if page.published else ""
    yield ""
    yield f"--- {place} of {total}: {visible(page.doc_id)}{day} ---"
    if page.title:
        yield visible(page.title)
    start, end = stretch(page)
    before = visible(page.text[max(0, start - CONTEXT) : start]).strip()
    after = visible(page.text[end : end + CONTEXT]).strip()
    parts = (
        f"... {before}" if before else "",
        visible(page.text[start:end]),
        f"{after} ..." if after else "",
    )
    yield from laid_out([("", "\n".join(part for part in parts if part))])


def stretch(page: Page) -> Span:
    """Return the characters of the sentence; of rows before all sentences, those of their words."""
    if page.sentence is not None:
        return page.sentence
    spans = [span for one in page.rows for _, span in marks(one)] or [Span(0, 0)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def of_row(one: Reviewed, page: Page) -> Iterator[str]:
    """Yield a row: kind and id, its sentence with the evidence marked, its fields, and decisions on it."""
    name = one.row.type if isinstance(one.row, Event) else ""
    yield ""
    yield f"{one.kind} {one.row.id[:ID_LENGTH]} {name}".rstrip()
    yield from laid_out([("", marked(one, page)), *fields(one, page), *decided(one)])


def marked(one: Reviewed, page: Page) -> str:
    """Return the sentence with the words of each field between marks: ``{actor: Kenya} [condemned]``."""
    start, end = stretch(page)
    inserts: list[tuple[int, int, int, str]] = []
    for name, span in marks(one):
        if start <= span.start and span.end <= end:
            opening, closing = ("[", "]") if not name else (f"{{{name}: ", "}")
            length = span.end - span.start
            inserts += [(span.start, 1, -length, opening), (span.end, 0, length, closing)]
    parts, last = [], start
    for place, _, _, mark in sorted(inserts):
        parts += [page.text[last:place], mark]
        last = place
    return visible("".join((*parts, page.text[last:end])))


def marks(one: Reviewed) -> Iterator[tuple[str, Span]]:
    """Yield the words of a row, each with its field's name; those that the row hangs on without one."""
    match one.row:
        case Event() as row:
            yield "", row.trigger
            parties = {"actor": row.actor, "recipient": row.recipient, "place": row.place}
            yield from ((name, each.span) for name, each in parties.items() if each)
        case Claim() as row:
            yield from (("", span) for span in row.cue)
            yield from (("source", span) for span in row.source)
            yield from (("content", span) for span in row.content)
        case Prediction() as row:
            yield "", row.span
        case Relation() as row:
            yield from (("subject", row.subject.span), ("object", row.object.span))


def fields(one: Reviewed, page: Page) -> Lines:
    """Yield each field of a row with its value."""
    for name, told in _values(one, page).items():
        if name != "probability":
            yield name.replace("_", " "), told


def _values(one: Reviewed, page: Page) -> Mapping[str, str]:
    match one.row:
        case Event() as row:
            found = of_event(row)
            return {
                **found,
                "context": " ".join(row.context) or NOBODY,
                "trigger": visible(cut(page.text, row.trigger)),
            }
        case Claim() as row:
            return {**of_claim(row, page.text), "parent": (row.parent or NOBODY)[:ID_LENGTH]}
        case Relation() as row:
            return of_relation(row)
        case Prediction() as row:
            return {
                "event": row.event[:ID_LENGTH],
                "said_by": source(row.said_by),
                "certainty": row.certainty,
                "words": visible(row.words) or NOBODY,
                "low": f"{row.low:.2f}",
                "high": f"{row.high:.2f}",
                "by": days(row.by),
            }


def decided(one: Reviewed) -> Lines:
    """Yield the decisions on a row that count, and whether a newer coding says something else."""
    for decision in one.state.decisions:
        yield "decided", decision_told(decision)
    if one.state.standing == "outdated":
        yield "outdated", "the article was coded anew, and this row says something else than it did then"
