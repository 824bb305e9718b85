"""Who says what of whom, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.chain import Key
from sayso.ledger.columns import event_columns
from sayso.ledger.content import Held, content
from sayso.ledger.listings import words_of
from sayso.ledger.parties import claims_of
from sayso.ledger.query import numbered
from sayso.ledger.store import Ledger
from sayso.resolve.stories import Story, Telling
from sayso.show.rows import NOBODY, cut, named
from sayso.show.stories import narrow
from sayso.show.visible import short, visible
from sayso.show.web.answers import Asked, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.views.article import Other, other
from sayso.show.web.views.events import as_reviewed, check

SHOWN = 40
STORIES = 20
TELLINGS = 6  # of one side of a story
LONGEST = 300  # characters of what a story says
FROM = """
    FROM {table} JOIN codings ON codings.number = {table}.coding
    JOIN readings ON readings.number = codings.reading
"""
CLAIM = f"""
    SELECT claims.number, claims.id, claims.coding, codings.article, doc_id, claims.kind, negated, parent,
        coalesce(speaker_text, {words_of("claims", "source")}) AS who, speaker_code AS code,
        {words_of("claims", "cue")} AS cue, {words_of("claims", "content")} AS content
    {FROM.format(table="claims")} WHERE claims.number = ?
"""
WITHIN = """
    SELECT id, type, actor_text, actor_code, recipient_text, recipient_code, status, certainty FROM events
    WHERE coding = ? AND said_by_claim = ? ORDER BY number
"""


class Claimed(NamedTuple):
    """A claim: who says it, with which words, and which events it tells."""

    href: str
    document: str
    who: str
    cue: str
    content: str
    kind: str
    events: list[tuple[str, str]]


class Dispute(NamedTuple):
    """A story of which one mention says that it happened and another that it did not."""

    line: Mapping[str, object]
    happened: list[tuple[Other, str]]
    not_happened: list[tuple[Other, str]]
    open: list[tuple[Other, str]]
    more: Mapping[str, int]


def claims_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the claims that fit what is asked: by whom, and about whom."""
    check(asked.query)
    with desk.open() as ledger:
        reviewed = as_reviewed(asked.query)
        known, keys = desk.claims(ledger) if reviewed else (desk.parties(ledger), {})
        numbers = claims_of(known, asked.query.get("who", ""), asked.query.get("about", ""))
        shown, after = part(numbers, (asked.query, SHOWN))
        claims = list(_claims(ledger, shown, keys, links))
    content = {
        "claims": claims,
        "total": len(numbers),
        "query": asked.query,
        "next": following(links, "claims", asked.query, after),
    }
    return Page("claims.html", "Claims", "claims", content)


