"""An article as it was read, its claims and events marked in place, and a panel for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sayso.ledger.content import Held, content
from sayso.ledger.decisions import Decision, made
from sayso.ledger.explanation import Explained
from sayso.ledger.reviewed import with_additions
from sayso.ledger.standing import UNREVIEWED
from sayso.ledger.store import Ledger
from sayso.record import Claim, Event, Prediction, Problem, Span
from sayso.resolve.stories import Telling
from sayso.show.deciding import told as told_decision
from sayso.show.explain import mark, passage, sources
from sayso.show.fields import fields
from sayso.show.rows import party, row_of, source
from sayso.show.visible import visible, visible_lines
from sayso.show.web.answers import Asked, Page
from sayso.show.web.desk import Desk, Told
from sayso.show.web.links import Links
from sayso.show.web.marking import marked, marks_of

OTHERS = 20  # mentions of a story that are shown
PROBLEMS = 'SELECT code, what, "where", remedy FROM problems WHERE "where" = ? ORDER BY number'
PLACES = """
    SELECT sources.address FROM readings JOIN sources ON sources.number = readings.source
    WHERE readings.article = ? GROUP BY sources.address ORDER BY min(sources.number)
"""


class Field(NamedTuple):
    """A field of a row: its name, its value, and what decided it."""

    name: str
    value: str
    because: list[str]


class Other(NamedTuple):
    """Another mention of the same story: in which article, how sure, and on whose word."""

    document: str
    href: str
    how_sure: str
    source: str


class Panel(NamedTuple):
    """All that is told of one row."""

    anchor: str
    kind: str
    heading: str
    line: str
    passage: str
    fields: list[Field]
    sources: list[tuple[str, str]]
    review: str
    decisions: list[tuple[str, str]]
    told: int
    others: list[Other] | None
    judge: str


def article_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the page of the article whose digest is asked for. Raises Failure (S306)."""
    with desk.open() as ledger:
        held = content(ledger, asked.path["article"])
        held = held._replace(rows=with_additions(held.rows, held.states))
        article, rows = held.article, held.rows
        marks = marks_of(rows.claims, rows.events)
        coded = _coded_sentences(held)
        known = {
            "title": visible(article.title or article.doc_id),
            "doc": visible(article.doc_id),
            "published": article.published.date or "on an unknown day",
            "precision": article.published.precision or "",
            "addresses": [visible(one["address"]) for one in ledger.read(PLACES, (article.sha256,))],
            "sha256": article.sha256,
            "run": visible(held.run.id),
            "version": visible(held.run.version),
            "parts": list(marked(article.text, article.blocks, marks)),
            "panels": list(_panels(held, (desk, ledger), links)),
            "counts": {name: len(getattr(rows, name)) for name in rows._fields},
            "residue": [
                visible_lines(article.text[one.span.start : one.span.end])
                for one in article.blocks
                if one.kind == "residue"
            ],
            "silent": len(held.sentences) - coded,
            "sentences": len(held.sentences),
            "problems": _problems(ledger, held),
            "rows": links.page("ledger", {"doc": article.doc_id}) if links.live else "",
            "missing": _missing(article.doc_id, links) if rows.events else "",
        }
    return Page("article.html", visible(article.title or article.doc_id), "ledger", known)


def _panels(held: Held, by: tuple[Desk, Ledger], links: Links) -> Iterator[Panel]:
    """Yield a panel for each event and each claim, in the order of the text."""
    desk, ledger = by
    article = held.article
    decisions: dict[str, list[Decision]] = {}
    for one in made(ledger, article.sha256):
        decisions.setdefault(one.row, []).append(one)
    told = desk.told(ledger)
    claims = {one.id: one for one in held.rows.claims}
    events = {one.id: one for one in held.rows.events}
    rows: Sequence[Event | Claim] = sorted((*held.rows.events, *held.rows.claims), key=_where)
    numbers = {one.id: place for place, one in enumerate(held.rows.claims, 1)}
    for row in rows:
        explained = Explained(
            row,
            _sentence(held, row),
            claims,
            events,
            article.text,
            article.sha256,
            article.doc_id,
            article.published.date,
            article.address,
            held.run,
        )
        is_event = isinstance(row, Event)
        yield Panel(
            anchor=f"{'e' if is_event else 'c'}-{row.id}",
            kind="event" if is_event else "claim",
            heading=_heading(row, article.text, numbers),
            line=_line(row, article.text, article.doc_id),
            passage=passage(article.text, explained.sentence, mark(explained)),
            fields=_fields(explained, held),
            sources=list(sources(explained)),
            review=held.states.get(row.id, UNREVIEWED).standing,
            decisions=[(one.decided[:16].replace("T", " "), _told(one)) for one in decisions.get(row.id, ())],
            told=_times(told, article.sha256, row.id),
            others=_others(told, article.sha256, row.id, links) if is_event else [],
            judge=links.page("review", {"row": row.id, "article": article.sha256}) if links.live else "",
        )


