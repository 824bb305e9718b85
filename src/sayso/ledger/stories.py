"""Reports and stories of a ledger, made anew from its current codings whenever they are asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sayso.ledger.columns import event_columns
from sayso.ledger.filters import conditions
from sayso.ledger.query import added_events, events
from sayso.ledger.reviewed import corrected_columns
from sayso.ledger.standing import UNREVIEWED, states
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.read.copies import fold
from sayso.record import Said
from sayso.resolve.stories import NEAR, Party, Story, Telling, group

TEXTS = """
    SELECT current.article, articles.text, readings.blocks FROM current
    JOIN articles ON articles.sha256 = current.article
    JOIN readings ON readings.number = current.reading
    ORDER BY current.article
"""
EVENTS = """
    FROM current
    JOIN events ON events.coding = current.number
    JOIN readings ON readings.number = current.reading
"""
TOLD = f"SELECT events.*, current.article, doc_id {EVENTS}"
PUBLISHED = """
    SELECT current.article, published FROM current JOIN readings ON readings.number = current.reading
    WHERE precision = 'day' ORDER BY published DESC
"""
PREFIX = "s"  # begins the id of a story, and of nothing else: the others are hexadecimal
Found = Mapping[str, Any] | sqlite3.Row


class Gathered(NamedTuple):
    """What stories are made of: the columns of each mention, of each article's day, and of each text.

    The days come with the latest first, the texts in the order of their articles' digests.
    """

    told: Iterable[Mapping[str, Any]]
    latest_first: Iterable[Found]
    texts: Iterable[Found]


def stories(ledger: Ledger, wanted: Mapping[str, object], near: int = NEAR) -> list[Story]:
    """Return the stories of which some mention fits every filter in *wanted*, the earliest first.

    *near* is the number of days that two mentions of a story may lie apart. Raises TypeError for a filter
    that does not exist, Failure (S305) where a day is none.
    """
    if wanted.get("after") is not None:
        raise TypeError("stories have no pages: 'after' goes on in the list of events")
    limit = wanted.get("limit")
    fitting = _fitting(ledger, wanted) if wanted else None
    found = _all(ledger, near)
    if fitting is not None:
        found = [one for one in found if any(mention.id in fitting for mention in one.mentions)]
    return found[: limit if isinstance(limit, int) else None]


def story(ledger: Ledger, name: str, near: int = NEAR) -> Story:
    """Return the story whose id begins with *name*.

    Raises Failure: S306 where there is none, S307 where there are several.
    """
    found = [one for one in _all(ledger, near) if one.id.startswith(name)]
    if len(found) != 1:
        raise Failure(problem("S307" if found else "S306", str(ledger.path), row=name))
    return found[0]


def counts(ledger: Ledger) -> Mapping[str, int]:
    """Return how many reports and how many stories *ledger* holds."""
    return {"reports": len(set(reports(ledger).values())), "stories": len(_all(ledger, NEAR))}


def reports(ledger: Ledger) -> Mapping[str, str]:
    """Return the name of the report of each article, by digest: the least digest among its copies."""
    return _reports(ledger.read(TEXTS))


def _reports(texts: Iterable[Found]) -> Mapping[str, str]:
    found = [(row["article"], _prose(row)) for row in texts]
    return {
        article: found[first][0]
        for (article, _), first in zip(found, fold(text for _, text in found), strict=True)
    }


def _fitting(ledger: Ledger, wanted: Mapping[str, object]) -> set[str]:
    """Return the ids of the events that fit *wanted*."""
    if ledger.review.applied or wanted.get("review_state"):
        return {one.event.id for one in events(ledger, {**wanted, "limit": None})}
    where, values = conditions(wanted)
    return {row["id"] for row in ledger.read(f"SELECT events.id {EVENTS} WHERE {where}", values)}


def _all(ledger: Ledger, near: int) -> list[Story]:
    """Return all stories. Texts are read last: another program may be adding articles."""
    told, latest_first = list(_told(ledger)), list(ledger.read(PUBLISHED))
    return as_stories(Gathered(told, latest_first, ledger.read(TEXTS)), str(ledger.path), near)


def as_stories(held: Gathered, where: str, near: int = NEAR) -> list[Story]:
    """Return what is *held* at *where* as stories. Raises Failure (S305) where a day cannot be read."""
    try:
        return group(_tellings(held), near)
    except ValueError as error:
        raise Failure(problem("S305", where, reason=f"a day cannot be read ({error})")) from error


def _prose(row: Found) -> str:
    """Return the text of an article without its residue, which articles of one site share."""
    kept = [row["text"][start:end] for kind, start, end in json.loads(row["blocks"]) if kind != "residue"]
    return "\n".join(kept)


def _tellings(held: Gathered) -> Iterator[Telling]:
    """Yield what counts of each mention."""
    named = _reports(held.texts)
    published = {named[row["article"]]: row["published"] for row in held.latest_first}
    for row in held.told:
        report = named[row["article"]]
        dated = row["date_start"] is not None
        yield Telling(
            id=row["id"],
            article=row["article"],
            doc_id=row["doc_id"],
            report=report,
            type=row["type"],
            actor=_party(row, "actor"),
            recipient=_party(row, "recipient"),
            first=_day(row["date_start"] if dated else published.get(report)),
            last=_day(row["date_end"] if dated else published.get(report)),
            dated=dated,
            place=row["place_text"],
            country=None if row["place_country"] == "UNK" else row["place_country"],
            status=row["status"],
            certainty=row["certainty"],
            said_by=_said(row),
        )


def _told(ledger: Ledger) -> Iterator[Mapping[str, Any]]:
    """Yield the columns of each mention, as it was coded or as it stands after decisions."""
    known = states(ledger, by=ledger.review.by) if ledger.review.applied else {}
    for row in ledger.read(TOLD):
        state = known.get((row["article"], row["id"]), UNREVIEWED)
        if state.standing != "rejected":
            yield {**dict(row), **corrected_columns(state)}
    for found, _ in added_events(ledger, known):
        yield {"article": found.article, "doc_id": found.doc_id, **event_columns(found.event)}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _party(row: Mapping[str, Any], field: str) -> Party | None:
    text = row[f"{field}_text"]
    return None if text is None else Party(text, row[f"{field}_code"], row[f"{field}_id"])


def _said(row: Mapping[str, Any]) -> Said | None:
    text = row["said_by_text"]
    return None if text is None else Said(text, row["said_by_code"], row["said_by_claim"])