def disputes_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the stories that are disputed, what says so and what says not side by side."""
    check(asked.query)
    start = int(asked.query.get("after", "0")[:9])
    with desk.open() as ledger:
        told = desk.told(ledger)
        disputed = told.disputed if told else []
        shown = [_dispute(one, (desk, ledger, links)) for one in disputed[start : start + STORIES]]
    more = str(start + STORIES) if start + STORIES < len(disputed) else ""
    content = {
        "ready": told is not None,
        "total": len(disputed),
        "stories": len(told.stories) if told else 0,
        "disputes": shown,
        "next": following(links, "disputes", asked.query, more),
    }
    return Page("disputes.html", "Contradictions", "disputes", content)


def some(
    ledger: Ledger, row: str, numbers: NDArray[np.int64], page: tuple[Mapping[str, str], int]
) -> tuple[list[Any], str]:
    """Return what the query *row* has for each of *numbers* on one *page*, and where the next begins."""
    shown, after = part(numbers, page)
    return [next(ledger.read(row, (number,))) for number in shown], after


def part(numbers: NDArray[np.int64], page: tuple[Mapping[str, str], int]) -> tuple[list[int], str]:
    """Return those of *numbers* that are on one *page*, and where the next begins.

    A page is what is asked and how many it shows.
    """
    query, size = page
    start = int(np.searchsorted(numbers, int(query.get("after", "0")[:18] or 0), side="right"))
    shown = numbers[start : start + size].tolist()
    return shown, str(shown[-1]) if start + size < len(numbers) else ""


def following(links: Links, page: str, query: Mapping[str, str], after: str) -> str:
    """Return where the rows behind *after* are, empty where there are none."""
    return links.page(page, {**query, "after": after}) if after else ""


def _claims(
    ledger: Ledger, numbers: Sequence[int], keys: Mapping[int, Key], links: Links
) -> Iterator[Claimed]:
    """Yield the claims of these *numbers*; those that *keys* names as they stand after review."""
    of = cache(partial(content, ledger.as_reviewed()))
    for number in numbers:
        if number in keys:
            article, name = keys[number]
            yield _standing(of(article), name, links)
        else:
            yield _claim(ledger, next(ledger.read(CLAIM, (number,))), links)


def _standing(held: Held, name: str, links: Links) -> Claimed:
    """Return the claim called *name* of an article that people decided about, as it stands."""
    claim = next(one for one in held.rows.claims if one.id == name)
    text, article = held.article.text, held.article.sha256
    source, cue, said = (
        " ... ".join(text[span.start : span.end] for span in spans)
        for spans in (claim.source, claim.cue, claim.content)
    )
    speaker = claim.speaker
    within = [
        (_event(event_columns(one)), links.article(article, f"e-{one.id}"))
        for one in held.rows.events
        if one.said_by and one.said_by.claim == name
    ]
    return Claimed(
        links.article(article, f"c-{name}"),
        visible(held.article.doc_id),
        party(speaker.text, speaker.code) if speaker else party(source, None),
        visible(cue or NOBODY),
        visible(said or NOBODY),
        _kind(claim.kind, claim.negated, claim.parent),
        within,
    )


def _kind(kind: str, negated: object, parent: object) -> str:
    return kind + (", negated" if negated else "") + (", within another" if parent else "")


def _claim(ledger: Ledger, row: Any, links: Links) -> Claimed:
    within = [
        (_event(one), links.article(row["article"], f"e-{one['id']}"))
        for one in ledger.read(WITHIN, (row["coding"], row["id"]))
    ]
    return Claimed(
        links.article(row["article"], f"c-{row['id']}"),
        visible(row["doc_id"]),
        party(row["who"], row["code"]),
        visible(row["cue"] or NOBODY),
        visible(row["content"] or NOBODY),
        _kind(row["kind"], row["negated"], row["parent"]),
        within,
    )


def _event(row: Any) -> str:
    sides = " → ".join(party(row[f"{one}_text"], row[f"{one}_code"]) for one in ("actor", "recipient"))
    return f"{row['type']}: {sides} ({row['status'].replace('_', ' ')}, {row['certainty']})"


def party(text: str | None, code: str | None) -> str:
    """Return words with their code, a dash where there are none."""
    return named(text, code or "") if text else NOBODY


def _said(one: Telling, by: tuple[Desk, Ledger, Links]) -> tuple[Other, str]:
    """Return a mention and the sentence that it stands in."""
    desk, ledger, links = by
    place = desk.places(ledger).get((one.article, one.id))
    if place is None:  # coded anew in this very moment
        return other(one, links), ""
    (found,) = numbered(ledger, [int(desk.overview(ledger).numbers[place])])
    return other(one, links), visible(cut(found.text, found.event.sentence))


def _dispute(story: Story, by: tuple[Desk, Ledger, Links]) -> Dispute:
    sides: dict[str, list[Telling]] = {"happened": [], "not_happened": [], "open": []}
    for one in story.mentions:
        sides[one.status if one.status in sides else "open"].append(one)
    shown = {name: [_said(one, by) for one in its[:TELLINGS]] for name, its in sides.items()}
    more = {name: max(len(its) - TELLINGS, 0) for name, its in sides.items()}
    line = {name: visible(short(str(value), LONGEST)) for name, value in narrow(story).items()}
    return Dispute(line, shown["happened"], shown["not_happened"], shown["open"], more)
