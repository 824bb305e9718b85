"""Who says what of whom, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
from sayso.show.web.views.events import check
from sayso.show.web.views.listed import Row, claim_rows, listing, rejected

SHOWN = 40
STORIES = 20
TELLINGS = 6  # of one side of a story
LONGEST = 300  # characters of what a story says


class Claimed(NamedTuple):
    """A claim: who says it, with which words, how it stands after review, and which events it tells."""

    href: str
    document: str
    who: str
    cue: str
    content: str
    kind: str
    review: str
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
        who, about = (asked.query.get(name, "") for name in ("who", "about"))
        found = listing("claims", lambda known: claims_of(known, who, about), desk, ledger, asked.query)
        shown, after = part(found.numbers, (asked.query, SHOWN))
        claims = [_claim(*one, links) for one in claim_rows(desk, ledger, shown, found.applied)]
    content = {
        "claims": claims,
        "total": len(found.numbers),
        "rejected": rejected(links, "claims", asked.query, found),
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


def _claim(row: Row, events: Iterable[Any], links: Links) -> Claimed:
    """Return a claim as the page shows it, with the *events* that it tells."""
    article = row["article"]
    within = [(_event(one), links.article(article, f"e-{one['id']}")) for one in events]
    negated, parent = ", negated" if row["negated"] else "", ", within another" if row["parent"] else ""
    return Claimed(
        links.article(article, f"c-{row['id']}"),
        visible(row["doc_id"]),
        party(row["who"], row["code"]),
        visible(row["cue"] or NOBODY),
        visible(row["content"] or NOBODY),
        f"{row['kind']}{negated}{parent}",
        row["review"],
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