def _missing(document: str, links: Links) -> str:
    """Return where a reviewer goes through all sentences of a document, to add what is missing."""
    return links.page("review", {"doc": document, "every": "1"}) if links.live else ""


def _where(row: Event | Claim) -> tuple[int, int]:
    spans = (row.trigger,) if isinstance(row, Event) else (*row.cue, *row.content, *row.source)
    return min((span.start for span in spans), default=0), int(isinstance(row, Event))


def _heading(row: Event | Claim, text: str, numbers: Mapping[str, int]) -> str:
    if isinstance(row, Event):
        return f"{row.type} {visible(text[row.trigger.start : row.trigger.end])}"
    return f"Claim {numbers[row.id]}"


def _line(row: Event | Claim, text: str, document: str) -> str:
    """Return what a row says in a line."""
    if isinstance(row, Claim):
        return party(row.speaker) if row.speaker else "nobody who is named"
    shown = row_of(row, text, document)
    return f"{shown.who} → {shown.whom}"


def _sentence(held: Held, row: Event | Claim) -> Span | None:
    """Return the sentence that *row* stands in."""
    start = _where(row)[0]
    return next((one for one in held.sentences if one.start <= start < one.end), None)


def _fields(explained: Explained, held: Held) -> list[Field]:
    """Return the fields of a row with what decided each, and of an event what is predicted of it."""
    found: list[Field] = []
    for name, value in fields(explained):
        if name:
            found.append(Field(name, value, []))
        else:
            found[-1].because.append(value.removeprefix("because").strip())
    return found + [_predicted(one) for one in held.rows.predictions if one.event == explained.row.id]


def _predicted(one: Prediction) -> Field:
    words = f'"{visible(one.words)}": ' if one.words else ""
    by = f", by {one.by.end}" if one.by else ""
    return Field("prediction", f"{words}{one.low:.2f} to {one.high:.2f}{by}", [visible(one.origin)])


def _told(one: Decision) -> str:
    return f"takes back decision {one.withdraws}" if one.withdraws else told_decision(one)


def _others(told: Told | None, article: str, row: str, links: Links) -> list[Other] | None:
    """Return other mentions of the story of *row*, None while stories are being made."""
    if told is None:
        return None
    return [other(one, links) for one in islice(told.others(article, row), OTHERS)]


def _times(told: Told | None, article: str, row: str) -> int:
    """Return how many mentions the story of *row* has."""
    story = told.of.get((article, row)) if told else None
    return len(story.mentions) if story else 0


def other(one: Telling, links: Links) -> Other:
    """Return a mention of a story as a line."""
    how_sure = f"{one.status.replace('_', ' ')}, {one.certainty}"
    return Other(
        visible(one.doc_id), links.article(one.article, f"e-{one.id}"), how_sure, source(one.said_by)
    )


def _coded_sentences(held: Held) -> int:
    """Return how many sentences have a row."""
    rows: Sequence[Event | Claim] = (*held.rows.events, *held.rows.claims)
    starts = [_where(one)[0] for one in rows]
    return sum(any(one.start <= start < one.end for start in starts) for one in held.sentences)


def _problems(ledger: Ledger, held: Held) -> list[Problem]:
    """Return what went wrong with the article."""
    return [
        Problem(*(visible(str(part)) for part in row))
        for row in ledger.read(PROBLEMS, (held.article.address,))
    ]
